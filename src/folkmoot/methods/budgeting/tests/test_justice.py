"""Was a group left behind? What we say is what trying every group says."""

from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.methods.budgeting import Election, Outcome, Round, Rule, count, neglected
from folkmoot.methods.budgeting.tests.makers import a_real_election, an_election
from folkmoot.methods.budgeting.tests.plainly import Plain

KINDS = st.sampled_from(["cost", "count", "points"])


def funding(projects: tuple[int, ...]) -> Outcome:
    """An outcome of which only the funded projects are known."""
    return Outcome("greedy/1", tuple(Round(j, 0, "votes") for j in projects), 0, 0)


def every_group(election: Election, funded: tuple[int, ...], kind: str) -> dict[int, int]:
    """For each project by which the outcome fails: the most voters in a neglected group."""
    plain, found = Plain(election), {}
    share = Fraction(plain.budget, len(plain.voters))

    def worth(ballot: dict[int, int], project: int) -> int:
        return {"cost": plain.costs[project], "count": 1, "points": ballot[project]}[kind]

    for project in set(plain.projects) - set(funded):
        supporters = [ballot for ballot in plain.voters if project in ballot]
        for size in range(1, len(supporters) + 1):
            for group in combinations(supporters, size):
                price = Fraction(plain.costs[project], sum(worth(b, project) for b in group))
                gains = [
                    sum(worth(b, j) for j in b if j in funded) + worth(b, project) for b in group
                ]
                if all(gain * price <= share for gain in gains):
                    found[project] = size
    return found


@given(an_election(most_voters=5), KINDS, st.data())
@settings(deadline=None, max_examples=150)
def test_a_neglected_group_is_found_whenever_there_is_one(
    election: Election, kind: Any, data: st.DataObject
) -> None:
    projects = data.draw(st.sets(st.integers(0, election.n_projects - 1)))
    outcome = funding(tuple(sorted(projects)))
    found = neglected(election, outcome, kind)
    groups = every_group(election, outcome.funded, kind)
    assert {each.project for each in found} == set(groups)
    for each in found:
        assert int(election.weights[each.ballots].sum()) == each.n_voters
        assert each.deserved == Fraction(each.n_voters * election.budget, election.n_voters)
        if kind != "points":  # with points a smaller group may have more of them
            assert each.n_voters == groups[each.project]


@given(an_election(), KINDS)
@settings(deadline=None, max_examples=300)
def test_equal_shares_never_leaves_such_a_group_behind(election: Election, kind: Any) -> None:
    assert neglected(election, count(election, Rule("equal-shares", kind)), kind) == ()


@given(an_election())
@settings(deadline=None)
def test_raised_shares_leave_nobody_behind_that_equal_shares_would_not(election: Election) -> None:
    outcome = count(election, Rule("equal-shares", completion="add1"))
    if outcome.endowment * election.n_voters >= election.budget:
        assert neglected(election, outcome) == ()


@given(an_election(with_points=False, most_voters=4, most_projects=4), st.data())
@settings(deadline=None, max_examples=60)
def test_where_we_find_nobody_pabutools_finds_nobody(
    election: Election, data: st.DataObject
) -> None:
    """EJR+ up to one is stronger than their EJR up to one, which tries every group."""
    pb = pytest.importorskip("pabutools.election")
    representation = pytest.importorskip("pabutools.analysis.justifiedrepresentation")
    chosen = data.draw(st.sets(st.integers(0, election.n_projects - 1)))
    if sum(int(election.costs[j]) for j in chosen) > election.budget or not chosen:
        return
    projects = [pb.Project(str(j), int(cost)) for j, cost in enumerate(election.costs)]
    instance = pb.Instance(projects, budget_limit=election.budget)
    ballots = [pb.ApprovalBallot([projects[j] for j in b]) for b in Plain(election).voters]
    for kind, sat in (("cost", pb.Cost_Sat), ("count", pb.Cardinality_Sat)):
        theirs = representation.is_EJR_one_approval(
            instance, pb.ApprovalProfile(ballots), sat, [projects[j] for j in chosen]
        )
        ours = neglected(election, funding(tuple(sorted(chosen))), kind)  # type: ignore[arg-type]
        assert theirs or ours


def test_sums_beyond_64_bits_are_compared_exactly() -> None:
    # Half the voters deserve 2**59; one more unit of money and they deserve nothing more.
    ballots, weights = [[0], [1]], [2**20, 2**20]
    for cost, fails in ((2**58, True), (2**58 + 1, False)):
        election = Election.of_ballots(ballots, weights, costs=[2**58, cost], budget=2**59)
        assert bool(neglected(election, funding((0,)))) is fails


def test_in_lodz_seventeen_projects_had_supporters_who_deserved_better() -> None:
    file = a_real_election("Poland_Lodz_2022")
    election = file.election
    assert file.selected is not None
    official = funding(tuple(file.ids.index(each) for each in file.selected))
    found = neglected(election, official)
    assert len(found) == 17
    for each in found:
        assert each.at_most + int(election.costs[each.project]) <= each.deserved
    assert neglected(election, count(election, Rule("equal-shares"))) == ()
