"""How far a proposal has come, in words: what is stored, and what a decision made of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.db.models import QuerySet

from folkmoot.deciding.models import Decision, Winner
from folkmoot.deciding.models import Stage as DecisionStage
from folkmoot.ideas.models import Proposal, Stage

FUNDED, NOT_FUNDED = "FUNDED", "NOT_FUNDED"
TONES = {
    Stage.HELD: "ochre",
    Stage.PUT: "sky",
    Stage.ASSESSED: "ochre",
    Stage.FEASIBLE: "moss",
    Stage.CHANGES: "moss",
    Stage.NOT_FEASIBLE: "terracotta",
    Stage.DECIDING: "plum",
    Stage.WITHDRAWN: "quiet",
    Stage.MERGED: "quiet",
    Stage.TAKEN_DOWN: "quiet",
}
SHAPES = {
    Stage.PUT: "circle",
    Stage.ASSESSED: "triangle",
    Stage.FEASIBLE: "square",
    Stage.CHANGES: "square",
    Stage.NOT_FEASIBLE: "cross",
    Stage.DECIDING: "diamond",
}
# What each shape on a map of proposals says.
LEGEND = {
    "circle": "Put forward",
    "triangle": "Being looked at",
    "square": "Can be done",
    "cross": "Cannot be done as it stands",
    "diamond": "In a decision",
    "star": "Got the money",
}
OUTCOMES = {FUNDED: "Got the money", NOT_FUNDED: "Did not get the money"}
# What people can filter by, in the order things happen.
LISTED = {
    Stage.PUT.value: "Put forward",
    Stage.ASSESSED.value: "Being looked at",
    Stage.FEASIBLE.value: "Can be done",
    Stage.NOT_FEASIBLE.value: "Cannot be done as it stands",
    Stage.DECIDING.value: "In a decision",
    **OUTCOMES,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a proposal stands, as a word, a tone and a shape on the map."""

    key: str
    words: str
    tone: str
    shape: str
    station: str


def winning_options() -> frozenset[object]:
    """Keys of the options with proposals that published decisions gave the money to."""
    return _keys(_published().filter(option__proposal__isnull=False))


def decisions_to_tell() -> list[Decision]:
    """Published decisions with proposals whose people have not heard yet."""
    untold = Decision.objects.filter(
        stage=DecisionStage.PUBLISHED,
        options__proposal__isnull=False,
        options__proposal__outcome_told_at__isnull=True,
    )
    return list(untold.distinct()[:50])


def winners_of(decision: Decision) -> frozenset[object]:
    """Keys of the options one decision gave the money to; none before it is published."""
    return _keys(_published().filter(count__decision=decision))


def winners_among(proposals: Iterable[Proposal]) -> frozenset[object]:
    """Those of these proposals' options that got the money; one query for all."""
    return winners_in(
        each.option.decision_id
        for each in proposals
        if each.option and each.option.decision.stage == DecisionStage.PUBLISHED
    )


def winners_in(published: Iterable[UUID | None]) -> frozenset[object]:
    """Keys of the options that these published decisions gave the money to."""
    decisions = set(published)
    if not decisions:
        return frozenset()
    return _keys(Winner.objects.filter(count__decision__in=decisions))


def _published() -> QuerySet[Winner]:
    return Winner.objects.filter(count__decision__stage=DecisionStage.PUBLISHED)


def _keys(winners: QuerySet[Winner]) -> frozenset[object]:
    return frozenset(winners.values_list("option_id", flat=True))


def standing_of(proposal: Proposal, winners: frozenset[object]) -> Standing:
    """How this proposal stands. `winners` comes from one of the queries above."""
    option = proposal.option
    decided = option is not None and option.decision.stage == DecisionStage.PUBLISHED
    won = decided and option is not None and option.pk in winners
    return standing_at(proposal.stage, decided=decided, won=won)


@cache
def standing_at(stage: str, *, decided: bool, won: bool) -> Standing:
    """How a proposal at this stage stands, and whether a published decision gave it the money."""
    if decided:
        key = FUNDED if won else NOT_FUNDED
        return Standing(
            key,
            OUTCOMES[key],
            "moss" if won else "quiet",
            "star" if won else "diamond",
            "project" if won else "decision",
        )
    at = Stage(stage)
    station = "decision" if at == Stage.DECIDING else "proposal"
    return Standing(at.value, at.label, TONES[at], SHAPES.get(at, "circle"), station)
