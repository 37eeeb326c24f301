"""Bringing contacts in from a file, and taking them out as one."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.contacts.reading import read_contacts
from folkmoot.kernel.contacts.text import words_of
from folkmoot.kernel.contacts.values import Contacts
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, posted
from folkmoot.organising import actions, queries
from folkmoot.organising.forms import ColumnsForm, ContactFileForm, TakeForm
from folkmoot.organising.forms.contact_lists import columns_told
from folkmoot.organising.models import ContactList
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place

KINDS = {"csv": "text/csv; charset=utf-8", "vcf": "text/vcard; charset=utf-8"}


@door(Place, Permission.LISTEN)
@never_cache
@require_http_methods(METHODS)
def contacts(request: SignedInRequest, place: Place) -> HttpResponse:
    """Bring a list: look at it first, put the columns right, then take whom you tick.

    The list stays in the browser between these steps; nothing of it is kept here before.
    """
    if "text" in request.POST:
        return _looked_at(request, place)
    form = ContactFileForm(posted(request), request.FILES or None)
    if form.is_valid():
        return _show(request, place, form.cleaned_data["text"], form.cleaned_data["read"])
    return show(request, "contacts", form, place=place)


def _looked_at(request: SignedInRequest, place: Place) -> HttpResponse:
    text = request.POST["text"]
    parts, heads_first = columns_told(request.POST)
    try:
        read = read_contacts(words_of(text.encode()), parts, heads_first=heads_first)
    except Refused as why:
        return refused(request, why)
    if "again" in request.POST:
        return _show(request, place, text, read)
    beside = queries.contacts_beside(place, read.good)
    form = TakeForm(request.POST, each=read.each, beside=beside)
    answer = changed(
        request,
        form,
        lambda at: actions.take_contacts(
            place=place, told=form.told(), contacts=form.taken(), by=request.user, at=at
        ),
        "Noted. Nobody is written to before they said yes.",
        lambda kept: _to_people(kept),
    )
    return answer or _show(request, place, text, read, form)


def _show(
    request: SignedInRequest, place: Place, text: str, read: Contacts, form: TakeForm | None = None
) -> HttpResponse:
    if form is None:
        form = TakeForm(each=read.each, beside=queries.contacts_beside(place, read.good))
    return show(
        request,
        "contacts_look",
        form,
        place=place,
        text=text,
        read=read,
        columns=ColumnsForm(read=read) if read.heads else None,
    )


@door(Place, Permission.LISTEN)
@never_cache
@require_POST
def contacts_out(request: SignedInRequest, place: Place, kind: str) -> HttpResponse:
    """Everybody the team knows, as a table or as cards."""
    at = clock.now()
    if kind not in KINDS:
        raise Http404
    actions.take_contacts_out(place=place, kind=kind, by=request.user, at=at)
    whole = (
        queries.contacts_as_table(place, at=at)
        if kind == "csv"
        else queries.contacts_as_cards(place)
    )
    name = f"people-{place.slug}.{kind}"
    return HttpResponse(
        whole,
        content_type=KINDS[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _to_people(kept: ContactList) -> HttpResponse:
    return redirect("organising:neighbours", kept.place.slug)
