"""How a voter's share was spent, as the voter tells what they chose."""

from typing import Any

import pytest

from folkmoot.deciding.models import Decision, Stage
from folkmoot.deciding.tests.makers import a_decision, a_vote, close_and_count
from folkmoot.deciding.tests.voters import Voter, text_of

pytestmark = pytest.mark.django_db


def an_open(**settings: Any) -> Decision:
    return a_decision(stage=Stage.OPEN, **settings)


def a_result(**settings: Any) -> Decision:
    """Six people want 1, 2 and 3; three want 4; £30 each, £90 in all."""
    decision = an_open(**({"completion": "none"} | settings))
    for _ in range(6):
        a_vote(decision, 1, 2, 3)
    for _ in range(3):
        a_vote(decision, 4)
    close_and_count(decision)
    decision.refresh_from_db()
    return decision


def share(decision: Decision, *numbers: int) -> str:
    return text_of(Voter(decision).post("my_share", {"choose": [str(n) for n in numbers]}))


def test_a_voter_sees_where_their_share_went() -> None:
    page = share(a_result(), 1, 2, 3)

    assert "Your share was £10. £5 of it went to <strong>Option 1</strong>, and £5 to" in page
    assert "All of it was spent." in page
    assert "What you chose that is not" in page


def test_what_was_left_is_said() -> None:
    page = share(a_result(), 1)

    assert "£5 of it went to <strong>Option 1</strong>. £5 was left." in page


def test_nobody_is_scolded_when_nothing_they_chose_won() -> None:
    page = share(a_result(), 3)

    assert "None of it was spent." in page
    assert "Nothing you chose is going ahead this time" in page
    assert "We are sorry." in page
    assert "exactly level with “Option 1”" in page or "exactly level with “Option 2”" in page


def test_where_voters_hold_no_money_the_page_says_so_and_shows_what_won() -> None:
    page = share(a_result(rule_family="greedy"), 1, 4)

    assert "In this vote nobody held a share of the money." in page
    assert "What you chose that is going ahead" in page
    assert "What you chose that is not" in page


def test_shares_that_were_raised_are_explained() -> None:
    page = share(a_result(completion="add1", costs=(40_00, 40_00, 40_00, 40_00)), 1)

    assert "Each share began at £10. All were raised alike" in page


def test_a_mistake_on_the_share_page_is_told_and_kept() -> None:
    page = share(a_result(max_choices=3), 1, 2, 3, 4)

    assert "Choose at most 3. You have chosen 4: take 1 away." in page


def test_before_the_result_is_published_no_share_is_shown() -> None:
    decision = an_open()
    a_vote(decision, 1)
    close_and_count(decision, publish=False)
    decision.refresh_from_db()

    for page in (Voter(decision).get("my_share"), Voter(decision).post("my_share", {"choose": 1})):
        assert "The result is not published yet." in text_of(page)
        assert "Your share was" not in text_of(page)
