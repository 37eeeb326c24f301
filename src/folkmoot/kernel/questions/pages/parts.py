"""One part of the questions: opened, saved as one types, saved with the button."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from folkmoot.kernel import clock
from folkmoot.kernel.questions import actions
from folkmoot.kernel.questions.actions import Typing
from folkmoot.kernel.questions.asking import Form, Kind
from folkmoot.kernel.questions.forms import Box, PartForm, name_of
from folkmoot.kernel.questions.models import AnswerVersion
from folkmoot.kernel.questions.pages.around import TWO_WROTE, Around, keep
from folkmoot.kernel.questions.pages.earlier import earlier_page
from folkmoot.kernel.questions.queries import standing_in
from folkmoot.kernel.questions.showing import shown
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import asks_for_json, refused
from folkmoot.kernel.ui.changes import done, posted


def part_page(request: HttpRequest, around: Around, number: int) -> HttpResponse:
    """One part: opened, saved as one types, saved with the button, or what two wrote settled."""
    form = around.answer_set.question_set.form()
    if not 1 <= number <= len(form.parts):
        raise Http404
    if around.answer_set.closed_at:
        return redirect(around.whole_href)
    if name := request.GET.get("earlier"):
        return earlier_page(request, around, number, name)
    if request.method != "POST":
        return _shown(request, around, form, number, _form(request, around, form, number))
    if "settle" in request.POST:
        return _settled(request, around, number)
    if "owner" in request.POST:
        return _owned(request, around, number)
    return _sent(request, around, form, number)


def _sent(request: HttpRequest, around: Around, form: Form, number: int) -> HttpResponse:
    """What was typed, kept; said to a person or to the script."""
    boxes = _form(request, around, form, number)
    boxes.is_valid()  # anything will do, but for files
    try:
        if asks_for_json(request):
            return _saved_quietly(request, around, boxes)
        return _saved(request, around, form, number, boxes)
    except Refused as refusal:
        if asks_for_json(request):
            return JsonResponse({"sentence": str(refusal)}, status=409)
        boxes.add_error(None, str(refusal))
        return _shown(request, around, form, number, boxes, status=422)


def _form(request: HttpRequest, around: Around, form: Form, number: int) -> PartForm:
    files = request.FILES if request.method == "POST" else None
    return PartForm(
        posted(request),
        files,
        form=form,
        part=form.parts[number - 1],
        stands=standing_in(around.answer_set),
        offered=around.offered,
        more="more" in request.GET,
    )


def _saved_quietly(request: HttpRequest, around: Around, boxes: PartForm) -> HttpResponse:
    """For the script: only the boxes it names; their versions, and what is to mend in them."""
    only = request.POST.getlist("only")
    saved = keep(around, boxes.typing(only))
    wrong = boxes.wrong()
    return JsonResponse(
        {
            "versions": {name_of(one.key, one.turn): one.version for one in saved if not one.aside},
            "aside": [name_of(one.key, one.turn) for one in saved if one.aside],
            "wrong": {name: why for name, why in wrong.items() if name in only},
            "sentence": TWO_WROTE,
        }
    )


def _saved(
    request: HttpRequest, around: Around, form: Form, number: int, boxes: PartForm
) -> HttpResponse:
    saved = keep(around, [*boxes.typing(), *_files(boxes)])
    if any(one.aside for one in saved):
        return done(request, TWO_WROTE, redirect(around.href_of(number)))
    wrong = boxes.wrong()
    for name, why in wrong.items():
        boxes.add_error(name, why)
    if boxes.errors:
        fresh = _again(request, around, form, number, boxes)
        return _shown(request, around, form, number, fresh, status=422)
    onward = around.href_of(number)
    if "another" in request.POST:
        return redirect(f"{onward}?more=1")
    if "on" in request.POST:
        onward = around.href_of(number + 1) if number < len(form.parts) else around.whole_href
    return done(request, "Saved.", redirect(onward))


def _again(
    request: HttpRequest, around: Around, form: Form, number: int, boxes: PartForm
) -> PartForm:
    """The same page with what was typed, over the versions that stand now."""
    fresh = _form(request, around, form, number)
    fresh.is_valid()
    for name, errors in boxes.errors.items():
        if name not in fresh.errors:
            fresh.add_error(name, list(errors))
    return fresh


def _files(boxes: PartForm) -> list[Typing]:
    return [
        Typing(box.asked.key, None, seen, box.turn, file=checked)
        for box, checked, seen in boxes.handed_in()
    ]


def _shown(
    request: HttpRequest,
    around: Around,
    form: Form,
    number: int,
    boxes: PartForm,
    *,
    status: int = 200,
) -> HttpResponse:
    part = form.parts[number - 1]
    turns = [[_drawn(around, boxes, box) for box in turn] for turn in boxes.boxes()]
    owner = around.answer_set.owners.filter(section__number=number).first()
    context = {
        "form": boxes,
        "part": part,
        "number": number,
        "n_parts": len(form.parts),
        "turns": turns,
        "may_add": boxes.n_turns < part.most_turns,
        "owner": owner.name if owner else "",
        "base": around.base,
        "whole_href": around.whole_href,
        "form_title": form.title,
        "here": around.href_of(number),
    }
    answer = render(request, "questions/part.html", context | dict(around.more), status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _drawn(around: Around, boxes: PartForm, box: Box) -> dict[str, Any]:
    """One box for the template: its field, its version, what a colleague wrote, its file."""
    typed, named = box.standing.typed, around.named()
    is_file = box.asked.kind is Kind.FILE and isinstance(typed, dict)
    return {
        "box": box,
        "bound": boxes[box.name],
        "asides": [
            {
                "pk": each.pk,
                "who": around.names(each.typed_by),
                "shown": shown(box.asked, each.typed, named),
            }
            for each in box.standing.asides
        ],
        "who": around.names(box.standing.by) if box.standing.asides else "",
        "stands": shown(box.asked, typed, named),
        "file_href": around.file_href(typed["file"]) if is_file else "",
    }


def _settled(request: HttpRequest, around: Around, number: int) -> HttpResponse:
    """Two wrote at once, and somebody has chosen: `settle` is "stands:key" or "theirs:key"."""
    which, _, key = request.POST["settle"].partition(":")
    waiting = AnswerVersion.objects.filter(answer__answer_set=around.answer_set, is_aside=True)
    aside = next((each for each in waiting.select_related("answer") if str(each.pk) == key), None)
    if aside is None:
        raise Http404
    name = f"seen-{key}"
    seen = int(said_) if (said_ := request.POST.get(name, "")).isdigit() else -1
    typed = aside.typed if which == "theirs" else aside.answer.typed
    try:
        actions.settle(aside=aside, typed=typed, seen=seen, by=around.by, at=clock.now())
    except Refused as refusal:
        return refused(request, refusal)
    return done(request, "Settled. Both texts are kept.", redirect(around.href_of(number)))


def _owned(request: HttpRequest, around: Around, number: int) -> HttpResponse:
    section = around.answer_set.question_set.sections.get(number=number)
    try:
        actions.name_owner(
            answer_set=around.answer_set,
            section=section,
            name=request.POST["owner"],
            by=around.by,
            at=clock.now(),
        )
    except Refused as refusal:
        return refused(request, refusal, status=422)
    return done(request, "Kept.", redirect(around.href_of(number)))
