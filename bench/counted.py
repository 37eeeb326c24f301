"""One count, in a process of its own: `python -m bench.counted ENGINE FILE RULE VOTERS LIMIT`.

Prints JSON: processor seconds to make ready and to count, peak memory, what was funded.
"""

import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np

from folkmoot.methods.budgeting import Election, Rule, count, pabulib, prove
from folkmoot.methods.budgeting.completions import preferences, then_votes
from folkmoot.methods.budgeting.counting import admitted
from folkmoot.methods.budgeting.greedy import greedy
from folkmoot.methods.budgeting.ties import tie_order

SEED = 2022
LONG = 3.0  # processor seconds
READ = (
    *(each.name for each in fields(Election)),
    *("laid", "each_cost", "each_lot", "n_voters"),
)


def main(engine: str, file: str, rule: str, n_voters: int, limit: int) -> dict[str, Any]:
    """Do what was asked and say what it took; more processor seconds than `limit` end us."""
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    data = Path(file).read_bytes()
    if rule == "parse":
        return _parsed_by_us(data) if engine == "ours" else _parsed_by_them(file)
    election = sample(ticks_only(pabulib.read(data).election), n_voters)
    chosen = Rule.parse(rule)
    if engine == "their-variant":
        return {"funded": their_variant(election, chosen)}
    return _ours(election, chosen) if engine == "ours" else _theirs(election, chosen)


def ticks_only(election: Election) -> Election:
    """The same ballots as ticks: ranked ballots too are counted as ticks, by both."""
    if election.marks == "votes":
        return election
    return Election.of_arrays(
        indptr=election.indptr,
        indices=election.indices,
        weights=election.weights,
        costs=election.costs,
        budget=election.budget,
        lots=election.lots,
    )


def as_read(election: Election) -> Election:
    """The same election as reading gave it: nothing is known of it yet that counting finds out."""
    made = Election.__new__(Election)
    vars(made).update({name: kept for name, kept in vars(election).items() if name in READ})
    return made


def sample(election: Election, n_voters: int) -> Election:
    """So many voters drawn at random, always the same ones; 0 for everybody."""
    if not n_voters or n_voters >= election.n_voters:
        return election
    rows = np.repeat(np.arange(election.weights.size), election.weights).tolist()
    drawn = random.Random(SEED).sample(rows, n_voters)
    ballots = [
        election.indices[election.indptr[row] : election.indptr[row + 1]].tolist() for row in drawn
    ]
    return Election.of_ballots(
        ballots, costs=election.costs, budget=election.budget, lots=election.lots
    )


def _timed(do: Callable[[], Any], *, at_least: float = 0.0) -> tuple[Any, float]:
    """What it gives, and its processor seconds; what is quick is done until it can be told."""
    begun, given, times = time.process_time(), do(), 1
    while (took := time.process_time() - begun) < at_least:
        given, times = do(), times + 1
    return given, took / times


def _middling(do: Callable[[], Any], *, at_least: float = 0.0) -> tuple[Any, float]:
    """As `_timed`, the median of five; what takes longer than a few seconds is done once."""
    given, took = _timed(do, at_least=at_least)
    times = [took, *(_timed(do, at_least=at_least)[1] for _ in range(4 if took < LONG else 0))]
    return given, statistics.median(times)


def _told(**facts: Any) -> dict[str, Any]:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {**facts, "peak_mib": peak / 1024 / (1024 if sys.platform == "darwin" else 1)}


def _parsed_by_us(data: bytes) -> dict[str, Any]:
    file, took = _timed(lambda: pabulib.read(data), at_least=0.6)
    return _told(count=took, n_voters=file.election.n_voters, n_projects=file.election.n_projects)


def _parsed_by_them(file: str) -> dict[str, Any]:
    import pabutools.election as pb

    (instance, profile), took = _timed(lambda: pb.parse_pabulib(file))
    return _told(count=took, n_voters=profile.num_ballots(), n_projects=len(instance))


def _ours(election: Election, rule: Rule) -> dict[str, Any]:
    _, first = _middling(lambda: count(as_read(election), rule), at_least=0.1)
    outcome, took = _middling(lambda: count(election, rule), at_least=0.1)
    proof, proving = _middling(lambda: prove(election, outcome), at_least=0.1)
    if not proof.proved:
        raise RuntimeError(f"the count by {rule.name} is not proved: {proof.fault}")
    return _told(ready=first, count=took, proof=proving, funded=list(outcome.funded))


def _theirs(election: Election, rule: Rule) -> dict[str, Any]:
    import pabutools.election as pb
    import pabutools.tiebreaking as ties

    place = tie_order(election)
    order = ties.TieBreakingRule(lambda _, __, project: int(place[int(project.name)]))
    projects = [pb.Project(str(j), int(cost)) for j, cost in enumerate(election.costs)]
    instance = pb.Instance(projects, budget_limit=election.budget)

    def profile() -> Any:
        made: list[Any] = []
        for row, voters in enumerate(election.weights):
            span = slice(int(election.indptr[row]), int(election.indptr[row + 1]))
            ballot = pb.ApprovalBallot([projects[j] for j in election.indices[span]])
            made += [ballot] * int(voters)
        return pb.ApprovalProfile(made).as_multiprofile()  # its fastest: like ballots once

    ballots, ready = _timed(profile)
    found, took = _middling(lambda: _their_count(instance, ballots, order, rule))
    votes = election.votes
    funded = [int(project.name) for project in found]
    return _told(ready=ready, count=took, funded=[j for j in funded if votes[j]])


def _their_count(instance: Any, profile: Any, order: Any, rule: Rule) -> Any:
    import pabutools.election as pb
    from pabutools import rules

    by_votes = {"sat_class": pb.Cost_Sat, "is_sat_additive": True, "tie_breaking": order}
    if rule.family == "phragmen":
        return rules.sequential_phragmen(instance, profile, tie_breaking=order)
    if rule.family == "greedy":
        return rules.greedy_utilitarian_welfare(instance, profile, **by_votes)
    if rule.family == "greedy-per-cost":
        per_cost = by_votes | {"sat_class": pb.Cardinality_Sat}
        return rules.greedy_utilitarian_welfare(instance, profile, **per_cost)
    shares: dict[str, Any] = {
        "sat_class": pb.Cost_Sat if rule.satisfaction == "cost" else pb.Cardinality_Sat,
        "tie_breaking": order,
    }
    if rule.completion != "none":
        shares["voter_budget_increment"] = rule.increment
    both = {
        "rule_sequence": [rules.method_of_equal_shares, rules.greedy_utilitarian_welfare],
        "rule_params": [shares, by_votes],
    }
    if rule.completion == "add1-then-votes":
        return rules.completion_by_rule_combination(instance, profile, **both)
    if rule.completion == "comparison":
        return rules.popularity_comparison(instance, profile, pb.Cardinality_Sat, **both)[0]
    return rules.method_of_equal_shares(instance, profile, **shares)


def their_variant(election: Election, rule: Rule) -> list[int]:
    """Our code, raising shares as they do: from the unrounded share, ending when nothing fits."""
    outcome = count(election, replace(rule, completion="add1-exact-full"))
    allowed = admitted(election, rule)
    if rule.completion == "add1-then-votes":
        outcome = then_votes(election, outcome, allowed)
    if rule.completion == "comparison":
        other = greedy(election, allowed)
        ours, others, _ = preferences(election, outcome.funded, other.funded)
        outcome = other if others > ours else outcome
    return list(outcome.funded)


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:4], *map(int, sys.argv[4:6]))))
