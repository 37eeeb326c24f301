"""The pages on which two notes are looked at, made one and taken apart: for their team alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.kernel import clock
from folkmoot.organising import actions
from folkmoot.organising.models import Joined, NamedPerson, Neighbour
from folkmoot.organising.tests.joining_makers import joined
from folkmoot.organising.tests.makers import (
    LATER,
    a_convenor,
    a_place,
    a_street,
    an_organiser,
    at,
    someone,
)
from folkmoot.organising.tests.people_makers import a_gift, a_neighbour, an_answer
from folkmoot.people.models import Person, TwoPeople
from folkmoot.places.models import Place
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def two(place: Place) -> tuple[Neighbour, Neighbour]:
    """Two notes of one person, who differ in most things."""
    street, other = a_street(place), a_street(place, "Elm Park")
    first = a_neighbour(place, "Dilys Jones", reach_by="phone", phone="07700 900123", street=street)
    second = a_neighbour(
        place, "D. Jones", reach_by="email", phone="+44 7700 900123", email="d@example.org",
        street=other, answers={"ask": "yes", "news": "no"},
    )  # fmt: skip
    a_gift(second)
    return first, second


def everything(place: Place) -> dict[str, str]:
    """An address of each page about joining, with something on it."""
    first, second = two(place)
    made = joined(a_neighbour(place, "Bill Carter"), a_neighbour(place, "William Carter"))
    return {
        "duplicates": at("duplicates", place.slug),
        "same": at("same", first.pk),
        "join": at("join", first.pk, second.pk),
        "apart": at("apart", made.pk),
        "two": at("two_people", first.pk, second.pk),
    }


def test_every_page_is_sound_and_says_what_moves_and_what_stays(valid_html: ValidHtml) -> None:
    place = a_place()
    browser = browser_of(an_organiser(place))
    told = {}
    for name, address in everything(place).items():
        answer = browser.get(address)
        assert answer.status_code == (405 if name == "two" else 200), name
        if answer.status_code == 200:
            valid_html(answer)
            told[name] = answer.content.decode()
    assert "D may stand for Dilys." in told["duplicates"]
    for words in ("1 thing they offer", "Which street?", "The same mobile number."):
        assert words in told["join"]
    assert "Their own note, as it was" in told["apart"]


@pytest.mark.parametrize("who", ["their team", "another place's team", "a stranger", "nobody"])
def test_only_the_team_of_their_place_finds_joins_and_parts(who: str) -> None:
    here, there = a_place(), a_place("Elm Park")
    pages = everything(here)
    browser = browser_of({
        "their team": an_organiser(here), "another place's team": an_organiser(there),
        "a stranger": someone("Sam"), "nobody": None,
    }[who])  # fmt: skip
    may = who == "their team"
    for name, address in pages.items():
        refused = 403 if name == "duplicates" else 404
        assert (browser.get(address).status_code in (200, 405)) is may, name
        if not may:
            assert browser.get(address).status_code in (refused, 405), name
            assert browser.post(address).status_code in (refused, 405), name
    if not may:
        assert not TwoPeople.objects.exists()
        assert Joined.objects.filter(joining__parted_at__isnull=True).count() == 1


def test_a_note_of_another_place_is_not_found_beside_one_of_ours() -> None:
    here, there = a_place(), a_place("Elm Park")
    ours, theirs = a_neighbour(here), a_neighbour(there)
    browser = browser_of(an_organiser(here))
    for page in ("join", "two_people"):
        assert browser.post(at(page, ours.pk, theirs.pk)).status_code == 404
        assert browser.post(at(page, theirs.pk, ours.pk)).status_code == 404
    both = an_organiser(here)
    a_convenor(there, both.name)
    assert browser_of(both).get(at("join", ours.pk, theirs.pk)).status_code == 404


def test_they_are_made_one_with_what_was_chosen_and_taken_apart_with_one_button() -> None:
    place = a_place()
    first, second = two(place)
    browser = browser_of(an_organiser(place))
    sent = {"name": "D. Jones", "phone": "07700 900123", "street": str(second.street_id)}
    answer = browser.post(at("join", first.pk, second.pk), sent, follow=True)
    assert answer.redirect_chain == [(at("neighbour", first.pk), 302)]
    told = answer.content.decode()
    assert "Also noted as" in told
    assert "Take them apart" in told
    first.refresh_from_db()
    assert (first.person.name, first.street) == ("D. Jones", second.street)
    assert browser.get(at("neighbour", second.pk)).status_code == 404
    told = browser.get(at("apart", Joined.objects.get().pk)).content.decode()
    assert "Their street: “Mill Lane” again." in told
    browser.post(at("apart", Joined.objects.get().pk))
    first = Neighbour.objects.get(pk=first.pk)
    assert (first.person.name, first.street and first.street.name) == ("Dilys Jones", "Mill Lane")
    assert browser.get(at("neighbour", second.pk)).status_code == 200


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"name": "Somebody else"}, "name"),
        ({"phone": ""}, "telephone"),
        ({"street": "00000000-0000-7000-8000-000000000000"}, "street"),
    ],
)
def test_what_is_none_of_the_two_is_refused_and_what_was_chosen_is_kept(
    sent: dict[str, str], sentence: str
) -> None:
    place = a_place()
    first, second = two(place)
    good = {"name": "D. Jones", "phone": "07700 900123", "street": str(second.street_id)}
    answer = browser_of(an_organiser(place)).post(at("join", first.pk, second.pk), good | sent)
    assert answer.status_code == 422
    told = answer.content.decode()
    assert sentence in told.lower()
    assert told.count("checked") >= 2
    assert not Person.objects.filter(same_as__isnull=False).exists()


def test_what_forbids_it_is_said_in_place_of_the_button() -> None:
    place = a_place()
    first, second = two(place)
    an_answer(first, purpose="know")
    an_answer(second, purpose="know", said="no")
    browser = browser_of(an_organiser(place))
    told = browser.get(at("join", first.pk, second.pk)).content.decode()
    assert "Ask them, note what they say" in told
    assert "Make them one" not in told
    assert browser.post(at("join", first.pk, second.pk), {}).status_code == 422


def test_another_note_is_chosen_by_hand_and_a_wrong_choice_is_said() -> None:
    place = a_place()
    first, second = a_neighbour(place, "Ann"), a_neighbour(place, "Zoë")
    browser = browser_of(an_organiser(place))
    for wrong in ("", "x", str(first.pk)):
        assert browser.post(at("same", first.pk), {"other": wrong}).status_code == 422
    answer = browser.post(at("same", first.pk), {"other": str(second.pk)})
    assert answer.headers["Location"] == at("join", first.pk, second.pk)
    assert b"Nothing in the two notes" in browser.get(answer.headers["Location"]).content


def test_names_of_who_connects_people_are_taken_for_one_only_when_ticked() -> None:
    place = a_place()
    first, second = two(place)
    for name in ("Dilys Jones", "D. Jones"):
        matched = name.lower().replace(".", "")
        NamedPerson.objects.create(place=place, name=name, matched=matched, first_named_at=LATER)
    made = joined(first, second, names=True)
    assert NamedPerson.objects.filter(same_as__isnull=False).count() == 1
    actions.part_neighbours(joined=made, by=an_organiser(place), at=LATER)
    assert not NamedPerson.objects.filter(same_as__isnull=False).exists()


def test_the_list_asks_the_same_queries_for_any_number() -> None:
    place = a_place()
    browser = browser_of(an_organiser(place))
    browser.get(at("duplicates", place.slug))

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            browser.get(at("duplicates", place.slug))
        return len(asked)

    two(place)
    few = queries()
    for number in range(12):
        for way in ("{} Carter", "{}  CARTER"):
            a_neighbour(place, way.format("Ann" + "abcdefghijkl"[number]), street=a_street(place))
    assert queries() == few
