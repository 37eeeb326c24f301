"""Choosing places: against every choice there is, and what is said of one."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from folkmoot.methods.errors import Infeasible, InvalidInput
from folkmoot.methods.selection import (
    Aim,
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
    thousandths,
)
from folkmoot.methods.selection.choosing import Solver
from folkmoot.methods.selection.tests.oracle import all_choices, fits

Numbers = NDArray[np.int64]
REGIONS = ("North", "Middle", "South")


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Few places, with coarse strengths so that some choices are level."""
    n = draw(st.integers(1, 9))
    each = st.lists(st.integers(-2, 9), min_size=n, max_size=n)
    costs = draw(st.lists(st.integers(0, 9), min_size=n, max_size=n))
    region = draw(st.lists(st.sampled_from(REGIONS), min_size=n, max_size=n))
    rural = draw(st.sets(st.integers(0, n - 1)))
    bounds = st.none() | st.integers(0, 2)
    low, high = draw(bounds), draw(bounds)
    high = high if high is None else max(high, low or 0)
    least = draw(st.integers(0, 3))
    groups = {name: [j for j in range(n) if region[j] == name] for name in REGIONS}
    inside = draw(st.sets(st.integers(0, n - 1), max_size=1))
    return Question(
        places=tuple(f"place {j}" for j in range(n)),
        strengths=tuple(draw(each)),
        costs=tuple(costs),
        budget=draw(st.integers(0, 30)),
        least=least,
        most=draw(st.integers(least, 6)),
        aims=(
            Aim.of("region", groups, least=draw(st.integers(0, 1)), most=draw(st.integers(1, 3))),
            Aim.of(
                "rural",
                {"rural": rural},
                least=low,
                most=high,
            ),
        ),
        inside=frozenset(inside),
        outside=frozenset(draw(st.sets(st.integers(0, n - 1), max_size=1)) - inside),
    )


def a_round(n: int, seed: int, *, most: int = 12) -> Question:
    """A round of real size: regions, rural places, themes, districts, and £2.2 million."""
    rng = np.random.default_rng(seed)
    region, theme = rng.integers(0, 9, n), rng.integers(0, 5, n)
    district, rural = rng.integers(0, n * 4 // 5, n), rng.random(n) < 0.3

    def groups(of: Numbers, name: str) -> dict[str, list[int]]:
        return {f"{name} {k}": np.flatnonzero(of == k).tolist() for k in np.unique(of)}

    return Question(
        places=tuple(f"place {j}" for j in range(n)),
        strengths=thousandths(rng.normal(50, 8, n)),
        costs=tuple(int(cost) for cost in rng.integers(150_000, 240_001, n) * 100),
        budget=220_000_000,
        least=8,
        most=most,
        aims=(
            Aim.of("each region", groups(region, "region"), most=2),
            Aim.of("rural", {"rural": np.flatnonzero(rural).tolist()}, least=3, most=6),
            Aim.of("each theme", groups(theme, "theme"), least=1),
            Aim.of("one a district", groups(district, "district"), most=1),
        ),
    )


@given(questions())
@settings(max_examples=60, deadline=None)
def test_the_choice_is_the_best_of_all_there_are(asked: Question) -> None:
    every = all_choices(asked)
    if not every:
        with pytest.raises(Infeasible, match="meets every aim"):
            choose(asked)
        return
    found = choose(asked, n_next=3)
    assert found.complete
    assert [each.places for each in (found.best, *found.next_best)] == every[:4]


@given(questions())
@settings(max_examples=40, deadline=None)
def test_what_each_place_and_aim_hangs_on_is_as_when_every_choice_is_tried(
    asked: Question,
) -> None:
    every = all_choices(asked)
    if not every:
        return
    found = explained(asked, margin=2)
    for cost in found.aims:
        if cost.aim in {aim.name for aim in asked.aims}:
            freer = all_choices(asked.without(cost.aim))
            assert cost.without.choice.places == freer[0]
    for standing in found.places:
        other = next((c for c in every if (standing.place in c) != standing.chosen), None)
        assert (standing.otherwise and standing.otherwise.choice.places) == other
    near = [c for c in every if asked.strength_of(every[0]) - asked.strength_of(c) <= 2]
    every_place = range(len(asked.places))
    assert set(found.always) == {j for j in every_place if all(j in c for c in near)}
    assert set(found.never) == {j for j in every_place if not any(j in c for c in near)}


@given(questions())
@settings(max_examples=60, deadline=None)
def test_what_would_free_a_choice_is_enough_and_no_more(asked: Question) -> None:
    every = all_choices(asked)
    ways = freed(asked)
    if every:
        assert ways == ()
        return
    for way in ways:
        assert way.gives
        assert way.allows or asked.least == 0
        if not way.smallest:
            continue
        (give,) = way.gives
        row = next(
            r
            for r in asked.rows
            if (r.aim, r.group, r.at_least) == (give.aim, give.group, give.at_least)
        )
        loose = [c for c in all_choices(_only(asked)) if _broken(asked, c) <= {row}]
        used = min(sum(row.uses[j] for j in c) for c in loose)
        assert abs(used) == give.becomes
    if not ways:
        assert not any(len(_broken(asked, c)) == 1 for c in all_choices(_only(asked)))


def _only(asked: Question) -> Question:
    """The same with no bound but what was settled by hand."""
    n = len(asked.places)
    return replace(asked, aims=(), budget=sum(asked.costs), least=0, most=n)


def _broken(asked: Question, chosen: tuple[int, ...]) -> set[object]:
    return set(asked.broken_by(chosen))


@pytest.mark.parametrize("seed", range(4))
def test_sixty_places_are_chosen_in_few_steps_and_highs_agrees(seed: int) -> None:
    asked = a_round(60, seed)
    found = choose(asked, n_next=0)
    assert found.n_ways < 10_000  # some hundredths of a second; one to a few thousand here
    solver = Solver(asked)
    again = solver.table.choice(asked.strengths, frozenset(), frozenset())
    assert again is not None
    assert asked.strength_of(again) == found.best.strength
    assert fits(asked, found.best.places)


@pytest.mark.sqlite
def test_draws_are_each_chosen_for_as_if_they_were_the_strengths() -> None:
    asked = a_round(25, 3, most=10)
    rng = np.random.default_rng(5)
    draws = np.array(asked.strengths) + rng.normal(0, 4000, (30, 25)).round().astype(np.int64)
    told: list[int] = []
    found = stability(asked, draws, progress=lambda done, of: told.append(done))
    chosen = [choose(asked.with_changed(strengths=d), n_next=0).best for d in draws.tolist()]
    assert found.in_share == tuple(sum(j in c.places for c in chosen) / 30 for j in range(25))
    assert found.n_choices == len({c.places for c in chosen})
    assert found.often[0][1] >= found.often[-1][1]
    assert told[-1] == found.n_draws == 30


def test_strengths_that_are_sure_always_give_the_same_choice() -> None:
    asked = a_round(25, 1, most=10)
    found = stability(asked, np.tile(asked.strengths, (20, 1)))
    assert (found.best_share, found.n_choices, found.regret) == (1.0, 1, 0.0)
    with pytest.raises(InvalidInput, match="one strength for each place"):
        stability(asked, np.zeros((0, 25), dtype=np.int64))


def four() -> Question:
    """Hill and Dale are of one district; Moor is rural; Ford is dear."""
    return Question(
        places=("Hill", "Dale", "Moor", "Ford"),
        strengths=(9000, 8000, 6000, 8500),
        costs=(10_000, 10_000, 10_000, 20_000),
        budget=20_000,
        least=1,
        most=2,
        aims=(
            Aim.of("in each district", {"in Eastshire": [0, 1]}, most=1),
            Aim.of("rural", {"rural": [2]}, least=1),
        ),
    )


def test_why_a_place_is_in_or_out_is_said_in_sentences() -> None:
    asked = four()
    found = explained(asked, margin=0)
    assert [place_told(asked, found, j) for j in range(4)] == [
        "Hill is in. Without it, Dale would come in, and the choice would be 1.0 points weaker.",
        "Dale is out. With it, Hill would have to go, and the choice would be 1.0 points weaker.",
        "Moor is in. Without it, no choice meets every aim.",
        "Ford is out. With it, no choice meets every aim.",
    ]
    freer = replace(asked, aims=asked.aims[:1], inside=frozenset([2]))
    assert place_told(freer, explained(freer), 2) == "Moor is in: that was settled beforehand."
    assert [aim_told(asked, each) for each in found.aims] == [
        f"{aim}: that costs nothing. Without it, the choice would be no stronger."
        for aim in ("At most 1 in each district", "At least 1 rural")
    ]


def test_what_an_aim_costs_names_who_would_come_and_go() -> None:
    asked = replace(four(), budget=30_000)
    found = explained(asked)
    assert found.best.places == (0, 2)
    assert aim_told(asked, found.aims[1]) == (
        "At least 1 rural: that costs 2.5 points of strength. "
        "Without it, Ford would come in and Moor go."
    )
    assert place_told(asked, found, 3) == (
        "Ford is out. With it, Hill would have to go, and the choice would be 0.5 points weaker. "
        "Without the aim “at least 1 rural”, it would be in."
    )


def test_a_rival_is_set_beside_the_choice_with_what_it_breaks() -> None:
    asked = four()
    said = compared_told(asked, compared(asked, (0, 2), (0, 1, 3)))
    assert (
        said[0] == "Dale and Ford come in and Moor goes. "
        "It is 10.5 points stronger and costs £200 more."
    )
    assert said[1:] == (
        "It costs £200 more than the £200 there is.",
        "It has 3 places; at most 2 are asked for.",
        "It has 2 in Eastshire; at most 1 is asked for.",
        "It has none rural; at least 1 is asked for.",
    )
    assert compared_told(asked, compared(asked, (0, 2), (2, 0))) == ("This is the best choice.",)


def test_aims_that_cannot_all_be_met_are_named_with_the_smallest_change() -> None:
    asked = replace(four(), budget=5_000)
    assert freed_told(asked, freed(asked)) == (
        "It would be enough to have £100 instead of £50. Then Moor could be chosen.",
    )
    both = replace(four(), outside=frozenset([2]), least=2, budget=15_000)
    said = freed_told(both, freed(both))
    assert len(said) == 1
    assert "do without asking for at least 1 rural" in said[0]
    assert freed_told(four(), freed(four())) == ("No small change of the aims is enough.",)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"costs": (1,)}, "one strength and one cost"),
        ({"budget": -1}, "below nothing"),
        ({"least": 3}, "At least 3 and at most 2"),
        ({"inside": frozenset([1]), "outside": frozenset([1])}, "Dale cannot be both"),
        ({"aims": (Aim.of("x", {}, least=2, most=1),)}, "x: at least 2, at most 1"),
        ({"aims": (Aim.of("x", {}), Aim.of("x", {}))}, "Two aims have one name"),
    ],
)
def test_a_question_that_cannot_be_read_is_refused_in_words(
    change: dict[str, object], words: str
) -> None:
    with pytest.raises(InvalidInput, match=words):
        replace(four(), **change)  # type: ignore[arg-type]
