"""Small elections for tests: made up at random, tie-heavy, or read from the real ones."""

import os
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import strategies as st

from folkmoot.methods.budgeting import Election, Limit, Rule
from folkmoot.methods.budgeting.pabulib import PabulibElection, read
from folkmoot.methods.budgeting.rule import COMPLETES, FAMILIES, SATISFIES

BESIDE_US = Path(__file__).resolve().parents[5].parent / "shared" / "data"


def elections_folder() -> Path:
    """Where the real elections are, on machines that have them."""
    folder = Path(os.environ.get("FOLKMOOT_DATA", BESIDE_US)) / "elections"
    if not folder.is_dir():
        reason = f"no real elections at {folder}: set FOLKMOOT_DATA to the data folder"
        if os.environ.get("FOLKMOOT_REQUIRE_DATA") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


def a_real_election(name: str) -> PabulibElection:
    """A real election by the name of its file, without `.pb`."""
    return read((elections_folder() / f"{name}.pb").read_bytes())


@st.composite
def an_election(
    draw: st.DrawFn, *, with_points: bool = True, most_voters: int = 7, most_projects: int = 5
) -> Election:
    """A few voters and projects, with costs and points from so few that ties abound."""
    n_projects = draw(st.integers(1, most_projects))
    costs = st.one_of(st.sampled_from([6, 12, 18, 24]), st.integers(1, 40))
    points = st.integers(0, 3) if with_points and draw(st.booleans()) else st.integers(0, 1)
    ballot = st.lists(points, min_size=n_projects, max_size=n_projects)
    ballots = draw(st.lists(ballot, min_size=1, max_size=most_voters))
    return Election.of_ballots(
        [dict(enumerate(given)) for given in ballots],
        weights=[draw(st.sampled_from([1, 1, 1, 2, 3])) for _ in ballots],
        costs=draw(st.lists(costs, min_size=n_projects, max_size=n_projects)),
        budget=draw(st.one_of(st.sampled_from([12, 24, 36, 48, 72]), st.integers(1, 120))),
        lots=draw(st.permutations(range(n_projects))),
    )


@st.composite
def a_rule(draw: st.DrawFn) -> Rule:
    """Any rule with any settings."""
    family = draw(st.sampled_from(FAMILIES[:1] * 4 + FAMILIES[1:]))
    return Rule(
        family,
        draw(st.sampled_from(SATISFIES.get(family, ("cost",)))),
        draw(st.sampled_from(COMPLETES.get(family, ("none",)))),
        increment=draw(st.sampled_from([1, 1, 2, 5])),
        minimum_votes=draw(st.sampled_from([0, 0, 0, 2])),
        eligibility_cut=draw(st.sampled_from([False, False, True])),
        minimum_percent=draw(st.sampled_from([Fraction(0)] * 3 + [Fraction(25, 2), Fraction(40)])),
    )


@st.composite
def some_limits(draw: st.DrawFn, election: Election) -> Election:
    """The same election with up to three limits on what is funded together."""
    limit = st.builds(
        Limit,
        st.lists(st.integers(0, election.n_projects - 1), min_size=1, max_size=4).map(tuple),
        number=st.sampled_from([0, 1, 1, 1, 2]),
        money=st.sampled_from([None, None, 12, 30, 50]),
    )
    return election.with_limits(draw(st.lists(limit, max_size=3)))
