"""All parts together: how far they are, on paper, and brought back."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from folkmoot.kernel.files.answers import sent
from folkmoot.kernel.files.kinds import DOCX
from folkmoot.kernel.questions.actions import Typing
from folkmoot.kernel.questions.forms import ReadBackForm
from folkmoot.kernel.questions.offline import ReadBack, read_back, to_write_in
from folkmoot.kernel.questions.pages.around import TWO_WROTE, Around, keep
from folkmoot.kernel.questions.queries import file_in, standing_in
from folkmoot.kernel.questions.showing import parts_read
from folkmoot.kernel.questions.whole import what_is_wrong
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.changes import done, posted

HALF_READ = "Your answers are in the form now. Something in them is still to mend: see below."


def whole_page(request: HttpRequest, around: Around, template: str) -> HttpResponse:
    """All parts: how far each is, what is to mend, who looks after it. The room's own template."""
    form = around.answer_set.question_set.form()
    stands = standing_in(around.answer_set)
    answers = {at: each.typed for at, each in stands.items()}
    wrong = what_is_wrong(form, answers, around.keys())
    owners = {
        each.section.number: each.name
        for each in around.answer_set.owners.select_related("section")
    }
    parts = [
        {
            "number": number,
            "title": part.title,
            "href": around.href_of(number),
            "owner": owners.get(number, ""),
            "n_wrong": sum(each.part == number for each in wrong),
        }
        for number, part in enumerate(form.parts, 1)
    ]
    asides = [key for (key, _), each in stands.items() if each.asides]
    told = {"form_title": form.title, "intro": form.intro, "parts": parts, "wrong": wrong}
    told["read"] = parts_read(form, answers, around.named())
    context = told | {"asides": asides, "answer_set": around.answer_set, "base": around.base}
    return render(request, template, context | dict(around.more))


def offline_file(request: HttpRequest, around: Around) -> HttpResponse:
    """The document to write in away from here."""
    form, stands = around.answer_set.question_set.form(), standing_in(around.answer_set)
    typed = {at: each.typed for at, each in stands.items()}
    versions = {at: each.version for at, each in stands.items()}
    answer = HttpResponse(
        to_write_in(form, typed, versions, around.named()), content_type=DOCX.media
    )
    answer["Content-Disposition"] = f'attachment; filename="questions-{around.answer_set.ref}.docx"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def read_back_page(request: HttpRequest, around: Around) -> HttpResponse:
    """A document that was filled in: what can be read goes in; what is to mend is said."""
    files = request.FILES if request.method == "POST" else None
    upload = ReadBackForm(posted(request), files)
    found = ReadBack()
    if upload.is_bound and upload.is_valid():
        form = around.answer_set.question_set.form()
        found = read_back(upload.cleaned_data["file"].file, form, around.named())
        if found.unreadable:
            upload.add_error("file", found.unreadable)
        else:
            return _taken(request, around, upload, found)
    status = 422 if upload.errors else 200
    return _back(request, around, upload, found, status)


def sent_file(request: HttpRequest, around: Around, key: str) -> HttpResponseBase:
    """A file that was handed in as an answer; another's is not found."""
    found = file_in(around.answer_set, key)
    if found is None:
        raise Http404
    return sent(request, found.file)


def _taken(
    request: HttpRequest, around: Around, upload: ReadBackForm, found: ReadBack
) -> HttpResponse:
    typing = [Typing(each.key, each.typed, each.seen, each.turn) for each in found.answers]
    try:
        saved = keep(around, typing)
    except Refused as refusal:
        upload.add_error(None, str(refusal))
        return _back(request, around, upload, found, 422)
    if any(one.aside for one in saved):
        return done(request, TWO_WROTE, redirect(around.whole_href))
    if found.wrong:
        upload.add_error(None, HALF_READ)
        return _back(request, around, upload, found, 422)
    said_ = f"{len(found.answers)} answers are in the form now."
    return done(request, said_, redirect(around.whole_href))


def _back(
    request: HttpRequest, around: Around, upload: ReadBackForm, found: ReadBack, status: int
) -> HttpResponse:
    context = {"form": upload, "wrong": found.wrong, "base": around.base}
    context |= {"whole_href": around.whole_href} | dict(around.more)
    return render(request, "questions/read_back.html", context, status=status)
