"""Finding out about a count: in steps, each kept as it is done, to stop and take up again."""

from collections.abc import Callable
from datetime import datetime

from folkmoot.deciding.actions import keep_findings
from folkmoot.deciding.analysis import Finder, Found, NotThisCount
from folkmoot.deciding.models import Count, FindingKind
from folkmoot.deciding.queries.findings import steps_waiting

Progress = Callable[[int, int], None]
OTHER_COUNT = (
    "This count was made by another version of the program, which worked some sums in another "
    "way. More than the count itself cannot be said about it here."
)


def work_out_findings(
    count: Count,
    *,
    at: datetime,
    stop: Callable[[], bool] = lambda: False,
    progress: Progress | None = None,
) -> int:
    """Find out what is not known yet; how many steps were done.

    Nothing is locked while it works: each step is kept in a transaction of its own. `stop` is
    asked before every step, and whoever calls again goes on where this one ended. `progress`
    is told how many of the steps that waited are done.
    """
    waiting = steps_waiting(count)
    if waiting is None:
        return 0
    try:
        finder = Finder(count)
    except NotThisCount:
        _end(count, at, why_not=OTHER_COUNT)
        return 0
    for done, step in enumerate(waiting):
        if stop():
            return done
        keep_findings(count=count, found=finder.find(step), by=None, at=at)
        if progress is not None:
            progress(done + 1, len(waiting))
    _end(count, at)
    return len(waiting)


def _end(count: Count, at: datetime, *, why_not: str = "") -> None:
    """Say that there is no more to find out, or why nothing can be."""
    end = Found(FindingKind.ALL, 0, {"why_not": why_not})
    keep_findings(count=count, found=[end], by=None, at=at)
