"""Would a few ballots more or fewer have changed anything?"""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.methods.budgeting import Election, Robustness, Rule, count, robustness
from folkmoot.methods.budgeting.tests.makers import a_real_election, a_rule, an_election
from folkmoot.methods.errors import InvalidInput

GREEDY = Rule("greedy")


def tried(election: Election, rule: Rule, seed: int = 1, **settings: object) -> Robustness:
    rng = np.random.default_rng(seed)
    return robustness(election, rule, rng=rng, **settings)  # type: ignore[arg-type]


@given(an_election(), a_rule(), st.integers(0, 9))
@settings(deadline=None, max_examples=60)
def test_the_same_chance_gives_the_same_answer(election: Election, rule: Rule, seed: int) -> None:
    if election.n_voters < 2:
        return
    first = tried(election, rule, seed, n_recounts=5, left_out_share=0.3)
    assert first == tried(election, rule, seed, n_recounts=5, left_out_share=0.3)
    assert first.funded == tuple(sorted(count(election, rule).funded))
    if first.n_same == first.n_recounts:
        assert first.shaky == ()


def test_every_group_of_voters_is_left_out_equally_often() -> None:
    # Two of five voters go: ten groups. Ann and Bob voted alike, and are still two people.
    ballots, weights = [{0: 1}, {1: 1}, {2: 1}, {3: 1}], [2, 1, 1, 1]
    election = Election.of_ballots(ballots, weights, costs=[1, 1, 1, 1], budget=9)
    gone: Counter[tuple[int, ...]] = Counter()
    rng = np.random.default_rng(5)
    for _ in range(2000):
        gone[robustness(election, GREEDY, rng=rng, left_out_share=0.4, n_recounts=1).n_won] += 1
    # Project 0 disappears with both its voters: one group of ten. Each other pair likewise.
    assert gone[(0, 1, 1, 1)] == pytest.approx(200, abs=60)
    assert gone[(1, 0, 0, 1)] == pytest.approx(200, abs=60)
    # With one of its voters and one other: two groups of ten for each other.
    assert gone[(1, 0, 1, 1)] == pytest.approx(400, abs=80)


def test_an_outcome_that_hangs_on_two_votes_is_called_shaky() -> None:
    ballots = [[1, 0]] * 51 + [[0, 1]] * 49
    election = Election.of(approvals=ballots, costs=[9, 8], budget=10)
    found = tried(election, GREEDY, left_out_share=0.2, n_recounts=300)
    assert set(found.shaky) == {0, 1}
    assert found.n_won[0] + found.n_won[1] == 300
    assert 0.3 < found.won_share(1) < 0.7
    assert found.same_share == found.won_share(0)


def test_a_clear_outcome_stays_whoever_is_left_out() -> None:
    election = Election.of(approvals=[[1, 0]] * 90 + [[0, 1]] * 10, costs=[9, 8], budget=10)
    found = tried(election, GREEDY, left_out_share=0.1, n_recounts=100)
    assert (found.n_left_out, found.same_share, found.shaky) == (10, 1.0, ())


def test_recounts_can_be_watched_and_ended() -> None:
    election = Election.of(approvals=[[1]] * 5, costs=[9], budget=10)
    said: list[tuple[int, int]] = []
    found = tried(
        election,
        GREEDY,
        n_recounts=10,
        progress=lambda done, most: said.append((done, most)),
        stop=lambda: len(said) == 2,
    )
    assert (said, found.n_recounts) == ([(1, 10), (2, 10)], 2)
    none = tried(election, GREEDY, stop=lambda: True)
    assert (none.same_share, none.won_share(0)) == (0.0, 0.0)


def test_leaving_out_nobody_or_everybody_is_refused_in_words() -> None:
    election = Election.of(approvals=[[1]] * 5, costs=[9], budget=10)
    for share in (0.0, 1.0):
        with pytest.raises(InvalidInput, match="between nothing and everybody"):
            tried(election, GREEDY, left_out_share=share)
    with pytest.raises(InvalidInput, match="nobody to leave out"):
        tried(Election.of(approvals=[[1]], costs=[9], budget=10), GREEDY)


def test_in_wieliczka_most_projects_stand_firm() -> None:
    election = a_real_election("Poland_Wieliczka_2023_Green_Budget").election
    found = tried(election, Rule("equal-shares"), n_recounts=40)
    assert found.n_left_out == 66
    sure = [j for j in found.funded if found.won_share(j) == 1]
    assert len(sure) >= len(found.funded) - 4
