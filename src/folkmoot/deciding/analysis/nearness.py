"""How near each option came, and how much hangs on a few ballots: counted again, many times."""

from typing import Any

import numpy as np

from folkmoot.deciding.analysis.tally import Question
from folkmoot.deciding.models import FindingKind
from folkmoot.methods.budgeting import Change, distance, robustness

CHANGES: dict[str, Change] = {
    FindingKind.CHEAPER: "cost-reduction",
    FindingKind.NEWCOMERS: "singleton-add",
    FindingKind.PERSUADED: "optimist-add",
}
MOST_COUNTS = 30  # of one question about one option: some seconds in the largest elections
RECOUNTS, AT_ONCE = 1000, 50


def nearness(asked: Question, kind: str, number: int) -> dict[str, Any]:
    """The smallest change of this kind with which an option would have won.

    Returns
    -------
    dict
        `before`: the cost in pence, or its votes; `after`: the largest cost or the fewest votes
        with which it is known to win, None when nothing that was tried is enough; `certain`:
        whether no smaller change would do; `tried`: how many elections were counted.
    """
    project = asked.numbers.index(number)
    found = distance(asked.election, asked.rule, project, CHANGES[kind], most_counts=MOST_COUNTS)
    unit = asked.pence if kind == FindingKind.CHEAPER else 1
    return {
        "before": found.before * unit,
        "after": None if found.after is None else found.after * unit,
        "certain": found.certain,
        "tried": found.n_tried,
    }


def recounts(asked: Question, part: int, *, digest: str) -> dict[str, Any]:
    """Fifty recounts, each without one ballot in a hundred; `part` is which fifty of a thousand.

    Chance comes from the digest of the count, which nobody can choose and everybody can read:
    anyone who leaves out ballots with the same generator gets the same answer.
    """
    rng = np.random.default_rng([int(digest[:16], 16), part])
    found = robustness(asked.election, asked.rule, rng=rng, n_recounts=AT_ONCE)
    won = zip(asked.numbers, found.n_won, strict=True)
    return {
        "recounts": found.n_recounts,
        "left_out": found.n_left_out,
        "same": found.n_same,
        "won": {str(number): n_won for number, n_won in won if n_won},
    }
