"""The words of most commands, understood at once: argparse takes longer to load than a small
file takes to count. It is asked wherever there is anything else, and for all help and refusals.
"""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

FLAGS = ("lenient", "near", "measures", "force", "json", "quiet")
VALUES = ("rule", "satisfaction", "completion")
LISTS = ("explain", "voter", "compare")


def understood(words: Sequence[str]) -> SimpleNamespace | None:
    """What `count` is asked, as `options.for_count` would have it; None where that must say.

    >>> found = understood(["votes.pb", "--rule", "greedy", "--json"])
    >>> found.file, found.rule, found.json, found.quiet
    ('votes.pb', 'greedy', True, False)
    >>> understood(["votes.pb", "--colour"]), understood(["--json"]), understood(["--rule"])
    (None, None, None)
    """
    told: dict[str, Any] = {"svg": None, "recounts": 0}
    told |= dict.fromkeys(FLAGS, False) | dict.fromkeys(VALUES, "") | {each: [] for each in LISTS}
    files, left = list[str](), iter(words)
    for word in left:
        if word == "-" or not word.startswith("-"):
            files.append(word)
        elif word.removeprefix("--") in FLAGS:
            told[word[2:]] = True
        elif word.removeprefix("--") in VALUES:
            told[word[2:]] = next(left, "-")
        else:
            return None
    unclear = len(files) != 1 or any(told[name].startswith("-") for name in VALUES)
    return None if unclear else SimpleNamespace(**told, file=files[0])
