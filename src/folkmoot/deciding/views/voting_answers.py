"""What the voter's pages share: nothing is kept of them, and a closed door has a way on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from folkmoot.deciding import passes, rules
from folkmoot.deciding.actions.casting import NAME_ALONE
from folkmoot.deciding.actions.holding import TAKEN_BACK
from folkmoot.deciding.models import TAKEN_FROM_AFAR, Channel, Decision, RollEntry, Stage, Standing
from folkmoot.deciding.queries.voting import envelope_for_receipt
from folkmoot.kernel import clock
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.words import deadline, moment

View = Callable[..., HttpResponseBase]
BALLOT_TOO_LATE = (
    "your ballot reached us. So it was not cast, and we are sorry. Nothing of what you chose is "
    "kept here."
)
CHANGE_TOO_LATE = (
    "your change reached us. So the ballot you had cast stays in the box, as it was. Nothing of "
    "what you chose now is kept here."
)


def private_page(view: View) -> View:
    """No copy of the page anywhere, not even in the browser; no search engine; and should it
    fail, the report of the failure does not say what was typed.

    No proxy packs it either: its pages are of one size, whatever is on a ballot, so that a log
    that tells how long an answer was does not tell what was chosen. Packed they would not be.
    """

    @wraps(view)
    def answered(request: HttpRequest, *given: Any, **named: Any) -> HttpResponseBase:
        response = view(request, *given, **named)
        response["X-Robots-Tag"] = "noindex"
        response["Content-Encoding"] = "identity"
        patch_cache_control(response, no_transform=True)
        return response

    private: View = never_cache(sensitive_post_parameters()(answered))
    return private


@dataclass(frozen=True, slots=True)
class Booth:
    """Someone who may vote, with the pass that says so."""

    held: passes.Pass
    entry: RollEntry

    @property
    def changes(self) -> bool:
        """Whether a ballot that is in the box is to be changed."""
        return bool(self.held.replaces)

    @property
    def doubt(self) -> str:
        """Why this vote will have to be settled by people; "" when it counts as it is."""
        if self.held.seen_by and rules.makes_way(self.entry.decision, self.entry):
            return ""
        if self.entry.standing == Standing.PROVISIONAL:
            return self.entry.why_provisional
        from_afar = self.held.channel in TAKEN_FROM_AFAR and not self.entry.has_voted
        return NAME_ALONE if from_afar and self.entry.is_by_name else ""


def pass_shown(request: HttpRequest, decision: Decision) -> passes.Pass | HttpResponse:
    """The pass in the voter's browser, or the answer to someone who has none that is good."""
    at = clock.now()
    held = passes.held_pass(request, decision, at=at)
    in_hall = held is not None and held.channel == Channel.HALL
    if rules.why_not_cast_now(decision, at=at, in_hall=in_hall):
        return _too_late(request, decision, held)
    if held is None:
        if slip := passes.shown_slip(request, decision, at=at):
            return _receipt_again(request, decision, slip)
        return closed_ballot(request, decision) if request.method == "POST" else _begin(decision)
    return held


def booth(request: HttpRequest, decision: Decision) -> Booth | HttpResponse:
    """The voter with their pass, or the answer to someone who may not go on."""
    held = pass_shown(request, decision)
    if not isinstance(held, passes.Pass):
        return held
    entry = decision.roll.filter(pk=held.entry_id).first()
    if entry is None:
        return taken_back(request, decision)
    entry.decision = decision
    if slip := _cast_already(decision, entry, held):
        return with_receipt(decision, slip)
    if why := rules.why_not_cast(
        decision,
        entry,
        changes=bool(held.replaces),
        at=clock.now(),
        in_hall=held.channel == Channel.HALL,
        seen=held.seen_by is not None,
    ):
        return refused_voter(request, decision, entry, why)
    return Booth(held, entry)


def _too_late(request: HttpRequest, decision: Decision, held: passes.Pass | None) -> HttpResponse:
    """Voting closed while somebody had a ballot before them: whether it is in, to the word."""
    if held is None:
        slip = passes.shown_slip(request, decision, at=clock.now())
        return _receipt_again(request, decision, slip) if slip else closed(request, decision)
    entry = decision.roll.filter(pk=held.entry_id).first()
    if entry is None or decision.stage in {Stage.DRAFT, Stage.ABANDONED}:
        return closed(request, decision)
    if slip := _cast_already(decision, entry, held):
        return with_receipt(decision, slip)
    what = CHANGE_TOO_LATE if held.replaces else BALLOT_TOO_LATE
    why = f"Voting closed on {deadline(decision.votes_until)}, before {what}"
    response = shut(request, decision, why)
    passes.take_back(response, decision)
    return response


def _receipt_again(request: HttpRequest, decision: Decision, slip: passes.Slip) -> HttpResponse:
    """The receipt, which says so when a second window tried to cast after the first had."""
    if request.method == "POST":
        return with_receipt(decision, replace(slip, again=True))
    return redirect("deciding:receipt", decision.ref)


def admitted(decision: Decision, held: passes.Pass) -> HttpResponse:
    """On to the ballot paper, with a pass."""
    response = redirect("deciding:ballot", decision.ref)
    passes.keep(response, decision, held, at=clock.now())
    passes.hide_slip(response, decision)
    return response


def with_receipt(decision: Decision, slip: passes.Slip) -> HttpResponse:
    """On to the receipt."""
    response = redirect("deciding:receipt", decision.ref)
    passes.show(response, decision, slip, at=clock.now())
    return response


def where_to_help(request: HttpRequest, decision: Decision) -> str:
    """The way on for whoever took somebody's vote here; "" for voters themselves."""
    may = permissions_of(request.user, within=decision.scope, at=clock.now())
    helps = Permission.BALLOT_TAKE in may
    return reverse("deciding:run_help", args=[decision.ref]) if helps else ""


def closed(request: HttpRequest, decision: Decision) -> HttpResponse:
    """No votes are taken now: why, and what one can do instead."""
    why = rules.why_not_cast_now(decision, at=clock.now())
    if decision.stage == Stage.DRAFT and decision.opens_at:
        why = f"{why} It opens on {moment(decision.opens_at)}."
    return shut(request, decision, why)


def taken_back(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The line on the roll is gone: its batch of codes was withdrawn."""
    return shut(request, decision, TAKEN_BACK)


def refused_voter(
    request: HttpRequest, decision: Decision, entry: RollEntry, why: str
) -> HttpResponse:
    """No vote from this voter: it is in already, and can be changed; or it cannot be taken."""
    if entry.standing == Standing.REFUSED:
        return shut(request, decision, why, title="This vote cannot be taken")
    steps = [
        ("Change my ballot with the receipt code", _page("change", decision)),
        ("Check that my ballot is in", _page("check", decision)),
    ]
    return shut(request, decision, why, steps=steps, title="This vote has been used")


def closed_ballot(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The pass ended while the voter was away."""
    return shut(
        request,
        decision,
        "You were away for more than two hours, so we closed your ballot to keep it private. "
        "Nothing was cast.",
        steps=[("Begin again", _page("vote", decision))],
        title="Your ballot was closed",
    )


def shut(
    request: HttpRequest,
    decision: Decision,
    why: str,
    *,
    steps: list[tuple[str, str]] | None = None,
    title: str = "",
) -> HttpResponse:
    """The closed door: one kind sentence, and the right next step."""
    over = decision.waits_for_count(clock.now())
    stage = Stage.CLOSED if over else Stage(decision.stage)
    context = {
        "decision": decision,
        "why": why,
        "title": title or _TITLES.get(stage, "Not now"),
        "steps": _STEPS[stage](decision) if steps is None else steps,
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "deciding/voting/shut.html", context, status=status)


def _begin(decision: Decision) -> HttpResponse:
    return redirect("deciding:vote", decision.ref)


def _cast_already(decision: Decision, entry: RollEntry, held: passes.Pass) -> passes.Slip | None:
    """The receipt of the ballot this very pass has cast, when its answer was lost on the way."""
    if not entry.has_voted:
        return None
    envelope = envelope_for_receipt(decision, held.gives)
    if envelope is None or envelope.entry_id != entry.pk:
        return None
    provisional = entry.standing == Standing.PROVISIONAL
    return passes.Slip(decision.pk, held.gives, envelope.mark, provisional, again=True)


def _page(name: str, decision: Decision) -> str:
    return reverse(f"deciding:{name}", args=[decision.ref])


def _after_close(decision: Decision) -> list[tuple[str, str]]:
    return [
        ("Check that my ballot is in", _page("check", decision)),
        ("See how the decision stands", _decision_page(decision)),
    ]


def _after_result(decision: Decision) -> list[tuple[str, str]]:
    return [
        ("See what was decided", _decision_page(decision)),
        ("See how my share was spent", _page("my_share", decision)),
        ("Check that my ballot was in the list", _page("check", decision)),
    ]


def _about_it(decision: Decision) -> list[tuple[str, str]]:
    return [("Read what it is about", _decision_page(decision))]


def _while_open(decision: Decision) -> list[tuple[str, str]]:
    return [("Begin again", _page("vote", decision))]


def _decision_page(decision: Decision) -> str:
    return _page("vote", decision).removesuffix("vote/")


_TITLES = {
    Stage.DRAFT: "Voting has not opened",
    Stage.CLOSED: "Voting has closed",
    Stage.COUNTING: "Voting has closed",
    Stage.COUNTED: "Voting has closed",
    Stage.PUBLISHED: "Voting has closed",
    Stage.ABANDONED: "This vote was called off",
}
_STEPS = {
    Stage.DRAFT: _about_it,
    Stage.OPEN: _while_open,
    Stage.CLOSED: _after_close,
    Stage.COUNTING: _after_close,
    Stage.COUNTED: _after_close,
    Stage.PUBLISHED: _after_result,
    Stage.ABANDONED: _about_it,
}
