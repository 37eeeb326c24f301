"""How to reach an author who has no account, set right by them or by the team."""

import pytest
from django.test import Client

from folkmoot.ideas import actions
from folkmoot.ideas.models import Contact, Paper, Proposal
from folkmoot.ideas.queries import link_by_secret
from folkmoot.ideas.tests.makers import (
    LATER,
    NOON,
    a_draft,
    a_place,
    a_put,
    an_organiser,
    the_author,
    the_person,
)
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.rules import Refused
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

WRONG = Contact("Pat Price", "Pat", "phone", phone="01632 960001")
RIGHT = Contact("Pat Price", "", "email", email="pat@example.org")


@pytest.fixture
def place() -> Place:
    return a_place()


@pytest.fixture
def organiser(place: Place) -> Account:
    return an_organiser(place)


def on_paper(place: Place, organiser: Account, contact: Contact = WRONG) -> Proposal:
    return actions.write_down_proposal(
        place=place,
        draft=a_draft(),
        contact=contact,
        paper=Paper(NOON.date()),
        by=organiser,
        at=NOON,
    ).proposal


def test_a_wrong_number_is_set_right_and_what_waited_for_it_is_not_said(
    place: Place, organiser: Account, valid_html: ValidHtml
) -> None:
    proposal = on_paper(place, organiser)
    call = Message.objects.get(channel="phone")
    client, page = browser_of(organiser), f"/ideas/{proposal.ref}/reach/"
    assert page in client.get(f"/ideas/{proposal.ref}/").content.decode()
    shown = client.get(page)
    valid_html(shown)
    assert "960001" not in shown.content.decode(), "what stood there is nobody's business"
    assert "Their e-mail address" in shown.content.decode(), "somebody else fills it in"

    answer = client.post(page, {"reach_by": "email", "email": "pat@example.org"})

    assert answer["Location"] == f"/ideas/{proposal.ref}/"
    call.refresh_from_db()
    assert (call.to, call.text) == ("", "")
    assert call.failed == "This is not where they are reached any more."
    person = the_person(proposal)
    assert (person.name, person.phone, person.email) == ("Pat Price", "", "pat@example.org")
    event = Event.objects.get(kind="author_reached_otherwise")
    assert event.by == str(organiser.pk)
    assert "pat@" not in str(event.facts)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reach_by": "email", "email": "pat at home"}, "e-mail address"),
        ({"reach_by": "phone", "phone": "  "}, "Write their phone number"),
        ({"reach_by": "text", "phone": "960 001"}, "That phone number has only 6 figures."),
        ({"reach_by": "pigeon"}, "Choose"),
        ({}, "Choose"),
    ],
)
def test_what_cannot_be_is_said_beside_its_box_and_changes_nothing(
    place: Place, organiser: Account, typed: dict[str, str], sentence: str, valid_html: ValidHtml
) -> None:
    proposal = on_paper(place, organiser)
    answer = browser_of(organiser).post(f"/ideas/{proposal.ref}/reach/", typed)
    valid_html(answer)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert the_person(proposal).phone == "01632 960001"


def test_only_the_team_of_the_place_sets_it_right_and_only_for_those_on_paper(
    place: Place, organiser: Account
) -> None:
    proposal, elsewhere = on_paper(place, organiser), a_place("Elm Park")
    page = f"/ideas/{proposal.ref}/reach/"
    for who in (None, an_organiser(elsewhere)):
        assert browser_of(who).get(page).status_code == 403
    online = a_put("A tap", place=place).proposal
    client = browser_of(organiser)
    assert client.get(f"/ideas/{online.ref}/reach/").status_code == 409
    assert "/reach/" not in client.get(f"/ideas/{online.ref}/").content.decode()


def test_older_links_end_and_the_new_one_goes_the_new_way(place: Place) -> None:
    put = a_put(place=place, contact=WRONG)

    secret = actions.set_right_how_to_reach(
        author=the_author(put.proposal), contact=RIGHT, by=None, at=LATER
    )

    assert link_by_secret(put.secret, at=LATER) is None
    link = link_by_secret(secret, at=LATER)
    assert link
    assert link.author == the_author(put.proposal)
    assert secret in Message.objects.get(to="pat@example.org").text


def test_an_author_sets_it_right_themselves_and_goes_on(
    place: Place, valid_html: ValidHtml
) -> None:
    put, client = a_put(place=place, contact=WRONG), Client()
    own = f"/ideas/mine/{put.proposal.ref}/"
    client.get(f"/ideas/link/{put.secret}/")
    assert f"{own}reach/" in client.get(own).content.decode()
    shown = client.get(f"{own}reach/")
    valid_html(shown)
    assert "Your e-mail address" in shown.content.decode()

    answer = client.post(f"{own}reach/", {"reach_by": "text", "phone": "07700 900123"})

    assert "/ideas/link/" in client.get(answer["Location"]).content.decode()
    assert client.get(own).status_code == 200
    assert the_person(put.proposal).reach_by == "text"
    assert Client().get(f"{own}reach/").status_code == 403


def test_somebody_with_an_account_is_reached_by_it(place: Place, organiser: Account) -> None:
    put = a_put(place=place, by=organiser)
    with pytest.raises(Refused, match="They have an account"):
        actions.set_right_how_to_reach(
            author=the_author(put.proposal), contact=RIGHT, by=None, at=LATER
        )


def test_a_call_says_no_private_link_and_how_to_come_by_one(place: Place) -> None:
    put = a_put(place=place, contact=WRONG)
    said = Message.objects.get(channel="phone").text
    assert put.secret not in said
    assert "http" not in said
    assert "Tell me a mobile number or an e-mail address" in said
    assert f"/ideas/{put.proposal.ref}/" in said
    written = a_put("A tap", place=place, contact=Contact("T", "", "text", phone="07700 900123"))
    assert written.secret in Message.objects.get(channel="text").text
