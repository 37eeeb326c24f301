"""Opening the box, counting, looking, publishing."""

from django.http import HttpResponse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from folkmoot.deciding import actions, rules
from folkmoot.deciding.forms.running.officers import BoxForm
from folkmoot.deciding.models import Decision, Stage
from folkmoot.deciding.queries import running as queries
from folkmoot.deciding.queries.results import result_of
from folkmoot.deciding.views.running.answers import (
    METHODS,
    changed,
    done,
    on_to,
    or_why_not,
    posted,
    run_page,
    status_of,
)
from folkmoot.deciding.views.voting_answers import private_page
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import may
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.people.http import SignedInRequest

NOT_COUNTED = "The votes have not been counted yet."


@door(Decision, Permission.DECISION_COUNT)
@private_page
@require_http_methods(METHODS)
@sensitive_variables()
def count(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """As many passphrases as open the box, typed on one screen; then the count."""
    if decision.counted_at:
        return on_to("run_look", decision)
    needed, officers = decision.keys_needed, queries.officers_of(decision)
    form = BoxForm(posted(request), officers=officers, needed=needed)
    why_not = rules.why_not_count(decision)

    def open_the_box() -> HttpResponse:
        actions.count_votes(
            decision=decision,
            passphrases=form.cleaned_data["passphrases"],
            by=request.user,
            at=clock.now(),
        )
        said = "The box is open and the votes are counted."
        return done(request, said, on_to("run_look", decision))

    def whose(refusal: Refused) -> str | None:
        if not isinstance(refusal, actions.WrongPassphrase):
            return None
        return f"officer_{officers.index(refusal.officer)}"

    if answer := changed(form, open_the_box, where=whose):
        return answer
    return run_page(
        request,
        decision,
        "count",
        form=form,
        n_officers=len(officers),
        tallies=queries.tallies_of(decision),
        why_not=why_not,
        status=status_of(form),
    )


@door(Decision, Permission.DECISION_COUNT)
@private_page
@require_GET
def look(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """What came out, for those who counted, before anyone else sees it."""
    return _summary(request, decision)


@door(Decision, Permission.DECISION_PUBLISH)
@private_page
@require_http_methods(METHODS)
@or_why_not
def publish(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """The same, with the button that lets everyone see it."""
    if request.method == "POST":
        actions.publish_result(decision=decision, by=request.user, at=clock.now())
        return done(request, "The result is public.", on_to("decision", decision))
    return _summary(request, decision)


def _summary(request: SignedInRequest, decision: Decision) -> HttpResponse:
    if decision.stage not in {Stage.COUNTED, Stage.PUBLISHED}:
        return refused(request, NOT_COUNTED)
    at = clock.now()
    return run_page(
        request,
        decision,
        "look",
        result=result_of(decision),
        may_publish=may(request.user, Permission.DECISION_PUBLISH, within=decision.scope, at=at),
        who_publishes=queries.team_of(decision.place, at).who(Permission.DECISION_PUBLISH),
        why_not=rules.why_not_publish(decision),
    )
