"""Four people with an idea: decided by a panel, paid by two, told to everybody, to the penny."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.awards.actions import small
from folkmoot.awards.actions.small import Friend
from folkmoot.awards.models import SMALL_ONWARDS, GroupMember, SmallGrant, SmallStage
from folkmoot.awards.queries.small import (
    grant_by_secret,
    grants_to_remind_of,
    money_of,
)
from folkmoot.awards.rules.small import panel_sum
from folkmoot.awards.tests.makers import NOON, TODAY, tasks_for
from folkmoot.awards.tests.small_makers import (
    THE_FOUR,
    a_fund,
    an_ask,
    asked,
    convenor,
    declared,
    declined,
    done,
    granted,
    organiser,
    paid,
    payer,
    ready,
    says,
    told,
    withdrawn,
)
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.rules import Refused
from folkmoot.people.models import Account
from folkmoot.places.tests.makers import a_place, someone

pytestmark = pytest.mark.django_db
IN_STAGE: dict[str, Callable[[], SmallGrant]] = {
    "PUT": lambda: says(asked(), 30_000, 30_000, 30_000),
    "GRANTED": granted,
    "READY": ready,
    "PAID": paid,
    "TOLD": lambda: told(spent=30_000),
    "DONE": done,
    "DECLINED": declined,
    "WITHDRAWN": withdrawn,
}


class Undone(Exception):
    """Take back what was tried."""


def test_four_people_ask_and_have_an_answer_within_ten_days() -> None:
    grant = asked()
    assert grant.due_date == TODAY + timedelta(days=10)
    letter = Message.objects.get(to="ana@example.org")
    assert "22 January 2026" in letter.text


def test_who_has_no_email_is_rung_by_the_team_and_hears_no_private_link() -> None:
    asked(group=(Friend("Ana", phone="0113 000"), *THE_FOUR[1:]))
    call = Message.objects.get(channel="phone")
    assert call.number == "0113 000"
    assert "mine/" not in call.text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"asked_pence": 50_001}, "One grant is up to £500"),
        ({"asked_pence": 0}, "Say how much you need"),
        ({"group": THE_FOUR[:3]}, "the names of all four"),
        ({"group": (Friend("Ana"), *THE_FOUR[1:])}, "how to reach one of you"),
    ],
)
def test_what_cannot_be_asked_is_said(wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        asked(**wrong)


def test_nobody_asks_a_fund_that_is_closed_empty_or_past_its_last_day() -> None:
    fund = a_fund(last_date=TODAY)
    small.ask_small_grant(fund=fund, ask=an_ask(), by=None, at=NOON)
    with pytest.raises(Refused, match="last day to ask was 12 January 2026"):
        small.ask_small_grant(fund=fund, ask=an_ask(), by=None, at=NOON + timedelta(days=1))
    empty = a_fund(a_place("Saltmarsh Quay"), set_aside_pence=30_000, most_pence=30_000)
    granted(empty)
    with pytest.raises(Refused, match="All the money is given"):
        asked(empty)


@given(st.lists(st.integers(0, 50_000), min_size=1, max_size=9))
@pytest.mark.sqlite
def test_the_sum_is_the_largest_that_more_than_half_would_give(sums: list[int]) -> None:
    found = panel_sum(sums)
    assert sum(each >= found for each in sums) * 2 > len(sums)
    larger = [each for each in sums if each > found]
    assert all(sum(other >= each for other in sums) * 2 <= len(sums) for each in larger)


@pytest.mark.parametrize(
    ("said", "stage", "pence"),
    [
        ((30_000, 30_000, 0), "GRANTED", 30_000),
        ((30_000, 20_000, 10_000), "GRANTED", 20_000),
        ((30_000, 0, 0), "DECLINED", 0),
    ],
)
def test_the_panel_says_yes_yes_with_less_or_no(
    said: tuple[int, ...], stage: str, pence: int
) -> None:
    grant = says(asked(), *said)
    grant = small.decide_small_grant(
        grant=grant, reason="So", way_on="Ask the hall", by=convenor(grant.fund), at=NOON
    )
    assert (grant.stage, grant.granted_pence) == (stage, pence)
    answer = Message.objects.filter(to="ana@example.org").latest("created_at", "id")
    assert ("Ask the hall" in answer.text) == (stage == "DECLINED")


def test_nothing_is_decided_before_enough_have_said_and_no_no_without_a_way_on() -> None:
    grant = says(asked(), 0, 0)
    with pytest.raises(Refused, match="1 more of the panel has to say"):
        small.decide_small_grant(grant=grant, by=convenor(grant.fund), at=NOON)
    small.say_on_small_grant(
        answer=declared(grant, 2), says="no", because="So", by=someone("Rosa"), at=NOON
    )
    for words, sentence in (
        ({}, "Say why it is a no"),
        ({"reason": "Too loud"}, "what they can do now"),
    ):
        with pytest.raises(Refused, match=sentence):
            small.decide_small_grant(grant=grant, **words, by=convenor(grant.fund), at=NOON)


def test_who_has_an_interest_says_nothing() -> None:
    answer = declared(asked(), has_interest=True, interest="Ana is my sister")
    with pytest.raises(Refused, match="so the others decide"):
        small.say_on_small_grant(answer=answer, says="yes", by=someone("Pat"), at=NOON)
    with pytest.raises(DatabaseError), transaction.atomic():
        type(answer).objects.filter(pk=answer.pk).update(says="no", pence=0, said_at=NOON)


def test_what_was_said_stays_once_all_is_decided() -> None:
    grant = granted()
    answer = grant.answers.all()[0]
    answer.grant = grant
    with pytest.raises(Refused, match="This has been decided"):
        small.say_on_small_grant(answer=answer, says="no", because="Hm", by=someone("P"), at=NOON)
    with pytest.raises(DatabaseError, match="stays once it is decided"), transaction.atomic():
        grant.answers.update(because="Something else")


def test_it_takes_two_people_to_pay_whatever_roles_one_holds() -> None:
    grant = ready()
    assert grant.approved_by
    with pytest.raises(Refused, match="It takes somebody else to pay"):
        small.pay_small_grant(grant=grant, paid_date=TODAY, by=grant.approved_by, at=NOON)
    with pytest.raises(DatabaseError), transaction.atomic():
        SmallGrant.objects.filter(pk=grant.pk).update(
            stage="PAID", paid_by=grant.approved_by, paid_date=TODAY
        )


def test_no_more_is_given_than_is_set_aside_by_the_rules_nor_in_the_database() -> None:
    fund = a_fund(set_aside_pence=50_000)
    granted(fund)
    second = says(asked(fund), 30_000, 30_000, 30_000)
    with pytest.raises(Refused, match="Only £200 is left"):
        small.decide_small_grant(grant=second, by=convenor(fund), at=NOON)
    with pytest.raises(DatabaseError, match="never more than"), transaction.atomic():
        SmallGrant.objects.filter(pk=second.pk).update(
            stage="GRANTED", granted_pence=30_000, decided_by=convenor(fund), decided_at=NOON
        )
    with pytest.raises(DatabaseError, match="never less than"), transaction.atomic():
        type(fund).objects.filter(pk=fund.pk).update(set_aside_pence=50_000 - 21_000)


def test_what_was_not_spent_comes_back_and_is_given_again() -> None:
    fund = a_fund(set_aside_pence=50_000)
    grant = told(fund, spent=25_000)
    with pytest.raises(Refused, match="£50 that was not spent"):
        small.finish_small_grant(grant=grant, by=convenor(fund), at=NOON)
    with pytest.raises(Refused, match="Only £50 is to come back"):
        small.return_money(grant=grant, pence=5_001, by=convenor(fund), at=NOON)
    grant = small.return_money(grant=grant, pence=5_000, by=convenor(fund), at=NOON)
    assert small.finish_small_grant(grant=grant, by=convenor(fund), at=NOON).stage == "DONE"
    money = money_of(fund)
    assert (money.spent, money.with_groups, money.left) == (25_000, 0, 25_000)
    assert granted(fund, asked_pence=25_000).granted_pence == 25_000
    assert money_of(fund).left == 0


@pytest.mark.parametrize("stage", SmallStage.values)
def test_the_database_lets_a_grant_go_only_where_the_rules_do(stage: str) -> None:
    grant, by = IN_STAGE[stage](), someone("Anybody")
    facts = {
        "granted_pence": 30_000 if grant.granted_pence is None else grant.granted_pence,
        "reason": grant.reason or "So", "way_on": grant.way_on or "On",
        "decided_by": grant.decided_by or by, "payee": "person",
        "approved_by": grant.approved_by or by, "paid_by": grant.paid_by or someone("Other"),
        "paid_date": TODAY, "story": "Told", "spent_pence": grant.spent_pence or 0,
    }  # fmt: skip
    if grant.decided_at:
        facts |= {"reason": grant.reason, "way_on": grant.way_on}

    def moves(onward: str) -> bool:
        try:
            with transaction.atomic():
                SmallGrant.objects.filter(pk=grant.pk).update(stage=onward, **facts)
                raise Undone
        except Undone:
            return True
        except DatabaseError:
            return False

    wanted = [each for each in SmallStage.values if each not in IMPOSSIBLE.get(stage, ())]
    assert {each for each in wanted if moves(each)} == {stage, *SMALL_ONWARDS[stage]} & {*wanted}


# Where other facts than the way there are missing: less than asked with a reason, a no with none.
IMPOSSIBLE = {"GRANTED": ("DECLINED",), "READY": ("DECLINED",), "PAID": ("DECLINED",),
              "TOLD": ("DECLINED",), "DONE": ("DECLINED",)}  # fmt: skip


def titles(account: Account, days: int = 0) -> list[str]:
    return [task.title for task in tasks_for(account, NOON + timedelta(days=days))]


def test_what_waits_is_on_the_list_of_the_one_it_waits_for() -> None:
    fund = a_fund()
    grant = asked(fund)
    members = [each.account for each in fund.panel.select_related("account")]
    assert titles(members[0]) == ["Say yes or no by 22 January 2026"]
    assert titles(members[0], days=11) == ["Late: say yes or no"]
    assert titles(convenor(fund)) == []
    assert titles(convenor(fund), days=11) == ["Late: ask the panel for its answer"]
    says(grant, 30_000, 30_000, 30_000)
    assert titles(members[0]) == []
    assert titles(convenor(fund)) == ["Write the answer"]
    waiting = ready(a_fund(a_place("Saltmarsh Quay")))
    assert titles(payer(waiting.fund)) == ["Pay a small grant"]
    assert titles(someone("Nobody")) == []


def test_the_panel_is_reminded_before_it_is_due_and_once_when_it_is_late() -> None:
    grant = asked()
    says(grant, None, 30_000)
    for days, subjects in ((7, []), (8, ["Soon", "Soon"]), (9, []), (11, ["Late", "Late"])):
        at = NOON + timedelta(days=days)
        Message.objects.all().delete()
        for each in grants_to_remind_of(at):
            small.remind_of_small_grant(grant=each, by=None, at=at)
        found = [each.subject.partition(":")[0] for each in Message.objects.all()]
        assert found == subjects, days


def test_the_four_are_forgotten_when_they_say_so_and_by_themselves() -> None:
    fund = a_fund()
    _, secret = small.ask_small_grant(fund=fund, ask=an_ask(), by=None, at=NOON)
    grant = grant_by_secret(secret)
    assert grant
    with pytest.raises(Refused, match="until this is over"):
        small.forget_group(grant=grant, by=None, at=NOON)
    small.withdraw_small_grant(grant=grant, by=None, at=NOON)
    small.forget_group(grant=grant, by=None, at=NOON)
    assert grant_by_secret(secret) is None
    no, over = declined(fund), done(a_fund(a_place("Saltmarsh Quay")))

    def names() -> set[object]:
        return set(GroupMember.objects.exclude(name="").values_list("grant", flat=True))

    assert small.forget_groups(by=None, at=NOON + timedelta(days=59)) == 0
    assert names() == {no.pk, over.pk}
    assert small.forget_groups(by=None, at=NOON + timedelta(days=60)) == 1
    assert names() == {over.pk}
    assert small.forget_groups(by=None, at=NOON + timedelta(days=365)) == 1
    assert names() == set()
    assert not Message.objects.exclude(to="").filter(to="ana@example.org").exists()


def test_what_an_organiser_wrote_down_says_so() -> None:
    fund = a_fund()
    grant, _ = small.ask_small_grant(
        fund=fund, ask=an_ask(paper_date=TODAY), by=organiser(fund), at=NOON
    )
    assert (grant.is_paper, grant.written_down_by) == (True, organiser(fund))
