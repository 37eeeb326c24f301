"""What is funded together keeps the limits, whatever the ballots."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.methods.budgeting import (
    Election,
    Limit,
    Rule,
    RuledOut,
    broken,
    count,
    digest,
    explain,
)
from folkmoot.methods.budgeting.tests.makers import a_rule, an_election, some_limits
from folkmoot.methods.errors import InvalidInput


def two_plans_for_a_square() -> Election:
    """Six want the pond, five the stage, four the swings; the square takes one of the first two."""
    ballots = [[1, 0, 0]] * 6 + [[0, 1, 0]] * 5 + [[0, 0, 1]] * 4
    election = Election.of(approvals=ballots, costs=[30, 20, 40], budget=70)
    return election.with_limits([Limit.one_of(0, 1)])


def test_of_projects_that_exclude_each_other_one_is_built() -> None:
    election = two_plans_for_a_square()
    assert count(election, Rule("greedy")).funded == (0, 2)
    why = {
        account.project: account.why
        for account in explain(election, count(election, Rule("greedy")))
    }
    assert why == {0: "funded", 1: "ruled-out", 2: "funded"}


def test_a_project_that_is_ruled_out_does_not_end_the_count() -> None:
    assert count(two_plans_for_a_square(), Rule("greedy-no-skip")).funded == (0, 2)


def test_a_district_never_gets_more_than_its_ceiling() -> None:
    ballots = [[1, 1, 1, 0]] * 9 + [[0, 0, 0, 1]]
    election = Election.of(approvals=ballots, costs=[30, 40, 20, 30], budget=120)
    north = Limit.by_group(["north", "north", "north", "south"], {"north": 50})
    assert count(election.with_limits(north), Rule("greedy")).funded == (2, 0, 3)


def test_a_project_dearer_than_its_district_takes_no_part() -> None:
    ballots = [[1, 0]] * 9 + [[0, 1]]
    election = Election.of(approvals=ballots, costs=[60, 30], budget=60)
    limited = election.with_limits([Limit((0,), money=50)])
    for name in (
        "greedy",
        "greedy-no-skip",
        "mes",
        "mes/add1",
        "phragmen",
        "bos",
        "ees",
        "majority-judgement",
    ):
        outcome = count(limited, Rule.parse(name))
        assert 0 not in outcome.funded, name
        assert explain(limited, outcome)[0].why == "ruled-out", name


def test_supporters_of_what_is_ruled_out_keep_their_money_for_others() -> None:
    # Ann and Bob want the pond, the stage and the swings. The pond rules the stage out.
    ballots = [[1, 1, 1], [1, 1, 1]]
    election = Election.of(approvals=ballots, costs=[40, 30, 50], budget=100)
    limited = election.with_limits([Limit.one_of(0, 1)])
    for name in ("mes", "bos", "ees"):
        assert set(count(election, Rule.parse(name)).funded) == {0, 1}, name
        assert set(count(limited, Rule.parse(name)).funded) == {1, 2}, name


@given(an_election(), a_rule(), st.data())
@settings(deadline=None, max_examples=300)
def test_no_rule_that_takes_limits_breaks_one(
    election: Election, rule: Rule, data: st.DataObject
) -> None:
    limited = data.draw(some_limits(election))
    outcome = count(limited, rule)
    assert not broken(limited, outcome.funded)
    for account in explain(limited, outcome):
        assert (account.effective_support >= 1) == account.funded == (account.why == "funded")


@given(an_election(), st.data())
def test_what_is_ruled_out_is_what_would_break_a_limit(
    election: Election, data: st.DataObject
) -> None:
    limited = data.draw(some_limits(election))
    ruled_out, funded = RuledOut(limited), list[int]()
    while True:
        would = [bool(broken(limited, [*funded, j])) for j in range(election.n_projects)]
        others = [j for j in range(election.n_projects) if j not in funded]
        assert [bool(ruled_out.now[j]) for j in others] == [would[j] for j in others]
        can = [j for j in others if not would[j]]
        if not can:
            return
        chosen = data.draw(st.sampled_from(can))
        before = ruled_out.now.copy()
        newly = ruled_out.fund(chosen)
        assert newly.tolist() == np.flatnonzero(ruled_out.now & ~before).tolist()
        funded.append(chosen)


@pytest.mark.parametrize(
    "name", ["mes", "mes/add1", "equal-shares/cost/add1-then-votes", "phragmen"]
)
def test_rules_the_compiled_core_counts_keep_limits_too(name: str) -> None:
    limited = two_plans_for_a_square()
    rule = Rule.parse(name)
    kept = count(limited, rule)
    assert not broken(limited, kept.funded)
    assert len(set(kept.funded) & {0, 1}) == 1


def test_limits_are_part_of_the_fingerprint_and_none_leave_it_as_it_was() -> None:
    limited, rule = two_plans_for_a_square(), Rule("greedy")
    free = limited.with_limits([])
    outcome = count(free, rule)
    plain = Election.of(
        approvals=[[1, 0, 0]] * 6 + [[0, 1, 0]] * 5 + [[0, 0, 1]] * 4, costs=[30, 20, 40], budget=70
    )
    assert digest(free, rule, outcome) == digest(plain, rule, outcome)
    assert digest(limited, rule, outcome) != digest(free, rule, outcome)


def test_it_makes_no_difference_in_which_order_limits_are_given() -> None:
    one, two = Limit.one_of(1, 0), Limit((2,), money=50, number=None)
    election = two_plans_for_a_square()
    assert election.with_limits([one, two, one]).limits == election.with_limits([two, one]).limits


def test_limits_that_make_no_sense_are_refused_in_words() -> None:
    election = two_plans_for_a_square()
    for made, sentence in (
        (lambda: Limit((), number=1), "must name"),
        (lambda: Limit((1,)), "how many projects, or how much money"),
        (lambda: Limit((1,), number=-1), "below nothing"),
        (lambda: election.with_limits([Limit((3,), number=1)]), "not in this election"),
        (lambda: Limit.by_group(["north"], {"south": 5}), "No project belongs"),
    ):
        with pytest.raises(InvalidInput, match=sentence):
            made()
