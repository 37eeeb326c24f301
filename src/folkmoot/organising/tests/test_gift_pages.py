"""The pages of giving and asking: for one place's team, and each on their own page."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from folkmoot.kernel import clock
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions, queries
from folkmoot.organising.models import Ask, Gift, Neighbour, Opportunity, Tag, TagWord, Wish
from folkmoot.organising.tests.makers import LATER, NOON, a_place, an_organiser, at, someone
from folkmoot.organising.tests.people_makers import (
    a_helper,
    a_neighbour,
    an_opportunity,
    asked,
    tags,
)
from folkmoot.people import actions as people
from folkmoot.people.tests.makers import a_steward
from folkmoot.places.models import Place
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    cache.clear()  # how often one building has asked outlives a test


def everything(place: Place) -> dict[str, str]:
    """An address of each page about giving in a place, with something on it."""
    d, party = a_helper(place, "D", words="Trained cook"), an_opportunity(place, n_needed=3)
    ask = asked(party, a_helper(place, "Ann"), "YES")
    wish = Wish.objects.create(neighbour=d, words="To cook for many", heard_at=LATER)
    return {
        "opportunities": at("opportunities", place.slug),
        "new": at("new_opportunity", place.slug),
        "opportunity": at("opportunity", party.pk),
        "add gift": at("add_gift", d.pk),
        "add wish": at("add_wish", d.pk),
        "neighbour": at("neighbour", d.pk),
        "end gift": at("end_gift", Gift.objects.get(neighbour=d).pk),
        "end wish": at("end_wish", d.pk, wish.pk),
        "end": at("end_opportunity", party.pk),
        "ask": at("ask", party.pk, d.pk),
        "answer": at("answer_ask", ask.pk),
        "confirm": at("confirm", ask.pk),
        "thank": at("thank", ask.pk),
    }


BUTTONS = {"end gift", "end wish", "end", "ask", "answer", "confirm", "thank"}


def test_every_page_of_giving_is_sound(valid_html: ValidHtml) -> None:
    place = a_place()
    browser = browser_of(an_organiser(place))
    for name, address in everything(place).items():
        answer = browser.get(address)
        assert answer.status_code == (405 if name in BUTTONS else 200), name
        if name not in BUTTONS:
            valid_html(answer)


def test_another_places_team_finds_none_of_it_and_changes_nothing() -> None:
    here, there = a_place(), a_place("Elm Park")
    pages = everything(here)
    for who in (an_organiser(there), someone("Sam"), None):
        browser = browser_of(who)
        for name, address in pages.items():
            wanted = 403 if name in ("opportunities", "new") else 404
            assert browser.post(address, {"answer": "NO"}).status_code == wanted, (name, who)
            if name not in BUTTONS:
                assert browser.get(address).status_code == wanted, (name, who)
    assert set(Ask.objects.values_list("stage", flat=True)) == {"YES"}
    assert Gift.objects.standing().count() == 2


def test_somebody_of_another_place_is_not_asked_by_a_guessed_address() -> None:
    here, there = a_place(), a_place("Elm Park")
    far, party = a_helper(there, "Far"), an_opportunity(here)
    answer = browser_of(an_organiser(here)).post(at("ask", party.pk, far.pk), {"through": "person"})
    assert answer.status_code == 404
    assert not Ask.objects.exists()


def test_words_tick_the_tags_and_a_person_looks_them_over() -> None:
    tags()
    d = a_neighbour(name="D")
    browser = browser_of(an_organiser(d.place))
    sent = {"words": "Trained cook, tends his garden", "gap_days": "30", "may_ask": "team"}
    answer = browser.post(at("add_gift", d.pk), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "We ticked the words that fit" in page
    ticked = Tag.objects.filter(name__in=["Cooking", "Gardening"])
    for tag in ticked:
        assert f'value="{tag.pk}" checked' in page
    cooking, gardening = (str(each.pk) for each in ticked)
    among = {"tags": [cooking], "other_tags": [gardening]}  # those that fit, and the rest
    browser.post(at("add_gift", d.pk), sent | among)
    assert {each.name for each in Gift.objects.get().tags.all()} == {"Cooking", "Gardening"}


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"words": ""}, "What do they offer?"),
        ({"words": "Flibbertigibbet"}, "Choose at least one word"),
        ({"gap_days": "1"}, "How often may they be asked?"),
        ({"tags": ["nonsense"]}, "Which of these say it best?"),
    ],
)
def test_what_is_wrong_with_a_gift_is_said_and_what_was_typed_is_kept(
    sent: dict[str, object], sentence: str
) -> None:
    tags()
    d = a_neighbour()
    whole = {"words": "Sings in a choir", "gap_days": "30", "may_ask": "team"} | sent
    answer = browser_of(an_organiser(d.place)).post(at("add_gift", d.pk), whole)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Gift.objects.exists()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"title": ""}, "What is needed?"),
        ({"n_needed": "0"}, "How many people"),
        ({"words": "x" * 1001}, "1000"),
    ],
)
def test_what_is_wrong_with_a_need_is_said(sent: dict[str, str], sentence: str) -> None:
    [cooking] = tags("Cooking")
    place = a_place()
    whole = {"title": "Chef", "n_needed": "1", "tags": [str(cooking.pk)]} | sent
    answer = browser_of(an_organiser(place)).post(at("new_opportunity", place.slug), whole)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Opportunity.objects.exists()


def test_from_chef_needed_to_thanks_with_one_who_cancels() -> None:
    place = a_place()
    [cooking] = tags("Cooking")
    ann, d = a_helper(place, "Ann"), a_helper(place, "D", "Cooking", "Gardening")
    browser = browser_of(an_organiser(place))
    browser.post(
        at("new_opportunity", place.slug),
        {"title": "Chef for the street party", "n_needed": "1", "tags": [str(cooking.pk)]},
    )
    party = Opportunity.objects.get()
    page = at("opportunity", party.pk)
    browser.post(at("ask", party.pk, ann.pk), {"through": "person"})
    anns = Ask.objects.get()
    assert anns.because == "Cooking"
    browser.post(at("answer_ask", anns.pk), {"answer": "YES"})
    assert "Enough people" in browser.get(page).content.decode()
    told = browser.post(at("answer_ask", anns.pk), {"answer": "CANCELLED"}, follow=True)
    assert "Urgent" in told.content.decode()
    assert "Because of: Cooking" in told.content.decode()
    assert browser.post(at("ask", party.pk, d.pk), {"through": "email"}).status_code == 409
    browser.post(at("ask", party.pk, d.pk), {"through": "person"})
    his = Ask.objects.get(neighbour=d)
    for address, sent in (
        (at("answer_ask", his.pk), {"answer": "YES"}),
        (at("confirm", his.pk), {"given": "yes"}),
        (at("confirm", his.pk), {"received": "yes"}),
        (at("thank", his.pk), {}),
        (at("end_opportunity", party.pk), {"done": "yes"}),
    ):
        assert browser.post(address, sent).status_code == 302
    his.refresh_from_db()
    assert his.stage == "THANKED"
    assert "Done" in browser.get(page).content.decode()


def own_browser(neighbour: Neighbour) -> Client:
    code = people.make_card(person=neighbour.person, by=None, at=LATER)
    client = Client()
    client.post(reverse("own:claim"), {"code": code})
    return client


def test_on_their_own_page_they_answer_say_they_did_it_and_end_a_gift(
    valid_html: ValidHtml,
) -> None:
    place = a_place()
    d, other = a_helper(place, "D", words="Trained cook"), a_helper(place, "Other")
    ask = asked(an_opportunity(place), d)
    client = own_browser(d)
    valid_html(client.get(reverse("own:page")))
    assert "Trained cook" in client.get(reverse("own:data")).content.decode()
    assert "Trained cook" in client.get(reverse("own:data_to_read")).content.decode()
    client.post(reverse("own:answer_ask", args=[ask.pk]), {"answer": "YES"})
    client.post(reverse("own:done", args=[ask.pk]))
    ask.refresh_from_db()
    assert (ask.stage, ask.given_at) == ("YES", LATER)
    client.post(reverse("own:end_gift", args=[Gift.objects.get(neighbour=d).pk]))
    assert not Gift.objects.standing().filter(neighbour=d).exists()
    theirs = asked(an_opportunity(place, "Another chef"), other)
    for name, row in (
        ("answer_ask", theirs),
        ("done", theirs),
        ("end_gift", Gift.objects.get(neighbour=other)),
    ):
        answer = client.post(reverse(f"own:{name}", args=[row.pk]), {"answer": "YES"})
        assert answer.status_code == 404


def test_the_words_for_gifts_are_kept_by_stewards_alone(valid_html: ValidHtml) -> None:
    tags()
    page = at("vocabulary")
    for who in (an_organiser(a_place()), someone("Sam"), None):
        assert browser_of(who).get(page).status_code == 403
    browser = browser_of(a_steward())
    valid_html(browser.get(page))
    wrong = browser.post(page, {"name": "", "kind": "hands", "words": "bees"})
    assert wrong.status_code == 422
    assert "bees" in wrong.content.decode()
    browser.post(page, {"name": "Beekeeping", "kind": "hands", "words": "bees\nhoney"})
    bees = Tag.objects.get(name="Beekeeping")
    browser.post(at("end_tag", bees.pk))
    bees.refresh_from_db()
    assert bees.ended_at == LATER
    assert browser.post(at("begin_vocabulary")).status_code == 409


def test_a_site_begins_with_words_and_adds_its_own() -> None:
    [cooking] = tags("Cooking")
    assert TagWord.objects.filter(tag=cooking, word="chef").exists()
    with pytest.raises(Refused, match="there already"):
        actions.begin_vocabulary(by=None, at=NOON)
    bees = actions.keep_tag(
        name="Bees", kind="hands", words=["beekeeper", "Honey ", "honey"], by=None, at=NOON
    )
    assert {each.word for each in bees.words.all()} == {"bees", "beekeeper", "honey"}
    assert queries.tags_found("He makes honey and curry") == [bees, cooking]
    actions.keep_tag(name="bees", kind="hands", words=["hives"], by=None, at=NOON)
    actions.end_tag(tag=bees, by=None, at=NOON)
    assert queries.tags_found("hives") == []
    assert bees not in queries.tags_offered()
    with pytest.raises(Refused, match="Give it a name"):
        actions.keep_tag(name=" ", kind="hands", words=[], by=None, at=NOON)


def test_the_work_of_the_pages_does_not_grow() -> None:
    place = a_place()
    party = an_opportunity(place, n_needed=50)
    browser = browser_of(an_organiser(place))
    d = a_helper(place, "D")
    pages = [at("opportunity", party.pk), at("opportunities", place.slug), at("neighbour", d.pk)]

    def n_queries() -> int:
        with CaptureQueriesContext(connection) as told:
            for address in pages:
                assert browser.get(address).status_code == 200
        return len(told)

    def more(number: int) -> None:
        asked(party, a_helper(place, f"Asked {number}"), "YES")
        a_helper(place, f"Helper {number}", "Cooking", "Gardening")
        asked(an_opportunity(place, f"Chef {number}"), d)

    for number in range(2):
        more(number)
    first = n_queries()
    for number in range(2, 10):
        more(number)
    assert n_queries() == first
