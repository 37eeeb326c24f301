"""The village of the worked examples in `docs/methods`, and its counts as table rows."""

from fractions import Fraction

from folkmoot.methods.budgeting import Account, Election, Outcome, Rule, count, explain

# Ten people, £900. What each project costs in pounds, and which of the ten chose it.
PROJECTS = {
    "Skate ramp": (400, (1, 2, 3, 4, 5, 6)),
    "Trees and benches": (320, (1, 2, 3, 4, 5)),
    "Lunch club": (200, (7, 8, 9)),
    "Book corner": (120, (5, 6, 7)),
    "Bike repair": (60, (9, 10)),
}
NAMES = tuple(PROJECTS)


def the_village() -> Election:
    """Costs and budget in pence."""
    return Election.of(
        approvals=[[voter in who for _, who in PROJECTS.values()] for voter in range(1, 11)],
        costs=[100 * pounds for pounds, _ in PROJECTS.values()],
        budget=90_000,
    )


def counted(rule: str) -> Outcome:
    return count(the_village(), Rule.parse(rule))


def money(pence: Fraction | int) -> str:
    """£66.67, or £70 where whole."""
    pounds = Fraction(pence) / 100
    return f"£{pounds}" if pounds.denominator == 1 else f"£{float(pounds):.2f}"


def bought(rule: str) -> list[str]:
    """One row a purchase: order, project, cost, votes, most paid by one, full and last payers."""
    return [
        f"| {number} | {NAMES[step.project]} | {money(int(the_village().costs[step.project]))} "
        f"| {step.votes} | {money(step.cap)} | {float(step.effective_votes):.1f} "
        f"| {step.paid_full} | {step.paid_rest} |"
        for number, step in enumerate(counted(rule).rounds, start=1)
    ]


def listed(rule: str) -> list[str]:
    """One row a purchase, for rules that go down a list: order, project, cost, votes, left."""
    election, left, rows = the_village(), 90_000, []
    for number, step in enumerate(counted(rule).rounds, start=1):
        cost = int(election.costs[step.project])
        left -= cost
        rows.append(
            f"| {number} | {NAMES[step.project]} | {money(cost)} | {step.votes} | {money(left)} |"
        )
    return rows


def saved(rule: str) -> list[str]:
    """One row a purchase by Phragmen: order, project, cost, votes, saved by each by then."""
    return [
        f"| {number} | {NAMES[step.project]} | {money(int(the_village().costs[step.project]))} "
        f"| {step.votes} | {money(step.time)} | {money(step.cap)} |"
        for number, step in enumerate(counted(rule).rounds, start=1)
    ]


def supported(rule: str) -> list[str]:
    """One row a project: effective support rounded down, what its supporters have left, why."""
    return [
        f"| {NAMES[account.project]} | {int(account.effective_support * 100)}% "
        f"| {money(account.left)} | {account.why} | {_taken(account)} |"
        for account in explain(the_village(), counted(rule))
    ]


def village() -> list[str]:
    """One row a project: cost, who chose it, votes."""
    return [
        f"| {name} | £{pounds} | {', '.join(map(str, who))} | {len(who)} |"
        for name, (pounds, who) in PROJECTS.items()
    ]


def compared() -> list[str]:
    """The comparison with most votes wins, in one row."""
    found = counted("equalshares/comparison").compared
    assert found is not None
    stands = {"greedy": "most votes wins", "equal-shares": "equal shares"}[found.kept]
    return [
        f"| {found.prefer_equal_shares} | {found.prefer_greedy} | {found.indifferent} | {stands} |"
    ]


def tied() -> list[str]:
    """The projects of the first tie, in the order it was decided."""
    election = the_village()
    step = next(step for step in counted("equalshares/add1").rounds if step.tied_with)
    return [
        f"| {NAMES[j]} | {money(int(election.costs[j]))} | {election.votes[j]} "
        f"| {money(Fraction(int(election.costs[j]), int(election.votes[j])))} |"
        for j in (step.project, *step.tied_with)
    ]


def _taken(account: Account) -> str:
    return ", ".join(f"{NAMES[j]} {money(paid)}" for j, paid, _ in account.taken) or "–"
