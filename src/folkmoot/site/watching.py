"""What is done every minute, in every room. Nothing here waits on anything else here."""

import logging
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from folkmoot.awards.actions import remind_of_return
from folkmoot.awards.actions.small import forget_groups, remind_of_small_grant
from folkmoot.awards.queries import returns_to_remind_of
from folkmoot.awards.queries.small import grants_to_remind_of
from folkmoot.deciding.actions import close_voting, forget_voters
from folkmoot.deciding.finding import work_out_findings
from folkmoot.deciding.models import Count, Decision
from folkmoot.deciding.queries.decisions import decisions_to_close, rolls_to_forget
from folkmoot.deciding.queries.findings import counts_to_work_out
from folkmoot.gatherings.actions import forget_guests, remind_guests
from folkmoot.gatherings.queries import gatherings_to_remind_of
from folkmoot.granting.actions import remind_of_reserve
from folkmoot.granting.queries.reserve import reserves_to_remind_of
from folkmoot.ideas.actions import tell_outcome
from folkmoot.ideas.queries import decisions_to_tell, winners_of
from folkmoot.kernel.files.actions import sweep_files
from folkmoot.kernel.notify import tasks
from folkmoot.learning.actions import forget_learners
from folkmoot.organising.actions import (
    forget_concerns,
    forget_doors,
    forget_namings,
    forget_noticed,
    forget_readers,
    raise_alarm,
)
from folkmoot.organising.queries import outings_late

log = logging.getLogger("folkmoot.watch")

MOST_SECONDS = 20.0  # of each look for finding out about counts

# What was done, and how many times.
Done = list[tuple[str, int]]


def watch(*, at: datetime) -> Done:
    """Look after everything once. What fails is logged, and the rest is done all the same."""
    each: tuple[tuple[str, Callable[[], int]], ...] = (
        ("Tasks put back", tasks.free_stuck_tasks),
        ("E-mails to try again", tasks.resend_what_is_due),
        ("Old tasks removed", tasks.forget_old_tasks),
        ("Codes and links to confirm forgotten", tasks.forget_what_has_served),
        ("Decisions whose voting closed", partial(_close, at=at)),
        ("Decisions told to those who proposed", partial(_tell, at=at)),
        ("Rolls whose names were blanked", partial(_forget, at=at)),
        ("Teams told that somebody is late back", partial(_ask_after, at=at)),
        ("Guests reminded of a gathering", partial(_remind, at=at)),
        ("People reminded of a return", partial(_remind_of_returns, at=at)),
        ("People reminded of a reserve", partial(_remind_of_reserves, at=at)),
        ("Panels reminded of a small grant", partial(_remind_panels, at=at)),
        ("Groups of small grants forgotten", partial(forget_groups, by=None, at=at)),
        ("Guests of past gatherings forgotten", partial(forget_guests, by=None, at=at)),
        ("Learners of past courses forgotten", partial(forget_learners, by=None, at=at)),
        ("Notes of what was noticed removed", partial(forget_noticed, by=None, at=at)),
        ("Doors left in peace forgotten", partial(forget_doors, by=None, at=at)),
        ("Names given in conversations forgotten", partial(forget_namings, by=None, at=at)),
        ("Readers of messages forgotten", partial(forget_readers, by=None, at=at)),
        ("Records of concerns removed on their day", partial(forget_concerns, by=None, at=at)),
        ("Files that nothing holds removed", partial(sweep_files, by=None, at=at)),
        ("Steps worked out about counts", partial(_find_out, at=at)),
    )
    return [(said, number) for said, part in each if (number := _tried(said, part))]


def _close(*, at: datetime) -> int:
    def one(decision: Decision) -> int:
        close_voting(decision=decision, by=None, at=at)
        return 1

    return _each("Decisions whose voting closed", one, decisions_to_close(at))


def _tell(*, at: datetime) -> int:
    def one(decision: Decision) -> int:
        tell_outcome(decision=decision, funded=winners_of(decision), by=None, at=at)
        return 1

    return _each("Decisions told to those who proposed", one, decisions_to_tell())


def _forget(*, at: datetime) -> int:
    def one(decision: Decision) -> int:
        forget_voters(decision=decision, by=None, at=at)
        return 1

    return _each("Rolls whose names were blanked", one, rolls_to_forget(at))


def _ask_after(*, at: datetime) -> int:
    late = [partial(raise_alarm, outing=outing, by=None, at=at) for outing in outings_late(at)]
    return sum(_tried("Teams told that somebody is late back", one) for one in late)


def _remind(*, at: datetime) -> int:
    said = "Guests reminded of a gathering"
    soon = [
        partial(remind_guests, gathering=each, by=None, at=at)
        for each in gatherings_to_remind_of(at)
    ]
    return sum(_tried(said, one) for one in soon)


def _remind_of_returns(*, at: datetime) -> int:
    due = [
        partial(remind_of_return, returned=each, by=None, at=at)
        for each in returns_to_remind_of(at)
    ]
    return sum(_tried("People reminded of a return", one) for one in due)


def _remind_of_reserves(*, at: datetime) -> int:
    due = [
        partial(remind_of_reserve, choice=each, by=None, at=at)
        for each in reserves_to_remind_of(at)
    ]
    return sum(_tried("People reminded of a reserve", one) for one in due)


def _remind_panels(*, at: datetime) -> int:
    due = [
        partial(remind_of_small_grant, grant=each, by=None, at=at)
        for each in grants_to_remind_of(at)
    ]
    return sum(_tried("Panels reminded of a small grant", one) for one in due)


def _find_out(*, at: datetime) -> int:
    """So much each time that nothing else waits long for its turn; the rest is done next time.

    Not a job on the list of long work: there it would keep a count waiting.
    """
    until = time.monotonic() + MOST_SECONDS

    def one(count: Count) -> int:
        return work_out_findings(count, at=at, stop=lambda: time.monotonic() > until)

    said = "Steps worked out about counts"
    return sum(_tried(said, partial(one, each)) for each in counts_to_work_out())


def _each(said: str, one: Callable[[Decision], int], decisions: Iterable[Decision]) -> int:
    """So that one decision in trouble does not hold up the others."""
    return sum(_tried(f"{said} ({each.ref})", partial(one, each)) for each in decisions)


def _tried(said: str, part: Callable[[], int]) -> int:
    try:
        return part()
    except Exception as failure:
        # Only the kind of failure: what a failure says may name somebody.
        log.error("%s: this failed (%s), and is tried again.", said, type(failure).__name__)
        return 0
