"""The compiled core and the readable numpy path give one answer, to the last fraction."""

import copy
import pickle
import shutil
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.methods.budgeting import Election, Limit, Outcome, Rule, broken, count, prove
from folkmoot.methods.budgeting.climbing import Runs
from folkmoot.methods.budgeting.core import library, plainly, shares
from folkmoot.methods.budgeting.core.handing import Ballots, places_for
from folkmoot.methods.budgeting.core.shares import CoreRace
from folkmoot.methods.budgeting.later import LaterFraction
from folkmoot.methods.budgeting.outcome import LaterRounds
from folkmoot.methods.budgeting.races import race_of
from folkmoot.methods.budgeting.slopes import Slope
from folkmoot.methods.budgeting.tests.makers import a_real_election, an_election, some_limits

RULES = [
    *(
        f"equal-shares/{worth}/{end}"
        for worth in ("cost", "count", "points")
        for end in ("none", "add1", "add1-full", "add1-exact", "add1-exact-full")
    ),
    "phragmen",
]
needs_core = pytest.mark.skipif(
    library() is None and not shutil.which("cc"), reason="there is no C compiler on this machine"
)


def test_the_core_is_there_where_there_is_a_compiler() -> None:
    if shutil.which("cc"):
        assert library() is not None


def both_ways(election: Election, rule: Rule) -> tuple[Outcome, Outcome]:
    """The core's answer and numpy's, without the number of comparisons, which may differ."""
    ours = count(election, rule)
    with plainly():
        plain = count(election, rule)
    return replace(ours, n_exact=0), replace(plain, n_exact=0)


@needs_core
@given(an_election(most_voters=9, most_projects=6), st.sampled_from(RULES))
@settings(deadline=None, max_examples=400)
def test_core_and_numpy_agree_where_ties_abound(election: Election, name: str) -> None:
    ours, plain = both_ways(election, Rule.parse(name))
    assert ours == plain


@needs_core
@given(an_election(most_voters=9, most_projects=6), st.sampled_from(RULES), st.data())
@settings(deadline=None, max_examples=200)
def test_core_and_numpy_keep_limits_alike(
    election: Election, name: str, data: st.DataObject
) -> None:
    ours, plain = both_ways(data.draw(some_limits(election)), Rule.parse(name))
    assert ours == plain


@needs_core
@given(an_election(most_voters=9, most_projects=6), st.booleans())
@settings(deadline=None, max_examples=100)
def test_core_and_numpy_tell_the_same_votes_and_tie_order(election: Election, points: bool) -> None:
    assert Ballots.of(election, points=points) is not None
    plain = replace(election)
    assert election.votes.tolist() == plain.votes.tolist()
    assert election.tie_order.tolist() == plain.tie_order.tolist()


@needs_core
def test_a_climb_ends_when_what_was_bought_fills_its_group() -> None:
    election = Election.of(approvals=[[1, 1, 0]], costs=[6, 6, 6], budget=12)
    limited = election.with_limits([Limit((0, 1), number=2)])
    ours, plain = both_ways(limited, Rule.parse("equal-shares/cost/add1"))
    assert ours == plain
    assert ours.funded == (0, 1)


@needs_core
@given(st.integers(0, 10_000), st.sampled_from(RULES))
@settings(deadline=None, max_examples=40)
def test_core_and_numpy_agree_on_larger_elections(seed: int, name: str) -> None:
    ours, plain = both_ways(a_larger_election(seed), Rule.parse(name))
    assert ours == plain


@needs_core
@pytest.mark.parametrize("name", ["Poland_Wieliczka_2023_Green_Budget", "France_Toulouse_2019"])
@pytest.mark.parametrize("rule", RULES)
def test_core_and_numpy_agree_on_real_elections(name: str, rule: str) -> None:
    ours, plain = both_ways(a_real_election(name).election, Rule.parse(rule))
    assert ours == plain


@needs_core
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", ["equal-shares/cost/add1", "equal-shares/points/add1"])
def test_a_climb_of_many_small_steps_ends_where_the_readable_one_does(seed: int, name: str) -> None:
    """What one run knows of prices is a bound for the next; nothing is passed over for it."""
    election = an_election_with_long_ballots(seed)
    ours, plain = both_ways(election, Rule.parse(name))
    assert ours == plain
    assert ours.add1_steps > 300
    assert prove(election, ours).proved


@needs_core
@given(st.integers(0, 10_000), st.sampled_from(RULES))
@settings(deadline=None, max_examples=20)
def test_four_abreast_and_one_by_one_agree(seed: int, name: str) -> None:
    election = a_larger_election(seed)
    core = library()
    assert core is not None
    abreast = count(election, Rule.parse(name))
    core.folkmoot_hold_back(1)
    try:
        assert count(election, Rule.parse(name)) == abreast
    finally:
        core.folkmoot_hold_back(0)


@needs_core
@given(st.integers(0, 10_000), st.sampled_from([name for name in RULES if "add1" not in name]))
@settings(deadline=None, max_examples=20)
def test_core_and_numpy_keep_the_ceilings_of_districts_alike(seed: int, name: str) -> None:
    election = a_larger_election(seed)
    districts = [str(j % 3) for j in range(election.n_projects)]
    ceilings = dict.fromkeys(sorted(set(districts)), election.budget // 4)
    limited = election.with_limits(Limit.by_group(districts, ceilings))
    ours, plain = both_ways(limited, Rule.parse(name))
    assert ours == plain
    assert not broken(limited, ours.funded)


@needs_core
def test_an_account_is_made_when_asked_for_and_what_is_funded_is_known_before() -> None:
    election = a_larger_election(7)
    outcome = count(election, Rule("equal-shares"))
    assert isinstance(outcome.rounds, LaterRounds)
    asked = LaterRounds(outcome.funded, lambda: pytest.fail("nobody asked"))
    assert len(asked) == len(outcome.rounds) == len(outcome.funded)
    assert pickle.loads(pickle.dumps(outcome)) == outcome
    assert tuple(step.project for step in outcome.rounds) == outcome.funded


@needs_core
def test_what_each_had_been_given_is_worked_out_when_somebody_looks() -> None:
    election = a_larger_election(7)
    given, _ = (each.endowment for each in both_ways(election, Rule("phragmen")))
    assert isinstance(given, LaterFraction)
    assert pickle.loads(pickle.dumps(given)) == copy.deepcopy(given) == +given
    assert hash(given) == hash(+given)
    assert (str(given), f"{float(given):.3f}") == (str(+given), f"{float(+given):.3f}")


@needs_core
def test_money_too_large_for_fixed_point_is_counted_in_numpy() -> None:
    """Sums that leave no binary places are refused by the core, and the count stays exact."""
    costs = [2**55, 2**54 + 1, 2**54 - 1]
    ballots = [[0, 1], [1, 2], [2]]
    election = Election.of_ballots(ballots, weights=[2**30] * 3, costs=costs, budget=2**56)
    assert places_for(2**56 * 3 * 2**30) is None
    ours, plain = both_ways(election, Rule("equal-shares"))
    assert ours == plain
    assert ours.rounds


@needs_core
def test_a_climb_passes_over_only_what_is_proven_the_same() -> None:
    """Step by step, every endowment between two that the climb looked at buys the same."""
    election = a_larger_election(5)
    race = race_of(election, "cost", np.ones(election.n_projects, np.bool_))
    core = CoreRace.of(race)
    assert core is not None
    runs = Runs(race)
    first = Fraction(election.budget // election.n_voters)
    climbed = runs.climb(Slope(first, 1, election.budget))
    spent = [runs.run(first + k, election.budget).spent for k in range(climbed.steps + 2)]
    assert max(spent[:-1]) <= election.budget
    assert (spent[-1] > election.budget) == (climbed.because == "overspends")


@needs_core
@pytest.mark.parametrize("worth", ["cost", "count"])
def test_a_climb_passes_over_steps_at_which_two_projects_always_tie(worth: str) -> None:
    """As many voters, in full at every endowment: the tie order decides, step after step."""
    election = Election.of_ballots(
        [[0], [1], [2]], weights=[40, 40, 1], costs=[600, 600, 5_000], budget=10_000
    )
    rule = Rule.parse(f"equal-shares/{worth}/add1")
    seen: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shares, "BREATH", 1)
        ours = count(election, rule, lambda done, of: seen.append(done))
    with plainly():
        plain = count(election, rule)
    assert replace(ours, n_exact=0) == replace(plain, n_exact=0)
    assert any(step.tied_with for step in ours.rounds)
    assert len(seen) < ours.add1_steps / 10


@needs_core
@pytest.mark.parametrize("ceiling", [None, 7_500])
def test_a_climb_far_beyond_the_budget_of_its_groups_takes_few_looks(ceiling: int | None) -> None:
    """One person's dear wish lies a million steps off; ties on the way do not make it slow."""
    ballots = [[0, 1]] * 20 + [[0, 1, 2]] * 10 + [[2]] * 40 + [[3]]
    costs = [3_000, 3_000, 4_500, 1_000_000]
    election = Election.of_ballots(ballots, costs=costs, budget=1_006_000)
    if ceiling:
        election = election.with_limits([Limit((0, 1, 2), money=ceiling)])
    seen: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shares, "BREATH", 1)
        ours = count(election, Rule("equal-shares", completion="add1"), lambda n, _: seen.append(n))
    assert ours.add1_steps > 900_000
    assert len(seen) < 200
    assert prove(election, ours).proved


@needs_core
def test_a_climb_can_be_watched_and_stopped() -> None:
    seen: list[int] = []

    def stop(done: int, of: int) -> None:
        seen.append(done)
        raise KeyboardInterrupt

    election = a_larger_election(3)
    race = race_of(election, "cost", np.ones(election.n_projects, np.bool_))
    runs = Runs(race)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shares, "BREATH", 1)
        with pytest.raises(KeyboardInterrupt):
            runs.climb(Slope(Fraction(1), 1, election.budget), stop)
    assert len(seen) == 1


def a_larger_election(seed: int) -> Election:
    """Some hundreds of voters, with costs from so few that many prices are the same."""
    rng = np.random.default_rng(seed)
    n_projects, n_voters = int(rng.integers(3, 25)), int(rng.integers(50, 700))
    ballots = []
    for _ in range(n_voters):
        chosen = rng.choice(n_projects, size=rng.integers(0, min(8, n_projects)), replace=False)
        ballots.append({int(j): int(rng.integers(1, 4)) for j in chosen})
    costs = rng.integers(1, 30, n_projects) * 1000
    return Election.of_ballots(ballots, costs=costs, budget=int(costs.sum() * 2 // 5) + 1)


def an_election_with_long_ballots(seed: int) -> Election:
    """Shares of many pence, and purses nearly all unlike: few give their rest for many."""
    rng = np.random.default_rng(seed)
    popular = np.cumsum(rng.lognormal(0, 1, 25))
    drawn = np.searchsorted(popular, rng.random((250, 12)) * popular[-1]).tolist()
    ballots = [{j: 1 + (j + i) % 3 for j in set(row)} for i, row in enumerate(drawn)]
    costs = (rng.lognormal(0, 0.8, 25) * 100_000).astype(np.int64)
    return Election.of_ballots(ballots, costs=costs, budget=int(costs.sum()) // 3)
