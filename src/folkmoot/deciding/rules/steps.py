"""Why the page of a step has nothing to offer before the steps ahead of it are done."""

from collections.abc import Callable, Mapping

from folkmoot.deciding.models import Decision, Stage
from folkmoot.deciding.rules.boxes import why_not_count, why_not_publish, why_not_register_papers
from folkmoot.deciding.rules.voting import why_not_begun, why_not_settle_now


def why_not_step(decision: Decision, page: str) -> str:
    """Why a step may not be taken yet; `page` names where it is taken. Asks the database nothing.

    What is prepared before opening has no such reason: it may be done in any order.
    """
    rule = STEPS.get(page)
    if rule is None:
        return ""
    return "Voting has not opened yet." if decision.stage == Stage.DRAFT else rule(decision)


def why_not_reconcile(decision: Decision) -> str:
    """Why it may not be written down that paper and roll differ: while people vote, both grow."""
    if decision.stage == Stage.CLOSED:
        return ""
    return "You can write down why numbers differ once voting has closed, until the count."


def why_not_look(decision: Decision) -> str:
    """Why there is no result to look at."""
    seen = decision.stage in {Stage.COUNTED, Stage.PUBLISHED}
    return "" if seen else "The votes have not been counted yet."


def _why_not_count_yet(decision: Decision) -> str:
    if decision.stage == Stage.CLOSED:  # what is left is said where it is settled
        return "Settle what is left first."
    return why_not_count(decision)


def _why_not_paper_yet(decision: Decision) -> str:
    return why_not_register_papers(decision, 1)


STEPS: Mapping[str, Callable[[Decision], str]] = {
    "help": why_not_begun,
    "close": why_not_begun,
    "doubtful": why_not_settle_now,
    "paper": _why_not_paper_yet,
    "reconcile": why_not_reconcile,
    "count": _why_not_count_yet,
    "look": why_not_look,
    "publish": why_not_publish,
}
