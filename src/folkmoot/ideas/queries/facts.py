"""Short facts in words: costs, credits, the rows of a summary list."""

from collections.abc import Iterable

from folkmoot.ideas.models import Author, ProposalText, Verdict
from folkmoot.kernel.ui.words import money

Facts = list[tuple[str, str]]


def cost_range(least: int | None, most: int | None) -> str:
    """A cost as people say it: £500 to £900, about £500, or nothing.

    >>> cost_range(500_00, 900_00), cost_range(0, 900_00), cost_range(5_00, 5_00)
    ('£500 to £900', 'up to £900', 'about £5')
    """
    if least is None or most is None:
        return ""
    if least == most:
        return f"about {money(most)}" if most else "nothing"
    return f"{money(least)} to {money(most)}" if least else f"up to {money(most)}"


def running_cost(pence: int | None, by: str) -> str:
    """A running cost with who carries it."""
    if pence is None:
        return f"Carried by {by}" if by else ""
    return f"{money(pence)} a year" + (f", carried by {by}" if by else "")


def credit_of(authors: Iterable[Author]) -> str:
    """Who is credited, in one phrase."""
    names = [author.credit for author in authors]
    if len(names) < 3:
        return " and ".join(names) or "A resident"
    return f"{names[0]}, {names[1]} and {len(names) - 2} more"


def text_facts(text: ProposalText) -> Facts:
    """What a proposal says in short."""
    cost = cost_range(text.cost_least_pence, text.cost_most_pence)
    running = running_cost(text.running_pence, text.running_by)
    rows = [
        ("May cost", cost or "Not known yet"),
        ("Each year after", running),
        ("About", text.theme),
        ("Where", text.where_words),
        ("Under-18s", "Welcome" if text.under_18s_welcome else "Not suited"),
    ]
    return [(name, value) for name, value in rows if value]


def answer_cost(verdict: Verdict | None) -> str:
    """What officers say it costs."""
    if verdict is None:
        return ""
    return cost_range(verdict.cost_least_pence, verdict.cost_most_pence)


def answer_facts(verdict: Verdict) -> Facts:
    """What officers found, in short."""
    cost = answer_cost(verdict)
    sure = verdict.get_certainty_display() if verdict.certainty else ""
    rows = [
        ("Would cost", f"{cost[0].upper()}{cost[1:]}" if cost else ""),
        ("How sure", sure),
        ("Each year after", running_cost(verdict.running_pence, verdict.running_by)),
        ("Land", _check(verdict.get_land_display(), verdict.land_words)),
        ("Permissions", _check(verdict.get_consents_display(), verdict.consents_words)),
        ("Equality", _check(verdict.get_equality_display(), verdict.equality_words)),
        ("Interest declared", verdict.interest or "None"),
    ]
    return [(name, value) for name, value in rows if value]


def _check(found: str, words: str) -> str:
    return f"{found}: {words}" if words else found
