"""How well an outcome serves the people who voted."""

from typing import Any

from folkmoot.counting.facts.counted import Counted
from folkmoot.counting.watching import Stages
from folkmoot.methods.budgeting.equality import left_out, spread
from folkmoot.methods.budgeting.justice import neglected
from folkmoot.methods.budgeting.label_shares import labels_in, proportions
from folkmoot.methods.budgeting.measures import measure
from folkmoot.methods.budgeting.ruled_out import broken

LABELLED = ("category", "target", "district")
QUARTERS = (0.25, 0.5, 0.75)


def measures(found: Counted, stages: Stages) -> dict[str, Any]:
    """Who has something, how evenly, whether a group was left behind, and where money went."""
    stages.begin("Measuring")
    election, outcome = found.election, found.outcome
    seen, money = measure(election, outcome), spread(election, outcome, "cost")
    number = spread(election, outcome, "count")
    return {
        "voters": seen.n_voters,
        "with_nothing": seen.by_number[0],
        "with_nothing_share": round(seen.with_nothing_share, 6),
        "voters_by_funded_projects": list(seen.by_number),
        "mean_funded_projects": round(seen.mean_funded, 6),
        "mean_money": found.sum(round(money.mean)),
        "quartiles_of_money": [found.sum(money.quantile(part)) for part in QUARTERS],
        "gini_of_money": round(float(money.gini), 6),
        "gini_of_projects": round(float(number.gini), 6),
        "left_out": [
            {"chosen": each.n_chosen, "voters": each.n_voters, "with_nothing": each.n_with_nothing}
            for each in left_out(election, outcome)
        ],
        "neglected": _neglected(found),
        "proportions": [
            each for label in LABELLED if (each := _proportions(found, label)) is not None
        ],
    }


def _neglected(found: Counted) -> list[dict[str, Any]]:
    """Groups that deserved more: where the outcome fails EJR+ up to one project."""
    return [
        {
            "project": found.file.ids[each.project],
            "voters": each.n_voters,
            "deserved": found.sum(each.deserved),
            "at_most": found.sum(each.at_most),
        }
        | ({"ruled_out": True} if _is_ruled_out(found, each.project) else {})
        for each in neglected(found.election, found.outcome)
    ]


def _is_ruled_out(found: Counted, project: int) -> bool:
    """Whether a limit does not allow it beside what is funded."""
    return bool(broken(found.election, [*found.outcome.funded, project]))


def _proportions(found: Counted, column: str) -> dict[str, Any] | None:
    """Each label's part of the votes and of the money; None where the file has no labels."""
    labels = [labels_in(getattr(project, column)) for project in found.file.projects]
    if not any(labels):
        return None
    told = proportions(found.election, found.outcome, labels)
    return {
        "by": column,
        "distance": round(float(told.distance), 6),
        "misplaced_share": round(told.misplaced_share, 6),
        "labels": [
            {
                "label": each.label,
                "projects": each.n_projects,
                "funded": each.n_funded,
                "votes_share": round(float(each.votes_share), 6),
                "money_share": round(float(each.money_share), 6),
                "money": found.sum(each.money),
            }
            for each in told.labels
        ],
    }
