"""Keeping the roll: who may vote, and letters with codes."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.deciding import actions, letters, rules
from folkmoot.deciding.forms.running.roll import CodesForm, RollForm, SearchForm
from folkmoot.deciding.models import CodeBatch, Decision, Way
from folkmoot.deciding.queries import running as queries
from folkmoot.deciding.queries.addresses import addresses_of
from folkmoot.deciding.views.running.answers import on_to, run_page
from folkmoot.deciding.views.voting_answers import private_page
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, changed, done, or_why_not, posted, status_of
from folkmoot.people.http import SignedInRequest


@door(Decision, Permission.ROLL_KEEP)
@require_GET
def roll(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """The roll in numbers, one line of it by its number, and the batches of codes."""
    form = SearchForm(request.GET if "number" in request.GET else None)
    searched = form.is_valid()
    entry = queries.entry_numbered(decision, form.cleaned_data["number"]) if searched else None
    return run_page(
        request,
        decision,
        "roll",
        form=form,
        entry=entry,
        searched=searched,
        tallies=queries.tallies_of(decision),
        batches=queries.batches_of(decision),
        why_not=rules.why_not_enrol(decision, at=clock.now()),
        why_not_codes="" if decision.by_code else NO_CODES,
        why_not_roll="" if decision.by_roll else NO_ROLL,
    )


NO_CODES = "This decision does not use codes in letters. That is set when it is prepared."
NO_ROLL = "This decision does not use a list of names. That is set when it is prepared."


@door(Decision, Permission.ROLL_KEEP)
@require_http_methods(METHODS)
def load(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Load a list of people who may vote: all of it or nothing."""
    form = RollForm(posted(request), request.FILES or None)

    def enrol() -> HttpResponse:
        lines = form.cleaned_data["file"]
        n_new = actions.load_roll(decision=decision, lines=lines, by=request.user, at=clock.now())
        said = f"{n_new} people are new on the roll; {len(lines) - n_new} were there."
        return done(request, said, on_to("run_roll", decision))

    if answer := changed(form, enrol):
        return answer
    why_not = rules.why_not_enrol(decision, at=clock.now())
    return run_page(
        request, decision, "roll_load", form=form, why_not=why_not, status=status_of(form)
    )


@door(Decision, Permission.ROLL_KEEP)
@private_page
@require_http_methods(METHODS)
@sensitive_variables()
def make_codes(request: SignedInRequest, decision: Decision) -> HttpResponseBase:
    """Make codes, and answer with them: this once, on paper or as a file."""
    addresses = addresses_of(decision)
    form = CodesForm(posted(request), decision=decision, addresses=addresses)

    def make() -> HttpResponseBase:
        batch, made = _made(request, decision, form)
        to_print = form.cleaned_data["output"] == CodesForm.LETTERS
        return _letters(request, batch, made) if to_print else _file(batch, made)

    if answer := changed(form, make):
        return answer
    why_not = rules.why_not_enrol(decision, at=clock.now())
    return run_page(
        request,
        decision,
        "codes",
        form=form,
        addresses=addresses,
        why_not=why_not,
        status=status_of(form),
    )


Made = list[tuple[int, str, tuple[str, ...]]]  # number, code, and the lines of an envelope


@sensitive_variables()
def _made(request: SignedInRequest, decision: Decision, form: CodesForm) -> tuple[CodeBatch, Made]:
    """Codes for whoever gets them, or for people on the list with their addresses."""
    given, by, at = form.cleaned_data, request.user, clock.now()
    number, label = given["n_codes"], given["label"]
    if form.is_addressed:
        batch, lines = actions.make_letters(
            decision=decision, n_letters=number, label=label, by=by, at=at
        )
        return batch, [
            (line.number or 0, code, letters.envelope_lines(line.name, line.address, line.postcode))
            for line, code in lines
        ]
    batch, made = actions.make_codes(
        decision=decision, n_codes=number, label=label, way=Way(given["way"]), by=by, at=at
    )
    return batch, [(each, code, ()) for each, code in made]


@sensitive_variables()
def _letters(request: SignedInRequest, batch: CodeBatch, made: Made) -> HttpResponse:
    address = vote_address()
    return run_page(
        request,
        batch.decision,
        "letters",
        batch=batch,
        letters=[
            letters.Letter.of(number, code, address=address, to="\n".join(to))
            for number, code, to in made
        ],
        address=address,
        help_address=settings.HELP_ADDRESS,
    )


@sensitive_variables()
def _file(batch: CodeBatch, made: Made) -> StreamingHttpResponse:
    write = letters.addressed_lines if made[0][2] else letters.printers_lines
    lines = write(made, address=vote_address())
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"codes-{batch.decision.ref}-{made[0][0]}-{made[-1][0]}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@door(Decision, Permission.ROLL_KEEP)
@require_POST
@or_why_not
def withdraw(request: SignedInRequest, decision: Decision, batch: UUID) -> HttpResponse:
    """Take back the codes of a batch that nobody has used."""
    of_this = CodeBatch.objects.select_related("decision")
    found = get_object_or_404(of_this, decision=decision, pk=batch)
    n_withdrawn = actions.withdraw_codes(batch=found, by=request.user, at=clock.now())
    said = f"{n_withdrawn} codes of “{found.label}” are taken back."
    return done(request, said, on_to("run_roll", decision))


def vote_address() -> str:
    """Where a code is typed, as printed on a letter."""
    return f"{settings.SITE_ADDRESS}{reverse('deciding:enter_code')}"
