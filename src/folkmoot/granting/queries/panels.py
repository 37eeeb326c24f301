"""What the pages of a panel show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from folkmoot.granting.models import (
    Application,
    Assessor,
    Assignment,
    Call,
    Choice,
    Declaration,
    Mark,
    Moderation,
    Panel,
)
from folkmoot.granting.queries.marks import Standing, standings_of
from folkmoot.granting.queries.sharing import assessors_of
from folkmoot.people.models import Account, Organisation

BEING_ASSESSED = ("ELIGIBLE", "IN_ASSESSMENT", "INVITED", "RESERVE", "DECLINED")


@dataclass(frozen=True, slots=True)
class Row:
    """One application on the panel's page."""

    application: Application
    tasks: tuple[Assignment, ...]
    standing: Standing
    moderation: Moderation | None
    is_wide: bool


@dataclass(frozen=True, slots=True)
class PanelPage:
    """A panel: how far it is, and with whom."""

    rows: tuple[Row, ...]
    people: tuple[tuple[Assessor, int, int], ...]  # with how many, of which handed in
    n_waiting_to_be_shared: int
    n_tasks: int
    n_in: int
    n_hidden: int  # applications the reader has an interest in

    @property
    def in_words(self) -> str:
        """How many are in."""
        return f"{self.n_in} of {self.n_tasks}"

    @property
    def is_all_in(self) -> bool:
        """Whether every mark is in."""
        return self.n_tasks > 0 and self.n_tasks == self.n_in and not self.n_waiting_to_be_shared

    @property
    def wide(self) -> tuple[Row, ...]:
        """Those far apart that nobody has brought together."""
        return tuple(each for each in self.rows if each.is_wide and each.moderation is None)

    @property
    def talking(self) -> tuple[Row, ...]:
        """Those brought together of which nothing is written down."""
        return tuple(
            each for each in self.rows if each.moderation and each.moderation.came == "OPEN"
        )


@dataclass(frozen=True, slots=True)
class Given:
    """What one assessor gave one application, as far as the reader may see."""

    assignment: Assignment
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a call for this reader: its panel, and who was chosen."""

    has_panel: bool
    panel: Panel | None  # where the reader may see it
    is_choosing: bool  # its marks are locked: nothing more can come in
    chosen: str  # the reference of a choice that everybody may read


def beside_call(call: Call, reader: object) -> Beside:
    """The panel of a call as far as the reader may see, and the published choice; three queries."""
    there = Panel.objects.filter(call=call)
    published = Choice.objects.filter(panel__in=there, stage="PUBLISHED")
    seen = there.visible_to(reader).first()
    ref = published.values_list("ref", flat=True).first() or ""
    locked = list(there.values_list("marks_locked_at", flat=True))
    return Beside(bool(locked), seen, any(locked), ref)


def is_being_chosen(call: Call) -> bool:
    """Whether its marks are locked, and the choice has begun; one query."""
    return Panel.objects.filter(call=call, marks_locked_at__isnull=False).exists()


def panel_page(panel: Panel, reader: object, *, at: datetime) -> PanelPage:
    """The whole panel for those who run it; the same number of queries however large."""
    all_of_it = panel.call.applications.filter(stage__in=BEING_ASSESSED)
    seen = Application.objects.visible_to(reader).filter(call=panel.call, stage__in=BEING_ASSESSED)
    pieces = list(seen.order_by("title", "pk"))
    tasks = _tasks_by_application(pieces)
    standings = standings_of(pieces)
    talks = {
        each.application_id: each
        for each in Moderation.objects.filter(application__in=[p.pk for p in pieces])
    }
    rows = tuple(
        Row(
            application=each,
            tasks=tasks.get(each.pk, ()),
            standing=standings[each.pk],
            moderation=talks.get(each.pk),
            is_wide=standings[each.pk].is_in and standings[each.pk].spread >= panel.wide_points,
        )
        for each in pieces
    )
    return PanelPage(
        rows=rows,
        people=_people(panel, rows, at),
        n_waiting_to_be_shared=sum(not row.standing.n_all for row in rows),
        n_tasks=sum(row.standing.n_all for row in rows),
        n_in=sum(row.standing.n_in for row in rows),
        n_hidden=all_of_it.count() - len(pieces),
    )


def tasks_of(panel: Panel, assessor: Account) -> list[Assignment]:
    """What one assessor has to do, what is not handed in first. Two queries."""
    rows = Assignment.objects.visible_to(assessor).filter(
        assessor__account=assessor, assessor__panel=panel
    )
    return sorted(
        rows.standing(), key=lambda each: (each.stage == "SUBMITTED", each.application.title)
    )


def given_to(application: Application, reader: object) -> list[Given]:
    """Who assesses one application, with the marks the reader may see. Three queries."""
    seen = Mark.objects.visible_to(reader).standing().filter(assignment__application=application)
    by_task: dict[object, list[Mark]] = {}
    for mark in seen.select_related("criterion"):
        by_task.setdefault(mark.assignment_id, []).append(mark)
    tasks = Assignment.objects.filter(application=application).select_related(
        "assessor__account", "assessor__organisation", "application__call__panel"
    )
    return [Given(each, tuple(by_task.get(each.pk, ()))) for each in tasks]


def marks_of(assignment: Assignment) -> list[Mark]:
    """What was handed in last."""
    rows = assignment.marks.filter(take=assignment.take).select_related("criterion")
    return list(rows)


def declarations_on(panel: Panel, reader: object) -> list[Declaration]:
    """Interests that were declared, the newest first; nothing of what the reader is kept from."""
    seen = Application.objects.visible_to(reader).filter(call=panel.call)
    rows = Declaration.objects.filter(application__in=seen, has_interest=True)
    return list(rows.select_related("account", "application", "lifted_by").order_by("-declared_at"))


def funders_in(panel: Panel) -> list[Organisation]:
    """Who pays, by the version the call was published under."""
    version = panel.call.version
    if version is None:
        return []
    return [each.organisation for each in version.funders.select_related("organisation")]


def is_on_panel(panel: Panel, account: object, *, at: datetime) -> bool:
    """Whether somebody assesses for it now."""
    key: Any = getattr(account, "pk", None)
    mine = panel.assessors.filter(account_id=key)
    return any(each.is_on_it(at) for each in mine)


def _tasks_by_application(pieces: Sequence[Application]) -> dict[object, tuple[Assignment, ...]]:
    rows = Assignment.objects.filter(application__in=[each.pk for each in pieces])
    found: dict[object, list[Assignment]] = {}
    for each in rows.select_related("assessor__account").order_by("assigned_at", "pk"):
        if each.stage != "TAKEN_OFF":
            found.setdefault(each.application_id, []).append(each)
    return {key: tuple(tasks) for key, tasks in found.items()}


def _people(
    panel: Panel, rows: Sequence[Row], at: datetime
) -> tuple[tuple[Assessor, int, int], ...]:
    loads: dict[object, list[int]] = {}
    for row in rows:
        for task in row.tasks:
            if task.stage != "RECUSED":
                count = loads.setdefault(task.assessor_id, [0, 0])
                count[0] += 1
                count[1] += task.stage == "SUBMITTED"
    people = assessors_of(panel, at=at)
    return tuple((each, *loads.get(each.pk, [0, 0])) for each in people)  # type: ignore[misc]
