"""The ballot paper, the look over it, the one step that casts it, and the receipt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.deciding import actions, codes, passes, rules
from folkmoot.deciding.ballots import Choices, as_text, shown_mark
from folkmoot.deciding.forms.paper import Paper, choices_from_page, first_on_paper
from folkmoot.deciding.models import Decision, RollEntry
from folkmoot.deciding.queries.limits import limits_of
from folkmoot.deciding.queries.voting import options_of
from folkmoot.deciding.views.voting_answers import (
    Booth,
    booth,
    pass_shown,
    private_page,
    refused_voter,
    shut,
    where_to_help,
    with_receipt,
)
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.rules import Refused
from folkmoot.people.models import Account

METHODS = ["GET", "HEAD", "POST"]


@door(Decision)
@private_page
@require_http_methods(METHODS)
def ballot(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The ballot paper. Whatever is on it is kept in the voter's own browser."""
    here = booth(request, decision)
    if not isinstance(here, Booth):
        return here
    if request.method == "POST":
        return _filled_in(request, decision, here)
    draft, first = here.held.draft, first_on_paper(here.entry.pk)
    paper = Paper.blank(decision, options_of(decision), draft=draft, starts_at=first)
    return _paper_page(request, here, paper)


@door(Decision)
@private_page
@require_GET
def review(request: HttpRequest, decision: Decision) -> HttpResponse:
    """What is on the ballot, once more, and the button that casts it."""
    here = booth(request, decision)
    if not isinstance(here, Booth):
        return here
    options, draft = options_of(decision), here.held.draft
    if rules.why_not_these_choices(decision, options, draft):
        return redirect("deciding:ballot", decision.ref)
    paper = Paper.blank(decision, options, draft=draft)
    context = {
        "decision": decision,
        "paper": paper,
        "booth": here,
        "carried": as_text(draft),
        "spare": _spare(paper),
    }
    return render(request, "deciding/voting/review.html", context)


@door(Decision, only=("ref", "stage", "abandoned_because", "closes_at"))
@private_page
@require_POST
def cast(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Cast exactly what the page showed, whatever other windows have kept meanwhile.

    Whether the one who holds the pass may vote is asked once, by the action under its lock.
    """
    held = pass_shown(request, decision)
    if not isinstance(held, passes.Pass):
        return held
    choices = choices_from_page(request.POST.get("ballot", ""))
    try:
        receipt = actions.cast_ballot(
            entry=RollEntry(pk=held.entry_id, decision=decision),
            choices=choices,
            channel=held.channel,
            by=None,
            at=clock.now(),
            receipts=actions.Receipts(shown=held.replaces, given=held.gives),
            seen_by=_seen_by(held),
        )
    except Refused as refusal:
        return _not_cast(request, decision, choices, str(refusal))
    slip = passes.Slip(
        decision.pk, receipt.code, receipt.mark, receipt.is_provisional, receipt.again
    )
    return with_receipt(decision, slip)


@door(Decision)
@private_page
@require_GET
def receipt(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The receipt, for ten minutes, in the browser that cast the ballot."""
    slip = passes.shown_slip(request, decision, at=clock.now())
    if slip is None:
        return shut(
            request,
            decision,
            "A receipt is shown for ten minutes after you vote, and then no more, so that "
            "nobody else can read it here. If you wrote it down, it is still good.",
            title="There is no receipt to show",
        )
    context = {
        "decision": decision,
        "slip": slip,
        "code": codes.printed(slip.code),
        "short_mark": shown_mark(slip.mark),
        "helps": where_to_help(request, decision),
    }
    return render(request, "deciding/voting/receipt.html", context)


def _seen_by(held: passes.Pass) -> Account | None:
    """Who has seen the voter in the hall."""
    return Account.objects.filter(pk=held.seen_by).first() if held.seen_by else None


def _not_cast(request: HttpRequest, decision: Decision, choices: Choices, why: str) -> HttpResponse:
    """Back to the paper, when the paper was at fault; else the closed door."""
    here = booth(request, decision)
    if not isinstance(here, Booth):
        return here
    options = options_of(decision)
    if fault := rules.why_not_these_choices(decision, options, choices):
        first = first_on_paper(here.entry.pk)
        paper = Paper.blank(decision, options, draft=choices, starts_at=first, why_not=fault)
        return _paper_page(request, here, paper)
    return refused_voter(request, decision, here.entry, why)


def _filled_in(request: HttpRequest, decision: Decision, here: Booth) -> HttpResponse:
    """Keep what was written, then go where the button pointed."""
    first = first_on_paper(here.entry.pk)
    paper = Paper.read(decision, options_of(decision), request.POST, starts_at=first)
    step = request.POST.get("step", "")
    if step == "keep":
        response = HttpResponse(status=204)
    elif step == "later":
        response = redirect("deciding:vote", decision.ref)
    elif paper.why_not:
        response = _paper_page(request, here, paper)
    else:
        response = redirect("deciding:review", decision.ref)
    held = here.held.with_draft(paper.choices)
    passes.keep(response, decision, held, at=clock.now())
    return response


def _paper_page(request: HttpRequest, here: Booth, paper: Paper) -> HttpResponse:
    limits = limits_of(paper.decision)
    context = {"decision": paper.decision, "paper": paper, "booth": here, "limits": limits}
    status = 422 if paper.why_not else 200
    return render(request, "deciding/voting/ballot.html", context, status=status)


def _spare(paper: Paper) -> str:
    """What the voter could still do and need not: said once, before casting."""
    decision, n_chosen = paper.decision, len(paper.chosen)
    if paper.kind == "POINTS" and (left := decision.points_total - paper.given):
        return f"You have {left} point{'' if left == 1 else 's'} left to give, if you like."
    if decision.max_choices and (left := decision.max_choices - n_chosen) > 0:
        return f"You could choose {left} more, if you like."
    return ""
