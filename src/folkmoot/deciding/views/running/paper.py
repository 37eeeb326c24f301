"""Paper ballots: checked in, numbered, typed by two people, settled, reconciled."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.deciding import actions, rules
from folkmoot.deciding.ballots import from_text
from folkmoot.deciding.forms.running.opening import ReconcileForm
from folkmoot.deciding.forms.running.paper import (
    ANEW,
    FIRST,
    CheckInForm,
    NumberForm,
    PaperForm,
    SettlePaperForm,
)
from folkmoot.deciding.models import Decision, PaperBallot, PaperTyping
from folkmoot.deciding.queries import paper as queries
from folkmoot.deciding.queries.helping import entries_for_code
from folkmoot.deciding.views.running.answers import on_to, run_page
from folkmoot.deciding.views.voting_answers import private_page
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, changed, done, posted, status_of
from folkmoot.people.http import SignedInRequest

ONE_SAID = (
    "What you say is kept. The paper is settled when a second person has looked at it, signed in "
    "as themselves, and says the same."
)
NOT_ON_ROLL = "Nobody on the roll has that code or number. Put the envelope aside, unopened."


@door(Decision, Permission.BALLOT_TAKE)
@private_page
@require_http_methods(METHODS)
@sensitive_variables()
def check_in(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Check a paper vote in on the roll, by what its outer envelope holds."""
    at, aside = clock.now(), ""
    closed_at = None if decision.takes_votes(at) else decision.votes_until
    form = CheckInForm(posted(request), closed_at=closed_at)
    if form.is_valid():
        found = entries_for_code(decision, form.cleaned_data["code"])
        try:
            if not found:
                raise Refused(NOT_ON_ROLL)
            entry = actions.check_in_paper(
                entry=found[0],
                told_code=form.told_code,
                came_in_time=form.came_in_time,
                by=request.user,
                at=at,
            )
        except Refused as refusal:
            aside = str(refusal)
        else:
            number = f"Number {entry.number}" if entry.number else "That vote"
            said = f"{number} is checked in. Put the inner envelope on the pile."
            return done(request, said, on_to("run_check_in", decision))
    return run_page(
        request,
        decision,
        "check_in",
        form=CheckInForm(closed_at=closed_at) if aside else form,
        aside=aside,
        sheet=queries.sheet_of(decision),
        why_not=rules.why_not_paper_now(decision, came_in_time=True, at=at),
        status=409 if aside else status_of(form),
    )


@door(Decision, Permission.PAPER_TYPE)
@require_GET
def paper(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """How far the papers have come, and what to do next."""
    return _overview(request, decision, NumberForm())


@door(Decision, Permission.PAPER_TYPE)
@require_POST
def number(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Give numbers to papers that were taken out and mixed."""
    form = NumberForm(request.POST)

    def register() -> HttpResponse:
        n_papers = form.cleaned_data["n_papers"]
        made = actions.register_papers(
            decision=decision, n_papers=n_papers, by=request.user, at=clock.now()
        )
        said = f"Write the numbers {made[0].number} to {made[-1].number} on them."
        return done(request, said, on_to("run_paper", decision))

    return changed(form, register) or _overview(request, decision, form)


def _overview(request: SignedInRequest, decision: Decision, form: NumberForm) -> HttpResponse:
    return run_page(
        request,
        decision,
        "paper",
        form=form,
        pile=queries.pile_of(decision),
        mine=queries.papers_for(decision, request.user).count(),
        why_not=rules.why_not_register_papers(decision, 1),
        status=status_of(form),
    )


@door(Decision, Permission.PAPER_TYPE)
@require_GET
def type_next(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """On to the next paper this person may type."""
    after = request.GET.get("after", "")
    last = int(after) if after.isdecimal() and len(after) < 9 else 0
    return _on_to_next(request, decision, last)


@door(Decision, Permission.PAPER_TYPE)
@private_page
@require_http_methods(METHODS)
def type_one(request: SignedInRequest, decision: Decision, paper: int) -> HttpResponse:
    """Type what stands on one paper. What somebody else read is not shown."""
    found = _paper(decision, paper)
    if why_not := rules.why_not_type_paper(found, request.user):
        return refused(request, why_not)
    options = list(decision.options.all())
    form = PaperForm(posted(request), decision=decision, options=options)

    def note_reading() -> HttpResponse:
        agreed = actions.type_paper(paper=found, by=request.user, at=clock.now(), **_reading(form))
        following = _on_to_next(request, decision, found.number)
        return done(request, _typed_sentence(found, agreed=agreed), following)

    if answer := changed(form, note_reading):
        return answer
    return run_page(
        request,
        decision,
        "type",
        form=form,
        paper=found,
        struck=[option for option in options if option.vetoed_at],
        mine=queries.papers_for(decision, request.user).count(),
        status=status_of(form),
    )


@door(Decision, Permission.PAPER_TYPE)
@private_page
@require_http_methods(METHODS)
def settle_one(request: SignedInRequest, decision: Decision, paper: int) -> HttpResponse:
    """Two readings of one paper side by side, and what one person after the other says is right."""
    found = _paper(decision, paper)
    if why_not := rules.why_not_settle_paper(found):
        return refused(request, why_not)
    typings, readings = queries.readings_of(found)
    options = [reading.option for reading in readings]
    form = SettlePaperForm(posted(request), decision=decision, options=options)

    def say() -> HttpResponse:
        agreed = actions.settle_paper(
            paper=found, by=request.user, at=clock.now(), **_settled(form, typings)
        )
        said = f"Paper {found.number} is settled: two of you say the same." if agreed else ONE_SAID
        return done(request, said, on_to("run_paper", decision))

    if answer := changed(form, say):
        return answer
    return run_page(
        request,
        decision,
        "settle_paper",
        form=form,
        paper=found,
        typings=typings,
        readings=readings,
        words=queries.words_on(found, request.user),
        status=status_of(form),
    )


@door(Decision, Permission.PAPER_TYPE)
@require_http_methods(METHODS)
def reconcile(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Checked in against typed, by every way of voting; and why they differ, in writing."""
    form = ReconcileForm(posted(request), initial={"because": decision.reconciliation})

    def write_down() -> HttpResponse:
        because = form.cleaned_data["because"]
        actions.reconcile_paper(decision=decision, because=because, by=request.user, at=clock.now())
        return done(request, "Written down.", on_to("run_reconcile", decision))

    if answer := changed(form, write_down):
        return answer
    return run_page(
        request,
        decision,
        "reconcile",
        form=form,
        sheet=queries.sheet_of(decision),
        why_not=rules.why_not_reconcile(decision),
        status=status_of(form),
    )


def _on_to_next(request: SignedInRequest, decision: Decision, after: int) -> HttpResponse:
    following = queries.next_paper(decision, request.user, after=after)
    if following is None:
        return on_to("run_paper", decision)
    return redirect(reverse("deciding:run_type_one", args=[decision.ref, following.number]))


def _paper(decision: Decision, number: int) -> PaperBallot:
    found = get_object_or_404(PaperBallot, decision=decision, number=number)
    found.decision = decision
    return found


def _typed_sentence(paper: PaperBallot, *, agreed: bool) -> str:
    if agreed:
        return f"Paper {paper.number}: both of you read the same. It is in the box."
    if paper.typings.count() > 1:
        return f"Paper {paper.number} was read differently. Look at it together."
    return f"Paper {paper.number} is typed. Now somebody else must type it."


def _reading(form: PaperForm) -> dict[str, Any]:
    return {"choices": form.cleaned_data["choices"], "is_spoilt": form.cleaned_data["spoilt"]}


def _settled(form: SettlePaperForm, typings: list[PaperTyping]) -> dict[str, Any]:
    """What this person says is right: one of the readings, or what they typed anew."""
    said = form.cleaned_data["reading"]
    if said == ANEW:
        return _reading(form)
    typing = typings[0] if said == FIRST else typings[1]
    choices = form.still_standing(from_text(typing.choices))
    return {"choices": choices, "is_spoilt": typing.is_spoilt}
