"""What if another rule had been used: worked out while somebody waits, where that is quick.

Anyone may ask, so what it costs is held. The ballots of one decision at a time are read once and
kept. One question is worked out at a time; a few others wait a moment, the rest are asked to come
back. A rule that has not come to its end within its time is not tried again here. What a rule
would have funded can never change once a result is published, so an answer is kept by its digest.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.cache import cache

from folkmoot.deciding.analysis import QUICK, Question, by_another_rule, question
from folkmoot.deciding.models import Count, Decision, WhatIf

Seconds = Callable[[], float]  # a clock that only ever goes forward
LONGEST = 1.0  # seconds that one rule may take while somebody waits
WAIT = 3.0  # seconds that one waits for somebody else's question
MOST_BALLOTS = 200_000  # more are not read while somebody waits
DAY = 24 * 3600

_one_at_a_time = threading.Lock()
_in_line = threading.BoundedSemaphore(3)  # who is answered, and who waits; no more threads are held


class TooLong(Exception):
    """The rule has not come to its end within its time."""


class Busy(Exception):
    """Somebody else's question is being worked out."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What another rule would have funded; or that it cannot be said while somebody waits."""

    rule: str
    says: dict[str, Any] | None  # None: it takes too long here
    asked: WhatIf | None = None  # where it was asked for as long work


def preview(kept: Count, rule: str, *, seconds: Seconds) -> Preview:
    """What another rule would have funded. Raises Busy.

    Parameters
    ----------
    kept : Count
        Of a published decision, which is loaded with it.
    rule : str
        One of `analysis.rules_to_try`.
    seconds : function returning float
        A clock.
    """
    key = f"what-if-{kept.digest}-{rule}"
    known = cache.get(key)
    if known is None:
        asked = WhatIf.objects.filter(count=kept, rule=rule).first()
        if asked is not None or rule not in QUICK or kept.n_ballots > MOST_BALLOTS:
            return Preview(rule, asked.says if asked else None, asked)
        known = _worked_out(kept, rule, seconds)
        cache.set(key, known, DAY)
    return Preview(rule, known or None)


def _worked_out(kept: Count, rule: str, seconds: Seconds) -> dict[str, Any]:
    """The answer; empty when the rule took too long."""
    with _alone():
        asked = _ballots(kept.decision)
        until = seconds() + LONGEST

        def look_up(_done: int, _all: int, _saying: str) -> None:
            if seconds() > until:
                raise TooLong

        try:
            return by_another_rule(asked, kept, rule, look_up)
        except TooLong:
            return {}


@contextmanager
def _alone() -> Iterator[None]:
    if not _in_line.acquire(blocking=False):
        raise Busy
    try:
        if not _one_at_a_time.acquire(timeout=WAIT):
            raise Busy
        try:
            yield
        finally:
            _one_at_a_time.release()
    finally:
        _in_line.release()


@lru_cache(maxsize=1)
def _ballots(decision: Decision) -> Question:
    """The ballots read last: of one decision only, so that memory is held; they never change."""
    return question(decision)
