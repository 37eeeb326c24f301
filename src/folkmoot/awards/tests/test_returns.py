"""A return is written by several, certified by another, and accepted or sent back by field."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from folkmoot.awards import actions
from folkmoot.awards.actions import MeasuredFigure, SpentFigure
from folkmoot.awards.models import RETURN_ONWARDS, Return, Spending
from folkmoot.awards.queries import return_page
from folkmoot.awards.queries.recorded import counted
from folkmoot.awards.tests.makers import (
    NOON,
    a_payment,
    accepted,
    an_award,
    filled,
    handed_on,
    holder,
    manager,
    officer,
    opened,
    over,
    sent_back,
    some_returns,
    who,
    with_funder,
)
from folkmoot.kernel.access.roles import GRANT_HOLDER
from folkmoot.kernel.questions.actions import Typing, save_answers
from folkmoot.kernel.questions.queries import typed_in
from folkmoot.kernel.rules import Refused
from folkmoot.people.models import Account
from folkmoot.places.tests.makers import someone

pytestmark = pytest.mark.django_db


def test_a_return_is_opened_handed_on_certified_and_accepted() -> None:
    returned = accepted(some_returns(asked=True)[0])

    hands = {returned.submitted_by_id, returned.certified_by_id, returned.accepted_by_id}
    assert (returned.stage, len(hands)) == ("ACCEPTED", 3)


def test_the_finance_officer_certifies_what_another_handed_on() -> None:
    one = someone("Everything in one")
    returned = filled()
    returned = actions.submit_return(returned=returned, by=one, at=over(returned))

    with pytest.raises(Refused, match="Somebody else must certify it"):
        actions.certify_return(returned=returned, by=one, at=over(returned))
    with pytest.raises(DatabaseError), transaction.atomic():
        Return.objects.filter(pk=returned.pk).update(
            stage="SUBMITTED", certified_by=one, certified_at=NOON
        )


def test_whoever_wrote_or_certified_a_return_does_not_accept_it() -> None:
    returned = with_funder()
    for one in (returned.submitted_by, returned.certified_by):
        assert one
        with pytest.raises(Refused, match="had a hand in this return"):
            actions.accept_return(returned=returned, by=one, at=over(returned))
        with pytest.raises(DatabaseError), transaction.atomic():
            Return.objects.filter(pk=returned.pk).update(
                stage="ACCEPTED", accepted_by=one, accepted_at=NOON
            )


def test_the_plan_of_a_line_adds_up_to_the_line_whatever_is_skipped() -> None:
    award = an_award(awarded_pence=100_001)
    returns = some_returns(award)
    accepted(returns[0])
    actions.skip_return(returned=returns[1], because="A quiet time", by=manager(award), at=NOON)

    for line in award.budget.all():
        counting = Spending.objects.filter(line=line).exclude(of__stage="SKIPPED")
        assert sum(counting.values_list("planned_pence", flat=True)) == line.pence


def test_a_return_opens_with_the_plan_the_last_answers_and_what_was_counted() -> None:
    award = an_award()
    actions.add_indicator(
        award=award, name="Gatherings", aim=Decimal(12), source="gatherings",
        by=manager(award), at=NOON,
    )  # fmt: skip
    first, second, _ = some_returns(award, asked=True)
    accepted(first)

    now = opened(second)

    assert now.answer_set
    assert typed_in(now.answer_set)["done", 0] == "We cooked."
    assert ("worry", 0) not in typed_in(now.answer_set)  # asked anew each time
    row = now.spending.get(line__number=2)
    assert (row.spent_pence, row.expected_pence) == (None, 2_000_000)  # the last quarter's plan
    assert now.measured.get().recorded == counted("gatherings", now) == 0
    money = return_page(now, holder(award), at=over(now)).spending[1].money
    assert (money.before, money.budget) == (100_000, 6_000_000)


def test_what_is_not_said_yet_is_named() -> None:
    returned = opened(some_returns(asked=True)[0])

    with pytest.raises(Refused) as refused:
        actions.submit_return(returned=returned, by=holder(returned.award), at=over(returned))

    assert str(refused.value) == "Not said yet: People, Rooms."
    page = return_page(returned, holder(returned.award), at=over(returned))
    assert page.missing[2] == "What have you done in this time?"
    figures = [SpentFigure(1, 1, 1), SpentFigure(2, 1, 1)]
    actions.save_figures(returned=returned, spent=figures, by=holder(returned.award), at=NOON)
    with pytest.raises(Refused, match="“What have you done in this time\\?”: Write an answer"):
        actions.submit_return(returned=returned, by=holder(returned.award), at=over(returned))


def test_two_colleagues_write_in_one_draft_and_neither_loses_a_word() -> None:
    returned = opened()
    ann, bea = holder(returned.award), who(GRANT_HOLDER, returned.award.recipient, "Bea")
    at = over(returned)

    def writes(by: Account, number: int, spent: int, seen: int) -> None:
        figure = SpentFigure(number, spent, 0, seen=seen)
        actions.save_figures(returned=returned, spent=[figure], by=by, at=at)

    writes(ann, 1, 500, 0)
    writes(bea, 2, 700, 0)  # another line: both stand
    with pytest.raises(Refused, match="“People”: a colleague wrote here meanwhile"):
        writes(bea, 1, 900, 0)
    writes(bea, 1, 900, 1)  # having seen it

    assert list(returned.spending.values_list("spent_pence", flat=True)) == [900, 700]


def test_figures_are_kept_whole_or_not_at_all() -> None:
    returned = opened()
    actions.save_figures(
        returned=returned, spent=[SpentFigure(2, 5, 5)], by=holder(returned.award), at=NOON
    )

    with pytest.raises(Refused):
        actions.save_figures(
            returned=returned,
            spent=[SpentFigure(1, 1, 1), SpentFigure(2, 9, 9)],
            by=holder(returned.award),
            at=NOON,
        )

    assert list(returned.spending.values_list("spent_pence", flat=True)) == [None, 5]


def test_a_return_is_sent_back_field_by_field_and_comes_again() -> None:
    returned = with_funder(some_returns(asked=True)[0])
    gil, at = manager(returned.award), over(returned)
    with pytest.raises(Refused, match="not in this return"):
        actions.send_back_return(returned=returned, remarks={"spend:9": "?"}, by=gil, at=at)
    with pytest.raises(Refused, match="at least one field"):
        actions.send_back_return(returned=returned, remarks={"spend:1": " "}, by=gil, at=at)

    returned = actions.send_back_return(
        returned=returned, remarks={"spend:1": "Two months?", "asked:done": "Where?"}, by=gil, at=at
    )

    page = return_page(returned, holder(returned.award), at=at)
    assert [(each.name, each.said) for each in page.to_mend] == [
        ("People", "Two months?"),
        ("What have you done in this time?", "Where?"),
    ]
    assert returned.answer_set
    again = [Typing("done", "We cooked on the canal.", seen=1)]
    save_answers(answer_set=returned.answer_set, typing=again, by=holder(returned.award), at=at)
    returned = actions.submit_return(returned=returned, by=holder(returned.award), at=at)
    returned = actions.certify_return(returned=returned, by=officer(returned.award), at=at)
    assert (returned.stage, returned.remarks.count()) == ("SUBMITTED", 2)


def test_a_payment_that_waits_for_a_return_is_asked_for_once_it_is_accepted() -> None:
    award = an_award()
    returned = some_returns(award)[0]
    payment = actions.wait_for_return(
        payment=a_payment(award), returned=returned, by=manager(award), at=NOON
    )

    def ask() -> None:
        actions.request_payment(payment=payment, claim="Q2", by=holder(award), at=over(returned))

    with pytest.raises(Refused, match="waits until return 1 is accepted; it is “To come”"):
        ask()
    with pytest.raises(DatabaseError), transaction.atomic():
        type(payment).objects.filter(pk=payment.pk).update(
            stage="REQUESTED", requested_by=holder(award)
        )
    accepted(returned)
    ask()


def test_a_payment_waits_for_a_return_of_its_own_award_only() -> None:
    other = some_returns(an_award(title="Another"))[0]

    with pytest.raises(Refused, match="a return of another award"):
        actions.wait_for_return(payment=a_payment(), returned=other, by=someone("Gil"), at=NOON)


Tried = Callable[[Return, Account], object]
LEADS_TO: dict[str, Tried] = {
    "WRITING": lambda r, by: (
        actions.give_back_return(returned=r, because="Bills", by=by, at=over(r))
        if r.stage == "SIGNING"
        else actions.open_return(returned=r, by=by, at=over(r))
    ),
    "SIGNING": lambda r, by: actions.submit_return(returned=r, by=by, at=over(r)),
    "SUBMITTED": lambda r, by: actions.certify_return(returned=r, by=by, at=over(r)),
    "SENT_BACK": lambda r, by: actions.send_back_return(
        returned=r, remarks={"spend:1": "?"}, by=by, at=over(r)
    ),
    "ACCEPTED": lambda r, by: actions.accept_return(returned=r, by=by, at=over(r)),
    "SKIPPED": lambda r, by: actions.skip_return(returned=r, because="Late", by=by, at=over(r)),
}
STANDS: dict[str, Callable[[], Return]] = {
    "SCHEDULED": lambda: some_returns()[0],
    "WRITING": filled,
    "SIGNING": handed_on,
    "SUBMITTED": with_funder,
    "SENT_BACK": sent_back,
    "ACCEPTED": accepted,
    "SKIPPED": lambda: actions.skip_return(
        returned=some_returns()[0], because="Small", by=someone("Gil"), at=NOON
    ),
}


@pytest.mark.parametrize("stage", list(STANDS))
def test_a_return_goes_only_where_its_stage_leads(stage: str) -> None:
    returned, by = STANDS[stage](), someone("Somebody new")
    for target, go in LEADS_TO.items():
        moves = transaction.atomic()
        may = target in RETURN_ONWARDS[stage]
        with moves:
            fresh = Return.objects.select_related("award").get(pk=returned.pk)
            if may:
                go(fresh, by)
            else:
                with pytest.raises(Refused):
                    go(fresh, by)
            transaction.set_rollback(True)
        if not may and target != stage:
            with pytest.raises(DatabaseError), transaction.atomic():
                Return.objects.filter(pk=returned.pk).update(stage=target)


def test_what_was_certified_stays_until_it_is_sent_back() -> None:
    returned = with_funder()

    with pytest.raises(Refused, match="stays as it is"):
        actions.save_figures(
            returned=returned, spent=[SpentFigure(1, 1, 1)], by=holder(returned.award), at=NOON
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        returned.spending.update(spent_pence=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        returned.spending.all().delete()


def test_measures_tell_where_they_began_and_how_they_will_come_out() -> None:
    award = an_award()
    actions.add_indicator(
        award=award, name="Neighbours who cook", baseline=Decimal(4), aim=Decimal(20),
        by=manager(award), at=NOON,
    )  # fmt: skip
    returned = opened(some_returns(award)[0])
    figure = MeasuredFigure(1, Decimal(9), Decimal(17))

    actions.save_figures(returned=returned, measured=[figure], by=holder(award), at=NOON)

    (row,) = return_page(returned, holder(award), at=NOON).measured
    assert (row.since_the_beginning, row.variance) == (Decimal(5), Decimal(-3))
