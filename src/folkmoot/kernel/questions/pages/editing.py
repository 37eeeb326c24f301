"""Pages to write a set of questions on, for a room whose own view has asked who may."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from folkmoot.kernel import clock
from folkmoot.kernel.questions import actions, editing
from folkmoot.kernel.questions.asking import Form
from folkmoot.kernel.questions.boxes import Choices
from folkmoot.kernel.questions.edit_forms import (
    KINDS,
    Meaning,
    QuestionForm,
    SectionForm,
    SetForm,
)
from folkmoot.kernel.questions.forms import PartForm
from folkmoot.kernel.questions.models import QuestionSet
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import changed, done, posted, status_of

PUBLISHED = "These questions are published, and people answer what they read. Make another version."


@dataclass(frozen=True, slots=True)
class Editing:
    """What the room above knows: which set, where its pages are, what answers may stand for."""

    question_set: QuestionSet
    by: Model | None
    base: str
    href: str  # of the set
    question_href: Callable[[str], str]  # of a question, by key; "" for a new one
    part_href: Callable[[int], str]
    words_href: str
    preview_href: str
    meanings: Sequence[Meaning] = ()
    offered: Mapping[str, Choices] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)


def set_page(request: HttpRequest, around: Editing) -> HttpResponse:
    """All its questions; moved and taken out by a button."""
    form = around.question_set.form()
    if request.method == "POST":
        return _pressed(request, around, form)
    meanings = {each.name: each.words for each in around.meanings}
    parts = [
        {
            "number": number,
            "part": part,
            "href": around.part_href(number),
            "questions": [
                {
                    "asked": asked,
                    "kind": KINDS[asked.kind],
                    "meaning": meanings.get(asked.meaning, ""),
                    "waits": _waits(form, asked.shown_when),
                    "href": around.question_href(asked.key),
                }
                for asked in part.questions
            ],
        }
        for number, part in enumerate(form.parts, 1)
    ]
    return _shown(request, around, "set", parts=parts, add_href=around.question_href(""))


def question_page(request: HttpRequest, around: Editing, key: str) -> HttpResponse:
    """One question, new or changed."""
    form = around.question_set.form()
    asked = form.asked(key) if key else None
    if key and asked is None:
        raise Http404
    if around.question_set.published_at:
        return refused(request, PUBLISHED)
    boxes = QuestionForm(posted(request), form=form, asked=asked, meanings=around.meanings)

    def change() -> HttpResponse:
        question = boxes.question()
        new = (
            editing.changed_question(form, question)
            if asked
            else editing.with_question(form, question, **boxes.where())
        )
        _rewrite(around, new)
        return done(request, "Kept.", redirect(around.href))

    answer = changed(boxes, change)
    heading = "Change this question" if asked else "One more question"
    return answer or _shown(request, around, "write", boxes, heading=heading)


def section_page(request: HttpRequest, around: Editing, number: int) -> HttpResponse:
    """What a part is called, and how often it is answered."""
    form = around.question_set.form()
    if not 1 <= number <= len(form.parts):
        raise Http404
    if around.question_set.published_at:
        return refused(request, PUBLISHED)
    part = form.parts[number - 1]
    initial = {"title": part.title, "intro": part.intro, "most_turns": part.most_turns}
    boxes = SectionForm(posted(request), initial=initial)

    def change() -> HttpResponse:
        _rewrite(around, editing.changed_part(form, number, **boxes.cleaned_data))
        return done(request, "Kept.", redirect(around.href))

    return changed(boxes, change) or _shown(request, around, "write", boxes, heading="This part")


def words_page(request: HttpRequest, around: Editing) -> HttpResponse:
    """What the set is called."""
    if around.question_set.published_at:
        return refused(request, PUBLISHED)
    form = around.question_set.form()
    boxes = SetForm(posted(request), initial={"title": form.title, "intro": form.intro})

    def change() -> HttpResponse:
        _rewrite(around, replace(form, **boxes.cleaned_data))
        return done(request, "Kept.", redirect(around.href))

    return changed(boxes, change) or _shown(
        request, around, "write", boxes, heading="What it is called"
    )


def preview_page(request: HttpRequest, around: Editing) -> HttpResponse:
    """The questions as people will see them. Nothing that is typed here is kept."""
    form = around.question_set.form()
    parts = []
    for part in form.parts:
        boxes = PartForm(form=form, part=part, stands={}, offered=around.offered)
        parts.append(
            {"part": part, "fields": [boxes[box.name] for turn in boxes.boxes() for box in turn]}
        )
    return _shown(request, around, "preview", parts=parts, intro=form.intro)


def _pressed(request: HttpRequest, around: Editing, form: Form) -> HttpResponse:
    """`move` is up or down, then a question; `part` likewise, then a part; `out` a question."""
    try:
        if around.question_set.published_at:
            raise Refused(PUBLISHED)
        _rewrite(around, _after(request, form))
    except Refused as refusal:
        return refused(request, refusal)
    return redirect(around.href)


def _after(request: HttpRequest, form: Form) -> Form:
    if "out" in request.POST:
        return editing.without_question(form, request.POST["out"])
    which = "move" if "move" in request.POST else "part"
    way, _, key = request.POST.get(which, "").partition(":")
    if which == "move" and form.asked(key):
        return editing.moved_question(form, key, down=way == "down")
    if which == "part" and key.isdigit() and 1 <= int(key) <= len(form.parts):
        return editing.moved_part(form, int(key), down=way == "down")
    raise Refused("That is not there any more. Open the page again.")


def _rewrite(around: Editing, form: Form) -> None:
    actions.rewrite_set(question_set=around.question_set, form=form, by=around.by, at=clock.now())


def _waits(form: Form, condition: Any) -> str:
    """What a question waits for, in words."""
    other = form.asked(condition.key) if condition else None
    if other is None:
        return ""
    words = dict(other.choices).get(condition.answer, condition.answer.capitalize())
    return f"“{other.text}” is answered “{words}”"


def _shown(
    request: HttpRequest, around: Editing, name: str, boxes: Any = None, **context: Any
) -> HttpResponse:
    told = {"form": boxes, "around": around, "question_set": around.question_set}
    told |= {"base": around.base, "set_href": around.href}
    status = status_of(boxes) if boxes is not None else 200
    page = f"questions/{name}.html"
    return render(request, page, told | context | dict(around.more), status=status)
