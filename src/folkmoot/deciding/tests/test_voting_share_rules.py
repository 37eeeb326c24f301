"""How a voter's share was spent, by every rule a decision can be counted by."""

from typing import Any

import pytest

from folkmoot.counting.asked import Asked
from folkmoot.deciding import actions
from folkmoot.deciding.analysis import held_election
from folkmoot.deciding.models import Decision
from folkmoot.deciding.tests.makers import NOON, a_place
from folkmoot.deciding.tests.test_voting_share import rounds_in, worked_out
from folkmoot.deciding.tests.voters import Voter

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
HEAD = """META
key;value
description;A village
budget;90
vote_type;{kind}
PROJECTS
project_id;cost;name
1;30;Bench
2;20;Swing
3;40;Pond
4;50;Hall
VOTES
voter_id;vote{points}
"""
TICKED = ("1,2,3", "1,2,3", "1,2", "2,4", "4", "3,4")
RULES = (
    *(f"equal-shares/cost/{each}" for each in ("none", "add1", "add1-then-votes", "comparison")),
    *("greedy", "greedy-no-skip", "greedy-per-cost", "phragmen"),
    *("bounded-overspending/cost", "exact-equal-shares/cost/none", "welfare/cost"),
    *("majority-judgement", "greedy/minimum=3"),
)


def held_elsewhere(rule: str, *, with_points: bool) -> Decision:
    """Six people of a village, by any rule, published and all found out."""
    kind, points = ("cumulative", ";points") if with_points else ("approval", "")
    lines = [
        f"{voter};{chosen}" + (f";{','.join('321'[: chosen.count(',') + 1])}" if points else "")
        for voter, chosen in enumerate(TICKED)
    ]
    data = HEAD.format(kind=kind, points=points) + "\n".join(lines) + "\n"
    held = held_election(data.encode(), Asked(rule=rule), source="village.pb")
    decision = actions.import_election(place=a_place(), held=held, by=None, at=NOON)
    return worked_out(decision)


@pytest.mark.parametrize("with_points", [False, True], ids=["ticks", "points"])
@pytest.mark.parametrize("rule", [*RULES, "equal-shares/points/add1"])
def test_every_rule_has_an_honest_page_for_a_voter(
    rule: str, with_points: bool, valid_html: Any
) -> None:
    if "points" in rule and not with_points:
        pytest.skip("it asks for points")
    decision = held_elsewhere(rule, with_points=with_points)
    for numbers in ((1, 2, 3, 4), (3,)):
        posted: dict[str, Any] = {"choose": [str(n) for n in numbers]}
        if with_points:
            posted = {f"give-{n}": str(n) for n in numbers}
        response = Voter(decision).post("my_share", posted)
        valid_html(response)
        told = rounds_in(response)
        assert sum("Funded" in each for each in told) == len(
            set(numbers) & set(decision.count.outcome["winners"])
        )
        assert not any("None" in each for each in told)
