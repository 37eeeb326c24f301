"""Signing up without an account, and one's own page of a course behind a private link."""

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, open_door
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, changed, done, posted, then
from folkmoot.kernel.ui.too_often import comes_too_often
from folkmoot.learning import actions, queries, rules
from folkmoot.learning.forms import JoinForm
from folkmoot.learning.models import Learner, Run
from folkmoot.learning.views.answers import show
from folkmoot.organising.own_door import neighbour_asking
from folkmoot.people.http import account_of


@door(Run)
@never_cache
@sensitive_post_parameters()
@require_http_methods(METHODS)
def join(request: HttpRequest, run: Run) -> HttpResponse:
    """Sign up; no account, and no address unless one wants to be told."""
    now = clock.now()
    row = queries.run_row(run, at=now)
    if why := rules.why_not_sign_up(run, is_over=row.is_over):
        return refused(request, why)
    form = JoinForm(posted(request), childcare=queries.minds_children(run), at=now)
    if form.is_bound and form.is_valid() and (often := comes_too_often(request, "join", at=now)):
        form.add_error(None, often)
    answer = changed(form, lambda: _joined(request, run, form)) if form.is_bound else None
    return answer or show(request, "join", form, place=run.place, run=run, row=row)


def _joined(request: HttpRequest, run: Run, form: JoinForm) -> HttpResponse:
    at = clock.now()
    neighbour = neighbour_asking(request, at)  # whoever has opened their own page finds it there
    if neighbour is not None and neighbour.place_id != run.place.pk:
        neighbour = None
    _, secret = actions.sign_up(run=run, wish=form.wish(neighbour), by=account_of(request), at=at)
    return done(request, "Thank you. This is your page.", redirect("learning:mine", secret))


@open_door
@never_cache
@sensitive_variables("secret")
@require_GET
def mine(request: HttpRequest, secret: str) -> HttpResponse:
    """One's own page: whether one has a place, when it is, what one has completed."""
    learner = queries.learner_by_secret(secret)
    if learner is None:
        return show(request, "gone")
    at = clock.now()
    own = queries.own_of(learner, at=at)
    link = f"{settings.SITE_ADDRESS}{reverse('learning:mine', args=[secret])}"
    return show(
        request,
        "mine",
        place=learner.run.place,
        run=learner.run,
        learner=learner,
        own=own,
        secret=secret,
        link=link,
        picture=segno.make(link, error="m").svg_data_uri(scale=4, border=2),
        why_not_leave=rules.why_not_leave(learner, is_over=own.row.is_over),
        now=at,
    )


@open_door
@require_POST
@sensitive_variables("secret")
def leave(request: HttpRequest, secret: str) -> HttpResponse:
    """Give the place back."""
    learner = _whose(secret)
    return then(
        request,
        lambda at: actions.leave(learner=learner, by=account_of(request), at=at),
        "Given back. Thank you: the next person gets it.",
        redirect("learning:mine", secret),
    )


@open_door
@require_POST
@sensitive_variables("secret")
def forget(request: HttpRequest, secret: str) -> HttpResponse:
    """Take one's name back."""
    learner = _whose(secret)
    return then(
        request,
        lambda at: actions.forget_learner(learner=learner, by=account_of(request), at=at),
        "We have forgotten who you are.",
        redirect("learning:course", learner.run.course.ref),
    )


@open_door
@never_cache
@require_GET
@sensitive_variables("secret")
def my_certificate(request: HttpRequest, secret: str) -> HttpResponse:
    """One's own certificate, to print."""
    learner = _whose(secret)
    row = queries.learner_row(learner)
    if not row.has_completed:
        raise Http404
    run = learner.run
    return show(
        request, "certificate", place=run.place, run=run, completion=row.completion, now=clock.now()
    )


def _whose(secret: str) -> Learner:
    learner = queries.learner_by_secret(secret)
    if learner is None:
        raise Http404
    return learner
