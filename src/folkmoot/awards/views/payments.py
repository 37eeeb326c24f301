"""Payments: scheduled, and passed from hand to hand."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.awards import actions, queries
from folkmoot.awards.forms import ClaimForm, PaidForm, PaymentForm
from folkmoot.awards.models import Award, Payment
from folkmoot.awards.queries.payments import HEADS, lines_of_payments
from folkmoot.awards.views.answers import asked, asked_of_payment, show, to_payment, why
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, signed_in_door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.sheets.writing import csv_lines
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.people.http import SignedInRequest


@door(Award, Permission.AWARD_PREPARE)
@require_http_methods(METHODS)
def schedule(request: SignedInRequest, award: Award) -> HttpResponse:
    """Plan a payment."""
    form = PaymentForm(posted(request))
    return asked(
        request,
        award,
        form,
        lambda at: actions.schedule_payment(
            award=award,
            pence=form.cleaned_data["pence"],
            due_date=form.cleaned_data["due"],
            milestone=form.cleaned_data["milestone"],
            by=request.user,
            at=at,
        ),
        "Kept.",
        heading="Plan a payment",
        button="Plan it",
    )


@door(Payment, Permission.AWARD_SEE)
@require_GET
def payment(request: SignedInRequest, payment: Payment) -> HttpResponse:
    """One payment: through whose hands it has gone, and what comes next."""
    at = clock.now()
    row = queries.payment_page(payment, request.user, at=at)
    may = permissions_of(request.user, within=payment.scope, at=at)
    stands = queries.stands_at(payment.award)
    return show(request, "payment", row=row, award=payment.award, may=may, stands=stands)


@signed_in_door
@never_cache
@require_GET
def as_csv(request: SignedInRequest) -> HttpResponseBase:
    """Every payment of one's organisations as a table, sent as it is read; nothing in it runs."""
    lines = csv_lines(HEADS, lines_of_payments(request.user))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="payments.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@door(Payment, Permission.AWARD_PREPARE)
@require_POST
def reach(request: SignedInRequest, payment: Payment) -> HttpResponse:
    """The milestone is reached."""
    return then(
        request,
        lambda at: actions.reach_milestone(payment=payment, by=request.user, at=at),
        "Reached. The recipient can ask for it now.",
        to_payment(payment),
    )


@door(Payment, Permission.PAYMENT_REQUEST)
@require_http_methods(METHODS)
def request_payment(request: SignedInRequest, payment: Payment) -> HttpResponse:
    """The recipient asks for it."""
    form = ClaimForm(posted(request))
    return asked_of_payment(
        request,
        payment,
        form,
        lambda at: actions.request_payment(
            payment=payment, **form.cleaned_data, by=request.user, at=at
        ),
        "Asked for. Your finance officer certifies it next.",
        heading=f"Ask for payment {payment.number}",
        button="Ask for it",
    )


@door(Payment, Permission.PAYMENT_CERTIFY)
@require_POST
def certify(request: SignedInRequest, payment: Payment) -> HttpResponse:
    """The recipient's finance officer says that it is right."""
    return then(
        request,
        lambda at: actions.certify_payment(payment=payment, by=request.user, at=at),
        "Certified. The funder approves it next.",
        to_payment(payment),
    )


@door(Payment, Permission.PAYMENT_APPROVE)
@require_POST
def approve(request: SignedInRequest, payment: Payment) -> HttpResponse:
    """The funder approves."""
    return then(
        request,
        lambda at: actions.approve_payment(payment=payment, by=request.user, at=at),
        "Approved. The paymaster pays it next.",
        to_payment(payment),
    )


@door(Payment, Permission.PAYMENT_PAY)
@require_http_methods(METHODS)
def pay(request: SignedInRequest, payment: Payment) -> HttpResponse:
    """The money has left the account."""
    form = PaidForm(posted(request))
    return asked_of_payment(
        request,
        payment,
        form,
        lambda at: actions.pay(
            payment=payment,
            paid_date=form.cleaned_data["paid"],
            bank_reference=form.cleaned_data["bank_reference"],
            by=request.user,
            at=at,
        ),
        "Paid.",
        heading=f"Payment {payment.number} has been paid",
        button="It has been paid",
    )


@door(Payment, Permission.AWARD_SEE)
@require_http_methods(METHODS)
def send_back(request: SignedInRequest, payment: Payment) -> HttpResponse:
    """Back to who asked: by whoever has it in hand next."""
    step = queries.payment_page(payment, request.user, at=clock.now()).step
    if not (step and step.may):
        raise PermissionDenied
    form = why(request)
    return asked_of_payment(
        request,
        payment,
        form,
        lambda at: actions.send_back_payment(
            payment=payment, **form.cleaned_data, by=request.user, at=at
        ),
        "Sent back. It can be asked for anew.",
        heading=f"Send payment {payment.number} back",
        button="Send it back",
    )


@door(Payment, Permission.AWARD_PREPARE)
@require_http_methods(METHODS)
def hold(request: SignedInRequest, payment: Payment) -> HttpResponse:
    """Nothing moves until something is cleared up."""
    form = why(request)
    return asked_of_payment(
        request,
        payment,
        form,
        lambda at: actions.hold_payment(
            payment=payment, **form.cleaned_data, by=request.user, at=at
        ),
        "Held.",
        heading=f"Hold payment {payment.number}",
        button="Hold it",
    )


@door(Payment, Permission.AWARD_PREPARE)
@require_POST
def release(request: SignedInRequest, payment: Payment) -> HttpResponse:
    """It is cleared up."""
    return then(
        request,
        lambda at: actions.release_payment(payment=payment, by=request.user, at=at),
        "It goes on.",
        to_payment(payment),
    )


@door(Payment, Permission.PAYMENT_PAY)
@require_http_methods(METHODS)
def bring_back(request: SignedInRequest, payment: Payment) -> HttpResponse:
    """The bank sent it back."""
    form = why(request)
    return asked_of_payment(
        request,
        payment,
        form,
        lambda at: actions.bring_back_payment(
            payment=payment, **form.cleaned_data, by=request.user, at=at
        ),
        "Kept. It is to be paid again.",
        heading=f"The bank sent payment {payment.number} back",
        button="Keep this",
    )


@door(Payment, Permission.AWARD_PREPARE)
@require_http_methods(METHODS)
def cancel(request: SignedInRequest, payment: Payment) -> HttpResponse:
    """It will not be paid."""
    form = why(request)
    return asked_of_payment(
        request,
        payment,
        form,
        lambda at: actions.cancel_payment(
            payment=payment, **form.cleaned_data, by=request.user, at=at
        ),
        "Cancelled. Its sum can be planned otherwise.",
        heading=f"Cancel payment {payment.number}",
        button="Cancel it",
    )
