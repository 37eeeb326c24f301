"""The proof of a welfare maximum as anybody's program can check it, without a solver."""

from typing import Any

from folkmoot.methods.budgeting.certificate import SCALE, Cases
from folkmoot.methods.budgeting.counting import admitted
from folkmoot.methods.budgeting.outcome import Outcome
from folkmoot.methods.budgeting.pabulib.contents import PabulibElection
from folkmoot.methods.budgeting.rule import Rule
from folkmoot.methods.budgeting.welfare import Weighing

FORM = "folkmoot-best-set/1"


def proof_json(file: PabulibElection, outcome: Outcome) -> dict[str, Any] | None:
    """The projects that take part, what they are worth, and every case; None without a proof.

    Sums of money and worth are in the smallest unit. Prices, in parts of `price_parts`, are
    text: many programs cannot hold so large a number. `cases` and each of `none_before` list
    the cases as one walks through them: a number is a project, in its place in `projects`,
    after which come all cases with it and then all without it; a list of prices closes a case.
    """
    if outcome.optimum is None:
        return None
    rule, election, optimum = Rule.parse(outcome.rule), file.election, outcome.optimum
    weighing = Weighing.of(election, rule.satisfaction, admitted(election, rule))
    before = optimum.none_before
    return {
        "form": FORM,
        "price_parts": str(SCALE),
        "projects": [file.ids[project] for project in weighing.projects],
        "worth": list(weighing.choice.values),
        "ceilings": [
            {"most": ceiling.most, "uses": list(ceiling.uses)}
            for ceiling in weighing.choice.ceilings
        ],
        "step": weighing.choice.step,
        "value": optimum.value,
        "at_most": optimum.at_most,
        "cases": _listed(optimum.cases),
        "none_before": None if before is None else [[j, _listed(cases)] for j, cases in before],
    }


def _listed(cases: Cases) -> list[int | list[str]]:
    return [each if isinstance(each, int) else list(map(str, each)) for each in cases]
