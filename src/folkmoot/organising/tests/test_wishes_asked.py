"""Who wishes for something says who may ask about it, as for what they offer; at first nobody."""

from typing import Any

import pytest
from django.urls import reverse

from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import POLLING_HELPER
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions, queries
from folkmoot.organising.models import Ask, Neighbour, Wish
from folkmoot.organising.tests.joining_makers import joined
from folkmoot.organising.tests.makers import LATER, a_place, an_organiser, at
from folkmoot.organising.tests.people_makers import a_neighbour, an_answer, an_opportunity
from folkmoot.organising.tests.story_makers import with_their_card
from folkmoot.people.models import Account
from folkmoot.places.models import Place, PlaceRole
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db

ASKED = {"title": "Cook with us", "words": "Saturday, at number 4. Ring 0199."}


@pytest.fixture(autouse=True)
def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


@pytest.fixture
def place() -> Place:
    return a_place()


def a_wish(place: Place, may_ask: str = "place", name: str = "Bea", **more: Any) -> Wish:
    """Somebody who would like to cook, may be asked by e-mail, and said by whom."""
    them = a_neighbour(place, name, reach_by="email", email=f"{name.lower()}@example.org")
    an_answer(them, through="email")
    told: dict[str, Any] = {"by": None, "at": LATER, "words": "To learn to cook"} | more
    return actions.hear_wish(neighbour=them, may_ask=may_ask, **told)


def of(place: Place) -> Account:
    """Somebody who helps at the polls, and reads nothing of who was met there."""
    account = Account.objects.create_user(f"ash{place.pk}@example.org", name="Ash")
    PlaceRole.objects.create(
        place=place, account=account, role=POLLING_HELPER.name, starts_at=LATER, given_by=None
    )
    return account


def wishing(place: Place, by: Account | None = None) -> list[str]:
    asking = queries.asking_of(an_opportunity(place), by=by, at=LATER)
    return [each.wish.neighbour.name for each in asking.wishing]


def test_where_nobody_asked_who_may_ask_nobody_may(place: Place) -> None:
    them = a_neighbour(place, "Bea", answers={"ask": "yes"})
    wish = actions.hear_wish(neighbour=them, words="To cook", by=None, at=LATER)
    assert wish.may_ask == "nobody"
    assert wishing(place) == []
    page = browser_of(an_organiser(place)).get(at("wish", them.pk, wish.pk))
    assert "nobody is to ask them about it" in page.content.decode()


def test_each_wish_is_shown_to_those_whom_it_allows_and_asked_about_by_no_other(
    place: Place,
) -> None:
    olive, percy = an_organiser(place), an_organiser(place, "Percy")
    for may_ask in ("team", "place", "nobody"):
        a_wish(place, may_ask, may_ask.title())
    mine = a_wish(place, "heard", "Mine", by=olive)
    assert sorted(wishing(place, olive)) == ["Mine", "Place", "Team"]
    assert sorted(wishing(place, percy)) == ["Place", "Team"]
    chef = an_opportunity(place)
    for who, them in (
        (percy, mine.neighbour),
        (olive, Neighbour.objects.get(person__name="Nobody")),
    ):
        address = at("ask", chef.pk, them.pk)
        assert browser_of(who).post(address, {"through": "email"}).status_code == 409
    assert not Ask.objects.exists()
    browser_of(olive).post(at("ask", chef.pk, mine.neighbour_id), {"through": "email"})
    assert Ask.objects.get().because == "would like: Cooking"


def test_anyone_of_the_place_suggests_something_and_never_learns_who_wishes(
    place: Place, valid_html: ValidHtml
) -> None:
    wish = a_wish(place)
    for other in ("team", "heard", "nobody"):
        a_wish(place, other, other.title(), words="To sing")
    browser = browser_of(of(place))
    offers = reverse("organising:offers", args=[place.slug])
    address = reverse("organising:ask_wisher", args=[place.slug, wish.pk])
    shown = [browser.get(offers), browser.get(address)]
    for wrong in ({}, ASKED | {"title": "x" * 121}, ASKED | {"words": " "}):
        assert browser.post(address, wrong).status_code == 422
    assert browser.post(address, ASKED).status_code == 302
    shown.append(browser.get(offers))
    for each in shown:
        valid_html(each)
        text = each.content.decode()
        assert "To learn to cook" in text
        assert not any(word in text for word in ("Bea", "bea@", "To sing"))
    assert "asked for something lately" in shown[2].content.decode()
    told = Message.objects.get(to="bea@example.org")
    assert "Ash of Wren's Cross has something you might like" in told.subject
    assert "They read what you would like, and not who you are." in told.text


def test_nobody_of_another_place_sees_a_wish_or_asks_about_it(place: Place) -> None:
    wish, elm = a_wish(place), a_place("Elm Park")
    here = reverse("organising:ask_wisher", args=[place.slug, wish.pk])
    there = reverse("organising:ask_wisher", args=[elm.slug, wish.pk])
    for who in (None, an_organiser(elm)):
        assert browser_of(who).post(here, ASKED).status_code == 403
    assert browser_of(of(elm)).get(there).status_code == 404
    changing = at("change_wish_asking", wish.neighbour_id, wish.pk)
    assert browser_of(an_organiser(elm)).post(changing, {"may_ask": "team"}).status_code == 404
    wish.refresh_from_db()
    assert wish.may_ask == "place"


def test_the_team_asks_who_may_and_notes_what_they_say(place: Place, valid_html: ValidHtml) -> None:
    them, browser = a_neighbour(place, "Bea"), browser_of(an_organiser(place))
    adding = at("add_wish", them.pk)
    valid_html(browser.get(adding))
    for wrong in (
        {"words": "To cook"},
        {"words": "To cook", "may_ask": "all"},
        {"may_ask": "team"},
    ):
        assert browser.post(adding, wrong).status_code == 422, wrong
    browser.post(adding, {"words": "To cook", "may_ask": "team"})
    wish = Wish.objects.get()
    changing = at("change_wish_asking", them.pk, wish.pk)
    valid_html(browser.get(changing))
    assert browser.post(changing, {"may_ask": "everybody"}).status_code == 422
    browser.post(changing, {"may_ask": "heard"})
    page = browser.get(at("neighbour", them.pk))
    valid_html(page)
    assert "Only the one they told it to asks about it" in page.content.decode()
    actions.end_wish(wish=wish, came_true=True, by=None, at=LATER)
    assert browser.get(changing).status_code == 404
    with pytest.raises(Refused, match="closed already"):
        actions.change_wish_asking(wish=wish, may_ask="team", by=None, at=LATER)


def test_they_say_it_on_their_own_page_wish_no_more_and_take_it_away(
    place: Place, valid_html: ValidHtml
) -> None:
    wish, other = a_wish(place), a_wish(place, name="Other")
    mine = with_their_card(wish.neighbour)
    asking = reverse("own:wish_asking", args=[wish.pk])
    valid_html(mine.get(asking))
    assert mine.post(asking, {"may_ask": ""}).status_code == 422
    assert mine.post(asking, {"may_ask": "nobody"}).status_code == 302
    page = mine.get(reverse("own:page"))
    valid_html(page)
    assert "Nobody asks about it, for now" in page.content.decode()
    [told] = mine.get(reverse("own:data")).json()["what_you_would_like"]
    assert (told["words"], told["who_may_ask"]) == ("To learn to cook", "Nobody, for now")
    assert "nobody, for now" in mine.get(reverse("own:data_to_read")).content.decode()
    for name in ("wish_asking", "end_wish"):
        theirs = reverse(f"own:{name}", args=[other.pk])
        assert mine.post(theirs, {"may_ask": "nobody"}).status_code == 404
    mine.post(reverse("own:end_wish", args=[wish.pk]))
    wish.refresh_from_db()
    assert (wish.words, wish.is_over) == ("", True)


def test_a_wish_of_no_known_word_is_left_to_the_team(place: Place) -> None:
    wish = a_wish(place, words="To xyzzy")
    browser = browser_of(of(place))
    page = browser.get(reverse("organising:offers", args=[place.slug])).content.decode()
    assert "No word in it is known yet. The team can ask them." in page
    address = reverse("organising:ask_wisher", args=[place.slug, wish.pk])
    assert browser.post(address, ASKED).status_code in (409, 422)
    assert not Ask.objects.exists()


def test_made_one_of_two_notes_each_wish_keeps_who_may_ask_and_forgotten_nobody_may(
    place: Place,
) -> None:
    kept, other = a_wish(place, "place", "Bea"), a_wish(place, "nobody", "B")
    joined(kept.neighbour, other.neighbour)
    said = Wish.objects.order_by("may_ask").values_list("may_ask", flat=True)
    assert list(said) == ["nobody", "place"]
    one = Neighbour.objects.known().get(person__name="Bea")
    assert one.wishes.count() == 2
    actions.forget_neighbour(neighbour=one, with_words=False, by=None, at=LATER)
    assert set(Wish.objects.values_list("words", "may_ask")) == {("", "nobody")}
