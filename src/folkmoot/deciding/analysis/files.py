"""Elections as files: bringing one in, and writing ours for anyone to recount."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from folkmoot.counting.asked import Asked, rule_of
from folkmoot.deciding.analysis.tally import Question, question
from folkmoot.deciding.ballots import as_text
from folkmoot.deciding.models import BallotType, Count, Decision
from folkmoot.methods.budgeting import Limit, Rule, labels_in, pabulib
from folkmoot.methods.budgeting.pabulib import PabulibElection
from folkmoot.methods.budgeting.pabulib.limits import Label
from folkmoot.methods.errors import InvalidInput

FILE_TYPES = {
    BallotType.APPROVAL: "approval",
    BallotType.POINTS: "cumulative",
    BallotType.RANKING: "ordinal",
    BallotType.KNAPSACK: "knapsack",
}
BALLOT_TYPES = {
    "approval": BallotType.APPROVAL,
    "choose-1": BallotType.APPROVAL,
    "cumulative": BallotType.POINTS,
    "scoring": BallotType.POINTS,
    "ordinal": BallotType.RANKING,
    "knapsack": BallotType.KNAPSACK,
}
MOST_KEPT = 2**63  # pence: what the column of a ceiling holds, and more


class RejectedFile(Exception):
    """A file, or a rule asked for, that cannot be used; the message says what and where."""


@dataclass(frozen=True, slots=True)
class HeldLimit:
    """A limit of an election held elsewhere: how much, and of which options by their numbers."""

    name: str
    most_options: int | None
    most_pence: int | None
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HeldElection:
    """An election held elsewhere, in the shape our own tables want."""

    title: str
    budget_pence: int
    options: list[dict[str, Any]]
    lots: list[int]
    piles: dict[str, int]
    n_ballots: int
    sha256: str  # of the file, so that it is known when it comes again
    limits: list[HeldLimit] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)


def held_election(data: bytes, asked: Asked, *, source: str) -> HeldElection:
    """Read a Pabulib file into the shape of our tables. Raises RejectedFile."""
    file = _read(data)
    rule = _rule(file, asked)
    if rule.minimum_percent:
        raise RejectedFile(
            "A decision here can ask for a least number of votes, but not for a least share of "
            "the voters. Choose a rule without /percent=."
        )
    if 100 % file.money_scale:
        raise RejectedFile("Amounts of money may have two decimals at most.")
    pence = 100 // file.money_scale
    election = file.election
    if election.n_projects > 250:
        raise RejectedFile(f"A ballot can hold 250 options; this file has {election.n_projects}.")
    return HeldElection(
        title=_title(file),
        budget_pence=election.budget * pence,
        options=[_option(file, position, pence) for position in range(election.n_projects)],
        lots=[int(lot) for lot in election.lots],
        piles=_piles(file),
        n_ballots=election.n_voters,
        sha256=hashlib.sha256(data).hexdigest(),
        limits=_limits(file, pence),
        settings=_settings(file, rule, pence) | {"imported_from": source[:200]},
    )


def recount_file(decision: Decision, kept: Count) -> bytes:
    """The ballots of a decision as a Pabulib file that recounts to the same digest."""
    asked = question(decision)
    options = {option.number: option for option in decision.options.all()}
    funded = set(kept.outcome["winners"])
    districts = any(option.district for option in options.values())
    projects = [
        {
            "project_id": options[number].label or str(number),
            "name": options[number].title,
            "category": options[number].theme,
            **({"district": options[number].district} if districts else {}),
            "latitude": _degrees(options[number].latitude),
            "longitude": _degrees(options[number].longitude),
            "selected": str(int(number in funded)),
        }
        for number in asked.numbers
    ]
    meta = {
        "description": decision.title,
        "country": "",
        "unit": decision.place.name,
        "instance": str(decision.opened_at.year) if decision.opened_at else "",
        "rule": kept.rule,
        "currency": decision.currency,
        "comment": f"frozen content SHA-256 {decision.digest}",
    }
    file = PabulibElection.of(
        asked.election,
        projects,
        meta=meta,
        vote_type=FILE_TYPES[BallotType(decision.ballot_type)],
        money_scale=100 // asked.pence,
        labels=_labels(asked, projects),
    )
    return pabulib.write(file)


def _labels(asked: Question, projects: Sequence[Mapping[str, str]]) -> dict[Limit, Label]:
    """The limits about just the options of one theme or district, and called as that is."""
    found: dict[Limit, Label] = {}
    for column in ("category", "district"):
        carried = [labels_in(project.get(column, "")) for project in projects]
        for limit, told in asked.limits:
            about = tuple(at for at, labels in enumerate(carried) if told["label"] in labels)
            if about == limit.projects:
                found[limit] = (column, told["label"])
    return found


def _read(data: bytes) -> PabulibElection:
    try:
        return pabulib.read(data)
    except InvalidInput as error:
        raise RejectedFile(str(error)) from error


def _rule(file: PabulibElection, asked: Asked) -> Rule:
    try:
        return rule_of(file, asked)
    except InvalidInput as error:
        raise RejectedFile(str(error)) from error


def _title(file: PabulibElection) -> str:
    told = file.meta.get("description") or file.meta.get("unit", "")
    return (told or "An election held elsewhere")[:120]


def _option(file: PabulibElection, position: int, pence: int) -> dict[str, Any]:
    project = file.projects[position]
    return {
        "title": project.name[:300],
        "label": project.id[:60],
        "theme": project.category[:120],
        "district": project.district[:120],
        "cost_pence": project.cost * pence,
        "latitude": project.latitude,
        "longitude": project.longitude,
    }


def _limits(file: PabulibElection, pence: int) -> list[HeldLimit]:
    """The limits of a file; each by its label, and no two of one name."""
    found: list[HeldLimit] = []
    taken: set[str] = set()
    for limit in file.election.limits:
        label = file.labels[limit][1][:110] if limit in file.labels else ""
        name, number = label, 2
        while name and name.casefold() in taken:
            name, number = f"{label} {number}", number + 1
        taken.add(name.casefold())
        most = None if limit.money is None else limit.money * pence
        if most is not None and most >= MOST_KEPT:
            raise RejectedFile("A limit in this file is more money than a decision can hold.")
        numbers = tuple(project + 1 for project in limit.projects)
        found.append(HeldLimit(name, limit.number, most, numbers))
    return found


def _settings(file: PabulibElection, rule: Rule, pence: int) -> dict[str, Any]:
    longest = file.meta.get("max_length", "")
    points = file.meta.get("max_sum_points", "")
    return {
        "currency": (file.currency or "GBP")[:3].upper(),
        "ballot_type": BALLOT_TYPES[file.vote_type],
        "min_choices": 0,
        "max_choices": _limit(file, longest),
        "points_total": int(points) if points.isdecimal() and int(points) <= 32_767 else 32_767,
        "points_most": int(points) if points.isdecimal() and int(points) <= 32_767 else 32_767,
        "rule_family": rule.family,
        "satisfaction": rule.satisfaction,
        "completion": rule.completion,
        "increment_pence": rule.increment * pence,
        "minimum_votes": rule.minimum_votes,
        "eligibility_cut": rule.eligibility_cut,
        "summary": file.meta.get("comment", "")[:2000],
    }


def _limit(file: PabulibElection, longest: str) -> int:
    if file.vote_type == "ordinal":  # ranks become points by the most anyone gave
        return int(file.election.scores.max(initial=1))
    if file.vote_type == "choose-1":
        return 1
    return int(longest) if longest.isdecimal() and int(longest) <= 250 else 0


def _piles(file: PabulibElection) -> dict[str, int]:
    """The distinct ballots as our piles; points of a ranking become ranks again."""
    election, ranked = file.election, file.vote_type == "ordinal"
    top = int(election.scores.max(initial=1))
    piles: dict[str, int] = {}
    ends = election.indptr.tolist()
    indices, scores = election.indices.tolist(), election.scores.tolist()
    for start, end, weight in zip(ends, ends[1:], election.weights.tolist(), strict=False):
        given = {
            project + 1: top + 1 - score if ranked else score
            for project, score in zip(indices[start:end], scores[start:end], strict=True)
        }
        piles[as_text(given)] = piles.get(as_text(given), 0) + weight
    return piles


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}"
