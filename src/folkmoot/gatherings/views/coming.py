"""Guests: saying that one comes, and one's own page behind a private link."""

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.gatherings import actions, queries, rules
from folkmoot.gatherings.forms import AnswerForm, ComingForm
from folkmoot.gatherings.forms.coming import answers_of
from folkmoot.gatherings.models import Coming, Gathering, Guest, Reply
from folkmoot.gatherings.views.answers import show, to_gathering
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, open_door
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, changed, done, posted, then
from folkmoot.kernel.ui.too_often import comes_too_often
from folkmoot.people.http import account_of


@door(Gathering)
@never_cache
@sensitive_post_parameters()
@require_http_methods(METHODS)
def come(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """Say that one comes; no account, and no address unless one wants to be told."""
    now = clock.now()
    if why := rules.why_not_come(gathering, Coming(Reply.PERHAPS), n_coming=0, at=now):
        return refused(request, why)
    form = ComingForm(posted(request), gathering=gathering, at=now)
    if form.is_bound and form.is_valid() and (often := comes_too_often(request, "come", at=now)):
        form.add_error(None, often)
    answer = changed(form, lambda: _said(request, gathering, form)) if form.is_bound else None
    return answer or show(request, "come", form, place=gathering.place, gathering=gathering)


def _said(request: HttpRequest, gathering: Gathering, form: ComingForm) -> HttpResponse:
    _, secret = actions.say_coming(
        gathering=gathering, coming=form.coming(), by=account_of(request), at=clock.now()
    )
    answer = redirect("gatherings:answer", secret)
    return done(request, "Thank you. We have your answer.", answer)


@open_door
@never_cache
@sensitive_variables("secret")
@sensitive_post_parameters()
@require_http_methods(METHODS)
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    """One's own answer: see it, change it, take it back."""
    guest = queries.guest_by_secret(secret)
    if guest is None:
        return _gone(request)
    gathering, now = guest.gathering, clock.now()
    form = AnswerForm(posted(request), gathering=gathering, initial=answers_of(guest))
    made = changed(form, lambda: _changed(request, guest, form, secret)) if form.is_bound else None
    if made:
        return made
    link = f"{settings.SITE_ADDRESS}{reverse('gatherings:answer', args=[secret])}"
    shown = show(
        request,
        "answer",
        form,
        place=gathering.place,
        gathering=gathering,
        guest=guest,
        secret=secret,
        photos=queries.photos_of(guest),
        link=link,
        picture=segno.make(link, error="m").svg_data_uri(scale=4, border=2),
        why_not=rules.why_not_reply(
            gathering, Coming(Reply.PERHAPS), n_coming=0, at=now, guest=guest
        ),
    )
    return _unlisted(shown)


def _changed(request: HttpRequest, guest: Guest, form: AnswerForm, secret: str) -> HttpResponse:
    actions.change_reply(guest=guest, coming=form.coming(), by=account_of(request), at=clock.now())
    return done(request, "Kept.", redirect("gatherings:answer", secret))


@open_door
@sensitive_variables("secret")
@require_POST
def take_back(request: HttpRequest, secret: str) -> HttpResponse:
    """Forget me."""
    guest = queries.guest_by_secret(secret)
    if guest is None:
        return _gone(request)
    return then(
        request,
        lambda at: actions.take_back_reply(guest=guest, by=account_of(request), at=at),
        "Your answer is taken back, and what you told us is forgotten.",
        to_gathering(guest.gathering),
    )


@open_door
@csrf_exempt  # whoever holds the link may use it; mail programs send no cookie (RFC 8058)
@sensitive_variables("secret")
@require_POST
def stop(request: HttpRequest, secret: str) -> HttpResponse:
    """Never invite me again: the button on the page, or the one a mail program shows by itself."""
    guest = queries.guest_by_secret(secret)
    if guest is None:
        return _gone(request)
    if "List-Unsubscribe" in request.POST:
        actions.stop_invitations(guest=guest, by=None, at=clock.now())
        return HttpResponse("You get no more invitations.", content_type="text/plain")
    return then(
        request,
        lambda at: actions.stop_invitations(guest=guest, by=account_of(request), at=at),
        f"{guest.gathering.place.name} will not invite that address again.",
        to_gathering(guest.gathering),
    )


def _gone(request: HttpRequest) -> HttpResponse:
    answer = show(request, "gone")
    answer.status_code = 404
    return _unlisted(answer)


def _unlisted(answer: HttpResponse) -> HttpResponse:
    answer["X-Robots-Tag"] = "noindex"
    return answer
