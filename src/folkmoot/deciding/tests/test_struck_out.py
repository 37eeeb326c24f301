"""An option struck out after people voted for it: the file still recounts, ties and all."""

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from django.test import Client

from folkmoot.counting.facts.counted import counted
from folkmoot.deciding import actions
from folkmoot.deciding.models import BallotType, Decision, Option
from folkmoot.deciding.tests.makers import (
    NOON,
    Drawn,
    a_decision,
    a_vote,
    close_and_count,
    three_officers,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def an_open(lots: list[int], **settings: Any) -> Decision:
    decision = a_decision(veto_grounds="It must be lawful.", **settings)
    three_officers(decision)
    return actions.open_voting(decision=decision, rng=Drawn(*lots), by=None, at=NOON)


def strike_out(decision: Decision, number: int) -> Option:
    return actions.veto_option(
        option=decision.options.get(number=number), because="It is not ours.", by=None, at=NOON
    )


@pytest.mark.parametrize("lots", [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]], ids=str)
@pytest.mark.parametrize(
    ("ballot_type", "ballots", "settings"),
    [
        (BallotType.APPROVAL, [{1: 1}, {1: 1, 2: 1, 3: 1}, {4: 1}, {2: 1}, {3: 1}], {}),
        (BallotType.KNAPSACK, [{1: 1}, {2: 1, 3: 1}, {4: 1}], {}),
        (BallotType.POINTS, [{1: 10}, {1: 4, 2: 3, 3: 3}, {4: 6}], {"satisfaction": "points"}),
        (BallotType.RANKING, [{1: 1}, {1: 1, 3: 2, 2: 3}, {4: 1, 1: 2}], {"max_choices": 3}),
    ],
)
@pytest.mark.parametrize("family", ["equal-shares", "greedy", "phragmen"])
def test_the_pack_recounts_to_the_same_digest_without_it(
    client: Client,
    lots: list[int],
    ballot_type: str,
    ballots: list[dict[int, int]],
    settings: dict[str, Any],
    family: str,
) -> None:
    if family != "equal-shares":
        settings = settings | {"rule_family": family, "completion": "none", "satisfaction": "cost"}
    decision = an_open(lots, ballot_type=ballot_type, budget=60_00, **settings)
    for given in ballots:
        a_vote(decision, given=given)
    strike_out(decision, 1)

    count = close_and_count(decision)
    recount = counted(client.get(f"/decisions/{decision.ref}/ballots.pb").content)

    assert recount["digest"] == count.digest
    assert [int(number) for number in recount["winners"]] == count.outcome["winners"]
    assert recount["ballots"] == count.n_ballots == len(ballots), "who chose only it still voted"
    assert 1 not in count.outcome["winners"]


def test_the_pack_says_what_was_struck_out_when_and_why(client: Client) -> None:
    decision = an_open([0, 1, 2, 3], completion="none")
    a_vote(decision, 1, 2)
    strike_out(decision, 1)
    close_and_count(decision)

    packed = client.get(f"/decisions/{decision.ref}/recount.zip").content
    with zipfile.ZipFile(io.BytesIO(packed)) as pack:
        frozen = json.loads(pack.read("frozen.json"))
        table = list(csv.DictReader(io.StringIO(pack.read("result.csv").decode("utf-8-sig"))))
        told = pack.read("README.txt").decode()

    assert [option["number"] for option in frozen["options"]] == [1, 2, 3, 4]
    assert [
        (row["number"], row["funded"], row["why"]) for row in table if row["number"] == "1"
    ] == [("1", "struck out", "Struck out after voting opened: It is not ours.")]
    assert "Struck out" in told
    assert "1. Option 1: It is not ours." in told
