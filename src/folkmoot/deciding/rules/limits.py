"""Why a limit on what may be funded together cannot stand. Each sentence says what to mend."""

from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot.deciding.models import Decision, Limit, Option
from folkmoot.kernel.ui.words import money

MOST_LIMITS = 50


@dataclass(frozen=True, slots=True)
class AskedLimit:
    """A limit as it is asked for. None: of that, any number or any sum."""

    name: str
    because: str
    options: tuple[Option, ...]
    most_options: int | None = None
    most_pence: int | None = None


def why_not_limit(decision: Decision, asked: AskedLimit, others: Sequence[Limit]) -> str:
    """Why this may not be a limit of the decision; `others` are those it has beside it."""
    return misfit_of_limit(decision, asked, others)[1]


def misfit_of_limit(
    decision: Decision, asked: AskedLimit, others: Sequence[Limit]
) -> tuple[str, str]:
    """The part to mend first and why; two empty answers when it may be a limit."""
    if not asked.name.strip():
        return "name", "Give the limit a name. People read it on the ballot paper."
    if any(asked.name.strip().casefold() == other.name.casefold() for other in others):
        return "name", "There is a limit with this name already. Give this one a name of its own."
    if len(others) >= MOST_LIMITS:
        return "name", f"A decision can have {MOST_LIMITS} limits. Take one away first."
    if not asked.because.strip():
        return "because", "Say why there is this limit. Everyone can read it."
    return _misfit_of_what_it_allows(decision, asked)


def _misfit_of_what_it_allows(decision: Decision, asked: AskedLimit) -> tuple[str, str]:
    n_options, most = len(asked.options), asked.most_options
    if not n_options:
        return "options", "Tick the options this limit is about."
    if most is None and asked.most_pence is None:
        return "most_pence", "Say how much money can go to them, or how many can be funded."
    if most is not None and most < 1:
        return "most_options", "Allow one or more. What nobody should fund need not be an option."
    if most is not None and most >= n_options:
        ticked = "Only one option is" if n_options == 1 else f"Only {n_options} options are"
        sentence = f"{ticked} ticked, so this changes nothing. Tick more, or allow fewer."
        return "most_options", sentence
    if asked.most_pence is None:
        return "", ""
    return "most_pence", _misfit_of_ceiling(decision, asked.options, asked.most_pence)


def _misfit_of_ceiling(decision: Decision, options: Sequence[Option], ceiling: int) -> str:
    most, code = money(ceiling, decision.currency), decision.currency
    if dear := next((each for each in options if each.cost_pence > ceiling), None):
        return (
            f"“{dear.title}” alone costs {money(dear.cost_pence, code)}, so with at most {most} it "
            "could never be funded. Allow more, or do not tick it."
        )
    together = sum(option.cost_pence for option in options)
    if together <= ceiling:
        return (
            f"Together they cost {money(together, code)}, so at most {most} changes nothing. "
            "Tick more, or allow less."
        )
    if ceiling >= decision.budget_pence:
        all_of_it = money(decision.budget_pence, code)
        return f"There is {all_of_it} to share in all, so at most {most} changes nothing."
    return ""


def why_not_limits(decision: Decision) -> str:
    """Why one of the limits of a draft no longer fits what has been changed since."""
    for limit in decision.limits.prefetch_related("options"):
        asked = AskedLimit(
            name=limit.name,
            because=limit.because,
            options=tuple(limit.options.all()),
            most_options=limit.most_options,
            most_pence=limit.most_pence,
        )
        if sentence := _misfit_of_what_it_allows(decision, asked)[1]:
            return f"The limit “{limit.name}” no longer fits. {sentence}"
    return ""
