"""Letters with codes to people on the list: their address, one line each, and nothing kept."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from folkmoot.deciding import actions, codes
from folkmoot.deciding.models import Channel, CodeBatch, Decision, RollEntry, Stage, Standing, Way
from folkmoot.deciding.queries.helping import roll_sheet
from folkmoot.deciding.queries.voting import entry_for_code
from folkmoot.deciding.rolls import RollLine
from folkmoot.deciding.tests.crew import run, someone
from folkmoot.deciding.tests.makers import CLOSING, NOON, a_code, a_decision, a_place
from folkmoot.deciding.tests.voters import Voter, text_of
from folkmoot.kernel.access.roles import POLLING_HELPER, ROLL_KEEPER
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.rules import Refused
from folkmoot.places.models import Place
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db

ANN = RollLine("Ann Lee", "AB1 2CD", "", "3 Mill Street, Wren's Cross")
BOB = RollLine("=Bob", "AB1 2CE", "", "5 Mill Street")
NO_HOUSE = RollLine("Cy Day", "AB1 2CF")
ASKED = {"label": "To the list", "way": "LETTER", "whom": "roll", "output": "letters"}


@pytest.fixture
def place() -> Place:
    return a_place()


def a_list(place: Place, *lines: RollLine, **settings: Any) -> Decision:
    decision = a_decision(place=place, by_roll=True, **settings)
    actions.load_roll(decision=decision, lines=lines, by=None, at=NOON)
    decision.refresh_from_db()
    return decision


def asked(decision: Decision, number: int, **other: str) -> HttpResponse:
    """The page of letters, or what there is to mend."""
    browser = browser_of(someone(decision.place, ROLL_KEEPER))
    answer: Any = browser.post(run(decision, "codes"), ASKED | {"n_codes": str(number)} | other)
    return answer  # type: ignore[no-any-return]


def posted(decision: Decision, number: int) -> tuple[CodeBatch, list[tuple[RollEntry, str]]]:
    return actions.make_letters(
        decision=decision, n_letters=number, label="To the list", by=None, at=NOON
    )


def by_name(decision: Decision, line: RollLine) -> HttpResponse:
    """What somebody sees who types this name and postcode."""
    told = {"name": line.name, "postcode": line.postcode, "number": ""}
    answer: Any = browser_of(None).post(reverse("deciding:vote_by_roll", args=[decision.ref]), told)
    return answer  # type: ignore[no-any-return]


def test_each_letter_has_a_name_an_address_and_the_code_of_that_very_line(
    place: Place, valid_html: ValidHtml
) -> None:
    decision = a_list(place, ANN, BOB, NO_HOUSE)
    answer: Any = asked(decision, 2)
    valid_html(answer)
    assert "no-store" in answer["Cache-Control"]
    decision.refresh_from_db()
    for letter in answer.context["letters"]:
        line = entry_for_code(decision, letter.code)
        assert line is not None
        assert letter.to.splitlines()[0] == line.name
        assert (line.number, line.way) == (letter.number, Way.LETTER)
    assert "3 Mill Street<br>" in answer.content.decode()
    assert decision.roll.count() == 3, "one line for each person, as before"


def test_where_there_are_no_addresses_the_page_says_so_and_asks_nothing_of_them(
    place: Place,
) -> None:
    keeper = browser_of(someone(place, ROLL_KEEPER))
    for decision, words in (
        (a_decision(place=place), "this decision has no list of people"),
        (a_decision(place=place, by_roll=True), "Nobody on a list yet"),
        (a_list(place, NO_HOUSE), "Nobody on the list has an address"),
    ):
        page = keeper.get(run(decision, "codes")).content.decode()
        assert words in page
        assert 'name="whom"' not in page


@pytest.mark.parametrize(
    ("number", "other", "words"),
    [
        (3, {}, "Make at most 2: so many people have an address and no letter."),
        (1, {"way": "VOUCHER"}, "Vouchers carry no names."),
        (1, {"whom": "everybody"}, "Choose one of the answers"),
    ],
)
def test_what_cannot_be_made_is_said_beside_its_box(
    place: Place, number: int, other: dict[str, str], words: str
) -> None:
    decision = a_list(place, ANN, BOB, NO_HOUSE)
    answer = asked(decision, number, **other)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "To the list" in answer.content.decode()
    assert not decision.roll.exclude(code_hash="").exists()


def test_the_printer_s_file_has_the_lines_of_the_envelope_and_no_formula(place: Place) -> None:
    answer: Any = asked(a_list(place, ANN, BOB), 2, output="file")
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode())))
    assert [row["line_1"] for row in rows] == ["Ann Lee", "'=Bob"]
    assert [row["line_3"] for row in rows] == ["Wren's Cross", "AB1 2CE"]
    assert all(row["qr_code"].endswith(row["code"]) for row in rows)


def test_no_table_session_or_record_joins_a_code_to_an_address(place: Place) -> None:
    decision = a_list(place, ANN)
    answer: Any = asked(decision, 1)
    code = codes.plain(answer.context["letters"][0].code)
    kept = [str(row) for row in RollEntry.objects.values_list()]
    kept += [str(row) for row in CodeBatch.objects.values_list()]
    kept += [str(one.get_decoded()) for one in Session.objects.all()]
    events = " ".join(map(str, Event.objects.values_list("about", "facts")))
    assert code[:8] not in codes.plain(" ".join(kept) + events)
    assert "Mill Street" not in events


def test_who_has_a_letter_votes_once_with_its_code_and_not_by_name(place: Place) -> None:
    decision = a_list(place, ANN, BOB, stage=Stage.OPEN)
    _, [(line, code)] = posted(decision, 1)
    refused = by_name(decision, ANN)
    assert "There is a code for this name" in text_of(refused)
    assert by_name(decision, BOB).status_code == 302, "who has no letter yet still does"
    entry = entry_for_code(decision, code)
    assert entry == line
    actions.cast_ballot(entry=line, choices={1: 1}, channel=Channel.WEB, by=None, at=NOON)
    line.refresh_from_db()
    assert line.standing == Standing.ADMITTED, "a code shows whose vote it is"


def test_who_lost_their_letter_is_taken_in_the_hall_and_not_by_phone(place: Place) -> None:
    decision = a_list(place, ANN, stage=Stage.OPEN)
    _, [(line, _)] = posted(decision, 1)
    browser = browser_of(someone(place, POLLING_HELPER))
    found = browser.post(run(decision, "help"), {"name": "Ann Lee", "postcode": "AB1 2CD"})
    assert "The number alone is not enough." in found.content.decode()
    take = {"entry": line.pk, "shown": ""}
    assert browser.post(run(decision, "take"), take | {"channel": "PHONE"}).status_code == 409
    assert browser.post(run(decision, "take"), take | {"channel": "HALL"}).status_code == 302
    assert roll_sheet(decision, 9) == [line]


def test_who_lost_their_letter_votes_on_paper_once_seen_and_its_code_is_cancelled(
    place: Place, valid_html: ValidHtml
) -> None:
    decision = a_list(place, ANN, stage=Stage.OPEN)
    _, [(line, code)] = posted(decision, 1)
    browser = browser_of(someone(place, POLLING_HELPER))
    found = browser.post(run(decision, "help"), {"name": "Ann Lee", "postcode": "AB1 2CD"})
    valid_html(found)
    assert "On paper in the hall: I have seen that this is Ann Lee" in found.content.decode()
    answer = browser.post(run(decision, "on_paper"), {"entry": line.pk}, follow=True)
    assert "Hand them one ballot paper" in text_of(answer)
    assert code not in answer.content.decode()
    line.refresh_from_db()
    assert (line.channel, line.standing, line.seen_by) == (Channel.PAPER, Standing.ADMITTED, None)
    again = browser.post(run(decision, "on_paper"), {"entry": line.pk})
    assert again.status_code == 409
    with pytest.raises(Refused, match="this letter was sent to has voted"):
        actions.cast_ballot(entry=line, choices={1: 1}, channel=Channel.WEB, by=None, at=NOON)
    with pytest.raises(Refused, match="A vote has come in for this already"):
        actions.check_in_paper(entry=line, told_code=True, by=None, at=NOON)
    finder = Voter(decision, Client())
    assert "its code is no longer good" in text_of(finder.come_in(code))


def test_nobody_is_checked_in_by_being_seen_where_no_name_shows_whose_line_it_is(
    place: Place,
) -> None:
    decision = a_list(place, ANN, stage=Stage.OPEN)
    _, [(line, _)] = posted(decision, 1)
    unnamed, _ = a_code(decision)
    elsewhere = a_decision(place=a_place("Elm Park"), stage=Stage.OPEN)
    theirs, _ = a_code(elsewhere)
    helper = browser_of(someone(place, POLLING_HELPER))
    for entry, status in ((unnamed, 409), (theirs, 404)):
        assert helper.post(run(decision, "on_paper"), {"entry": entry.pk}).status_code == status
    assert helper.post(run(decision, "on_paper"), {"entry": "nobody"}).status_code == 404
    for other in (someone(elsewhere.place, POLLING_HELPER), None):
        answer = browser_of(other).post(run(decision, "on_paper"), {"entry": line.pk})
        assert answer.status_code == 403
    actions.cast_ballot(entry=line, choices={1: 1}, channel=Channel.WEB, by=None, at=NOON)
    with pytest.raises(Refused, match="A vote has come in for this already"):
        actions.check_in_seen(entry=line, by=None, at=NOON)
    late = CLOSING + timedelta(hours=2)
    with pytest.raises(Refused, match="Voting has closed"):
        actions.check_in_seen(entry=line, by=None, at=late)
    assert not decision.roll.filter(channel=Channel.PAPER).exists()


def test_letters_taken_back_leave_the_people_on_the_list_as_they_were(place: Place) -> None:
    decision = a_list(place, ANN, BOB, NO_HOUSE, stage=Stage.OPEN)
    before = [*decision.roll.order_by("number").values_list("number", "name", "address", "way")]
    batch, [(line, _), (_, code)] = posted(decision, 2)
    actions.cast_ballot(entry=line, choices={1: 1}, channel=Channel.WEB, by=None, at=NOON)
    assert actions.withdraw_codes(batch=batch, by=None, at=NOON) == 1
    after = [*decision.roll.order_by("number").values_list("number", "name", "address", "way")]
    assert after[1:] == before[1:]
    assert entry_for_code(decision, code) is None
    assert by_name(decision, BOB).status_code == 302
    with pytest.raises(Refused, match="from 1 to 1"):
        posted(decision, 2)


def test_a_list_loaded_again_puts_nobody_on_it_twice(place: Place) -> None:
    decision = a_list(place, ANN, BOB)
    posted(decision, 2)
    n_new = actions.load_roll(decision=decision, lines=[ANN, BOB], by=None, at=NOON)
    assert (n_new, decision.roll.count()) == (0, 2)


def test_making_letters_asks_as_much_of_the_database_for_many_as_for_one(
    place: Place, django_assert_max_num_queries: Any
) -> None:
    many = [RollLine(f"N {n}", "AB1 2CD", "", f"{n} Mill Street") for n in range(300)]
    decision = a_list(place, *many)
    with django_assert_max_num_queries(20):
        posted(decision, 300)
