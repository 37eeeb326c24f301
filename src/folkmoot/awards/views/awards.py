"""An award: seen, prepared, checked and offered."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.awards import actions, queries, rules
from folkmoot.awards.forms import (
    AnswerForm,
    AwardAreasForm,
    AwardForm,
    BudgetForm,
    CheckForm,
    ConditionForm,
    OfferForm,
)
from folkmoot.awards.models import Award, AwardStage, Check, Looked
from folkmoot.awards.queries.decided import decisions_to_award
from folkmoot.awards.queries.small.shared import shared_by
from folkmoot.awards.rules.areas import why_not_set_areas
from folkmoot.awards.texts import first_terms
from folkmoot.awards.views.answers import asked, show, to_award, why
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, signed_in_door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, posted, then
from folkmoot.people.http import SignedInRequest

A_PAGE = 50


@signed_in_door
@require_GET
def awards(request: SignedInRequest) -> HttpResponse:
    """The awards of one's organisations."""
    stage = request.GET.get("stage", "")
    rows = queries.awards_seen_by(request.user)
    if stage in AwardStage.values:
        rows = rows.filter(stage=stage)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    funders = queries.funders_of(request.user)
    decisions = decisions_to_award(request.user) if funders else []
    return show(
        request,
        "awards",
        page=page,
        stage=stage,
        stages=AwardStage.choices,
        may_prepare=bool(funders),
        funders=funders,
        decisions=decisions,
        shared=shared_by(funders) if funders else [],
    )


@signed_in_door
@require_http_methods(METHODS)
def new_award(request: SignedInRequest) -> HttpResponse:
    """Begin to prepare one, for a funder one looks after awards of."""
    funders = queries.funders_of(request.user)
    if not funders:
        return refused(request, "Only an award manager of a funder prepares awards.", status=403)
    form = AwardForm(posted(request), funders=funders)
    answer = made(
        request,
        form,
        lambda at: actions.begin_award(plan=form.plan(), by=request.user, at=at),
        "Kept. Now say what the money is for.",
        lambda award: redirect("awards:budget", award.ref),
    )
    return answer or show(request, "new", form)


@door(Award)
@require_GET
def award(request: HttpRequest, award: Award) -> HttpResponse:
    """One award, as far as the reader may see."""
    page = queries.award_page(award, request.user, at=clock.now())
    return show(request, "award", page=page, award=award)


@door(Award, Permission.AWARD_PREPARE)
@require_http_methods(METHODS)
def budget(request: SignedInRequest, award: Award) -> HttpResponse:
    """What the money is for."""
    if reason := rules.why_not_change_draft(award):
        return refused(request, reason)
    there = "\n".join(f"{line.heading}: {line.pence / 100:.2f}" for line in award.budget.all())
    form = BudgetForm(posted(request), initial={"lines": there})
    return asked(
        request,
        award,
        form,
        lambda at: actions.set_budget(
            award=award, lines=form.cleaned_data["lines"], by=request.user, at=at
        ),
        "Kept.",
        heading="What is the money for?",
        button="Keep this",
    )


@door(Award, Permission.AWARD_PREPARE)
@require_http_methods(METHODS)
def areas(request: SignedInRequest, award: Award) -> HttpResponse:
    """Where those live who gain, by official areas."""
    if reason := why_not_set_areas(award, ()):
        return refused(request, reason)
    there = "\n".join(f"{a.code}, {a.name}, {a.edition}" for a in award.areas.all())
    form = AwardAreasForm(posted(request), initial={"areas": there})
    return asked(
        request,
        award,
        form,
        lambda at: actions.set_areas(
            award=award, areas=form.cleaned_data["areas"], by=request.user, at=at
        ),
        "Kept. Open data tells of it where the award is signed.",
        heading="Where do those live who gain?",
        button="Keep this",
    )


@door(Award, Permission.AWARD_PREPARE)
@require_POST
def start_checks(request: SignedInRequest, award: Award) -> HttpResponse:
    """From now on it is looked into."""
    return then(
        request,
        lambda at: actions.start_checks(award=award, by=request.user, at=at),
        "Now look at each of these, and let somebody else look too.",
        to_award(award),
    )


@door(Award, Permission.AWARD_CHECK)
@require_http_methods(METHODS)
def find(request: SignedInRequest, award: Award, key: UUID) -> HttpResponse:
    """Say what was found."""
    check = get_object_or_404(award.checks.select_related("award"), pk=key)
    told = {"finding": check.finding, "evidence": check.evidence, "expires": check.expires_date}
    form = CheckForm(posted(request), initial=told)
    return asked(
        request,
        award,
        form,
        lambda at: actions.find(
            check=check,
            finding=form.cleaned_data["finding"],
            evidence=form.cleaned_data["evidence"],
            expires_date=form.cleaned_data["expires"],
            by=request.user,
            at=at,
        ),
        "Kept. Somebody else looks a second time.",
        heading=check.get_kind_display(),
        button="Keep this",
        **_beside(award, check),
    )


def _beside(award: Award, check: Check) -> dict[str, Any]:
    """What the register of charities says, beside the check that asks for it."""
    if check.kind not in (Looked.REGISTER, Looked.ACCOUNTS):
        return {}
    return {"register": queries.in_register(award), "shows_register": True}


@door(Award, Permission.AWARD_CHECK)
@require_POST
def agree_check(request: SignedInRequest, award: Award, key: UUID) -> HttpResponse:
    """Somebody else has looked, and agrees."""
    check = get_object_or_404(award.checks.select_related("award"), pk=key)
    return then(
        request,
        lambda at: actions.agree_check(check=check, by=request.user, at=at),
        "Kept: two people have looked.",
        to_award(award),
    )


@door(Award, Permission.AWARD_PREPARE)
@require_http_methods(METHODS)
def add_condition(request: SignedInRequest, award: Award) -> HttpResponse:
    """What has to be true before money flows."""
    form = ConditionForm(posted(request))
    return asked(
        request,
        award,
        form,
        lambda at: actions.add_condition(
            award=award,
            words=form.cleaned_data["words"],
            due_date=form.cleaned_data["due"],
            by=request.user,
            at=at,
        ),
        "Kept.",
        heading="Add a condition",
        button="Add it",
    )


@door(Award, Permission.AWARD_CHECK)
@require_http_methods(METHODS)
def meet_condition(request: SignedInRequest, award: Award, key: UUID) -> HttpResponse:
    """It is met, or need not be."""
    condition = get_object_or_404(award.conditions.select_related("award"), pk=key)
    form = AnswerForm(posted(request))
    return asked(
        request,
        award,
        form,
        lambda at: actions.meet_condition(
            condition=condition,
            evidence=form.cleaned_data["evidence"],
            waived=form.cleaned_data["answer"] == "waived",
            by=request.user,
            at=at,
        ),
        "Kept.",
        heading=condition.words,
        button="Keep this",
    )


@door(Award, Permission.AWARD_PREPARE)
@require_http_methods(METHODS)
def offer(request: SignedInRequest, award: Award) -> HttpResponse:
    """Offer it, with the words to sign."""
    form = OfferForm(posted(request), initial={"terms": award.terms or first_terms(award)})
    return asked(
        request,
        award,
        form,
        lambda at: actions.offer_award(
            award=award,
            terms=form.cleaned_data["terms"],
            lapses_date=form.cleaned_data["lapses"],
            by=request.user,
            at=at,
        ),
        "Offered. The recipient can sign now.",
        heading="Offer the award",
        button="Offer it",
    )


@door(Award, Permission.AWARD_PREPARE)
@require_http_methods(METHODS)
def withdraw_offer(request: SignedInRequest, award: Award) -> HttpResponse:
    """Take the offer back, to mend it."""
    form = why(request)
    return asked(
        request,
        award,
        form,
        lambda at: actions.withdraw_offer(award=award, **form.cleaned_data, by=request.user, at=at),
        "Taken back.",
        heading="Take the offer back",
        button="Take it back",
    )


@door(Award, Permission.AWARD_PREPARE)
@require_POST
def lapse(request: SignedInRequest, award: Award) -> HttpResponse:
    """Nobody signed by the day."""
    return then(
        request,
        lambda at: actions.lapse_award(award=award, by=request.user, at=at),
        "The offer has lapsed.",
        to_award(award),
    )
