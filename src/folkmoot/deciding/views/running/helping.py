"""Helping people vote: on the telephone, at a desk in the hall."""

from uuid import UUID

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.deciding import actions, letters, rules
from folkmoot.deciding.forms.running.helping import FindForm, PersonForm
from folkmoot.deciding.models import Channel, Decision, RollEntry, Standing
from folkmoot.deciding.passes import Pass
from folkmoot.deciding.queries import helping as queries
from folkmoot.deciding.queries.voting import doubt_about_name
from folkmoot.deciding.views.running.answers import METHODS, changed, posted, run_page, status_of
from folkmoot.deciding.views.running.roll import vote_address
from folkmoot.deciding.views.voting_answers import admitted, private_page
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.people.http import SignedInRequest

HELPED = {Channel.PHONE.value: Channel.PHONE, Channel.HALL.value: Channel.HALL}
MOST_ON_A_SHEET = 5000
CODE_SHOWN, A_CALL = "deciding.code-shown", 2 * 60 * 60  # seconds
BLANK_LINES = 20


@door(Decision, Permission.BALLOT_TAKE)
@private_page
@require_http_methods(METHODS)
@sensitive_variables()
def find(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Find someone on the roll, by code, number, or name and postcode."""
    form = FindForm(posted(request))
    found: list[RollEntry] | None = None
    told_code = False
    if form.is_valid():
        given = form.cleaned_data
        told_code = bool(given["code"]) and not given["code"].strip().isdecimal()
        if given["code"]:
            found = queries.entries_for_code(decision, given["code"])
        else:
            found = queries.entries_for_name(decision, given["name"], given["postcode"])
    at = clock.now()
    closed = rules.why_not_cast_now(decision, at=at)
    people = [
        (
            each,
            rules.why_not_cast(decision, each, changes=False, at=at)
            or rules.why_not_help(each, told_code=told_code),
            _shown(each) if told_code else "",
        )
        for each in found or []
    ]
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
    told_code = _was_shown(request.POST.get("shown", ""), entry)
    if why_not := (
        rules.why_not_cast(decision, entry, changes=False, at=clock.now())
        or rules.why_not_help(entry, told_code=told_code)
    ):
        return refused(request, why_not)
    actions.note_help(decision=decision, by=request.user, at=clock.now())
    return admitted(decision, Pass.to(entry, channel=channel))


@door(Decision, Permission.BALLOT_TAKE)
@private_page
@require_http_methods(METHODS)
def claim(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Someone on the telephone who is not on the roll, and lives here."""
    why_not = rules.why_not_claim(decision, at=clock.now())
    form = PersonForm(posted(request))

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


def _facts(decision: Decision, form: PersonForm, why_not: str) -> dict[str, str]:
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
