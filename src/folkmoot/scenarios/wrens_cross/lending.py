"""A loan for the kitchen: handed over in two parts, repaid month by month, one payment late; and
money for small ideas shared out among two places.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from folkmoot.awards.actions import loans
from folkmoot.awards.actions.loans import LoanOffer, PlanTerms
from folkmoot.awards.actions.small import add_panellist
from folkmoot.awards.actions.small.shared import SharedPlan, give_part, open_shared_fund
from folkmoot.awards.queries.loans import ledger_of
from folkmoot.people.models import Account, Organisation
from folkmoot.places.models import Place
from folkmoot.programmes.models import Programme
from folkmoot.scenarios.wrens_cross.people import AT
from folkmoot.scenarios.wrens_cross.small_ideas import PANEL

WORDS = """The fund lends the trust up to £12,000 for the kitchen, at 4 % a year.

The trust repays it in twenty-four payments, the same sum each month.

If the kitchen earns less than was hoped, both sides agree on another plan in time."""


def lend(place: Place, *, at: datetime) -> None:
    """Two months of payments came; the third is late."""
    began = at - timedelta(days=150)
    who = {
        key: Account.objects.get(email=f"{key}@{AT}")
        for key in ("grants", "grants-signs", "trust", "trust-finance")
    }
    first = localdate(at - timedelta(days=76))
    offer = LoanOffer(
        place=place,
        lender=Organisation.objects.get(name="The Long Table Fund"),
        borrower=Organisation.objects.get(name="Wren's Cross Trust"),
        title="A kitchen that pays for itself",
        purpose="Ovens and a cold room, so that those who cook for the hub can sell lunches too.",
        most_pence=1_200_000,
        words=WORDS,
        terms=PlanTerms(rate_hundredths=400, first_date=first, n_payments=24),
    )
    loan = loans.offer_loan(offer=offer, by=who["grants"], at=began)
    loan = loans.sign_loan(loan=loan, by=who["trust"], at=began + timedelta(days=3))
    loan = loans.countersign_loan(loan=loan, by=who["grants-signs"], at=began + timedelta(days=5))
    for pence, what, after in ((700_000, "Two ovens", 10), (350_000, "The cold room", 40)):
        day = began + timedelta(days=after)
        draw = loans.ask_draw(loan=loan, pence=pence, what=what, by=who["trust"], at=day)
        draw = loans.approve_draw(draw=draw, by=who["grants"], at=day)
        loans.pay_draw(draw=draw, paid_date=localdate(day), by=who["grants-signs"], at=day)
    loan.refresh_from_db()
    plan = ledger_of(loan, localdate(at)).plan
    assert plan
    for due in plan.dues[:2]:
        loans.note_repayment(
            loan=loan, pence=due.pence, on_date=due.on_date, by=who["grants-signs"], at=at
        )


def share(places: Sequence[Place], programme: Programme, *, at: datetime) -> None:
    """The fund shares money for small ideas out among the places of the programme."""
    fund = Organisation.objects.get(name="The Long Table Fund")
    by = Account.objects.get(email=f"grants@{AT}")
    plan = SharedPlan(
        funder=fund,
        programme=programme,
        name="First steps",
        what="For groups that have never asked anybody for money. Tea and a kettle count.",
        set_aside_pence=600_000,
        most_pence=30_000,
    )
    began = at - timedelta(days=20)
    shared = open_shared_fund(plan=plan, by=by, at=began)
    holder = Organisation.objects.get(name="Wren's Cross Trust")
    first, _ = (
        give_part(shared=shared, place=place, holder=holder, pence=pence, by=by, at=began)
        for place, pence in zip(places, (250_000, 150_000), strict=True)
    )
    # The second place has still to name its panel: it waits on its convenor.
    keeps = Account.objects.get(email=f"convenor@{AT}")
    for name in PANEL:
        add_panellist(fund=first, email=f"{name}@{AT}", by=keeps, at=began)
