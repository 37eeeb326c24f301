"""Helping people vote: on the telephone, at a desk in the hall."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.deciding import actions, letters, rules
from folkmoot.deciding.forms.running.helping import CallerForm, FindForm, PersonForm
from folkmoot.deciding.models import BY_NAME, Channel, Decision, RollEntry, Standing
from folkmoot.deciding.passes import Pass
from folkmoot.deciding.queries import helping as queries
from folkmoot.deciding.queries.voting import doubt_about_name
from folkmoot.deciding.views.running.answers import on_to, run_page
from folkmoot.deciding.views.running.roll import vote_address
from folkmoot.deciding.views.voting_answers import admitted, private_page
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, changed, posted, status_of, then
from folkmoot.people.http import SignedInRequest

HELPED = {Channel.PHONE.value: Channel.PHONE, Channel.HALL.value: Channel.HALL}
MOST_ON_A_SHEET = 5000
CODE_SHOWN, A_CALL = "deciding.code-shown", 2 * 60 * 60  # seconds
BLANK_LINES = 20
HAND_OVER = (
    "They are checked in, and no code of theirs is good any more. Hand them one ballot paper and "
    "one plain envelope; it goes on the pile, unread."
)


@door(Decision, Permission.BALLOT_TAKE)
@private_page
@require_http_methods(METHODS)
@sensitive_variables()
def find(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Find someone on the roll, by code, number, or name and postcode."""
    form = FindForm(posted(request))
    found = _found(decision, form) if form.is_valid() else None
    at = clock.now()
    closed = rules.why_not_cast_now(decision, at=at)
    people = [_person(decision, each, told=told, at=at) for each, told in found or []]
    return run_page(
        request,
        decision,
        "help",
        form=FindForm() if found else form,  # a code that has been found is not shown again
        searched=found is not None,
        people=people,
        why_not=closed,
        why_not_claim=rules.why_not_claim(decision, at=at),
        why_not_admit=rules.why_not_admit(decision, at=at),
        status=status_of(form),
    )


@door(Decision, Permission.BALLOT_TAKE)
@private_page
@require_POST
def take(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Open the ballot paper for someone, on this device."""
    entry = get_object_or_404(RollEntry, decision=decision, pk=_key(request.POST.get("entry", "")))
    channel = HELPED.get(request.POST.get("channel", ""), Channel.PHONE)
    told = _was_shown(request.POST.get("shown", ""), entry)
    if why_not := _why_not_take(decision, entry, channel, told=told, at=clock.now()):
        return refused(request, why_not)
    actions.note_help(decision=decision, by=request.user, at=clock.now())
    seen_by = request.user.pk if _is_seen(entry, channel) else None
    return admitted(decision, Pass.to(entry, channel=channel, seen_by=seen_by))


@door(Decision, Permission.BALLOT_TAKE)
@private_page
@require_POST
def on_paper(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Somebody seen in the hall votes on paper there, in place of the letter they have not got."""
    entry = get_object_or_404(RollEntry, decision=decision, pk=_key(request.POST.get("entry", "")))
    at = clock.now()
    if why_not := rules.why_not_paper_in_hall(decision, entry, at=at):
        return refused(request, why_not)
    actions.note_help(decision=decision, by=request.user, at=at)
    return then(
        request,
        lambda at: actions.check_in_seen(entry=entry, by=request.user, at=at),
        HAND_OVER,
        on_to("run_help", decision),
    )


@door(Decision, Permission.BALLOT_TAKE)
@private_page
@require_http_methods(METHODS)
def claim(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Someone on the telephone who is not on the roll, and lives here."""
    why_not = rules.why_not_claim(decision, at=clock.now())
    form = CallerForm(posted(request))

    def take_their_word() -> HttpResponse:
        facts = _facts(decision, form, why_not)
        entry = actions.claim_by_postcode(
            decision=decision, by=request.user, at=clock.now(), **facts
        )
        return admitted(decision, Pass.to(entry, channel=Channel.PHONE))

    if answer := changed(form, take_their_word):
        return answer
    return run_page(request, decision, "claim", form=form, why_not=why_not, status=status_of(form))


@door(Decision, Permission.BALLOT_TAKE)
@private_page
@require_http_methods(METHODS)
@sensitive_variables()
def hall(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """The desk in the hall: a name, and a slip with a one-time code."""
    why_not = rules.why_not_admit(decision, at=clock.now())
    form = PersonForm(posted(request))

    def give_a_slip() -> HttpResponse:
        facts = _facts(decision, form, why_not)
        entry, code = actions.admit_in_person(
            decision=decision, by=request.user, at=clock.now(), **facts
        )
        slip = letters.Letter.of(entry.number, code, address=vote_address())
        doubt = entry.standing == Standing.PROVISIONAL
        return run_page(request, decision, "slip", slip=slip, doubt=doubt, address=vote_address())

    if answer := changed(form, give_a_slip):
        return answer
    return run_page(request, decision, "hall", form=form, why_not=why_not, status=status_of(form))


@door(Decision, Permission.BALLOT_TAKE)
@private_page
@require_GET
def sheet(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """The roll as a sheet to sign, for a hall without a signal."""
    entries = queries.roll_sheet(decision, MOST_ON_A_SHEET)
    return run_page(request, decision, "sheet", entries=entries, blank_lines=range(BLANK_LINES))


@dataclass(frozen=True, slots=True)
class Person:
    """Someone found on the roll, and how their vote can be taken."""

    entry: RollEntry
    shown: str  # that they told what only they have, for the next page to believe
    why_not_phone: str
    why_not_hall: str
    why_not_paper: str
    waits: bool  # by phone their vote would have to be settled
    makes_way: bool  # what was cast in their name makes way for them, once they are seen


def _found(decision: Decision, form: FindForm) -> list[tuple[RollEntry, bool]]:
    """Who was asked for, each with whether they told what only they have."""
    given = form.cleaned_data
    if given["code"]:
        told = not given["code"].strip().isdecimal()
        return [(each, told) for each in queries.entries_for_code(decision, given["code"])]
    named = queries.entries_for_name(decision, given["name"], given["postcode"])
    return [(each, queries.tells_number(decision, each, given["number"])) for each in named]


def _person(decision: Decision, entry: RollEntry, *, told: bool, at: datetime) -> Person:
    return Person(
        entry=entry,
        shown=_shown(entry) if told else "",
        why_not_phone=_why_not_take(decision, entry, Channel.PHONE, told=told, at=at),
        why_not_hall=_why_not_take(decision, entry, Channel.HALL, told=told, at=at),
        why_not_paper=rules.why_not_paper_in_hall(decision, entry, at=at),
        waits=entry.is_by_name,
        makes_way=entry.has_voted and rules.makes_way(decision, entry),
    )


def _is_seen(entry: RollEntry, channel: Channel) -> bool:
    """Whether being seen in the hall is what shows whose line it is."""
    return channel == Channel.HALL and entry.way in BY_NAME


def _why_not_take(
    decision: Decision, entry: RollEntry, channel: Channel, *, told: bool, at: datetime
) -> str:
    seen = _is_seen(entry, channel)
    why_not = rules.why_not_cast(decision, entry, changes=False, at=at, seen=seen)
    return why_not or rules.why_not_help(entry, told=told, in_hall=channel == Channel.HALL)


def _facts(decision: Decision, form: PersonForm | CallerForm, why_not: str) -> dict[str, str]:
    """What was told of the person; a namesake on the roll is always a doubt."""
    if why_not:
        raise Refused(why_not)
    facts = form.facts()
    facts["doubt"] = facts["doubt"] or doubt_about_name(decision, facts["name"], facts["postcode"])
    return facts


def _key(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _shown(entry: RollEntry) -> str:
    """That this helper was told the code of this line, for the next page to believe."""
    return signing.dumps(str(entry.pk), salt=CODE_SHOWN)


def _was_shown(token: str, entry: RollEntry) -> bool:
    try:
        return bool(signing.loads(token, salt=CODE_SHOWN, max_age=A_CALL) == str(entry.pk))
    except signing.BadSignature:
        return False
