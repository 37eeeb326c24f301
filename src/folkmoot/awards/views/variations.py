"""Variations: written, asked for, looked at, approved or refused, brought into force."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.awards import actions, queries, rules
from folkmoot.awards.forms import AssessmentForm, VariationForm
from folkmoot.awards.models import Award, Variation
from folkmoot.awards.views.answers import Act, show, why
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, posted, then
from folkmoot.kernel.ui.forms import PlainForm
from folkmoot.people.http import SignedInRequest


@door(Award, Permission.AWARD_SIGN)
@require_http_methods(METHODS)
def draft(request: SignedInRequest, award: Award) -> HttpResponse:
    """Write down what is to change."""
    n_open = award.variations.filter(stage__in=rules.OPEN).count()
    if reason := rules.why_not_draft_variation(award, n_open=n_open):
        return refused(request, reason)
    form = VariationForm(posted(request), lines=list(award.budget.all()))
    answer = made(
        request,
        form,
        lambda at: actions.draft_variation(
            award=award, wanted=form.wanted(), by=request.user, at=at
        ),
        "Kept. Look it over, and ask for it.",
        _to_variation,
    )
    return answer or show(request, "vary", form, award=award)


@door(Variation, Permission.AWARD_SEE)
@require_GET
def variation(request: SignedInRequest, variation: Variation) -> HttpResponse:
    """What changes, why, through whose hands it goes, and the one next step."""
    page = queries.variation_page(variation, request.user, at=clock.now())
    return show(request, "variation", page=page, variation=variation, award=variation.award)


@door(Variation, Permission.AWARD_SIGN)
@require_POST
def submit(request: SignedInRequest, variation: Variation) -> HttpResponse:
    """Ask for it, and sign its document; a small one is in force at once."""
    return then(
        request,
        lambda at: actions.submit_variation(variation=variation, by=request.user, at=at),
        "Done. The funder finds it on their list, and in the account of the award.",
        _to_variation(variation),
    )


@door(Variation, Permission.AWARD_CHECK)
@require_http_methods(METHODS)
def assess(request: SignedInRequest, variation: Variation) -> HttpResponse:
    """Say what is to be thought of it."""
    form = AssessmentForm(posted(request))
    return _asked(
        request,
        variation,
        form,
        lambda at: actions.assess_variation(
            variation=variation, **form.cleaned_data, by=request.user, at=at
        ),
        "Kept. Your signatory decides next.",
        heading=f"Look at variation {variation.number}",
        button="Keep this",
    )


@door(Variation, Permission.AWARD_COUNTERSIGN)
@require_POST
def approve(request: SignedInRequest, variation: Variation) -> HttpResponse:
    """The funder signs its document."""
    return then(
        request,
        lambda at: actions.approve_variation(variation=variation, by=request.user, at=at),
        "Signed by both. It can be brought into force.",
        _to_variation(variation),
    )


@door(Variation, Permission.AWARD_COUNTERSIGN)
@require_http_methods(METHODS)
def refuse(request: SignedInRequest, variation: Variation) -> HttpResponse:
    """The funder says no."""
    form = why(request)
    return _asked(
        request,
        variation,
        form,
        lambda at: actions.refuse_variation(
            variation=variation, **form.cleaned_data, by=request.user, at=at
        ),
        "Refused. They read why.",
        heading=f"Refuse variation {variation.number}",
        button="Refuse it",
    )


@door(Variation, Permission.AWARD_PREPARE)
@require_POST
def apply(request: SignedInRequest, variation: Variation) -> HttpResponse:
    """It comes into force."""
    return then(
        request,
        lambda at: actions.apply_variation(variation=variation, by=request.user, at=at),
        "In force. The budget is as it says from now on.",
        _to_variation(variation),
    )


@door(Variation, Permission.AWARD_SIGN)
@require_http_methods(METHODS)
def withdraw(request: SignedInRequest, variation: Variation) -> HttpResponse:
    """The recipient takes it back."""
    form = why(request)
    return _asked(
        request,
        variation,
        form,
        lambda at: actions.withdraw_variation(
            variation=variation, **form.cleaned_data, by=request.user, at=at
        ),
        "Withdrawn.",
        heading=f"Withdraw variation {variation.number}",
        button="Withdraw it",
    )


def _to_variation(variation: Variation) -> HttpResponse:
    return redirect("awards:variation", variation.ref)


def _asked(
    request: SignedInRequest,
    variation: Variation,
    form: PlainForm,
    act: Act,
    said: str,
    **words: str,
) -> HttpResponse:
    """One form about a variation on a page of its own."""
    answer = made(request, form, act, said, lambda _: _to_variation(variation))
    back = ("awards:variation", variation.ref)
    return answer or show(request, "one", form, award=variation.award, back=back, **words)
