"""Makers: panels, assessors, marks and choices as far as they should be."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from folkmoot.granting import actions
from folkmoot.granting.models import (
    Application,
    Assessor,
    Assignment,
    Call,
    Choice,
    Panel,
)
from folkmoot.granting.queries import choice as queries
from folkmoot.granting.queries import marks, sharing
from folkmoot.granting.tests.makers import (
    SHUT,
    a_call,
    a_manager,
    an_eligible,
    an_organisation,
    on_the_team,
    someone,
)
from folkmoot.kernel.access.roles import PANEL_CHAIR
from folkmoot.people.models import Account
from folkmoot.programmes.tests.makers import a_decider

MAY = SHUT + timedelta(days=7)
LATER = SHUT + timedelta(days=30)
PEOPLE = ("Ada", "Ben", "Cy")


def a_panel(call: Call | None = None, people: Sequence[str] = PEOPLE, **terms: Any) -> Panel:
    """A panel with its assessors, independent all."""
    panel = actions.begin_panel(call=call or a_call(), by=None, at=SHUT)
    facts = {"n_each": 2, "wide_points": 25, "n_meeting": 2, "one_per_funder": False} | terms
    panel = actions.set_panel(panel=panel, **facts, by=None, at=SHUT)
    for name in people:
        an_assessor(panel, name)
    return panel


def an_assessor(panel: Panel, name: str, *, of: str = "", **more: Any) -> Assessor:
    """Somebody on the panel, from the funder named or independent."""
    account = someone(name)
    organisation = an_organisation(of) if of else None
    return actions.appoint(
        panel=panel, email=account.email, organisation=organisation, **more, by=None, at=SHUT
    )


def a_chair(panel: Panel, name: str = "") -> Account:
    """Who leads it: the same one when asked for again."""
    programme = panel.call.programme
    held = programme.roles_held.filter(role=PANEL_CHAIR.name).first()
    if held and not name:
        account: Account = held.account
        return account
    return on_the_team(programme, PANEL_CHAIR, name)


def the_manager(panel: Panel) -> Account:
    return a_manager(panel.call.programme)


def given_out(
    call: Call | None = None, titles: Sequence[str] = ("The mill", "The quay", "The moor"),
    **more: Any,
) -> Panel:  # fmt: skip
    """Applications that fit, given out among the panel."""
    call = call or a_call()
    for number, title in enumerate(titles):
        an_eligible(call, title, area=("E07000117", "E08000026", "E06000019")[number % 3])
    panel = a_panel(call, **more)
    found = sharing.proposal_of(panel, at=MAY)
    actions.share_out(panel=panel, expected=found.digest, by=None, at=MAY)
    return panel


def task_of(panel: Panel, name: str, title: str = "") -> Assignment:
    """A task of somebody on the panel."""
    rows = Assignment.objects.visible_to(someone(name)).filter(assessor__panel=panel)
    return rows.filter(application__title=title).get() if title else rows.order_by("pk")[0]


def tasks_on(application: Application) -> list[Assignment]:
    rows = Assignment.objects.filter(application=application).select_related("assessor__account")
    return list(rows.order_by("pk"))


def clear(task: Assignment) -> Assignment:
    """They say that they have no interest."""
    return actions.declare(assignment=task, has_interest=False, by=task.assessor.account, at=MAY)


def marks_like(application: Application, value: int | Sequence[int]) -> dict[int, Any]:
    """One mark for each criterion, or the same for all, with words."""
    criteria = marks.criteria_of(application.call)
    values = [value] * len(criteria) if isinstance(value, int) else value
    return {
        each.pk: (mark, f"Because of {each.name.lower()}.")
        for each, mark in zip(criteria, values, strict=True)
    }


def marked(task: Assignment, value: int | Sequence[int] = 3) -> Assignment:
    """Declared, marked and handed in."""
    account = task.assessor.account
    if task.stage == "ASSIGNED":
        task = clear(task)
    given = marks_like(task.application, value)
    return actions.hand_in_marks(assignment=task, given=given, by=account, at=MAY)


def all_marked(panel: Panel, values: Mapping[str, int] | None = None) -> None:
    """Everybody hands in; each application gets its own mark, a little other from each."""
    tasks = Assignment.objects.filter(assessor__panel=panel).select_related(
        "application", "assessor__account"
    )
    for number, task in enumerate(tasks.order_by("application__title", "pk")):
        mark = (values or {}).get(task.application.title, 3)
        marked(task, [mark, max(0, min(5, mark + (number * 2 % 3) - 1))])


def a_choice(panel: Panel | None = None, values: Mapping[str, int] | None = None) -> Choice:
    """All is in, and the strengths are found."""
    panel = panel or given_out()
    all_marked(panel, values or {"The mill": 4, "The quay": 3, "The moor": 2})
    return actions.find_strengths(panel=panel, by=None, at=LATER)


def recommended(choice: Choice, refs: Sequence[str] = (), **more: Any) -> Choice:
    """The panel recommends the best, or these."""
    found = queries.question_in(choice).answer()
    assert found.best
    said = {"reserve": (), "why": "Together they are strongest and near to those in need here."}
    return actions.recommend(
        choice=choice, refs=refs or found.best.refs, **(said | more), by=None, at=LATER
    )


def answered(choice: Choice, **says: str) -> Choice:
    """Every funder answers; they approve unless told, by a word of their name."""
    for funder in choice.version.funders.select_related("organisation"):
        name = funder.organisation.name
        word = next((says[key] for key in says if key in name), "approve")
        actions.answer_for(
            choice=choice,
            organisation=funder.organisation,
            says=word,
            words="" if word == "approve" else "Because of this.",
            by=a_decider(choice.panel.call.programme, name),
            at=LATER,
        )
    return choice


def decided(choice: Choice | None = None, **says: str) -> Choice:
    """Answered, with minutes."""
    choice = answered(recommended(choice or a_choice()), **says)
    return actions.settle(choice=choice, minutes="All were there.", by=None, at=LATER)


def written(choice: Choice) -> Choice:
    """Every letter has its words."""
    for letter in choice.letters.all():
        actions.write_letter(
            letter=letter,
            subject=letter.subject,
            text=letter.text,
            feedback="Much was strong. More of the young would make it stronger.",
            way_on="Ring Una.",
            by=None,
            at=LATER,
        )
    return choice


def told(choice: Choice) -> Choice:
    """Every letter has gone."""
    choice = actions.send_letters(choice=choice, by=None, at=LATER)
    for letter in choice.letters.all():
        taken = actions.take_letter(letter=letter, by=None, at=LATER)
        actions.note_letter(letter=taken, failure="", for_good=False, by=None, at=LATER)
    actions.finish_letters(choice=choice, by=None, at=LATER)
    choice.refresh_from_db()
    return choice
