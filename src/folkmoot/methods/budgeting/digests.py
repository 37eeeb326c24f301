"""A fingerprint of a count, and the result as anybody's program can read it.

The canonical form is text in UTF-8, one fact a line, each ended by a line feed:

    folkmoot-count/1
    rule <name>
    budget <whole number, smallest unit>
    project <index> <cost> <lot>                        one a project, in order
    limit <index>,<index> <most projects> <most money>  one a limit, sorted; - for none
    ballot <voters> <index>:<points>,<index>:<points>   distinct ballots, sorted
    round <index> <by> <cap> <rate> <full> <rest> <tied>,<tied> <time>
    covered <exact fraction>                            after a round, where it is not 1
    spent <whole number>
    endowment <exact fraction, as 7 or 22/7>
    steps <add1 steps>

The choices on a ballot ascend by index, and ballot lines are sorted by their choices,
compared as pairs of numbers. Fractions are in lowest terms. The digest is the SHA-256 of
that text in hexadecimal.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from folkmoot.methods.budgeting.core import library
from folkmoot.methods.budgeting.core.listing import lines
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.grouping import in_order, positions
from folkmoot.methods.budgeting.limits import Limit
from folkmoot.methods.budgeting.outcome import Outcome, Round
from folkmoot.methods.budgeting.pabulib.contents import PabulibElection
from folkmoot.methods.budgeting.pabulib.money import in_currency
from folkmoot.methods.budgeting.proving import Proof, prove
from folkmoot.methods.budgeting.rule import Rule

FORM = "folkmoot-count/1"
AT_ONCE = 2**14  # lines made at once: a large count has millions


def digest(election: Election, rule: Rule, outcome: Outcome) -> str:
    """The fingerprint of an election, its rule and its outcome.

    The same on every machine, in whatever order the ballots came.

    >>> from folkmoot.methods.budgeting.counting import count
    >>> one = Election.of(approvals=[[1, 0], [0, 1]], costs=[3, 2], budget=4)
    >>> two = Election.of(approvals=[[0, 1], [1, 0]], costs=[3, 2], budget=4)
    >>> rule = Rule("greedy")
    >>> digest(one, rule, count(one, rule)) == digest(two, rule, count(two, rule))
    True
    """
    text = hashlib.sha256(_as_text(_before_the_ballots(election, rule)))
    for some in _ballots(election):
        text.update(some)
    text.update(_as_text(_after_the_ballots(outcome)))
    return text.hexdigest()


def result_json(file: PabulibElection, rule: Rule, outcome: Outcome) -> dict[str, Any]:
    """The result with project ids, and money in the file's currency.

    Whole amounts are numbers; others are text, as decimals where money was written so and
    as exact fractions for what voters paid. A welfare maximum brings its proof.
    """
    election, scale, ids = file.election, file.money_scale, file.ids
    return {
        "rule": rule.name,
        "sentence": rule.sentence_of(election.marks),
        "currency": file.currency,
        "budget": in_currency(election.budget, scale),
        "spent": in_currency(outcome.spent, scale),
        "unspent": in_currency(outcome.unspent, scale),
        "ballots": election.n_voters,
        "endowment": _exact(outcome.endowment / scale),
        "add1_steps": outcome.add1_steps,
        "stopped_because": outcome.stopped_because,
        "winners": [ids[project] for project in outcome.funded],
        "rounds": [_round(step, file, ids) for step in outcome.rounds],
        "digest": digest(election, rule, outcome),
        **({"limits": [_limit(each, file) for each in election.limits]} if election.limits else {}),
        **certificate(file, prove(election, outcome, names=ids)),
        **_proof_of_the_best(file, outcome),
    }


def _proof_of_the_best(file: PabulibElection, outcome: Outcome) -> dict[str, Any]:
    if outcome.optimum is None:
        return {}
    from folkmoot.methods.budgeting.proof_json import proof_json

    return {"proof": proof_json(file, outcome)}


def certificate(file: PabulibElection, proof: Proof) -> dict[str, Any]:
    """What a proof adds to a result: `exact`, `ties`, `proved`, and what it leaves open.

    >>> from folkmoot.methods.budgeting.counting import count
    >>> election = Election.of(approvals=[[1, 1]], costs=[60, 60], budget=90)
    >>> projects = [{"project_id": "a"}, {"project_id": "b"}]
    >>> file = PabulibElection.of(election, projects, meta={"unit": "Elm Park"})
    >>> certificate(file, prove(election, count(election, Rule("greedy"))))["ties"]
    [{'round': 1, 'projects': ['a', 'b'], 'decided_by': 'lot'}]
    """
    ids = file.ids
    found: dict[str, Any] = {
        "exact": {"comparisons": proof.comparisons, "settled_exactly": proof.exactly},
        "ties": [
            {
                "round": tie.round,
                "projects": [ids[project] for project in tie.projects],
                "decided_by": tie.decided_by,
            }
            for tie in proof.ties
        ],
        "proved": proof.proved,
        "not_covered": list(proof.not_covered),
    }
    return found if proof.proved else found | {"fault": proof.fault}


def _round(step: Round, file: PabulibElection, ids: Sequence[str]) -> dict[str, Any]:
    return {
        "project": ids[step.project],
        "cost": in_currency(file.election.each_cost[step.project], file.money_scale),
        "votes": step.votes,
        "by": step.by,
        "cap": _exact(step.cap / file.money_scale),
        "effective_votes": round(float(step.effective_votes), 6),
        "paid_full": step.paid_full,
        "paid_rest": step.paid_rest,
        "tied_with": [ids[project] for project in step.tied_with],
    } | ({} if step.covered == 1 else {"covered": str(step.covered)})


def _limit(limit: Limit, file: PabulibElection) -> dict[str, Any]:
    told: dict[str, Any] = {"projects": [file.ids[project] for project in limit.projects]}
    told |= {} if limit.number is None else {"number": limit.number}
    if limit.money is not None:
        told["money"] = in_currency(limit.money, file.money_scale)
    if limit in file.labels:
        told["by"], told["label"] = file.labels[limit]
    return told


def _exact(amount: Fraction) -> int | str:
    return amount.numerator if amount.denominator == 1 else str(amount)


def _as_text(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _before_the_ballots(election: Election, rule: Rule) -> Iterator[str]:
    yield FORM
    yield f"rule {rule.name}"
    yield f"budget {election.budget}"
    pairs = zip(election.each_cost, election.each_lot, strict=True)
    for project, (cost, lot) in enumerate(pairs):
        yield f"project {project} {cost} {lot}"
    for limit in election.limits:
        number = "-" if limit.number is None else limit.number
        money = "-" if limit.money is None else limit.money
        yield f"limit {','.join(map(str, limit.projects))} {number} {money}"


def _after_the_ballots(outcome: Outcome) -> Iterator[str]:
    for step in outcome.rounds:
        tied = ",".join(map(str, step.tied_with))
        paid = f"{step.cap} {step.rate} {step.paid_full} {step.paid_rest}"
        yield f"round {step.project} {step.by} {paid} {tied} {step.time}"
        if step.covered != 1:
            yield f"covered {step.covered}"
    yield f"spent {outcome.spent}"
    yield f"endowment {outcome.endowment}"
    yield f"steps {outcome.add1_steps}"


def _ballots(election: Election) -> Iterator[bytes]:
    """A line for each distinct ballot, sorted by what was chosen; many lines at once."""
    if core := library():
        return lines(core, election)
    return _plainly(election)


def _plainly(election: Election) -> Iterator[bytes]:
    order = in_order(election.indptr, election.indices, election.scores)
    words = _Words()
    for first in range(0, order.size, AT_ONCE):
        rows = order[first : first + AT_ONCE]
        at, lengths = positions(election.indptr, rows)
        pairs = zip(election.indices[at].tolist(), election.scores[at].tolist(), strict=True)
        choices = list(map(words.__getitem__, pairs))
        ends = np.cumsum(lengths)
        parts = zip(
            (ends - lengths).tolist(), ends.tolist(), election.weights[rows].tolist(), strict=True
        )
        yield _as_text(
            f"ballot {voters} {','.join(choices[start:end])}" for start, end, voters in parts
        )


class _Words(dict[tuple[int, int], str]):
    """A choice and its points as they are written: there are far fewer than on the ballots."""

    def __missing__(self, pair: tuple[int, int]) -> str:
        self[pair] = f"{pair[0]}:{pair[1]}"
        return self[pair]
