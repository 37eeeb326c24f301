"""Which questions a return asks, of all that a funder has said. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SaidToAsk:
    """What a funder said once: from which day on which set is asked, of which returns.

    `award` is None for all its awards; `which` is EVERY, LAST (of an award) or OTHERS.
    """

    question_set: UUID
    from_date: date
    said_at: datetime
    which: str = "EVERY"
    award: UUID | None = None


def asked_of(
    said: Iterable[SaidToAsk], *, award: UUID, ends: date, is_last: bool
) -> SaidToAsk | None:
    """What counts for one return; None where nothing was said.

    What was said of this one award goes before what was said of all; then the later goes before,
    and of two at one moment the one that comes later in `said`. A period counts from the day it
    ends.
    """
    fits = [
        (each.award is not None, each.said_at, place, each)
        for place, each in enumerate(said)
        if each.award in (None, award)
        and each.from_date <= ends
        and each.which in ("EVERY", "LAST" if is_last else "OTHERS")
    ]
    return max(fits)[-1] if fits else None
