"""What became of each project asked about, and how near it came."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from folkmoot.counting.facts.counted import Counted
from folkmoot.counting.refusals import Refused
from folkmoot.counting.sums import Sums
from folkmoot.counting.telling import Telling
from folkmoot.counting.watching import Stages
from folkmoot.methods.budgeting.accounts import Account, explain
from folkmoot.methods.budgeting.falls import Fall, Journey, journeys
from folkmoot.methods.budgeting.limits import Limit
from folkmoot.methods.budgeting.nearness import CHANGES, Distance, distance
from folkmoot.methods.budgeting.outcome import Round
from folkmoot.methods.budgeting.pabulib import PabulibElection

MOST_NAMED = 4


def named(file: PabulibElection, texts: Sequence[str]) -> list[int]:
    """The projects meant by ids, names or parts of names. Raises Refused with one sentence."""
    return list(dict.fromkeys(_named(file, text.strip()) for text in texts))


def _named(file: PabulibElection, text: str) -> int:
    if text in file.ids:
        return file.ids.index(text)
    names = [project.name.casefold() for project in file.projects]
    meant = [j for j, name in enumerate(names) if name == text.casefold()]
    meant = meant or [j for j, name in enumerate(names) if text and text.casefold() in name]
    if len(meant) == 1:
        return meant[0]
    if not meant:
        raise Refused(f"There is no project “{text}”: give its id, its name or a part of its name.")
    several = [f"{file.ids[j]} “{file.projects[j].name}”" for j in meant[:MOST_NAMED]]
    more = ["others"] if len(meant) > MOST_NAMED else []
    raise Refused(f"“{text}” may mean {_listed([*several, *more])}: give its id.")


def explanations(
    found: Counted, projects: Sequence[int], stages: Stages, *, near: bool
) -> list[dict[str, Any]]:
    """An account of each; with `near`, also how much cheaper or how many more votes would do."""
    stages.begin("Following each project through the count")
    accounts = explain(found.election, found.outcome)
    ways = journeys(found.election, found.outcome)
    names = {j: project.name for j, project in enumerate(found.file.projects)}
    sums = Sums.of(found.file)
    kept = _kept(found, accounts)
    telling = Telling(kept, names, sums.about_smallest, sums.exact_smallest)
    return [
        _explained(found, accounts[j], ways[j], telling)
        | ({"nearness": _nearness(found, accounts[j], stages)} if near else {})
        for j in projects
    ]


def _explained(found: Counted, account: Account, way: Journey, telling: Telling) -> dict[str, Any]:
    project = found.file.projects[account.project]
    return {
        "project": project.id,
        "name": project.name,
        "funded": account.funded,
        "why": account.why,
        "sentence": telling.why(_kept_account(found, account)),
        "cost": found.sum(account.cost),
        "votes": account.votes,
        "points": int(found.election.points[account.project]),
        "round": way.round + 1 if account.funded else None,
        "effective_support": round(account.effective_support, 6),
        "left": found.sum(account.left),
        "taken": [
            {"project": found.file.ids[j], "sum": found.sum(money), "voters": voters}
            for j, money, voters in account.taken
        ],
        "support_by_round": [round(each, 6) for each in way.support],
        "held_by_round": [found.sum(money) for money in way.held],
        "falls": [_fall(found, fall) for fall in way.falls],
    }


def _fall(found: Counted, fall: Fall) -> dict[str, Any]:
    return {"of": fall.of, "after_rounds": fall.after, "had": found.sum(fall.had)}


def _nearness(found: Counted, account: Account, stages: Stages) -> list[dict[str, Any]]:
    if account.funded:
        return []
    told = []
    for change in CHANGES:
        stages.begin(f"Counting again: {found.file.ids[account.project]}, {change}")
        each = distance(found.election, found.rule, account.project, change, progress=stages.step)
        told.append(_near(found, each))
    return told


def _near(found: Counted, each: Distance) -> dict[str, Any]:
    money = each.change == "cost-reduction"

    def written(number: int | None) -> Any:
        return found.sum(number) if money and number is not None else number

    return {
        "change": each.change,
        "enough": written(each.amount),
        "wins_with": written(each.after),
        "not_enough_below": written(each.ruled_out),
        "certain": each.certain,
        "counts": each.n_tried,
    }


def _kept(found: Counted, accounts: Sequence[Account]) -> dict[str, Any]:
    """The count in the words of `Telling`: options are positions, sums in the smallest unit."""
    outcome = found.outcome
    return {
        "rule": outcome.rule,
        "marks": found.election.marks,
        "spent": outcome.spent,
        "unspent": outcome.unspent,
        "endowment": outcome.endowment,
        "rounds": [_kept_round(step) for step in outcome.rounds],
        "accounts": [_kept_account(found, account) for account in accounts],
        "limits": [kept_limit(limit, found.file) for limit in found.election.limits],
    }


def kept_limit(limit: Limit, file: PabulibElection) -> dict[str, Any]:
    """A limit in the words of `Telling`."""
    label = file.labels[limit][1] if limit in file.labels else ""
    return {
        "options": list(limit.projects),
        "number": limit.number,
        "money": limit.money,
        "label": label,
    }


def _kept_round(step: Round) -> dict[str, Any]:
    return {
        "option": step.project,
        "votes": step.votes,
        "by": step.by,
        "cap": step.cap,
        "time": step.time,
        "tied_with": list(step.tied_with),
    }


def _kept_account(found: Counted, account: Account) -> dict[str, Any]:
    return {
        "option": account.project,
        "cost": account.cost,
        "votes": account.votes,
        "points": int(found.election.points[account.project]),
        "left": Fraction(account.left),
        "taken": [
            {"option": j, "sum": money, "voters": voters} for j, money, voters in account.taken
        ],
        "why": account.why,
    }


def _listed(parts: Sequence[str]) -> str:
    return " or ".join([", ".join(parts[:-1]), parts[-1]])
