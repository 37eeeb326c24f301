"""An independent implementation, with our tie order, funds the same projects in the same order."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given, settings

from folkmoot.methods.budgeting import Election, Rule, count
from folkmoot.methods.budgeting.tests.makers import a_real_election, an_election
from folkmoot.methods.budgeting.ties import tie_order

LISTED = ("phragmen", "greedy", "greedy-per-cost")  # they sort what they return
REAL = [
    "Netherlands_Assen_2024",
    "Canada_Stanford_Dataset_PB_Dieppe_2018_vote_approvals",
    "Hungary_Budapest_2022_VIII_Jozsefvaros",
    "Hungary_Budapest_2023_VIII_Jozsefvaros",
    "Hungary_Budapest_2024_VIII_Jozsefvaros",
    "Poland_Warszawa_2017_Niskie_Okecie",
    "Poland_Warszawa_2019_RudaMarymontLas_Bielanski",
    "Poland_Warszawa_2019_Sluzewiec",
    "Poland_Warszawa_2026_Tarchomin",
    "Poland_Warszawa_2026_Szczesliwice",
    "Poland_Gdynia_2023_Kamienna_Gora__small",
    "Poland_Gdynia_2021_Leszczynki__small",
    "Poland_Lodz_2020_Wiskitno",
]


@pytest.fixture(scope="module")
def theirs() -> Callable[[Election, str], list[int]]:
    pb = pytest.importorskip("pabutools.election")
    rules = pytest.importorskip("pabutools.rules")
    ties = pytest.importorskip("pabutools.tiebreaking")

    def counted(election: Election, name: str, *, raised: bool = False) -> list[int]:
        place = tie_order(election)
        projects = [pb.Project(str(j), int(cost)) for j, cost in enumerate(election.costs)]
        instance = pb.Instance(projects, budget_limit=election.budget)
        profile = _profile(pb, election, projects, points=name == "points")
        order = ties.TieBreakingRule(lambda _, __, project: int(place[int(project.name)]))
        options: dict[str, Any] = {"tie_breaking": order}
        if name == "phragmen":
            found = rules.sequential_phragmen(instance, profile, **options)
        elif name.startswith("greedy"):
            per_cost = pb.Cardinality_Sat if name == "greedy-per-cost" else pb.Cost_Sat
            options |= {"sat_class": per_cost, "is_sat_additive": True}
            found = rules.greedy_utilitarian_welfare(instance, profile, **options)
        else:
            sat = {"cost": pb.Cost_Sat, "count": pb.Cardinality_Sat}
            options["sat_class"] = sat.get(name, pb.Additive_Cardinal_Sat)
            if raised:
                options["voter_budget_increment"] = 1
            found = rules.method_of_equal_shares(instance, profile, **options)
        return [int(project.name) for project in found]

    return counted


def _profile(pb: Any, election: Election, projects: list[Any], *, points: bool) -> Any:
    ballots = []
    for row, voters in enumerate(election.weights):
        span = slice(int(election.indptr[row]), int(election.indptr[row + 1]))
        chosen = [projects[j] for j in election.indices[span]]
        scores = dict(zip(chosen, election.scores[span].tolist(), strict=True))
        made = pb.CardinalBallot(scores) if points else pb.ApprovalBallot(chosen)
        ballots += [made] * int(voters)
    return pb.CardinalProfile(ballots) if points else pb.ApprovalProfile(ballots)


def assert_the_same(election: Election, name: str, theirs: Callable[..., list[int]]) -> None:
    family = f"equal-shares/{name}" if name in {"cost", "count", "points"} else name
    ours, votes = count(election, Rule.parse(family)), election.votes
    found = [j for j in theirs(election, name) if votes[j]]  # they fund what nobody chose
    if name == "phragmen" and len(found) < len(ours.funded):
        # They stop when any of several tied projects does not fit; we buy those that do.
        assert tuple(sorted(found)) == tuple(sorted(ours.funded[: len(found)]))
        assert ours.rounds[len(found)].tied_with
    elif name in LISTED:
        assert sorted(found) == sorted(ours.funded)
    else:
        assert tuple(found) == ours.funded


@pytest.mark.parametrize("name", ["cost", "count", "points", *LISTED])
def test_on_elections_made_up_at_random(name: str, theirs: Callable[..., list[int]]) -> None:
    @given(an_election(with_points=name == "points"))
    @settings(deadline=None, max_examples=60)
    def compared(election: Election) -> None:
        if election.indices.size:
            assert_the_same(election, name, theirs)

    compared()


@pytest.mark.parametrize("file", REAL)
def test_on_real_elections_no_set_they_find_is_worth_more_than_ours(file: str) -> None:
    """`max_additive_utilitarian_welfare`; which of several best sets they name, they do not say."""
    pb = pytest.importorskip("pabutools.election")
    rules = pytest.importorskip("pabutools.rules")
    election = a_real_election(file).election
    projects = [pb.Project(str(j), int(cost)) for j, cost in enumerate(election.costs)]
    instance = pb.Instance(projects, budget_limit=election.budget)
    profile = _profile(pb, election, projects, points=False)
    for satisfaction, theirs in (("cost", pb.Cost_Sat), ("count", pb.Cardinality_Sat)):
        found = rules.max_additive_utilitarian_welfare(instance, profile, sat_class=theirs)
        ours = count(election, Rule.parse(f"welfare/{satisfaction}")).optimum
        worth = election.votes * (election.costs if satisfaction == "cost" else 1)
        assert ours is not None
        assert ours.value == sum(int(worth[int(project.name)]) for project in found)


@pytest.mark.parametrize("file", REAL)
def test_on_real_elections(file: str, theirs: Callable[..., list[int]]) -> None:
    election = a_real_election(file).election
    for name in ("cost", "count", *LISTED):
        assert_the_same(election, name, theirs)


@pytest.mark.parametrize("name", ["cost", "count", "points"])
def test_raised_from_the_exact_share_until_nothing_fits_it_is_their_completion(
    name: str, theirs: Callable[..., list[int]]
) -> None:
    """With one difference: we leave out projects that cost more than the whole budget."""

    @given(an_election(with_points=name == "points", most_voters=5, most_projects=4))
    @settings(deadline=None, max_examples=40)
    def compared(election: Election) -> None:
        assume(election.indices.size and not ((election.costs > election.budget).any()))
        ours = count(election, Rule.parse(f"equal-shares/{name}/add1-exact-full"))
        votes = election.votes
        assert tuple(j for j in theirs(election, name, raised=True) if votes[j]) == ours.funded

    compared()


@pytest.mark.parametrize("file", ["Netherlands_Assen_2024", "Poland_Swiecie_2023"])
def test_on_real_elections_raised_as_they_do(file: str, theirs: Callable[..., list[int]]) -> None:
    election = a_real_election(file).election
    ours = count(election, Rule.parse("equal-shares/add1-exact-full"))
    assert tuple(theirs(election, "cost", raised=True)) == ours.funded
