"""Leaving takes everything along, and is forgotten in every room."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from folkmoot.deciding.actions import make_codes, name_counting_officer
from folkmoot.deciding.models import Way
from folkmoot.ideas.actions import support_proposal
from folkmoot.ideas.tests.makers import (
    a_contact,
    a_decision,
    a_place,
    a_proposal,
    a_put,
    someone,
    someone_with,
    the_author,
)
from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import COUNTING_OFFICER
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.record.models import Event
from folkmoot.people import actions, queries
from folkmoot.people.models import SiteRole
from folkmoot.people.tests.makers import (
    NOON,
    a_custodian,
    a_passkey,
    a_person,
    a_steward,
    an_account,
    an_organisation,
    signed_in,
    signed_in_long_ago,
)
from folkmoot.places.actions import redraw_boundary
from folkmoot.places.tests.makers import a_shape
from tests.fixtures.pages import ValidHtml

pytestmark = pytest.mark.django_db


def test_one_can_take_away_all_that_is_known() -> None:
    account = a_custodian(an_organisation("The Wren Trust"), "Cuthbert")
    a_person("Cuthbert Wren", account=account)
    a_passkey(account)
    an_account("Somebody Else")
    answer = signed_in(account).get("/account/data/")
    assert "attachment" in answer["Content-Disposition"]
    known = json.loads(answer.content)
    assert known["account"]["email"] == "cuthbert@people.example"
    assert known["person"]["name"] == "Cuthbert Wren"
    assert [role["where"] for role in known["roles"]] == ["The Wren Trust"]
    assert [key["name"] for key in known["passkeys"]] == ["My phone"]
    assert known["messages_to_you"][0]["subject"] == "You are now Custodian on Folkmoot"
    assert "account_named" in [event["what"] for event in known["what_you_did"]]
    assert "Somebody Else" not in answer.content.decode()


def test_closing_an_account_forgets_the_person_and_keeps_what_others_rely_on() -> None:
    steward, leaving = a_steward(), a_steward("Leaving")
    person = a_person("Leaving Lee", account=leaving)
    a_passkey(leaving)
    organisation = an_organisation()
    given = actions.give_organisation_role(
        organisation=organisation, email="ben@people.example", by=leaving, at=NOON
    )
    client = signed_in(leaving)
    answer = client.post("/account/close/", {"sure": "on"})
    assert answer["Location"] == "/"
    leaving.refresh_from_db()
    person.refresh_from_db()
    given.refresh_from_db()
    assert (leaving.name, leaving.is_active, leaving.last_login) == ("", False, None)
    assert leaving.email == f"{leaving.pk}@closed.invalid"
    assert (person.name, person.account) == ("", None)
    assert given.given_by == leaving, "who answers for a role is still there, without a name"
    assert leaving.shown_name() == "Someone who has left"
    assert list(queries.stewards(clock.now())) == [SiteRole.objects.get(account=steward)]
    assert not Authenticator.objects.exists()
    assert not Message.objects.filter(to="leaving@people.example").exists()
    assert client.get("/account/").status_code == 403
    assert "leaving" not in str(list(Event.objects.values_list("facts", flat=True))).lower()


def test_closing_needs_the_box_to_be_ticked() -> None:
    account = an_account()
    page = signed_in(account).post("/account/close/", {})
    assert page.status_code == 200
    account.refresh_from_db()
    assert account.is_active


def test_the_last_steward_keeps_everything_until_there_is_another(valid_html: ValidHtml) -> None:
    steward = a_steward()
    proposal = a_proposal(by=steward, contact=a_contact("Stella Vale"))
    page = signed_in(steward).get("/account/close/")
    valid_html(page)
    assert "Name another steward first" in page.content.decode()

    answer = signed_in(steward).post("/account/close/", {"sure": "on"})

    assert "Name another steward first" in answer.content.decode()
    steward.refresh_from_db()
    assert steward.is_active
    assert the_author(proposal).shown_name == "Stella Vale", "nothing is forgotten by halves"


def test_what_one_takes_away_has_every_room_in_it() -> None:
    place, other = a_place(), a_place("Elm Park")
    dai = someone_with(COUNTING_OFFICER, place, name="Dai")
    a_proposal("A bench", place=place, by=dai, contact=a_contact("Dai Rees"))
    a_proposal("A shelter", place=other, by=someone("Ben"), contact=a_contact("Ben Okoro"))
    decision = a_decision(place=place)
    name_counting_officer(decision=decision, account=dai, by=None, at=NOON)
    redraw_boundary(place=other, geometry=a_shape(), reason="Walked again", by=dai, at=NOON)
    for by, label in ((dai, "Mill Street"), (None, "High Street")):
        make_codes(decision=decision, n_codes=2, label=label, way=Way.LETTER, by=by, at=NOON)

    known = json.loads(signed_in(dai).get("/account/data/").content)

    assert [each["text"]["title"] for each in known["proposals"]] == ["A bench"]
    assert known["counting_officer_in"] == ["Spring fund"]
    assert [each["label"] for each in known["codes_made"]] == ["Mill Street"]
    assert [each["place"] for each in known["places_drawn"]] == ["Elm Park"]
    assert [each["where"] for each in known["roles"]] == [place.name]
    assert "Ben Okoro" not in str(known)


def test_closing_forgets_an_author_and_a_supporter_and_nobody_else() -> None:
    dai, ben = someone("Dai"), someone("Ben")
    place = a_place()
    bench = a_put("A bench", place=place, by=dai, contact=a_contact("Dai Rees"))
    shelter = a_proposal("A shelter", place=place, by=ben, contact=a_contact("Ben Okoro"))
    for each in (dai, ben):
        support_proposal(proposal=shelter, email=each.email, wants_news=True, by=each, at=NOON)

    answer = signed_in(dai).post("/account/close/", {"sure": "on"}, follow=True)

    assert "we have forgotten you" in answer.content.decode()
    assert the_author(bench.proposal).credit == "A resident"
    assert Client().get(f"/ideas/link/{bench.secret}/").status_code == 404
    assert the_author(shelter).credit == "Ben Okoro"
    assert shelter.supports.count() == 2
    assert [each.email for each in shelter.supports.exclude(email="")] == [ben.email]
    assert not Message.objects.filter(to=dai.email).exists()


@pytest.mark.parametrize("address", ["/account/data/", "/account/close/"])
def test_leaving_is_for_its_owner_who_shows_it_is_still_them(address: str) -> None:
    assert Client().get(address).status_code == 403
    asked = signed_in_long_ago(someone("Dai")).get(address)
    assert asked["Location"].startswith("/account/still-you/")
