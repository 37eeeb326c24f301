"""How near an option came, and how firmly an outcome stands, as sentences."""

from collections.abc import Mapping
from typing import Any

from folkmoot.deciding.explaining import people
from folkmoot.deciding.models import FindingKind
from folkmoot.deciding.queries.findings import Findings, Recounts
from folkmoot.kernel.ui.words import money

Near = Mapping[str, Any]


def near_in_short(findings: Findings, number: int, currency: str) -> str:
    """One sentence on what would have been enough; "" while nothing is known."""
    told = []
    if (cheaper := findings.of(FindingKind.CHEAPER, number)) and cheaper["after"] is not None:
        told.append(f"at a cost of {money(cheaper['after'], currency)}")
    more = [
        n
        for kind in (FindingKind.NEWCOMERS, FindingKind.PERSUADED)
        if (found := findings.of(kind, number)) and (n := _more(found)) is not None
    ]
    if more:
        told.append(f"with {min(more):,} more vote{'' if min(more) == 1 else 's'}")
    return f"It would have won {' or '.join(told)}." if told else ""


def near_in_full(findings: Findings, number: int, currency: str) -> list[str]:
    """What would have been enough: a lower cost, new voters, voters who choose it as well."""
    cheaper, newcomers, persuaded = (
        findings.of(kind, number)
        for kind in (FindingKind.CHEAPER, FindingKind.NEWCOMERS, FindingKind.PERSUADED)
    )
    told = [_cheaper(cheaper, currency)] if cheaper else []
    told += [_newcomers(newcomers)] if newcomers else []
    told += [_persuaded(persuaded)] if persuaded else []
    return told


def firmness(recounts: Recounts, number: int, *, funded: bool) -> str:
    """What became of one option when a few ballots were left out."""
    n_won, of = recounts.n_won.get(number, 0), recounts.n_recounts
    if n_won == of:
        return f"It stands firm: it was funded in all {of:,} recounts."
    if not n_won:
        return (
            f"A few ballots would not have changed that: it was funded in none of {of:,} recounts."
        )
    counted = f"it was funded in {n_won:,} of {of:,} recounts."
    if funded and n_won >= 0.95 * of:
        return f"It stands rather firm: {counted}"
    if not funded and n_won <= 0.05 * of:
        return f"A few ballots could hardly have changed that: {counted}"
    return f"It was close: {counted}"


def _more(found: Near) -> int | None:
    return None if found["after"] is None else found["after"] - found["before"]


def _cheaper(found: Near, currency: str) -> str:
    if found["after"] is None:
        return "With the votes it had, no lower cost that we tried would have been enough."
    most = money(found["after"], currency)
    return (
        f"With the same votes it would have won at a cost of {most} or less; "
        f"it costs {money(found['before'], currency)}."
        if found["certain"]
        else f"With the same votes it would have won at a cost of {most}; "
        f"it costs {money(found['before'], currency)}."
    )


def _newcomers(found: Near) -> str:
    n_more = _more(found)
    if n_more is None:
        return (
            "New voters who chose only this would not have been enough, whatever number we "
            "tried, up to as many again as voted."
        )
    fewest = ", and no fewer" if found["certain"] else ""
    each = "who chose only this" if n_more == 1 else "who each chose only this"
    return f"{_new(n_more)} {each} would have been enough{fewest}."


def _persuaded(found: Near) -> str:
    n_more = _more(found)
    if n_more is None:
        return (
            "People who voted for other things choosing this as well would not have been enough, "
            "whatever number we tried."
        )
    fewest = ", and no fewer" if found["certain"] else ""
    return (
        f"{people(n_more)} who voted for other things choosing this as well would have been "
        f"enough{fewest}, if they were those whose choice helps it most."
    )


def _new(number: int) -> str:
    return "One more voter" if number == 1 else f"{number:,} more voters"
