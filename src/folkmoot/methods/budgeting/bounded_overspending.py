"""Equal shares with bounded overspending: a project need not be covered in full.

Source: Papasotiropoulos, Pishbin, Skibski, Skowron and Wąs (2024), *Method of Equal Shares
with Bounded Overspending*, arXiv 2409.15005, Section 5 (BOS Equal Shares). The variant "Plus"
of its Appendix C is another rule, and not this one.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.exact_purses import CLEAR, ExactPurses, Floats, Whole
from folkmoot.methods.budgeting.kinds import Bools
from folkmoot.methods.budgeting.outcome import Outcome, Round
from folkmoot.methods.budgeting.rule import Satisfaction
from folkmoot.methods.budgeting.ruled_out import RuledOut
from folkmoot.methods.budgeting.supporters import supporters_of
from folkmoot.methods.budgeting.ties import tie_order

STOPPED = "Nothing is left that fits the money and whose supporters still hold some."


@dataclass(frozen=True, slots=True)
class Offer:
    """What a project asks of its supporters.

    Attributes
    ----------
    price : Fraction
        By which projects are ranked, the lowest first: rate / covered, for its worth.
    covered : Fraction
        The part of its cost that supporters can pay at an even price, above 0 and at most 1.
    rate : Fraction
        What each is asked to pay for each unit, if they hold as much.
    """

    price: Fraction
    covered: Fraction
    rate: Fraction


def bounded_overspending(
    election: Election, satisfaction: Satisfaction = "cost", allowed: Bools | None = None
) -> Outcome:
    """Fund the project that asks least of its supporters for the part of it they can cover.

    Each voter starts with budget / n_voters. Say supporters pay t for each unit they gave (a
    vote, or with points each point), or the last they hold, and that this covers the part a of
    the cost. Then the whole project would cost t / a for each unit, and it is ranked by t / a²,
    at the t that makes this least, for its worth (its cost, one, or one point). The lowest is
    funded, provided the whole cost fits the money left; its supporters pay t / a for each unit,
    or the last they hold. What they do not pay comes out of the budget all the same.

    Limits are kept: a project that would break one is out, and its supporters keep their money.

    Notes
    -----
    Exact: floats find the projects that may be lowest, rational numbers decide. Among equal
    ranks of one project the one that covers more stands; ties between projects as everywhere.
    With satisfaction "points" and ticks only, the same as "count". Time O(n_funded · choices ·
    log choices); memory O(choices).

    Examples
    --------
    Ann, Bob and Cat hold £30 each. The pool costs £80, and only Ann and Bob want it: equal
    shares would not fund it. Here they cover three quarters of it at £30 each, which makes £40
    for the whole; they give the £30 they have.

    >>> election = Election.of(approvals=[[1, 0], [1, 0], [0, 1]], costs=[80, 20], budget=90)
    >>> outcome = bounded_overspending(election)
    >>> [(step.project, str(step.covered), str(step.rate)) for step in outcome.rounds]
    [(0, '3/4', '40')]
    """
    endowment = Fraction(election.budget, election.n_voters)
    by = supporters_of(election, satisfaction)
    purses, ruled_out, place = ExactPurses(by, endowment), RuledOut(election), tie_order(election)
    waiting = (election.votes > 0) & (True if allowed is None else allowed)
    left, rounds = election.budget, list[Round]()
    while True:
        waiting &= (election.costs <= left) & ~ruled_out.now
        offers = _lowest(purses, np.flatnonzero(waiting).tolist())
        if not offers:
            break
        tied = sorted(offers, key=place.__getitem__)
        chosen = tied[0]
        rounds.append(_bought(purses, chosen, offers[chosen], tuple(tied[1:])))
        purses.charge(chosen, offers[chosen].rate)
        ruled_out.fund(chosen)
        waiting[chosen] = False
        left -= int(election.costs[chosen])
    return Outcome(
        rule=f"bounded-overspending/{satisfaction}/1",
        rounds=tuple(rounds),
        spent=election.budget - left,
        unspent=left,
        endowment=endowment,
        stopped_because=STOPPED,
    )


def _lowest(purses: ExactPurses, waiting: list[int]) -> dict[int, Offer]:
    """The projects with exactly the lowest price, and their offers."""
    rough = {project: _prices(purses, project) for project in waiting}
    best = min((float(prices.min(initial=np.inf)) for prices in rough.values()), default=np.inf)
    if best == np.inf:
        return {}
    most = best * (1 + 2 * CLEAR)
    offers = {
        project: _offer(purses, project, prices <= most)
        for project, prices in rough.items()
        if (prices <= most).any()
    }
    lowest = min(offer.price for offer in offers.values())
    return {project: offer for project, offer in offers.items() if offer.price == lowest}


def _prices(purses: ExactPurses, project: int) -> Floats:
    """The price at each supporter's claim (all they hold, for each unit), and at full cover.

    One entry a ballot with money, in their order, and one last: to within a part in a thousand
    million, and infinite where more than the cost would be raised, or less than all of it.
    """
    ballots = purses.by.ballots[project]
    rich = purses.held[ballots] > 0
    held, units = purses.held[ballots][rich], purses.by.units[project][rich]
    heads, cost = purses.by.heads[project][rich], float(purses.by.election.costs[project])
    claims = held / units
    order = np.argsort(claims)
    given = np.cumsum((heads * held)[order])
    pulls = np.cumsum((heads * units)[order][::-1])[::-1]  # of this claim and larger ones
    pulls_after = np.append(pulls[1:], 0.0)
    covered = (given + claims[order] * pulls_after) / cost
    prices = np.full(claims.size + 1, np.inf)
    below = covered < 1 + CLEAR
    prices[order[below]] = claims[order[below]] / covered[below] ** 2
    enough = int(np.searchsorted(covered, 1 - CLEAR))
    if enough < claims.size:
        owed = cost - (float(given[enough - 1]) if enough else 0.0)
        prices[-1] = owed / float(pulls[enough])
    return prices / int(purses.by.worth[project])


def _offer(purses: ExactPurses, project: int, near: Bools) -> Offer:
    """The lowest price of a project, exactly, among those the floats leave open.

    Between two neighbouring claims the money raised is straight in t, so t / a² first rises
    and then falls: its least is at a claim, or where the cost is covered in full.
    """
    parts, heads, units = purses.of(project)
    cost = int(purses.by.election.costs[project]) * purses.below
    claims = {Fraction(parts[at], units[at]) for at in np.flatnonzero(near[:-1])}
    pairs = [(claim, _raised(parts, heads, units, claim)) for claim in claims]
    pairs = [(claim, raised) for claim, raised in pairs if raised < cost]
    if int((parts * heads).sum()) >= cost:
        pairs.append((_full_cover(parts, heads, units, cost), Fraction(cost)))
    price, covered, claim = min(
        ((claim * cost**2 / raised**2, raised / cost, claim) for claim, raised in pairs),
        key=lambda found: (found[0], -found[1]),
    )
    worth = int(purses.by.worth[project])
    return Offer(price / (worth * purses.below), covered, claim / covered / purses.below)


def _raised(parts: Whole, heads: Whole, units: Whole, claim: Fraction) -> Fraction:
    """What supporters give when each pays the claim for each unit, or the last they hold."""
    most = np.minimum(parts * claim.denominator, claim.numerator * units)
    return Fraction(int((heads * most).sum()), claim.denominator)


def _full_cover(parts: Whole, heads: Whole, units: Whole, cost: int) -> Fraction:
    """The claim at which the cost is covered in full. Newton's steps from below only climb."""
    pulls, gone = heads * units, np.zeros(parts.size, dtype=np.bool_)
    while True:
        owed = cost - int((parts * heads)[gone].sum())
        claim = Fraction(owed, int(pulls[~gone].sum()))
        poorer = np.asarray(parts * claim.denominator < claim.numerator * units, dtype=np.bool_)
        if np.array_equal(poorer, gone):
            return claim
        gone = poorer


def _bought(purses: ExactPurses, project: int, offer: Offer, tied: tuple[int, ...]) -> Round:
    election = purses.by.election
    parts, heads, units = purses.of(project)
    asked = [offer.rate * unit * purses.below for unit in units]
    full = np.array([part >= due for part, due in zip(parts, asked, strict=True)])
    most = max(min(part, due) for part, due in zip(parts, asked, strict=True))
    return Round(
        project=project,
        votes=int(election.votes[project]),
        by="bounded-overspending",
        cap=Fraction(most) / purses.below,
        rate=offer.rate,
        effective_votes=int(election.costs[project]) / offer.rate,
        paid_full=int(heads[full].sum()),
        paid_rest=int(heads[~full].sum()),
        tied_with=tied,
        covered=offer.covered,
    )
