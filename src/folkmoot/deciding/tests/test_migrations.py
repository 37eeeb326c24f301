"""What was decided before a change of the tables is found after it."""

import pytest
from django.db import DatabaseError, transaction

from folkmoot.deciding.models import Count, Stage, Winner
from folkmoot.deciding.queries.decisions import winners_of
from folkmoot.deciding.tests.makers import a_decision, a_vote, close_and_count
from tests.fixtures.database import as_if_updated

pytestmark = pytest.mark.django_db(transaction=True)


def a_count(*votes: int, costs: tuple[int, ...] = (30_00, 20_00, 50_00)) -> Count:
    decision = a_decision(stage=Stage.OPEN, costs=costs, completion="none")
    for number in votes:
        a_vote(decision, number)
    return close_and_count(decision)


def won(count: Count) -> list[int]:
    """What the rows say, by number, in turn."""
    return list(winners_of([count.decision]).values_list("option__number", flat=True))


def test_who_won_before_winners_had_rows_is_written_from_the_count() -> None:
    some, none = a_count(2, 2, 1), a_count(1, 2, costs=(90_00, 90_00))
    assert won(some) == some.outcome["winners"] != []
    as_if_updated("deciding", "0014")
    assert won(some) == some.outcome["winners"]
    assert won(none) == none.outcome["winners"] == []


def test_nothing_wins_in_a_count_of_another_decision() -> None:
    here, there = a_count(2, 2, 1), a_count(1)
    with (
        pytest.raises(DatabaseError, match="of the decision that was counted"),
        transaction.atomic(),
    ):
        Winner.objects.create(count=here, option=there.decision.options.get(number=1), turn=9)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        Winner.objects.filter(count=here).update(turn=9)
