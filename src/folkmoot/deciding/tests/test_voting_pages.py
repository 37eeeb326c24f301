"""The voter's pages as pages: sound HTML, and no slower with more to choose from."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from folkmoot.deciding import actions
from folkmoot.deciding.forms.paper import Paper
from folkmoot.deciding.models import Decision, Stage
from folkmoot.deciding.tests.makers import (
    NOON,
    a_code,
    a_decision,
    a_vote,
    an_account,
    close_and_count,
)
from folkmoot.deciding.tests.voters import Voter
from folkmoot.places.models import PlaceRole
from tests.fixtures.pages import check_html

pytestmark = pytest.mark.django_db

KINDS: dict[str, dict[int, int]] = {
    "APPROVAL": {1: 1},
    "POINTS": {1: 3},
    "RANKING": {1: 1},
    "KNAPSACK": {1: 1},
}


def an_open(**settings: Any) -> Decision:
    everything = {"by_roll": True, "by_postcode": True, "minimum_age": 11}
    return a_decision(stage=Stage.OPEN, **(everything | settings))


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_of_the_journey_is_sound(kind: str) -> None:
    voter = Voter(an_open(ballot_type=kind))
    for name in ("vote", "vote_by_roll", "vote_by_address", "change", "check"):
        check_html(voter.get(name))
    check_html(voter.post("vote", {"code": "x"}))
    voter.come_in()
    check_html(voter.get("ballot"))
    check_html(voter.fill_in({9: 1}))
    voter.fill_in(KINDS[kind])
    check_html(voter.get("vote"))
    check_html(voter.get("review"))
    voter.cast()
    check_html(voter.get("receipt"))
    code, _ = voter.receipt()
    check_html(voter.post("check", {"receipt": code}))
    check_html(voter.post("stop_voting"))
    check_html(voter.get("receipt"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_after_the_result_is_sound(kind: str) -> None:
    decision = an_open(ballot_type=kind)
    mark = a_vote(decision, given=KINDS[kind]).mark
    close_and_count(decision)
    voter = Voter(decision)

    for name in ("vote", "ballot", "change", "check", "my_share"):
        check_html(voter.get(name))
    check_html(voter.post("check", {"mark": mark}))
    check_html(voter.post("check", {"mark": "0" * 16}))
    told = {"choose": "1"} if kind in {"APPROVAL", "KNAPSACK"} else {"give-1": "1"}
    check_html(voter.post("my_share", told))
    check_html(voter.post("my_share", {"choose": "99", "give-99": "1"}))


def test_the_page_for_codes_is_sound() -> None:
    check_html(Client().get(reverse("deciding:enter_code")))
    check_html(Client().post(reverse("deciding:enter_code"), {"code": "x"}))


def test_before_opening_the_team_is_told_when_it_opens() -> None:
    decision = a_decision(opens_at=NOON)
    convenor = an_account("Con")
    PlaceRole.objects.create(
        place=decision.place, account=convenor, role="Convenor", starts_at=NOON
    )
    voter = Voter(decision)
    voter.client.force_login(convenor)

    page = voter.get("vote")

    assert b"Voting has not opened yet. It opens on 1 May 2026 at 1 pm." in page.content


def queries_of(n_options: int, n_others: int) -> dict[str, int]:
    """Queries each page makes, with so many options and so many other people's votes."""
    cache.clear()
    decision = an_open(costs=(1_00,) * n_options)
    for _ in range(n_others):
        a_vote(decision, 1)
    voter, made = Voter(decision), {}

    def counted(name: str, step: Any) -> None:
        with CaptureQueriesContext(connection) as context:
            step()
        made[name] = len(context)

    counted("vote", lambda: voter.get("vote"))
    code = a_code(decision)[1]
    counted("code", lambda: voter.come_in(code))
    counted("paper", lambda: voter.get("ballot"))
    counted("keep", lambda: voter.fill_in({1: 1}, step="keep"))
    counted("fill in", lambda: voter.fill_in({1: 1}))
    counted("review", lambda: voter.get("review"))
    counted("cast", lambda: voter.post("cast", {"ballot": "1:1"}))
    counted("receipt", lambda: voter.get("receipt"))
    counted("check", lambda: voter.post("check", {"receipt": "0" * 16}))
    close_and_count(decision)
    counted("mark", lambda: voter.post("check", {"mark": "0" * 16}))
    counted("share", lambda: voter.post("my_share", {"choose": "1"}))
    return made


def test_pages_ask_the_database_as_little_for_a_long_list_as_for_a_short_one() -> None:
    few, many = queries_of(3, 0), queries_of(40, 6)

    assert few == many
    assert max(few.values()) <= 25
    assert (
        few["paper"] <= 5
    )  # among them the line of the map and the limits, read on this page only


def test_whoever_casts_keeps_the_database_busy_with_seven_statements_and_no_more() -> None:
    voter = Voter(an_open(costs=(1_00,) * 40))
    voter.come_in()
    voter.fill_in({1: 1})
    carried = voter.carried()

    with CaptureQueriesContext(connection) as context:
        answer = voter.cast(carried)

    asked = [each["sql"].split()[0] for each in context if "SAVEPOINT" not in each["sql"]]
    assert answer.status_code == 302
    # The door; under the lock the decision, the line and the options; envelope, line, account.
    assert asked == ["SELECT"] * 4 + ["INSERT", "UPDATE", "INSERT"]


def test_a_code_asks_each_open_vote_once_and_by_its_index() -> None:
    decisions = [an_open() for _ in range(3)]
    code = a_code(decisions[0])[1]
    with CaptureQueriesContext(connection) as context:
        response = Client().post(reverse("deciding:enter_code"), {"code": code})

    asked = [each["sql"] for each in context if "code_hash" in each["sql"]]
    assert response.status_code == 302
    assert 1 <= len(asked) <= 3
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]}")
            plan = " ".join(str(row) for row in cursor.fetchall())
        assert "code_once" in plan


def test_a_sum_too_small_to_see_still_has_a_bar() -> None:
    decision = an_open(costs=(1, 90_00), budget=90_00)
    rows = Paper.blank(decision, list(decision.options.all())).rows

    assert [row.cost_percent for row in rows] == ["0.80", "100.00"]


def test_places_to_choose_from_are_offered_only_when_they_are_few() -> None:
    few = Paper.blank(an_open(ballot_type="RANKING", max_choices=3), [])
    many = Paper.blank(an_open(ballot_type="RANKING", max_choices=0, costs=(1_00,) * 20), [])

    assert few.places == [("1", "first"), ("2", "second"), ("3", "third")]
    assert Paper.blank(many.decision, list(many.decision.options.all())).places == []


def test_what_has_no_place_is_not_on_the_map() -> None:
    decision = a_decision()
    actions.add_option(
        decision=decision, title="Bench", cost_pence=100, longitude=-1.5, latitude=53.805,
        by=None, at=NOON,
    )  # fmt: skip
    paper = Paper.blank(decision, list(decision.options.all()))

    assert [point["label"] for point in paper.points_on_map] == ["5. Bench"]
