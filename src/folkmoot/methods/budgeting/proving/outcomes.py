"""One door to every proof: an election and an outcome in, what could be proven out."""

from collections.abc import Callable, Sequence

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.outcome import NOTHING, Outcome
from folkmoot.methods.budgeting.proving.case import Case
from folkmoot.methods.budgeting.proving.field import Field, Waiting
from folkmoot.methods.budgeting.proving.proof import Proof, Tally, Unproved
from folkmoot.methods.budgeting.rule import Family, Rule
from folkmoot.methods.errors import InvalidInput


def prove(election: Election, outcome: Outcome, *, names: Sequence[str] = ()) -> Proof:
    """Prove an outcome from the election and what it claims, and nothing else.

    Every round is checked with whole numbers: that what voters pay is exactly the cost, that no
    purse falls below nothing, that no project that could be funded goes before, that equals
    went in the stated order; then the end, and what topped it up. Floats only tell that a
    project is certainly dearer, by bounds that hold (`bounds`). No code of the count is used.

    Parameters
    ----------
    election : Election
    outcome : Outcome
    names : sequence of str, optional
        What to call the projects in sentences.

    Notes
    -----
    `Proof.not_covered` says what is not proven. The sentence `stopped_because` and `n_exact`
    are not looked at. Time: a few passes over the ballots' choices.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from folkmoot.methods.budgeting.counting import count
    >>> election = Election.of(approvals=[[1, 0], [1, 0], [0, 1]], costs=[60, 30], budget=90)
    >>> outcome = count(election, Rule("equal-shares"))
    >>> prove(election, outcome).proved
    True
    >>> prove(election, replace(outcome, rounds=outcome.rounds[:1])).fault
    'After the last round, project 1 could still be bought.'
    """
    tally = Tally(names)
    try:
        rule = Rule.parse(outcome.rule)
        case = Case(Field(election), rule, tally, outcome)
        waiting = _PROVEN[rule.family](case)
        _check_totals(case, waiting.spent)
    except Unproved as fault:
        return _proof(tally, fault.sentence, fault.round)
    except InvalidInput:
        return _proof(tally, f"There is no rule “{outcome.rule}”.", None)
    return _proof(tally, "", None)


def _proof(tally: Tally, fault: str, round: int | None) -> Proof:
    return Proof(
        proved=not fault,
        fault=fault,
        round=round,
        by_floats=tally.by_floats,
        exactly=tally.exactly,
        ties=tuple(tally.ties),
        not_covered=tuple(tally.not_covered),
    )


def _check_totals(case: Case, spent: int) -> None:
    said = case.outcome.spent, case.outcome.unspent
    if said != (spent, case.field.budget - spent) or said[1] < 0:
        raise Unproved("What it says is spent and unspent is not so.")


def _equal_shares(case: Case) -> Waiting:
    from folkmoot.methods.budgeting.proving.raising import check_equal_shares

    if case.rule.completion == "comparison":
        from folkmoot.methods.budgeting.proving.comparing import check_comparison

        if check_comparison(case) == "greedy":
            return _listed(case)
    rounds, own = case.outcome.rounds, len(case.outcome.rounds)
    if case.rule.completion == "add1-then-votes":
        own = next((at for at, step in enumerate(rounds) if step.by != "equal-shares"), own)
    waiting = check_equal_shares(case, rounds[:own])
    if case.rule.completion == "add1-then-votes":
        from folkmoot.methods.budgeting.proving.lists import check_list

        check_list(case, waiting, rounds[own:], first=own + 1)
    return waiting


def _exact_equal_shares(case: Case) -> Waiting:
    from folkmoot.methods.budgeting.proving.raising import check_exact_equal_shares

    return check_exact_equal_shares(case)


def _bounded_overspending(case: Case) -> Waiting:
    from folkmoot.methods.budgeting.proving.overspending import OverspendingAudit
    from folkmoot.methods.budgeting.proving.raising import check_rounds

    case.check_stage("bounded-overspending", case.outcome.rounds)
    case.check_endowment(case.share, 0)
    audit = OverspendingAudit(case, case.share)
    check_rounds(audit, case.outcome.rounds)
    return audit.waiting


def _phragmen(case: Case) -> Waiting:
    from folkmoot.methods.budgeting.proving.savings import check_savings

    case.check_stage("phragmen", case.outcome.rounds)
    case.check_endowment(case.outcome.endowment, 0)
    return check_savings(case)


def _best(case: Case) -> Waiting:
    from folkmoot.methods.budgeting.proving.best import check_best

    return check_best(case)


def _listed(case: Case) -> Waiting:
    from folkmoot.methods.budgeting.proving.lists import check_list

    case.check_endowment(NOTHING, 0)
    waiting = Waiting(case.field, case.rule, case.tally)
    check_list(case, waiting, case.outcome.rounds)
    return waiting


_PROVEN: dict[Family, Callable[[Case], Waiting]] = {
    "equal-shares": _equal_shares,
    "exact-equal-shares": _exact_equal_shares,
    "bounded-overspending": _bounded_overspending,
    "phragmen": _phragmen,
    "greedy": _listed,
    "greedy-no-skip": _listed,
    "greedy-per-cost": _listed,
    "greedy-per-cost-no-skip": _listed,
    "majority-judgement": _listed,
    "welfare": _best,
}
