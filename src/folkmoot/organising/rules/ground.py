"""Streets, groups, and doors where people want to be left in peace."""

from datetime import date

from folkmoot.organising.models import Street

LEFT_IN_PEACE_DAYS = 730


def why_not_name(name: str, number: int | None) -> str:
    """A street or group has a short name, and a number that can be true."""
    if not name.strip():
        return "Give it a name."
    if len(name) > 80:
        return f"Keep the name to 80 letters; this has {len(name)}."
    if number is not None and number < 0:
        return "There cannot be fewer than none."
    return ""


def why_not_end_street(street: Street) -> str:
    """A street is taken off the list once; what was said there stays."""
    return "It is off the list already." if street.ended_at else ""


def why_not_leave_in_peace(house: str, until_date: date | None, *, today: date) -> str:
    """A door has a number or a name, and an end: people move."""
    if not house.strip():
        return "Which door is it? Write its number or name."
    if len(house) > 40:
        return "Keep the number or name of the door to 40 letters."
    if until_date is None or until_date <= today:
        return "Until when? Choose a day to come; two years is usual."
    return ""
