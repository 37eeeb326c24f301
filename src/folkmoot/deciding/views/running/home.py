"""The run page: where the decision stands, and the one clear next step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from folkmoot.deciding.models import Decision, Stage
from folkmoot.deciding.queries import running as queries
from folkmoot.deciding.queries.teams import team_of
from folkmoot.deciding.views.running.answers import run_page
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, open_door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.people.http import SignedInRequest

NEXT_STEPS = {
    "prepare": "Go on preparing",
    "officers": "See the counting officers",
    "letters": "Make letters or load the roll",
    "open": "Look at everything and open",
    "voting": "Help people vote",
    "close": "Close the voting",
    "settle": "Settle what is left",
    "count": "Open the box and count",
    "counting": "See how far the count is",
    "look": "Look at the result",
    "publish": "Publish the result",
}


@door(Decision, Permission.DECISION_RUN)
@require_GET
def home(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Ten stations, what is waiting at each, and on whom."""
    at = clock.now()
    may = permissions_of(request.user, within=decision.scope, at=at)
    tallies = queries.tallies_of(decision)
    stations = queries.stations_of(decision, tallies, team_of(decision.place, at), at)
    if decision.stage == Stage.ABANDONED:
        stations = []
    now = next((each for each in stations if each.state == "now"), None)
    mine = queries.officers_of(decision) if decision.stage == Stage.DRAFT else []
    return run_page(
        request,
        decision,
        "run",
        may=may,
        tallies=tallies,
        stations=stations,
        now=now,
        next_step=NEXT_STEPS.get(now.key, "") if now else "",
        may_next=now is not None and now.permission in may,
        wants_passphrase=any(
            each.account_id == request.user.pk and not each.has_passphrase for each in mine
        ),
        is_open=decision.stage == Stage.OPEN,
        takes_votes=decision.takes_votes(at),
        takes_paper=decision.stage in {Stage.OPEN, Stage.CLOSED},
        is_draft=decision.stage == Stage.DRAFT,
        may_strike_out=decision.stage in {Stage.OPEN, Stage.CLOSED},
    )


@open_door
@require_GET
def rules_explained(request: HttpRequest) -> HttpResponse:
    """Each rule in plain words, for whoever has to choose one or defend it."""
    return render(request, "deciding/running/rules.html", {})
