"""`folkmoot count FILE`: what is funded, and whatever else is asked about it.

What only some questions need is loaded when such a question is asked: loading modules takes
longer than counting most elections.
"""

from types import SimpleNamespace
from typing import Any, NamedTuple

from folkmoot.counting.asked import asked_for
from folkmoot.counting.facts.counted import Counted, base, from_bytes
from folkmoot.counting.opening import contents, shown_name
from folkmoot.counting.saying import as_json
from folkmoot.counting.watching import Stages, watched
from folkmoot.methods.budgeting.pabulib import PabulibElection


class Answer(NamedTuple):
    """All that was asked for."""

    facts: dict[str, Any]
    file: PabulibElection
    picture: str


def run(asked: SimpleNamespace) -> tuple[str, int]:
    """Count, write the picture if one is wanted, and give what is to be printed."""
    if not asked.svg:
        return _told(asked, watched(lambda stages: _answer(asked, stages), quiet=asked.quiet)), 0
    from folkmoot.counting import keeping

    keeping.refuse_to_write(asked.svg, force=asked.force)
    answer = watched(lambda stages: _answer(asked, stages), quiet=asked.quiet)
    keeping.write_whole(asked.svg, answer.picture, force=asked.force)
    answer.facts["svg"] = asked.svg
    return _told(asked, answer), 0


def _told(asked: SimpleNamespace, answer: Answer) -> str:
    if asked.json:
        return as_json(answer.facts)
    from folkmoot.counting import pages
    from folkmoot.counting.pages.knowing import Known

    return pages.text(answer.facts, Known.of(answer.file))


def _answer(asked: SimpleNamespace, stages: Stages) -> Answer:
    """Everything that takes long, in the thread that works."""
    stages.begin(f"Reading {asked.file}")
    with contents(asked.file) as data:
        file = from_bytes(data, shown_name(asked.file), lenient=asked.lenient)
        projects = _projects(file, asked)
        ballots = _ballots(data, file, asked, stages)
    found = Counted.by(file, asked_for(vars(asked)), stages)
    told = base(found)
    if projects:
        from folkmoot.counting.facts.projects import explanations

        told["explanations"] = explanations(found, projects, stages, near=asked.near)
    if ballots:
        from folkmoot.counting.facts.voters import receipts

        told["receipts"] = receipts(found, ballots)
    _ask_of_it(found, told, asked, stages)
    return Answer(told, file, _picture(found, stages) if asked.svg else "")


def _projects(file: PabulibElection, asked: SimpleNamespace) -> list[int]:
    """The projects asked about, looked for before the long work begins."""
    if not asked.explain:
        return []
    from folkmoot.counting.facts.projects import named

    return named(file, asked.explain)


def _ballots(
    data: memoryview, file: PabulibElection, asked: SimpleNamespace, stages: Stages
) -> dict[str, dict[int, int]]:
    """The ballots of the voters asked about, while the file is open."""
    if not asked.voter:
        return {}
    from folkmoot.counting.facts.voters import ballots_of

    return ballots_of(data, file, asked.voter, stages, lenient=asked.lenient)


def _ask_of_it(
    found: Counted, told: dict[str, Any], asked: SimpleNamespace, stages: Stages
) -> None:
    """What is asked about the outcome as a whole."""
    if asked.measures:
        from folkmoot.counting.facts.fairness import measures

        told["measures"] = measures(found, stages)
    if asked.compare:
        from folkmoot.counting.facts.comparing import compared

        told["compared"] = compared(found, asked.compare, stages)
    if asked.recounts:
        from folkmoot.counting.facts.firmness import recounts

        told["recounts"] = recounts(found, asked.recounts, stages)


def _picture(found: Counted, stages: Stages) -> str:
    from folkmoot.counting import drawing

    return drawing.picture(found, stages)
