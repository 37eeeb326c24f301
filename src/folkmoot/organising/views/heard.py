"""“What we heard”: prepared by the team, released by the place, read by anyone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import refuse
from folkmoot.kernel.ui import changes
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, done, or_why_not, posted, then
from folkmoot.organising import actions, queries, rules
from folkmoot.organising.forms import HeardForm, QuoteForm, TakeBackForm
from folkmoot.organising.models import HeardPage, HeardStage, ListeningRound, Quote
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import SignedInRequest

NOT_THERE = "Those words may not be quoted, or are on the page already."


@door(ListeningRound, Permission.LISTENING_LEAD)
@require_http_methods(METHODS)
def prepare(request: SignedInRequest, round: ListeningRound) -> HttpResponse:
    """Write what the page says."""
    page = queries.heard_page_in(round)
    if why := rules.why_not_prepare(round, page):
        return refused(request, why)
    first = {"words": page.words, "answer_back": page.answer_back} if page else None
    form = HeardForm(posted(request), initial=first)
    answer = changed(
        request,
        form,
        lambda at: actions.prepare_heard(round=round, **form.cleaned_data, by=request.user, at=at),
        "Kept. Only the team can see it.",
        lambda made: redirect("organising:heard", made.ref),
    )
    return answer or show(request, "prepare_heard", form, place=round.place, round=round, page=page)


@door(HeardPage)
@require_GET
def heard(request: HttpRequest, page: HeardPage) -> HttpResponse:
    """What we heard: for the team while it is prepared, then for anyone."""
    view = queries.heard_view(page)
    return show(
        request,
        "heard",
        place=page.place,
        heard=view,
        thread_counts={"heard": view.figures["n_conversations"], "theme": len(view.told)},
        may=permissions_of(request.user, within=page.place, at=clock.now()),
        why_not_release=rules.why_not_release(page, view.figures),
    )


@door(HeardPage)
@require_GET
def frozen(request: HttpRequest, page: HeardPage) -> HttpResponse:
    """Its words and figures as they were released, byte for byte as they were fingerprinted."""
    if page.stage != HeardStage.RELEASED:
        raise Http404
    answer = HttpResponse(page.frozen(), content_type="application/json")
    answer["Content-Disposition"] = f"attachment; filename={page.ref}-heard.json"
    return answer


@door(HeardPage, Permission.LISTENING_LEAD)
@require_http_methods(METHODS)
def quotes(request: SignedInRequest, page: HeardPage) -> HttpResponse:
    """Choose words that may be quoted, one at a time."""
    there = queries.quotable(page, number=request.GET.get("page", "1"))
    form = QuoteForm(posted(request), themes=there.themes, answers=list(there.page))
    answer = changes.changed(form, lambda: _quote(request, page, form))
    context = {"place": page.place, "page": page, "there": there}
    return answer or show(request, "quotes", form, **context)


def _quote(request: SignedInRequest, page: HeardPage, form: QuoteForm) -> HttpResponse:
    chosen = form.answer_chosen()
    refuse("" if chosen else NOT_THERE)
    if chosen:
        actions.quote_words(
            page=page,
            theme=form.theme_chosen(),
            answer=chosen,
            words=form.cleaned_data["words"],
            by=request.user,
            at=clock.now(),
        )
    return done(request, "On the page.", redirect("organising:quotes", page.ref))


@door(Quote, Permission.LISTENING_LEAD)
@require_POST
@or_why_not
def unquote(request: SignedInRequest, quote: Quote) -> HttpResponse:
    """Take words off the page."""
    page = actions.unquote(quote=quote, by=request.user, at=clock.now())
    return done(request, "Off the page.", redirect("organising:quotes", page.ref))


@door(HeardPage, Permission.HEARD_RELEASE)
@require_POST
def release(request: SignedInRequest, page: HeardPage) -> HttpResponse:
    """Let everybody read it."""
    return then(
        request,
        lambda at: actions.release_heard(page=page, by=request.user, at=at),
        "Anyone can read it now. It counts as telling people.",
        redirect("organising:heard", page.ref),
    )


@door(HeardPage, Permission.HEARD_RELEASE)
@require_http_methods(METHODS)
def take_back(request: SignedInRequest, page: HeardPage) -> HttpResponse:
    """Take back what was released."""
    if why := rules.why_not_take_back(page, "a reason"):
        return refused(request, why)
    form = TakeBackForm(posted(request))
    answer = changed(
        request,
        form,
        lambda at: actions.take_back_heard(
            page=page, why=form.cleaned_data["why"], by=request.user, at=at
        ),
        "Taken back. The reason stands on the page.",
        lambda _: redirect("organising:heard", page.ref),
    )
    return answer or show(request, "take_back_heard", form, place=page.place, page=page)
