"""The ballot paper: filling it in, mending it, looking it over."""

import re
from typing import Any

import pytest

from folkmoot.deciding import actions, passes
from folkmoot.deciding.models import Decision, Envelope, Option, Stage
from folkmoot.deciding.tests.makers import NOON, a_code, a_decision, close, passphrases
from folkmoot.deciding.tests.voters import Voter, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

TYPES: dict[str, dict[str, Any]] = {
    "APPROVAL": {"max_choices": 2},
    "POINTS": {"points_total": 10, "points_most": 5},
    "RANKING": {"max_choices": 3},
    "KNAPSACK": {},
}


def an_open(kind: str = "APPROVAL", **settings: Any) -> Decision:
    return a_decision(stage=Stage.OPEN, ballot_type=kind, **(TYPES[kind] | settings))


def numbers_on(page: Any) -> list[int]:
    """The options in the order they stand on the page."""
    return [int(number) for number in re.findall(r'id="option-(\d+)"', page.content.decode())]


def written_on(page: Any) -> dict[int, str]:
    """What stands in the boxes of the paper."""
    return {row.number: row.written for row in page.context["paper"].rows if row.written}


NOT_WHOLE = "Use a whole number of one or more for “Option 1”."
SAME_PLACE = "“Option 1” and “Option 2” share place 1. Give each a place of its own."
MISTAKES = [
    ("APPROVAL", {1: 1, 2: 1, 3: 1}, "Choose at most 2. You have chosen 3: take 1 away."),
    ("APPROVAL", {}, "Choose at least one. You have chosen none."),
    ("APPROVAL", {9: 1}, "Number 9 is not on this ballot."),
    ("POINTS", {1: 5, 2: 5, 3: 2}, "You have 10 points and gave 12: take 2 back."),
    ("POINTS", {1: 6}, "You can give one option at most 5 points. “Option 1” has 6."),
    ("POINTS", {1: "two"}, NOT_WHOLE),
    ("POINTS", {1: "-3"}, NOT_WHOLE),
    ("POINTS", {1: "1.5"}, NOT_WHOLE),
    ("POINTS", {1: "٣"}, NOT_WHOLE),
    ("RANKING", {1: 1, 2: 1}, SAME_PLACE),
    ("RANKING", {1: 1, 2: 3}, "Place 2 is empty. Number your choices 1, 2, 3 without a gap."),
    ("KNAPSACK", {1: 1, 2: 1, 3: 1, 4: 1}, "Your choices cost £30 more than the £90 there is."),
]


@pytest.mark.parametrize(("kind", "choices", "sentence"), MISTAKES)
def test_a_mistake_is_told_at_the_top_and_beside_the_ballot_and_nothing_is_lost(
    kind: str, choices: dict[int, object], sentence: str
) -> None:
    voter = Voter(an_open(kind))
    voter.come_in()

    page = voter.fill_in(choices)

    assert page.status_code == 422
    assert text_of(page).count(sentence) == 2
    standing = {n: str(given) for n, given in choices.items() if n <= 4}
    assert written_on(page) == standing
    assert Envelope.objects.count() == 0


GOOD = [
    ("APPROVAL", {1: 1, 3: 1}, "1:1 3:1"),
    ("POINTS", {1: "5", 2: " 4 ", 3: "0", 4: ""}, "1:5 2:4"),
    ("RANKING", {4: 1, 2: 2}, "2:2 4:1"),
    ("KNAPSACK", {1: 1, 2: 1, 3: 1}, "1:1 2:1 3:1"),
]


@pytest.mark.parametrize(("kind", "choices", "carried"), GOOD)
def test_each_kind_of_ballot_goes_from_paper_to_box(
    kind: str, choices: dict[int, object], carried: str
) -> None:
    voter = Voter(an_open(kind))
    voter.come_in()

    assert voter.fill_in(choices)["Location"] == voter.page("review")
    assert voter.carried() == carried
    assert voter.cast()["Location"] == voter.page("receipt")
    assert Envelope.objects.count() == 1


def test_the_look_over_lists_a_ranking_in_its_order() -> None:
    voter = Voter(an_open("RANKING"))
    voter.come_in()
    voter.fill_in({4: 1, 2: 2, 1: 3})

    chosen = voter.get("review").context["paper"].chosen

    assert [row.number for row in chosen] == [4, 2, 1]


def test_the_look_over_says_once_what_is_still_to_give() -> None:
    voter = Voter(an_open("POINTS"))
    voter.come_in()
    voter.fill_in({1: 5, 2: 4})

    assert "You have 1 point left to give, if you like." in text_of(voter.get("review"))


def test_choices_are_kept_when_someone_goes_on_later() -> None:
    voter = Voter(an_open())
    voter.come_in()

    assert voter.fill_in({2: 1}, step="later")["Location"] == voter.page("vote")
    assert "Go on with my ballot" in text_of(voter.get("vote"))
    assert written_on(voter.get("ballot")) == {2: "1"}


def test_entering_the_code_again_on_the_same_device_keeps_the_choices() -> None:
    voter = Voter(an_open())
    _, code = a_code(voter.decision)
    voter.come_in(code)
    voter.fill_in({2: 1}, step="later")

    voter.come_in(code)

    assert written_on(voter.get("ballot")) == {2: "1"}


def test_another_persons_code_on_the_same_device_begins_with_an_empty_ballot() -> None:
    voter = Voter(an_open())
    voter.come_in()
    voter.fill_in({2: 1}, step="later")

    voter.come_in()

    assert written_on(voter.get("ballot")) == {}


def test_a_script_keeps_choices_without_leaving_the_page() -> None:
    voter = Voter(an_open("POINTS"))
    voter.come_in()

    response = voter.fill_in({1: 9, 2: "x", 3: 2}, step="keep")

    assert (response.status_code, response.content) == (204, b"")
    assert written_on(voter.get("ballot")) == {1: "9", 3: "2"}


def test_the_list_begins_elsewhere_for_other_voters_but_stays_for_one() -> None:
    decision = an_open(costs=(10_00,) * 8)
    orders = []
    for _ in range(12):
        voter = Voter(decision)
        voter.come_in()
        order = numbers_on(voter.get("ballot"))
        assert order == numbers_on(voter.get("ballot"))
        assert sorted(order) == list(range(1, 9))
        at = order.index(1)
        assert order[at:] + order[:at] == list(range(1, 9))  # turned, not shuffled
        orders.append(tuple(order))

    assert len(set(orders)) > 1


def test_a_struck_out_option_is_shown_with_the_reason_and_cannot_be_chosen() -> None:
    decision = an_open(veto_grounds="Unsafe.")
    voter = Voter(decision)
    voter.come_in()
    voter.fill_in({3: 1})
    option = Option.objects.get(decision=decision, number=3)
    actions.veto_option(option=option, because="The bridge is unsafe.", by=None, at=NOON)

    page = voter.get("ballot")
    assert "The bridge is unsafe." in text_of(page)
    assert 3 not in numbers_on(page)
    assert voter.get("review")["Location"] == voter.page("ballot")
    assert "Number 3 is not on this ballot." in text_of(voter.cast("3:1"))
    assert Envelope.objects.count() == 0


def test_what_is_cast_is_what_the_page_showed_not_what_another_window_kept() -> None:
    voter = Voter(an_open())
    voter.come_in()
    voter.fill_in({1: 1})
    shown = voter.carried()
    voter.fill_in({2: 1})  # in another window

    voter.cast(shown)

    assert shown == "1:1"
    decision = close(voter.decision)
    assert _counted(decision) == ["1:1"]


@pytest.mark.parametrize("carried", ["", "x", "1", "1:2:3", "1:1 1", "9:1", "1:-1", "1:99999"])
def test_a_meddled_page_casts_nothing(carried: str) -> None:
    voter = Voter(an_open())
    voter.come_in()

    response = voter.post("cast", {"ballot": carried})

    assert response.status_code == 422
    assert response.context["paper"].why_not
    assert Envelope.objects.count() == 0


def test_without_a_pass_there_is_no_paper_and_no_casting() -> None:
    voter = Voter(an_open())

    assert voter.get("ballot")["Location"] == voter.page("vote")
    assert voter.get("review")["Location"] == voter.page("vote")
    assert voter.post("cast", {"ballot": "1:1"}).status_code == 409
    assert voter.fill_in({1: 1}).status_code == 409
    assert Envelope.objects.count() == 0


def test_a_pass_for_one_vote_does_not_open_another() -> None:
    here, there = an_open(), an_open()
    voter = Voter(here)
    voter.come_in()

    elsewhere = Voter(there, client=voter.client)

    assert elsewhere.get("ballot")["Location"] == elsewhere.page("vote")
    assert elsewhere.post("cast", {"ballot": "1:1"}).status_code == 409
    assert there.envelopes.count() == 0


def test_a_pass_from_elsewhere_in_the_site_is_not_believed() -> None:
    voter = Voter(an_open())
    voter.client.cookies[passes.PASS] = "made-up"

    assert voter.get("ballot")["Location"] == voter.page("vote")


OFF = "This decision was called off: Nobody came."
OVER = "Voting has closed, so no more votes can be taken or changed."
BEGUN = (
    "Voting closed on 1 May 2099 at 8 pm (BST), before your ballot reached us. So it was not cast"
)
CLOSED = [(Stage.CLOSED, BEGUN), (Stage.ABANDONED, OFF)]


@pytest.mark.parametrize(
    ("name", "stage", "sentence"),
    [
        *((name, Stage.ABANDONED, OFF) for name in ("vote", "ballot", "review", "change")),
        *((name, Stage.CLOSED, OVER) for name in ("vote", "change")),
        *((name, Stage.CLOSED, BEGUN) for name in ("ballot", "review")),
    ],
)
def test_a_closed_door_says_one_sentence_and_the_next_step(
    name: str, stage: Stage, sentence: str
) -> None:
    voter = Voter(an_open())
    voter.come_in()
    voter.fill_in({1: 1})
    _end(voter.decision, stage)

    page = voter.get(name)

    assert sentence in text_of(page)
    assert "What you can do" in text_of(page)


@pytest.mark.parametrize(("stage", "sentence"), CLOSED)
def test_no_ballot_is_taken_once_voting_has_ended(stage: Stage, sentence: str) -> None:
    voter = Voter(an_open())
    voter.come_in()
    voter.fill_in({1: 1})
    _end(voter.decision, stage)

    response = voter.cast("1:1")

    assert response.status_code == 409
    assert sentence in text_of(response)
    assert voter.decision.envelopes.count() == 0


def test_before_opening_the_page_is_found_by_nobody_outside_the_team() -> None:
    voter = Voter(a_decision())

    assert voter.get("vote").status_code == 404
    assert voter.get("ballot").status_code == 404


def _end(decision: Decision, stage: Stage) -> None:
    if stage == Stage.ABANDONED:
        actions.abandon_decision(decision=decision, because="Nobody came.", by=None, at=NOON)
    else:
        close(decision)


def _counted(decision: Decision) -> list[str]:
    actions.count_votes(decision=decision, passphrases=passphrases(decision), by=None, at=NOON)
    return list(decision.piles.values_list("choices", flat=True))
