"""`folkmoot certify RESULT.json FILE.pb`: whether a published result is what the ballots say."""

from types import SimpleNamespace

from folkmoot.counting.asked import Asked
from folkmoot.counting.facts.counted import Counted, from_bytes
from folkmoot.counting.layout import printable
from folkmoot.counting.opening import STANDARD_INPUT, contents, shown_name
from folkmoot.counting.published import Published
from folkmoot.counting.refusals import DIFFERS, Refused
from folkmoot.counting.saying import as_json
from folkmoot.counting.verdict import agreement, first_difference
from folkmoot.counting.watching import Stages, watched


def run(asked: SimpleNamespace) -> tuple[str, int]:
    """Count again and say, in one sentence, whether all agrees."""
    if asked.result == asked.file == STANDARD_INPUT:
        raise Refused("The result and the ballots cannot both come from standard input.")
    what, sentence = watched(lambda stages: _judged(asked, stages), quiet=asked.quiet)
    code = DIFFERS if what else 0
    if asked.json:
        return as_json({"agrees": not what, "differs": what or None, "sentence": sentence}), code
    return f"{printable(sentence)}\n", code


def _judged(asked: SimpleNamespace, stages: Stages) -> tuple[str, str]:
    """What differs first, "" if nothing does, and the sentence."""
    stages.begin(f"Reading {asked.file}")
    with contents(asked.file) as data:
        file = from_bytes(data, shown_name(asked.file), lenient=asked.lenient)
    theirs = Published.read(asked.result, file.ids)
    found = Counted.by(file, Asked(theirs.rule), stages)
    return first_difference(theirs, found) or ("", agreement(theirs, found))
