"""Why a project is funded, or not, and how near it came."""

from collections.abc import Iterator
from typing import Any

from folkmoot.counting.layout import heading, paragraph
from folkmoot.counting.pages.knowing import Known, people
from folkmoot.counting.sums import percent

MOST_TOLD = 5


def page(facts: list[dict[str, Any]], known: Known) -> Iterator[str]:
    """One part for each project asked about."""
    for each in facts:
        yield from _told(each, known)


def _told(each: dict[str, Any], known: Known) -> Iterator[str]:
    became = f"funded in round {each['round']}" if each["funded"] else "not funded"
    yield heading(f"{known.called(each['project'])}: {became}")
    yield paragraph(f"It costs {known.sums.exact(each['cost'])}. {each['sentence']}")
    if not each["funded"] and 0 < each["effective_support"] < 1:
        yield paragraph(
            f"At its best it could have had {percent(each['effective_support'])} of its cost."
        )
    for fall in each["falls"]:
        yield paragraph(_fall(fall, known))
    if each["taken"]:
        yield paragraph("What its supporters paid, in all:")
        yield from _taken(each, known)
    for near in each.get("nearness", ()):
        yield paragraph(_near(near, each, known))
    yield ""


def _fall(fall: dict[str, Any], known: Known) -> str:
    when = f"After round {fall['after_rounds']}" if fall["after_rounds"] else "From the start"
    whose = (
        "its supporters held together" if fall["of"] == "supporters" else "was left of the budget"
    )
    return f"{when} only {known.sums.about(fall['had'])} {whose}: no longer enough."


def _taken(each: dict[str, Any], known: Known) -> Iterator[str]:
    for part in each["taken"][:MOST_TOLD]:
        here = "this project" if part["project"] == each["project"] else ""
        yield paragraph(
            f"{known.sums.about(part['sum'])} to {here or known.called(part['project'])}, "
            f"by {people(part['voters'])}",
            indent=2,
        )
    if more := len(each["taken"]) - MOST_TOLD if len(each["taken"]) > MOST_TOLD else 0:
        yield paragraph(f"and smaller sums to {more} more", indent=2)
    yield paragraph(f"{known.sums.about(each['left'])} they kept", indent=2)


def _near(near: dict[str, Any], each: dict[str, Any], known: Known) -> str:
    change, enough, sure = near["change"], near["enough"], near["certain"]
    if enough is None:
        return {
            "cost-reduction": "No lower cost that was tried would have been enough.",
            "singleton-add": "No number of new voters that was tried would have been enough.",
            "optimist-add": "No number of further votes that was tried would have been enough.",
        }[change]
    doubt = "" if sure else " Fewer may do: not every number was tried."
    if change == "cost-reduction":
        most = known.sums.exact(near["wins_with"])
        less = "" if sure else " A higher cost may do: not every one was tried."
        return f"At a cost of {most}, {known.sums.exact(enough)} less, it would have won.{less}"
    if change == "singleton-add":
        who = f"With {people(enough)} more voting for it alone, it would have won."
    else:
        voters = people(enough)
        who = f"Had {voters} who voted without choosing it chosen it too, it would have won."
    return who + doubt
