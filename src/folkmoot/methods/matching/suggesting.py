"""A short list of whom to ask: who offers most of it, never the same few, one place for the new."""

from collections.abc import Iterable
from dataclasses import replace

from folkmoot.methods.errors import InvalidInput
from folkmoot.methods.matching.alike import likeness
from folkmoot.methods.matching.asking import Limits, Offer, Suggestion, why_wait

RULE = "tags, then words, then who was asked least and longest ago; one place for the never asked"


def suggest(
    needed: frozenset[str],
    words: str,
    offers: Iterable[Offer],
    *,
    limits: Limits | None = None,
    most: int = 5,
) -> tuple[tuple[Suggestion, ...], tuple[Suggestion, ...]]:
    """Whom to ask first, and who would fit but is not to be asked yet, each with the reason.

    Parameters
    ----------
    needed : frozenset of str
        Tags of what is needed.
    words : str
        What is needed, in words; tells apart what the tags leave even.
    offers : iterable of Offer
        Everybody's, in any order.
    limits : Limits, optional
        What the place keeps to.
    most : int
        How long the list is.

    Returns
    -------
    (asked, waiting) : two tuples of Suggestion
        `asked` has at most `most`. The order is: more of the tags in common, then more of the
        words, then fewer asks so far, then the longest since the last, then by key. When nobody
        on the list is new and somebody new fits, the last place is theirs.

    Raises
    ------
    InvalidInput
        When the list is to hold nobody, or two offers have one key.

    Notes
    -----
    Time grows with the number of offers times the number of their tags; 10,000 take well under
    a second.

    Examples
    --------
    >>> d = Offer("d", frozenset({"cooking", "gardening"}))
    >>> asked, waiting = suggest(frozenset({"cooking"}), "Chef needed", [d])
    >>> asked[0].offer.key, asked[0].shared
    ('d', ('cooking',))
    """
    if most < 1:
        raise InvalidInput("A list of suggestions holds at least one.")
    found = [_beside(needed, words, each) for each in offers]
    if len({each.offer.key for each in found}) != len(found):
        raise InvalidInput("Two offers have the same key.")
    kept = limits or Limits()
    fitting = sorted((each for each in found if _fits(each)), key=_order)
    told = [replace(each, why_wait=why_wait(each.offer, kept)) for each in fitting]
    free = [each for each in told if not each.why_wait]
    waiting = tuple(each for each in told if each.why_wait)
    return _with_somebody_new(free, most), waiting


def _with_somebody_new(free: list[Suggestion], most: int) -> tuple[Suggestion, ...]:
    """The first ones; the last place is for somebody new when there is no other new one."""
    first, rest = free[:most], free[most:]
    if any(each.offer.is_new for each in first):
        return tuple(first)
    new = next((each for each in rest if each.offer.is_new), None)
    return tuple(first) if new is None else (*first[:-1], replace(new, place_kept=True))


def _beside(needed: frozenset[str], words: str, offer: Offer) -> Suggestion:
    shared = tuple(sorted(needed & offer.tags))
    return Suggestion(offer, shared, likeness(needed, offer.tags, words, offer.words))


def _fits(each: Suggestion) -> bool:
    return bool(each.likeness.by_tags or each.likeness.by_words)


def _order(each: Suggestion) -> tuple[object, ...]:
    asked = each.offer.asked_days_ago
    return (
        -each.likeness.by_tags,
        -each.likeness.by_words,
        len(asked),
        -min(asked, default=10**6),
        each.offer.key,
    )
