"""The thread: seven stations from being heard to what changed."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Station:
    """One stop on the thread, as a page shows it."""

    key: str
    name: str
    count: int | None
    href: str
    here: bool
    passed: bool


NAMES = {
    "heard": "Heard",
    "theme": "Themes",
    "priority": "Priorities",
    "proposal": "Proposals",
    "decision": "Decisions",
    "project": "Projects",
    "change": "What changed",
}


def stations(
    at: str, counts: Mapping[str, int], links: Mapping[str, str], home: str
) -> list[Station]:
    """The seven in order. Without a link of its own, a station leads to its part of the place.

    >>> [s.name for s in stations("theme", {}, {}, "") if s.passed or s.here]
    ['Heard', 'Themes']
    """
    order = list(NAMES)
    if at and at not in NAMES:
        raise ValueError(f"{at!r} is not one of the stations {', '.join(order)}.")
    reached = order.index(at) if at else -1
    return [
        Station(
            key,
            NAMES[key],
            counts.get(key),
            links.get(key) or (f"{home}#{key}" if home else ""),
            here=number == reached,
            passed=number < reached,
        )
        for number, key in enumerate(order)
    ]
