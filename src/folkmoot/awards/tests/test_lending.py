"""A loan's plan adds up to the penny, and what is late is told as it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.awards.lending import (
    Counted,
    Drawdown,
    Plan,
    Received,
    Repaid,
    Terms,
    plan,
    settlement,
    standing,
)
from folkmoot.kernel.rules import Refused

NEW_YEAR = date(2027, 1, 1)


def a_loan(pence: int = 100_000, **changes: Any) -> Terms:
    said: dict[str, Any] = {
        "drawdowns": (Drawdown(NEW_YEAR, pence),),
        "rate": Fraction(6, 100),
        "first_date": date(2027, 2, 1),
        "payments": 12,
    }
    return Terms(**(said | changes))


@st.composite
def loans(draw: st.DrawFn) -> Terms:
    payments = draw(st.integers(1, 40))
    interest_only = draw(st.integers(0, payments - 1))
    first = NEW_YEAR + timedelta(draw(st.integers(1, 400)))
    sums = st.tuples(st.integers(0, (first - NEW_YEAR).days - 1), st.integers(1, 10_000_000))
    drawn = draw(st.lists(sums, min_size=1, max_size=4))
    return Terms(
        tuple(Drawdown(NEW_YEAR + timedelta(after), pence) for after, pence in drawn),
        Fraction(draw(st.integers(0, 3_000)), 10_000),
        first,
        payments,
        draw(st.sampled_from([1, 3, 6, 12])),
        draw(st.sampled_from(list(Repaid))),
        interest_only,
    )


def day_by_day(terms: Terms, capital: Callable[[int, int, int], int]) -> list[tuple[int, int]]:
    """The plan as a slow clerk would keep it: each night a day's interest on what is owed."""
    told: list[tuple[int, int]] = []
    grown, owed, day = Fraction(0), 0, terms.begins_date
    while len(told) < terms.payments:
        if day == terms.due_date(len(told)):
            interest = (grown + Fraction(1, 2)).__floor__()
            owed -= capital(len(told), interest, owed)
            told.append((interest, owed))
            grown = Fraction(0)
        owed += sum(each.pence for each in terms.drawdowns if each.on_date == day)
        grown += owed * terms.rate / 365
        day += timedelta(1)
    return told


@given(loans())
def test_every_plan_is_what_a_clerk_who_counts_each_night_would_write(terms: Terms) -> None:
    made = plan(terms)

    clerk = day_by_day(terms, lambda number, _interest, _owed: made.dues[number].capital)

    assert [(due.interest, due.owed_after) for due in made.dues] == clerk


@given(loans())
def test_all_that_was_lent_comes_back_and_no_more(terms: Terms) -> None:
    made = plan(terms)

    assert sum(due.capital for due in made.dues) == terms.lent
    assert all(due.capital >= 0 and due.interest >= 0 for due in made.dues)
    assert made.dues[-1].owed_after == 0
    assert all(due.capital == 0 for due in made.dues[: terms.interest_only])


@given(loans())
def test_a_penny_less_than_the_level_payment_does_not_clear_the_loan(terms: Terms) -> None:
    repaying = plan(replace(terms, repaid=Repaid.LEVEL)).dues[terms.interest_only :]
    less = max(due.pence for due in repaying) - 1
    unpaid: list[int] = []

    def capital(number: int, interest: int, owed: int) -> int:
        if number < terms.interest_only:
            return 0
        unpaid.append(max(interest - less, 0))
        return min(less - interest, owed)

    clerk = day_by_day(terms, capital)

    assert clerk[-1][1] > 0 or any(unpaid)


def test_the_table_in_the_handbook_of_numpy_financial_is_ours_to_a_penny() -> None:
    # numpy_financial.ipmt: 2,500 at 8.24 % over twelve months, with the parts of each payment.
    interest = [17.17, 15.79, 14.40, 13.01, 11.60, 10.18, 8.76, 7.32, 5.88, 4.42, 2.96, 1.49]
    terms = a_loan(250_000, rate=Fraction(824, 10_000), counted=Counted.MONTHS)

    dues = plan(terms).dues

    assert {due.pence for due in dues[:-1]} == {21_775}
    assert all(
        abs(due.interest - round(100 * said)) <= 1 for due, said in zip(dues, interest, strict=True)
    )


def test_a_loan_without_interest_is_divided_and_the_last_payment_makes_it_even() -> None:
    dues = plan(a_loan(100_000, rate=Fraction(0), payments=3)).dues

    assert [due.pence for due in dues] == [33_334, 33_334, 33_332]


def test_equal_capital_gives_the_odd_pennies_to_the_earliest() -> None:
    dues = plan(a_loan(100_001, payments=3, repaid=Repaid.EQUAL_CAPITAL)).dues

    assert [due.capital for due in dues] == [33_334, 33_334, 33_333]


def test_payments_stay_on_the_last_day_where_a_month_is_too_short() -> None:
    dues = plan(a_loan(first_date=date(2027, 1, 31), payments=4)).dues

    assert [due.on_date.isoformat() for due in dues] == [
        "2027-01-31",
        "2027-02-28",
        "2027-03-31",
        "2027-04-30",
    ]


def test_money_goes_to_the_oldest_due_and_there_to_interest_first() -> None:
    made = plan(a_loan(counted=Counted.MONTHS))  # £86.07 a month, £5 interest in the first
    first, second = made.dues[0], made.dues[1]

    now = standing(made, [Received(date(2027, 2, 20), first.pence + 300)], date(2027, 3, 5))

    assert now.paid[0] == (first.interest, first.capital)
    assert now.paid[1] == (300, 0)
    assert now.late_interest == second.interest - 300
    assert now.late_capital == second.capital
    assert (now.late_since_date, now.days_late) == (date(2027, 3, 1), 4)
    assert now.capital_owed == 100_000 - first.capital


def test_a_payment_is_not_late_on_its_own_day() -> None:
    made = plan(a_loan())

    assert standing(made, [], date(2027, 2, 1)).late == 0
    assert standing(made, [], date(2027, 2, 2)).late == made.dues[0].pence


def test_what_comes_early_is_ahead_and_what_comes_later_is_not_counted_yet() -> None:
    made = plan(a_loan())
    came = [Received(date(2027, 1, 20), 5_000), Received(date(2027, 6, 1), 5_000)]

    now = standing(made, came, date(2027, 1, 25))

    assert (now.ahead, now.late, now.next_due) == (5_000, 0, made.dues[0])


@given(loans(), st.lists(st.tuples(st.integers(0, 900), st.integers(1, 500_000)), max_size=8))
def test_paid_late_and_still_to_come_are_the_whole_plan(
    terms: Terms, said: list[tuple[int, int]]
) -> None:
    made = plan(terms)
    came = [Received(NEW_YEAR + timedelta(after), pence) for after, pence in said]
    on_date = NEW_YEAR + timedelta(600)
    received = sum(each.pence for each in came if each.on_date <= on_date)
    if received > sum(due.pence for due in made.dues):
        return

    now = standing(made, came, on_date)

    to_come = sum(due.pence for due in made.dues if due.on_date >= on_date)
    on_to_come = sum(
        sum(paid) for due, paid in zip(made.dues, now.paid, strict=True) if due.on_date >= on_date
    )
    assert sum(map(sum, now.paid)) == received
    assert received + now.late + to_come - on_to_come == sum(due.pence for due in made.dues)
    assert (now.late > 0) == (now.days_late > 0) == (now.late_since_date is not None)


def after_paying_on_time(made: Plan, until: date) -> list[Received]:
    return [Received(due.on_date, due.pence) for due in made.dues if due.on_date <= until]


def test_who_clears_a_loan_on_a_due_day_owes_what_the_plan_says_is_left() -> None:
    made = plan(a_loan())
    day = made.dues[4].on_date

    clears = settlement(made, after_paying_on_time(made, day), day)

    assert (clears.capital, clears.interest) == (made.dues[4].owed_after, 0)


def test_who_clears_a_loan_between_two_dues_pays_the_days_since_the_last() -> None:
    made = plan(a_loan())
    day = made.dues[4].on_date + timedelta(10)

    clears = settlement(made, after_paying_on_time(made, day), day)

    left = made.dues[4].owed_after
    assert clears.capital == left
    assert clears.interest == int(left * Fraction(6, 100) * 10 / 365 + Fraction(1, 2))


def test_who_clears_a_loan_by_months_pays_the_part_of_the_period_that_has_passed() -> None:
    made = plan(a_loan(counted=Counted.MONTHS))

    clears = settlement(made, [], date(2027, 1, 16))  # 15 days of 31, of £5.00

    assert (clears.capital, clears.interest) == (100_000, 242)


def test_who_is_late_clears_the_unpaid_interest_too() -> None:
    made = plan(a_loan())

    clears = settlement(made, [], made.dues[1].on_date)

    assert clears.capital == 100_000
    assert clears.interest == made.dues[0].interest + made.dues[1].interest


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"drawdowns": ()}, "A loan needs at least one sum that is handed over."),
        ({"drawdowns": (Drawdown(NEW_YEAR, 0),)}, "Each sum handed over is a penny or more."),
        ({"rate": Fraction(-1, 100)}, "The rate of interest is nought or more."),
        ({"payments": 0}, "A loan is repaid in 1 to 1200 payments."),
        ({"payments": 1_201}, "A loan is repaid in 1 to 1200 payments."),
        ({"every_months": 0}, "Payments are at least a month apart."),
        ({"interest_only": 12}, "At least one payment must repay capital."),
        ({"first_date": NEW_YEAR}, "The first payment falls after the day the loan begins."),
        (
            {"drawdowns": (Drawdown(NEW_YEAR, 1), Drawdown(date(2027, 2, 1), 1))},
            "Everything is handed over before the first payment that repays capital.",
        ),
        (
            {"counted": Counted.MONTHS, "first_date": date(2027, 2, 2)},
            "Interest by months needs one sum, handed over exactly one period before the "
            "first payment; count days instead.",
        ),
    ],
)
def test_terms_that_no_plan_could_follow_are_refused_in_words(
    changes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        a_loan(**changes)

    assert str(refused.value) == sentence


def test_more_than_the_loan_and_less_than_a_penny_are_refused() -> None:
    made = plan(a_loan())

    with pytest.raises(Refused, match="More came back than the whole loan asks"):
        standing(made, [Received(date(2027, 2, 1), 200_000)], date(2027, 2, 1))
    with pytest.raises(Refused, match="a penny or more"):
        standing(made, [Received(date(2027, 2, 1), 0)], date(2027, 2, 1))
    with pytest.raises(Refused, match="has not begun"):
        settlement(made, [], date(2026, 12, 31))
