"""Safeguarding leads alone read a concern, see it through, and its record goes on a day."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import ROLES, SAFEGUARDING_LEAD
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions
from folkmoot.organising.models import (
    Answer,
    Concern,
    ConcernStage,
    ConcernStep,
)
from folkmoot.organising.queries.tasks import tasks_for
from folkmoot.organising.tests.makers import (
    LATER,
    NOON,
    a_convenor,
    a_conversation,
    a_note,
    a_place,
    a_round,
    an_organiser,
    at,
    someone,
    someone_with,
)
from folkmoot.people.models import Account, SiteRole
from folkmoot.places.models import Place
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

WORDS = "The boy next door has bruises, says Mrs Hale."
NEXT_YEAR = date(2027, 6, 1)


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def a_lead(place: Place, name: str = "Leah") -> Account:
    return someone_with(SAFEGUARDING_LEAD, place, name=f"{name} of {place.name}")


def a_concern(place: Place | None = None, words: str = WORDS) -> Concern:
    place = place or a_place()
    return actions.raise_concern(place=place, words=words, by=an_organiser(place), at=LATER)


@pytest.mark.parametrize("role", ROLES.values(), ids=lambda role: role.name)
@pytest.mark.parametrize("here", [True, False], ids=["here", "in another place"])
def test_only_a_safeguarding_lead_of_the_place_finds_a_concern(role: Any, here: bool) -> None:
    place, elsewhere = a_place(), a_place("Elm Park")
    concern = a_concern(place)
    who = someone("Robin")
    if role.scope == "place":
        who = someone_with(role, place if here else elsewhere, name="Robin")
    elif role.scope == "site":
        SiteRole.objects.create(account=who, role=role.name, starts_at=NOON)
    may = role == SAFEGUARDING_LEAD and here
    browser = browser_of(who)
    assert browser.get(at("concerns", place.slug)).status_code == (200 if may else 403)
    assert browser.get(at("concern", concern.pk)).status_code == (200 if may else 404)
    assert browser.post(at("read_concern", concern.pk)).status_code == (302 if may else 404)
    answer = browser.post(at("concern", concern.pk), {"answer": "left", "words": "No."})
    assert answer.status_code == (302 if may else 404)
    assert ("Read a concern" in [task.title for task in tasks_for(who, LATER)]) is False
    concern.refresh_from_db()
    assert concern.stage == (ConcernStage.NO_STEP if may else ConcernStage.RAISED)


def test_who_raised_it_finds_it_nowhere_afterwards() -> None:
    concern = a_concern()
    by = an_organiser(concern.place)
    browser = browser_of(by)
    assert browser.get(at("concern", concern.pk)).status_code == 404
    assert tasks_for(by, LATER) == []


def test_those_who_do_not_listen_here_pass_nothing_on() -> None:
    said = a_conversation(words=WORDS)
    for who in (an_organiser(a_place("Elm Park")), someone("Sam"), a_lead(said.place), None):
        browser = browser_of(who)
        assert browser.post(at("move_to_concern", said.pk), {}).status_code == 404
        assert browser.get(at("safety", said.place.slug)).status_code == 403
    assert said.answers.get().words == WORDS


def test_a_lead_opens_it_passes_it_on_and_closes_it_with_a_day(valid_html: ValidHtml) -> None:
    concern = a_concern()
    lead = a_lead(concern.place)
    browser, address = browser_of(lead), at("concern", concern.pk)
    assert "bruises" not in browser.get(address).content.decode(), "shut until they open it"
    browser.post(at("read_concern", concern.pk))
    page = browser.get(address)
    assert "bruises" in page.content.decode()
    assert "Olive of Wren" in page.content.decode()
    valid_html(page)
    nobody = browser.post(address, {"answer": "passed", "words": "They go tonight."})
    assert nobody.status_code == 422
    assert "Say to whom you passed it on" in nobody.content.decode()
    assert "They go tonight." in nobody.content.decode()
    assert browser.post(address, {"answer": "closed"}).status_code == 422
    assert browser.post(address, {}).status_code == 422
    browser.post(address, {"answer": "passed", "to": "Jo Ray, duty social worker"})
    yesterday = {"keep_until_day": "1", "keep_until_month": "5", "keep_until_year": "2026"}
    late = browser.post(address, {"answer": "closed"} | yesterday)
    assert late.status_code == 422
    assert "a day to come" in late.content.decode()
    browser.post(address, {"answer": "closed", "words": "Safe."} | yesterday | {
        "keep_until_year": "2033"
    })  # fmt: skip
    concern.refresh_from_db()
    assert concern.stage == ConcernStage.CLOSED
    page = browser.get(address)
    valid_html(page)
    assert "Jo Ray, duty social worker" in page.content.decode()
    valid_html(browser.get(at("concerns", concern.place.slug)))


def test_each_lead_who_reads_it_is_kept_once() -> None:
    concern = a_concern()
    one, other = a_lead(concern.place), a_lead(concern.place, "Lou")
    for who in (one, other, one):
        actions.read_concern(concern=concern, by=who, at=LATER)
    assert [each.by for each in concern.steps.all()] == [one, other]


def test_steps_out_of_order_are_refused_in_words_and_by_the_database() -> None:
    concern = a_concern()
    lead = a_lead(concern.place)
    with pytest.raises(Refused, match="Read it first"):
        actions.pass_on_concern(concern=concern, to="Jo", by=lead, at=LATER)
    actions.read_concern(concern=concern, by=lead, at=LATER)
    with pytest.raises(Refused, match="Say first whether"):
        actions.close_concern(concern=concern, keep_until_date=NEXT_YEAR, by=lead, at=LATER)
    with pytest.raises(Refused, match="Say why"):
        actions.leave_concern(concern=concern, why=" ", by=lead, at=LATER)
    actions.pass_on_concern(concern=concern, to="Jo", by=lead, at=LATER)
    with pytest.raises(Refused, match="has been passed on"):
        actions.leave_concern(concern=concern, why="Fine.", by=lead, at=LATER)
    with pytest.raises(Refused, match="30 years"):
        actions.close_concern(concern=concern, keep_until_date=date(2070, 1, 1), by=lead, at=LATER)
    for change in (
        lambda: Concern.objects.update(stage="RAISED"),
        lambda: Concern.objects.update(sealed=b"x"),
        lambda: Concern.objects.all().delete(),
        lambda: ConcernStep.objects.update(number=9),
        lambda: ConcernStep.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match=r"concern"), transaction.atomic():
            change()


def test_a_closed_record_is_removed_after_its_day_and_an_open_one_never() -> None:
    place = a_place()
    closed, waits = a_concern(place), a_concern(place)
    lead = a_lead(place)
    actions.read_concern(concern=closed, by=lead, at=LATER)
    actions.leave_concern(concern=closed, why="A misunderstanding.", by=lead, at=LATER)
    actions.close_concern(concern=closed, keep_until_date=NEXT_YEAR, by=lead, at=LATER)
    on_the_day = LATER.replace(year=2027, month=6, day=1)
    assert actions.forget_concerns(by=None, at=on_the_day) == 0
    assert actions.forget_concerns(by=None, at=on_the_day + timedelta(days=1)) == 1
    assert list(Concern.objects.all()) == [waits]
    assert not ConcernStep.objects.exists()


def test_a_place_without_a_lead_says_whom_to_ring_and_its_convenor_is_asked_to_name_one() -> None:
    place = a_place()
    lead_of_the_place = a_convenor(place)
    a_convenor(a_place("Elm Park"))
    a_concern(place)
    [letter] = Message.objects.filter(to=lead_of_the_place.email, subject__startswith="Name a")
    assert "bruises" not in letter.text
    assert "Olive" not in letter.text
    assert [t.title for t in tasks_for(lead_of_the_place, LATER)] == ["Name a safeguarding lead"]
    browser = browser_of(an_organiser(place))
    page = browser.get(at("safety", place.slug)).content.decode()
    assert "There is no safeguarding lead here" in page
    assert "999" in page
    lead = a_lead(place)
    assert tasks_for(lead_of_the_place, LATER) == []
    assert [task.title for task in tasks_for(lead, LATER)] == ["Read a concern"]
    assert lead.name.split(" of ")[0] in browser.get(at("safety", place.slug)).content.decode()


def test_leads_are_written_to_without_a_word_of_it() -> None:
    place = a_place()
    lead, elsewhere = a_lead(place), a_lead(a_place("Elm Park"))
    a_concern(place)
    [letter] = Message.objects.filter(subject__startswith="A concern waits")
    assert letter.to == lead.email != elsewhere.email
    assert "bruises" not in letter.text
    assert "Olive" not in letter.text


def test_a_place_writes_down_whom_to_ring(valid_html: ValidHtml) -> None:
    place = a_place()
    browser = browser_of(a_convenor(place))
    address = at("whom_to_call", place.slug)
    assert browser_of(an_organiser(place)).get(address).status_code == 403
    valid_html(browser.get(address))
    too_long = browser.post(address, {"words": "9" * 1001})
    assert too_long.status_code == 422
    assert "9" * 1001 in too_long.content.decode()
    browser.post(address, {"words": "Children’s team: 01632 960 001, day and night"})
    page = browser.get(at("safety", place.slug))
    valid_html(page)
    assert "01632 960 001" in page.content.decode()


def test_a_concern_sealed_with_another_key_says_so(settings: Any) -> None:
    concern = a_concern()
    lead = a_lead(concern.place)
    actions.read_concern(concern=concern, by=lead, at=LATER)
    settings.SECRET_KEY = "another key than before, " * 3
    client = Client()
    client.force_login(lead)
    page = client.get(at("concern", concern.pk))
    assert page.status_code == 200
    assert "It cannot be opened" in page.content.decode()


def test_a_lead_of_many_concerns_is_asked_for_in_as_many_queries_as_of_one() -> None:
    place = a_place()
    lead = a_lead(place)
    browser = browser_of(lead)

    def n_queries(do: Any) -> int:
        with CaptureQueriesContext(connection) as asked:
            do()
        return len(asked)

    def looks() -> list[int]:
        pages = (at("concerns", place.slug), reverse("site:tasks"))
        return [n_queries(lambda page=page: browser.get(page)) for page in pages]

    a_concern(place)
    first = looks()
    for number in range(8):
        a_concern(place, f"{WORDS} {number}")
    assert looks() == first


def test_two_pass_the_same_note_on_and_it_leaves_once() -> None:
    said = a_conversation(words=WORDS)
    by = an_organiser(said.place)
    actions.move_to_concern(conversation=said, by=by, at=LATER)
    with pytest.raises(Refused, match="no words in this note"):
        actions.move_to_concern(conversation=said, by=by, at=LATER)
    assert Concern.objects.count() == 1


def test_the_same_note_sent_again_brings_nothing_back() -> None:
    round = a_round()
    note, by = a_note(round, WORDS), an_organiser(round.place)
    said = actions.note_conversation(round=round, note=note, by=by, at=LATER)
    actions.move_to_concern(conversation=said, by=by, at=LATER)
    actions.note_conversation(round=round, note=note, by=by, at=LATER)
    assert not Answer.objects.exclude(words="").exists()
