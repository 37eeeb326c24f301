"""Loans: seen, offered, signed by both, planned anew, written off."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.awards.actions import loans as actions
from folkmoot.awards.forms import BecauseForm, SignForm
from folkmoot.awards.forms.loans import LoanForm, NewPlanForm
from folkmoot.awards.models import Loan, LoanPlan
from folkmoot.awards.queries import loans as queries
from folkmoot.awards.queries.pictures import parts_of
from folkmoot.awards.views.loans.answers import asked, show, to_loan
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, signed_in_door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.sheets.writing import as_csv
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, posted, then
from folkmoot.kernel.ui.words import money
from folkmoot.people.http import SignedInRequest

A_PAGE = 50


@signed_in_door
@require_GET
def loans(request: SignedInRequest) -> HttpResponse:
    """The loans of one's organisations."""
    rows = queries.loans_seen_by(request.user)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    may_offer = bool(queries.lenders_of(request.user))
    return show(request, "loans", page=page, may_offer=may_offer)


@signed_in_door
@require_http_methods(METHODS)
def new_loan(request: SignedInRequest) -> HttpResponse:
    """Offer one, for a lender whose awards one looks after."""
    lenders = queries.lenders_of(request.user)
    if not lenders:
        return refused(request, "Only an award manager of a lender offers loans.", status=403)
    form = LoanForm(posted(request), lenders=lenders)
    answer = made(
        request,
        form,
        lambda at: actions.offer_loan(offer=form.offer(), by=request.user, at=at),
        "Offered. The borrower can sign now.",
        to_loan,
    )
    return answer or show(request, "new", form)


@door(Loan)
@require_GET
def loan(request: SignedInRequest, loan: Loan) -> HttpResponse:
    """One loan: what is owed, what is late, and every line of its account."""
    page = queries.loan_page(loan, request.user, at=clock.now())
    ledger = page.ledger
    named = [
        ("Repaid", ledger.repaid, "moss"),
        ("Still owed", max(ledger.owed, 0), "ochre"),
        ("Written off", ledger.written_off, "terracotta"),
    ]
    parts = parts_of([each for each in named if each[1] or each[2] != "terracotta"], money)
    return show(request, "loan", loan=loan, page=page, parts=parts)


@door(Loan)
@require_GET
def account_csv(request: SignedInRequest, loan: Loan) -> HttpResponse:
    """Its account as a table, in pence."""
    ledger = queries.ledger_of(loan, localdate(clock.now()))
    head = ("Date", "What", "Pence", "Owed after, pence")
    rows = [(line.on_date, line.what, line.pence, line.owed) for line in ledger.lines]
    answer = HttpResponse(as_csv(head, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="loan-{loan.ref}.csv"'
    return answer


@door(Loan, Permission.AWARD_SIGN)
@require_http_methods(METHODS)
def sign(request: SignedInRequest, loan: Loan) -> HttpResponse:
    """The borrower signs."""
    form = SignForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.sign_loan(loan=loan, by=request.user, at=at),
        "Signed. The lender signs next.",
        lambda _: to_loan(loan),
    )
    return answer or show(request, "sign", form, loan=loan, side="borrower")


@door(Loan, Permission.AWARD_COUNTERSIGN)
@require_http_methods(METHODS)
def countersign(request: SignedInRequest, loan: Loan) -> HttpResponse:
    """The lender signs."""
    form = SignForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.countersign_loan(loan=loan, by=request.user, at=at),
        "Signed by both. The borrower can ask for money.",
        lambda _: to_loan(loan),
    )
    return answer or show(request, "sign", form, loan=loan, side="lender")


@door(Loan, Permission.AWARD_SIGN)
@require_http_methods(METHODS)
def decline(request: SignedInRequest, loan: Loan) -> HttpResponse:
    """The borrower says no."""
    form = BecauseForm(posted(request))
    return asked(
        request,
        loan,
        form,
        lambda at: actions.decline_loan(loan=loan, **form.cleaned_data, by=request.user, at=at),
        "Declined.",
        heading="Decline the loan",
        button="Decline it",
    )


@door(Loan, Permission.AWARD_PREPARE)
@require_http_methods(METHODS)
def new_plan(request: SignedInRequest, loan: Loan) -> HttpResponse:
    """Propose another plan."""
    form = NewPlanForm(posted(request))
    return asked(
        request,
        loan,
        form,
        lambda at: actions.propose_plan(
            loan=loan, terms=form.terms(), why=form.cleaned_data["why"], by=request.user, at=at
        ),
        "Proposed. It holds from the day on which the borrower agrees.",
        heading="Propose another plan",
        lead="It begins with all that is owed on the day the borrower agrees, interest included.",
        button="Propose it",
    )


@door(Loan, Permission.AWARD_PREPARE)
@require_POST
def take_back_plan(request: SignedInRequest, loan: Loan) -> HttpResponse:
    """Nobody agreed to it."""
    plan = proposed(loan)
    return then(
        request,
        lambda at: actions.take_back_plan(plan=plan, by=request.user, at=at),
        "Taken back.",
        to_loan(loan),
    )


@door(Loan, Permission.AWARD_SIGN)
@require_POST
def agree_plan(request: SignedInRequest, loan: Loan) -> HttpResponse:
    """The borrower agrees."""
    plan = proposed(loan)
    return then(
        request,
        lambda at: actions.agree_plan(plan=plan, by=request.user, at=at),
        "Agreed. This plan holds from today.",
        to_loan(loan),
    )


def proposed(loan: Loan) -> LoanPlan:
    """The plan that waits for the borrower, or 404."""
    found: LoanPlan = get_object_or_404(loan.plans, number__gt=1, agreed_at__isnull=True)
    return found


@door(Loan, Permission.AWARD_PREPARE)
@require_http_methods(METHODS)
def ask_write_off(request: SignedInRequest, loan: Loan) -> HttpResponse:
    """One of the lender asks for it to be written off."""
    form = BecauseForm(posted(request))
    return asked(
        request,
        loan,
        form,
        lambda at: actions.ask_write_off(
            loan=loan, because=form.cleaned_data["because"], by=request.user, at=at
        ),
        "Kept. A signatory of the lender agrees, or not.",
        heading="Ask to write it off",
        button="Ask for it",
    )


@door(Loan, Permission.AWARD_COUNTERSIGN)
@require_POST
def write_off(request: SignedInRequest, loan: Loan) -> HttpResponse:
    """Another of the lender agrees."""
    return then(
        request,
        lambda at: actions.write_off(loan=loan, by=request.user, at=at),
        "Written off.",
        to_loan(loan),
    )
