"""Photos of a gathering: the team's page, the pictures themselves, and the way to take one down."""

import uuid

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.gatherings import actions, queries, rules
from folkmoot.gatherings.forms.photos import DownForm, PhotoForm
from folkmoot.gatherings.models import Gathering, InPhoto, Photo
from folkmoot.gatherings.views.answers import show, to_gathering
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, open_door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.files.answers import sent
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, changed, done, made, or_why_not, posted, then
from folkmoot.kernel.ui.too_often import comes_too_often
from folkmoot.people.http import SignedInRequest, account_of

ASKED_TO = "Somebody asked for it on the public page."
ADDED = "Kept. Only the team sees it until everyone in it has said yes."
ADDED_OF_NOBODY = "Kept. It is on the public page."


@door(Gathering, Permission.GATHERING_HOLD)
@never_cache
@require_http_methods(METHODS)
def photos(request: SignedInRequest, gathering: Gathering) -> HttpResponse:
    """All photos, who is in them and what they said; and adding one."""
    if why := rules.why_not_photograph(gathering, at=clock.now()):
        return refused(request, why)
    guests = queries.guest_list(gathering).guests
    files = request.FILES if request.method == "POST" else None
    form = PhotoForm(posted(request), files, guests=guests)
    nobody = form.data.get("who") == "nobody"
    answer = made(
        request,
        form,
        lambda at: actions.add_photo(
            gathering=gathering, new=form.new_photo(), by=request.user, at=at
        ),
        ADDED_OF_NOBODY if nobody else ADDED,
        lambda _: _to_photos(gathering),
    )
    return answer or show(
        request,
        "photos",
        form,
        place=gathering.place,
        gathering=gathering,
        photos=queries.team_photos(gathering),
        asked=rules.WHAT_IS_ASKED,
    )


@door(InPhoto, Permission.GATHERING_HOLD)
@require_POST
@or_why_not
def photo_answer(request: SignedInRequest, person: InPhoto) -> HttpResponse:
    """What somebody in a photo said to the team."""
    told = actions.note_photo_answer(
        person=person,
        answer=request.POST.get("answer", ""),
        parent=request.POST.get("parent", ""),
        by=request.user,
        at=clock.now(),
    )
    said = f"Kept: {person.shown_name}, {told.get_answer_display().lower()}."
    return done(request, said, _to_photos(person.photo.gathering))


@door(Photo, Permission.GATHERING_HOLD)
@require_POST
def photo_remove(request: SignedInRequest, photo: Photo) -> HttpResponse:
    """Gone."""
    return then(
        request,
        lambda at: actions.remove_photo(photo=photo, by=request.user, at=at),
        "The photo is gone.",
        _to_photos(photo.gathering),
    )


@door(Photo)
@require_GET
def picture(request: HttpRequest, photo: Photo) -> HttpResponseBase:
    """The picture itself. No cache shows it without asking whether it may still be seen."""
    return sent(request, photo.file, shown=True, public=bool(getattr(photo, "is_shown", False)))


@door(Photo)
@require_http_methods(METHODS)
def photo_down(request: HttpRequest, photo: Photo) -> HttpResponse:
    """Anybody who is in a photo takes it down, without saying who they are."""
    now = clock.now()
    form = DownForm(posted(request), at=now)
    if form.is_bound and form.is_valid() and (often := comes_too_often(request, "down", at=now)):
        form.add_error(None, often)
    answer = changed(form, lambda: _down(request, photo, form)) if form.is_bound else None
    gathering = photo.gathering
    return answer or show(
        request, "photo_down", form, place=gathering.place, gathering=gathering, photo=photo
    )


def _down(request: HttpRequest, photo: Photo, form: DownForm) -> HttpResponse:
    why = f"{ASKED_TO} {form.cleaned_data['why']}".strip()
    actions.take_photo_down(photo=photo, why=why, by=account_of(request), at=clock.now())
    return done(request, "The photo is down.", to_gathering(photo.gathering))


@open_door
@never_cache
@sensitive_variables("secret")
@require_GET
def own_picture(request: HttpRequest, secret: str, person: uuid.UUID) -> HttpResponseBase:
    """A photo somebody is in, shown to them on their own page."""
    return sent(request, _own(secret, person).photo.file, shown=True)


@open_door
@sensitive_variables("secret")
@require_POST
@or_why_not
def own_photo_answer(request: HttpRequest, secret: str, person: uuid.UUID) -> HttpResponse:
    """What somebody says on their own page about a photo they are in."""
    actions.note_photo_answer(
        person=_own(secret, person),
        answer=request.POST.get("answer", ""),
        by=account_of(request),
        at=clock.now(),
    )
    return done(request, "Kept. You can say otherwise here.", redirect("gatherings:answer", secret))


@door(Gathering, Permission.GATHERING_HOLD)
@require_GET
def photo_notice(request: SignedInRequest, gathering: Gathering) -> HttpResponse:
    """To print and hang at the door: photos are taken, and how one says no."""
    link = f"{settings.SITE_ADDRESS}{reverse('gatherings:gathering', args=[gathering.ref])}"
    return show(
        request,
        "photo_notice",
        place=gathering.place,
        gathering=gathering,
        link=link,
        picture=segno.make(link, error="m").svg_data_uri(scale=6, border=2),
    )


def _own(secret: str, key: uuid.UUID) -> InPhoto:
    """One photo on somebody's own page; nobody else's."""
    guest = queries.guest_by_secret(secret)
    theirs = queries.photos_of(guest) if guest else []
    found = next((each for each in theirs if each.pk == key), None)
    if found is None:
        raise Http404
    return found


def _to_photos(gathering: Gathering) -> HttpResponse:
    return redirect("gatherings:photos", gathering.ref)
