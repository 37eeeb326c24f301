"""Limits on what may be funded together: the list, a form to add one, and to mend one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.deciding import actions, rules
from folkmoot.deciding.forms.running.limiting import LimitForm
from folkmoot.deciding.models import Decision, Limit
from folkmoot.deciding.queries.limits import limits_of
from folkmoot.deciding.views.running.answers import on_to, run_page
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, changed, done, or_why_not, posted, status_of
from folkmoot.people.http import SignedInRequest


@door(Decision, Permission.DECISION_PREPARE)
@require_http_methods(METHODS)
def limits(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """What may be funded together: every limit, and a form to add one."""
    form = LimitForm(posted(request), decision=decision, limit=None)

    def add() -> HttpResponse:
        limit = actions.add_limit(
            decision=decision, asked=form.asked(), by=request.user, at=clock.now()
        )
        return done(request, f"The limit “{limit.name}” is set.", on_to("run_limits", decision))

    if answer := changed(form, add):
        return answer
    return run_page(
        request,
        decision,
        "limits",
        form=form,
        limits=limits_of(decision),
        n_options=len(form.listed),
        why_not=rules.why_not_change(decision),
        status=status_of(form),
    )


@door(Decision, Permission.DECISION_PREPARE)
@require_http_methods(METHODS)
def limit(request: SignedInRequest, decision: Decision, limit: int) -> HttpResponse:
    """Change one limit."""
    found = _found(decision, limit)
    form = LimitForm(posted(request), decision=decision, limit=found)

    def save() -> HttpResponse:
        actions.change_limit(limit=found, asked=form.asked(), by=request.user, at=clock.now())
        return done(request, "Saved.", on_to("run_limits", decision))

    if answer := changed(form, save):
        return answer
    return run_page(
        request,
        decision,
        "limit",
        form=form,
        limit=found,
        why_not=rules.why_not_change(decision),
        status=status_of(form),
    )


@door(Decision, Permission.DECISION_PREPARE)
@require_POST
@or_why_not
def remove_limit(request: SignedInRequest, decision: Decision, limit: int) -> HttpResponse:
    """Take a limit away."""
    found = _found(decision, limit)
    actions.remove_limit(limit=found, by=request.user, at=clock.now())
    return done(request, f"The limit “{found.name}” is gone.", on_to("run_limits", decision))


def _found(decision: Decision, key: int) -> Limit:
    found = get_object_or_404(Limit, decision=decision, pk=key)
    found.decision = decision
    return found
