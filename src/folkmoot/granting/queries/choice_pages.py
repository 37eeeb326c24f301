"""What the pages of a choice say: how firm it is, reasons, a rival, what was recommended."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from folkmoot.granting.analysis.asking import AimWanted, Candidate
from folkmoot.granting.analysis.choosing import (
    Answer,
    NoSet,
    Option,
    Reason,
    reasons,
    rival_told,
)
from folkmoot.granting.analysis.unnaming import without_names
from folkmoot.granting.models import DRAWS_JOB, Aim, Application, Choice
from folkmoot.granting.queries.choice import Question, assessed_in, question_in
from folkmoot.granting.queries.joint import sum_of
from folkmoot.granting.queries.pictures import Balance, balance_of, points_on_map
from folkmoot.kernel.jobs.queries import Standing, latest_job, standing_of


@dataclass(frozen=True, slots=True)
class Firm:
    """How firm the set is: each application's share of the draws, the most often in first."""

    n_draws: int
    best_percent: float
    n_sets: int
    regret: float  # points
    rows: tuple[tuple[str, float], ...]  # name, percent


def firm_in(choice: Choice, asked: Question) -> Firm | None:
    """What was last drawn, if it was for the question as it stands now."""
    kept = choice.firmness
    if not kept or kept["question"] != asked.digest:
        return None
    names = {each.ref: each.name for each in asked.candidates}
    rows = [(names[ref], 100 * share) for ref, share in kept["in_share"] if ref in names]
    return Firm(
        n_draws=kept["n_draws"],
        best_percent=100 * kept["best_share"],
        n_sets=kept["n_sets"],
        regret=kept["regret"] / 1000,
        rows=tuple(sorted(rows, key=lambda each: -each[1])),
    )


@dataclass(frozen=True, slots=True)
class AimRow:
    """An aim, what it is called, and what it costs, in a sentence."""

    aim: Aim
    name: str
    told: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A set made by hand: what it comes to, and how it differs from the best, in sentences."""

    refs: tuple[str, ...]
    option: Option
    told: tuple[str, ...]

    @property
    def points(self) -> float:
        """Strength in points."""
        return self.option.strength / 1000

    @property
    def query(self) -> str:
        """The set, for the address of another page."""
        return urlencode([("chosen", ref) for ref in self.refs])


def aims_in(asked: Question, found: Answer) -> list[AimRow]:
    """Every aim with what it costs."""
    told = {each.name: each.told for each in found.costs}
    return [
        AimRow(each, name := AimWanted(each.kind, each.value).name, _alone(told.get(name, "")))
        for each in asked.aims
    ]


def _alone(told: str) -> str:
    """What an aim costs, where the aim itself stands above it."""
    _, that, rest = told.partition(": that ")
    return f"That {rest}" if that else told


def reasons_in(choice: Choice) -> list[Reason]:
    """Why each is in or out: as it was recommended, or as it stands; nothing without a set."""
    if choice.stage != "OPEN":
        return [Reason(**each) for each in choice.account.get("reasons", [])]
    asked = question_in(choice)
    try:
        found = reasons(asked.candidates, asked.terms)
    except NoSet:
        return []
    return sorted(found, key=lambda each: not each.is_in)


def reason_for(choice: Choice, ref: str) -> str:
    """Why one is in or out, as it was recommended."""
    kept = choice.account.get("reasons", [])
    return next((str(each["told"]) for each in kept if each["ref"] == ref), "")


def rival_in(asked: Question, best: Sequence[str], refs: Sequence[str]) -> Beside:
    """A set made by hand, beside the best."""
    option, told = rival_told(asked.candidates, asked.terms, best, refs)
    return Beside(option.refs, option, told)


@dataclass(frozen=True, slots=True)
class Recommended:
    """What the panel recommended, as it was kept."""

    chosen: tuple[Candidate, ...]
    reserve: tuple[Candidate, ...]
    others: tuple[Candidate, ...]
    reasons: tuple[Reason, ...]
    costs: tuple[str, ...]
    beside: tuple[str, ...]
    balance: tuple[Balance, ...]

    @property
    def cost_pence(self) -> int:
        """What those chosen ask for together."""
        return sum(each.cost_pence for each in self.chosen)


def recommended_in(choice: Choice) -> Recommended | None:
    """The recommendation; nothing while it is looked for."""
    if choice.stage == "OPEN" or not choice.account:
        return None
    known = [Candidate(**each) for each in choice.account["candidates"]]
    chosen, reserve = set(choice.recommended), set(choice.reserve)
    return Recommended(
        chosen=tuple(each for each in known if each.ref in chosen),
        reserve=tuple(each for each in known if each.ref in reserve),
        others=tuple(each for each in known if each.ref not in chosen | reserve),
        reasons=tuple(Reason(**each) for each in choice.account["reasons"]),
        costs=tuple(each["told"] for each in choice.account["costs"]),
        beside=tuple(choice.account["beside"]),
        balance=tuple(balance_of(known, chosen)),
    )


def published_in(choice: Choice) -> dict[str, Any]:
    """What everybody may read: those not chosen by name only where that was said."""
    told = recommended_in(choice)
    assert told is not None
    inside = {each.ref for each in told.chosen}
    points = points_on_map(assessed_in(choice.panel), inside)
    shown = told if choice.names_all else _unnamed(told, inside)
    return {
        "told": shown,
        "reasons": shown.reasons,
        "points": [each for each in points if choice.names_all or each["shape"] == "star"],
        "standing": sum_of(choice),
        "n_all": len(told.chosen) + len(told.reserve) + len(told.others),
    }


def _unnamed(told: Recommended, inside: Collection[str]) -> Recommended:
    """The same without the names of those not chosen, in sentences and pictures too."""
    away = (*told.reserve, *told.others)
    hidden = [each.name for each in away]
    shown = [each.name for each in told.chosen]

    def said(words: str) -> str:
        return without_names(words, hidden, shown)

    return replace(
        told,
        reserve=(),
        reasons=tuple(
            replace(each, told=said(each.told)) for each in told.reasons if each.ref in inside
        ),
        costs=tuple(map(said, told.costs)),
        beside=tuple(map(said, told.beside)),
        balance=tuple(
            balance_of([*told.chosen, *(replace(each, name="") for each in away)], inside)
        ),
    )


def drawing_of(choice: Choice, *, at: datetime) -> Standing | None:
    """The long work that draws a thousand times, while it is under way or if it failed."""
    job = latest_job(DRAWS_JOB, choice)
    return standing_of(job, at) if job and job.state != "DONE" else None


def reserve_of(choice: Choice) -> list[Application]:
    """Applications in reserve now; one query."""
    rows = choice.panel.call.applications.filter(stage="RESERVE")
    return list(rows.order_by("title"))
