"""Who may do what with panels, meetings, choices and letters: every change × everybody there is.

Who may not is stopped at the door, before a word of what was sent is read; who may is let in,
whatever they are told then.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.test import RequestFactory
from django.urls import get_resolver, resolve, reverse

from folkmoot.granting import actions
from folkmoot.granting.actions import MeetingPlan
from folkmoot.granting.models import (
    Aim,
    Application,
    Choice,
    Declaration,
    Letter,
    MeetingKind,
    Moderation,
)
from folkmoot.granting.tests.assessing_makers import (
    LATER,
    MAY,
    a_chair,
    answered,
    clear,
    given_out,
    marked,
    recommended,
    tasks_on,
    the_manager,
)
from folkmoot.granting.tests.makers import a_call, leader_of, someone
from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import CONTRACTOR, EVALUATOR, PANEL_CHAIR
from folkmoot.people.models import Account
from folkmoot.programmes.tests.makers import FUNDERS, a_decider, a_programme, a_steward, on_the_team
from tests.fixtures.pages import browser_of

KEEPS = {"manager", "chair", "recused chair"}  # of the panel as a whole
KEEPS_IT = {"manager", "chair"}  # of this application
LEADS, LEADS_IT = {"chair", "recused chair"}, {"chair"}
TELLS, MAKES, DECIDES = {"manager"}, {"manager", "chair"}, {"decision-maker"}
PLACE, READS_IT = {"its leader"}, {"its assessor"}
# Every address that changes something: what it is about, and who of all these is let in.
PANELS: dict[str, tuple[str, set[str]]] = {
    "begin": ("call", KEEPS),
    "terms": ("panel", KEEPS),
    "appoint": ("panel", KEEPS),
    "dismiss": ("assessor", KEEPS),
    "share": ("panel", KEEPS),
    "by_hand": ("panel", KEEPS),
    "lift": ("declaration", LEADS_IT),
    "task": ("task", READS_IT),
    "link_found": ("task", READS_IT),
    "reopen": ("task", LEADS_IT),
    "take_off": ("task", KEEPS_IT),
    "talk": ("talk", LEADS_IT),
    "interest": ("application", KEEPS_IT | DECIDES),
    "open_talk": ("application", LEADS_IT),
    "propose": ("application", KEEPS_IT),
    "agree": ("meeting", PLACE),
    "move_meeting": ("meeting", KEEPS_IT),
    "call_off": ("meeting", KEEPS_IT),
    "note": ("meeting", READS_IT),
    "share_note": ("meeting", READS_IT),
    "answer_note": ("meeting", PLACE),
    "of_us": ("meeting", PLACE),
}
CHOICES: dict[str, tuple[str, set[str]]] = {
    "find_strengths": ("panel", MAKES | {"recused chair"}),
    "letter": ("letter", TELLS),
    "ask": ("choice", MAKES),
    "aim": ("choice", MAKES),
    "drop_aim": ("aim", MAKES),
    "traits": ("traits", MAKES),
    "draw": ("choice", MAKES),
    "recommend": ("choice", LEADS_IT),
    "look_again": ("choice", LEADS_IT),
    "answer_for": ("choice", DECIDES),
    "settle": ("choice", TELLS),
    "send_letters": ("choice", TELLS),
    "stop_letters": ("choice", TELLS),
    "go_on_letters": ("choice", TELLS),
    "publish": ("choice", TELLS),
    "end_reserve": ("choice", TELLS),
    "call_up": ("reserve", TELLS),
}
READ_ONLY = {  # and those that only show something
    "panels": {"panel", "interests", "assessed", "meetings", "meeting"},
    "choices": {
        "choice_of", "choice", "strengths", "reasons", "rival", "decision", "letters", "chosen",
    },
}  # fmt: skip


@dataclass
class Round:
    """One programme's round as it stands when the funders have decided."""

    choice: Choice
    mill: Application
    things: dict[str, dict[str, Any]] = field(default_factory=dict)


def a_round(name: str, *titles: str) -> Round:
    """Met, marked, talked about and ready for a choice."""
    panel = given_out(a_call(a_programme(name)), titles)
    mill = panel.call.applications.get(title=titles[0])
    two = tuple(clear(task).assessor for task in tasks_on(mill))
    plan = MeetingPlan(MeetingKind.VISIT, MAY + timedelta(days=1), "The hall", two)
    actions.propose_meeting(application=mill, plan=plan, by=None, at=MAY)
    for mark, task in zip((5, 2), tasks_on(mill), strict=True):
        marked(task, mark)
    for piece in panel.call.applications.exclude(pk=mill.pk):
        for task in tasks_on(piece):
            marked(task, 3)
    talk = actions.open_moderation(application=mill, by=None, at=MAY)
    actions.note_moderation(
        moderation=talk, agreed=False, words="Both stand by it.", values={}, by=None, at=MAY
    )
    return Round(actions.find_strengths(panel=panel, by=None, at=LATER), mill)


def finished(found: Round) -> None:
    """A talk, a meeting, a declaration and letters, so that every address has its thing."""
    choice, mill = found.choice, found.mill
    panel, pieces = choice.panel, Application.objects.filter(call=choice.panel.call)
    quay, moor = pieces.get(title="The quay"), pieces.get(title="The moor")
    task = tasks_on(mill)[0]
    aim = Aim.objects.get(choice=choice)
    recommended(choice, (mill.ref,), reserve=(quay.ref,), why="It is the strongest of all of "
                "these by far and it is near to need.")  # fmt: skip
    choice.refresh_from_db()
    answered(choice)
    actions.settle(choice=choice, minutes="All were there.", by=None, at=LATER)
    letter = Letter.objects.get(application=mill)
    declared = Declaration.objects.filter(application=mill, has_interest=True).latest("pk")
    talk = Moderation.objects.get(application=mill)
    panel_key, here = {"pk": panel.pk}, {"ref": choice.ref}
    found.things = {
        "call": {"ref": panel.call.ref},
        "panel": panel_key,
        "assessor": panel_key | {"key": task.assessor_id},
        "declaration": panel_key | {"key": declared.pk},
        "task": {"pk": task.pk},
        "talk": {"pk": talk.pk},
        "application": {"ref": mill.ref},
        "meeting": {"pk": mill.interviews.get().pk},
        "choice": here,
        "aim": here | {"key": aim.pk},
        "traits": here | {"key": moor.ref},
        "reserve": here | {"key": quay.pk},
        "letter": {"pk": letter.pk},
    }


@pytest.mark.django_db
def test_every_change_of_a_panel_and_a_choice_is_made_by_its_own_people_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    here, there = world()
    people = everybody(here, there)
    wrong = []
    for space, table in (("panels", PANELS), ("choices", CHOICES)):
        for name, (about, who_may) in table.items():
            path = reverse(f"{space}:{name}", kwargs=here.things[about])
            for who, account in people.items():
                if let_in(path, account, expected=who in who_may) != (who in who_may):
                    wrong.append((space, name, who, who not in who_may))
    assert wrong == []


def test_no_change_of_a_panel_or_a_choice_is_left_out_of_the_table() -> None:
    for space, table in (("panels", PANELS), ("choices", CHOICES)):
        _, resolver = get_resolver().namespace_dict[space]
        named = {key for key in resolver.reverse_dict if isinstance(key, str)}
        assert named == set(table) | READ_ONLY[space]


def let_in(path: str, account: Account | None, *, expected: bool) -> bool:
    """Whether somebody gets past the door; what it changes is undone."""
    with transaction.atomic():
        if expected:
            outcome = browser_of(account).post(path, {}).status_code not in (403, 404)
        else:
            outcome = not _stopped(path, account)
        transaction.set_rollback(True)
    return outcome


def _stopped(path: str, account: Account | None) -> bool:
    """The view alone, without the pages around it: a hundred times as many in the same time."""
    request: Any = RequestFactory().post(path, {})
    request.user, request.session = account or AnonymousUser(), {}
    request._messages = FallbackStorage(request)
    found = resolve(path)
    try:
        found.func(request, *found.args, **found.kwargs)
    except (PermissionDenied, Http404):
        return True
    return False


def world() -> tuple[Round, Round]:
    """Two programmes with their rounds; in the first there is one of everything."""
    here = a_round("Stronger Places", "The mill", "The quay", "The moor")
    there = a_round("Elsewhere", "The lido", "The fen", "The fell")
    actions.set_aim(choice=here.choice, kind="region", most=2, by=None, at=LATER)
    recused = tasks_on(here.mill)[-1].assessor.account
    actions.declare_interest(application=here.mill, words="My sister", by=recused, at=LATER)
    finished(here)
    return here, there


def everybody(here: Round, there: Round) -> dict[str, Account | None]:
    """One of each, those with an interest too, and their like in the other programme."""
    panel, mill = here.choice.panel, here.mill
    programme, other = panel.call.programme, there.choice.panel.call.programme
    tasks = tasks_on(mill)
    kept = on_the_team(programme, PANEL_CHAIR, "A chair with a cousin there")
    actions.declare_interest(application=mill, words="My cousin", by=kept, at=LATER)
    quay = Application.objects.get(call=panel.call, title="The quay")
    readers = {task.assessor.account for task in tasks}
    third = [each.account for each in panel.assessors.all() if each.account not in readers]
    return {
        "stranger": None,
        "somebody": someone("Sam"),
        "steward": a_steward(),
        "contractor": on_the_team(programme, CONTRACTOR, "A contractor"),
        "evaluator": on_the_team(programme, EVALUATOR, "An evaluator"),
        "decision-maker": a_decider(programme, FUNDERS[1]),
        "manager": the_manager(panel),
        "chair": a_chair(panel, "The chair"),
        "recused chair": kept,
        "its assessor": tasks[0].assessor.account,
        "recused assessor": tasks[-1].assessor.account,
        "another assessor": third[0],
        "its leader": leader_of(mill),
        "another place's leader": leader_of(quay),
        "manager elsewhere": the_manager(there.choice.panel),
        "chair elsewhere": a_chair(there.choice.panel, "Chair elsewhere"),
        "decision-maker elsewhere": a_decider(other, FUNDERS[1]),
        "leader elsewhere": leader_of(there.mill),
    }
