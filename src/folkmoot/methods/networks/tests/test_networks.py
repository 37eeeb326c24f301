"""Brokers, bridges and those named: published answers, a plain count, and bad input."""

import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.methods.errors import InvalidInput
from folkmoot.methods.networks import (
    Network,
    Nomination,
    betweenness,
    brokerage,
    constraint,
    cut_points,
    effective_size,
    nominations,
)

ROLES = ("coordinator", "gatekeeper", "representative", "itinerant", "liaison")
PUBLISHED = (
    "zachary_karate_unweighted_0based",
    "florentine_marriage_15",
    "krackhardt_kite",
    "borgatti_1997_fig",
)
MEASURES = {
    "betweenness_raw": betweenness,
    "constraint": constraint,
    "effective_size": effective_size,
}


@pytest.fixture
def known(real_data: Path) -> Any:
    return json.loads((real_data / "organising" / "known_answers.json").read_text())


@pytest.mark.parametrize("which", PUBLISHED)
@pytest.mark.parametrize("measure", MEASURES)
def test_published_networks_give_their_published_answers(
    known: dict[str, Any], which: str, measure: str
) -> None:
    network = Network.of(known[which]["edges"])
    found = dict(zip(network.names, MEASURES[measure](network), strict=True))
    assert found == pytest.approx(known[which][measure], abs=1e-6)


@pytest.mark.parametrize("which", PUBLISHED)
def test_without_a_cut_point_some_can_no_longer_reach_each_other(
    known: dict[str, Any], which: str
) -> None:
    network = Network.of(known[which]["edges"])
    assert sorted(cut_points(network)) == sorted(known[which]["cutpoints"])


def test_sue_brokers_as_worked_out_by_hand(known: dict[str, Any]) -> None:
    told = known["gould_fernandez_hand_example"]
    network = Network.of(told["edges"], directed=True)
    roles = brokerage(network, [str(told["groups"][name]) for name in network.names])
    sue = network.names.index("sue")
    assert {role: getattr(roles, role)[sue] for role in ROLES} == told["sue"]
    assert roles.total[sue] == 10


def test_four_nodes_broker_as_another_program_documents(known: dict[str, Any]) -> None:
    told = known["cograph_doc_example_ABCD"]
    arrows = [("ABCD"[i], "ABCD"[j]) for i, j in np.argwhere(np.array(told["adj"])).tolist()]
    network = Network.of(arrows, names="ABCD", directed=True)
    roles = brokerage(network, [str(group) for group in told["groups"]])
    assert {role: getattr(roles, role).tolist() for role in ROLES} == told["roles"]


ARROWS = st.sets(
    st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")).filter(lambda t: t[0] != t[1])
)


@given(arrows=ARROWS, groups=st.lists(st.sampled_from("xyz"), min_size=7, max_size=7))
def test_brokers_are_those_a_plain_search_finds(
    arrows: set[tuple[str, str]], groups: list[str]
) -> None:
    network = Network.of(arrows, names="abcdefg", directed=True)
    found = brokerage(network, groups)
    plain = _searched(arrows, dict(zip("abcdefg", groups, strict=True)))
    for role in ROLES:
        assert getattr(found, role).tolist() == [plain.get((b, role), 0) for b in "abcdefg"]


def _searched(arrows: set[tuple[str, str]], group: dict[str, str]) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    for a, b, c in itertools.permutations("abcdefg", 3):
        if (a, b) in arrows and (b, c) in arrows and (a, c) not in arrows:
            key = b, _role(group[a], group[b], group[c])
            counts[key] = counts.get(key, 0) + 1
    return counts


def _role(a: str, b: str, c: str) -> str:
    if a == b == c:
        return "coordinator"
    if b == c:
        return "gatekeeper"
    if a == b:
        return "representative"
    return "itinerant" if a == c else "liaison"


TIES = st.dictionaries(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda t: t[0] < t[1]),
    st.integers(1, 9),
    min_size=1,
)


@given(ties=TIES)
def test_holes_are_those_of_the_formula_written_out(ties: Any) -> None:
    network = Network.of([(a, b, strength) for (a, b), strength in ties.items()], names="abcdef")
    z = network.ties.toarray()
    for i, (held, size) in enumerate(
        zip(constraint(network), effective_size(network), strict=True)
    ):
        friends = np.flatnonzero(z[i])
        if not len(friends):
            assert np.isnan(held)
            assert np.isnan(size)
            continue
        p = z / np.maximum(z.sum(axis=1, keepdims=True), 1)
        others = [[q for q in range(6) if q not in (i, j)] for j in friends]
        leads_back = [
            (p[i, j] + sum(p[i, q] * p[q, j] for q in rest)) ** 2
            for j, rest in zip(friends, others, strict=True)
        ]
        apart = [
            1 - sum(p[i, q] * z[j, q] / z[j].max() for q in rest)
            for j, rest in zip(friends, others, strict=True)
        ]
        assert held == pytest.approx(sum(leads_back))
        assert size == pytest.approx(sum(apart))


@given(ties=TIES, times=st.integers(2, 50))
def test_counting_strengths_in_other_units_changes_nothing(ties: Any, times: int) -> None:
    one = Network.of([(a, b, strength) for (a, b), strength in ties.items()])
    other = Network.of([(a, b, strength * times) for (a, b), strength in ties.items()])
    np.testing.assert_allclose(constraint(one), constraint(other))
    np.testing.assert_allclose(effective_size(one), effective_size(other))


def test_a_tie_told_from_both_ends_is_one_tie() -> None:
    network = Network.of([("baker", "school"), ("school", "baker"), ("baker", "school")])
    assert network.n_ties == 1
    assert constraint(network).tolist() == [1.0, 1.0]


def test_nobody_at_all_has_no_measures() -> None:
    nobody = Network.of([])
    assert [len(measure(nobody)) for measure in MEASURES.values()] == [0, 0, 0]
    assert brokerage(nobody, []).total.tolist() == []
    assert cut_points(nobody) == ()


@pytest.mark.parametrize(
    ("ties", "names", "says"),
    [
        ([("baker", "baker")], (), "“baker” is tied to itself."),
        ([("baker", "school", 0)], (), "from “baker” to “school” needs a strength above 0"),
        ([("baker", "school", float("inf"))], (), "needs a strength above 0"),
        ([], ("baker", "baker"), "A name is given twice."),
    ],
)
def test_a_network_that_cannot_be_is_refused_by_name(
    ties: Any, names: tuple[str, ...], says: str
) -> None:
    with pytest.raises(InvalidInput, match=says):
        Network.of(ties, names=names)


def test_everyone_needs_a_group() -> None:
    with pytest.raises(InvalidInput, match="2 names need as many groups, but 1 were given"):
        brokerage(Network.of([("baker", "school")]), ["trade"])


def test_being_named_from_many_streets_counts_for_more_than_often_from_one() -> None:
    mill_lane = [Nomination(f"heard {i}", "Mill Lane", "Asha") for i in range(5)]
    across = [
        Nomination("heard 5", "Quay Row", "Ted"),
        Nomination("heard 6", "Mill Lane", "Ted"),
        Nomination("heard 6", "Mill Lane", "Ted"),
        Nomination("Ted", "Quay Row", "Ted"),
    ]
    first, second = nominations([*mill_lane, *across])
    assert (first.name, first.n_streets, first.n_heard) == ("Ted", 2, 2)
    assert (second.name, second.n_streets, second.n_heard) == ("Asha", 1, 5)
