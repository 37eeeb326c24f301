"""The team's own pages of a gathering: who is invited, the sheet for the door, what came of it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.gatherings import actions, queries, rules
from folkmoot.gatherings.forms import InviteForm, ReportForm
from folkmoot.gatherings.models import Gathering, GatheringStage, Guest, Reply, Report
from folkmoot.gatherings.views.answers import show, to_gathering
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, changed, done, made, posted, then
from folkmoot.people.http import SignedInRequest

EMPTY_LINES = range(14)
EXPECTED = {Reply.COMING, Reply.PERHAPS, Reply.ASKED}


@door(Gathering, Permission.GATHERING_HOLD)
@never_cache
@require_http_methods(METHODS)
def guests(request: SignedInRequest, gathering: Gathering) -> HttpResponse:
    """Who is invited, who comes, what they need; and inviting more."""
    form = InviteForm(posted(request))
    answer = changed(form, lambda: _invited(request, gathering, form)) if form.is_bound else None
    return answer or show(
        request,
        "guests",
        form,
        place=gathering.place,
        gathering=gathering,
        listed=queries.guest_list(gathering),
        may_invite=gathering.stage == GatheringStage.ANNOUNCED and gathering.ends_at > clock.now(),
        replies=[(each.value, each.label) for each in Reply if each != Reply.ASKED],
    )


def _invited(request: SignedInRequest, gathering: Gathering, form: InviteForm) -> HttpResponse:
    people = form.cleaned_data["people"]
    n_new = actions.invite(gathering=gathering, invited=people, by=request.user, at=clock.now())
    left = len(people) - n_new
    said = f"{n_new} invited." + (
        f" {left} not: they are on the list already, or said no to news or invitations from here."
        if left
        else ""
    )
    return done(request, said, redirect("gatherings:guests", gathering.ref))


@door(Guest, Permission.GATHERING_HOLD)
@require_POST
def guest_reply(request: SignedInRequest, guest: Guest) -> HttpResponse:
    """What somebody said at a door or on the telephone."""
    reply = request.POST.get("reply", "")
    if reply not in set(Reply) - {Reply.ASKED}:
        return refused(request, "Choose what they answered.", status=422)
    return then(
        request,
        lambda at: actions.note_reply(guest=guest, reply=reply, by=request.user, at=at),
        "Kept.",
        redirect("gatherings:guests", guest.gathering.ref),
    )


@door(Gathering, Permission.GATHERING_HOLD)
@require_http_methods(METHODS)
def report(request: SignedInRequest, gathering: Gathering) -> HttpResponse:
    """Who came, by name or by head, and what was said."""
    if why := rules.why_not_report(gathering, Report(), at=clock.now()):
        return refused(request, why)
    listed, agenda = queries.guest_list(gathering).guests, list(gathering.agenda.all())
    before = {
        "came": [str(each.pk) for each in listed if each.came_at],
        "n_counted": gathering.n_counted,
    }
    form = ReportForm(posted(request), guests=listed, agenda=agenda, initial=before)
    answer = made(
        request,
        form,
        lambda at: actions.tell_what_came_of_it(
            gathering=gathering, report=form.report(), by=request.user, at=at
        ),
        "Kept. What was said is on the gathering's page.",
        to_gathering,
    )
    return answer or show(request, "report", form, place=gathering.place, gathering=gathering)


@door(Gathering, Permission.GATHERING_HOLD)
@never_cache
@require_GET
def sheet(request: SignedInRequest, gathering: Gathering) -> HttpResponse:
    """To print: what happens, who is expected, and lines for those who walk in."""
    listed = queries.guest_list(gathering)
    return show(
        request,
        "sheet",
        place=gathering.place,
        gathering=gathering,
        agenda=list(gathering.agenda.all()),
        expected=[each for each in listed.guests if each.reply in EXPECTED],
        needs=listed.needs,
        numbers=listed.numbers,
        lines=EMPTY_LINES,
    )
