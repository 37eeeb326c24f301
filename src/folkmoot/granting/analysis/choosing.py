"""Which set to choose, what each aim costs, why each place is in or out, and how firm it is."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from folkmoot.granting.analysis.asking import Candidate, Terms, question_of
from folkmoot.methods.errors import Infeasible, InvalidInput
from folkmoot.methods.selection import (
    AimCost,
    Change,
    Choice,
    Question,
    aim_told,
    choose,
    compared,
    compared_told,
    explained,
    freed,
    freed_told,
    place_told,
    stability,
)

Numbers = NDArray[np.int64]
Progress = Callable[[int, int], None]
NoSet = Infeasible


def silent(done: int, of: int) -> None:
    """Tell nobody how far it is."""


@dataclass(frozen=True, slots=True)
class Option:
    """One set: references in the order asked, strength in thousandths of a point, pence.

    `come` and `go` say how it differs from the best, by name.
    """

    refs: tuple[str, ...]
    strength: int
    cost_pence: int
    come: tuple[str, ...] = ()
    go: tuple[str, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """What an aim costs, in thousandths of a point and in a sentence."""

    name: str
    strength: int
    told: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The best set and those that follow; or, where there is none, what would be enough.

    `n_steps`: ways and cases looked at, and questions asked: what the answer took.
    """

    rule: str = ""
    best: Option | None = None
    next_best: tuple[Option, ...] = ()
    costs: tuple[Cost, ...] = ()
    why_not: str = ""
    enough: tuple[str, ...] = ()
    n_steps: int = 0


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one application is in or out; `near` when a set nearly as strong has it otherwise."""

    ref: str
    is_in: bool
    told: str
    near: bool


@dataclass(frozen=True, slots=True)
class Firmness:
    """How often, over draws of the strengths, each application is in, and the set the same."""

    n_draws: int
    in_share: tuple[tuple[str, float], ...]
    best_share: float
    n_sets: int
    regret: int  # thousandths of a point by which the set is on average below a draw's best


def answer(candidates: Sequence[Candidate], terms: Terms, *, n_next: int = 3) -> Answer:
    """Choose, and say what each aim costs: what a page shows when an aim is changed."""
    try:
        asked = question_of(candidates, terms)
        found = choose(asked, n_next=n_next)
    except InvalidInput as why:
        return Answer(why_not=str(why))
    except Infeasible as why:
        return _no_answer(candidates, terms, str(why))
    best, steps = found.best, found.n_ways + found.n_cases + 1
    costs = []
    for aim in asked.aims:
        freer = choose(asked.without(aim.name), n_next=0)
        steps += freer.n_ways + freer.n_cases + 1
        cost = AimCost(aim.name, Change.between(asked, best.places, freer.best.places))
        costs.append(Cost(aim.name, cost.without.strength, aim_told(asked, cost)))
    return Answer(
        rule=found.rule,
        best=_option(candidates, asked, best, best),
        next_best=tuple(_option(candidates, asked, each, best) for each in found.next_best),
        costs=tuple(costs),
        n_steps=steps,
    )


def reasons(candidates: Sequence[Candidate], terms: Terms) -> tuple[Reason, ...]:
    """Why each application is in or out of the best set. Raises Infeasible where there is none."""
    asked = question_of(candidates, terms)
    found = explained(asked)
    return tuple(
        Reason(
            candidates[at].ref,
            found.places[at].chosen,
            place_told(asked, found, at),
            found.places[at].near,
        )
        for at in range(len(candidates))
    )


def rival_told(
    candidates: Sequence[Candidate], terms: Terms, best: Collection[str], rival: Collection[str]
) -> tuple[Option, tuple[str, ...]]:
    """A set made by hand beside the best: what it comes to, and the difference in sentences."""
    asked = question_of(candidates, terms)
    ours = [at for at, each in enumerate(candidates) if each.ref in best]
    theirs = [at for at, each in enumerate(candidates) if each.ref in rival]
    made = Choice.of(asked, theirs)
    told = compared_told(asked, compared(asked, ours, theirs))
    return _option(candidates, asked, made, Choice.of(asked, ours)), told


def firmness(
    candidates: Sequence[Candidate], terms: Terms, draws: Numbers, *, progress: Progress
) -> Firmness:
    """Choose again for each draw. Raises Infeasible where there is no set."""
    asked = question_of(candidates, terms)
    found = stability(asked, draws, progress=progress)
    return Firmness(
        n_draws=found.n_draws,
        in_share=tuple(
            (each.ref, round(share, 6))
            for each, share in zip(candidates, found.in_share, strict=True)
        ),
        best_share=round(found.best_share, 6),
        n_sets=found.n_choices,
        regret=round(found.regret),
    )


def _no_answer(candidates: Sequence[Candidate], terms: Terms, why: str) -> Answer:
    asked = question_of(candidates, terms)
    return Answer(why_not=why, enough=freed_told(asked, freed(asked)))


def _option(candidates: Sequence[Candidate], asked: Question, made: Choice, best: Choice) -> Option:
    change: Any = Change.between(asked, best.places, made.places)
    return Option(
        refs=tuple(candidates[at].ref for at in made.places),
        strength=made.strength,
        cost_pence=made.cost,
        come=tuple(candidates[at].name for at in change.come),
        go=tuple(candidates[at].name for at in change.go),
        told=" ".join(compared_told(asked, compared(asked, best.places, made.places))),
    )
