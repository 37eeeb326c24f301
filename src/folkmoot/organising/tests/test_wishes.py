"""Wishes find what is needed and who could show it; and only whom somebody named may ask them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from folkmoot.kernel import clock
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions, queries
from folkmoot.organising.models import Ask, Neighbour, Offered, Wish
from folkmoot.organising.tests.makers import LATER, a_place, an_organiser, at
from folkmoot.organising.tests.people_makers import (
    a_helper,
    a_neighbour,
    an_opportunity,
    asked,
    tags,
)
from folkmoot.organising.tests.story_makers import with_their_card
from folkmoot.places.models import Place
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def who_wishes(place: Place, name: str, words: str, **more: Any) -> Neighbour:
    neighbour = a_neighbour(place, name, **({"answers": {"ask": "yes"}} | more))
    actions.hear_wish(neighbour=neighbour, words=words, may_ask="team", by=None, at=LATER)
    return neighbour


def wishing(place: Place, title: str = "Chef needed") -> list[tuple[str, str]]:
    chef = an_opportunity(place, title)
    found = queries.asking_of(chef, at=LATER).wishing
    return [(each.wish.neighbour.name, each.because) for each in found]


def test_who_would_like_to_do_it_stands_beside_those_who_offer_it_with_the_reason() -> None:
    place = a_place()
    who_wishes(place, "Bea", "To learn to cook for many")
    who_wishes(place, "Cy", "To sing in a choir")
    who_wishes(a_place("Elm Park"), "Far", "To cook")
    assert wishing(place) == [("Bea", "Cooking")]


def test_who_may_not_be_asked_or_was_asked_lately_or_offers_it_is_not_there_for_a_wish() -> None:
    place = a_place()
    who_wishes(place, "No", "To cook", answers={"ask": "no"})
    lately = who_wishes(place, "Lately", "To cook")
    asked(an_opportunity(place, "Another"), lately)
    both = a_helper(place, "Both")
    actions.hear_wish(neighbour=both, words="To cook more", may_ask="team", by=None, at=LATER)
    true = who_wishes(place, "True", "To cook")
    for wish in Wish.objects.filter(neighbour=true):
        actions.end_wish(wish=wish, came_true=True, by=None, at=LATER)
    gone = who_wishes(place, "Gone", "To cook")
    actions.forget_neighbour(neighbour=gone, with_words=False, by=None, at=LATER)
    assert wishing(place) == []
    chef = an_opportunity(place, "Later")
    rested = queries.asking_of(chef, at=LATER + timedelta(days=31)).wishing
    assert [each.wish.neighbour.name for each in rested] == ["Lately"]


def test_a_wish_has_a_page_with_what_is_needed_and_who_could_show_them(
    valid_html: ValidHtml,
) -> None:
    place = a_place()
    bea = who_wishes(place, "Bea", "To learn to cook")
    a_helper(place, "Ann", words="Runs a kitchen")
    a_helper(place, "Private", may_ask="nobody")
    a_helper(a_place("Elm Park"), "Far")
    an_opportunity(place, "Chef needed")
    wish = Wish.objects.get()
    browser = browser_of(an_organiser(place))
    page = browser.get(at("wish", bea.pk, wish.pk))
    valid_html(page)
    text = page.content.decode()
    for words in ("Chef needed", "Ann", "because of Cooking"):
        assert words in text
    for others in ("Private", "Far"):
        assert others not in text
    elm = browser_of(an_organiser(a_place("Elm Park")))
    assert elm.get(at("wish", bea.pk, wish.pk)).status_code == 404
    assert browser.get(at("wish", a_neighbour(place).pk, wish.pk)).status_code == 404


def test_who_is_asked_for_a_wish_is_asked_with_that_reason() -> None:
    place = a_place()
    bea = who_wishes(place, "Bea", "To learn to cook")
    chef = an_opportunity(place)
    browser = browser_of(an_organiser(place))
    assert "They would like to" in browser.get(at("opportunity", chef.pk)).content.decode()
    browser.post(at("ask", chef.pk, bea.pk), {"through": "person"})
    assert Ask.objects.get().because == "would like: Cooking"


def test_only_the_one_they_told_it_to_asks_when_they_wish_so() -> None:
    place = a_place()
    olive, percy = an_organiser(place), an_organiser(place, "Percy")
    ann = a_neighbour(place, "Ann", answers={"ask": "yes"})
    offered = Offered("Bakes", tags("Cooking"), may_ask="heard")
    gift = actions.hear_gift(neighbour=ann, offered=offered, by=olive, at=LATER)
    chef = an_opportunity(place)
    mine = queries.asking_of(chef, by=olive, at=LATER)
    assert [each.suggested.gift.neighbour.name for each in mine.to_ask] == ["Ann"]
    theirs = queries.asking_of(chef, by=percy, at=LATER)
    assert theirs.to_ask == []
    assert [each.why_wait for each in theirs.waiting] == [
        f"They said that only {olive.shown_name()} may ask them."
    ]
    asking: dict[str, Any] = {
        "opportunity": chef, "neighbour": ann, "because": "", "through": "person", "fits": gift,
    }  # fmt: skip
    with pytest.raises(Refused, match="only Olive"):
        actions.ask(**asking, by=percy, at=LATER)
    actions.ask(**asking, by=olive, at=LATER)


def test_nobody_asks_for_what_nobody_may_be_asked_for() -> None:
    place = a_place()
    ann = a_helper(place, "Ann", may_ask="nobody")
    chef = an_opportunity(place)
    browser = browser_of(an_organiser(place))
    browser.post(at("ask", chef.pk, ann.pk), {"through": "person"})
    assert not Ask.objects.exists()


def test_looking_through_wishes_asks_the_database_as_often_for_many() -> None:
    place = a_place()
    who_wishes(place, "First", "To cook")
    chef = an_opportunity(place)
    wish = Wish.objects.select_related("neighbour").get()

    def n_queries() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as first:
            queries.asking_of(chef, at=LATER)
        with CaptureQueriesContext(connection) as second:
            queries.wish_page(wish, by=None)
        return len(first), len(second)

    a_helper(place, "One")
    few = n_queries()
    for number in range(8):
        who_wishes(place, f"More {number}", "To cook")
        a_helper(place, f"Other {number}")
        an_opportunity(place, f"Chef {number}")
    assert n_queries() == few


def test_they_say_themselves_who_may_ask_and_how_often(valid_html: ValidHtml) -> None:
    place = a_place()
    ann, other = a_helper(place, "Ann"), a_helper(place, "Other")
    gift, theirs = ann.gifts.get(), other.gifts.get()
    mine = with_their_card(ann)
    address = reverse("own:asking", args=[gift.pk])
    valid_html(mine.get(address))
    wrong: list[dict[str, str]] = [
        {"may_ask": "", "gap_days": "7"},
        {"may_ask": "everybody", "gap_days": "7"},
        {"may_ask": "nobody", "gap_days": "8"},
    ]
    for sent in wrong:
        assert mine.post(address, sent).status_code == 422, sent
    assert mine.post(address, {"may_ask": "nobody", "gap_days": "90"}).status_code == 302
    gift.refresh_from_db()
    assert (gift.may_ask, gift.gap_days) == ("nobody", 90)
    assert mine.get(reverse("own:asking", args=[theirs.pk])).status_code == 404


def test_the_team_notes_it_on_their_word_and_another_places_team_cannot(
    valid_html: ValidHtml,
) -> None:
    place = a_place()
    gift = a_helper(place, "Ann").gifts.get()
    browser, address = browser_of(an_organiser(place)), at("change_asking", gift.pk)
    valid_html(browser.get(address))
    assert browser.post(address, {"may_ask": "heard", "gap_days": "7"}).status_code == 302
    assert (
        "Only the one they told it to"
        in browser.get(at("neighbour", gift.neighbour_id)).content.decode()
    )
    elm = browser_of(an_organiser(a_place("Elm Park")))
    assert elm.get(address).status_code == 404
    actions.end_gift(gift=gift, by=None, at=LATER)
    with pytest.raises(Refused, match="no longer offered"):
        actions.change_asking(gift=gift, may_ask="team", gap_days=7, by=None, at=LATER)
