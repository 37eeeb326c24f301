"""The notebook: a page that phones keep, so that it opens without a signal."""

import base64
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, then
from folkmoot.organising import actions, queries
from folkmoot.organising.forms import NotebookForm
from folkmoot.organising.models import ListeningRound, NotebookKey
from folkmoot.organising.views.answers import show
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place

ICONS = [("app-192.png", "192x192", "any"), ("app-512.png", "512x512", "any maskable")]
PAPER = "#fbf8f2"


@door(Place, Permission.LISTEN)
@require_GET
def notebook(request: SignedInRequest, place: Place) -> HttpResponse:
    """Taking notes without a signal. A phone keeps this page, so it names and greets nobody."""
    key = queries.newest_key(place)
    if key is None:
        return redirect("organising:notebook_key", place.slug)
    at = clock.now()
    round = queries.round_open_in(place)
    return show(
        request,
        "notebook",
        _form(round, place) if round else None,
        place=place,
        round=round,
        facts=_facts(request, place, round, key),
        messages=[],
        today=at,
    )


@door(Place)
@never_cache
@require_GET
def worker(request: SignedInRequest, place: Place) -> HttpResponse:
    """The script that keeps the page. It lies beside it: it may keep only what is below it."""
    return render(request, "organising/worker.js", content_type="text/javascript")


@door(Place)
@require_GET
def manifest(request: SignedInRequest, place: Place) -> HttpResponse:
    """What a phone needs to put the notebook on its home screen."""
    home = reverse("organising:notebook", args=[place.slug])
    told = {
        "id": home,
        "start_url": home,
        # The sign-in page must open in it: an iPhone opens what lies outside in another browser,
        # with cookies of its own, and one would sign in there for nothing.
        "scope": "/",
        "name": f"Notebook of {place.name}",
        "short_name": "Notebook",
        "description": f"Note conversations in {place.name}, also where there is no signal.",
        "lang": "en-GB",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": place.colour,
        "icons": [
            {"src": static(f"ui/icons/{name}"), "sizes": sizes, "type": "image/png", "purpose": use}
            for name, sizes, use in ICONS
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@door(Place, Permission.LISTENING_LEAD)
@require_http_methods(METHODS)
def notebook_key(request: SignedInRequest, place: Place) -> HttpResponse:
    """What a lost phone tells, and a new key for the notebooks of the place."""
    if request.method == "POST":
        return then(
            request,
            lambda at: actions.make_notebook_key(place=place, by=request.user, at=at),
            "Made. Each phone seals with it from when it next opens the notebook with a signal.",
            redirect("organising:notebook", place.slug),
        )
    return show(request, "notebook_key", place=place, key=queries.newest_key(place))


def _form(round: ListeningRound, place: Place) -> NotebookForm:
    at = clock.now()
    ground = queries.ground_of(place, at=at)
    return NotebookForm(questions=list(round.questions.all()), ground=ground, at=at)


def _facts(
    request: SignedInRequest, place: Place, round: ListeningRound | None, key: NotebookKey
) -> dict[str, Any]:
    """What the script of the page needs. Who writes is told apart by figures that name nobody."""
    here = reverse("organising:notebook", args=[place.slug])
    addresses = {
        "ready": reverse("organising:notebook_ready", args=[place.slug]),
        "notes": reverse("organising:notes", args=[place.slug]),
        "open": reverse("organising:open_note", args=[place.slug]),
        "worker": reverse("organising:notebook_worker", args=[place.slug]),
        "signIn": f"{reverse('account_login')}?{urlencode({'next': here})}",
    }
    return {
        "where": place.slug,
        "place": place.name,
        "round": round.ref if round else "",
        "by": queries.mark_of_writer(place, request.user),
        "key": {"mark": key.mark, "public": base64.b64encode(bytes(key.public)).decode()},
        "addresses": addresses,
    }
