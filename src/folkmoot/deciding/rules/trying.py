"""Why nobody need, or may, have another rule applied to the ballots of a decision."""

from folkmoot.deciding.models import Decision, WhatIf
from folkmoot.kernel.jobs.models import Job


def why_not_what_if(decision: Decision, asked: WhatIf | None, job: Job | None) -> str:
    """Why it may not be asked now what another rule would have funded."""
    if not decision.is_public_result:
        return "Only of a published result can one ask what if."
    if asked and asked.found_at:
        return "That is known already."
    if job and job.is_under_way:
        return "That is being worked out already."
    return ""
