"""Sentences about a choice in which those that were not chosen are not named."""

import re
from collections.abc import Collection

ONE, SEVERAL = "one that was not chosen", "others that were not chosen"
IN_A_ROW = re.compile(f"{ONE}(?:, {ONE})* and {ONE}")


def without_names(told: str, hidden: Collection[str], shown: Collection[str]) -> str:
    """A sentence with the names of `hidden` taken out; those of `shown` stay.

    Of two names that begin alike the longer is looked for first, so that no name is cut in two.

    >>> without_names("Mill Lane is in. Without it, the choice would have Mill and Quay.",
    ...               ["Mill", "Quay"], ["Mill Lane"])
    'Mill Lane is in. Without it, the choice would have others that were not chosen.'
    """
    names = sorted({*hidden, *shown}, key=len, reverse=True)
    if not hidden:
        return told
    any_name = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
    kept = set(shown)
    said = any_name.sub(lambda name: name[0] if name[0] in kept else ONE, told)
    return IN_A_ROW.sub(SEVERAL, said)
