"""How a voter's share was spent, as the voter tells what they chose."""

import html
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.deciding.finding import work_out_findings
from folkmoot.deciding.models import Decision, Stage
from folkmoot.deciding.tests.makers import NOON, a_decision, a_vote, close_and_count
from folkmoot.deciding.tests.voters import Voter, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def worked_out(decision: Decision) -> Decision:
    """With everything found out about its count."""
    work_out_findings(decision.count, at=NOON)
    return decision


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


def lived(decision: Decision, *numbers: int) -> list[str]:
    """The rounds a voter who ticked these is told, each in one line."""
    return rounds_in(Voter(decision).post("my_share", {"choose": [str(n) for n in numbers]}))


def rounds_in(response: Any) -> list[str]:
    page = html.unescape(text_of(response))
    found = re.findall(r'<li class="rounds-lived__one.*?</li>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", each).split()) for each in found]


def test_a_voter_is_told_round_by_round_what_they_paid_and_what_was_left() -> None:
    assert lived(worked_out(a_result()), 1, 2) == [
        "Round 1 Option 1 Funded You paid £5. £5 was left in your share.",
        "Round 2 Option 2 Funded You paid £5. That was all you had.",
    ]


def test_a_voter_is_told_when_a_choice_fell_how_short_it_was_and_what_they_still_held() -> None:
    decision = an_open(completion="none")
    for _ in range(5):
        a_vote(decision, 1, 2, 3)
    a_vote(decision, 1, 2)
    for _ in range(3):
        a_vote(decision, 4)
    close_and_count(decision)
    decision.refresh_from_db()
    worked_out(decision)

    assert lived(decision, 1, 3)[1] == (
        "After round 1 Option 3 No longer enough Once “Option 1” was funded, in round 1, its "
        "supporters still held £25 together. It costs £30, so from then on they could not pay "
        "for it. That is £5 short. You yourself still held £5."
    )
    assert lived(decision, 1, 2, 3)[1].endswith("You yourself still held £5.")


def test_of_a_tie_the_voter_reads_who_went_first_and_in_which_round() -> None:
    told = lived(worked_out(a_result()), 3)

    assert told[0].startswith("Round 1 Option 3 Lost a tie It was exactly level with “Option 1”")


def test_who_had_less_than_the_others_paid_is_told_so() -> None:
    decision = an_open(completion="none", satisfaction="count", costs=(36_00, 40_00))
    for numbers in ((1, 2), (1,), (2,)):
        a_vote(decision, *numbers)
    close_and_count(decision)
    decision.refresh_from_db()

    assert lived(decision, 1, 2) == [
        "Round 1 Option 1 Funded You paid £18. £12 was left in your share.",
        "Round 2 Option 2 Funded You paid the last you had, £12. Others paid up to £28.",
    ]
    assert lived(decision, 2) == [
        "Round 2 Option 2 Funded You paid £28. £2 was left in your share."
    ]


def test_until_it_is_worked_out_the_page_says_so_and_makes_nothing_up() -> None:
    decision = a_result()
    page = share(decision, 4, 3)
    assert "is being worked out" in page
    assert "No longer enough" not in page
    worked_out(decision)
    assert "is being worked out" not in share(decision, 4, 3)


def test_where_people_save_up_nobody_is_told_that_shares_were_raised() -> None:
    decision = worked_out(a_result(rule_family="phragmen"))
    page = share(decision, 1, 2, 3)

    assert "to save up, little by little, as everybody was." in page
    assert "All were raised alike" not in page
    assert lived(decision, 1, 2)[:2] == [
        "Round 1 Option 1 Funded You had saved £5 by then, and all of it went to this.",
        "Round 2 Option 2 Funded You had saved £5 by then, and all of it went to this.",
    ]


def test_where_voters_hold_no_money_the_rounds_say_what_was_left_of_all_of_it() -> None:
    decision = worked_out(a_result(rule_family="greedy"))

    assert lived(decision, 1, 4) == [
        "Round 1 Option 1 Funded Of what still fitted, it had the most votes: 6 people. "
        "After it £60 was left of all the money.",
        "After round 3 Option 4 No longer enough Once “Option 3” was funded, in round 3, only £0 "
        "was left of all the money. It costs £30, so from then on it no longer fitted. "
        "That is £30 short.",
    ]


def test_what_went_by_votes_at_the_end_took_nothing_from_a_share() -> None:
    costs = (60_00, 50_00, 30_00)
    decision = an_open(completion="add1-then-votes", costs=costs, budget=100_00)
    for number in (1, 1, 1, 2, 2, 3):
        a_vote(decision, number)
    close_and_count(decision)
    decision.refresh_from_db()

    assert decision.count.outcome["winners"] == [1, 3]
    assert lived(decision, 3) == [
        "Round 2 Option 3 Funded It was paid from what was left of all the money, for its votes. "
        "You paid nothing."
    ]


def test_a_choice_left_out_beforehand_never_was_in_a_round() -> None:
    decision = worked_out(a_result(minimum_votes=4))

    assert lived(decision, 4) == [
        "At the start Option 4 Left out 3 people chose it. To take part it needed at least 4 votes."
    ]


def test_a_share_that_was_raised_says_how_often_and_to_what() -> None:
    page = share(a_result(completion="add1", costs=(40_00, 40_00, 40_00, 40_00)), 1)

    assert re.search(r"All were raised alike, a little at a time, \d+ times, to £\d+", page)


def test_ballots_of_others_are_not_read_for_it() -> None:
    decision = worked_out(a_result())
    voter = Voter(decision)
    with CaptureQueriesContext(connection) as few:
        voter.post("my_share", {"choose": ["1"]})
    with CaptureQueriesContext(connection) as many:
        voter.post("my_share", {"choose": ["1", "2", "3", "4"]})
    assert len(few) == len(many)
    assert not any("deciding_pile" in query["sql"] for query in many), "ballots were read"


def test_a_link_to_a_choice_does_not_tell_that_it_was_followed_from_here() -> None:
    page = share(worked_out(a_result()), 1, 3)
    links = re.findall(r"<a [^>]*/options/[^>]*>", page)

    assert len(links) == 2
    assert all('rel="noreferrer"' in link for link in links)


def test_the_page_says_the_same_whoever_asks_with_or_without_a_receipt() -> None:
    """So nobody can show by it how they voted: it answers for any ballot like that."""
    decision = an_open(completion="none")
    for _ in range(3):
        a_vote(decision, 1)
    voter = Voter(decision)
    close_and_count(decision)
    decision.refresh_from_db()
    worked_out(decision)

    first, second = lived(decision, 1, 4), rounds_in(voter.post("my_share", {"choose": ["1", "4"]}))
    assert first == second
    assert [each.split(" Option ")[0] for each in first] == ["At the start", "Round 1"]
