"""Letters made comparable: capitals, accents and points away; and one slip of the pen."""

import re
import unicodedata

NOT_DECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
)
WORD = re.compile(r"[^\W_]+")
APOSTROPHES = dict.fromkeys(map(ord, "'’`\u2018\u02bc"))


def folded(text: str) -> str:
    """A text without capitals, accents and points; words with one space between.

    Examples
    --------
    >>> folded("  Siân O’Brien-Łukasik ")
    'sian obrien lukasik'
    """
    letters = text.casefold()
    if not letters.isascii():
        bare = unicodedata.normalize("NFKD", letters.translate(NOT_DECOMPOSED))
        letters = "".join(each for each in bare if not unicodedata.combining(each))
    return " ".join(WORD.findall(letters.translate(APOSTROPHES)))


def one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter: changed, left out, added, or two side by side
    swapped (a restricted Damerau–Levenshtein distance of exactly one).

    Examples
    --------
    >>> one_slip("jones", "jonse"), one_slip("carter", "carer"), one_slip("ann", "ann")
    (True, True, False)
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    first = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    rest, rest_of_other = one[first:], other[first:]
    if len(rest) == len(rest_of_other):
        swapped = rest[1:2] + rest[:1] + rest[2:] == rest_of_other and len(rest) > 1
        return swapped or rest[1:] == rest_of_other[1:]
    short, long = sorted((rest, rest_of_other), key=len)
    return short == long[1:]
