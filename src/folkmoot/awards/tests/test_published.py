"""What leaves in files: open data to the standard, and every payment of one's own to the penny."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from zeal import zeal_ignore

from folkmoot.awards import actions
from folkmoot.awards.models import Payment
from folkmoot.awards.open_grants.checking import what_is_wrong
from folkmoot.awards.queries import open_data
from folkmoot.awards.tests.makers import (
    NOON,
    TODAY,
    a_payment,
    an_award,
    an_offer,
    an_organisation,
    approved,
    holder,
    manager,
    officer,
    paid,
    paymaster,
)
from folkmoot.kernel import clock
from tests.fixtures.pages import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def test_signed_awards_are_open_data_that_keeps_to_the_standard() -> None:
    award = an_award()
    twin = an_award(funder=an_organisation("Wharfedale Council"), joined_to=award)
    paid(a_payment(award))
    an_offer()

    told = json.loads(Client().get("/awards/open/grants.json").getvalue())
    assert what_is_wrong(told) == ()
    ours = {grant["id"].rpartition("-")[2]: grant for grant in told["grants"]}
    assert set(ours) == {award.ref, twin.ref}
    assert ours[award.ref]["amountDisbursed"] == 20_000
    assert ours[award.ref]["relatedActivity"] == [ours[twin.ref]["id"]]
    text = Client().get("/awards/open/grants.csv").getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert {row["Amount Awarded"] for row in rows} == {"240000.00"}
    assert Payment.objects.count() == 1


@pytest.mark.sqlite
def test_open_data_of_many_awards_is_read_in_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_data, "A_CHUNK", 2)
    first = an_award()
    joined = [
        an_award(funder=an_organisation(f"Fund {n}"), joined_to=first, title=f"Part {n}")
        for n in range(4)
    ]
    with CaptureQueriesContext(connection) as asked, zeal_ignore():
        reading = open_data.open_grants()
        seen = [next(reading)]
        few = len(asked)
        seen += reading
    assert len(asked) == 3 * few - 2, "as much for each chunk, and nothing more"
    assert {each.id.rpartition("-")[2] for each in seen} == {a.ref for a in (first, *joined)}
    assert {len(each.related) for each in seen} == {4}, "joined across chunks too"


def test_where_those_live_who_gain_is_said_by_code_and_edition_and_published() -> None:
    award = an_award()
    gil, page = browser_of(manager(award)), f"/awards/{award.ref}/areas/"
    assert browser_of(holder(award)).get(page).status_code == 403
    for wrong, said in (
        ("E05011358, Ancoats", "write a code, a name and a year"),
        ("Ancoats, E05011358, 2023", "is no code of an area"),
        ("E05011358, Ancoats, 2023\nE05011358, Ancoats, 2023", "stands here twice"),
    ):
        answer = gil.post(page, {"areas": wrong})
        assert answer.status_code == 422
        shown = answer.content.decode()
        assert said in shown
        assert wrong.splitlines()[0] in shown
    gil.post(page, {"areas": "e05011358, Ancoats, Beswick and Clayton, 2023"})
    assert "Ancoats, Beswick and Clayton" in Client().get(f"/awards/{award.ref}/").content.decode()
    told = json.loads(Client().get("/awards/open/grants.json").getvalue())
    assert what_is_wrong(told) == ()
    assert told["grants"][0]["beneficiaryLocation"] == [
        {
            "name": "Ancoats, Beswick and Clayton",
            "countryCode": "GB",
            "geoCode": "E05011358",
            "geoCodeType": "WD",
            "description": "Boundaries of 2023",
        }
    ]
    text = Client().get("/awards/open/grants.csv").getvalue().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["Beneficiary Location:0:Geographic Code"] == "E05011358"


def test_what_was_paid_is_as_of_the_moment_that_open_data_says() -> None:
    payment = approved(a_payment(an_award()))
    later = NOON + timedelta(hours=3)
    actions.pay(payment=payment, paid_date=TODAY, by=paymaster(payment.award), at=later)
    (grant,) = open_data.open_grants()
    assert (grant.paid, grant.changed_at) == (payment.pence, later)
    back = later + timedelta(hours=1)
    actions.bring_back_payment(
        payment=payment, because="The account is closed", by=paymaster(payment.award), at=back
    )
    (grant,) = open_data.open_grants()
    assert (grant.paid, grant.changed_at) == (0, back)


def test_every_payment_of_ones_organisations_leaves_as_a_table_that_adds_up() -> None:
    award, elsewhere = an_award(), an_award(recipient=an_organisation("Cold Ash Trust"))
    done, to_come = paid(a_payment(award, 1_000_050)), a_payment(award, 5)
    a_payment(elsewhere)
    answer = browser_of(officer(award)).get("/awards/payments.csv")
    text = answer.getvalue().decode("utf-8-sig")
    first, second = csv.DictReader(io.StringIO(text, newline=""))
    assert (first["Reference"], second["Reference"]) == (done.ref, to_come.ref)
    assert (first["Sum"], first["Stands"], second["Sum"]) == ("10000.50", "Paid", "0.05")
    hands = [first[f"{did} by"] for did in ("Asked for", "Certified", "Approved", "Paid")]
    assert all(hands)
    assert len(set(hands)) == 4, "four people"
    both = browser_of(manager(award)).get("/awards/payments.csv").getvalue().decode()
    assert len(both.splitlines()) == 4, "the funder's own, whoever receives them"
    assert Client().get("/awards/payments.csv").status_code == 403
