"""Pages of loans: each of the two sides does its own part, and nobody else sees them."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from folkmoot.awards.actions import loans
from folkmoot.awards.models import LoanStage
from folkmoot.awards.queries.loans import ledger_of, tasks_for
from folkmoot.awards.tests.loan_makers import (
    FIRST,
    IN_STAGE,
    active,
    approved,
    asked,
    holder,
    lent,
    manager,
    noon_of,
    offered,
    paymaster,
    repaid,
    signatory,
    signed,
    terms,
)
from folkmoot.awards.tests.makers import NOON, TODAY, an_organisation, who
from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import FINANCE_OFFICER, GRANT_SIGNATORY
from folkmoot.people.models import Account
from folkmoot.places.tests.makers import a_place, someone
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def titles(account: Account) -> list[str]:
    return [task.title for task in tasks_for(account, noon_of(FIRST + timedelta(days=2)))]


def test_what_waits_is_on_the_list_of_the_one_it_waits_for() -> None:
    loan = lent()
    assert titles(holder(loan))[0].startswith("Repay £8")
    assert titles(holder(loan))[0].endswith("due since 12 March 2026")
    quay = a_place("Saltmarsh Quay")
    offered(quay)
    assert "Sign for a loan" in titles(holder(loan))
    signed(quay)
    assert titles(signatory(loan)) == ["Sign for the lender"]
    other = active(quay)
    asked(other, 5_000)
    approved(other, 7_000)
    assert titles(manager(loan)) == ["Approve £50 of a loan"]
    assert titles(paymaster(loan)) == ["Hand over £70 of a loan"]
    assert titles(someone("Nobody")) == []


# Who may try what; for others of the two sides it is not for them (403), for the rest not there.
MAY = {
    "sign/": {"holder"}, "countersign/": {"signatory"}, "decline/": {"holder"},
    "plan/": {"manager"}, "plan/agree/": {"holder"}, "plan/take-back/": {"manager"},
    "write-off/ask/": {"manager"}, "write-off/": {"signatory"}, "ask/": {"holder"},
    "came-back/": {"paymaster"},
}  # fmt: skip
OF_DRAW = {"approve/": {"manager"}, "refuse/": {"manager"}, "hand-over/": {"paymaster"}}
SEE = {"holder", "signatory", "manager", "paymaster", "officer"}


@pytest.mark.parametrize("stage", LoanStage.values)
def test_each_may_do_their_own_part_of_a_loan_and_no_other(stage: str) -> None:
    loan = IN_STAGE[stage]()
    other = active(
        a_place("Saltmarsh Quay"), lender=an_organisation("The Other Fund"),
        borrower=an_organisation("Quay Trust"),
    )  # fmt: skip
    if stage == "ACTIVE":
        loans.propose_plan(loan=loan, terms=terms(), why="So", by=manager(loan), at=NOON)
    people: dict[str, Account | None] = {
        "holder": holder(loan), "signatory": signatory(loan), "manager": manager(loan),
        "paymaster": paymaster(loan), "officer": who(FINANCE_OFFICER, loan.recipient),
        "manager there": manager(other), "holder there": holder(other),
        "signs elsewhere": who(GRANT_SIGNATORY, an_organisation("Third")),
        "nobody": someone("No"), "stranger": None,
    }  # fmt: skip
    draw = loan.draws.first()
    steps = {f"/loans/{loan.ref}/{step}": may for step, may in MAY.items()}
    if draw:
        steps |= {f"/loans/money/{draw.ref}/{step}": may for step, may in OF_DRAW.items()}
    for name, account in people.items():
        browser = browser_of(account)
        assert browser.get(f"/loans/{loan.ref}/").status_code == (200 if name in SEE else 404)
        for path, may in steps.items():
            with transaction.atomic():
                status = browser.post(path).status_code
                transaction.set_rollback(True)
            if name in may:
                waits = "plan/" in path and path.count("/") == 5 and stage != "ACTIVE"
                assert status not in ((403,) if waits else (403, 404)), (name, path, status)
            else:
                assert status == (403 if name in SEE else 404), (name, path, status)


def test_every_page_is_sound_costs_the_same_and_its_table_adds_up(valid_html: ValidHtml) -> None:
    loan = lent()
    gil, trust, pays = (browser_of(each(loan)) for each in (manager, holder, paymaster))
    here = f"/loans/{loan.ref}/"
    for browser, paths in (
        (gil, ("/loans/", "/loans/new/", here, f"{here}plan/", f"{here}write-off/ask/")),
        (trust, (here, f"{here}ask/", f"/loans/{offered(a_place('Q')).ref}/sign/")),
        (pays, (here, f"{here}came-back/")),
    ):
        for path in paths:
            valid_html(browser.get(path))
    costs = []
    for _ in range(2):
        gil.get(here)
        with CaptureQueriesContext(connection) as queried:
            gil.get(here)
        costs.append(len(queried))
        for number in range(3):
            repaid(loan, 1_000 + number, TODAY)
    assert costs[0] == costs[1]
    text = gil.get(f"{here}account.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert sum(int(row["Pence"]) for row in rows) == ledger_of(loan, TODAY).owed


TYPED: dict[str, Any] = {
    "why": "The flood", "rate": "4.25", "first_day": "1", "first_month": "6", "first_year": "2026",
    "n_payments": "12", "every_months": "1", "repaid": "level", "n_interest_only": "0",
}  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"rate": "six"}, "Write per cent a year"),
        ({"first_month": "13"}, "month"),
        ({"n_interest_only": "12"}, "At least one payment must repay capital"),
        ({"first_year": "2025"}, "The first payment falls after the day the loan begins"),
    ],
)
def test_a_plan_that_needs_mending_keeps_what_was_typed(
    wrong: dict[str, str], sentence: str
) -> None:
    loan = lent()
    answer = browser_of(manager(loan)).post(f"/loans/{loan.ref}/plan/", TYPED | wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "The flood" in answer.content.decode()


def test_only_an_award_manager_offers_a_loan() -> None:
    assert browser_of(someone("Nobody")).get("/loans/new/").status_code == 403
