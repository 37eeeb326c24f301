"""The set worth most is found, is the first of its equals, and its proof can be checked."""

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.methods.budgeting import (
    Election,
    Limit,
    Outcome,
    Rule,
    count,
    explain,
    prove,
    result_json,
)
from folkmoot.methods.budgeting.counting import admitted
from folkmoot.methods.budgeting.pabulib import read
from folkmoot.methods.budgeting.patience import Patience
from folkmoot.methods.budgeting.rule import SATISFACTIONS, Satisfaction
from folkmoot.methods.budgeting.tests.files import GOOD
from folkmoot.methods.budgeting.tests.makers import (
    a_real_election,
    an_election,
    elections_folder,
    some_limits,
)
from folkmoot.methods.budgeting.tests.plainly_best import best_set
from folkmoot.methods.budgeting.welfare import BEST, MOST_CASES, NOT_FIRST, welfare

WORTH = st.sampled_from(SATISFACTIONS)


def doubt(election: Election, outcome: Outcome) -> str:
    return prove(election, outcome).fault


def a_hard_choice(n_projects: int = 24) -> Election:
    """Everybody chose everything, and nothing adds up to the budget quite: many near misses."""
    costs = [1_000_003 + 7_919 * j * j for j in range(n_projects)]
    return Election.of(approvals=[[1] * n_projects], costs=costs, budget=sum(costs) // 2 + 1)


@given(an_election(most_projects=8), WORTH, st.data())
@settings(max_examples=300, deadline=None)
def test_the_first_of_all_best_sets_is_found_and_proved(
    election: Election, satisfaction: Satisfaction, data: st.DataObject
) -> None:
    limited = data.draw(some_limits(election))
    rule = Rule("welfare", satisfaction)
    outcome = count(limited, rule)
    assert list(outcome.funded) == [step["project"] for step in best_set(limited, rule)]
    assert doubt(limited, outcome) == ""


@given(an_election(most_projects=6), WORTH, st.data())
@settings(max_examples=200, deadline=None)
def test_no_other_set_passes_with_that_proof(
    election: Election, satisfaction: Satisfaction, data: st.DataObject
) -> None:
    outcome = count(election, Rule("welfare", satisfaction))
    other = data.draw(st.sets(st.integers(0, election.n_projects - 1)))
    if other == set(outcome.funded) or not outcome.rounds:
        return
    rounds = tuple(replace(outcome.rounds[0], project=j) for j in sorted(other))
    assert doubt(election, replace(outcome, rounds=rounds))


@given(an_election(most_projects=6), WORTH, st.integers(1, 6), st.data())
@settings(max_examples=200, deadline=None)
def test_a_search_that_is_ended_says_truly_how_good_a_set_could_be(
    election: Election, satisfaction: Satisfaction, most: int, data: st.DataObject
) -> None:
    limited = data.draw(some_limits(election))
    rule = Rule("welfare", satisfaction)
    allowed = admitted(limited, rule)
    outcome = welfare(limited, satisfaction, allowed, Patience(most))
    best = count(limited, rule)
    if outcome.optimum is None or best.optimum is None:
        assert outcome.rounds == best.rounds == ()
        return
    assert outcome.optimum.value <= best.optimum.value <= outcome.optimum.at_most
    proof = prove(limited, outcome)
    assert proof.proved == (outcome.stopped_because == BEST)
    if proof.proved:
        assert outcome.rounds == best.rounds


def test_what_was_proved_is_said_when_there_was_no_time_for_more() -> None:
    said: list[int] = []
    patience = Patience(5, progress=lambda done, _: said.append(done))
    outcome = welfare(a_hard_choice(), "cost", patience=patience)
    assert said == [1, 2, 3, 4, 5]
    assert outcome.stopped_because.startswith("The search was ended before it was done.")
    assert outcome.stopped_because.endswith("% more.")
    assert outcome.optimum is not None
    stopped = welfare(a_hard_choice(), "cost", patience=Patience(10**6, stop=lambda: True))
    assert stopped.optimum is not None
    assert stopped.optimum.n_cases == 0


def test_the_best_set_may_be_known_before_the_first_of_its_equals_is() -> None:
    election = Election.of(approvals=[[1] * 6], costs=[10, 10, 10, 10, 10, 11], budget=30)
    enough = next(
        outcome
        for most in range(1, 100)
        if (outcome := welfare(election, "count", patience=Patience(most))).optimum
        and outcome.optimum.value == outcome.optimum.at_most
    )
    assert enough.stopped_because in (BEST, NOT_FIRST)
    assert welfare(election, "count").funded == (0, 1, 2)


def test_votes_on_one_dear_thing_do_not_hide_what_two_cheaper_ones_are_worth() -> None:
    ballots = [[1, 0, 0]] * 5 + [[0, 1, 1]] * 4
    election = Election.of(approvals=ballots, costs=[90, 50, 50], budget=100)
    assert count(election, Rule("greedy")).funded == (0,)
    assert count(election, Rule("welfare", "count")).funded == (1, 2)
    assert count(election, Rule("welfare", "cost")).funded == (0,)
    assert explain(election, count(election, Rule("welfare")))[1].why == "better-without"


def test_limits_are_kept_and_the_best_is_found_within_them() -> None:
    ballots = [[1, 1, 0]] * 5 + [[0, 0, 1]] * 4
    election = Election.of(approvals=ballots, costs=[50, 50, 50], budget=100)
    apart = election.with_limits([Limit.one_of(0, 1)])
    assert count(election, Rule("welfare")).funded == (0, 1)
    assert count(apart, Rule("welfare")).funded == (0, 2)


def test_scipy_is_not_loaded_by_any_other_rule() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _WITHOUT_SCIPY], capture_output=True, text=True, check=True
    )
    assert told.stdout == "False True\n"


_WITHOUT_SCIPY = """
import sys
from folkmoot.methods.budgeting import Election, Limit, Rule, count
election = Election.of(approvals=[[1, 1]], costs=[5, 5], budget=5)
for name in ("mes/add1", "phragmen", "welfare"):
    count(election, Rule.parse(name))
before = "scipy" in sys.modules
count(election.with_limits([Limit.one_of(0, 1)]), Rule("welfare"))
print(before, "scipy" in sys.modules)
"""


def shown(proof: dict[str, Any], funded: Iterable[int]) -> bool:
    """The check, written again from the description of the file alone."""
    worth, parts, step = proof["worth"], int(proof["price_parts"]), proof["step"]

    def none(cases: list[Any], at_least: int, taken: set[int], left_out: set[int]) -> bool:
        waiting = [(taken, left_out)]
        for case in cases:
            inside, outside = waiting.pop()
            if isinstance(case, int):
                waiting += [(inside, outside | {case}), (inside | {case}, outside)]
                continue
            prices = [int(price) for price in case]
            most = sum(p * c["most"] for p, c in zip(prices, proof["ceilings"], strict=True))
            for j in set(range(len(worth))) - outside:
                used = sum(p * c["uses"][j] for p, c in zip(prices, proof["ceilings"], strict=True))
                more = parts * worth[j] - used
                most += more if j in inside else max(more, 0)
            if min(prices) < 0 or most >= at_least * parts:
                return False
        return not waiting

    chosen, outside = set(funded), set[int]()
    best = sum(worth[j] for j in chosen) == proof["value"] == proof["at_most"]
    best = best and none(proof["cases"], proof["value"] + step, set(), set())
    for j, cases in proof["none_before"]:
        before = {k for k in chosen if k < j}
        best = best and none(cases, proof["value"], before | {j}, set(outside))
        outside.add(j)
    return best and len(outside) + len(chosen) == len(worth)


def test_the_result_carries_a_proof_that_a_few_lines_can_check() -> None:
    file, rule = read(GOOD.encode()), Rule("welfare")
    told = json.loads(json.dumps(result_json(file, rule, count(file.election, rule))))
    proof = told["proof"]
    assert shown(proof, [proof["projects"].index(project) for project in told["winners"]])
    assert "proof" not in result_json(file, Rule("greedy"), count(file.election, Rule("greedy")))


@pytest.mark.parametrize("satisfaction", SATISFACTIONS)
def test_on_every_real_election_the_best_set_is_proved(satisfaction: Satisfaction) -> None:
    for path in sorted(elections_folder().glob("*.pb")):
        election = read(path.read_bytes()).election
        rule = Rule("welfare", satisfaction)
        outcome = count(election, rule)
        assert outcome.stopped_because == BEST, path.stem
        assert doubt(election, outcome) == "", path.stem


def test_under_limits_a_real_election_is_proved_too() -> None:
    election = a_real_election("Poland_Swiecie_2023").election
    thirds = [election.budget * 3 // 10 + 7] * 3
    limits = [
        Limit(tuple(range(k, election.n_projects, 3)), money=most) for k, most in enumerate(thirds)
    ]
    limited = election.with_limits([*limits, Limit.one_of(0, 1), Limit((4, 5, 6, 7), number=2)])
    outcome = count(limited, Rule("welfare"))
    assert outcome.stopped_because == BEST
    assert doubt(limited, outcome) == ""


def test_who_waits_for_a_count_hears_how_far_it_is_and_may_end_it() -> None:
    heard: list[tuple[int, int]] = []

    def stopping(done: int, of: int) -> None:
        heard.append((done, of))
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        count(a_hard_choice(), Rule("welfare"), stopping)
    assert heard == [(1, MOST_CASES), (2, MOST_CASES), (3, MOST_CASES)]


def test_a_result_that_was_not_searched_to_its_end_is_not_called_proved() -> None:
    outcome = welfare(a_hard_choice(), "cost", patience=Patience(5))
    proof = prove(a_hard_choice(), outcome)
    assert (proof.proved, proof.fault) == (
        False,
        "The search was ended early: another set may be worth more.",
    )
    assert prove(a_hard_choice(6), count(a_hard_choice(6), Rule("welfare"))).proved


def test_a_proof_with_other_prices_or_a_case_less_is_seen_through() -> None:
    election = a_hard_choice(10)
    outcome = count(election, Rule("welfare"))
    optimum = outcome.optimum
    assert optimum is not None
    assert prove(election, outcome).proved
    below = [tuple(-price for price in case) for case in optimum.cases if isinstance(case, tuple)]
    for cases in (optimum.cases[:-1], optimum.cases + optimum.cases[-1:], (below[0],), ((0,),)):
        changed = replace(outcome, optimum=replace(optimum, cases=cases))
        assert "do not show that no set" in prove(election, changed).fault
    less = replace(outcome, optimum=replace(optimum, none_before=None))
    assert prove(election, less).fault.endswith("would come before it.")
