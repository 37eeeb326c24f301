"""Counting what came out of the box, stopping and beginning again, publishing."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from folkmoot import __version__
from folkmoot.deciding import analysis, rules
from folkmoot.deciding.actions.box import sort_into_piles
from folkmoot.deciding.actions.preparing import locked
from folkmoot.deciding.models import (
    COUNT_JOB,
    Certificate,
    Count,
    CountingOfficer,
    Decision,
    OpenedBox,
    Stage,
    Winner,
)
from folkmoot.kernel.jobs.actions import put_job, stop_job
from folkmoot.kernel.jobs.models import Job
from folkmoot.kernel.jobs.queries import latest_job
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def count_votes(
    *,
    decision: Decision,
    passphrases: Mapping[CountingOfficer, str],
    by: Account | None,
    at: datetime,
) -> Count:
    """Open the box and count in one go, for programs that have the time to wait."""
    decision = locked(decision)
    sort_into_piles(decision, passphrases, by, at)
    return write_count(decision=decision, tally=analysis.tally(decision), by=by, at=at)


@transaction.atomic
def write_count(
    *, decision: Decision, tally: analysis.Tally, by: Account | None, at: datetime
) -> Count:
    """Keep the answer of the frozen rule with its whole account. Once, and for good."""
    decision = locked(decision)
    refuse(rules.why_not_write_count(decision))
    opened = OpenedBox.objects.get(decision=decision)
    count = keep_count(decision, tally, turnout=opened.turnout, n_spoilt=opened.n_spoilt, at=at)
    decision.stage, decision.counted_at = Stage.COUNTED, at
    decision.save(update_fields=["stage", "counted_at"])
    record("votes_counted", about=decision, by=by, at=at, rule=count.rule, digest=count.digest)
    return count


@transaction.atomic
def stop_count(*, decision: Decision, by: Account | None, at: datetime) -> Decision:
    """Ask the count to stop. The box stays open, and the count can be begun again."""
    decision = locked(decision)
    job = latest_job(COUNT_JOB, decision)
    refuse(rules.why_not_stop_count(decision, job))
    assert job is not None  # or the rule had said so
    stop_job(job=job, about=decision, by=by, at=at)
    record("count_stopped", about=decision, by=by, at=at)
    return decision


@transaction.atomic
def count_again(*, decision: Decision, by: Account | None, at: datetime) -> Job:
    """Begin a count that was stopped or failed, from its beginning."""
    decision = locked(decision)
    refuse(rules.why_not_count_again(decision, latest_job(COUNT_JOB, decision)))
    record("count_begun_again", about=decision, by=by, at=at)
    return put_job(kind=COUNT_JOB, about=decision, by=by, at=at)


@transaction.atomic
def publish_result(*, decision: Decision, by: Account | None, at: datetime) -> Decision:
    """Let everyone see the result: page, files and all, at the same moment."""
    decision = locked(decision)
    refuse(rules.why_not_publish(decision))
    decision.stage, decision.published_at = Stage.PUBLISHED, at
    decision.save(update_fields=["stage", "published_at"])
    record("result_published", about=decision, by=by, at=at)
    return decision


def keep_count(
    decision: Decision,
    tally: analysis.Tally,
    *,
    turnout: dict[str, int],
    n_spoilt: int,
    at: datetime,
) -> Count:
    """Write the answer down, and with it how it was made."""
    count = Count.objects.create(
        decision=decision,
        rule=tally.rule,
        outcome=tally.outcome,
        digest=tally.digest,
        n_ballots=tally.n_ballots,
        spent_pence=tally.spent_pence,
        turnout=turnout,
        n_spoilt=n_spoilt,
        software=f"folkmoot {__version__}",
    )
    options = dict(decision.options.values_list("number", "pk"))
    Winner.objects.bulk_create(
        Winner(count=count, option_id=options[number], turn=turn)
        for turn, number in enumerate(tally.outcome["winners"], start=1)
    )
    Certificate.objects.create(
        count=count,
        made_at=at,
        rule_in_full=analysis.rule_in_full(decision),
        engine=analysis.engine(),
    )
    return count
