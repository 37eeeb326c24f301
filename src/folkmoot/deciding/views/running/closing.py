"""When voting ends: giving people longer, and closing."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from folkmoot.deciding import actions, rules
from folkmoot.deciding.forms.running.closing import CloseForm, ExtendForm
from folkmoot.deciding.models import Decision
from folkmoot.deciding.queries import running as queries
from folkmoot.deciding.views.running.answers import on_to, run_page
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, changed, done, posted, status_of
from folkmoot.kernel.ui.words import deadline, hour
from folkmoot.people.http import SignedInRequest

ANY_REASON = "any reason"


@door(Decision, Permission.DECISION_OPEN)
@require_http_methods(METHODS)
def close(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Take no more votes: after the closing time, or before it with a reason for everyone."""
    at = clock.now()
    early = decision.takes_votes(at) and decision.closes_at is not None
    last = None if early else decision.hall_until
    form = CloseForm(posted(request), early=early)

    def close_now() -> HttpResponse:
        because = form.cleaned_data.get("because", "")
        actions.close_voting(decision=decision, because=because, by=request.user, at=at)
        said = "Voting is closed. The list of envelopes is public."
        return done(request, said, on_to("run", decision))

    if answer := changed(form, close_now):
        return answer
    return run_page(
        request,
        decision,
        "close",
        form=form,
        tallies=queries.tallies_of(decision),
        early=early,
        finish_until="" if last is None or at >= last else hour(last),
        why_not=rules.why_not_close(decision, ANY_REASON, at=at),
        status=status_of(form),
    )


@door(Decision, Permission.DECISION_OPEN)
@require_http_methods(METHODS)
def extend(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Give people longer to vote, with the reason for everyone."""
    at = clock.now()
    form = ExtendForm(posted(request), decision=decision, at=at)

    def give_longer() -> HttpResponse:
        given = form.cleaned_data
        actions.extend_voting(
            decision=decision,
            until=given["until"],
            because=given["because"],
            by=request.user,
            at=at,
        )
        said = f"People can vote until {deadline(given['until'])}. Everyone can read why."
        return done(request, said, on_to("run", decision))

    if answer := changed(form, give_longer):
        return answer
    return run_page(
        request,
        decision,
        "extend",
        form=form,
        why_not=rules.why_not_longer(decision, at=at),
        status=status_of(form),
    )
