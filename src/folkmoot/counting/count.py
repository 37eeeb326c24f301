"""`folkmoot count FILE`: what is funded, and whatever else is asked about it."""

from argparse import Namespace
from dataclasses import dataclass
from typing import Any

from folkmoot.counting import drawing, facts, keeping, pages
from folkmoot.counting.facts import voters
from folkmoot.counting.facts.counted import from_bytes
from folkmoot.counting.opening import contents, shown_name
from folkmoot.counting.options import asked_for
from folkmoot.counting.pages.knowing import Known
from folkmoot.counting.saying import as_json
from folkmoot.counting.watching import Stages, watched


@dataclass(frozen=True, slots=True)
class Answer:
    """All that was asked for."""

    facts: dict[str, Any]
    known: Known
    picture: str


def run(asked: Namespace) -> tuple[str, int]:
    """Count, write the picture if one is wanted, and give what is to be printed."""
    if asked.svg:
        keeping.refuse_to_write(asked.svg, force=asked.force)
    answer = watched(lambda stages: _answer(asked, stages), quiet=asked.quiet)
    told = answer.facts
    if asked.svg:
        keeping.write_whole(asked.svg, answer.picture, force=asked.force)
        told = told | {"svg": asked.svg}
    return (as_json(told) if asked.json else pages.text(told, answer.known)), 0


def _answer(asked: Namespace, stages: Stages) -> Answer:
    """Everything that takes long, in the thread that works."""
    stages.begin(f"Reading {asked.file}")
    with contents(asked.file) as data:
        file = from_bytes(data, shown_name(asked.file), lenient=asked.lenient)
        projects = facts.named(file, asked.explain)
        ballots = voters.ballots_of(data, file, asked.voter, stages, lenient=asked.lenient)
    found = facts.Counted.by(file, asked_for(vars(asked)), stages)
    told = facts.base(found)
    if projects:
        told["explanations"] = facts.explanations(found, projects, stages, near=asked.near)
    if ballots:
        told["receipts"] = facts.receipts(found, ballots)
    if asked.measures:
        told["measures"] = facts.measures(found, stages)
    if asked.compare:
        told["compared"] = facts.compared(found, asked.compare, stages)
    if asked.recounts:
        told["recounts"] = facts.recounts(found, asked.recounts, stages)
    return Answer(told, Known.of(file), drawing.picture(found, stages) if asked.svg else "")
