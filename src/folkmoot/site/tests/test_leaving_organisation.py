"""Who acts for an organisation takes away all that is kept of it, and nothing of anybody else's."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.awards.tests.loan_makers import active as a_loan
from folkmoot.awards.tests.makers import (
    a_checked,
    a_payment,
    an_award,
    an_organisation,
    holder,
    officer,
    opened,
    paid,
    some_returns,
    who,
)
from folkmoot.granting.actions import declare_interest
from folkmoot.granting.models import Application
from folkmoot.granting.tests.assessing_makers import LATER, PEOPLE, decided, told, written
from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import CUSTODIAN, GRANT_HOLDER
from folkmoot.people.models import Organisation
from folkmoot.people.tests.makers import a_steward
from folkmoot.places.tests.makers import a_place
from folkmoot.site.leaving import everything_of
from tests.fixtures.pages import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def test_who_acts_for_an_organisation_takes_away_its_awards_returns_payments_and_loans() -> None:
    award = an_award()
    payment = paid(a_payment(award))
    first = opened(some_returns(award, asked=True)[0])
    loan = a_loan()
    elsewhere = an_award(
        a_place("Cold Ash"), recipient=an_organisation("Cold Ash Trust"), title="Not theirs"
    )
    unseen = a_checked(title="Not offered yet")
    address = f"/organisations/{award.recipient.ref}/data/"
    answer = browser_of(holder(award)).get(address)
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    kept = json.loads(answer.content)
    assert kept["organisation"]["name"] == award.recipient.name
    ours = next(each for each in kept["awards_received"] if each["ref"] == award.ref)
    assert ours["payments"][0]["pence"] == payment.pence
    assert sum(line["pence"] for line in ours["budget"]) == award.awarded_pence
    assert ours["returns"][0]["ref"] == first.ref
    assert ours["returns"][0]["answers"][0]["question"].startswith("What have you done")
    assert [each["ref"] for each in kept["loans_taken"]] == [loan.ref]
    whole = answer.content.decode()
    for hidden in (elsewhere.title, unseen.title, "@example.org"):
        assert hidden not in whole
    given = everything_of(award.funder, holder(award), LATER)
    assert award.ref in {each["ref"] for each in given["awards_made"]}  # type: ignore[attr-defined]


def test_nobody_else_takes_it_away_not_even_the_steward() -> None:
    award = an_award()
    address = f"/organisations/{award.recipient.ref}/data/"
    stranger = who(GRANT_HOLDER, an_organisation("Cold Ash Trust"))
    for someone in (stranger, officer(award), a_steward()):
        browser = browser_of(someone)
        assert browser.get(address).status_code == 403
        page = browser.get(f"/organisations/{award.recipient.ref}/").content.decode()
        assert address not in page
    assert browser_of().get(address).status_code == 403, "who is not signed in is asked to"
    page = browser_of(holder(award)).get(f"/organisations/{award.recipient.ref}/").content.decode()
    assert address in page


def test_what_was_applied_for_is_told_with_its_letter_and_nothing_of_the_panel() -> None:
    choice = told(written(decided(None)))
    piece = Application.objects.get(call=choice.panel.call, stage="INVITED")
    trust = Organisation.objects.get(pk=piece.lead_id)
    keeps = who(CUSTODIAN, trust)
    address = f"/organisations/{trust.ref}/data/"
    answer = browser_of(keeps).get(address)
    (kept,) = json.loads(answer.content)["applications"]
    assert kept["ref"] == piece.ref
    assert kept["letter"]["subject"] == piece.letter.subject
    assert kept["answers"]
    whole = answer.content.decode()
    assert not [name for name in PEOPLE if name in whole], "who assessed it is the panel's"
    declare_interest(application=piece, words="My sister leads it", by=keeps, at=LATER)
    assert json.loads(browser_of(keeps).get(address).content)["applications"] == []


@pytest.mark.sqlite
def test_it_costs_the_same_however_many_awards_there_are() -> None:
    award = an_award()
    some_returns(award, asked=True)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            everything_of(award.recipient, holder(award), LATER)
        return len(asked)

    few = cost()
    for number in range(3):
        opened(some_returns(an_award(title=f"Another {number}"), asked=True)[0])
    assert cost() <= few + 4, "a query for each kind of row, once there are any"
