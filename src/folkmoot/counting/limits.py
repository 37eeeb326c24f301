"""Limits told in words: what they allow, and which of them kept an option from being funded."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

MOST_NAMED = 3
NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}
SumOf = Callable[[Any], str]
NameOf = Callable[[Any], str]


def limit_in_words(limit: Mapping[str, Any], name: NameOf, sum_of: SumOf) -> str:
    """What a limit allows, in one sentence.

    Parameters
    ----------
    limit : mapping
        `options`, and `number`, `money` or both; where it goes by a label, that as `label`.

    Examples
    --------
    >>> told = lambda number: f"“{number}”"
    >>> limit_in_words({"options": [1, 2], "number": 1}, told, str)
    'Of “1” and “2”, only one can be funded.'
    >>> limit_in_words({"options": [1, 2, 3], "money": 50, "label": "North"}, told, str)
    'At most 50 can go to “North”.'
    """
    number, money, label = limit.get("number"), limit.get("money"), limit.get("label", "")
    whose = f"“{label}”" if label else listed([name(each) for each in limit["options"]])
    if number is None:
        return f"At most {sum_of(money)} can go to {whose}{'' if label else ' together'}."
    most = f"only {_figure(number)}" if number == 1 else f"at most {_figure(number)}"
    costing = "" if money is None else f", for at most {sum_of(money)} together"
    return f"Of {'all options for ' if label else ''}{whose}, {most} can be funded{costing}."


def why_ruled_out(
    option: Any, outcome: Mapping[str, Any], name: NameOf, sum_of: SumOf
) -> tuple[str, bool]:
    """Which limit kept an option out, and whether it took part until something was funded.

    The limit is the one that shut it out first, as one option after another was funded. The
    words go after "but".
    """
    cost = {each["option"]: each["cost"] for each in outcome["accounts"]}
    own = [limit for limit in outcome.get("limits", ()) if option in limit["options"]]
    funded: list[Any] = []
    for step in [None, *outcome["rounds"]]:
        funded += [] if step is None else [step["option"]]
        for limit in own:
            within = [each for each in funded if each in limit["options"]]
            if words := _broken(option, within, limit, cost, name, sum_of):
                return words, bool(within)
    return "a limit fixed before voting does not allow it beside what is funded", False


def _broken(
    option: Any,
    within: Sequence[Any],
    limit: Mapping[str, Any],
    cost: Mapping[Any, int],
    name: NameOf,
    sum_of: SumOf,
) -> str:
    """Why this limit has no room for an option beside those funded; "" when it has."""
    number, money = limit.get("number"), limit.get("money")
    if number is not None and len(within) >= number:
        return _number_reached(within, limit, name)
    spent = sum(cost[each] for each in within)
    if money is None or spent + cost[option] <= money:
        return ""
    whom = f"“{limit['label']}”" if limit.get("label") else "these options together"
    if not within:
        return f"it costs {sum_of(cost[option])}, and at most {sum_of(money)} can go to {whom}"
    named = [name(each) for each in within[:MOST_NAMED]]
    named += [f"{len(within) - MOST_NAMED} more"] if len(within) > MOST_NAMED else []
    return (
        f"the money for {whom} was spent: of {sum_of(money)}, {sum_of(spent)} went to "
        f"{listed(named)}. {sum_of(Fraction(money) - spent)} was left of it, and this costs "
        f"{sum_of(cost[option])}"
    )


def _number_reached(within: Sequence[Any], limit: Mapping[str, Any], name: NameOf) -> str:
    number, n_all = limit["number"], len(limit["options"])
    if not within:
        return "a limit fixed before voting leaves it out"
    were = "was" if len(within) == 1 else "were"
    only = f"only {_figure(number)}" if number == 1 else f"at most {_figure(number)}"
    whose = f"for “{limit['label']}”" if limit.get("label") else f"of the {_figure(n_all)}"
    first = listed([name(each) for each in within])
    return f"{first} {were} already funded, and {only} {whose} can be"


def listed(parts: Sequence[str]) -> str:
    """Several in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def _figure(number: int) -> str:
    return NUMBERS.get(number, f"{number:,}")
