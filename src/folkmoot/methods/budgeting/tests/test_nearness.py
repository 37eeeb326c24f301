"""How near a project came: every answer is a recount, and no smaller change is missed."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.methods.budgeting import (
    CHANGES,
    Distance,
    Election,
    Rule,
    count,
    distance,
    distances,
)
from folkmoot.methods.budgeting.changes import with_cost, with_new_voters
from folkmoot.methods.budgeting.nearness import one_by_one
from folkmoot.methods.budgeting.tests.makers import a_real_election, a_rule, an_election
from folkmoot.methods.budgeting.tests.plain_counts import counted
from folkmoot.methods.budgeting.tests.plainly import Plain
from folkmoot.methods.errors import InvalidInput

EVERY = 10_000


def remade(plain: Plain, costs: list[int], voters: list[dict[int, int]]) -> Election:
    return Election.of_ballots(voters, costs=costs, budget=plain.budget, lots=plain.lots)


def wins(election: Election, rule: Rule, project: int) -> bool:
    return any(step["project"] == project for step in counted(election, rule)[0])


def cheaper(plain: Plain, project: int, less: int) -> Election:
    costs = [cost - less * (j == project) for j, cost in enumerate(plain.costs)]
    return remade(plain, costs, plain.voters)


def joined(plain: Plain, project: int, n_new: int) -> Election:
    most = max([1, *(points for ballot in plain.voters for points in ballot.values())])
    return remade(plain, plain.costs, plain.voters + [{project: most}] * n_new)


def persuaded(plain: Plain, project: int, n_more: int) -> Iterator[Election]:
    most = max([1, *(points for ballot in plain.voters for points in ballot.values())])
    others = [at for at, ballot in enumerate(plain.voters) if project not in ballot]
    for chosen in combinations(others, n_more):
        voters = [
            ballot | {project: most} if at in chosen else ballot
            for at, ballot in enumerate(plain.voters)
        ]
        yield remade(plain, plain.costs, voters)


def a_losing_project(election: Election, rule: Rule, data: st.DataObject) -> int | None:
    lost = set(range(election.n_projects)) - set(count(election, rule).funded)
    return data.draw(st.sampled_from(sorted(lost))) if lost else None


def assert_true(found: Distance, winning: list[int]) -> None:
    """`winning`: all amounts that win, of all there are."""
    assert found.amount is None or found.amount in winning
    assert all(amount >= found.ruled_out for amount in winning)
    if found.certain:
        assert found.amount == min(winning)


@given(an_election(), a_rule(), st.data())
@settings(deadline=None, max_examples=60)
def test_nothing_but_the_largest_cost_with_which_it_wins_is_called_the_largest(
    election: Election, rule: Rule, data: st.DataObject
) -> None:
    project = a_losing_project(election, rule, data)
    if project is None:
        return
    plain = Plain(election)
    found = distance(election, rule, project, "cost-reduction", most_counts=EVERY)
    less = range(1, plain.costs[project])
    winning = [each for each in less if wins(cheaper(plain, project, each), rule, project)]
    assert_true(found, winning)
    assert found.amount is None or found.certain
    if one_by_one(rule):
        assert found.amount == (min(winning) if winning else None)


def test_one_newcomer_can_win_all_the_money_for_what_everybody_chose() -> None:
    election = Election.of_ballots([[2, 3]], costs=[6, 6, 1, 1], budget=1)
    found = distance(election, Rule("equal-shares"), 3, "singleton-add")
    assert (found.amount, found.ruled_out) == (1, 1)


@given(an_election(most_voters=5), a_rule(), st.data())
@settings(deadline=None, max_examples=60)
def test_nothing_but_the_fewest_new_voters_is_called_the_fewest(
    election: Election, rule: Rule, data: st.DataObject
) -> None:
    project = a_losing_project(election, rule, data)
    if project is None:
        return
    plain = Plain(election)
    found = distance(election, rule, project, "singleton-add", most_counts=EVERY)
    more = range(1, len(plain.voters) + 1)
    winning = [each for each in more if wins(joined(plain, project, each), rule, project)]
    assert_true(found, winning)
    assert found.amount is None or found.certain


@given(an_election(most_voters=5), a_rule(), st.data())
@settings(deadline=None, max_examples=80)
def test_nobody_can_be_won_over_to_better_effect(
    election: Election, rule: Rule, data: st.DataObject
) -> None:
    project = a_losing_project(election, rule, data)
    if project is None:
        return
    plain = Plain(election)
    found = distance(election, rule, project, "optimist-add", most_counts=EVERY)
    others = sum(project not in ballot for ballot in plain.voters)
    winning = [
        each
        for each in range(1, others + 1)
        if any(wins(changed, rule, project) for changed in persuaded(plain, project, each))
    ]
    assert_true(found, winning)
    if one_by_one(rule):
        assert found.amount == (min(winning) if winning else None)


def test_what_has_won_needs_no_change() -> None:
    election = Election.of(approvals=[[1]], costs=[5], budget=5)
    found = distance(election, Rule("greedy"), 0, "cost-reduction")
    assert (found.amount, found.certain, found.after, found.n_tried) == (0, True, 5, 0)


def test_a_project_nobody_chose_does_not_win_by_being_cheaper_but_by_votes() -> None:
    election = Election.of(approvals=[[1, 0], [1, 0]], costs=[5, 5], budget=20)
    cost, votes = distances(election, Rule("equal-shares"))
    assert (cost.amount, cost.after, cost.certain) == (None, None, False)
    assert (votes.amount, votes.certain) == (1, True)


def test_a_search_ends_when_told_to_and_claims_no_more_than_it_tried() -> None:
    election = Election.of(approvals=[[1, 0]] * 40 + [[0, 1]], costs=[60, 45], budget=90)
    said: list[tuple[int, int]] = []
    found = distance(
        election,
        Rule("equal-shares", completion="add1"),
        1,
        "singleton-add",
        most_counts=50,
        progress=lambda done, most: said.append((done, most)),
        stop=lambda: len(said) >= 3,
    )
    assert said == [(1, 50), (2, 50), (3, 50)]
    assert (found.amount, found.n_tried, found.ruled_out) == (None, 3, 3)


def test_all_distances_can_be_watched_and_ended() -> None:
    election = Election.of(approvals=[[1, 0, 0]] * 4, costs=[60, 45, 30], budget=60)
    said: list[tuple[int, int]] = []
    found = distances(
        election,
        Rule("greedy"),
        progress=lambda done, most: said.append((done, most)),
        stop=lambda: len(said) >= 1,
    )
    assert said == [(1, 4)]
    assert [each.project for each in found] == [1]


def test_what_is_asked_wrongly_is_refused_in_words() -> None:
    election = Election.of(approvals=[[1]], costs=[5], budget=5)
    with pytest.raises(InvalidInput, match="no such project"):
        distance(election, Rule("greedy"), 1, "cost-reduction")
    with pytest.raises(InvalidInput, match="not a change we know"):
        distance(election, Rule("greedy"), 0, "bribery")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("project", "largest_cost", "newcomers", "persuaded"), [(4, 27_148, 5, 7), (14, 74_624, 14, 12)]
)
def test_in_swiecie_those_just_below_the_line_know_what_they_lacked(
    project: int, largest_cost: int, newcomers: int, persuaded: int
) -> None:
    election, rule = a_real_election("Poland_Swiecie_2023").election, Rule("equal-shares")
    cost, new, won_over = (distance(election, rule, project, change) for change in CHANGES)
    assert (cost.after, new.amount, won_over.amount) == (largest_cost, newcomers, persuaded)
    assert cost.certain
    assert new.certain
    assert won_over.certain
    assert not changes_win(election, rule, project, largest_cost + 1, newcomers - 1)
    assert changes_win(election, rule, project, largest_cost, newcomers) == [True, True]


def changes_win(
    election: Election, rule: Rule, project: int, cost: int, newcomers: int
) -> list[bool]:
    """Whether the project wins at this cost, and with so many newcomers: those that do."""
    changed = with_cost(election, project, cost), with_new_voters(election, project, newcomers)
    return [True for each in changed if project in count(each, rule).funded]
