"""Anyone of a place asks for what is offered to all in it, and never learns whom they ask."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import POLLING_HELPER
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions
from folkmoot.organising.models import Ask, Gift, Neighbour
from folkmoot.organising.queries import asking_of, offers_in
from folkmoot.organising.tests.makers import LATER, a_place, an_organiser
from folkmoot.organising.tests.people_makers import a_gift, a_neighbour, an_answer, an_opportunity
from folkmoot.people import actions as people
from folkmoot.people.models import Account
from folkmoot.places.models import Place, PlaceRole
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db

ASKED = {"title": "Help with a cake", "words": "Saturday, at number 4. Ring 0199."}


@pytest.fixture(autouse=True)
def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


@pytest.fixture
def place() -> Place:
    return a_place()


def of(place: Place, name: str = "Ash") -> Account:
    """Somebody who helps at the polls of a place, and reads nothing of who was met there."""
    email = f"{name.lower()}{place.pk}@example.org"
    there = Account.objects.filter(email=email).first()
    if there:
        return there
    account = Account.objects.create_user(email, name=name)
    PlaceRole.objects.create(
        place=place, account=account, role=POLLING_HELPER.name, starts_at=LATER, given_by=None
    )
    return account


def an_offer(place: Place, name: str = "Dilys", through: str = "email", **more: Any) -> Gift:
    """A cook who lets anyone of the place ask, and said how."""
    email = f"{name.lower()}@example.org"
    cook = a_neighbour(place, name, reach_by="email", email=email, phone="0199 4", address="4 Elm")
    an_answer(cook, through=through)
    return a_gift(cook, words="Trained cook", **({"may_ask": "place"} | more))


def ask(gift: Gift, by: Account, **more: Any) -> Ask:
    return actions.ask_neighbour(fits=gift, by=by, **(ASKED | {"at": LATER} | more))


def page(place: Place, gift: Gift | None = None) -> str:
    if gift:
        return reverse("organising:ask_neighbour", args=[place.slug, gift.pk])
    return reverse("organising:offers", args=[place.slug])


def test_somebody_of_the_place_asks_and_is_answered_and_never_learns_who_it_is(
    place: Place, valid_html: ValidHtml
) -> None:
    gift, browser = an_offer(place), browser_of(of(place))
    shown = [browser.get(page(place)), browser.get(page(place, gift))]
    assert browser.post(page(place, gift), ASKED).status_code == 302
    made = Ask.objects.get()
    actions.answer_ask(ask=made, answer="YES", by=None, at=LATER)
    shown.append(browser.get(page(place)))
    for each in shown:
        valid_html(each)
        text = each.content.decode()
        assert "Trained cook" in text
        assert not any(word in text for word in ("Dilys", "dilys@", "0199 4", "4 Elm"))
    assert "Said yes" in shown[2].content.decode()
    told = Message.objects.get(to="dilys@example.org")
    assert "Ash asks: Help with a cake" in told.text
    assert "number 4" in told.text


@pytest.mark.parametrize("through", ["email", "letter", "phone", "text"])
def test_it_is_handed_over_in_the_way_they_said_yes_to(place: Place, through: str) -> None:
    made = ask(an_offer(place, through=through), of(place))
    told = Message.objects.get(about=f"organising.Ask:{made.pk}")
    assert (made.through, told.channel) == (through, through)


def test_who_said_yes_only_in_person_is_not_shown_and_not_asked(place: Place) -> None:
    gift, by = an_offer(place, through="person"), of(place)
    assert offers_in(place, by=by, at=LATER) == []
    with pytest.raises(Refused, match="have not said how"):
        ask(gift, by)


def test_nobody_of_another_place_and_no_stranger_sees_or_asks(place: Place) -> None:
    gift, elsewhere = an_offer(place), a_place("Elm Park")
    for who in (None, of(elsewhere), an_organiser(elsewhere)):
        browser = browser_of(who)
        for answer in (browser.get(page(place)), browser.post(page(place, gift), ASKED)):
            assert answer.status_code == 403
            assert "Trained cook" not in answer.content.decode()
    assert browser_of(of(elsewhere)).get(page(elsewhere, gift)).status_code == 404
    assert not Ask.objects.exists()


def test_who_lives_here_may_ask_and_is_not_offered_what_they_offer_themselves(
    place: Place,
) -> None:
    gift, account = an_offer(place), Account.objects.create_user("nia@example.org", name="Nia")
    browser = browser_of(account)
    assert browser.get(page(place)).status_code == 403
    nia = a_neighbour(place, "Nia")
    nia.person.account = account
    nia.person.save(update_fields=["account"])
    assert "Trained cook" in browser.get(page(place)).content.decode()
    gift.neighbour.person.account, nia.person.account = None, None
    own = Neighbour.objects.get(pk=gift.neighbour_id).person
    nia.person.save(update_fields=["account"])
    own.account = account
    own.save(update_fields=["account"])
    [offer] = offers_in(place, by=account, at=LATER)
    assert offer.why_not == "That is what you offer yourself."


@pytest.mark.parametrize("may_ask", ["team", "heard", "nobody"])
def test_what_is_for_others_to_ask_is_not_found(place: Place, may_ask: str) -> None:
    gift, by = an_offer(place, may_ask=may_ask), of(place)
    assert browser_of(by).get(page(place, gift)).status_code == 404
    with pytest.raises(Refused, match="not for everybody"):
        ask(gift, by)


def test_nobody_is_asked_more_often_than_they_said_whoever_asks(place: Place) -> None:
    gift = an_offer(place, gap_days=30)
    ask(gift, of(place))
    soon, then = LATER + timedelta(days=29), LATER + timedelta(days=30)
    [offer] = offers_in(place, by=of(place, "Bo"), at=soon)
    assert "were asked for something lately" in offer.why_not
    with pytest.raises(Refused, match="lately"):
        ask(gift, of(place, "Cy"), at=soon)
    ask(gift, of(place, "Di"), at=then)


def test_the_team_s_asks_count_for_the_rest_between_two(place: Place) -> None:
    gift, needed = an_offer(place), an_opportunity(place)
    actions.ask(
        opportunity=needed, neighbour=gift.neighbour, because="", through="email",
        by=None, at=LATER,
    )  # fmt: skip
    with pytest.raises(Refused, match="lately"):
        ask(gift, of(place))


def test_one_person_waits_for_answers_before_asking_a_fourth(place: Place) -> None:
    by, cooks = of(place), [an_offer(place, f"Cook{number}") for number in range(4)]
    for cook in cooks[:3]:
        ask(cook, by)
    with pytest.raises(Refused, match="Three people"):
        ask(cooks[3], by)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"title": "", "words": "x"}, "What do you ask for"),
        ({"title": "Cake", "words": "  "}, "how do they find you"),
        ({"title": "x" * 121, "words": "y"}, "120"),
        ({"title": "Cake", "words": "y" * 501}, "500"),
    ],
)
def test_what_is_missing_or_too_long_is_said_and_kept(
    place: Place, told: dict[str, str], words: str
) -> None:
    gift = an_offer(place)
    answer = browser_of(of(place)).post(page(place, gift), told)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert told["title"] in answer.content.decode()
    assert not Ask.objects.exists()


def test_the_team_is_shown_them_too_and_sees_what_neighbours_asked(place: Place) -> None:
    gift, needed = an_offer(place), an_opportunity(place)
    suggested = asking_of(needed, by=an_organiser(place), at=LATER).to_ask
    assert [each.suggested.gift.pk for each in suggested] == [gift.pk]
    ask(gift, of(place))
    team = browser_of(an_organiser(place))
    shown = team.get(reverse("organising:opportunities", args=[place.slug]))
    assert "Help with a cake" in shown.content.decode()


def test_somebody_lets_everyone_ask_from_their_own_page(place: Place) -> None:
    gift = an_offer(place, may_ask="team")
    code = people.make_card(person=gift.neighbour.person, by=None, at=LATER)
    browser = browser_of()
    browser.post(reverse("own:claim"), {"code": code})
    own = reverse("own:asking", args=[gift.pk])
    assert "neither a name nor how to reach" in browser.get(own).content.decode()
    browser.post(own, {"may_ask": "place", "gap_days": "90"})
    gift.refresh_from_db()
    assert (gift.may_ask, gift.gap_days) == ("place", 90)
    assert "Anyone of the place asks" in browser.get(reverse("own:page")).content.decode()


def test_a_list_of_many_offers_asks_as_much_of_the_database_as_one(place: Place) -> None:
    browser, counts = browser_of(of(place)), []
    for number in range(6):
        an_offer(place, f"Cook{number}")
        if number in (0, 5):
            with CaptureQueriesContext(connection) as seen:
                browser.get(page(place))
            counts.append(len(seen))
    assert counts[0] == counts[1]
