"""What another rule would have funded, ready to be read beside what was decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from folkmoot.deciding.models import WHAT_IF_JOB, Count, Decision, Option, WhatIf
from folkmoot.kernel.jobs.queries import Standing, latest_job, standing_of


@dataclass(frozen=True, slots=True)
class OtherOutcome:
    """What another rule would have funded with the same ballots."""

    sentence: str
    winners: Sequence[Option]
    spent_pence: int
    only_here: Sequence[Option]
    only_decided: Sequence[Option]
    prefer_here: int
    prefer_decided: int
    indifferent: int
    something_percent: float
    decided_percent: float  # the same of what was decided

    @property
    def same(self) -> bool:
        """Whether both fund the same options."""
        return not self.only_here and not self.only_decided


def other_outcome(decision: Decision, kept: Count, says: Mapping[str, Any]) -> OtherOutcome:
    """The answer of another rule with the options' own names. One query."""
    options = {option.number: option for option in decision.options.all()}

    def named(numbers: Sequence[int]) -> list[Option]:
        return [options[number] for number in numbers]

    return OtherOutcome(
        sentence=says["sentence"],
        winners=named(says["winners"]),
        spent_pence=says["spent"],
        only_here=named(says["only_here"]),
        only_decided=named(says["only_decided"]),
        prefer_here=says["prefer_here"],
        prefer_decided=says["prefer_decided"],
        indifferent=says["indifferent"],
        something_percent=100 * says["something_share"],
        decided_percent=100 * kept.outcome["measures"]["with_something_share"],
    )


def what_if_under_way(asked: WhatIf, at: datetime) -> Standing | None:
    """How the long work for a question stands; None when there is no job any more."""
    job = latest_job(WHAT_IF_JOB, asked)
    return standing_of(job, at) if job else None
