"""The grant manager writes sets of questions."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.granting import actions, queries
from folkmoot.granting.views.answers import ask
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.questions import pages
from folkmoot.kernel.questions.actions import publish_set
from folkmoot.kernel.questions.asking import Kind
from folkmoot.kernel.questions.edit_forms import Meaning, SetForm
from folkmoot.kernel.questions.models import QuestionSet
from folkmoot.kernel.questions.pages import Editing
from folkmoot.kernel.ui.changes import METHODS, done, made, or_why_not, posted, then
from folkmoot.people.http import SignedInRequest
from folkmoot.programmes.models import Programme

KEEPS = Permission.CALL_KEEP
MEANINGS = (
    Meaning("amount", "How much is asked for", frozenset({Kind.MONEY})),
    Meaning("recipient", "Which organisation receives the money", frozenset({Kind.REFERENCE})),
    Meaning("holder", "Which organisation holds the money", frozenset({Kind.REFERENCE})),
    Meaning("place", "Which place it is for", frozenset({Kind.REFERENCE})),
)
EXAMPLES = (("lead", "The organisation that leads"), ("partner", "A partner that has said yes"))


@door(Programme, KEEPS)
@require_http_methods(METHODS)
def new(request: SignedInRequest, programme: Programme) -> HttpResponse:
    """A set begins."""
    form = SetForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.write_questions(
            programme=programme, **form.cleaned_data, by=request.user, at=at
        ),
        "Begun with what every call asks. Add to it.",
        lambda made: redirect("calls:set", programme.slug, made.pk),
    )
    return answer or ask(request, form, "A set of questions", "Begin", programme=programme)


@door(Programme, KEEPS)
@require_http_methods(METHODS)
def one(request: SignedInRequest, programme: Programme, kept: UUID) -> HttpResponse:
    """All its questions."""
    return pages.set_page(request, _editing(request, programme, kept))


@door(Programme, KEEPS)
@require_http_methods(METHODS)
def add(request: SignedInRequest, programme: Programme, kept: UUID) -> HttpResponse:
    """One more question."""
    return pages.question_page(request, _editing(request, programme, kept), "")


@door(Programme, KEEPS)
@require_http_methods(METHODS)
def question(request: SignedInRequest, programme: Programme, kept: UUID, key: str) -> HttpResponse:
    """One question is changed."""
    return pages.question_page(request, _editing(request, programme, kept), key)


@door(Programme, KEEPS)
@require_http_methods(METHODS)
def section(
    request: SignedInRequest, programme: Programme, kept: UUID, number: int
) -> HttpResponse:
    """One part is changed."""
    return pages.section_page(request, _editing(request, programme, kept), number)


@door(Programme, KEEPS)
@require_http_methods(METHODS)
def words(request: SignedInRequest, programme: Programme, kept: UUID) -> HttpResponse:
    """Its name and first words."""
    return pages.words_page(request, _editing(request, programme, kept))


@door(Programme, KEEPS)
@require_GET
def preview(request: SignedInRequest, programme: Programme, kept: UUID) -> HttpResponse:
    """As people will see it."""
    return pages.preview_page(request, _editing(request, programme, kept))


@door(Programme, KEEPS)
@require_POST
@or_why_not
def publish(request: SignedInRequest, programme: Programme, kept: UUID) -> HttpResponse:
    """From now on it is answered, and never changed."""
    found = _set(programme, kept)
    return then(
        request,
        lambda at: publish_set(question_set=found, by=request.user, at=at),
        "Published. Choose it now in a call.",
        redirect("calls:set", programme.slug, kept),
    )


@door(Programme, KEEPS)
@require_POST
@or_why_not
def copy(request: SignedInRequest, programme: Programme, kept: UUID) -> HttpResponse:
    """Another version, to be changed."""
    copied = actions.copy_questions(
        question_set=_set(programme, kept), by=request.user, at=clock.now()
    )
    said = "This is the next version. The one before stays as it is."
    return done(request, said, redirect("calls:set", programme.slug, copied.pk))


def _set(programme: Programme, kept: UUID) -> QuestionSet:
    """A set of this programme, or a page that says there is none."""
    found = queries.set_of(programme, kept)
    if found is None:
        raise Http404
    return found


def _editing(request: SignedInRequest, programme: Programme, kept: UUID) -> Editing:
    def at(page: str, *more: Any) -> str:
        return reverse(f"calls:{page}", args=[programme.slug, kept, *more])

    return Editing(
        question_set=_set(programme, kept),
        by=request.user,
        base="granting/base.html",
        href=at("set"),
        question_href=lambda key: at("set_question", key) if key else at("set_add"),
        part_href=lambda number: at("set_part", number),
        words_href=at("set_words"),
        preview_href=at("set_preview"),
        meanings=MEANINGS,
        offered={each.name: EXAMPLES for each in MEANINGS if Kind.REFERENCE in each.kinds},
        more={
            "programme": programme,
            "publish_href": at("set_publish"),
            "copy_href": at("set_copy"),
        },
    )
