"""Doubtful votes: two roll keepers look at each, on their own."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from folkmoot.deciding import actions, rules
from folkmoot.deciding.actions import Look
from folkmoot.deciding.forms.running.roll import LookForm
from folkmoot.deciding.models import Decision
from folkmoot.deciding.queries import doubtful as queries
from folkmoot.deciding.views.running.answers import on_to, run_page
from folkmoot.deciding.views.voting_answers import private_page
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.changes import METHODS, done, posted
from folkmoot.people.http import SignedInRequest

A_PAGE = 25


@door(Decision, Permission.ROLL_KEEP)
@private_page
@require_http_methods(METHODS)
def doubtful(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Votes in doubt that this person has not looked at; what others say of them is not shown."""
    found = queries.to_look_at(decision, request.user)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    given = posted(request)
    rows = [(each, LookForm(given, prefix=str(each.pk))) for each in page]
    if given is not None:
        try:
            if answer := _kept(request, decision, [form for _, form in rows]):
                return answer
        except Refused as refused:
            for _, form in rows[:1]:
                form.add_error(None, str(refused))
    return run_page(
        request,
        decision,
        "doubtful",
        page=page,
        rows=queries.with_neighbours(decision, rows),
        forms=[form for _, form in rows],
        standing=queries.doubt_of(decision),
        settled=queries.settled_of(decision),
        why_not=rules.why_not_settle_now(decision),
        status=422 if given is not None else 200,
    )


def _kept(
    request: SignedInRequest, decision: Decision, forms: list[LookForm]
) -> HttpResponse | None:
    """Keep what was said of each; None while something is to mend."""
    if not all([form.is_valid() for form in forms]):  # all of them, so that each says what it needs
        return None
    looks = [
        Look(form.entry_id, form.cleaned_data["answer"] == LookForm.COUNTS, because)
        for form in forms
        for because in [form.cleaned_data["because"]]
        if form.cleaned_data["answer"]
    ]
    if not looks:
        raise Refused("Say of one vote or more whether it counts.")
    settled = actions.look_at_votes(decision=decision, looks=looks, by=request.user, at=clock.now())
    said = "What you say of one vote is kept." if len(looks) == 1 else f"{len(looks)} looks kept."
    return done(request, f"{said} {_settled(len(settled))}", on_to("run_doubtful", decision))


def _settled(number: int) -> str:
    if not number:
        return "Now somebody else looks, on their own."
    return "It is settled by it." if number == 1 else f"{number} votes are settled."
