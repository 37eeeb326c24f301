"""How firm a result is."""

from collections.abc import Iterator
from typing import Any

from folkmoot.counting.layout import heading, paragraph
from folkmoot.counting.pages.knowing import Known, people
from folkmoot.counting.sums import percent

MOST_TOLD = 8


def page(facts: dict[str, Any], known: Known) -> Iterator[str]:
    """How often the same came out, and which projects did not always win."""
    number = facts["number"]
    yield heading("How firm the result is")
    yield paragraph(
        f"Counted again {number:,} times, each time without {people(facts['left_out'])} drawn at "
        f"random: the same projects won {facts['same']:,} times "
        f"({percent(facts['same'] / number)})."
    )
    for project in facts["shaky"][:MOST_TOLD]:
        share = percent(facts["won"].get(project, 0) / number)
        yield paragraph(f"{known.called(project)} won in {share} of them", indent=2)
    if len(facts["shaky"]) > MOST_TOLD:
        yield paragraph(f"and {len(facts['shaky']) - MOST_TOLD} more not always", indent=2)
    yield ""
