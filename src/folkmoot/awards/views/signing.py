"""An award signed by both, stopped, accounted for, closed."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.awards import actions
from folkmoot.awards.forms import GivenBackForm, SignForm, SpentForm, SustainForm
from folkmoot.awards.models import Award
from folkmoot.awards.views.answers import asked, show, to_award, why
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, made, posted, then
from folkmoot.people.http import SignedInRequest


@door(Award, Permission.AWARD_SIGN)
@require_http_methods(METHODS)
def sign(request: SignedInRequest, award: Award) -> HttpResponse:
    """The recipient reads the agreement and signs it."""
    form = SignForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.sign_award(award=award, by=request.user, at=at),
        "Signed. The funder signs next.",
        lambda _: to_award(award),
    )
    return answer or show(request, "sign", form, award=award, side="recipient")


@door(Award, Permission.AWARD_COUNTERSIGN)
@require_http_methods(METHODS)
def countersign(request: SignedInRequest, award: Award) -> HttpResponse:
    """The funder reads the agreement and signs it."""
    form = SignForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.countersign_award(award=award, by=request.user, at=at),
        "Signed by both. The award is public now.",
        lambda _: to_award(award),
    )
    return answer or show(request, "sign", form, award=award, side="funder")


@door(Award, Permission.AWARD_SIGN)
@require_http_methods(METHODS)
def decline(request: SignedInRequest, award: Award) -> HttpResponse:
    """The recipient says no."""
    form = why(request)
    return asked(
        request,
        award,
        form,
        lambda at: actions.decline_award(award=award, **form.cleaned_data, by=request.user, at=at),
        "Declined.",
        heading="Decline the award",
        button="Decline it",
    )


@door(Award, Permission.AWARD_COUNTERSIGN)
@require_http_methods(METHODS)
def return_signature(request: SignedInRequest, award: Award) -> HttpResponse:
    """The funder asks for it to be signed anew."""
    form = why(request)
    return asked(
        request,
        award,
        form,
        lambda at: actions.return_signature(
            award=award, **form.cleaned_data, by=request.user, at=at
        ),
        "Returned.",
        heading="Ask for it to be signed anew",
        button="Return it",
    )


@door(Award, Permission.AWARD_PREPARE)
@require_http_methods(METHODS)
def suspend(request: SignedInRequest, award: Award) -> HttpResponse:
    """Stop it for a while."""
    form = why(request)
    return asked(
        request,
        award,
        form,
        lambda at: actions.suspend_award(award=award, **form.cleaned_data, by=request.user, at=at),
        "Suspended. No money moves until it goes on.",
        heading="Suspend the award",
        button="Suspend it",
    )


@door(Award, Permission.AWARD_PREPARE)
@require_http_methods(METHODS)
def resume(request: SignedInRequest, award: Award) -> HttpResponse:
    """It goes on."""
    form = why(request)
    return asked(
        request,
        award,
        form,
        lambda at: actions.resume_award(award=award, **form.cleaned_data, by=request.user, at=at),
        "It goes on.",
        heading="Let the award go on",
        button="Let it go on",
    )


@door(Award, Permission.AWARD_PREPARE)
@require_http_methods(METHODS)
def terminate(request: SignedInRequest, award: Award) -> HttpResponse:
    """Bring it to an end before its time."""
    form = why(request)
    return asked(
        request,
        award,
        form,
        lambda at: actions.terminate_award(
            award=award, **form.cleaned_data, by=request.user, at=at
        ),
        "Brought to an end. What was to be paid is cancelled.",
        heading="Bring the award to an end",
        button="Bring it to an end",
    )


@door(Award, Permission.AWARD_PREPARE)
@require_POST
def end(request: SignedInRequest, award: Award) -> HttpResponse:
    """Its time is over."""
    return then(
        request,
        lambda at: actions.end_award(award=award, by=request.user, at=at),
        "Ended. Now say what was spent.",
        to_award(award),
    )


@door(Award, Permission.AWARD_PREPARE)
@require_http_methods(METHODS)
def reconcile(request: SignedInRequest, award: Award) -> HttpResponse:
    """What was paid is accounted for."""
    form = SpentForm(posted(request))
    return asked(
        request,
        award,
        form,
        lambda at: actions.reconcile_award(
            award=award, spent_pence=form.cleaned_data["spent"], by=request.user, at=at
        ),
        "Accounted for.",
        heading="Account for what was paid",
        button="Keep this",
    )


@door(Award, Permission.AWARD_PREPARE)
@require_http_methods(METHODS)
def take_back(request: SignedInRequest, award: Award) -> HttpResponse:
    """Money that was not spent has come back."""
    form = GivenBackForm(posted(request))
    return asked(
        request,
        award,
        form,
        lambda at: actions.take_back(
            award=award, pence=form.cleaned_data["given_back"], by=request.user, at=at
        ),
        "Kept.",
        heading="What has come back",
        button="Keep this",
    )


@door(Award, Permission.AWARD_PREPARE)
@require_http_methods(METHODS)
def sustain(request: SignedInRequest, award: Award) -> HttpResponse:
    """Somebody carries it on."""
    form = SustainForm(posted(request))
    return asked(
        request,
        award,
        form,
        lambda at: actions.sustain_award(award=award, **form.cleaned_data, by=request.user, at=at),
        "Kept.",
        heading="Carried on",
        button="Keep this",
    )


@door(Award, Permission.AWARD_PREPARE)
@require_POST
def close(request: SignedInRequest, award: Award) -> HttpResponse:
    """Nothing is left to do."""
    return then(
        request,
        lambda at: actions.close_award(award=award, by=request.user, at=at),
        "Closed.",
        to_award(award),
    )
