"""Every rule again, slowly: one voter at a time, fractions throughout, no cleverness.

Kept only to be compared with. It shares no code with what it checks.
"""

from fractions import Fraction

from folkmoot.methods.budgeting import Election, Rule

Bought = list[dict[str, object]]


class Plain:
    """An election as a list of voters, each a dict of project to points."""

    def __init__(self, election: Election) -> None:
        self.costs = [int(cost) for cost in election.costs]
        self.budget = election.budget
        self.lots = [int(lot) for lot in election.lots]
        self.limits = [(set(L.projects), L.number, L.money) for L in election.limits]
        self.voters: list[dict[int, int]] = []
        for row, number in enumerate(election.weights):
            span = range(int(election.indptr[row]), int(election.indptr[row + 1]))
            ballot = {int(election.indices[at]): int(election.scores[at]) for at in span}
            self.voters += [ballot] * int(number)
        self.projects = range(len(self.costs))
        self.votes = [sum(j in ballot for ballot in self.voters) for j in self.projects]
        self.points = [sum(ballot.get(j, 0) for ballot in self.voters) for j in self.projects]

    def tie(self, project: int) -> tuple[int, int, int]:
        return self.costs[project], -self.votes[project], self.lots[project]

    def allowed(self, rule: Rule) -> set[int]:
        """Projects that nobody chose, or that cost more than all the money, never win."""
        return {
            j
            for j in self.projects
            if self.votes[j]
            and self.costs[j] <= self.budget
            and self.points[j] >= rule.minimum_votes
            and self.keeps_limits({j})
            and Fraction(100 * self.votes[j], len(self.voters)) >= rule.minimum_percent
            and not (
                rule.eligibility_cut
                and Fraction(self.votes[j], len(self.voters))
                < Fraction(self.costs[j], 3 * self.budget)
            )
        }

    def keeps_limits(self, funded: set[int]) -> bool:
        """Whether these projects may all be funded, as far as the limits go."""
        for projects, number, money in self.limits:
            here = projects & funded
            if number is not None and len(here) > number:
                return False
            if money is not None and sum(self.costs[j] for j in here) > money:
                return False
        return True

    def open(self, waiting: set[int], bought: Bought) -> set[int]:
        """Those waiting which no limit rules out after what was bought."""
        return {j for j in waiting if self.keeps_limits(projects_of(bought) | {j})}

    def cost_of(self, bought: Bought) -> int:
        return sum(self.costs[int(str(step["project"]))] for step in bought)


def projects_of(bought: Bought) -> set[int]:
    return {int(str(step["project"])) for step in bought}


def counted(election: Election, rule: Rule) -> tuple[Bought, Fraction, int]:
    """The purchases, the endowment and the number of raises."""
    plain = Plain(election)
    allowed = plain.allowed(rule)
    if rule.family == "phragmen":
        return phragmen(plain, allowed), Fraction(0), 0
    if rule.family != "equal-shares":
        return by_list(plain, allowed, rule.family, plain.budget), Fraction(0), 0
    if rule.completion == "none":
        share = Fraction(plain.budget, len(plain.voters))
        return equal_shares(plain, allowed, rule.satisfaction, share), share, 0
    bought, share, steps = add1(plain, allowed, rule)
    if rule.completion == "add1-then-votes":
        rest = allowed - projects_of(bought)
        bought += by_list(plain, rest, "greedy", plain.budget - plain.cost_of(bought), bought)
    if rule.completion == "comparison":
        other = by_list(plain, allowed, "greedy", plain.budget)
        if prefer(plain, other, bought) > prefer(plain, bought, other):
            return other, Fraction(0), 0
    return bought, share, steps


def equal_shares(plain: Plain, allowed: set[int], satisfaction: str, share: Fraction) -> Bought:
    purses = [share] * len(plain.voters)
    waiting = set(allowed)
    bought: Bought = []
    while True:
        offers = {}
        for j in plain.open(waiting, bought):
            claims = {
                voter: ballot[j] if satisfaction == "points" else 1
                for voter, ballot in enumerate(plain.voters)
                if j in ballot
            }
            if sum(purses[voter] for voter in claims) >= plain.costs[j]:
                rate = level(plain.costs[j], purses, claims)
                worth = plain.costs[j] if satisfaction == "cost" else 1
                offers[j] = (rate / worth, rate, claims)
        if not offers:
            return bought
        best = min(price for price, _, _ in offers.values())
        tied = sorted((j for j in offers if offers[j][0] == best), key=plain.tie)
        _, rate, claims = offers[tied[0]]
        paid = {voter: min(purses[voter], rate * claims[voter]) for voter in claims}
        full = [voter for voter in claims if purses[voter] >= rate * claims[voter]]
        bought.append(
            {
                "project": tied[0],
                "rate": rate,
                "cap": max(paid.values()),
                "full": len(full),
                "rest": sum(1 for voter in claims if paid[voter] and voter not in full),
                "tied": tuple(tied[1:]),
            }
        )
        for voter in claims:
            purses[voter] -= paid[voter]
        waiting.remove(tied[0])


def level(cost: int, purses: list[Fraction], claims: dict[int, int]) -> Fraction:
    """The least rate at which min(purse, rate * claim) adds up to the cost."""
    able = sorted(claims, key=lambda voter: purses[voter] / claims[voter])
    owed, pull = Fraction(cost), sum(claims.values())
    for voter in able:
        if purses[voter] / claims[voter] >= owed / pull:
            return owed / pull
        owed -= purses[voter]
        pull -= claims[voter]
    raise AssertionError("not affordable")


def add1(plain: Plain, allowed: set[int], rule: Rule) -> tuple[Bought, Fraction, int]:
    step = rule.increment
    share = Fraction(plain.budget // (len(plain.voters) * step) * step)
    if not share or "exact" in rule.completion:
        share = Fraction(plain.budget, len(plain.voters))
    bought, steps = equal_shares(plain, allowed, rule.satisfaction, share), 0
    while waiting := plain.open(allowed - projects_of(bought), bought):
        left = plain.budget - plain.cost_of(bought)
        if "full" in rule.completion and all(plain.costs[j] > left for j in waiting):
            break
        raised = equal_shares(plain, allowed, rule.satisfaction, share + step)
        if plain.cost_of(raised) > plain.budget:
            break
        bought, share, steps = raised, share + step, steps + 1
    return bought, share, steps


def by_list(
    plain: Plain, allowed: set[int], family: str, left: int, before: Bought | None = None
) -> Bought:
    def strength(j: int) -> Fraction:
        per_cost = family.startswith("greedy-per-cost")
        return Fraction(plain.points[j], plain.costs[j] if per_cost else 1)

    bought: Bought = []
    order = sorted(allowed, key=lambda j: (-strength(j), *plain.tie(j)))
    for place, j in enumerate(order):
        free = plain.open(set(order[place:]), (before or []) + bought)
        if j not in free:
            continue
        if plain.costs[j] <= left:
            left -= plain.costs[j]
            tied = tuple(k for k in order[place + 1 :] if strength(k) == strength(j) and k in free)
            bought.append({"project": j, "tied": tied})
        elif family.endswith("no-skip"):
            break
    return bought


def phragmen(plain: Plain, allowed: set[int]) -> Bought:
    purses, now = [Fraction(0)] * len(plain.voters), Fraction(0)
    waiting, left = set(allowed), plain.budget
    bought: Bought = []
    while waiting := plain.open(waiting, bought):
        due = {}
        for j in waiting:
            held = [p for p, ballot in zip(purses, plain.voters, strict=True) if j in ballot]
            due[j] = now + (plain.costs[j] - sum(held, start=Fraction(0))) / plain.votes[j]
        then = min(due.values())
        tied = sorted((j for j in waiting if due[j] == then), key=plain.tie)
        if plain.costs[tied[0]] > left:
            break
        purses = [purse + then - now for purse in purses]
        now = then
        paid = [purses[v] for v, ballot in enumerate(plain.voters) if tied[0] in ballot]
        bought.append(
            {
                "project": tied[0],
                "time": now,
                "cap": max(paid),
                "full": sum(each == max(paid) for each in paid),
                "rest": sum(0 < each < max(paid) for each in paid),
                "tied": tuple(tied[1:]),
            }
        )
        for voter, ballot in enumerate(plain.voters):
            if tied[0] in ballot:
                purses[voter] = Fraction(0)
        left -= plain.costs[tied[0]]
        waiting.remove(tied[0])
    return bought


def prefer(plain: Plain, first: Bought, second: Bought) -> int:
    """Voters who have more points on funded projects of the first than of the second."""

    def gain(ballot: dict[int, int], bought: Bought) -> int:
        return sum(ballot.get(int(str(step["project"])), 0) for step in bought)

    return sum(gain(ballot, first) > gain(ballot, second) for ballot in plain.voters)
