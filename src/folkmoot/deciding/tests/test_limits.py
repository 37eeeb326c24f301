"""What may be funded together is said while a decision is prepared, and fixed at opening."""

import hashlib
import json
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from folkmoot.deciding import actions, rules
from folkmoot.deciding.models import Decision, Limit, Option
from folkmoot.deciding.queries.settings import fingerprint, settings_in_words
from folkmoot.deciding.tests.limits import NORTH, SQUARE, a_limit, asked, opened_with_limits
from folkmoot.deciding.tests.makers import NOON, a_decision, close, three_officers
from folkmoot.deciding.tests.test_results import a_result
from folkmoot.kernel.rules import Refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("numbers", "said", "sentence"),
    [
        ((1, 2), {"name": "  "}, "Give the limit a name."),
        ((1, 2), {"name": "PARKS"}, "There is a limit with this name already."),
        ((1, 2), {"because": " "}, "Say why there is this limit."),
        ((), {}, "Tick the options this limit is about."),
        ((1, 2), {"most_options": None}, "Say how much money can go to them"),
        ((1, 2), {"most_options": 0}, "Allow one or more."),
        ((1, 2), {"most_options": 2}, "Only 2 options are ticked, so this changes nothing."),
        ((1,), {}, "Only one option is ticked, so this changes nothing."),
        ((1, 2), {"most_pence": 20_00}, "“Option 1” alone costs £30, so with at most £20"),
        ((1, 2), {"most_pence": 60_00}, "Together they cost £60, so at most £60 changes nothing"),
        ((1, 2, 3, 4), {"most_pence": 95_00}, "There is £90 to share in all, so at most £95"),
    ],
)
def test_a_limit_that_cannot_stand_is_refused_with_what_to_mend(
    numbers: tuple[int, ...], said: dict[str, Any], sentence: str
) -> None:
    decision = a_decision()
    a_limit(decision, 3, 4, name="Parks")
    with pytest.raises(Refused) as refused:
        a_limit(decision, *numbers, **said)
    assert sentence in str(refused.value)
    assert decision.limits.count() == 1


def test_what_is_set_changed_and_removed_is_in_the_account() -> None:
    decision = a_decision()
    limit = a_limit(decision, 1, 2)
    changed = asked(decision, 1, 2, 3, name="The north", most_pence=50_00)
    actions.change_limit(limit=limit, asked=changed, by=None, at=NOON)
    limit.refresh_from_db()
    assert (limit.name, limit.most_options, limit.most_pence) == ("The north", None, 50_00)
    assert [option.number for option in limit.options.all()] == [1, 2, 3]
    actions.remove_limit(limit=limit, by=None, at=NOON)
    assert not decision.limits.exists()


def test_a_limit_keeps_its_own_name_when_it_is_changed() -> None:
    decision = a_decision()
    limit = a_limit(decision, 1, 2)
    changed = asked(decision, 1, 2, 3)
    assert actions.change_limit(limit=limit, asked=changed, by=None, at=NOON).options.count() == 3


def test_options_of_a_neighbours_decision_cannot_be_limited_here() -> None:
    decision, other = a_decision(), a_decision()
    with pytest.raises(ValueError, match="its own decision"):
        actions.add_limit(decision=decision, asked=asked(other, 1, 2), by=None, at=NOON)
    limit = a_limit(decision, 1, 2)
    with pytest.raises(DatabaseError, match="options of its own decision"), transaction.atomic():
        limit.options.add(other.options.get(number=1))


def test_once_open_no_limit_is_set_changed_or_removed() -> None:
    decision = opened_with_limits(SQUARE)
    limit = decision.limits.get()
    changed = asked(decision, 1, 2, 3)
    for act in (
        lambda: actions.add_limit(decision=decision, asked=changed, by=None, at=NOON),
        lambda: actions.change_limit(limit=limit, asked=changed, by=None, at=NOON),
        lambda: actions.remove_limit(limit=limit, by=None, at=NOON),
    ):
        with pytest.raises(Refused, match="Everything was fixed"):
            act()


OF_LIMIT = "limit_id IN (SELECT id FROM deciding_limit WHERE decision_id = %s)"
SET_BY_HAND = (
    "INSERT INTO deciding_limit (decision_id, name, because, most_options) "
    "VALUES (%s, 'Late', 'Because', 1)"
)


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE deciding_limit SET most_options = 2 WHERE decision_id = %s",
        "UPDATE deciding_limit SET because = 'I say so' WHERE decision_id = %s",
        f"DELETE FROM deciding_limit_options WHERE {OF_LIMIT}",
        f"UPDATE deciding_limit_options SET limit_id = limit_id WHERE {OF_LIMIT}",
        SET_BY_HAND,
    ],
)
def test_the_database_keeps_the_limits_once_voting_is_open(sql: str, closed: bool) -> None:
    decision = opened_with_limits(SQUARE)
    decision = close(decision) if closed else decision
    key = decision.pk.hex if connection.vendor == "sqlite" else str(decision.pk)
    with (
        pytest.raises(DatabaseError, match=r"limits are fixed|tick itself"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, [key])


def test_nobody_ticks_another_option_behind_the_opening() -> None:
    decision = opened_with_limits(SQUARE)
    with pytest.raises(DatabaseError, match="limits are fixed"), transaction.atomic():
        decision.limits.get().options.add(decision.options.get(number=3))


@pytest.mark.parametrize(
    "wrong",
    [{"most_options": None}, {"because": ""}, {"name": "Parks"}],
    ids=["nothing said", "no reason", "a name twice"],
)
def test_the_database_takes_no_limit_that_says_nothing(wrong: dict[str, Any]) -> None:
    decision = a_decision()
    a_limit(decision, 1, 2, name="Parks")
    said = {"name": "Other", "because": "Because", "most_options": 1} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        Limit.objects.create(decision=decision, **said)


def test_voting_does_not_open_with_a_limit_that_no_longer_fits() -> None:
    decision = a_decision()
    three_officers(decision)
    a_limit(decision, 1, 2)
    assert rules.why_not_open(decision, at=NOON) == ""
    actions.remove_option(option=decision.options.get(number=2), by=None, at=NOON)
    assert rules.why_not_open(decision, at=NOON) == (
        "The limit “The square” no longer fits. Only one option is ticked, so this changes "
        "nothing. Tick more, or allow fewer."
    )


def test_the_limits_are_part_of_what_is_shown_before_opening() -> None:
    decision = a_decision()
    options = list(decision.options.all())
    before = fingerprint(decision, options)
    limit = a_limit(decision, 1, 2, 3, name="North", most_pence=50_00)
    assert (
        "Limit: North",
        ("At most £50 can go to “North”. Option 1, Option 2 and Option 3. There is one square."),
    ) in settings_in_words(decision)
    one = fingerprint(decision, options)
    limit.options.remove(decision.options.get(number=3))
    assert len({before, one, fingerprint(decision, options)}) == 3


def test_what_is_frozen_says_every_limit() -> None:
    decision = opened_with_limits(SQUARE, NORTH)
    frozen = json.loads(decision.frozen)
    assert frozen["limits"] == [
        {
            "name": "The square",
            "because": "There is one square.",
            "most_options": 1,
            "most_pence": None,
            "options": [1, 2],
        },
        {
            "name": "North",
            "because": "The south is to have its part.",
            "most_options": None,
            "most_pence": 5000,
            "options": [1, 2, 3],
        },
    ]
    assert hashlib.sha256(decision.frozen.encode()).hexdigest() == decision.digest


def test_a_decision_without_limits_has_the_fingerprints_it_had_before_there_were_any() -> None:
    decision = a_result()
    assert "limits" not in json.loads(decision.frozen)
    assert "limits" not in decision.count.outcome
    assert decision.digest == FROZEN_BEFORE
    assert decision.count.digest == COUNTED_BEFORE


FROZEN_BEFORE = "ab3886e8d9cb21d2a56ad66eeb714ee6e08d61b65212a6279b83ff68207628d8"
COUNTED_BEFORE = "952a00df43a01ac84f2cf3767029ce60e2d4176e7f5b8ab911e833e0e2b63526"


def test_a_draft_is_removed_with_its_limits() -> None:
    decision = a_decision()
    a_limit(decision, 1, 2)
    Decision.objects.get(pk=decision.pk).delete()
    assert not Limit.objects.exists()
    assert not Option.objects.exists()
