"""Marks as readings, how far apart they are, and what is still to come."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from folkmoot.granting.analysis.strengths import Reading, points, spread
from folkmoot.granting.models import AgreedMark, Application, Assignment, Call, Mark
from folkmoot.programmes.models import Criterion


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the assessment of one application is, and how far apart those are who are done."""

    n_all: int
    n_in: int
    points: tuple[float, ...]

    @property
    def n_waiting(self) -> int:
        """Marks still to come."""
        return self.n_all - self.n_in

    @property
    def is_in(self) -> bool:
        """Whether all are in."""
        return self.n_all > 0 and self.n_waiting == 0

    @property
    def spread(self) -> float:
        """Points between the highest and the lowest."""
        return spread(self.points)


def criteria_of(call: Call) -> list[Criterion]:
    """What is marked, in the version that was in force when the call was published."""
    return list(call.version.criteria.all()) if call.version else []


def standings_of(applications: Iterable[Application]) -> dict[object, Standing]:
    """How each stands, by key; three queries. Reads all marks: for actions and who runs it."""
    keys = [each.pk for each in applications]
    rows = Assignment.objects.standing().filter(application__in=keys)
    given: dict[object, list[tuple[object, str]]] = {key: [] for key in keys}
    for pk, application, stage in rows.values_list("pk", "application", "stage"):
        given[application].append((pk, stage))
    totals = _points_of(keys)
    return {
        key: Standing(
            n_all=len(tasks),
            n_in=sum(stage == "SUBMITTED" for _, stage in tasks),
            points=tuple(totals[pk] for pk, stage in tasks if stage == "SUBMITTED"),
        )
        for key, tasks in given.items()
    }


def standing_of(application: Application) -> Standing:
    """How one stands."""
    return standings_of([application])[application.pk]


def readings_of(applications: Iterable[Application]) -> list[Reading]:
    """Every assessor's points for every application; agreed marks stand for each who agreed."""
    pieces = list(applications)
    refs = {each.pk: each.ref for each in pieces}
    agreed = _agreed_points(refs)
    totals = _points_of(list(refs))
    rows = Assignment.objects.filter(application__in=refs, stage="SUBMITTED")
    return [
        Reading(refs[application], str(assessor), agreed.get(application, totals[pk]))
        for pk, application, assessor in rows.order_by("application__ref", "pk").values_list(
            "pk", "application", "assessor"
        )
    ]


def _points_of(keys: Collection[UUID]) -> dict[object, float]:
    marks = Mark.objects.filter(
        assignment__application__in=keys, assignment__stage="SUBMITTED", take=F("assignment__take")
    )
    rows = marks.values_list("assignment", "criterion", "value", "criterion__weight")
    given: dict[object, tuple[dict[int, int], dict[int, int]]] = {}
    for assignment, criterion, value, weight in rows:
        values, weights = given.setdefault(assignment, ({}, {}))
        values[criterion], weights[criterion] = value, weight
    return {key: points(values, weights) for key, (values, weights) in given.items()}


def _agreed_points(refs: Mapping[UUID, str]) -> dict[object, float]:
    rows = AgreedMark.objects.filter(
        moderation__application__in=list(refs), moderation__agreed=True
    ).values_list("moderation__application", "criterion", "value", "criterion__weight")
    given: dict[object, tuple[dict[int, int], dict[int, int]]] = {}
    for application, criterion, value, weight in rows:
        values, weights = given.setdefault(application, ({}, {}))
        values[criterion], weights[criterion] = value, weight
    return {key: points(values, weights) for key, (values, weights) in given.items()}
