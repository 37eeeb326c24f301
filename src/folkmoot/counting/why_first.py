"""Why a project is bought in a round, and not another that somebody says was."""

from collections.abc import Callable
from fractions import Fraction

from folkmoot.counting.facts.counted import Counted
from folkmoot.counting.sums import Sums, percent
from folkmoot.methods.budgeting.counting import admitted
from folkmoot.methods.budgeting.falls import Journey, journeys
from folkmoot.methods.budgeting.outcome import Round
from folkmoot.methods.budgeting.ruled_out import broken


def why_first(at: int, other: str, found: Counted, sums: Sums) -> str:
    """The reason, as the end of a sentence that begins with "because"."""
    if other not in found.file.ids:
        return "the file has no project of that id"
    project = found.file.ids.index(other)
    step, funded = found.outcome.rounds[at], found.outcome.funded
    if project in funded[:at]:
        return f"the other was funded in round {funded.index(project) + 1}"
    if project in step.tied_with:
        return "the two are exactly level, and the lots, or the order of the file, decide"
    if not admitted(found.election, found.rule)[project]:
        return "the rule leaves the other out beforehand"
    if broken(found.election, [*funded[:at], project]):
        return "a limit does not allow the other beside what was funded before"
    way = journeys(found.election, found.outcome)[project]
    if way.cost > way.left[at]:
        return f"only {sums.about_smallest(_exact(way.left[at]))} was left for the other"
    return _BY.get(step.by, _otherwise)(at, step, way, found, sums)


def _exact(smallest: int) -> Fraction:
    return Fraction(smallest)


def _by_price(at: int, step: Round, way: Journey, found: Counted, sums: Sums) -> str:
    price = sums.about_smallest(step.cap)
    return (
        f"it asks at most {price} of each supporter, and at that price, for its worth, the other's "
        f"supporters could have paid {percent(min(way.support[at], 1.0))} of its cost"
    )


def _by_votes(at: int, step: Round, way: Journey, found: Counted, sums: Sums) -> str:
    points = found.election.points
    mine, other = int(points[step.project]), int(points[way.project])
    what = "votes" if int(found.election.scores.max(initial=1)) <= 1 else "points"
    return f"it has {mine:,} {what} and the other {other:,}"


def _by_votes_per_cost(at: int, step: Round, way: Journey, found: Counted, sums: Sums) -> str:
    return f"{_by_votes(at, step, way, found, sums)}, which is less for what it costs"


def _by_saving(at: int, step: Round, way: Journey, found: Counted, sums: Sums) -> str:
    saved, cost = sums.about_smallest(way.held[at]), sums.about_smallest(_exact(way.cost))
    return f"the other's supporters had then saved {saved} of the {cost} it costs"


def _otherwise(at: int, step: Round, way: Journey, found: Counted, sums: Sums) -> str:
    return "by this rule it comes first"


_BY: dict[str, Callable[[int, Round, Journey, Counted, Sums], str]] = {
    "equal-shares": _by_price,
    "votes": _by_votes,
    "votes-per-cost": _by_votes_per_cost,
    "phragmen": _by_saving,
}
