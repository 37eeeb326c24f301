"""Each side finds its own next step, and nobody else a way in."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folkmoot.awards import actions
from folkmoot.awards.models import Award
from folkmoot.awards.tests.makers import (
    NOON,
    TODAY,
    a_checked,
    a_draft,
    a_payment,
    an_award,
    an_offer,
    an_organisation,
    approved,
    certified,
    holder,
    manager,
    officer,
    paid,
    paymaster,
    requested,
    signatory,
    tasks_for,
    who,
)
from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import AWARD_MANAGER, GRANT_HOLDER
from folkmoot.places.tests.makers import a_place, someone
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def a_day(name: str, day: str = "12", month: str = "1", year: str = "2026") -> dict[str, str]:
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


def test_an_award_is_made_and_paid_by_the_pages_alone() -> None:
    place, fund = a_place(), an_organisation("The Long Table Fund")
    trust = an_organisation("Wren's Cross Trust")
    gil = browser_of(who(AWARD_MANAGER, fund))
    said: dict[str, Any] = {
        "funder": str(fund.pk), "place": str(place.pk), "recipient": str(trust.pk),
        "partnership": "", "title": "What we do", "purpose": "What was chosen.",
        "awarded": "1,000", **a_day("decided"), **a_day("starts"), **a_day("ends", year="2027"),
    }  # fmt: skip

    answer = gil.post("/awards/new/", said)
    award = Award.objects.get()
    assert answer.url == f"/awards/{award.ref}/budget/"  # type: ignore[attr-defined]
    here = f"/awards/{award.ref}/"
    gil.post(f"{here}budget/", {"lines": "People: 600\nRooms: £400.00"})
    gil.post(f"{here}conditions/", {"words": "Two signatures"})
    gil.post(f"{here}checks/")
    second = browser_of(who(AWARD_MANAGER, fund, "Second"))
    for check in award.checks.all():
        gil.post(f"{here}checks/{check.pk}/", {"finding": "pass", "evidence": "Seen"})
        second.post(f"{here}checks/{check.pk}/agree/")
    gil.post(f"{here}payments/", {"pence": "1000", **a_day("due")})
    gil.post(f"{here}offer/", {"terms": "We agree.", **a_day("lapses", month="2")})
    browser_of(holder(award)).post(f"{here}sign/", {"agreed": "on"})
    browser_of(signatory(award)).post(f"{here}countersign/", {"agreed": "on"})
    condition = award.conditions.get()
    gil.post(f"{here}conditions/{condition.pk}/", {"answer": "met", "evidence": "The mandate"})
    payment = award.payments.get()
    there = f"/awards/payments/{payment.ref}/"
    browser_of(holder(award)).post(f"{there}request/", {"claim": "To begin"})
    browser_of(officer(award)).post(f"{there}certify/")
    gil.post(f"{there}approve/")
    browser_of(paymaster(award)).post(f"{there}pay/", {**a_day("paid"), "bank_reference": "77"})

    payment.refresh_from_db()
    award.refresh_from_db()
    assert (award.stage, payment.stage, payment.pence) == ("ACTIVE", "PAID", 100_000)


def test_every_page_is_sound(valid_html: ValidHtml) -> None:
    award = an_award()
    done, asked_for = paid(a_payment(award)), requested(a_payment(award))
    milestone = a_payment(award, milestone="The kitchen stands", due_date=None)
    checking, offer, draft = a_checked(), an_offer(), a_draft()
    check = checking.checks.first()
    assert check
    gil, trust = browser_of(manager(award)), browser_of(holder(award))
    for browser, paths in {
        gil: [
            "/awards/", "/awards/new/", f"/awards/{draft.ref}/", f"/awards/{draft.ref}/budget/",
            f"/awards/{checking.ref}/", f"/awards/{checking.ref}/checks/{check.pk}/",
            f"/awards/{checking.ref}/offer/", f"/awards/{award.ref}/",
            f"/awards/{award.ref}/suspend/", f"/awards/{award.ref}/payments/",
            *(f"/awards/payments/{each.ref}/" for each in (done, asked_for, milestone)),
            f"/awards/payments/{milestone.ref}/hold/",
        ],
        trust: [f"/awards/{offer.ref}/sign/", f"/awards/payments/{asked_for.ref}/"],
        Client(): [f"/awards/{award.ref}/"],
    }.items():  # fmt: skip
        for path in paths:
            answer = browser.get(path)
            assert answer.status_code == 200, path
            valid_html(answer)


def test_the_public_sees_the_sums_and_neither_names_nor_papers() -> None:
    award = an_award()
    paid(a_payment(award))

    page = Client().get(f"/awards/{award.ref}/").content.decode()
    assert "£240,000" in page
    assert "£20,000" in page
    for inside in ("Digest of the agreement", "Looked at by two", holder(award).shown_name()):
        assert inside not in page


def test_nobody_outside_finds_what_is_not_signed_or_a_payment() -> None:
    offer, payment = an_offer(), requested(a_payment())
    stranger = browser_of(who(AWARD_MANAGER, an_organisation("The Other Fund")))

    assert stranger.get(f"/awards/{offer.ref}/").status_code == 404
    assert stranger.get(f"/awards/payments/{payment.ref}/").status_code == 403
    assert stranger.post(f"/awards/payments/{payment.ref}/certify/").status_code == 403
    assert Client().get("/awards/").status_code == 403


STEPS = ("request", "certify", "approve", "pay", "send-back", "hold", "cancel", "bring-back")


def test_each_hand_may_do_its_own_step_of_a_payment_and_no_other() -> None:
    payment = approved(a_payment())
    award = payment.award
    may = {
        holder(award): {"request"},
        officer(award): {"certify"},
        manager(award): {"approve", "hold", "cancel"},
        paymaster(award): {"pay", "send-back", "bring-back"},
        signatory(award): set(),
        who(GRANT_HOLDER, award.funder): set(),
        who(AWARD_MANAGER, award.recipient): set(),
    }
    for account, steps in may.items():
        browser = browser_of(account)
        for step in STEPS:
            # A refusal of the state (409) or a form to mend (422) is not one of the person.
            status = browser.post(f"/awards/payments/{payment.ref}/{step}/").status_code
            assert (status != 403) == (step in steps), (account.name, step, status)


def test_who_did_one_step_is_told_that_the_next_takes_somebody_else() -> None:
    payment = certified(a_payment())
    both = who(AWARD_MANAGER, payment.award.funder, officer(payment.award).name)

    page = browser_of(both).get(f"/awards/payments/{payment.ref}/").content.decode()
    assert "You certified this payment yourself" in page
    answer = browser_of(both).post(f"/awards/payments/{payment.ref}/approve/")
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"pence": "twelve", "due_day": "1"}, "How much"),
        ({"pence": "10"}, "Say on which day it is due, or when what is done."),
        ({"pence": "900000", "milestone": "Done"}, "Only £240,000 of the award is left"),
        ({"pence": "-5", "milestone": "Done"}, "£0.01"),
    ],
)
def test_a_payment_that_is_wrong_is_said_and_kept_as_typed(
    said: dict[str, str], sentence: str
) -> None:
    award = an_award()

    answer = browser_of(manager(award)).post(f"/awards/{award.ref}/payments/", said)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert f'value="{said["pence"]}"' in page


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("People", "Line 1: put a colon before the sum"),
        ("People: 240,000\nRooms: lots", "Line 2"),
        ("People: 1", "The lines add up to £1, and the award is £240,000."),
    ],
)
def test_a_budget_that_is_wrong_is_said_with_its_line(lines: str, sentence: str) -> None:
    award = a_draft()

    answer = browser_of(manager(award)).post(f"/awards/{award.ref}/budget/", {"lines": lines})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_form_that_is_not_ticked_signs_nothing() -> None:
    award = an_offer()

    answer = browser_of(holder(award)).post(f"/awards/{award.ref}/sign/", {})
    assert answer.status_code == 422
    assert "Tick the box to sign." in answer.content.decode()
    award.refresh_from_db()
    assert award.stage == "OFFERED"


def titles(account: Any) -> list[str]:
    return [task.title for task in tasks_for(account, NOON)]


def test_what_waits_is_on_the_list_of_the_one_it_waits_for() -> None:
    award = an_award()
    due, later = a_payment(award), a_payment(award, due_date=TODAY.replace(year=2027))
    asked_for = requested(a_payment(award))
    held = actions.hold_payment(
        payment=certified(a_payment(award)), because="Bill", by=manager(award), at=NOON
    )
    offer = an_offer()

    assert titles(holder(award)) == [f"Ask for payment {due.number}", "Sign the agreement"]
    assert titles(officer(award)) == [f"Certify payment {asked_for.number}"]
    assert titles(manager(award)) == []
    assert offer.stage == "OFFERED"
    assert {later.stage, held.stage} == {"SCHEDULED", "CERTIFIED"}
    assert titles(someone("Nobody")) == []


@pytest.mark.parametrize("number", [1, 12])
def test_pages_cost_the_same_however_much_there_is(number: int) -> None:
    award = an_award()
    for _ in range(number):
        requested(a_payment(award, 100))
    browser = browser_of(manager(award))
    browser.get(f"/awards/{award.ref}/")

    with CaptureQueriesContext(
        connection,
    ) as page:
        browser.get(f"/awards/{award.ref}/")
    with CaptureQueriesContext(connection) as listed:
        browser.get("/awards/")
    assert (len(page), len(listed)) == (14, 7)
