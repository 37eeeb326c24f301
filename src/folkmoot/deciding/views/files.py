"""What it takes to check a decision: its frozen content, its ballots, its result."""

import csv
import io
import json
import zipfile
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from folkmoot.deciding.analysis import recount_file
from folkmoot.deciding.models import Count, Decision
from folkmoot.deciding.queries.certificates import certificate_in_full
from folkmoot.deciding.queries.limits import limits_of
from folkmoot.deciding.queries.results import Result, result_of
from folkmoot.kernel.access.door import door


@door(Decision)
@require_GET
def frozen(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Everything that was fixed at opening, byte for byte as it was hashed."""
    if not decision.frozen:
        raise Http404
    return _file(decision.frozen.encode(), "application/json", f"{decision.ref}-frozen.json")


@door(Decision)
@require_GET
def ballots(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The ballots as a Pabulib file, in an order that says nothing about who cast them."""
    data = recount_file(decision, _published(decision))
    return _file(data, "text/plain; charset=utf-8", f"{decision.ref}.pb")


@door(Decision)
@require_GET
def result_csv(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The result as a table."""
    _published(decision)
    result = result_of(decision)
    assert result is not None  # published decisions have a count
    return _file(_table(result), "text/csv; charset=utf-8", f"{decision.ref}-result.csv")


@door(Decision)
@require_GET
def recount_pack(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Everything anyone needs to count again with one command."""
    count = _published(decision)
    result = result_of(decision)
    assert result is not None
    context = {
        "decision": decision,
        "count": count,
        "struck_out": result.struck_out,
        "limits": limits_of(decision),
    }
    parts = {
        "README.txt": render_to_string("deciding/public/recount.txt", context).encode(),
        "ballots.pb": recount_file(decision, count),
        "frozen.json": decision.frozen.encode(),
        "outcome.json": _json(count.outcome),
        "certificate.json": _json(certificate_in_full(count)),
        "result.csv": _table(result),
        "envelopes.txt": (decision.envelope_list + "\n").encode(),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in parts.items():
            # The same pack, byte for byte, whenever it is asked for.
            pack.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return _file(packed.getvalue(), "application/zip", f"{decision.ref}-recount.zip")


def _published(decision: Decision) -> Count:
    """The count, through the one gate that every page and file shares."""
    if not decision.is_public_result:
        raise Http404
    return Count.objects.get(decision=decision)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def _table(result: Result) -> bytes:
    text = io.StringIO(newline="")
    line = csv.writer(text).writerow
    line(["number", "title", "cost", "votes", "effective_support_percent", "funded", "why"])
    for row in result.rows:
        cost = f"{row.option.cost_pence / 100:.2f}"
        funded = "yes" if row.funded else "no"
        number, title = row.option.number, _not_a_formula(row.option.title)
        line([number, title, cost, row.votes, row.support_percent, funded, row.why])
    for option in result.struck_out:
        why = f"Struck out after voting opened: {option.veto_reason}"
        cost, title = f"{option.cost_pence / 100:.2f}", _not_a_formula(option.title)
        line([option.number, title, cost, "", "", "struck out", why])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _not_a_formula(text: str) -> str:
    """A title that a spreadsheet would run as a formula is shown as the text it is."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
