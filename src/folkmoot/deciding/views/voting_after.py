"""After a ballot is cast: changing it, finding it in the box or the list, and its share."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from folkmoot.deciding import passes, patience, rules
from folkmoot.deciding.ballots import shown_mark
from folkmoot.deciding.forms.paper import Paper
from folkmoot.deciding.forms.voting import MarkForm, ReceiptForm
from folkmoot.deciding.models import Decision, Envelope, RollEntry, Stage
from folkmoot.deciding.queries import voting as queries
from folkmoot.deciding.queries.shares import spent_share
from folkmoot.deciding.views.voting_answers import admitted, closed, private_page, shut
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.ui.answers import refused

METHODS = ["GET", "HEAD", "POST"]
NO_SUCH_RECEIPT = (
    "We do not know that receipt code. If you changed your ballot, only the newest receipt is good."
)
LISTED = frozenset({Stage.CLOSED, Stage.COUNTING, Stage.COUNTED, Stage.PUBLISHED})


@door(Decision)
@private_page
@require_http_methods(METHODS)
def change(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Show the receipt and choose again; what was chosen before stays sealed."""
    if rules.why_not_cast_now(decision, at=clock.now()):
        return closed(request, decision)
    form = ReceiptForm(request.POST or None)
    if known := _known_receipt(request, decision, form):
        held = passes.Pass.to(known[0], replaces=form.cleaned_data["receipt"])
        return admitted(decision, held)
    return render(
        request,
        "deciding/voting/change.html",
        {"decision": decision, "form": form},
        status=422 if form.errors else 200,
    )


@door(Decision)
@private_page
@require_http_methods(METHODS)
def check(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Is my ballot in? While voting is open by receipt code; afterwards in the list."""
    if decision.stage in LISTED:
        return _check_list(request, decision)
    if decision.stage != Stage.OPEN:
        return closed(request, decision)
    form, found = ReceiptForm(request.POST or None), None
    if known := _known_receipt(request, decision, form):
        entry, envelope = known
        found = {"standing": entry.standing, "mark": shown_mark(envelope.mark)}
    context = {"decision": decision, "form": form, "found": found}
    return render(
        request, "deciding/voting/check_box.html", context, status=422 if form.errors else 200
    )


@door(Decision)
@require_GET
def envelopes(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The marks of all envelopes, sorted, one a line."""
    if decision.stage not in LISTED:
        return refused(request, "The list of envelopes is published when voting closes.")
    listed = f"{decision.envelope_list}\n" if decision.envelope_list else ""
    return HttpResponse(listed, content_type="text/plain; charset=utf-8")


@door(Decision)
@private_page
@require_http_methods(METHODS)
def my_share(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Tick again what you chose, and see where your share went. Nothing of it is kept."""
    if not decision.is_public_result:
        why = rules.why_not_cast_now(decision, at=clock.now())
        if decision.stage != Stage.ABANDONED:
            why = "The result is not published yet. Your share can be shown once it is."
        return shut(request, decision, why)
    options = queries.options_of(decision)
    paper, share = Paper.blank(decision, options), None
    if request.method == "POST":
        paper = Paper.read(decision, options, request.POST)
        share = None if paper.why_not else spent_share(decision, options, paper.choices)
    context = {"decision": decision, "paper": paper, "share": share}
    status = 422 if paper.why_not else 200
    return render(request, "deciding/voting/my_share.html", context, status=status)


@dataclass(frozen=True, slots=True)
class _Listed:
    found: queries.FoundMark
    typed: str


def _check_list(request: HttpRequest, decision: Decision) -> HttpResponse:
    form, listed = MarkForm(request.POST or None), None
    if form.is_valid():
        mark = form.cleaned_data["mark"]
        listed = _Listed(queries.find_mark(decision, mark), shown_mark(mark))
    context = {"decision": decision, "form": form, "listed": listed}
    return render(
        request, "deciding/voting/check_list.html", context, status=422 if form.errors else 200
    )


def _known_receipt(
    request: HttpRequest, decision: Decision, form: ReceiptForm
) -> tuple[RollEntry, Envelope] | None:
    """The voter and envelope of the receipt somebody typed; if none, the form says so."""
    if not form.is_valid():
        return None
    envelope = queries.envelope_for_receipt(decision, form.cleaned_data["receipt"])
    if envelope is None or envelope.entry is None:
        form.add_error("receipt", patience.after_wrong_code(request) or NO_SUCH_RECEIPT)
        return None
    return envelope.entry, envelope
