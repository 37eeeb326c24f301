"""Agreements: written down, agreed, kept or broken, renewed."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.organising import actions, queries, rules
from folkmoot.organising.forms import AgreementForm, OutcomeForm, PartyForm, UndertakingForm
from folkmoot.organising.models import Agreement, Undertaking
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place


@door(Place, Permission.LISTEN)
@require_GET
def agreements(request: SignedInRequest, place: Place) -> HttpResponse:
    """All agreements of the place."""
    rows = queries.agreements_of(place, at=clock.now())
    return show(request, "agreements", place=place, rows=rows)


@door(Place, Permission.LISTEN)
@require_http_methods(METHODS)
def new_agreement(request: SignedInRequest, place: Place) -> HttpResponse:
    """Begin one."""
    form = AgreementForm(posted(request))
    answer = changed(
        request,
        form,
        lambda at: actions.propose_agreement(
            place=place, **form.cleaned_data, by=request.user, at=at
        ),
        "Kept. Now add who is part of it.",
        lambda made: redirect("organising:one_agreement", made.ref),
    )
    return answer or show(request, "one", form, place=place, heading="Write down an agreement")


@door(Agreement, Permission.LISTEN)
@require_GET
def agreement(request: SignedInRequest, agreement: Agreement) -> HttpResponse:
    """One agreement, whole."""
    page = queries.whole_agreement(agreement, at=clock.now())
    why_not_agree = rules.why_not_agree(
        agreement, n_parties=len(page.sides), n_undertakings=page.n_undertakings
    )
    return show(
        request,
        "one_agreement",
        place=agreement.place,
        page=page,
        today=localdate(clock.now()),
        why_not_change=rules.why_not_change_agreement(agreement),
        why_not_agree=why_not_agree,
        why_not_renew=rules.why_not_renew(agreement),
    )


@door(Agreement, Permission.LISTEN)
@require_http_methods(METHODS)
def add_party(request: SignedInRequest, agreement: Agreement) -> HttpResponse:
    """Somebody else is part of it."""
    if why := rules.why_not_change_agreement(agreement):
        return refused(request, why)
    form = PartyForm(posted(request), neighbours=queries.neighbours_in(agreement.place))
    answer = changed(
        request,
        form,
        lambda at: actions.add_party(
            agreement=agreement,
            **form.cleaned_data | {"neighbour": form.chosen()},
            by=request.user,
            at=at,
        ),
        "Kept.",
        lambda _: redirect("organising:one_agreement", agreement.ref),
    )
    return answer or show(
        request, "one", form, place=agreement.place, heading="Add who is part of it"
    )


@door(Agreement, Permission.LISTEN)
@require_http_methods(METHODS)
def undertake(request: SignedInRequest, agreement: Agreement) -> HttpResponse:
    """Somebody promises something."""
    parties = list(agreement.parties.select_related("neighbour__person"))
    why = rules.why_not_change_agreement(agreement)
    if why or not parties:
        return refused(request, why or "First add who is part of it.")
    form = UndertakingForm(posted(request), parties=parties)
    answer = changed(
        request,
        form,
        lambda at: actions.undertake(
            party=form.party_chosen(),
            words=form.cleaned_data["words"],
            due_date=form.cleaned_data["due"],
            by=request.user,
            at=at,
        ),
        "Kept.",
        lambda _: redirect("organising:one_agreement", agreement.ref),
    )
    return answer or show(
        request, "one", form, place=agreement.place, heading="Add what somebody promises"
    )


@door(Agreement, Permission.LISTEN)
@require_POST
def drop_party(request: SignedInRequest, agreement: Agreement, party: str) -> HttpResponse:
    """Not part of it after all."""
    found = agreement.parties.filter(pk=party).first()
    if found is None:
        raise Http404
    return then(
        request,
        lambda at: actions.drop_party(party=found, by=request.user, at=at),
        "Taken off.",
        redirect("organising:one_agreement", agreement.ref),
    )


@door(Agreement, Permission.LISTEN)
@require_POST
def agree(request: SignedInRequest, agreement: Agreement) -> HttpResponse:
    """Every party has said yes."""
    return then(
        request,
        lambda at: actions.agree(agreement=agreement, by=request.user, at=at),
        "Agreed. You are reminded a week before anything is due.",
        redirect("organising:one_agreement", agreement.ref),
    )


@door(Agreement, Permission.LISTEN)
@require_POST
def renew(request: SignedInRequest, agreement: Agreement) -> HttpResponse:
    """Talk again, with the same parties."""
    if why := rules.why_not_renew(agreement):
        return refused(request, why)
    renewed = actions.renew_agreement(agreement=agreement, by=request.user, at=clock.now())
    return redirect("organising:one_agreement", renewed.ref)


@door(Undertaking, Permission.LISTEN)
@require_POST
def drop_undertaking(request: SignedInRequest, undertaking: Undertaking) -> HttpResponse:
    """Not promised after all."""
    return then(
        request,
        lambda at: actions.drop_undertaking(undertaking=undertaking, by=request.user, at=at),
        "Taken off.",
        redirect("organising:one_agreement", undertaking.agreement.ref),
    )


@door(Undertaking, Permission.LISTEN)
@require_http_methods(METHODS)
def undertaking(request: SignedInRequest, undertaking: Undertaking) -> HttpResponse:
    """Say what came of a promise in an agreement."""
    why = rules.why_not_answer_undertaking(undertaking)
    form = OutcomeForm(posted(request))
    if why and request.method == "POST":
        return refused(request, why)
    answer = changed(
        request,
        form,
        lambda at: _answer(undertaking, form, request, at),
        "Kept.",
        lambda _: redirect("organising:one_agreement", undertaking.agreement.ref),
    )
    return answer or show(
        request, "undertaking", form, place=undertaking.place, it=undertaking, why_not=why
    )


def _answer(
    undertaking: Undertaking, form: OutcomeForm, request: SignedInRequest, at: datetime
) -> Undertaking:
    said, by = form.cleaned_data["outcome"], request.user
    if form.cleaned_data["answer"] == "kept":
        return actions.keep_undertaking(undertaking=undertaking, outcome=said, by=by, at=at)
    return actions.break_undertaking(undertaking=undertaking, why=said, by=by, at=at)
