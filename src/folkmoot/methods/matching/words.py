"""Words behind tags: which tags somebody's own words ask for."""

import re
from collections.abc import Mapping

SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "at",
        "be",
        "been",
        "by",
        "can",
        "could",
        "do",
        "for",
        "from",
        "good",
        "had",
        "has",
        "have",
        "he",
        "her",
        "him",
        "his",
        "i",
        "in",
        "is",
        "it",
        "like",
        "likes",
        "little",
        "love",
        "loves",
        "me",
        "my",
        "new",
        "of",
        "on",
        "one",
        "or",
        "our",
        "out",
        "she",
        "so",
        "some",
        "that",
        "the",
        "their",
        "them",
        "there",
        "they",
        "things",
        "time",
        "to",
        "used",
        "very",
        "was",
        "we",
        "wants",
        "week",
        "with",
        "would",
    ]
)
ENDINGS = ("ing", "ers", "er", "ies", "ed", "es", "s", "e", "y")
LEAST = 3  # letters of a stem that an ending leaves


def stems(words: str) -> frozenset[str]:
    """The words that say something, without their endings; small words left out.

    >>> sorted(stems("She knits and loves knitting"))
    ['knit', 'knitt']
    """
    found = re.findall(r"[a-z]+", words.lower())
    return frozenset(stem(each) for each in found if each not in SMALL and len(each) >= LEAST)


def stem(word: str) -> str:
    """A word without its most common endings; rough, and the same for everybody.

    >>> stem("gardening"), stem("gardens"), stem("garden")
    ('garden', 'garden', 'garden')
    """
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST:
            return word.removesuffix(ending)
    return word


def tags_in(words: str, synonyms: Mapping[str, str]) -> tuple[str, ...]:
    """The tags that somebody's own words ask for, in the order in which they say them.

    Parameters
    ----------
    words : str
        What they said.
    synonyms : mapping of str to str
        From a word or several ("food hygiene") to the tag it belongs to. Endings do not count.

    Returns
    -------
    tuple of str
        Each tag once. Nothing when no word is known: then a person chooses.

    Examples
    --------
    >>> synonyms = {"chef": "food", "cook": "food", "garden": "plants"}
    >>> tags_in("A trained cook, tends his garden", synonyms)
    ('food', 'plants')
    """
    said = [stem(each) for each in re.findall(r"[a-z0-9]+", words.lower())]
    found: dict[str, int] = {}
    for synonym, tag in synonyms.items():
        wanted = [stem(each) for each in re.findall(r"[a-z0-9]+", synonym.lower())]
        place = _begins(said, wanted)
        if place is not None:
            found[tag] = min(place, found.get(tag, place))
    return tuple(sorted(found, key=lambda tag: (found[tag], tag)))


def _begins(said: list[str], wanted: list[str]) -> int | None:
    """Where these words stand one after another."""
    last = len(said) - len(wanted)
    starts = (at for at in range(last + 1) if said[at : at + len(wanted)] == wanted)
    return next(starts, None) if wanted else None
