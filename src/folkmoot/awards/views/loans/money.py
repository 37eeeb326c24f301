"""Loans: money asked for, approved, handed over, and coming back."""

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.awards.actions import loans as actions
from folkmoot.awards.forms import BecauseForm
from folkmoot.awards.forms.loans import CameBackForm, DrawForm
from folkmoot.awards.forms.payments import PaidForm
from folkmoot.awards.models import Loan, LoanDraw
from folkmoot.awards.queries import loans as queries
from folkmoot.awards.views.loans.answers import asked, to_loan
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.kernel.ui.words import money
from folkmoot.people.http import SignedInRequest


@door(Loan, Permission.PAYMENT_REQUEST)
@require_http_methods(METHODS)
def ask(request: SignedInRequest, loan: Loan) -> HttpResponse:
    """The borrower asks for part of it."""
    form = DrawForm(posted(request))
    return asked(
        request,
        loan,
        form,
        lambda at: actions.ask_draw(loan=loan, **form.cleaned_data, by=request.user, at=at),
        "Asked for. The lender approves it next.",
        heading="Ask for money of the loan",
        button="Ask for it",
    )


@door(LoanDraw, Permission.PAYMENT_APPROVE)
@require_POST
def approve(request: SignedInRequest, draw: LoanDraw) -> HttpResponse:
    """The lender approves."""
    return then(
        request,
        lambda at: actions.approve_draw(draw=draw, by=request.user, at=at),
        "Approved. The paymaster hands it over next.",
        to_loan(draw.loan),
    )


@door(LoanDraw, Permission.PAYMENT_APPROVE)
@require_http_methods(METHODS)
def say_no(request: SignedInRequest, draw: LoanDraw) -> HttpResponse:
    """The lender says no."""
    form = BecauseForm(posted(request))
    return asked(
        request,
        draw.loan,
        form,
        lambda at: actions.refuse_draw(
            draw=draw, because=form.cleaned_data["because"][:300], by=request.user, at=at
        ),
        "Refused, with the reason.",
        heading=f"Refuse {money(draw.pence)}",
        button="Refuse it",
    )


@door(LoanDraw, Permission.PAYMENT_PAY)
@require_http_methods(METHODS)
def hand_over(request: SignedInRequest, draw: LoanDraw) -> HttpResponse:
    """The money has left the lender's account."""
    form = PaidForm(posted(request), initial={"paid": localdate(clock.now())})
    del form.fields["bank_reference"]
    return asked(
        request,
        draw.loan,
        form,
        lambda at: actions.pay_draw(
            draw=draw, paid_date=form.cleaned_data["paid"], by=request.user, at=at
        ),
        "Handed over. The plan is worked out with it.",
        heading=f"{money(draw.pence)} has been handed over",
        button="It has been handed over",
    )


@door(Loan, Permission.PAYMENT_PAY)
@require_http_methods(METHODS)
def came_back(request: SignedInRequest, loan: Loan) -> HttpResponse:
    """Money has come back."""
    today = localdate(clock.now())
    form = CameBackForm(posted(request), initial={"on": today})
    ledger = queries.ledger_of(loan, today)

    def kept(at: object) -> object:
        said = form.cleaned_data
        act = actions.settle_loan if said["kind"] == "settlement" else actions.note_repayment
        return act(
            loan=loan, pence=said["pence"], on_date=said["on"], by=request.user, at=clock.now()
        )

    return asked(
        request,
        loan,
        form,
        kept,
        "Kept.",
        heading="Money has come back",
        lead=f"To clear it today takes {money(ledger.to_settle)}." if ledger.to_settle > 0 else "",
        button="Keep this",
    )
