"""Who may pass which door of the run, and that a role in one place opens none in another."""

import uuid

import pytest
from django.urls import get_resolver, reverse

from folkmoot.deciding import running_urls
from folkmoot.deciding.models import Stage
from folkmoot.deciding.tests.crew import ROLES, run, someone
from folkmoot.deciding.tests.makers import a_decision, a_place
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import CONVENOR, COUNTING_OFFICER, POLLING_HELPER, Role
from tests.fixtures.pages import browser_of

pytestmark = pytest.mark.django_db

PUBLIC = {"rules_explained"}
ARGUMENTS = {
    "number": 1,
    "paper": 1,
    "officer": uuid.uuid4(),
    "batch": uuid.uuid4(),
    "limit": 1,
    "entry": uuid.uuid4(),
}
GIVEN = [p for p in running_urls.urlpatterns if p.name not in PUBLIC]


def permission_of(pattern: object) -> Permission:
    return Permission(pattern.callback.door.who)  # type: ignore[attr-defined]


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_each_role_passes_its_own_doors_and_no_others(role: Role) -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN)
    browser = browser_of(someone(place, role))
    for pattern in GIVEN:
        wanted = {
            name: {"ref": decision.ref, "slug": place.slug}.get(name) or ARGUMENTS[name]
            for name in pattern.pattern.converters
        }
        address = reverse(f"deciding:{pattern.name}", kwargs=wanted)
        answer = browser.get(address)
        allowed = permission_of(pattern) in role.permissions
        assert (answer.status_code == 403) is not allowed, (role.name, pattern.name)


def test_a_stranger_passes_none() -> None:
    decision = a_decision(stage=Stage.OPEN)
    for page in ("", "settings", "roll", "help", "paper", "count", "open"):
        assert browser_of(None).get(run(decision, page)).status_code == 403, page


def test_a_convenor_of_one_place_runs_nothing_in_another() -> None:
    here, there = a_place("Here"), a_place("There")
    decision = a_decision(place=there, stage=Stage.OPEN)
    browser = browser_of(someone(here, *ROLES))
    for page in ("", "settings", "roll", "help", "hall", "paper", "count", "close"):
        assert browser.get(run(decision, page)).status_code == 403, page
    assert browser.post(run(decision, "close")).status_code == 403
    decision.refresh_from_db()
    assert decision.stage == Stage.OPEN


def test_a_draft_is_not_even_found_from_another_place() -> None:
    decision = a_decision(place=a_place("There"))
    browser = browser_of(someone(a_place("Here"), *ROLES))
    assert browser.get(run(decision)).status_code == 404


def test_somebody_whose_role_ends_next_year_sees_the_draft_they_help_with() -> None:
    from datetime import UTC, datetime

    place = a_place()
    helper = someone(place, POLLING_HELPER)
    helper.placeroles.update(ends_at=datetime(2999, 1, 1, tzinfo=UTC))
    assert browser_of(helper).get(run(a_decision(place=place))).status_code == 200


def test_the_convenor_may_open_but_not_count_and_a_counting_officer_the_other_way() -> None:
    assert Permission.DECISION_COUNT not in CONVENOR.permissions
    assert Permission.DECISION_OPEN not in COUNTING_OFFICER.permissions


def test_no_address_of_the_run_holds_a_code_a_name_or_a_choice() -> None:
    told = {name for pattern in GIVEN for name in pattern.pattern.converters}
    assert told == {"ref", "slug", "number", "paper", "officer", "batch", "limit"}
    assert get_resolver()  # the addresses stand in the real list
