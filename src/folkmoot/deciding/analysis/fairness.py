"""How an outcome serves the people who voted: who has nothing, who was left behind, what for."""

from collections.abc import Sequence
from typing import Any

from folkmoot.deciding.analysis.tally import Question, as_text
from folkmoot.deciding.models import Option
from folkmoot.methods.budgeting import (
    Outcome,
    Rule,
    Spread,
    count,
    labels_in,
    left_out,
    neglected,
    proportions,
    spread,
)

BARS = 12


def fairness(asked: Question, outcome: Outcome, options: Sequence[Option]) -> dict[str, Any]:
    """An outcome seen from the voters' side, and the same of “most votes wins”.

    Returns
    -------
    dict
        `ours` and `greedy`: see `_served`; `chosen`: for each number of options on a ballot,
        (number, voters, of them with nothing); `themes`, `districts`: see `_shares`.
    """
    greedy = count(asked.election, Rule("greedy", minimum_votes=asked.rule.minimum_votes))
    themes = [labels_in(option.theme) for option in options]
    districts = [labels_in(option.district) for option in options]
    return {
        "ours": _served(asked, outcome),
        "greedy": _served(asked, greedy),
        "chosen": [
            [each.n_chosen, each.n_voters, each.n_with_nothing]
            for each in left_out(asked.election, outcome)
        ],
        "themes": _shares(asked, outcome, themes) if any(themes) else None,
        "districts": _shares(asked, outcome, districts) if any(districts) else None,
    }


def _served(asked: Question, outcome: Outcome) -> dict[str, Any]:
    """Worth by money, and the groups left behind by the rule's own idea of worth."""
    worth = spread(asked.election, outcome, "cost")
    satisfaction = asked.rule.satisfaction
    unit = asked.pence if satisfaction == "cost" else 1
    return {
        "nothing_share": worth.with_nothing_share,
        "mean": as_text(worth.mean * asked.pence),
        "median": worth.quantile(0.5) * asked.pence,
        "bars": _bars(worth, asked.pence),
        "gini": float(worth.gini),
        "satisfaction": satisfaction,
        "neglected": [
            {
                "option": asked.numbers[group.project],
                "voters": group.n_voters,
                "deserved": as_text(group.deserved * asked.pence),
                "at_most": group.at_most * unit,
            }
            for group in neglected(asked.election, outcome, satisfaction)
        ],
    }


def _bars(worth: Spread, pence: int) -> list[list[int]]:
    """Voters with nothing first; then bars of equal width: lower end, upper end, voters."""
    nothing = worth.voters[0] if worth.values[0] == 0 else 0
    found = worth.bars(BARS)
    width = found[1][0]
    bars = [[0, 0, nothing]]
    for lower, voters in found:
        held = voters - nothing if lower == 0 else voters
        bars.append([lower * pence, (lower + width) * pence, held])
    return bars


def _shares(asked: Question, outcome: Outcome, labels: list[tuple[str, ...]]) -> dict[str, Any]:
    """For each label its part of the votes and of the money; and the part that is elsewhere."""
    found = proportions(asked.election, outcome, labels)
    return {
        "misplaced_share": found.misplaced_share,
        "labels": [
            {
                "label": each.label,
                "options": each.n_projects,
                "funded": each.n_funded,
                "votes_share": float(each.votes_share),
                "money_share": float(each.money_share),
                "money": as_text(each.money * asked.pence),
            }
            for each in found.labels
        ],
    }
