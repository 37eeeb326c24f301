"""Who may do what to a programme: every button, every role, in this programme and another."""

import pytest

from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import (
    ASSESSOR,
    CONTRACTOR,
    DECISION_MAKER,
    EVALUATOR,
    GRANT_MANAGER,
    PANEL_CHAIR,
)
from folkmoot.people.models import Account
from folkmoot.programmes import actions
from folkmoot.programmes.models import Programme, Stage, VersionState
from folkmoot.programmes.tests.makers import (
    FUNDERS,
    NOON,
    a_decider,
    a_draft,
    a_manager,
    a_programme,
    a_steward,
    an_organisation,
    at,
    on_the_team,
    someone,
)
from tests.fixtures.pages import browser_of

pytestmark = pytest.mark.django_db
OUTSIDE = ("stranger", "somebody", "another's grant manager", "another's decision-maker")


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def everyone(programme: Programme, other: Programme) -> dict[str, Account | None]:
    """One of each who might come to a programme, those who may do most last."""
    team = {
        role.name: on_the_team(programme, role, f"A {role.name}")
        for role in (CONTRACTOR, ASSESSOR, PANEL_CHAIR, EVALUATOR)
    }
    return team | {
        "stranger": None,
        "somebody": someone("Sam"),
        "another's grant manager": a_manager(other),
        "another's decision-maker": a_decider(other),
        "steward": a_steward(),
        DECISION_MAKER.name: a_decider(programme),
        GRANT_MANAGER.name: a_manager(programme),
    }


@pytest.mark.parametrize(
    ("stage", "which", "becomes"),
    [
        (Stage.AGREED, "live", Stage.LIVE),
        (Stage.SUSPENDED, "live", Stage.LIVE),
        (Stage.LIVE, "suspend", Stage.SUSPENDED),
        (Stage.LIVE, "closing", Stage.CLOSING),
        (Stage.CLOSING, "closed", Stage.CLOSED),
    ],
)
def test_only_its_own_grant_manager_moves_a_programme_on(
    stage: str, which: str, becomes: str
) -> None:
    programme, other = a_programme(stage=stage), a_programme("Elsewhere")
    for who, account in everyone(programme, other).items():
        answer = browser_of(account).post(at(which, programme.slug), {"why": "So it is"})
        programme.refresh_from_db()
        if who == GRANT_MANAGER.name:
            assert (answer.status_code, programme.stage) == (302, becomes)
        else:
            assert (answer.status_code, programme.stage) == (403, stage), who


def test_only_its_own_grant_manager_puts_a_version_to_the_funders_and_takes_it_back() -> None:
    version, other = a_draft(), a_draft("Elsewhere").programme
    people = everyone(version.programme, other)
    for page, before, after in (
        ("propose", VersionState.DRAFT, VersionState.PROPOSED),
        ("take_back", VersionState.PROPOSED, VersionState.DRAFT),
    ):
        for who, account in people.items():
            answer = browser_of(account).post(at(page, version.pk)).status_code
            version.refresh_from_db()
            if who == GRANT_MANAGER.name:
                assert (answer, version.state) == (302, after)
            else:
                assert (answer, version.state) == (404 if who in OUTSIDE else 403, before), who


def test_only_a_funders_own_decision_maker_answers_for_it() -> None:
    version, other = a_draft(), a_draft("Elsewhere").programme
    actions.propose(version=version, by=None, at=NOON)
    lottery, ministry = (an_organisation(name) for name in FUNDERS[:2])
    for who, account in everyone(version.programme, other).items():
        browser = browser_of(account)
        sent = {"organisation": ministry.ref, "says": "YES"}
        wrong = browser.post(at("answer", version.pk), sent).status_code
        if who == DECISION_MAKER.name:
            assert wrong == 422  # it is not their funder
            right = browser.post(at("answer", version.pk), sent | {"organisation": lottery.ref})
            assert right.status_code == 302
        else:
            assert wrong == (404 if who in OUTSIDE else 403), who
    assert version.approvals.count() == 1


def test_only_its_own_grant_manager_writes_the_next_version_and_names_the_team() -> None:
    programme, other = a_programme(), a_programme("Elsewhere")
    named = {"email": "new@example.org", "role": ASSESSOR.name}
    lena = programme.roles_held.filter(role=DECISION_MAKER.name)[0]
    for who, account in everyone(programme, other).items():
        browser = browser_of(account)
        draft = browser.post(at("draft", programme.slug)).status_code
        team = browser.post(at("team", programme.slug), named).status_code
        end = browser.post(at("end_role", programme.slug, lena.pk)).status_code
        if who == GRANT_MANAGER.name:
            assert (draft, team, end) == (302, 302, 302)
        elif who == "steward":  # names grant managers, and nobody else
            assert (draft, team, end) == (403, 422, 409)
        else:
            assert (draft, team, end) == (403, 403, 403), who
    assert programme.versions.count() == 2
