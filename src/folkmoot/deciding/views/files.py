"""What it takes to check a decision: its frozen content, its ballots, its result."""

import io
import json
import zipfile
from decimal import Decimal
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from folkmoot.deciding.analysis import recount_file
from folkmoot.deciding.models import Count, Decision, Option
from folkmoot.deciding.queries.certificates import certificate_in_full
from folkmoot.deciding.queries.limits import limits_of
from folkmoot.deciding.queries.results import Result, result_of
from folkmoot.kernel.access.door import door
from folkmoot.kernel.sheets.cells import Value
from folkmoot.kernel.sheets.writing import as_csv


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
    heads = ("number", "title", "cost", "votes", "effective_support_percent", "funded", "why")
    rows: list[tuple[Value, ...]] = []
    for row in result.rows:
        option, funded = row.option, "yes" if row.funded else "no"
        rows.append((*_known_of(option), row.votes, row.support_percent, funded, row.why))
    for option in result.struck_out:
        why = f"Struck out after voting opened: {option.veto_reason}"
        rows.append((*_known_of(option), None, None, "struck out", why))
    return as_csv(heads, rows)


def _known_of(option: Option) -> tuple[int, str, Decimal]:
    return option.number, option.title, Decimal(option.cost_pence).scaleb(-2)
