"""The result: what is funded, in order, and what is left."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from folkmoot.counting.layout import heading, paragraph, table
from folkmoot.counting.limits import limit_in_words
from folkmoot.counting.pages.knowing import Known, people, projects

HOLDING_MONEY = {"equal-shares", "phragmen", "exact-equal-shares", "bounded-overspending"}


def page(facts: dict[str, Any], known: Known) -> Iterator[str]:
    """What everybody wants to know first."""
    sums = known.sums
    yield heading(facts["title"] or "The result")
    voted = people(facts["ballots"])
    yield paragraph(
        f"{voted[0].upper()}{voted[1:]} voted on {projects(facts['projects'])}, with "
        f"{sums.exact(facts['budget'])} to spend."
    )
    yield paragraph(facts["sentence"])
    for limit in facts.get("limits", ()):
        yield paragraph(_limited(limit, known), indent=2)
    yield ""
    yield paragraph(_funded(facts, known))
    if facts["rounds"]:
        yield ""
        yield _rounds(facts, known)
    yield ""
    yield paragraph(" ".join([_missed(facts), facts["stopped_because"], _share(facts, known)]))
    if facts["notes"]:
        yield ""
        yield paragraph("Let pass in the file: " + " ".join(facts["notes"]))
    yield ""


def _limited(limit: dict[str, Any], known: Known) -> str:
    told = {"options": limit["projects"]} | limit
    return limit_in_words(told, known.called, known.sums.exact)


def _funded(facts: dict[str, Any], known: Known) -> str:
    number, sums = len(facts["winners"]), known.sums
    if not number:
        return f"Nothing is funded. All {sums.exact(facts['budget'])} is left."
    are = "is" if number == 1 else "are"
    text = f"{projects(number)} {are} funded, for {sums.exact(facts['spent'])}"
    left = "nothing" if not facts["unspent"] else sums.exact(facts["unspent"])
    return f"{text[0].upper()}{text[1:]}; {left} is left."


def _missed(facts: dict[str, Any]) -> str:
    number = facts["projects"] - len(facts["winners"])
    if not number:
        return "Every project is funded."
    text = f"{projects(number)} {'is' if number == 1 else 'are'} not"
    return f"{text[0].upper()}{text[1:]}: --explain PROJECT says why."


def _share(facts: dict[str, Any], known: Known) -> str:
    """What every voter held, where voters hold money."""
    if not Fraction(facts["endowment"]):
        return ""
    share, steps = known.sums.about(facts["endowment"]), facts["add1_steps"]
    if facts["rule"].startswith("phragmen"):
        return f"By then each voter had saved {share}."
    raised = f", after {steps:,} steps" if steps > 1 else ", after one step" if steps else ""
    return f"Each voter's share came to {share}{raised}."


def _rounds(facts: dict[str, Any], known: Known) -> str:
    by_purse = any(step["by"] in HOLDING_MONEY for step in facts["rounds"])
    unit = f", {known.sums.currency}" if known.sums.currency else ""
    heads = ["", "Id", "Project", f"Cost{unit}", "Votes"]
    heads += [f"Most each paid{unit}"] if by_purse else []
    rows = [
        _row(at, step, known, by_purse=by_purse) for at, step in enumerate(facts["rounds"], start=1)
    ]
    return table(heads, rows, wide=2)


def _row(at: int, step: dict[str, Any], known: Known, *, by_purse: bool) -> list[str]:
    bare = type(known.sums)(scale=known.sums.scale)
    cells = [f"{at}.", step["project"], known.names[step["project"]]]
    cells += [bare.exact(step["cost"]), f"{step['votes']:,}"]
    most = bare.about(step["cap"]) if Fraction(step["cap"]) else "from the rest"
    return [*cells, most] if by_purse else cells
