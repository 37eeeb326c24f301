"""One voter's receipt."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from folkmoot.counting.layout import heading, paragraph
from folkmoot.counting.pages.knowing import Known


def page(facts: list[dict[str, Any]], known: Known) -> Iterator[str]:
    """One part for each voter asked about."""
    for each in facts:
        yield heading(f"The ballot of voter {each['voter']}")
        yield from _receipt(each, known)
        yield ""


def _receipt(each: dict[str, Any], known: Known) -> Iterator[str]:
    chosen = len(each["funded"]) + len(each["not_funded"])
    if not chosen:
        yield "Nothing was chosen on it."
        return
    if each["funded"]:
        yield paragraph(f"Funded: {known.listed(each['funded'])}.")
    if each["not_funded"]:
        yield paragraph(f"Not funded: {known.listed(each['not_funded'])}.")
    if not Fraction(each["given"]):
        yield "By this rule voters hold no money of their own."
        return
    yield paragraph(f"Of the share of {known.sums.about(each['given'])} this voter paid:")
    for part in each["paid"]:
        yield paragraph(
            f"{known.sums.about(part['sum'])} for {known.called(part['project'])}", indent=2
        )
    yield paragraph(f"{known.sums.about(each['left'])} was left", indent=2)
