"""Returns on their way: planned, handed on, certified, sent back, accepted, skipped."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.awards import actions, queries
from folkmoot.awards.forms import IndicatorForm, PlanReturnsForm, SendBackForm, WaitForm
from folkmoot.awards.models import Award, Payment, Return
from folkmoot.awards.returning.asked import AS_SAID, STANDARD
from folkmoot.awards.views.answers import (
    asked,
    asked_of_payment,
    asked_of_return,
    show,
    to_return,
    why,
)
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.questions.models import QuestionSet
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.people.http import SignedInRequest


@door(Award, Permission.AWARD_PREPARE)
@require_http_methods(METHODS)
def plan(request: SignedInRequest, award: Award) -> HttpResponse:
    """Say on which periods the recipient reports, and what is asked."""
    form = PlanReturnsForm(
        posted(request), award=award, offered=queries.questions_offered(award.funder)
    )

    def planned(at: datetime) -> object:
        return actions.plan_returns(
            award=award,
            periods=form.periods(),
            question_set=_questions(request, award, form.cleaned_data["questions"], at),
            as_funder_asks=form.cleaned_data["questions"] == AS_SAID,
            by=request.user,
            at=at,
        )

    return asked(
        request,
        award,
        form,
        planned,
        "Planned. They are asked before each is due.",
        heading="Plan the returns",
        button="Plan them",
        lead="What each line is for is spread evenly over the periods to come.",
    )


def _questions(
    request: SignedInRequest, award: Award, chosen: str, at: datetime
) -> QuestionSet | None:
    if chosen in STANDARD:
        return actions.standard_questions(slug=chosen, by=request.user, at=at)
    return queries.questions_with(chosen, award.funder) if chosen else None


@door(Award, Permission.AWARD_PREPARE)
@require_http_methods(METHODS)
def indicator(request: SignedInRequest, award: Award) -> HttpResponse:
    """Say what would show that the award does what it is for."""
    form = IndicatorForm(posted(request))
    return asked(
        request,
        award,
        form,
        lambda at: actions.add_indicator(award=award, **form.cleaned_data, by=request.user, at=at),
        "Kept. Every return to come asks for it.",
        heading="Add a measure",
        button="Add it",
    )


@door(Return, Permission.AWARD_SEE)
@require_GET
def returned(request: SignedInRequest, returned: Return) -> HttpResponse:
    """One return: the money, the measures, the answers, and the one next step."""
    page = queries.return_page(returned, request.user, at=clock.now())
    picture = queries.picture_of(page)
    return show(
        request, "return", page=page, returned=returned, award=returned.award, picture=picture
    )


@door(Return, Permission.RETURN_ACCEPT)
@require_POST
def accept(request: SignedInRequest, returned: Return) -> HttpResponse:
    """The funder accepts it."""
    return then(
        request,
        lambda at: actions.accept_return(returned=returned, by=request.user, at=at),
        "Accepted. What waited for it can go on.",
        to_return(returned),
    )


@door(Return, Permission.RETURN_ACCEPT)
@require_http_methods(METHODS)
def send_back(request: SignedInRequest, returned: Return) -> HttpResponse:
    """The funder says field by field what is to be mended."""
    form = SendBackForm(posted(request), fields_=queries.fields_of(returned))
    return asked_of_return(
        request,
        returned,
        form,
        lambda at: actions.send_back_return(
            returned=returned, remarks=form.cleaned_data, by=request.user, at=at
        ),
        "Sent back. They see your words beside each field.",
        heading=f"Send return {returned.number} back",
        button="Send it back",
        lead="Write only beside what is to be mended. Everything else stays as it is.",
    )


@door(Return, Permission.RETURN_ACCEPT)
@require_http_methods(METHODS)
def skip(request: SignedInRequest, returned: Return) -> HttpResponse:
    """The funder does without it."""
    form = why(request)
    return asked_of_return(
        request,
        returned,
        form,
        lambda at: actions.skip_return(
            returned=returned, **form.cleaned_data, by=request.user, at=at
        ),
        "Skipped. Nobody is reminded of it.",
        heading=f"Do without return {returned.number}",
        button="Skip it",
    )


@door(Payment, Permission.AWARD_PREPARE)
@require_http_methods(METHODS)
def wait(request: SignedInRequest, payment: Payment) -> HttpResponse:
    """A payment waits for a return."""
    returns = list(payment.award.returns.counting())
    initial = {"returned": str(payment.after_return_id or "")}
    form = WaitForm(posted(request), returns=returns, initial=initial)
    return asked_of_payment(
        request,
        payment,
        form,
        lambda at: actions.wait_for_return(
            payment=payment, returned=form.chosen(), by=request.user, at=at
        ),
        "Kept.",
        heading=f"What does payment {payment.number} wait for?",
        button="Keep this",
    )


@door(Return, Permission.RETURN_CERTIFY)
@require_POST
def certify(request: SignedInRequest, returned: Return) -> HttpResponse:
    """The recipient's finance officer says that it is right."""
    return then(
        request,
        lambda at: actions.certify_return(returned=returned, by=request.user, at=at),
        "Certified. The funder has it now.",
        to_return(returned),
    )


@door(Return, Permission.RETURN_CERTIFY)
@require_http_methods(METHODS)
def give_back(request: SignedInRequest, returned: Return) -> HttpResponse:
    """The finance officer asks for it to be mended first."""
    form = why(request)
    return asked_of_return(
        request,
        returned,
        form,
        lambda at: actions.give_back_return(
            returned=returned, **form.cleaned_data, by=request.user, at=at
        ),
        "Given back. It can be written in again.",
        heading=f"Give return {returned.number} back",
        button="Give it back",
    )


@door(Return, Permission.RETURN_WRITE)
@require_POST
def submit(request: SignedInRequest, returned: Return) -> HttpResponse:
    """Hand it to the finance officer."""
    return then(
        request,
        lambda at: actions.submit_return(returned=returned, by=request.user, at=at),
        "Handed on. Your finance officer certifies it next.",
        to_return(returned),
    )


@door(Return, Permission.RETURN_WRITE)
@require_POST
def begin(request: SignedInRequest, returned: Return) -> HttpResponse:
    """Begin to write it."""
    return then(
        request,
        lambda at: actions.open_return(returned=returned, by=request.user, at=at),
        "What is known already is filled in. Look it over, and add what is missing.",
        redirect("awards:figures", returned.ref),
    )
