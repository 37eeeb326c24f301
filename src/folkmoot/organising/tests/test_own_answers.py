"""Saying yes on one's own page is as easy as taking it back, and each is kept in its words."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from folkmoot.kernel import clock
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions, queries
from folkmoot.organising.models import Neighbour, Speaker, Voice
from folkmoot.organising.tests.makers import (
    LATER,
    a_conversation,
    a_place,
    an_organiser,
    at,
    the_convenor,
)
from folkmoot.organising.tests.people_makers import a_neighbour, an_answer, linked
from folkmoot.people import actions as people
from folkmoot.people.models import Asked, Consent, Organisation
from folkmoot.people.rules import why_not_contact
from folkmoot.places.models import Place
from tests.fixtures.pages import ValidHtml

pytestmark = pytest.mark.django_db
PAGE = "own:answers"


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    cache.clear()


def dilys(place: Place | None = None, **more: Any) -> Neighbour:
    facts = {"reach_by": "email", "email": "dilys@people.example", "phone": "01234 567890"}
    return a_neighbour(place, "Dilys", **(facts | more))


def her_page(neighbour: Neighbour) -> Client:
    client = Client()
    code = people.make_card(person=neighbour.person, by=None, at=LATER)
    client.post(reverse("own:claim"), {"code": code})
    return client


def shown(client: Client) -> str:
    """The mark of the words on the page, as a browser sends it back."""
    digest: str = client.get(reverse(PAGE)).context["form"].digest
    return digest


def a_trust(kind: str = "charity") -> Organisation:
    return people.add_organisation(name="The Hall Trust", kind=kind, by=None, at=LATER)


def test_a_yes_is_given_for_one_purpose_and_one_way_in_the_words_on_the_page() -> None:
    neighbour = dilys()
    client = her_page(neighbour)
    page = client.get(reverse(PAGE)).content.decode()
    assert "May we send you news of what is going on here?" in page
    client.post(reverse(PAGE), {"news": ["email"], "shown": shown(client)})
    kept = Consent.objects.get(person=neighbour.person)
    assert (kept.purpose, kept.through, kept.said) == ("news", "email", "yes")
    assert (kept.how, kept.basis, kept.legal_form) == ("own_page", "consent", "group")
    assert kept.wording == "May we send you news of what is going on here? By e-mail."
    assert why_not_contact(neighbour.person, "news", "email", LATER) == ""
    assert "not been asked" in why_not_contact(neighbour.person, "news", "text", LATER)


def test_taking_the_tick_away_takes_the_yes_back_and_leaves_the_others() -> None:
    neighbour = dilys()
    client = her_page(neighbour)
    both = {"news": ["email", "text"], "ask": ["person"], "shown": shown(client)}
    client.post(reverse(PAGE), both)
    client.post(reverse(PAGE), both | {"news": ["text"]})
    assert "took their yes back" in why_not_contact(neighbour.person, "news", "email", LATER)
    assert why_not_contact(neighbour.person, "news", "text", LATER) == ""
    assert Consent.objects.filter(person=neighbour.person).count() == 4
    client.post(reverse(PAGE), both)
    assert why_not_contact(neighbour.person, "news", "email", LATER) == ""


def test_the_organisation_and_what_it_is_by_law_are_kept_with_the_yes() -> None:
    place, trust = a_place(), a_trust()
    neighbour = dilys(place)
    actions.speak_for(place=place, organisation=trust, by=the_convenor(place), at=LATER)
    client = her_page(neighbour)
    page = client.get(reverse(PAGE)).content.decode()
    assert "The Hall Trust asks: May we send you news" in page
    client.post(reverse(PAGE), {"news": ["email"], "shown": shown(client)})
    people.edit_organisation(
        organisation=trust, name="The Hall", kind="company", website="", by=None, at=LATER
    )
    kept = Consent.objects.get(person=neighbour.person)
    assert (kept.organisation, kept.legal_form) == (trust, "charity")
    assert kept.wording.startswith("The Hall Trust asks: May we send")
    met = a_neighbour(place, "Cai", answers={"ask": "yes"})
    assert Consent.objects.get(person=met.person).organisation == trust


def test_nobody_says_yes_to_other_words_than_they_read() -> None:
    place = a_place()
    client = her_page(neighbour := dilys(place))
    read = shown(client)
    actions.speak_for(place=place, organisation=a_trust("council"), by=None, at=LATER)
    answer = client.post(reverse(PAGE), {"news": ["email"], "shown": read})
    assert answer.status_code == 422
    assert "have changed since you opened" in answer.content.decode()
    assert not Consent.objects.filter(person=neighbour.person).exists()


def test_only_ways_that_reach_them_are_offered_and_none_to_whom_wants_none() -> None:
    client = her_page(dilys())
    page = client.get(reverse(PAGE)).content.decode()
    assert 'value="email"' in page
    assert 'value="letter"' not in page
    answer = client.post(reverse(PAGE), {"news": ["letter"], "shown": shown(client)})
    assert answer.status_code == 422
    quiet = her_page(left := dilys(a_place("Elm Park"), reach_by="none"))
    page = quiet.get(reverse(PAGE)).content.decode()
    assert "You asked us not to contact you" in page
    assert 'value="email"' not in page
    asked = Asked("news", "email", "yes", "May we?", LATER)
    with pytest.raises(Refused, match="not to contact you"):
        actions.answer_for_oneself(neighbour=left, given=[asked], back=[], by=None, at=LATER)
    asked = Asked("news", "letter", "yes", "May we?", LATER)
    with pytest.raises(Refused, match="cannot reach you by letter"):
        actions.answer_for_oneself(
            neighbour=dilys(a_place("Low Moor")), given=[asked], back=[], by=None, at=LATER
        )


def test_a_yes_that_stands_can_be_taken_back_when_the_address_is_gone() -> None:
    neighbour = dilys()
    an_answer(neighbour, purpose="news", through="email")
    type(neighbour.person).objects.filter(pk=neighbour.person_id).update(email="")
    client = her_page(neighbour)
    assert 'value="email" checked' in client.get(reverse(PAGE)).content.decode()
    client.post(reverse(PAGE), {"shown": shown(client)})
    assert Consent.objects.filter(takes_back__isnull=False).count() == 1


def test_taking_the_yes_to_their_name_back_takes_the_name_away() -> None:
    said = a_conversation()
    neighbour = dilys(said.place)
    linked(said, neighbour)
    client = her_page(neighbour)
    client.post(reverse(PAGE), {"shown": shown(client)})
    assert not Speaker.objects.exists()


def test_nothing_ticked_and_nothing_taken_away_says_so() -> None:
    client = her_page(dilys())
    answer = client.post(reverse(PAGE), {"shown": shown(client)})
    assert answer.status_code == 422
    assert "Nothing has changed" in answer.content.decode()


def test_nobody_answers_for_somebody_else() -> None:
    theirs = an_answer(a_neighbour(a_place("Elm Park"), "Cai"))
    with pytest.raises(Refused, match="somebody else's"):
        actions.answer_for_oneself(neighbour=dilys(), given=[], back=[theirs], by=None, at=LATER)
    assert Client().get(reverse(PAGE)).headers["Location"] == reverse("own:claim")
    signed_in = Client()
    signed_in.force_login(an_organiser(theirs.person.neighbour.place))
    assert signed_in.get(reverse(PAGE)).status_code == 302


def test_a_convenor_says_in_whose_name_the_team_asks_and_it_stays_as_it_was(
    valid_html: ValidHtml,
) -> None:
    place, trust = a_place(), a_trust()
    client = Client()
    client.force_login(the_convenor(place))
    valid_html(client.get(at("voice", place.slug)))
    wrong = client.post(at("voice", place.slug), {"organisation": str(trust.pk)})
    assert wrong.status_code == 422
    client.post(at("voice", place.slug), {"organisation": str(trust.pk), "sure": "on"})
    assert queries.voice_of(place, LATER) == trust
    assert queries.voice_of(a_place("Elm Park"), LATER) is None
    for who, status in ((an_organiser(place), 403), (the_convenor(a_place("Elm Park")), 403)):
        client.force_login(who)
        assert client.get(at("voice", place.slug)).status_code == status
    with pytest.raises(Refused, match="already"):
        actions.speak_for(place=place, organisation=trust, by=None, at=LATER)
    for change in (Voice.objects.all().delete, lambda: Voice.objects.update(organisation=None)):
        with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
            change()


def test_the_page_of_answers_is_sound(valid_html: ValidHtml) -> None:
    client = her_page(dilys())
    valid_html(client.get(reverse(PAGE)))
    valid_html(client.get(reverse("own:page")))
