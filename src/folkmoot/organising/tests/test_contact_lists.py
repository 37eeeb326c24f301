"""Contacts are brought from a file, looked at first, and taken out again."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folkmoot.kernel import clock
from folkmoot.kernel.contacts.reading import read_contacts
from folkmoot.kernel.contacts.text import words_of
from folkmoot.kernel.record.models import Event
from folkmoot.organising.models import ContactList, NamedPerson, Neighbour
from folkmoot.organising.tests.makers import (
    LATER,
    a_place,
    a_street,
    an_organiser,
    at,
    someone,
)
from folkmoot.organising.tests.people_makers import a_neighbour
from folkmoot.people.models import Consent, Person
from folkmoot.people.rules import why_not_contact
from folkmoot.places.models import Place
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db
LIST = (
    "Name,E-mail,Phone,Street\nAnn Tolley,ann@example.org,07700 900115,Mill Lane\n"
    "Bryn,bryn at home,,\nCai,,07700 900117,\n,x@example.org,,\n"
)


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def brought(browser: Client, place: Place, data: bytes, name: str = "people.csv") -> Any:
    file = SimpleUploadedFile(name, data)
    return browser.post(at("contacts", place.slug), {"file": file})


def taken(browser: Client, place: Place, *rows: int, **more: Any) -> Any:
    sent = {"text": LIST, "take": rows, "came_from": "Fair, 2026", "said": "not_asked"} | more
    return browser.post(at("contacts", place.slug), sent)


def test_a_list_is_looked_at_before_anything_is_kept(valid_html: ValidHtml) -> None:
    place = a_place()
    known = a_neighbour(place, "A. Tolley", phone="+44 7700 900 115")
    browser = browser_of(an_organiser(place))
    valid_html(browser.get(at("contacts", place.slug)))
    answer = brought(browser, place, LIST.encode("cp1252"))
    valid_html(answer)
    told = answer.content.decode()
    assert "Row 3, E-mail: “bryn at home” does not look like an e-mail address." in told
    assert "Row 5, Name: There is no name." in told
    assert f"We may know them as {known.name}" in told
    assert 'value="2" checked' not in told
    assert 'value="4" checked' in " ".join(told.split())
    assert not ContactList.objects.exists()
    assert Neighbour.objects.count() == 1


def test_those_who_are_ticked_are_noted_with_where_they_came_from_and_are_not_written_to() -> None:
    place = a_place()
    a_street(place)
    browser = browser_of(an_organiser(place))
    answer = taken(browser, place, 2, 4)
    assert answer.headers["Location"] == at("neighbours", place.slug)
    ann, cai = Neighbour.objects.order_by("person__name")
    assert (ann.name, ann.street and ann.street.name, ann.person.reach_by) == (
        "Ann Tolley", "Mill Lane", "email",
    )  # fmt: skip
    assert {each.came_with for each in (ann, cai)} == {ContactList.objects.get()}
    for purpose in ("ask", "news", "tell"):
        why = why_not_contact(ann.person, purpose, "email", LATER + timedelta(days=1))
        assert why == "They have not been asked whether we may."
    assert {each.said for each in Consent.objects.all()} == {"not_asked"}
    assert "Fair, 2026" in browser.get(at("neighbour", ann.pk)).content.decode()


def test_a_yes_is_taken_only_with_its_words_and_its_day() -> None:
    place = a_place()
    browser = browser_of(an_organiser(place))
    yes = {"said": "yes", "purposes": ["news"]}
    told = taken(browser, place, 2, **yes)
    assert told.status_code == 422
    assert "in which words they were asked" in told.content.decode()
    assert not Person.objects.exists()
    words = {"wording": "May we send you our letter?", "asked_day": "1", "asked_month": "5"}
    taken(browser, place, 2, **yes, **words, asked_year="2026")
    news = Consent.objects.get(purpose="news")
    assert (news.said, news.wording) == ("yes", "May we send you our letter?")
    assert why_not_contact(Person.objects.get(), "news", "email", LATER) == ""
    assert why_not_contact(Person.objects.get(), "ask", "email", LATER) != ""


@pytest.mark.parametrize(
    ("rows", "more", "sentence"),
    [
        ((), {}, "Tick at least one"),
        ((3,), {}, "Whom to take"),
        ((2,), {"came_from": ""}, "Where does this list come from"),
        ((2,), {"came_from": "x" * 201}, "200"),
        ((2,), {"said": "perhaps"}, "May we write to them"),
    ],
)
def test_what_is_wrong_is_said_with_everything_kept_and_nobody_half_taken(
    rows: tuple[int, ...], more: dict[str, Any], sentence: str
) -> None:
    place = a_place()
    answer = taken(browser_of(an_organiser(place)), place, *rows, **more)
    assert answer.status_code == 422
    told = answer.content.decode()
    assert sentence in told
    assert "bryn at home" in told
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "people.csv", "empty"),
        (b"PK\x03\x04\x00\x00\x01", "people.csv", "not a list of contacts"),
        (b'Name\n"Ann\n', "people.csv", "Row 2 cannot be read"),
        (b"Name\nAnn\n", "people.pdf", "ends in"),
        (b"Name\n" + b"Ann\n" * 501, "people.csv", "at most 500"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_one_sentence(
    data: bytes, name: str, sentence: str
) -> None:
    place = a_place()
    answer = brought(browser_of(an_organiser(place)), place, data, name)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_columns_that_were_guessed_wrong_are_put_right() -> None:
    place = a_place()
    browser = browser_of(an_organiser(place))
    text = "Who,Other\nx,Ann\ny,Bob\n"
    sent: dict[str, Any] = {
        "text": text,
        "again": "1",
        "column_0": "",
        "column_1": "name",
        "heads_first": "on",
    }
    told = browser.post(at("contacts", place.slug), sent).content.decode()
    assert "Row 2: Ann" in told
    sent |= {"take": ["2", "3"], "came_from": "A list", "said": "not_asked"}
    del sent["again"]
    browser.post(at("contacts", place.slug), sent)
    assert {each.name for each in Person.objects.all()} == {"Ann", "Bob"}


@pytest.mark.parametrize("who", ["their team", "another place's team", "a stranger", "nobody"])
def test_only_the_team_brings_contacts_in_and_takes_them_out(who: str) -> None:
    here, there = a_place(), a_place("Elm Park")
    a_neighbour(here, "Dilys", reach_by="phone", phone="07700 900123")
    browser = browser_of({
        "their team": an_organiser(here), "another place's team": an_organiser(there),
        "a stranger": someone("Sam"), "nobody": None,
    }[who])  # fmt: skip
    wanted = 200 if who == "their team" else 403
    assert browser.get(at("contacts", here.slug)).status_code == wanted
    for kind in ("csv", "vcf"):
        assert browser.get(at("contacts_out", here.slug, kind)).status_code in (405, 403)
        answer = browser.post(at("contacts_out", here.slug, kind))
        assert answer.status_code == wanted
        assert (b"Dilys" in answer.content) is (wanted == 200)
    if who == "their team":
        assert browser.post(at("contacts_out", here.slug, "exe")).status_code == 404
        assert Event.objects.filter(kind="contacts_taken_out").count() == 2


def test_what_is_taken_out_is_harmless_names_no_connectors_and_can_be_read_again() -> None:
    place = a_place()
    a_neighbour(
        place, "=cmd|' /C calc'!A0", reach_by="email", email="d@example.org",
        answers={"news": "yes"}, address="12 Mill Lane\nWren's Cross",
    )  # fmt: skip
    a_neighbour(place, "Bryn, the baker", phone="07700 900124")
    a_neighbour(a_place("Elm Park"), "Cai from elsewhere")
    NamedPerson.objects.create(
        place=place, name="Mrs Hale", matched="mrs hale", first_named_at=LATER
    )
    browser = browser_of(an_organiser(place))
    table = browser.post(at("contacts_out", place.slug, "csv")).content
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    assert {row[0] for row in rows[1:]} == {"'=cmd|' /C calc'!A0", "Bryn, the baker"}
    assert any("Yes by e-mail" in row for row in rows)
    assert "Hale" not in table.decode()
    again = read_contacts(words_of(table))
    assert {each.name for each in again.good} == {"=cmd|' /C calc'!A0", "Bryn, the baker"}
    cards = browser.post(at("contacts_out", place.slug, "vcf")).content
    assert [each.address for each in read_contacts(words_of(cards)).good] == [
        "12 Mill Lane Wren's Cross"
    ]
    assert b"Bryn" not in cards  # he does not want to be contacted


def test_looking_at_a_list_and_taking_it_out_ask_the_same_queries_for_any_number() -> None:
    place = a_place()
    browser = browser_of(an_organiser(place))

    def queries(people: int) -> tuple[int, int]:
        rows = "".join(f"Ann Number{n},a{n}@example.org\n" for n in range(people))
        with CaptureQueriesContext(connection) as looked:
            browser.post(at("contacts", place.slug), {"pasted": f"Name,E-mail\n{rows}"})
        with CaptureQueriesContext(connection) as out:
            browser.post(at("contacts_out", place.slug, "csv"))
        return len(looked), len(out)

    a_neighbour(place, "Bryn", answers={"news": "yes"})
    queries(1)
    few = queries(2)
    for name in ("Cai", "Dee", "Eve", "Fay"):
        a_neighbour(place, name, answers={"news": "yes"})
    assert queries(60) == few
