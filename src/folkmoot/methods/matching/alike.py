"""How much of what is needed somebody offers: by tags first, and by words where tags are even.

"Trained cook" and "chef needed" share no word, and one tag. So people tap tags, with synonyms
behind them, and words only tell apart what the tags do not.

Source: Jaccard (1912), "The distribution of the flora in the alpine zone", New Phytologist 11,
for the share of what two sets have in common among all that either has.
"""

from dataclasses import dataclass
from fractions import Fraction

from folkmoot.methods.matching.words import stems


@dataclass(frozen=True, slots=True, order=True)
class Likeness:
    """Compared by tags first, exactly; words only where the tags are even."""

    by_tags: Fraction
    by_words: Fraction


def likeness(
    needed: frozenset[str], offered: frozenset[str], words: str = "", other_words: str = ""
) -> Likeness:
    """How much two have in common.

    Parameters
    ----------
    needed, offered : frozenset of str
        Tags of the one and of the other.
    words, other_words : str
        What each says in its own words.

    Returns
    -------
    Likeness
        Shares from 0 to 1, exact. Two without any tag have none in common.

    Examples
    --------
    >>> likeness(frozenset({"cooking"}), frozenset({"cooking", "gardening"})).by_tags
    Fraction(1, 2)
    >>> likeness(frozenset(), frozenset(), "Mend clothes", "she mends things").by_words
    Fraction(1, 2)
    """
    return Likeness(_shared(needed, offered), _shared(stems(words), stems(other_words)))


def _shared(one: frozenset[str], other: frozenset[str]) -> Fraction:
    every = one | other
    return Fraction(len(one & other), len(every)) if every else Fraction(0)
