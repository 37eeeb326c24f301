"""What people do with long work: ask for it, and ask it to stop. Workers are in `holding`."""

from datetime import datetime

from django.db import transaction
from django.db.models import Model

from folkmoot.kernel.jobs import rules
from folkmoot.kernel.jobs.models import Job, State, name_of
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse


@transaction.atomic
def put_job(*, kind: str, about: Model, by: Model | None, at: datetime) -> Job:
    """Put work on the list, in the transaction of the change that wants it.

    If that change is undone there is no job either; before it is kept no worker sees it. Work
    of this kind about this thing that is under way already is not put a second time.
    """
    job, is_new = Job.objects.under_way().get_or_create(
        kind=kind, about=name_of(about), defaults={"put_at": at, "due_at": at}
    )
    if is_new:
        record("job_put", about=about, by=by, at=at, job=kind)
    return job


@transaction.atomic
def stop_job(*, job: Job, about: Model, by: Model | None, at: datetime) -> Job:
    """Ask for work to stop: at once if nobody has begun, else when its worker next looks up."""
    job = Job.objects.select_for_update().get(pk=job.pk, about=name_of(about))
    refuse(rules.why_not_stop(job))
    job.stop_asked_at = at
    if job.state == State.WAITING:
        job.state, job.ended_at = State.STOPPED, at
    job.save(update_fields=["stop_asked_at", "state", "ended_at"])
    record("job_stop_asked", about=about, by=by, at=at, job=job.kind)
    return job
