"""Who may be asked again already, and how a suggestion says why.

People who are asked too often stop answering; so each says how often they may be asked, and the
whole place keeps a limit. Source: Manshadi and Rodilitz (2022), "Online Policies for Efficient
Volunteer Crowdsourcing", Management Science 68(9), on holding people back for later.
"""

from dataclasses import dataclass

from folkmoot.methods.matching.alike import Likeness


@dataclass(frozen=True, slots=True)
class Limits:
    """What a place keeps to, whoever asks. Days are whole."""

    most_asks: int = 4  # of one person, in `within_days`
    within_days: int = 90
    least_gap_days: int = 7


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody offers, and when they were asked: days ago of each ask, of whatever kind."""

    key: str
    tags: frozenset[str]
    words: str = ""
    asked_days_ago: tuple[int, ...] = ()
    gap_days: int = 0  # their own wish
    why_not: str = ""  # what else keeps them from being asked: no yes, asked for this already

    @property
    def is_new(self) -> bool:
        """Whether nobody ever asked them for anything."""
        return not self.asked_days_ago


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One person who could be asked, or is not to be asked yet, and why."""

    offer: Offer
    shared: tuple[str, ...]  # tags, by name
    likeness: Likeness
    why_wait: str = ""
    place_kept: bool = False  # the place kept for somebody who was never asked


def why_wait(offer: Offer, limits: Limits) -> str:
    """Why somebody is not asked today; "" when they may be.

    >>> why_wait(Offer("d", frozenset({"food"}), asked_days_ago=(3,)), Limits())
    'They were asked 3 days ago; next in 4 days.'
    """
    if offer.why_not:
        return offer.why_not
    gap = max(offer.gap_days, limits.least_gap_days)
    last = min(offer.asked_days_ago, default=gap)
    if last < gap:
        return f"They were asked {_days(last)} ago; next in {_days(gap - last)}."
    lately = [each for each in offer.asked_days_ago if each < limits.within_days]
    if len(lately) >= limits.most_asks:
        until = limits.within_days - sorted(lately)[limits.most_asks - 1]
        return f"They were asked {len(lately)} times lately; next in {_days(until)}."
    return ""


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"
