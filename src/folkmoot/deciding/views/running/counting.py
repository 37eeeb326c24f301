"""Opening the box, counting, looking, publishing."""

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.deciding import actions, rules
from folkmoot.deciding.forms.running.officers import BoxForm
from folkmoot.deciding.models import Decision
from folkmoot.deciding.queries import counting as counts
from folkmoot.deciding.queries import running as queries
from folkmoot.deciding.queries.results import result_of
from folkmoot.deciding.queries.teams import team_of
from folkmoot.deciding.views.running.answers import on_to, run_page
from folkmoot.deciding.views.voting_answers import private_page
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import may
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.jobs.queries import ended_within
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, changed, done, or_why_not, posted, status_of
from folkmoot.people.http import SignedInRequest


@door(Decision, Permission.DECISION_COUNT)
@private_page
@require_http_methods(METHODS)
@sensitive_variables()
def count(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """As many passphrases as open the box, typed on one screen; then the count."""
    if decision.is_box_open:
        return on_to("run_counting", decision)
    needed, officers = decision.keys_needed, queries.officers_of(decision)
    form = BoxForm(posted(request), officers=officers, needed=needed)
    why_not = rules.why_not_count(decision)

    def open_the_box() -> HttpResponse:
        actions.open_box(
            decision=decision,
            passphrases=form.cleaned_data["passphrases"],
            by=request.user,
            at=clock.now(),
        )
        return _when_counted(request, decision)

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


def _when_counted(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """A small count has ended before one has seen that it began; a large one has a page."""
    job = counts.count_job(decision)
    if job is not None and ended_within(job, settings.SECONDS_FOR_JOBS):
        said = "The box is open and the votes are counted."
        return done(request, said, on_to("run_look", decision))
    return on_to("run_counting", decision)


@door(Decision, Permission.DECISION_COUNT)
@private_page
@require_GET
def counting(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """How far the count is; once it is done, what came out."""
    if decision.counted_at:
        return on_to("run_look", decision)
    if not decision.is_box_open:
        return on_to("run_count", decision)
    return run_page(
        request,
        decision,
        "counting",
        count=counts.count_under_way(decision, clock.now()),
        n_ballots=decision.opened_box.n_ballots,
        is_still="still" in request.GET,
    )


@door(Decision, Permission.DECISION_COUNT)
@require_POST
@or_why_not
def stop(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Stop the count; it can be begun again."""
    actions.stop_count(decision=decision, by=request.user, at=clock.now())
    return on_to("run_counting", decision)


@door(Decision, Permission.DECISION_COUNT)
@require_POST
@or_why_not
def again(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Begin the count again."""
    actions.count_again(decision=decision, by=request.user, at=clock.now())
    return _when_counted(request, decision)


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
    if why_not := rules.why_not_look(decision):
        return refused(request, why_not)
    at = clock.now()
    return run_page(
        request,
        decision,
        "look",
        result=result_of(decision),
        may_publish=may(request.user, Permission.DECISION_PUBLISH, within=decision.scope, at=at),
        who_publishes=team_of(decision.place, at).who(Permission.DECISION_PUBLISH),
        why_not=rules.why_not_publish(decision),
    )
