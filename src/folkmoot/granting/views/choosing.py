"""Strengths, and a choice while it is looked for."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.granting import actions
from folkmoot.granting.forms.choosing import (
    AimForm,
    AskForm,
    TraitsForm,
)
from folkmoot.granting.models import Choice, Panel, Traits
from folkmoot.granting.queries import choice as queries
from folkmoot.granting.queries import choice_pages as pages
from folkmoot.granting.queries import pictures
from folkmoot.granting.rules import assessing
from folkmoot.granting.views.showing import one, page
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, done, made, posted, then
from folkmoot.people.http import SignedInRequest

FEW_DRAWS = 20


@door(Panel, Permission.CHOICE_SEE)
@require_GET
def choice_of(request: SignedInRequest, panel: Panel) -> HttpResponse:
    """From the panel to its choice."""
    found = get_object_or_404(Choice.objects.visible_to(request.user), panel=panel)
    return redirect("choices:choice", found.ref)


@door(Panel, Permission.CHOICE_MAKE)
@require_http_methods(METHODS)
def find_strengths(request: SignedInRequest, panel: Panel) -> HttpResponse:
    """From here on the marks are locked."""
    if request.method == "POST":
        try:
            found = actions.find_strengths(panel=panel, by=request.user, at=clock.now())
        except Refused as refusal:
            return refused(request, refusal)
        if not Choice.objects.visible_to(request.user).filter(pk=found.pk).exists():
            return done(
                request, "Found, for others to look at.", redirect("panels:panel", panel.pk)
            )
        return done(
            request, "Found. The marks are locked.", redirect("choices:strengths", found.ref)
        )
    missing = queries.ready(panel)
    why_not = assessing.why_not_find_strengths(
        panel,
        n_applications=missing.n_applications,
        waiting=missing.waiting,
        bare=missing.bare,
        wide=missing.wide,
        talking=missing.talking,
    )
    return page(request, "choice/find", panel=panel, why_not=why_not)


@door(Choice, Permission.CHOICE_SEE)
@never_cache
@require_GET
def strengths(request: SignedInRequest, choice: Choice) -> HttpResponse:
    """How strong each is, how sure that is, and what was allowed for."""
    may = may_in(request, choice)
    found = queries.strengths_in(choice)
    leads = Permission.PANEL_LEAD in may
    return page(
        request,
        "choice/strengths",
        choice=choice,
        found=found,
        places=pictures.places_in(choice),
        strict=pictures.severities_in(choice) if leads else [],
        may=may,
    )


@door(Choice, Permission.CHOICE_SEE)
@never_cache
@require_GET
def choice(request: SignedInRequest, choice: Choice) -> HttpResponse:
    """The best set, what each aim costs, and how balanced it is."""
    return _choice(request, choice)


def _choice(
    request: SignedInRequest,
    choice: Choice,
    *,
    ask: AskForm | None = None,
    aim: AimForm | None = None,
    asked: queries.Question | None = None,
) -> HttpResponse:
    may = may_in(request, choice)
    asked = asked or queries.question_in(choice)
    found = asked.answer()
    chosen = choice.recommended if choice.stage != "OPEN" else refs_of(found)
    wrong = any(each.errors for each in (ask, aim) if each)
    if choice.stage == "OPEN" and Permission.CHOICE_MAKE in may:
        ask = ask or AskForm(initial=_asks(choice))
        aim = aim or AimForm(candidates=asked.candidates, auto_id="aim_%s")
    answer = page(
        request,
        "choice/choice",
        choice=choice,
        may=may,
        found=found,
        rows=_rows(asked.candidates, chosen),
        n_chosen=len(chosen),
        balance=pictures.balance_of(asked.candidates, chosen),
        points=pictures.points_on_map(asked.pieces, chosen),
        map_legend={"star": "Chosen", "circle": "Not chosen"},
        firm=pages.firm_in(choice, asked),
        job=pages.drawing_of(choice, at=clock.now()),
        aims=pages.aims_in(asked, found),
        is_sure=choice.found["is_sure"],
        ask=ask,
        aim=aim,
    )
    answer.status_code = 422 if wrong else 200
    return answer


def _asks(choice: Choice) -> dict[str, int]:
    return {"budget": choice.budget_pence, "least": choice.least, "most": choice.most}


def refs_of(found: Any) -> tuple[str, ...]:
    return found.best.refs if found.best else ()


def _rows(candidates: Any, chosen: Any) -> list[dict[str, Any]]:
    inside = set(chosen)
    return [
        {"candidate": each, "is_in": each.ref in inside, "points": each.strength / 1000}
        for each in candidates
    ]


@door(Choice, Permission.CHOICE_MAKE)
@require_POST
def ask(request: SignedInRequest, choice: Choice) -> HttpResponse:
    """How much money, and for how many."""
    form = AskForm(request.POST)
    answer = made(
        request,
        form,
        lambda at: actions.ask(
            choice=choice,
            budget_pence=form.cleaned_data["budget"],
            least=form.cleaned_data["least"],
            most=form.cleaned_data["most"],
            by=request.user,
            at=at,
        ),
        "This is the answer now.",
        lambda _: _to(choice),
    )
    return answer or _choice(request, choice, ask=form)


@door(Choice, Permission.CHOICE_MAKE)
@require_POST
def aim(request: SignedInRequest, choice: Choice) -> HttpResponse:
    """At least or at most so many of a group; setting it anew changes it."""
    asked = queries.question_in(choice)
    form = AimForm(request.POST, candidates=asked.candidates, auto_id="aim_%s")
    answer = made(
        request,
        form,
        lambda at: actions.set_aim(choice=choice, **form.aim(), by=request.user, at=at),
        "This is the answer now.",
        lambda _: _to(choice),
    )
    return answer or _choice(request, choice, aim=form, asked=asked)


@door(Choice, Permission.CHOICE_MAKE)
@require_POST
def drop_aim(request: SignedInRequest, choice: Choice, key: Any) -> HttpResponse:
    """Give an aim up."""
    found = get_object_or_404(choice.aims, pk=key)
    return then(
        request,
        lambda at: actions.drop_aim(aim=found, by=request.user, at=at),
        "Given up. This is the answer now.",
        _to(choice),
    )


@door(Choice, Permission.CHOICE_MAKE)
@require_http_methods(METHODS)
def traits(request: SignedInRequest, choice: Choice, key: str) -> HttpResponse:
    """Where one application is, and what it is about."""
    piece = get_object_or_404(
        choice.panel.call.applications.filter(
            ref__in=[s["ref"] for s in choice.found["standings"]]
        ),
        ref=key,
    )
    known = Traits.objects.filter(application=piece).first() or Traits()
    began = {name: getattr(known, name) for name in TraitsForm.base_fields}
    form = TraitsForm(posted(request), initial=began)
    return one(
        request,
        form,
        lambda at: actions.note_traits(
            choice=choice, traits={piece.ref: form.cleaned_data}, by=request.user, at=at
        ),
        "Kept.",
        ("choices:choice", choice.ref),
        heading=piece.title,
        lead="What a choice may balance. The same word for the same thing, in each of them.",
        button="Keep this",
    )


@door(Choice, Permission.CHOICE_MAKE)
@require_POST
def draw(request: SignedInRequest, choice: Choice) -> HttpResponse:
    """A few draws at once, or a thousand as long work."""
    if "few" not in request.POST:
        return then(
            request,
            lambda at: actions.draw(choice=choice, by=request.user, at=at),
            "Begun. You can leave this page; it goes on.",
            _to(choice),
        )
    return then(
        request,
        lambda at: actions.keep_firmness(
            choice=choice,
            found=queries.firmness_of(choice, n_draws=FEW_DRAWS),
            by=request.user,
            at=at,
        ),
        f"Chosen again {FEW_DRAWS} times.",
        _to(choice),
    )


def may_in(request: SignedInRequest, choice: Choice) -> frozenset[Permission]:
    return permissions_of(request.user, within=choice.scope, at=clock.now())


def _to(choice: Choice) -> HttpResponse:
    return redirect("choices:choice", choice.ref)
