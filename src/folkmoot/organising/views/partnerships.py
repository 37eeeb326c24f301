"""Partnerships asked whole: who is asked, what each answers, and what it shows."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.organising import actions, queries, rules
from folkmoot.organising.forms import PartnersForm, WorksWithForm
from folkmoot.organising.models import Partner, PartnerSurvey
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place


@door(Place, Permission.LISTEN)
@require_GET
def partnerships(request: SignedInRequest, place: Place) -> HttpResponse:
    """All surveys of partners of the place."""
    may = permissions_of(request.user, within=place, at=clock.now())
    surveys = list(queries.surveys_of(place))
    return show(request, "partnerships", place=place, surveys=surveys, may=may)


@door(Place, Permission.LISTENING_LEAD)
@require_http_methods(METHODS)
def ask_partners(request: SignedInRequest, place: Place) -> HttpResponse:
    """Write down who is asked."""
    form = PartnersForm(posted(request))
    answer = changed(
        request,
        form,
        lambda at: actions.ask_partners(place=place, **form.cleaned_data, by=request.user, at=at),
        "Kept. Now ask each of them.",
        lambda made: redirect("organising:partnership", made.pk),
    )
    return answer or show(request, "one", form, place=place, heading="Ask a partnership")


@door(PartnerSurvey, Permission.LISTEN)
@require_GET
def partnership(request: SignedInRequest, survey: PartnerSurvey) -> HttpResponse:
    """Who has answered; once all have, the network."""
    page = queries.survey_page(survey)
    return show(
        request,
        "partnership",
        place=survey.place,
        page=page,
        may=permissions_of(request.user, within=survey.place, at=clock.now()),
        why_not_close=rules.why_not_close_survey(survey, n_missing=page.n_missing),
    )


@door(PartnerSurvey, Permission.LISTENING_LEAD)
@require_POST
def close(request: SignedInRequest, survey: PartnerSurvey) -> HttpResponse:
    """Take no more answers."""
    return then(
        request,
        lambda at: actions.close_partner_survey(survey=survey, by=request.user, at=at),
        "Closed. The answers stay as they are.",
        redirect("organising:partnership", survey.pk),
    )


@door(Partner)
@require_http_methods(METHODS)
def partner(request: SignedInRequest, partner: Partner) -> HttpResponse:
    """Whom one organisation works with; who may see this may answer it."""
    if why := rules.why_not_answer_partner(partner, []):
        return refused(request, why)
    others = queries.others_of(partner)
    said = [str(key) for key in partner.works_with.values_list("pk", flat=True)]
    form = WorksWithForm(posted(request), others=others, initial={"works_with": said})
    at = clock.now()
    is_team = Permission.LISTEN in permissions_of(request.user, within=partner.scope, at=at)
    onward = (
        redirect("organising:partnership", partner.survey_id)
        if is_team
        else redirect("organising:partner", partner.pk)
    )
    answer = changed(
        request,
        form,
        lambda at: actions.answer_for_partner(
            partner=partner, works_with=form.chosen(), by=request.user, at=at
        ),
        "Kept. Thank you.",
        lambda _: onward,
    )
    return answer or show(
        request, "partner", form, place=partner.scope, partner=partner, is_team=is_team
    )
