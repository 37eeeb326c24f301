"""What one voter's share bought, found by the id the file gives the voter."""

from collections.abc import Sequence
from typing import Any

from folkmoot.counting.facts.counted import Counted
from folkmoot.counting.refusals import Refused
from folkmoot.counting.watching import Stages
from folkmoot.methods.budgeting.pabulib import PabulibElection
from folkmoot.methods.budgeting.pabulib.finding import ballot_of
from folkmoot.methods.budgeting.shares_spent import receipt

Ballot = dict[int, int]


def ballots_of(
    data: memoryview, file: PabulibElection, voters: Sequence[str], stages: Stages, *, lenient: bool
) -> dict[str, Ballot]:
    """The ballot of each voter asked about. Raises Refused for one who did not vote."""
    stages.begin("Looking for the voter")
    found = {voter: ballot_of(data, voter, lenient=lenient) for voter in voters}
    for voter, ballot in found.items():
        if ballot is None:
            raise Refused(f"Nobody voted under the id “{voter}”.")
    return {voter: ballot for voter, ballot in found.items() if ballot is not None}


def receipts(found: Counted, ballots: dict[str, Ballot]) -> list[dict[str, Any]]:
    """What became of each ballot."""
    return [{"voter": voter} | _receipt(found, ballot) for voter, ballot in ballots.items()]


def _receipt(found: Counted, ballot: Ballot) -> dict[str, Any]:
    mine = receipt(found.election, found.outcome, ballot)
    ids = found.file.ids
    return {
        "given": found.sum(mine.given),
        "paid": [{"project": ids[j], "sum": found.sum(money)} for j, money in mine.paid],
        "left": found.sum(mine.left),
        "funded": found.ids(mine.funded),
        "not_funded": found.ids(mine.not_funded),
        "worth": found.sum(mine.worth),
    }
