"""What may be given of a joint decision, and how its sum is shared between funders."""

from collections.abc import Sequence

from folkmoot.granting.models import DECIDED
from folkmoot.kernel.ui.words import money

GIVES = ("approve", "conditions")


def shared(pence: int, weights: Sequence[int]) -> list[int]:
    """A sum in parts like these weights, to the penny; equal parts where none weighs anything.

    What is left over by rounding down goes penny by penny to those who lost most by it, the
    first of them first.

    >>> shared(100, [1, 1, 1]), shared(1000, [50, 35, 15]), shared(7, [0, 0])
    ([34, 33, 33], [500, 350, 150], [4, 3])
    """
    whole = sum(weights)
    if not whole:
        weights, whole = [1] * len(weights), len(weights)
    parts = [pence * weight // whole for weight in weights]
    order = sorted(range(len(parts)), key=lambda at: -(pence * weights[at] % whole))
    for at in order[: pence - sum(parts)]:
        parts[at] += 1
    return parts


def why_not_begin_decided(
    *, choice_stage: str, is_given: bool, says: str, has_award: bool, pence: int, left_pence: int
) -> str:
    """Chosen, told so, by a funder that said yes, once, and no more than is left of it."""
    if choice_stage not in DECIDED:
        return "The funders have not decided on this, or it was not carried."
    if choice_stage == "DECIDED":
        return "Those who applied have not had their letters. They hear of it first."
    if not is_given:
        return "It is not chosen, or it was chosen to plan: the money is decided on its plan."
    if says not in GIVES:
        return "This funder did not approve the decision, so no award of its comes of it."
    if has_award:
        return "This funder has an award for it already."
    if pence > left_pence:
        return (
            f"Of what was decided {money(left_pence)} is left. Write down that much or less."
            if left_pence
            else "All that was decided is in awards already."
        )
    return ""
