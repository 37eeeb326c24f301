"""Calls and texts to those who chose to be told by telephone: to make, and what came of each."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from folkmoot.ideas.forms import TelephoneForm
from folkmoot.ideas.queries.calls import calls_in, told_of, tries_of
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.notify import actions, queries, rules
from folkmoot.kernel.notify.models import Channel, Message, Outcome
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, changed, done, posted, status_of
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place

SAID = {
    Outcome.REACHED: "Thank you. We keep that they were told, not what was said.",
    Outcome.NO_ANSWER: "Kept. Try again at another time of day.",
    Outcome.SENT: "Thank you. We keep that it was sent, not what it said.",
    Outcome.WRONG_NUMBER: "Kept. Nobody will use that number again. Is there another way?",
}


@door(Place, Permission.LETTER_POST)
@require_GET
def calls(request: SignedInRequest, place: Place) -> HttpResponse:
    """Whom to ring and whom to text, and who did; without a number and without the words."""
    listing = calls_in(place, page=request.GET.get("page", "1"), at=clock.now())
    return render(request, "ideas/calls.html", {"place": place, "listing": listing})


@door(Place, Permission.LETTER_POST)
@never_cache
@require_http_methods(METHODS)
def call(request: SignedInRequest, place: Place, message: UUID) -> HttpResponse:
    """One call or text: the number, the words to say, and what came of it."""
    found = get_object_or_404(queries.by_telephone(place), pk=message)
    if why := rules.why_not_telephone(found):
        return refused(request, why)
    form = TelephoneForm(posted(request), message=found)
    answer = changed(form, lambda: _noted(request, place, found, form.outcome_said))
    context = {
        "place": place,
        "call": found,
        "form": form,
        "is_text": found.channel == Channel.TEXT,
        "tries": tries_of(found, at=clock.now()),
        "proposal": told_of(found),
    }
    return answer or render(request, "ideas/call.html", context, status=status_of(form))


def _noted(
    request: SignedInRequest, place: Place, message: Message, outcome: Outcome
) -> HttpResponse:
    actions.note_by_telephone(message=message, outcome=outcome, by=request.user, at=clock.now())
    return done(request, SAID[outcome], redirect("ideas:calls", place.slug))
