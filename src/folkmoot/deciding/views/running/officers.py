"""Counting officers, and each one's passphrase."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.deciding import actions, rules
from folkmoot.deciding.forms.running.officers import OfficerForm, PassphraseForm
from folkmoot.deciding.models import CountingOfficer, Decision
from folkmoot.deciding.queries import running as queries
from folkmoot.deciding.queries.teams import who_could_count
from folkmoot.deciding.views.running.answers import on_to, run_page
from folkmoot.deciding.views.voting_answers import private_page
from folkmoot.deciding.words import suggested_passphrase
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, changed, done, or_why_not, posted, status_of
from folkmoot.people.http import SignedInRequest


@door(Decision, Permission.DECISION_PREPARE)
@require_http_methods(METHODS)
def officers(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Who holds the passphrases, and who has set theirs."""
    at = clock.now()
    could = who_could_count(decision, at)
    form = OfficerForm(posted(request), could=could)

    def name() -> HttpResponse:
        officer = actions.name_counting_officer(
            decision=decision, account=form.cleaned_data["officer"], by=request.user, at=at
        )
        said = f"{officer.account.shown_name()} is named. Ask them to set their passphrase."
        return done(request, said, on_to("run_officers", decision))

    if answer := changed(form, name):
        return answer
    return run_page(
        request,
        decision,
        "officers",
        form=form,
        could=could,
        officers=queries.officers_of(decision),
        why_not=rules.why_not_change(decision),
        status=status_of(form),
    )


@door(Decision, Permission.DECISION_PREPARE)
@require_POST
@or_why_not
def remove_officer(request: SignedInRequest, decision: Decision, officer: UUID) -> HttpResponse:
    """Take a counting officer off a draft."""
    named = CountingOfficer.objects.select_related("account", "decision")
    found = get_object_or_404(named, decision=decision, pk=officer)
    actions.remove_counting_officer(officer=found, by=request.user, at=clock.now())
    said = f"{found.account.shown_name()} no longer counts in this decision."
    return done(request, said, on_to("run_officers", decision))


@door(Decision, Permission.DECISION_COUNT)
@private_page
@require_http_methods(METHODS)
@sensitive_variables()
def passphrase(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """A counting officer sets their own passphrase; nobody can do it for them."""
    mine = CountingOfficer.objects.filter(decision=decision, account=request.user)
    officer = mine.select_related("decision", "account").first()
    if officer is None:
        return run_page(request, decision, "passphrase_not_named")
    form = PassphraseForm(posted(request), officer=officer)

    def keep_a_lock() -> HttpResponse:
        actions.set_passphrase(
            officer=officer,
            passphrase=form.cleaned_data["passphrase"],
            by=request.user,
            at=clock.now(),
        )
        said = "Your passphrase is set. It is not kept here: keep it safe."
        return done(request, said, on_to("run", decision))

    if answer := changed(form, keep_a_lock):
        return answer
    return run_page(
        request,
        decision,
        "passphrase",
        form=form,
        officer=officer,
        suggested=suggested_passphrase(),
        n_named=decision.counting_officers.count(),
        why_not="" if not rules.why_not_change(decision) else FIXED,
        status=status_of(form),
    )


FIXED = "The passphrases were fixed when voting opened. Yours opens the box after voting closes."
