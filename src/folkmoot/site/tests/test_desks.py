"""From what waits on somebody there is a way to everything their roles open."""

from typing import Any

import pytest
from django.test import Client

from folkmoot.deciding.models import Stage
from folkmoot.deciding.tests.makers import a_decision
from folkmoot.granting.tests.assessing_makers import a_chair, a_panel, an_assessor, the_manager
from folkmoot.granting.tests.makers import SHUT, a_call
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import (
    AWARD_MANAGER,
    CONVENOR,
    ORGANISER,
    ROLES,
    SAFEGUARDING_LEAD,
    SERVICE_OFFICER,
    Role,
)
from folkmoot.people.actions import give_organisation_role
from folkmoot.people.models import Account
from folkmoot.people.tests.makers import an_organisation
from folkmoot.places.actions import give_role
from folkmoot.places.models import PlaceRole
from folkmoot.places.queries.teams import teams_of
from folkmoot.places.tests.makers import NOON, a_place, someone, someone_with
from folkmoot.programmes.tests.makers import a_programme
from folkmoot.site.desks import desks_of, roles_elsewhere, ways_in_place
from tests.fixtures.pages import browser_of

pytestmark = pytest.mark.django_db


def desks(account: Account) -> dict[str, list[str]]:
    found = desks_of(account, teams_of(account, at=NOON), roles_elsewhere(account, at=NOON))
    return {desk.name: [way.href for way in desk.ways] for desk in found}


def test_each_place_and_organisation_is_a_desk_with_what_the_roles_there_open() -> None:
    here, there, fund = a_place("Wren's Cross"), a_place("Ash Row"), an_organisation("The Fund")
    account = someone("Olive")
    for place, role in ((here, ORGANISER), (there, SERVICE_OFFICER)):
        give_role(place=place, email=account.email, role=role, by=None, at=NOON)
    give_organisation_role(
        organisation=fund, email=account.email, role=AWARD_MANAGER, by=None, at=NOON
    )
    found = desks(account)
    assert list(found) == ["Ash Row", "Wren's Cross", "The Fund"]
    assert found["Ash Row"] == ["/ideas/queue/"]
    assert f"/listening/in/{here.slug}/" in found["Wren's Cross"]
    assert found["The Fund"] == ["/awards/", "/loans/"]


def test_a_role_that_has_ended_leaves_no_desk() -> None:
    account = someone_with(CONVENOR, a_place())
    PlaceRole.objects.filter(account=account).update(ends_at=NOON)
    assert desks(account) == {}


def test_the_worries_of_a_place_are_named_only_to_those_who_see_to_them() -> None:
    here = a_place()
    words = "Concerns that somebody may not be safe"
    for role, named in ((SAFEGUARDING_LEAD, True), (CONVENOR, False), (ORGANISER, False)):
        ways = ways_in_place(here, ROLES[role.name].permissions, ())
        assert (words in [way.words for way in ways]) is named


@pytest.mark.parametrize(
    "role", [role for role in ROLES.values() if role.scope == "place"], ids=lambda role: role.name
)
def test_every_way_on_a_desk_opens_for_whom_it_is_shown(role: Role, valid_html: Any) -> None:
    here = a_place("Wren's Cross")
    vote, elsewhere = a_decision(place=here, stage=Stage.OPEN), a_decision(stage=Stage.OPEN)
    account = someone_with(role, here)
    client = browser_of(account)
    page = valid_html(client.get("/tasks/"))
    (desk,) = [each for each in page.iter("section") if each.get("class") == "desks__one"]
    links = [link.get("href") for link in desk.iter("a")]
    assert links[0] == f"/places/{here.slug}/"
    runs = Permission.DECISION_RUN in role.permissions
    assert (f"/decisions/{vote.ref}/run/" in links) == runs
    assert f"/decisions/{elsewhere.ref}/run/" not in links
    assert {href: client.get(href).status_code for href in links} == dict.fromkeys(links, 200)


def test_a_panel_stands_on_the_desks_of_those_who_read_for_it_and_of_no_other_programmes() -> None:
    ours = a_panel(people=["Rosa"])
    theirs = a_panel(a_call(a_programme("Elsewhere"), "Elsewhere"), people=["Tom"])
    words = f"The panel of {ours.call.name}"
    account = an_assessor(ours, "Grace").account
    assert account
    for reader in (account, a_chair(ours), the_manager(ours)):
        found = desks_of(reader, teams_of(reader, at=SHUT), roles_elsewhere(reader, at=SHUT))
        named = {way.words: way.href for desk in found for way in desk.ways}
        assert named[words] == f"/panels/{ours.pk}/"
        assert browser_of(reader).get(named[words]).status_code == 200
        assert f"/panels/{theirs.pk}/" not in named.values()


def test_a_stranger_sees_no_team_on_the_front_door(client: Client) -> None:
    here = a_place()
    assert 'id="team"' not in client.get(f"/places/{here.slug}/").content.decode()
    of_the_team = browser_of(someone_with(ORGANISER, here))
    assert 'href="#team"' in of_the_team.get(f"/places/{here.slug}/").content.decode()
