"""Concerns that somebody may not be safe: passed on in one tap, read by their leads alone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.changes import METHODS, done, posted, then
from folkmoot.organising import actions, queries, rules
from folkmoot.organising.forms import ConcernForm, NoteForm, WhomToCallForm
from folkmoot.organising.models import Concern, ConcernStage, Conversation, ListeningRound
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place

PASSED_ON = "Passed on. It stands in no note, and you will not see it again."


@door(Place, Permission.LISTEN)
@require_GET
def safety(request: SignedInRequest, place: Place) -> HttpResponse:
    """Whom to turn to when somebody may not be safe."""
    at = clock.now()
    return show(
        request,
        "safety",
        place=place,
        safety=queries.safety_of(place, at=at),
        may=permissions_of(request.user, within=place, at=at),
    )


@door(Place, Permission.PLACE_EDIT)
@require_http_methods(METHODS)
def whom_to_call(request: SignedInRequest, place: Place) -> HttpResponse:
    """Write down whom to ring here."""
    known = queries.safety_of(place, at=clock.now())
    form = WhomToCallForm(posted(request), initial={"words": known.words})
    answer = changed(
        request,
        form,
        lambda at: actions.say_whom_to_call(
            place=place, words=form.cleaned_data["words"], by=request.user, at=at
        ),
        "Kept.",
        lambda _: redirect("organising:safety", place.slug),
    )
    return answer or show(
        request, "one", form, place=place, heading="Whom to ring when somebody may not be safe"
    )


@door(Conversation, Permission.LISTEN)
@require_POST
def move(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """Move what was said out of a note, to the safeguarding lead."""
    asked = request.POST.get("question", "")
    return then(
        request,
        lambda at: actions.move_to_concern(
            conversation=conversation,
            number=int(asked) if asked.isascii() and asked.isdecimal() else None,
            by=request.user,
            at=at,
        ),
        PASSED_ON,
        redirect("organising:safety", conversation.place.slug),
    )


def from_a_form(request: SignedInRequest, round: ListeningRound, form: NoteForm) -> HttpResponse:
    """Pass on all that was typed into a note not yet kept; no note is made of it."""
    form.is_valid()  # what is missing in a note is not asked for here
    form.errors.clear()
    try:
        actions.raise_concern(
            place=round.place,
            words=form.everything_typed(),
            where=form.street_typed(),
            by=request.user,
            at=clock.now(),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return show(request, "note", form, place=round.place, round=round)
    return done(request, PASSED_ON, redirect("organising:safety", round.place.slug))


@door(Place, Permission.SAFEGUARD)
@require_GET
def concerns(request: SignedInRequest, place: Place) -> HttpResponse:
    """All concerns of the place."""
    return show(request, "concerns", place=place, concerns=queries.concerns_in(place))


@door(Concern, Permission.SAFEGUARD)
@require_POST
def read(request: SignedInRequest, concern: Concern) -> HttpResponse:
    """Open it; that they did is kept."""
    return then(
        request,
        lambda at: actions.read_concern(concern=concern, by=request.user, at=at),
        "Opened. That you read it is kept with it.",
        redirect("organising:concern", concern.pk),
    )


@door(Concern, Permission.SAFEGUARD)
@require_http_methods(METHODS)
def concern(request: SignedInRequest, concern: Concern) -> HttpResponse:
    """Read it, and say what happens with it."""
    suggested = rules.keep_until(concern, today=localdate(clock.now()))
    form = ConcernForm(posted(request), stage=concern.stage, suggested=suggested)
    page = queries.concern_page(concern, request.user)
    answers = concern.stage in (ConcernStage.LOOKED, ConcernStage.PASSED, ConcernStage.NO_STEP)
    if request.method == "POST" and form.is_valid():
        try:
            _answer(concern, form, request)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Kept.")
            return redirect("organising:concern", concern.pk)
    return show(request, "concern", form, place=concern.place, page=page, answers=answers)


def _answer(concern: Concern, form: ConcernForm, request: SignedInRequest) -> None:
    said, by, at = form.cleaned_data, request.user, clock.now()
    if said["answer"] == "passed":
        actions.pass_on_concern(concern=concern, to=said["to"], words=said["words"], by=by, at=at)
    elif said["answer"] == "left":
        actions.leave_concern(concern=concern, why=said["words"], by=by, at=at)
    else:
        actions.close_concern(
            concern=concern,
            keep_until_date=said["keep_until"],
            words=said["words"],
            by=by,
            at=at,
        )
