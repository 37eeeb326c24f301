"""The pages on which people are named, ranked, taken for one and forgotten; one team's alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.kernel import clock
from folkmoot.organising.models import Asks, Conversation, NamedPerson, Naming
from folkmoot.organising.tests.makers import (
    LATER,
    a_place,
    a_round,
    an_organiser,
    at,
    someone,
)
from folkmoot.organising.tests.test_naming import naming, ranking, the
from folkmoot.organising.tests.test_pages import sent_from
from folkmoot.people.models import Account
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def test_another_places_team_finds_none_of_it(valid_html: ValidHtml) -> None:
    here = a_round()
    said = naming(here, "Asha Patel", street="Mill Lane")
    naming(here, "Asha P", street="Quay Row")
    person = the("Asha Patel")
    pages = [at("connectors", here.place.slug), at("names", said.pk), at("named", person.pk)]
    browser = browser_of(an_organiser(here.place))
    for address in pages:
        page = browser.get(address)
        valid_html(page)
        assert "Asha P" in page.content.decode()
    posts = [
        at(page, person.pk) for page in ("named_same", "named_apart", "named_met", "named_forget")
    ]
    who: list[Account | None] = [an_organiser(a_place("Elm Park")), someone("Sam"), None]
    for account in who:
        browser = browser_of(account)
        assert browser.get(pages[0]).status_code == 403
        for address in pages[1:]:
            assert browser.get(address).status_code == 404
        for address in (pages[1], *posts):
            assert browser.post(address, {"same_as": "x"}).status_code == 404
    assert the("Asha Patel").same_as is None


def test_names_are_written_down_with_the_note_and_afterwards() -> None:
    round = a_round()
    browser = browser_of(an_organiser(round.place))
    sent = sent_from(browser.get(at("note", round.ref))) | {"said_2": "The swings."}
    wrong = browser.post(at("note", round.ref), sent | {"named_together": "dot@example.org"})
    assert wrong.status_code == 422
    assert "no address and no number" in wrong.content.decode()
    assert "dot@example.org" in wrong.content.decode()
    answer = browser.post(
        at("note", round.ref), sent | {"named_together": "Asha\nTed\n", "nobody_reach": "on"}
    )
    said = Conversation.objects.get()
    assert answer["Location"] == at("conversation", said.pk)
    assert {n for n, _, _ in ranking(round.place)} == {"Asha", "Ted"}
    assert Naming.objects.get(asks=Asks.REACH).is_nobody
    page = browser.get(at("names", said.pk)).content.decode()
    assert "Asha\nTed" in page
    both = {"named_together": "Asha", "nobody_together": "on"}
    refused = browser.post(at("names", said.pk), both)
    assert refused.status_code == 422
    assert "Either write down names" in refused.content.decode()
    browser.post(at("names", said.pk), {"named_together": "Asha"})
    assert ranking(round.place) == [("Asha", 0, 1)]
    assert not Naming.objects.filter(asks=Asks.REACH).exists()
    alone = sent_from(browser.get(at("note", round.ref))) | {"named_reach": "Councillor Begum"}
    browser.post(at("note", round.ref), alone)  # names are answer enough
    assert Naming.objects.filter(asks=Asks.REACH).count() == 1
    assert "Asha" in browser.get(at("conversation", said.pk)).content.decode()


def test_a_question_after_names_takes_names_and_what_was_once_said_to_it_is_not_lost() -> None:
    round = a_round()
    browser = browser_of(an_organiser(round.place))
    page = browser.get(at("note", round.ref))
    who = round.questions.get(asks=Asks.TOGETHER)
    assert f'name="said_{who.number}"' not in page.content.decode()
    assert page.content.decode().count(who.words) == 1
    sent = sent_from(page) | {f"said_{who.number}": "The lady at the chip shop, she said."}
    browser.post(at("note", round.ref), sent)  # as a phone with an older page sends it
    said = Conversation.objects.get()
    assert said.answers.get().words == "The lady at the chip shop, she said."
    again = browser.get(at("amend", said.pk)).content.decode()
    assert "The lady at the chip shop, she said." in again
    assert f'name="said_{who.number}"' in again
    assert 'name="named_together"' in again


def test_a_named_person_is_met_merged_and_forgotten_on_their_page(valid_html: ValidHtml) -> None:
    round = a_round()
    naming(round, "Dorothy Hale", street="Mill Lane")
    naming(round, "Dorothy Hales", street="Quay Row")
    naming(round, "Ted", street="Quay Row")
    browser = browser_of(an_organiser(round.place))
    one, other = the("Dorothy Hale"), the("Dorothy Hales")
    page = browser.get(at("named", one.pk)).content.decode()
    assert "Close to this: Dorothy Hales." in page
    for wrong in ("", "x", "00000000-0000-0000-0000-000000000000"):
        answer = browser.post(at("named_same", one.pk), {"same_as": wrong})
        assert answer.status_code == 422
        valid_html(answer)
    browser.post(at("named_same", one.pk), {"same_as": str(other.pk)})
    assert ranking(round.place)[0] == ("Dorothy Hales", 2, 2)
    valid_html(browser.get(at("named", one.pk)))
    valid_html(browser.get(at("named", other.pk)))
    browser.post(at("named_apart", one.pk))
    day = {"met_day": "3", "met_month": "5", "met_year": "2026"}
    assert browser.post(at("named_met", one.pk), day | {"met_year": "2027"}).status_code == 422
    browser.post(at("named_met", one.pk), day)
    assert "Met" in browser.get(at("connectors", round.place.slug)).content.decode()
    browser.post(at("named_forget", one.pk))
    assert not NamedPerson.objects.filter(name="Dorothy Hale").exists()


def test_a_hundred_names_ask_the_database_as_often_as_one() -> None:
    round = a_round()
    first = naming(round, "Asha", street="Mill Lane")
    browser = browser_of(an_organiser(round.place))

    def n_queries() -> list[int]:
        found = []
        for address in (
            at("connectors", round.place.slug), at("named", the("Asha").pk),
            at("conversation", first.pk),
        ):  # fmt: skip
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(address).status_code == 200
            found.append(len(asked))
        return found

    one = n_queries()
    for number in range(12):
        naming(round, f"Person {number}", "Asha", street=f"Street {number}")
    assert n_queries() == one
