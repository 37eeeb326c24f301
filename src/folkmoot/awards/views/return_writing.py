"""A return written: its figures, its answers, and the workbook that goes out and comes back."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from folkmoot.awards import actions, queries, rules
from folkmoot.awards.actions import Overtaken, WrongCells
from folkmoot.awards.forms import FiguresForm, SheetForm
from folkmoot.awards.models import Return
from folkmoot.awards.queries.returned import measured_of, remarks_of, spending_of
from folkmoot.awards.returning.sheet import tables_of
from folkmoot.awards.views.answers import show, to_return
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.files.checking import Checked
from folkmoot.kernel.files.kinds import XLSX
from folkmoot.kernel.questions import pages
from folkmoot.kernel.questions.pages import Around, Editing
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.sheets.reading import Sheet, formulas_without_value, sheets_of
from folkmoot.kernel.sheets.writing import workbook_file
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, done, posted
from folkmoot.people.http import SignedInRequest
from folkmoot.people.models import Account

SAVED = "Kept."
MOST_WRONG = 20
NEVER_WORKED_OUT = (
    "Sheet “{}”, cell {}: this formula was never worked out. Open the workbook in your "
    "spreadsheet program and save it, or write the figure itself."
)


@door(Return, Permission.RETURN_WRITE)
@require_http_methods(METHODS)
def figures(request: SignedInRequest, returned: Return) -> HttpResponse:
    """The money line by line, and the measures."""
    if why := rules.why_not_write(returned):
        return refused(request, why)
    form = _figures(returned, posted(request))
    if form.is_bound and form.is_valid():
        try:
            actions.save_figures(
                returned=returned,
                spent=form.spent(),
                measured=form.figures(),
                by=request.user,
                at=clock.now(),
            )
        except Overtaken as overtaken:
            form = _figures(returned, form.over_what_stands_now(overtaken.field))
            form.is_valid()
            form.add_error(form.field_of(overtaken.field), str(overtaken))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, SAVED, _onward(request, returned))
    return show(request, "figures", form, returned=returned, award=returned.award)


def _figures(returned: Return, data: Any) -> FiguresForm:
    said = remarks_of(returned)
    return FiguresForm(
        data, spending=spending_of(returned, said), measured=measured_of(returned, said)
    )


def _onward(request: SignedInRequest, returned: Return) -> HttpResponse:
    """To the questions, when there are some and one goes on."""
    if "on" in request.POST and returned.answer_set is not None:
        return redirect("awards:part", returned.ref, 1)
    return to_return(returned)


@door(Return, Permission.RETURN_WRITE)
@require_http_methods(METHODS)
def part(request: SignedInRequest, returned: Return, number: int) -> HttpResponseBase:
    """One part of the questions, saved as one types."""
    if returned.answer_set is None:
        return refused(request, "This return asks for figures only.")
    if why := rules.why_not_write(returned):
        return refused(request, why)
    return pages.part_page(request, _around(request, returned), number)


@door(Return, Permission.AWARD_SEE)
@require_GET
def file(request: SignedInRequest, returned: Return, key: UUID) -> HttpResponseBase:
    """A file that was handed in as an answer."""
    if returned.answer_set is None:
        return refused(request, "This return asks for figures only.")
    return pages.sent_file(request, _around(request, returned), str(key))


@door(Return, Permission.AWARD_SEE)
@require_GET
def sheet(request: SignedInRequest, returned: Return) -> HttpResponseBase:
    """The workbook, with what stands now."""
    stands, at = queries.stands_in(returned), clock.now()
    answer = FileResponse(workbook_file(tables_of(stands), at=at), content_type=XLSX.media)
    answer["Content-Disposition"] = f'attachment; filename="return-{returned.ref}.xlsx"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@door(Return, Permission.AWARD_SEE)
@require_GET
def asks(request: SignedInRequest, returned: Return) -> HttpResponse:
    """What it asks in words, to read before it is begun."""
    if returned.question_set is None:
        return refused(request, "This return asks for figures only.")
    here = reverse("awards:return", args=[returned.ref])
    around = Editing(
        question_set=returned.question_set,
        by=None,
        base="awards/base_return.html",
        href=here,
        question_href=lambda _: here,
        part_href=lambda _: here,
        words_href=here,
        preview_href=here,
        more={"award": returned.award, "returned": returned},
    )
    return pages.preview_page(request, around)


@door(Return, Permission.RETURN_WRITE)
@require_http_methods(METHODS)
def take_in(request: SignedInRequest, returned: Return) -> HttpResponse:
    """The workbook comes back: all of it is taken, or nothing, and what is wrong is named."""
    form = SheetForm(posted(request), request.FILES or None)
    wrong: tuple[str, ...] = ()
    if form.is_bound and form.is_valid():
        try:
            actions.take_in_sheet(
                returned=returned,
                sheets=_sheets(form.cleaned_data["file"]),
                by=request.user,
                at=clock.now(),
            )
        except WrongCells as refusal:
            wrong = refusal.wrong
        except Refused as refusal:
            wrong = (str(refusal),)
        else:
            return done(request, "Taken in. Look it over.", to_return(returned))
        for sentence in wrong[:MOST_WRONG]:
            form.add_error("file", sentence)
    told = {"n_more": max(0, len(wrong) - MOST_WRONG)}
    return show(request, "sheet", form, returned=returned, award=returned.award, **told)


def _sheets(handed_in: Checked) -> tuple[Sheet, ...]:
    """The sheets of a workbook whose formulas have all been worked out."""
    found = sheets_of(handed_in)
    if bare := formulas_without_value(handed_in):
        raise WrongCells(tuple(NEVER_WORKED_OUT.format(*where) for where in bare))
    return found


def _around(request: SignedInRequest, returned: Return) -> Around:
    """What the pages of questions ask of the room."""
    assert returned.answer_set
    here = reverse("awards:return", args=[returned.ref])
    return Around(
        answer_set=returned.answer_set,
        by=request.user,
        base="awards/base_return.html",
        href_of=lambda number: reverse("awards:part", args=[returned.ref, number]),
        whole_href=here,
        file_href=lambda key: reverse("awards:return_file", args=[returned.ref, key]),
        names=_name,
        more={"award": returned.award, "returned": returned},
    )


def _name(key: str) -> str:
    found = Account.objects.filter(pk=key).first() if key else None
    return found.shown_name() if found else "A colleague"
