"""Words of a text without their endings, so that "swings" is found by "swing".

English endings only, and few: a word cut wrongly finds nothing, a word cut too far finds what it
should not. Other languages are compared word by word.
"""

import re
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+")
ENDINGS = (
    ("ies", "y"), ("sses", "ss"), ("ness", ""), ("ments", ""), ("ment", ""), ("ings", ""),
    ("ing", ""), ("edly", ""), ("ed", ""), ("ers", ""), ("er", ""), ("ly", ""), ("es", ""),
    ("s", ""), ("e", ""),
)  # fmt: skip
SHORTEST = 3
DOUBLED_AS_A_RULE = "aeiouls"  # pull, pass: the second letter is not of an ending

# Words that say nothing of what a note is about, whoever says them.
SAYING_NOTHING = """
    a about after again all also although always am an and any are as at away be because been
    before being both but by can cannot could did do does doing done down each even every few for
    from get gets getting go goes going gone got had has have having he her here hers him his how
    i if in into is it its just keep keeps know known knows like likes lot made make makes many me
    mine more most much my need needs never no nobody nobodys none nor not nothing now of off on
    once one only or other our out over own people place put rather really said same say says she
    should since so some someone something still such take than that the their them then there
    these they thing things this those though through to too two under until up us use used very
    want wants was way we well went were what when where which while who whole why will wish with
    without would yet you your yours dont isnt cant wont doesnt didnt havent hasnt wasnt thats ive
    id theres shes hes im anybody anyone anywhere everybody everyone everywhere somebody somewhere
    twice
"""
EMPTY = frozenset(SAYING_NOTHING.split())


def stems_of(text: str) -> dict[str, str]:
    """The stems of a text, each with the word as it was first written, in their order.

    Examples
    --------
    >>> stems_of("The swings are broken, and nobody's mending the swing")
    {'swing': 'swings', 'broken': 'broken', 'mend': 'mending'}
    """
    found: dict[str, str] = {}
    for written in WORD.findall(text.replace("'", "").replace("’", "")):
        word = written.lower()
        if len(word) > 1 and word not in EMPTY:
            found.setdefault(stem(word), written)
    return found


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word in small letters without its ending; three letters of it stay at least.

    Examples
    --------
    >>> [stem(word) for word in ("buses", "parties", "stopped", "lighting", "bus")]
    ['bus', 'party', 'stop', 'light', 'bus']
    """
    for ending, instead in ENDINGS:
        kept = len(word) - len(ending)
        if word.endswith(ending) and kept + len(instead) >= SHORTEST:
            word = word[:kept] + instead
            break
    twice = len(word) > SHORTEST and word[-1] == word[-2]
    return word[:-1] if twice and word[-1] not in DOUBLED_AS_A_RULE else word
