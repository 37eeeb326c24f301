"""Who connects people: names written down after a conversation, ranked by streets, looked after."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import refuse
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.organising import actions, queries, rules
from folkmoot.organising.forms import DayMetForm, NamesForm, SameForm
from folkmoot.organising.forms.naming import as_kept, names_typed
from folkmoot.organising.models import Conversation, NamedPerson
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place


@door(Place, Permission.LISTEN)
@require_GET
def connectors(request: SignedInRequest, place: Place) -> HttpResponse:
    """Those named from most streets."""
    return show(request, "connectors", place=place, answered=queries.connectors(place))


@door(Conversation, Permission.LISTEN)
@require_http_methods(METHODS)
def names(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """Write down whom they named."""
    if why := rules.why_not_name_people(conversation, [], is_nobody=False):
        return refused(request, why)
    form = NamesForm(posted(request), initial=as_kept(queries.names_in(conversation)))
    answer = changed(
        request,
        form,
        lambda at: actions.name_people(
            conversation=conversation, named=names_typed(form.cleaned_data), by=request.user, at=at
        ),
        "Kept, for twelve months.",
        lambda _: redirect("organising:conversation", conversation.pk),
    )
    return answer or show(
        request, "names", form, place=conversation.place, conversation=conversation
    )


@door(NamedPerson, Permission.LISTEN)
@require_GET
def named(request: SignedInRequest, person: NamedPerson) -> HttpResponse:
    """One person who was named."""
    page = queries.named_page(person)
    at = clock.now()
    return show(
        request,
        "named",
        place=person.place,
        page=page,
        same_form=SameForm(perhaps=page.perhaps, others=page.others),
        met_form=DayMetForm(at=at),
    )


@door(NamedPerson, Permission.LISTEN)
@require_POST
def same(request: SignedInRequest, person: NamedPerson) -> HttpResponse:
    """Say that two names are one person's."""
    page = queries.named_page(person)
    form = SameForm(request.POST, perhaps=page.perhaps, others=page.others)
    answer = changed(
        request,
        form,
        lambda at: _take_for_one(request, person, form, at),
        "Taken for one. You can undo it here.",
        lambda root: redirect("organising:named", root.pk),
    )
    met = DayMetForm(at=clock.now())
    return answer or show(
        request, "named", form, place=person.place, page=page, same_form=form, met_form=met
    )


def _take_for_one(
    request: SignedInRequest, person: NamedPerson, form: SameForm, at: datetime
) -> NamedPerson:
    other = queries.person_named(person.place, form.chosen())
    if other is None:
        refuse("That name is not here any more. Choose again.")
        raise AssertionError  # refuse has raised
    return actions.take_for_one(person=person, same_as=other, by=request.user, at=at)


@door(NamedPerson, Permission.LISTEN)
@require_POST
def apart(request: SignedInRequest, person: NamedPerson) -> HttpResponse:
    """Undo it."""
    return then(
        request,
        lambda at: actions.take_apart(person=person, by=request.user, at=at),
        "They are two people again.",
        redirect("organising:named", person.pk),
    )


@door(NamedPerson, Permission.LISTEN)
@require_POST
def met(request: SignedInRequest, person: NamedPerson) -> HttpResponse:
    """Say when the team met them."""
    form = DayMetForm(request.POST, at=clock.now())
    answer = changed(
        request,
        form,
        lambda at: actions.meet_named_person(
            person=person, met_date=form.cleaned_data["met"], by=request.user, at=at
        ),
        "Kept.",
        lambda _: redirect("organising:named", person.pk),
    )
    page = queries.named_page(person)
    same = SameForm(perhaps=page.perhaps, others=page.others)
    return answer or show(
        request, "named", form, place=person.place, page=page, same_form=same, met_form=form
    )


@door(NamedPerson, Permission.LISTEN)
@require_POST
def forget(request: SignedInRequest, person: NamedPerson) -> HttpResponse:
    """They asked, or it was no name."""
    return then(
        request,
        lambda at: actions.forget_named_person(person=person, by=request.user, at=at),
        "Forgotten. Everything here is counted anew without them.",
        redirect("organising:connectors", person.place.slug),
    )
