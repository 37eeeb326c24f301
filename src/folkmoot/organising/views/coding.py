"""The coding table: one note after the other, by hand or by keyboard."""

import re
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui import changes
from folkmoot.kernel.ui.changes import or_why_not
from folkmoot.organising import actions, queries
from folkmoot.organising.forms import CodingForm
from folkmoot.organising.models import Coding, Conversation, ListeningRound
from folkmoot.organising.views.answers import show
from folkmoot.people.http import SignedInRequest

DIGEST = re.compile(r"[0-9a-f]{1,64}")


@door(ListeningRound, Permission.LISTEN)
@require_GET
def coding_table(request: SignedInRequest, round: ListeningRound) -> HttpResponse:
    """The next note to read."""
    table = queries.coding_table(
        round,
        request.user,
        is_second=_is_second(request.GET.get("reading", "")),
        after=_after(request.GET.get("after", "")),
    )
    return show(request, "coding", place=round.place, round=round, table=table)


@door(Conversation, Permission.LISTEN)
@require_POST
def code(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """Keep what was found in one note, and go on to the next."""
    round = conversation.round
    is_second = _is_second(request.POST.get("reading", ""))
    form = CodingForm(request.POST, themes=queries.themes_in_use(conversation.place))
    answer = changes.changed(form, lambda: _keep(request, conversation, form, is_second))
    if answer:
        return answer
    table = queries.coding_table(round, request.user, is_second=is_second, note=conversation)
    ticked = request.POST.getlist("themes")
    context = {"place": conversation.place, "round": round, "table": table, "ticked": ticked}
    return show(request, "coding", form, **context)


def _keep(
    request: SignedInRequest, conversation: Conversation, form: CodingForm, is_second: bool
) -> HttpResponse:
    actions.code_note(
        conversation=conversation, themes=form.found(), by=request.user, at=clock.now()
    )
    return _to_table(conversation.round, is_second=is_second, after=conversation.digest)


@door(Coding, Permission.LISTEN)
@require_POST
@or_why_not
def undo(request: SignedInRequest, coding: Coding) -> HttpResponse:
    """Take back the last, and look at that note again."""
    actions.undo_coding(coding=coding, by=request.user, at=clock.now())
    before = coding.conversation.digest[:-1]  # just before it in the order they are dealt
    return _to_table(coding.round, is_second=_again(request), after=before)


def _after(asked: str) -> str:
    """The digest somebody comes from; anything else is nowhere."""
    return asked if DIGEST.fullmatch(asked) else ""


def _again(request: HttpRequest) -> bool:
    return _is_second(request.POST.get("reading", ""))


def _is_second(asked: str) -> bool:
    return asked == "second"


def _to_table(round: ListeningRound, *, is_second: bool, after: str) -> HttpResponse:
    asked = {"after": after} | ({"reading": "second"} if is_second else {})
    return redirect(f"{reverse('organising:coding', args=[round.ref])}?{urlencode(asked)}")
