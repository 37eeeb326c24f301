"""The outcome in a recount pack, told in the words of the file of ballots beside it.

A decision keeps its count with options by their numbers and sums in hundredths of the currency;
the file names projects by ids, and its sums are in the currency. The accounts in the outcome
stand in the order of the file's projects.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from folkmoot.counting.refusals import Refused

FORMAT = "folkmoot-outcome/1"
SUMS = ("spent", "unspent", "endowment")
OF_A_ROUND = ("votes", "by", "effective_votes", "paid_full", "paid_rest")
BESIDE = ("rule", "add1_steps")


def in_the_files_words(told: dict[str, Any], ids: Sequence[str]) -> dict[str, Any]:
    """The outcome as `folkmoot count --json` would tell it. Raises Refused.

    >>> pack = {
    ...     "format": FORMAT, "rule": "greedy/1", "spent": 4500, "winners": [7],
    ...     "rounds": [{"option": 7, "votes": 3, "cap": "0"}], "accounts": [{"option": 7}],
    ... }
    >>> found = in_the_files_words(pack, ["lamp"])
    >>> found["winners"], found["spent"], found["rounds"][0]["project"]
    (['lamp'], Fraction(45, 1), 'lamp')
    """
    try:
        return _retold(told, ids)
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        raise Refused("The outcome in the pack is not whole: fetch the pack again.") from None


def _retold(told: dict[str, Any], ids: Sequence[str]) -> dict[str, Any]:
    numbers = [each["option"] for each in told["accounts"]]
    if len(numbers) != len(ids):
        raise Refused(
            f"The outcome is about {len(numbers):,} options and the file has {len(ids):,} "
            "projects: the two are not of one pack."
        )
    name = dict(zip(numbers, ids, strict=True))
    return {
        **{key: told[key] for key in BESIDE if key in told},
        **{key: _in_currency(told[key]) for key in SUMS if key in told},
        "winners": [name[number] for number in told["winners"]],
        "rounds": [
            {key: step[key] for key in OF_A_ROUND if key in step}
            | {"project": name[step["option"]], "cap": _in_currency(step["cap"])}
            for step in told["rounds"]
        ],
    }


def _in_currency(hundredths: int | str) -> Fraction:
    return Fraction(hundredths) / 100
