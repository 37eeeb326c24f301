"""The words an agreement begins with: what was decided, whole, so that nobody types a sum twice."""

from folkmoot.awards.models import Award
from folkmoot.kernel.ui.words import day, money


def first_terms(award: Award) -> str:
    """The agreement on an award before anybody edits it: sum, days, lines, conditions."""
    decides = f" and pays what {award.partnership} decides" if award.partnership else ""
    lines = [f"{each.heading}: {money(each.pence)}" for each in award.budget.all()]
    conditions = [each.words for each in award.conditions.all()]
    parts = [
        f"{award.funder} gives {award.recipient} {money(award.awarded_pence)} for “{award.title}”, "
        f"from {day(award.starts_date)} to {day(award.ends_date)}.",
        "\n".join(["It is for:", *lines]) if lines else "",
        f"{award.recipient} holds the money{decides}.",
        "\n".join(["Before money flows:", *conditions]) if conditions else "",
        f"{award.recipient} reports when a return is due, keeps the bills and shows them when "
        "asked, and gives back what was not spent.",
    ]
    return "\n\n".join(part for part in parts if part)
