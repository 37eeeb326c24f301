"""What is counted rightly is proven, and what was made wrong afterwards is not."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from folkmoot.methods.budgeting import Election, Outcome, Rule, count
from folkmoot.methods.budgeting.core import plainly
from folkmoot.methods.budgeting.pabulib import read
from folkmoot.methods.budgeting.proving import Proof, Tie, prove
from folkmoot.methods.budgeting.tests.makers import (
    a_real_election,
    a_rule,
    an_election,
    elections_folder,
    some_limits,
)

TINY = Fraction(1, 10**12)


def both_ways(election: Election, outcome: Outcome) -> Proof:
    """The proof whose sums the core adds up, which must be the one with numpy's."""
    proof = prove(election, outcome)
    with plainly():
        assert prove(election, outcome) == proof
    return proof


@given(an_election(), a_rule())
@settings(max_examples=250, deadline=None)
def test_what_is_counted_is_proven(election: Election, rule: Rule) -> None:
    proof = both_ways(election, count(election, rule))
    assert (proof.proved, proof.fault, proof.round) == (True, "", None)


@given(an_election(), a_rule(), st.data())
@settings(max_examples=100, deadline=None)
def test_what_is_counted_within_limits_is_proven(
    election: Election, rule: Rule, data: st.DataObject
) -> None:
    limited = data.draw(some_limits(election))
    proof = prove(limited, count(limited, rule))
    assert (proof.proved, proof.fault) == (True, "")


def swapped(outcome: Outcome, at: int) -> Outcome:
    """Two rounds, one after the other, told the other way round."""
    rounds = list(outcome.rounds)
    other = (at + 1) % len(rounds)
    rounds[at], rounds[other] = rounds[other], rounds[at]
    return replace(outcome, rounds=tuple(rounds))


def with_another_rate(outcome: Outcome, at: int) -> Outcome:
    """The rate of one round, and all that follows from it, off by a millionth of a millionth."""
    rounds, step = list(outcome.rounds), outcome.rounds[at]
    cost = step.effective_votes * step.rate
    rate = step.rate + TINY
    rounds[at] = replace(step, rate=rate, cap=step.cap + TINY, effective_votes=cost / rate)
    return replace(outcome, rounds=tuple(rounds))


def without_a_winner(outcome: Outcome, at: int) -> Outcome:
    """One project is left out, and its money said to be unspent."""
    rounds = (*outcome.rounds[:at], *outcome.rounds[at + 1 :])
    return replace(outcome, rounds=rounds)


def with_another_share(outcome: Outcome, at: int) -> Outcome:
    """Everybody begins with a millionth of a millionth more."""
    return replace(outcome, endowment=outcome.endowment + TINY)


def with_another_winner_of_a_tie(outcome: Outcome, at: int) -> Outcome:
    """One of those it was tied with takes the place of the project funded."""
    rounds, step = list(outcome.rounds), outcome.rounds[at]
    first, *others = step.tied_with
    rounds[at] = replace(step, project=first, tied_with=(*others, step.project))
    return replace(outcome, rounds=tuple(rounds))


def with_a_tie_kept_silent(outcome: Outcome, at: int) -> Outcome:
    """A round does not name those it was tied with."""
    rounds = list(outcome.rounds)
    rounds[at] = replace(rounds[at], tied_with=())
    return replace(outcome, rounds=tuple(rounds))


def with_one_payer_more(outcome: Outcome, at: int) -> Outcome:
    """A round says that one voter more paid in full."""
    rounds = list(outcome.rounds)
    rounds[at] = replace(rounds[at], paid_full=rounds[at].paid_full + 1)
    return replace(outcome, rounds=tuple(rounds))


def with_another_moment(outcome: Outcome, at: int) -> Outcome:
    """A round is said to have been a little later."""
    rounds = list(outcome.rounds)
    rounds[at] = replace(rounds[at], time=rounds[at].time + TINY)
    return replace(outcome, rounds=tuple(rounds))


def with_a_step_less(outcome: Outcome, at: int) -> Outcome:
    """It says that shares rose by one step less than they did."""
    return replace(outcome, add1_steps=outcome.add1_steps - 1)


def with_money_found(outcome: Outcome, at: int) -> Outcome:
    """A penny more is unspent than there is."""
    return replace(outcome, unspent=outcome.unspent + 1)


WRONG = (
    swapped,
    with_another_rate,
    without_a_winner,
    with_another_share,
    with_another_winner_of_a_tie,
    with_a_tie_kept_silent,
    with_one_payer_more,
    with_another_moment,
    with_a_step_less,
    with_money_found,
)
NEEDS_TIE = (with_another_winner_of_a_tie, with_a_tie_kept_silent)


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.__name__)
@given(election=an_election(), rule=a_rule(), data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
def test_what_was_made_wrong_is_not_proven(
    wrong: Callable[[Outcome, int], Outcome], election: Election, rule: Rule, data: st.DataObject
) -> None:
    outcome = count(election, rule)
    assume(outcome.rounds)
    at = data.draw(st.integers(0, len(outcome.rounds) - 1))
    step = outcome.rounds[at]
    assume(wrong is not swapped or len(outcome.rounds) > 1)
    assume(wrong is not with_another_rate or step.rate)
    assume(wrong not in NEEDS_TIE or step.tied_with)
    assume(wrong is not with_a_step_less or rule.completion != "add-opt")  # it has no fixed steps
    proof = both_ways(election, wrong(outcome, at))
    assert not proof.proved
    assert proof.fault.endswith(".")


def test_a_tie_says_which_of_the_three_criteria_decided_it() -> None:
    election = Election.of(approvals=[[1, 1, 0], [0, 0, 1]], costs=[5, 5, 4], budget=14)
    by_lot = Tie(2, (0, 1), "lot")
    proof = prove(election, count(election, Rule("greedy")))
    assert proof.ties == (Tie(1, (2, 0, 1), "cheaper"), by_lot)
    graded = Election.of_ballots([{0: 2}, {1: 1}, {1: 1}], costs=[5, 5], budget=10)
    assert prove(graded, count(graded, Rule("greedy"))).ties == (Tie(1, (1, 0), "more votes"),)


def test_a_comparison_is_proven_whichever_side_it_keeps() -> None:
    ballots = [[1, 0, 0, 0]] * 5 + [[0, 1, 0, 0]] * 2 + [[0, 0, 1, 1]] * 2
    election = Election.of(approvals=ballots, costs=[90, 20, 15, 15], budget=90)
    outcome = count(election, Rule("equal-shares", completion="comparison"))
    assert outcome.compared is not None
    assert outcome.compared.kept == "greedy"
    assert prove(election, outcome).proved
    other = replace(outcome.compared, equal_shares=(1, 3), kept="greedy")
    proof = prove(election, replace(outcome, compared=other))
    assert proof.fault == "Equal shares would not fund what the comparison says."


def test_a_proof_says_in_words_what_is_wrong_and_in_which_round() -> None:
    election = Election.of(approvals=[[1, 1], [1, 0], [1, 0]], costs=[30, 20], budget=60)
    outcome = count(election, Rule("equal-shares"))
    step = outcome.rounds[0]
    cheaper = replace(step, rate=step.rate - TINY)
    proof = prove(election, replace(outcome, rounds=(cheaper,)), names=("Pool", "Park"))
    assert proof.round == 1
    assert proof.fault == "In round 1, what is paid for Pool is less than it costs."


def test_a_proof_owns_up_to_the_steps_it_does_not_cover() -> None:
    election = Election.of(approvals=[[1, 0]] * 3 + [[0, 1]] * 2, costs=[60, 50], budget=110)
    raised = prove(election, count(election, Rule("equal-shares", completion="add1")))
    assert "none of the earlier steps" in raised.not_covered[0]
    assert prove(election, count(election, Rule("equal-shares"))).not_covered == ()


def test_every_real_election_is_proven() -> None:
    rules = [Rule("equal-shares", completion="add1"), Rule("phragmen"), Rule("greedy")]
    for path in sorted(elections_folder().glob("*.pb")):
        election = read(path.read_bytes()).election
        faults = [prove(election, count(election, rule)).fault for rule in rules]
        assert (path.name, *faults) == (path.name, "", "", "")


def test_warsaw_needs_fractions_of_some_five_hundred_bits() -> None:
    election = a_real_election("Poland_Warszawa_2021_Mokotow").election
    outcome = count(election, Rule("equal-shares", completion="add1"))
    longest = max(step.rate.denominator.bit_length() for step in outcome.rounds)
    assert longest > 500  # where a float has 53
    assert prove(election, outcome).proved


def test_a_rate_off_by_one_part_in_ten_to_the_hundred_is_seen() -> None:
    election = a_real_election("Poland_Warszawa_2021_Mokotow").election
    outcome = count(election, Rule("equal-shares"))
    last = outcome.rounds[-1]
    rounds = (*outcome.rounds[:-1], replace(last, rate=last.rate + Fraction(1, 10**100)))
    proof = prove(election, replace(outcome, rounds=rounds))
    assert (proof.proved, proof.round) == (False, len(rounds))


@pytest.mark.parametrize("name", ["greedy", "greedy-no-skip", "majority-judgement"])
def test_to_prove_a_long_list_each_project_is_looked_at_a_few_times(name: str) -> None:
    n = 400
    election = Election.of_ballots(
        [{j: 1 + (j * voter) % 5 for j in range(voter, n, 7)} for voter in range(1, 40)],
        costs=[1000 + j % 13 for j in range(n)],
        budget=200_000,
    )
    proof = prove(election, count(election, Rule.parse(name)))
    assert proof.proved
    assert proof.comparisons < 40 * n  # all with all would be 200 times n
