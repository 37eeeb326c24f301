"""How far a count is, for those who run the decision."""

from datetime import datetime

from folkmoot.deciding.models import COUNT_JOB, Decision
from folkmoot.kernel.jobs.models import Job, State
from folkmoot.kernel.jobs.queries import Standing, latest_job, standing_of


def count_job(decision: Decision) -> Job | None:
    """The latest time somebody wanted it counted."""
    return latest_job(COUNT_JOB, decision)


def count_under_way(decision: Decision, at: datetime) -> Standing | None:
    """How the count stands; None when there is no job, as after a restored backup."""
    job = count_job(decision)
    return standing_of(job, at) if job else None


def count_sentence(decision: Decision, at: datetime) -> str:
    """How far it is, in a sentence for the list of steps."""
    found = count_under_way(decision, at)
    if found is None or found.job.state == State.STOPPED:
        return "The box is open. The count was stopped, and can be begun again."
    if found.job.state == State.FAILED:
        return f"The box is open. The count did not come to its end. {found.job.because}"
    return "The box is open and the votes are being counted."
