"""When money for small ideas may be shared out among places."""

from folkmoot.awards.models import SharedFund, SmallFund
from folkmoot.kernel.ui.words import money


def why_not_share(*, name: str, what: str, set_aside: int, most: int) -> str:
    """There is money for one grant at least."""
    if not name.strip() or not what.strip():
        return "Say what it is called and what the money is for."
    if most <= 0:
        return "The most for one grant is a penny or more."
    if set_aside < most:
        return "The money set aside is less than the most for one grant. Set more aside."
    return ""


def why_not_give_part(shared: SharedFund, pence: int, *, others: int, is_there: bool) -> str:
    """A place that has no part yet, and within what is left of the whole."""
    if is_there:
        return "This place has its part already. Change that one."
    return _why_not_so_much(shared, pence, others=others)


def why_not_change_part(fund: SmallFund, pence: int, *, others: int, committed: int) -> str:
    """What was given in the place stays covered, and all parts stay within the whole."""
    if fund.shared is None:
        return "This fund is a place's own. Its convenor sets the money."
    if fund.closed_at:
        return "This fund is closed."
    if pence < committed:
        return f"{money(committed)} has been given there already. Give that at least."
    return _why_not_so_much(fund.shared, pence, others=others)


def why_not_give_back(fund: SmallFund, *, left: int) -> str:
    """A closed part gives back what nobody was given; a place's own money stays there."""
    if fund.shared is None:
        return "This fund is a place's own. What is left stays with the place."
    if not fund.closed_at:
        return "Close it first. Until then people can still ask for what is left."
    return "" if left > 0 else "Nothing is left of it."


def why_not_change_whole(shared: SharedFund, pence: int, *, parts: int) -> str:
    """Never less than its parts together, nor than one grant."""
    if pence < parts:
        return f"The places have {money(parts)} together. Set that aside at least."
    if pence < shared.most_pence:
        return f"One grant may be up to {money(shared.most_pence)}. Set that aside at least."
    return ""


def _why_not_so_much(shared: SharedFund, pence: int, *, others: int) -> str:
    left = shared.set_aside_pence - others
    if pence < shared.most_pence:
        return f"One grant may be up to {money(shared.most_pence)}. Give a place that at least."
    return f"{money(max(left, 0))} is left to share out. Give less." if pence > left else ""
