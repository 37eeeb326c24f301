"""What was written at one question before: to read, and to put back."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from folkmoot.kernel.questions.actions import Typing
from folkmoot.kernel.questions.asking import Kind, Part
from folkmoot.kernel.questions.forms import name_of
from folkmoot.kernel.questions.models import Answer, AnswerVersion
from folkmoot.kernel.questions.pages.around import TWO_WROTE, Around, keep
from folkmoot.kernel.questions.queries import versions_of
from folkmoot.kernel.questions.showing import shown
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import done

A_SITTING = timedelta(minutes=30)
MOST_SHOWN = 50
MEANWHILE = "Somebody wrote here meanwhile. Look at what stands now, then choose again."


def earlier_page(request: HttpRequest, around: Around, number: int, name: str) -> HttpResponse:
    """Everything that stood at the box called `name`, latest first; with POST, one of it again."""
    part = around.answer_set.question_set.form().parts[number - 1]
    answer = _answer(around, part, name)
    versions = versions_of(answer)
    if request.method == "POST":
        return _put_back(request, around, number, answer, versions)
    asked = next(each for each in part.questions if each.key == answer.question.key)
    named = around.named()
    rows = [
        {
            "pk": each.pk,
            "who": around.names(each.typed_by),
            "at": each.typed_at,
            "is_aside": each.is_aside,
            "shown": shown(asked, each.typed, named),
            "may": each.typed != answer.typed and asked.kind is not Kind.FILE,
        }
        for each in sittings(versions)[:MOST_SHOWN]
        if each.is_aside or each.number != answer.version
    ]
    context = {
        "base": around.base,
        "asked": asked,
        "part": part,
        "part_href": around.href_of(number),
        "rows": rows,
        "seen": answer.version,
        "stands": shown(asked, answer.typed, named),
        "who": around.names(answer.changed_by),
        "at": answer.changed_at,
    }
    page = render(request, "questions/earlier.html", context | dict(around.more))
    page["Cache-Control"] = "private, no-store"
    return page


def sittings(versions: Iterable[AnswerVersion]) -> list[AnswerVersion]:
    """The last of what one person typed in a row, latest first.

    A page saves as one types, so one sitting leaves many versions; only where somebody stopped
    is worth reading. What was laid aside when two wrote at once always stands by itself.
    """
    latest_first = list(versions)
    kept = latest_first[:1]
    for newer, older in pairwise(latest_first):
        goes_on = (
            newer.typed_by == older.typed_by
            and not (newer.is_aside or older.is_aside)
            and newer.typed_at - older.typed_at < A_SITTING
        )
        if not goes_on:
            kept.append(older)
    return kept


def _answer(around: Around, part: Part, name: str) -> Answer:
    keys = [each.key for each in part.questions]
    answers = around.answer_set.answers.filter(question__key__in=keys).select_related("question")
    for answer in answers:
        if name_of(answer.question.key, answer.turn) == name:
            return answer
    raise Http404


def _put_back(
    request: HttpRequest,
    around: Around,
    number: int,
    answer: Answer,
    versions: Iterable[AnswerVersion],
) -> HttpResponse:
    key, seen = request.POST.get("version", ""), request.POST.get("seen", "")
    version: Any = next((each for each in versions if str(each.pk) == key), None)
    if version is None or answer.question.kind == Kind.FILE:
        raise Http404
    if seen != str(answer.version):
        return done(request, MEANWHILE, redirect(request.get_full_path()))
    again = Typing(answer.question.key, version.typed, answer.version, answer.turn)
    try:
        (saved,) = keep(around, [again])
    except Refused as refusal:
        return refused(request, refusal)
    said = TWO_WROTE if saved.aside else "It stands again. What stood before is kept too."
    return done(request, said, redirect(around.href_of(number)))
