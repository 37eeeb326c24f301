"""Who may do what: every change of an application and a call, every role, own or another's."""

from itertools import product
from typing import Any

import pytest

from folkmoot.granting import actions
from folkmoot.granting.models import CALL_ONWARDS, ONWARDS, Application, ApplicationStage, Doubt
from folkmoot.granting.rules import why_not_move, why_not_withdraw
from folkmoot.granting.tests.makers import (
    OPEN,
    SHUT,
    a_call,
    a_draft_call,
    a_manager,
    a_programme,
    an_application,
    an_eligible,
    handed_in,
    leader_of,
    someone,
)
from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import ASSESSOR, DECISION_MAKER, EVALUATOR, PANEL_CHAIR
from folkmoot.people.models import Account
from folkmoot.programmes.tests.makers import a_decider, a_steward, on_the_team
from tests.fixtures.pages import browser_of

S = ApplicationStage
# What each change needs to stand in, where it leads, and who of all these may press it.
CHANGES: tuple[tuple[str, str, str, str, dict[str, str]], ...] = (
    ("hand-in", S.DRAFT, S.SUBMITTED, "leader", {}),
    ("withdraw", S.SUBMITTED, S.WITHDRAWN, "leader", {"why": "Tired"}),
    ("fits", S.SUBMITTED, S.ELIGIBLE, "manager", {"words": ""}),
    ("unfit", S.SUBMITTED, S.INELIGIBLE, "manager", {"words": "Too far"}),
    ("ask", S.SUBMITTED, S.MORE_INFORMATION, "manager", {"words": "One", "why-0": "Where?"}),
    ("more/hand-in", S.MORE_INFORMATION, S.SUBMITTED, "leader", {}),
    ("again", S.ELIGIBLE, S.SUBMITTED, "manager", {"words": "We look again"}),
)


def pure(**facts: Any) -> Application:
    """An application that is in no database."""
    return Application(title="One", **facts)


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_an_application_goes_only_where_its_stage_leads(before: str, after: str) -> None:
    may = after in ONWARDS[before]
    assert (why_not_move(pure(stage=before), after) == "") is may
    if after == S.WITHDRAWN:
        assert (why_not_withdraw(pure(stage=before, is_handed_in=True), "Tired") == "") is may


def test_what_is_over_leads_nowhere() -> None:
    ends = {stage for stage, onwards in (ONWARDS | CALL_ONWARDS).items() if not onwards}
    assert ends == {"DECLINED", "WITHDRAWN", "CONCLUDED", "CANCELLED"}


def as_far_as(stage: str, application: Application) -> Application:
    """The application, brought to a stage by others."""
    if stage != S.DRAFT:
        handed_in(application)
    if stage == S.MORE_INFORMATION:
        doubts = [Doubt("people", "Which?")]
        actions.ask_more(application=application, words="One", doubts=doubts, by=None, at=SHUT)
    if stage == S.ELIGIBLE:
        actions.find_eligible(application=application, by=None, at=SHUT)
    return application


def everyone(application: Application) -> dict[str, Account | None]:
    """One of each who might come, those who may do most last."""
    programme, other = application.call.programme, a_programme("Elsewhere")
    team = {
        role.name: on_the_team(programme, role, f"A {role.name}")
        for role in (ASSESSOR, PANEL_CHAIR, EVALUATOR)
    }
    writer = someone("Wren")
    actions.add_colleague(application=application, email=writer.email, by=None, at=OPEN)
    another = an_application(a_call(other, "Theirs"), "Another")
    return team | {
        "stranger": None,
        "somebody": someone("Sam"),
        "steward": a_steward(),
        "writer": writer,
        "another's leader": leader_of(another),
        "another's manager": a_manager(other),
        DECISION_MAKER.name: a_decider(programme),
    }


@pytest.mark.django_db
@pytest.mark.parametrize(("button", "before", "after", "who_may", "sent"), CHANGES)
def test_each_change_is_made_by_one_role_of_its_own_alone(
    button: str,
    before: str,
    after: str,
    who_may: str,
    sent: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    application = as_far_as(before, an_application())
    when = OPEN if before == S.DRAFT else SHUT
    monkeypatch.setattr(clock, "now", lambda: when)
    people = everyone(application)
    people["manager"] = a_manager(application.call.programme)
    people["leader"] = leader_of(application)
    people[who_may] = people.pop(who_may)  # whoever may comes last
    for who, account in people.items():
        answer = browser_of(account).post(f"/applications/{application.ref}/{button}/", sent)
        application.refresh_from_db()
        outcome = (answer.status_code, application.stage)
        if who == who_may:
            assert outcome == (302, after), who
        else:
            assert answer.status_code in {403, 404}, (who, outcome)
            assert application.stage == before, who


@pytest.mark.django_db
def test_only_its_own_grant_manager_keeps_a_call_and_only_its_own_side_lists_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: OPEN)
    application = an_eligible()
    people = everyone(application)
    call, draft = application.call, a_draft_call(application.call.programme, "Another one")
    people["leader"] = leader_of(application)
    people["manager"] = a_manager(call.programme)
    lists = {"manager", DECISION_MAKER.name, PANEL_CHAIR.name}
    for who, account in people.items():
        browser = browser_of(account)
        listed = browser.get(f"/calls/{call.ref}/applications/").status_code
        exported = browser.get(f"/calls/{call.ref}/applications.csv").status_code
        assert (listed, exported) == ((200, 200) if who in lists else (403, 403)), who
        kept = {
            browser.get(f"/calls/{draft.ref}/{page}/").status_code
            for page in ("edit", "needs", "areas", "first", "questions", "publish", "cancel")
        }
        assert kept == {200} if who == "manager" else kept <= {403, 404}, who
