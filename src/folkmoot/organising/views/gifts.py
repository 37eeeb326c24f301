"""What people offer, what is needed, whom somebody asks, and what came of it."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.organising import actions, queries
from folkmoot.organising.forms import (
    AskingForm,
    GiftForm,
    OpportunityForm,
    TaggedForm,
    WishAskingForm,
    WishForm,
)
from folkmoot.organising.models import Ask, Gift, Neighbour, Opportunity, Wish
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place

SAID = {
    "YES": "They said yes.",
    "NOT_NOW": "Not now. They can still say yes later.",
    "NO": "They said no. Thank you for asking.",
    "CANCELLED": "It is urgent again; here is who could be asked next.",
}


@door(Neighbour, Permission.LISTEN)
@never_cache
@require_http_methods(METHODS)
def add_gift(request: SignedInRequest, neighbour: Neighbour) -> HttpResponse:
    """Note what somebody offers."""
    said = queries.said_by(neighbour)
    when = [(str(each.pk), queries.words_of(each)) for each in said]
    form = GiftForm(posted(request), tags=queries.tags_offered(), when=when)
    answer = _tagged(
        request,
        form,
        lambda at: actions.hear_gift(
            neighbour=neighbour,
            offered=form.offered(),
            said=next((each for each in said if str(each.pk) == form.cleaned_data["said"]), None),
            by=request.user,
            at=at,
        ),
        lambda _: _to_them(neighbour),
    )
    heading = f"What {neighbour.name} offers"
    return answer or show(request, "gift", form, place=neighbour.place, heading=heading)


@door(Gift, Permission.LISTEN)
@never_cache
@require_http_methods(METHODS)
def change_asking(request: SignedInRequest, gift: Gift) -> HttpResponse:
    """Who may ask for it, and how often, as they say now."""
    them = gift.neighbour
    told = {"may_ask": gift.may_ask, "gap_days": gift.gap_days}
    form = AskingForm(posted(request), initial=told)
    answer = changed(
        request,
        form,
        lambda at: actions.change_asking(
            gift=gift,
            may_ask=form.cleaned_data["may_ask"],
            gap_days=int(form.cleaned_data["gap_days"]),
            by=request.user,
            at=at,
        ),
        "Kept.",
        lambda _: _to_them(them),
    )
    heading = f"When {them.name} may be asked"
    return answer or show(request, "gift", form, place=them.place, heading=heading)


@door(Gift, Permission.LISTEN)
@require_POST
def end_gift(request: SignedInRequest, gift: Gift) -> HttpResponse:
    """They no longer offer it."""
    return then(
        request,
        lambda at: actions.end_gift(gift=gift, by=request.user, at=at),
        "Taken back.",
        _to_them(gift.neighbour),
    )


@door(Neighbour, Permission.LISTEN)
@never_cache
@require_http_methods(METHODS)
def add_wish(request: SignedInRequest, neighbour: Neighbour) -> HttpResponse:
    """Note what somebody would like to do or learn."""
    form = WishForm(posted(request))
    answer = changed(
        request,
        form,
        lambda at: actions.hear_wish(
            neighbour=neighbour,
            words=form.cleaned_data["words"],
            may_ask=form.cleaned_data["may_ask"],
            by=request.user,
            at=at,
        ),
        "Kept.",
        lambda _: _to_them(neighbour),
    )
    heading = f"What {neighbour.name} would like"
    return answer or show(request, "gift", form, place=neighbour.place, heading=heading)


@door(Neighbour, Permission.LISTEN)
@never_cache
@require_http_methods(METHODS)
def change_wish_asking(request: SignedInRequest, neighbour: Neighbour, wish: UUID) -> HttpResponse:
    """Who may ask about a wish, as they say now."""
    found = get_object_or_404(queries.open_wishes(), pk=wish, neighbour=neighbour)
    form = WishAskingForm(posted(request), initial={"may_ask": found.may_ask})
    answer = changed(
        request,
        form,
        lambda at: actions.change_wish_asking(
            wish=found, may_ask=form.cleaned_data["may_ask"], by=request.user, at=at
        ),
        "Kept.",
        lambda _: _to_them(neighbour),
    )
    heading = f"Who may ask {neighbour.name} about it"
    return answer or show(request, "gift", form, place=neighbour.place, heading=heading)


@door(Neighbour, Permission.LISTEN)
@require_POST
def end_wish(request: SignedInRequest, neighbour: Neighbour, wish: UUID) -> HttpResponse:
    """It came true, or is no longer wished."""
    found = get_object_or_404(Wish, pk=wish, neighbour=neighbour)
    came_true = "true" in request.POST
    return then(
        request,
        lambda at: actions.end_wish(wish=found, came_true=came_true, by=request.user, at=at),
        "It came true." if came_true else "Closed.",
        _to_them(neighbour),
    )


@door(Neighbour, Permission.LISTEN)
@never_cache
@require_GET
def wish(request: SignedInRequest, neighbour: Neighbour, wish: UUID) -> HttpResponse:
    """What is needed, and what others offer, that fits a wish."""
    found = get_object_or_404(Wish.objects.exclude(words=""), pk=wish, neighbour=neighbour)
    found.neighbour = neighbour
    return show(
        request, "wish", place=neighbour.place, page=queries.wish_page(found, by=request.user)
    )


@door(Place, Permission.LISTEN)
@require_GET
def opportunities(request: SignedInRequest, place: Place) -> HttpResponse:
    """What is needed, the urgent first."""
    return show(request, "opportunities", place=place, needed=queries.opportunities_of(place)[:200])


@door(Place, Permission.LISTEN)
@require_http_methods(METHODS)
def new_opportunity(request: SignedInRequest, place: Place) -> HttpResponse:
    """Something that needs people."""
    form = OpportunityForm(posted(request), tags=queries.tags_offered())
    answer = _tagged(
        request,
        form,
        lambda at: actions.open_opportunity(
            place=place, needed=form.needed(), by=request.user, at=at
        ),
        _to_it,
    )
    return answer or show(request, "gift", form, place=place, heading="Something needs people")


@door(Opportunity, Permission.LISTEN)
@never_cache
@require_GET
def opportunity(request: SignedInRequest, opportunity: Opportunity) -> HttpResponse:
    """Who was asked, whom to ask next and why, and who waits."""
    asking = queries.asking_of(opportunity, by=request.user, at=clock.now())
    return show(request, "opportunity", place=opportunity.place, asking=asking)


@door(Opportunity, Permission.LISTEN)
@require_POST
def end_opportunity(request: SignedInRequest, opportunity: Opportunity) -> HttpResponse:
    """Done, or called off."""
    done = "done" in request.POST
    return then(
        request,
        lambda at: actions.end_opportunity(
            opportunity=opportunity, done=done, by=request.user, at=at
        ),
        "Done. Have those who helped been thanked?" if done else "Called off.",
        _to_it(opportunity),
    )


@door(Opportunity, Permission.LISTEN)
@require_POST
def ask(request: SignedInRequest, opportunity: Opportunity, neighbour: UUID) -> HttpResponse:
    """Note that somebody was asked: a person asks, not this page."""
    known = Neighbour.objects.visible_to(request.user)
    found = get_object_or_404(known, pk=neighbour, place=opportunity.place)
    return then(
        request,
        lambda at: actions.ask(
            opportunity=opportunity,
            neighbour=found,
            because=queries.reason_for(opportunity, found, by=request.user),
            through=request.POST.get("through", ""),
            fits=queries.what_fits(opportunity, found, by=request.user),
            by=request.user,
            at=at,
        ),
        f"Noted that you asked {found.name}.",
        _to_it(opportunity),
    )


@door(Ask, Permission.LISTEN)
@require_POST
def answer_ask(request: SignedInRequest, ask: Ask) -> HttpResponse:
    """What they said."""
    said = request.POST.get("answer", "")
    return then(
        request,
        lambda at: actions.answer_ask(ask=ask, answer=said, by=request.user, at=at),
        SAID.get(said, "Kept."),
        redirect("organising:opportunity", ask.opportunity_id),
    )


@door(Ask, Permission.LISTEN)
@require_POST
def confirm(request: SignedInRequest, ask: Ask) -> HttpResponse:
    """It was given, or received."""
    side = "given" if "given" in request.POST else "received"
    return then(
        request,
        lambda at: actions.confirm(ask=ask, side=side, by=request.user, at=at),
        "Kept.",
        redirect("organising:opportunity", ask.opportunity_id),
    )


@door(Ask, Permission.LISTEN)
@require_POST
def thank(request: SignedInRequest, ask: Ask) -> HttpResponse:
    """They were thanked."""
    return then(
        request,
        lambda at: actions.thank(ask=ask, by=request.user, at=at),
        "Thank you for thanking them.",
        redirect("organising:opportunity", ask.opportunity_id),
    )


def _tagged(
    request: SignedInRequest,
    form: TaggedForm,
    change: Callable[[datetime], object],
    onward: Callable[[object], HttpResponse],
) -> HttpResponse | None:
    """Keep what has tags; when none is ticked, tick those its own words ask for, to look over."""
    if form.is_bound and form.is_valid() and not form.cleaned_data["tags"]:
        told = f"{form.cleaned_data.get('title', '')} {form.cleaned_data['words']}"
        if found := queries.tags_found(told):
            form.tick(found)
            return None
    return changed(request, form, change, "Kept.", onward)


def _to_them(neighbour: Neighbour) -> HttpResponse:
    return redirect("organising:neighbour", neighbour.pk)


def _to_it(opportunity: object) -> HttpResponse:
    return redirect("organising:opportunity", getattr(opportunity, "pk", ""))
