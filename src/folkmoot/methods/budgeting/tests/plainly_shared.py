"""The relatives of equal shares and majority judgement, slowly: see `plainly`."""

from fractions import Fraction

from folkmoot.methods.budgeting import Election, Rule
from folkmoot.methods.budgeting.tests.plainly import Bought, Plain


def bounded_overspending(election: Election, rule: Rule) -> Bought:
    plain = Plain(election)
    purses = [Fraction(plain.budget, len(plain.voters))] * len(plain.voters)
    waiting, left, bought = plain.allowed(rule), plain.budget, list[dict[str, object]]()
    while True:
        offers = {}
        for j in plain.open(waiting, bought):
            units = {
                voter: ballot[j] if rule.satisfaction == "points" else 1
                for voter, ballot in enumerate(plain.voters)
                if j in ballot and purses[voter]
            }
            if units and plain.costs[j] <= left:
                worth = plain.costs[j] if rule.satisfaction == "cost" else 1
                price, covered, rate = cheapest(plain.costs[j], purses, units)
                offers[j] = (price / worth, covered, rate, units)
        if not offers:
            return bought
        best = min(price for price, *_ in offers.values())
        tied = sorted((j for j in offers if offers[j][0] == best), key=plain.tie)
        _, covered, rate, units = offers[tied[0]]
        paid = {voter: min(purses[voter], rate * unit) for voter, unit in units.items()}
        bought.append(
            {
                "project": tied[0],
                "covered": covered,
                "rate": rate,
                "cap": max(paid.values()),
                "full": sum(paid[voter] == rate * unit for voter, unit in units.items()),
                "rest": sum(paid[voter] < rate * unit for voter, unit in units.items()),
                "tied": tuple(tied[1:]),
            }
        )
        for voter, money in paid.items():
            purses[voter] -= money
        left -= plain.costs[tied[0]]
        waiting.remove(tied[0])


def cheapest(
    cost: int, purses: list[Fraction], units: dict[int, int]
) -> tuple[Fraction, Fraction, Fraction]:
    """Price, part covered and rate, trying every claim and the one that covers all.

    That one is found among straight pieces between neighbouring claims, one by one.
    """

    def raised(claim: Fraction) -> Fraction:
        return sum((min(purses[v], claim * units[v]) for v in units), start=Fraction(0))

    claims = sorted({purses[v] / units[v] for v in units})
    tried, lower = [], Fraction(0)
    for claim in claims:
        low, high = raised(lower), raised(claim)
        if low < cost <= high:
            tried.append(lower + (cost - low) * (claim - lower) / (high - low))
        lower = claim
        tried.append(claim)
    found = []
    for claim in tried:
        covered = min(raised(claim) / cost, Fraction(1))
        found.append((claim / covered**2, -covered, claim / covered))
    price, covered, rate = min(found)
    return price, -covered, rate


def exact_run(plain: Plain, allowed: set[int], satisfaction: str, share: Fraction) -> Bought:
    purses = [share] * len(plain.voters)
    waiting, bought = set(allowed), list[dict[str, object]]()
    while True:
        offers = {}
        for j in plain.open(waiting, bought):
            held = sorted((purses[v] for v, b in enumerate(plain.voters) if j in b), reverse=True)
            able = [
                k for k in range(1, len(held) + 1) if held[k - 1] >= Fraction(plain.costs[j], k)
            ]
            if able:
                rate = Fraction(plain.costs[j], max(able))
                worth = plain.costs[j] if satisfaction == "cost" else 1
                offers[j] = (rate / worth, rate, max(able))
        if not offers:
            return bought
        best = min(price for price, _, _ in offers.values())
        tied = sorted((j for j in offers if offers[j][0] == best), key=plain.tie)
        _, rate, payers = offers[tied[0]]
        bought.append(
            {
                "project": tied[0],
                "rate": rate,
                "cap": rate,
                "full": payers,
                "rest": 0,
                "tied": tuple(tied[1:]),
            }
        )
        for voter, ballot in enumerate(plain.voters):
            if tied[0] in ballot and purses[voter] >= rate:
                purses[voter] -= rate
        waiting.remove(tied[0])


def exact_equal_shares(election: Election, rule: Rule) -> tuple[Bought, Fraction, int]:
    """The purchases and the endowment; add1 one step at a time, add-opt by halving the gap.

    Any difference shows in the purchases or in who pays, so the next change is found between
    a share that gives the same and one that does not, as the simplest number there.
    """
    plain = Plain(election)
    allowed, sat = plain.allowed(rule), rule.satisfaction
    share = Fraction(plain.budget, len(plain.voters))
    if rule.completion == "add1":
        step = rule.increment
        share = Fraction(plain.budget // (len(plain.voters) * step) * step) or share
    bought, steps = exact_run(plain, allowed, sat, share), 0
    while rule.completion != "none":
        had = {int(str(each["project"])) for each in bought}
        if not plain.open(allowed - had, bought):
            break
        if rule.completion == "add1":
            after = share + rule.increment
        else:
            after = next_change(plain, allowed, sat, share, bought)
        raised = exact_run(plain, allowed, sat, after)
        if plain.cost_of(raised) > plain.budget:
            break
        bought, share, steps = raised, after, steps + 1
    return bought, share, steps


def next_change(
    plain: Plain, allowed: set[int], satisfaction: str, share: Fraction, bought: Bought
) -> Fraction:
    """The least share above this one at which anything is different.

    Every purse is the share less sums of cost / payers, and changes come where a purse equals
    a cost / payers: so all such sums are tried, in order.
    """
    parts = sorted(
        {
            Fraction(plain.costs[j], k)
            for j in plain.projects
            for k in range(1, len(plain.voters) + 1)
        }
    )
    sums = {Fraction(0)}
    for step in bought:
        rate = Fraction(str(step["rate"]))
        sums |= {each + rate for each in sums}
    tried = sorted({each + part for each in sums for part in parts if each + part > share})

    def seen(at: Fraction) -> list[tuple[object, object]]:
        return [(s["project"], s["full"]) for s in exact_run(plain, allowed, satisfaction, at)]

    before = [(step["project"], step["full"]) for step in bought]
    return next(at for at in tried if seen(at) != before)


def majority_judgement(election: Election, rule: Rule) -> Bought:
    """One middle grade after another is taken away, from lists of all the grades."""
    plain = Plain(election)

    def value(j: int) -> list[int]:
        grades = sorted(ballot.get(j, 0) for ballot in plain.voters)
        return [grades.pop((len(grades) - 1) // 2) for _ in range(len(grades))]

    values = {j: value(j) for j in plain.projects}
    order = sorted(plain.allowed(rule), key=plain.tie)
    order.sort(key=values.__getitem__, reverse=True)
    bought, left = list[dict[str, object]](), plain.budget
    for at, j in enumerate(order):
        free = plain.open(set(order[at:]), bought)
        if j in free and plain.costs[j] <= left:
            left -= plain.costs[j]
            tied = tuple(k for k in order[at + 1 :] if values[k] == values[j] and k in free)
            bought.append({"project": j, "tied": tied})
    return bought
