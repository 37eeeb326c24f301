"""A place's and a hub's numbers: courses given, people who began and finished, hours, by what.

Each number opens to the runs it is made of. Nobody is scored: trainers stand by name.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, Q
from django.utils.timezone import localtime

from folkmoot.gatherings.models import GatheringStage
from folkmoot.learning.analysis.numbers import Part, Told, exact, for_outsiders, whole_of
from folkmoot.learning.models import Completion, Run, RunStage, Seat, Way
from folkmoot.people.models import Organisation
from folkmoot.places.models import Place

MONTHS = ("January to March", "April to June", "July to September", "October to December")


@dataclass(frozen=True, slots=True)
class Given:
    """One run that was given, and what came of it."""

    run: Run
    title: str
    place: Place
    began_at: datetime
    trainers: tuple[str, ...]
    n_started: int
    n_finished: int
    n_known: int
    hours: float

    @property
    def quarter(self) -> tuple[int, int]:
        """The year, and which quarter of it, in which it began."""
        began = localtime(self.began_at)
        return began.year, (began.month - 1) // 3


@dataclass(frozen=True, slots=True)
class Opened:
    """One part, and the runs it is made of; none for those who may not read them."""

    told: Told
    runs: list[Given]


@dataclass(frozen=True, slots=True)
class Numbers:
    """What one reader may know of what was learnt."""

    is_exact: bool
    whole: Told
    by_quarter: list[Opened]
    by_course: list[Opened]
    by_place: list[Opened]
    by_trainer: list[Opened]

    @property
    def most(self) -> int:
        """The most who finished in one quarter, for a picture."""
        return max((each.told.n_finished or 0 for each in self.by_quarter), default=0)


def numbers_of_place(place: Place, *, exactly: bool, at: datetime) -> Numbers:
    """The numbers of a place; six queries, however many have learnt something."""
    return _numbers(_given("place", place, at), exactly=exactly, by_place=False)


def numbers_of_hub(hub: Organisation, *, exactly: bool, at: datetime) -> Numbers:
    """The numbers of a hub, in all its places; six queries."""
    return _numbers(_given("hub", hub, at), exactly=exactly, by_place=True)


def _numbers(given: Sequence[Given], *, exactly: bool, by_place: bool) -> Numbers:
    whole = whole_of([_part("In all", "", [each]) for each in given])
    shown = exact if exactly else for_outsiders

    def by(key: Callable[[Given], Iterable[str]]) -> list[Opened]:
        return _opened(given, key, shown, opens=exactly)

    return Numbers(
        is_exact=exactly,
        whole=shown([whole])[0],
        by_quarter=by(lambda each: [_quarter(*each.quarter)]),
        by_course=by(lambda each: [each.title]),
        by_place=by(lambda each: [each.place.name]) if by_place else [],
        # One run led by two stands under both, so these do not add up: for insiders alone.
        by_trainer=by(lambda each: each.trainers) if exactly else [],
    )


def _opened(
    given: Sequence[Given],
    key: Callable[[Given], Iterable[str]],
    shown: Callable[[Sequence[Part]], list[Told]],
    *,
    opens: bool,
) -> list[Opened]:
    groups: dict[str, list[Given]] = {}
    for each in given:
        for name in key(each):
            groups.setdefault(name, []).append(each)
    names = sorted(groups, key=lambda name: _order(name, groups[name]))
    told = shown([_part(name, "", groups[name]) for name in names])
    return [
        Opened(one, groups[name] if opens else []) for name, one in zip(names, told, strict=True)
    ]


def _order(name: str, runs: Sequence[Given]) -> tuple[int, int, str]:
    """Quarters, the newest first; everything else by name."""
    if name == _quarter(*runs[0].quarter):
        year, quarter = runs[0].quarter
        return -year, -quarter, name
    return 0, 0, name.casefold()


def _quarter(year: int, quarter: int) -> str:
    return f"{MONTHS[quarter]} {year}"


def _part(name: str, key: str, runs: Sequence[Given]) -> Part:
    return Part(
        name=name,
        key=key,
        n_runs=len(runs),
        n_started=sum(each.n_started for each in runs),
        n_finished=sum(each.n_finished for each in runs),
        n_known=sum(each.n_known for each in runs),
        hours=sum(each.hours for each in runs),
    )


def _given(field: str, whose: Place | Organisation, at: datetime) -> list[Given]:
    """Runs that have begun, the newest first, with what came of each; five queries."""
    meets = ~Q(sessions__gathering__stage=GatheringStage.OFF)
    begun = (
        Run.objects.filter(**{f"edition__course__{field}": whose})
        .exclude(stage=RunStage.DRAFT)
        .annotate(
            first=Min("sessions__gathering__starts_at", filter=meets),
            last=Max("sessions__gathering__ends_at", filter=meets),
        )
        .filter(first__lte=at)
        .select_related("edition__course__place")
        .defer("edition__course__place__boundary", "edition__course__place__outline")
        .order_by("-first", "id")
    )
    runs: list[Any] = list(begun)
    here = Q(**{f"learner__run__edition__course__{field}": whose})
    started, hours = _came(here)
    finished = _finished(here)
    leading = _leading(Q(**{f"run__edition__course__{field}": whose}))
    return [
        Given(
            run=run,
            title=run.edition.course.title,
            place=run.place,
            began_at=run.first,
            trainers=leading.get(run.pk, ()),
            n_started=started.get(run.pk, 0),
            n_finished=finished.get(run.pk, (0, 0))[0],
            n_known=finished.get(run.pk, (0, 0))[1],
            hours=hours.get(run.pk, 0.0),
        )
        for run in runs
    ]


def _came(here: Q) -> tuple[dict[UUID, int], dict[UUID, float]]:
    """Of each run: how many came at all, and the hours they spent there; two queries."""
    came = Seat.objects.filter(here, guest__came_at__isnull=False).order_by()
    people = came.values("learner__run").annotate(n=Count("learner", distinct=True))
    started = {row["learner__run"]: row["n"] for row in people}
    times = ("session__gathering__starts_at", "session__gathering__ends_at")
    hours: dict[UUID, float] = {}
    for row in came.values("learner__run", "session", *times).annotate(n=Count("pk")):
        lasted = (row[times[1]] - row[times[0]]).total_seconds() / 3600
        run = row["learner__run"]
        hours[run] = hours.get(run, 0.0) + row["n"] * lasted
    return started, hours


def _finished(here: Q) -> dict[UUID, tuple[int, int]]:
    standing = Completion.objects.standing().filter(here).order_by()
    counted = standing.values("learner__run").annotate(
        n=Count("pk"), known=Count("pk", filter=Q(way=Way.KNEW))
    )
    return {row["learner__run"]: (row["n"], row["known"]) for row in counted}


def _leading(here: Q) -> dict[UUID, tuple[str, ...]]:
    """Who led each run, by name."""
    led = Run.trainers.through.objects.filter(here).select_related("trainer__account")
    names: dict[UUID, tuple[str, ...]] = {}
    for each in led.order_by("trainer__account__name", "trainer__account__id"):
        found = names.get(each.run_id, ())
        name = each.trainer.account.shown_name()
        names[each.run_id] = found if name in found else (*found, name)
    return names
