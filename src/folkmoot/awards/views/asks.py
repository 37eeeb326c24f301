"""A funder writes what returns ask, publishes it, and says from when it counts."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.awards.actions import asks as actions
from folkmoot.awards.forms.asks import AskForm
from folkmoot.awards.queries import asks as queries
from folkmoot.awards.views.answers import show
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.questions import pages
from folkmoot.kernel.questions.actions import publish_set
from folkmoot.kernel.questions.asking import Kind
from folkmoot.kernel.questions.edit_forms import Meaning, SetForm
from folkmoot.kernel.questions.models import QuestionSet
from folkmoot.kernel.questions.pages import Editing
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, done, made, or_why_not, posted, then
from folkmoot.people.http import SignedInRequest
from folkmoot.people.models import Organisation

ASKS = Permission.AWARD_PREPARE
SHORT, SUM = frozenset({Kind.SHORT}), frozenset({Kind.MONEY})
MEANINGS = (
    Meaning("recipient", "Who holds the money (we fill it in)", SHORT),
    Meaning("partnership", "Who decides (we fill it in)", SHORT),
    Meaning("place", "Which place it is for (we fill it in)", SHORT),
    Meaning("period", "Of which time it tells (we fill it in)", SHORT),
    Meaning("amount", "How much was awarded (we fill it in)", SUM),
    Meaning("paid", "How much was paid until then (we fill it in)", SUM),
)


@door(Organisation, ASKS)
@require_GET
def asks(request: SignedInRequest, funder: Organisation) -> HttpResponse:
    """What a funder asks in returns: its sets of questions, and from when each counts."""
    page = queries.asks_page(funder)
    return show(request, "asks", funder=funder, page=page)


@door(Organisation, ASKS)
@require_http_methods(METHODS)
def new(request: SignedInRequest, funder: Organisation) -> HttpResponse:
    """A set begins."""
    form = SetForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.write_return_questions(
            funder=funder, **form.cleaned_data, by=request.user, at=at
        ),
        "Begun with what our own questions ask. Change it as you like.",
        lambda drafted: redirect("awards:asks_set", funder.ref, drafted.pk),
    )
    words = {"heading": "Questions for returns", "button": "Begin"}
    return answer or show(request, "ask", form, funder=funder, **words)


@door(Organisation, ASKS)
@require_http_methods(METHODS)
def use(request: SignedInRequest, funder: Organisation, kept: UUID) -> HttpResponse:
    """From when a published set is asked, and in which returns."""
    found = _set(funder, kept)
    if not found.published_at:
        return refused(request, "Publish these questions first.")
    form = AskForm(posted(request), awards=queries.awards_to_ask(funder))
    answer = made(
        request,
        form,
        lambda at: actions.ask_in_returns(
            funder=funder, question_set=found, **form.cleaned_data, by=request.user, at=at
        ),
        "Kept. Those who write returns to come are told; what was begun keeps what it asked.",
        lambda _: redirect("awards:asks", funder.ref),
    )
    words = {"heading": f"Ask “{found.title}” in returns", "button": "Ask this"}
    return answer or show(request, "ask", form, funder=funder, question_set=found, **words)


@door(Organisation, ASKS)
@require_http_methods(METHODS)
def one(request: SignedInRequest, funder: Organisation, kept: UUID) -> HttpResponse:
    """All questions of one set."""
    return pages.set_page(request, _editing(request, funder, kept))


@door(Organisation, ASKS)
@require_http_methods(METHODS)
def add(request: SignedInRequest, funder: Organisation, kept: UUID) -> HttpResponse:
    """One more question."""
    return pages.question_page(request, _editing(request, funder, kept), "")


@door(Organisation, ASKS)
@require_http_methods(METHODS)
def question(request: SignedInRequest, funder: Organisation, kept: UUID, key: str) -> HttpResponse:
    """One question is changed."""
    return pages.question_page(request, _editing(request, funder, kept), key)


@door(Organisation, ASKS)
@require_http_methods(METHODS)
def section(
    request: SignedInRequest, funder: Organisation, kept: UUID, number: int
) -> HttpResponse:
    """One part is changed."""
    return pages.section_page(request, _editing(request, funder, kept), number)


@door(Organisation, ASKS)
@require_http_methods(METHODS)
def words(request: SignedInRequest, funder: Organisation, kept: UUID) -> HttpResponse:
    """Its name and first words."""
    return pages.words_page(request, _editing(request, funder, kept))


@door(Organisation, ASKS)
@require_GET
def preview(request: SignedInRequest, funder: Organisation, kept: UUID) -> HttpResponse:
    """As people will see it."""
    return pages.preview_page(request, _editing(request, funder, kept))


@door(Organisation, ASKS)
@require_POST
@or_why_not
def publish(request: SignedInRequest, funder: Organisation, kept: UUID) -> HttpResponse:
    """From now on it is never changed."""
    found = _set(funder, kept)
    return then(
        request,
        lambda at: publish_set(question_set=found, by=request.user, at=at),
        "Published. Now say from when it is asked.",
        redirect("awards:asks_use", funder.ref, kept),
    )


@door(Organisation, ASKS)
@require_POST
@or_why_not
def copy(request: SignedInRequest, funder: Organisation, kept: UUID) -> HttpResponse:
    """Another version, to be changed."""
    copied = actions.copy_return_questions(
        funder=funder, question_set=_set(funder, kept), by=request.user, at=clock.now()
    )
    said = "This is the next version. The one before stays as it is."
    return done(request, said, redirect("awards:asks_set", funder.ref, copied.pk))


def _set(funder: Organisation, kept: UUID) -> QuestionSet:
    """A set of this funder, or a page that says there is none."""
    found = queries.set_of_funder(funder, kept)
    if found is None:
        raise Http404
    return found


def _editing(request: SignedInRequest, funder: Organisation, kept: UUID) -> Editing:
    def at(page: str, *more: Any) -> str:
        return reverse(f"awards:asks_{page}", args=[funder.ref, kept, *more])

    return Editing(
        question_set=_set(funder, kept),
        by=request.user,
        base="awards/base_asks.html",
        href=at("set"),
        question_href=lambda key: at("question", key) if key else at("add"),
        part_href=lambda number: at("part", number),
        words_href=at("words"),
        preview_href=at("preview"),
        meanings=MEANINGS,
        more={
            "funder": funder,
            "publish_href": at("publish"),
            "copy_href": at("copy"),
            "use_href": at("use"),
        },
    )
