"""The method of equal shares: every voter holds an equal part of the budget.

Source: Peters, Pierczyński and Skowron (2021), *Proportional Participatory Budgeting with
Additive Utilities*, NeurIPS 34, Section 3.
"""

from fractions import Fraction

from folkmoot.methods.budgeting.climbing import Runs
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.kinds import Allowed
from folkmoot.methods.budgeting.outcome import LaterRounds, Outcome
from folkmoot.methods.budgeting.races import Run, race_of
from folkmoot.methods.budgeting.rule import Satisfaction

STOPPED = "No project's supporters hold enough together to pay for it."


def equal_shares(
    election: Election, satisfaction: Satisfaction = "cost", allowed: Allowed | None = None
) -> Outcome:
    """Fund projects that their own supporters can afford, the lowest price first.

    Each voter starts with budget / n_voters. A project can be bought when its supporters
    together still hold its cost; its rate is the most that has to be paid for each vote
    (for points: each point), when supporters who cannot pay that give the last they hold.
    The project with the lowest rate for its worth (its cost, one, or one point) is bought,
    until nothing more can be. One that a limit rules out can no longer be bought; its
    supporters keep their money for others.

    Parameters
    ----------
    election : Election
        Ballots, costs and budget, in the smallest unit of money.
    satisfaction : "cost", "count" or "points"
        What a funded project is worth to a supporter.
    allowed : bool array, shape (n_projects,), or as many bytes, optional
        Which projects take part; all when not given.

    Returns
    -------
    Outcome
        May leave money unspent: completion is a separate decision for people to make.

    Notes
    -----
    Exact: floats decide clear gaps only; anything closer is decided by whole numbers, and the
    account of every round is in fractions. Counted by the compiled core where there is one,
    else in numpy (`plain_run.py`), with the same answer.
    Ties go to the cheaper project, the one with more votes, the lower lot. Time: a few
    passes over the distinct ballots' choices; memory the same.

    Examples
    --------
    >>> election = Election.of(approvals=[[1, 0], [1, 0], [0, 1]], costs=[60, 30], budget=90)
    >>> outcome = equal_shares(election)
    >>> outcome.funded, [str(step.cap) for step in outcome.rounds]
    ((0, 1), ['30', '30'])
    """
    everyone = b"\1" * election.n_projects
    race = race_of(election, satisfaction, everyone if allowed is None else allowed)
    share = Fraction(election.budget, election.n_voters)
    run = Runs(race).run(share, election.budget)
    return outcome_of(run, election, f"equal-shares/{satisfaction}/none/1")


def outcome_of(run: Run, election: Election, rule: str) -> Outcome:
    """A finished run as an outcome."""
    return Outcome(
        rule=rule,
        rounds=LaterRounds(run.funded, run.rounds),
        spent=run.spent,
        unspent=election.budget - run.spent,
        endowment=run.endowment,
        stopped_because=STOPPED,
        n_exact=run.n_exact,
    )
