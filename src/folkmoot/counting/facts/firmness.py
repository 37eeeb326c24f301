"""Whether a few ballots less would have changed the outcome."""

from typing import Any

import numpy as np

from folkmoot.counting.facts.counted import Counted
from folkmoot.counting.refusals import Refused
from folkmoot.counting.watching import Stages
from folkmoot.methods.budgeting.recounts import robustness
from folkmoot.methods.errors import InvalidInput

SEED = 1  # the same recounts for everyone who asks


def recounts(found: Counted, number: int, stages: Stages) -> dict[str, Any]:
    """Leave out one ballot in a hundred at random and count again, so often."""
    stages.begin("Counting again, without one ballot in a hundred")
    try:
        told = robustness(
            found.election,
            found.rule,
            rng=np.random.default_rng(SEED),
            n_recounts=number,
            progress=stages.step,
        )
    except InvalidInput as fault:
        raise Refused(str(fault)) from None
    return {
        "number": told.n_recounts,
        "left_out": told.n_left_out,
        "seed": SEED,
        "same": told.n_same,
        "won": {found.file.ids[j]: won for j, won in enumerate(told.n_won) if won},
        "shaky": found.ids(told.shaky),
    }
