"""How well people were served."""

from collections.abc import Iterator, Sequence
from typing import Any

from folkmoot.counting.layout import heading, paragraph, table
from folkmoot.counting.pages.knowing import Known, people
from folkmoot.counting.sums import percent

MOST_GROUPS = 5
FEW = 0.005  # of all who voted


def page(facts: dict[str, Any], known: Known) -> Iterator[str]:
    """Who has something, how evenly, who was left behind, and where the money went."""
    yield heading("How people were served")
    yield paragraph(
        f"{percent(facts['with_nothing_share'])} of the voters ({people(facts['with_nothing'])}) "
        f"have no funded project on their ballot. On average a ballot has "
        f"{facts['mean_funded_projects']:.2f}, worth {known.sums.about(facts['mean_money'])}; half "
        f"of the voters have {known.sums.about(facts['quartiles_of_money'][1])} or less. "
        f"Gini coefficient of that money: {facts['gini_of_money']:.2f} (0: all the same)."
    )
    yield ""
    yield from _by_number(facts)
    yield ""
    yield from _neglected(facts["neglected"], known)
    for each in facts["proportions"]:
        yield ""
        yield from _proportions(each, known)
    yield ""


def _by_number(facts: dict[str, Any]) -> Iterator[str]:
    numbers, voters = facts["voters_by_funded_projects"], facts["voters"]
    tail = where_few_are_left(numbers, voters)
    rows = [(f"{number} funded", of_these) for number, of_these in enumerate(numbers[:tail])]
    if tail < len(numbers):
        rows.append((f"{tail} or more", sum(numbers[tail:])))
    told = [[name, f"{of_these:,}", percent(of_these / voters)] for name, of_these in rows]
    yield table(["On the ballot", "Voters", "Share"], told, wide=0)


def where_few_are_left(numbers: Sequence[int], voters: int) -> int:
    """From which row on fewer than FEW of the voters are left: those rows are told as one.

    Somebody who ticked everything would else stretch the table to as many rows as projects.
    """
    row, left = len(numbers), 0
    while row > 1 and left + numbers[row - 1] < FEW * voters:
        row -= 1
        left += numbers[row]
    return row if len(numbers) - row > 1 else len(numbers)


def _neglected(groups: list[dict[str, Any]], known: Known) -> Iterator[str]:
    if not groups:
        yield paragraph(
            "No group was left behind: whoever agreed on a project and could have paid for it with "
            "their equal shares has got as much elsewhere (EJR+ up to one project)."
        )
        return
    yield paragraph(
        "Some people together could have paid for a project with their equal shares, and have got "
        "less than that (EJR+ up to one project):"
    )
    for each in groups[:MOST_GROUPS]:
        yield paragraph(
            f"{people(each['voters'])} who chose {known.called(each['project'])}: their part of "
            f"the money is {known.sums.about(each['deserved'])}, and none of them has more than "
            f"{known.sums.about(each['at_most'])} funded."
            + (" A limit did not allow that project." if each.get("ruled_out") else ""),
            indent=2,
        )
    if len(groups) > MOST_GROUPS:
        yield paragraph(f"and {len(groups) - MOST_GROUPS} such groups more.", indent=2)


def _proportions(each: dict[str, Any], known: Known) -> Iterator[str]:
    yield paragraph(
        f"Votes and money by {each['by']}: {percent(each['misplaced_share'])} of the money would "
        "have to go elsewhere to follow the votes."
    )
    rows = [
        [
            label["label"] or "(none)",
            f"{label['funded']} of {label['projects']}",
            percent(label["votes_share"]),
            percent(label["money_share"]),
        ]
        for label in each["labels"]
    ]
    yield table([each["by"].capitalize(), "Funded", "Of the votes", "Of the money"], rows, wide=0)
