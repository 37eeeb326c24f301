"""Each option's way through the count, and the picture of whose money went where."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor
from typing import Any

from folkmoot.deciding.analysis.tally import Question
from folkmoot.deciding.models import Option
from folkmoot.kernel.ui.words import money
from folkmoot.methods.budgeting import Fall, Journey, Labels, Outcome, journeys, picture_of_rounds

BLUR = 1e-6  # ten-thousandths; floats as we add them are wrong by far less


def ways(asked: Question, outcome: Outcome) -> dict[int, dict[str, Any]]:
    """By option: what it had at each round, one round after another and at the end.

    Returns
    -------
    dict of number to dict
        `held`: what its supporters held, in whole pence; `left`: what was left of the budget;
        `support`: the part of its cost it could have had; each one longer than the rounds.
        `falls`: when its supporters' money, or the budget, no longer reached its cost.

        All are rounded down: what falls short by less than a penny still falls short. `support`
        is a float, and one that is off from a ten-thousandth by less than `BLUR` is taken to be
        it: an option is funded at just its cost.
    """
    return {
        asked.numbers[way.project]: _way(way, asked.pence)
        for way in journeys(asked.election, outcome)
    }


def _way(way: Journey, pence: int) -> dict[str, Any]:
    return {
        "held": [floor(money * pence) for money in way.held],
        "left": [money * pence for money in way.left],
        "support": [_part(share) for share in way.support],
        "falls": [_fall(fall, pence) for fall in way.falls],
    }


def _part(share: float) -> float:
    """Rounded down to ten-thousandths.

    >>> _part(0.99996), _part(1 - 2**-52)
    (0.9999, 1.0)
    """
    return floor(share * 10_000 + BLUR) / 10_000


def _fall(fall: Fall, pence: int) -> dict[str, Any]:
    return {"of": fall.of, "after": fall.after, "had": floor(fall.had * pence)}


def picture(asked: Question, outcome: Outcome, options: Sequence[Option], currency: str) -> str:
    """The outcome drawn: one bar an option, measured against what it costs."""

    def written(sum_: Fraction) -> str:
        exact = sum_ * asked.pence
        whole = round(exact)
        large = abs(whole) >= 100_00 and whole != exact  # whole pennies stand as they are
        return money(round(whole, -2) if large else whole, currency)

    labels = Labels([f"{option.title}" for option in options], written)
    return picture_of_rounds(asked.election, outcome, labels)
