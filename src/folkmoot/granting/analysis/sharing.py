"""Who reads which application: evenly, mixed, and never where somebody has an interest."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from folkmoot.methods.allocation import share_out
from folkmoot.methods.errors import Infeasible, InvalidInput


@dataclass(frozen=True, slots=True)
class Shared:
    """Who has what, how many each has, and what a reader should know; or why it cannot be.

    `stuck` are the applications that cannot be served, where there is no way.
    """

    of: Mapping[str, tuple[str, ...]]
    loads: Mapping[str, int]
    is_connected: bool
    rule: str
    why_not: str = ""
    stuck: tuple[str, ...] = ()


def shared(
    refs: Sequence[str],
    assessors: Sequence[str],
    each: int,
    *,
    barred: Collection[tuple[str, str]],
    most: Mapping[str, int],
    kept: Mapping[str, Collection[str]],
) -> Shared:
    """Share applications out, each to so many assessors. Whoever has begun keeps theirs."""
    try:
        found = share_out(refs, assessors, each, barred=barred, most=most, kept=kept)
    except (Infeasible, InvalidInput) as why:
        stuck: Any = why.facts.get("pieces", ())
        return Shared({}, {}, True, "", str(why), tuple(stuck))
    return Shared(found.of, found.loads, found.is_connected, found.rule)
