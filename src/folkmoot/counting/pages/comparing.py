"""Other rules beside this one."""

from collections.abc import Iterator
from typing import Any

from folkmoot.counting.layout import heading, paragraph
from folkmoot.counting.pages.knowing import Known, projects
from folkmoot.counting.sums import percent


def page(facts: list[dict[str, Any]], known: Known) -> Iterator[str]:
    """One part for each rule compared."""
    for each in facts:
        yield heading(f"Beside {each['rule']}")
        yield from _beside(each, known)
        yield ""


def _beside(each: dict[str, Any], known: Known) -> Iterator[str]:
    number = len(each["winners"])
    yield paragraph(each["sentence"])
    yield paragraph(
        f"It would fund {projects(number)} for {known.sums.exact(each['spent'])}."
        if number
        else "It would fund nothing."
    )
    if not each["only_here"] and not each["only_there"]:
        yield paragraph("Those are the same projects.")
        return
    if each["only_here"]:
        yield paragraph(f"Funded here and not there: {known.listed(each['only_here'])}.")
    if each["only_there"]:
        yield paragraph(f"Funded there and not here: {known.listed(each['only_there'])}.")
    yield paragraph(
        f"{each['prefer_here']:,} voters have more of what they chose here, "
        f"{each['prefer_there']:,} there, {each['indifferent']:,} as much. With nothing funded: "
        f"{percent(each['with_nothing_share_here'])} here, "
        f"{percent(each['with_nothing_share_there'])} there."
    )
