"""Days of support are kept in quarters, so that they add up exactly."""

QUARTERS = 4  # of a day: the smallest part that is promised and given
PARTS = {0: "", 1: "¼", 2: "½", 3: "¾"}


def days(n_quarters: int) -> str:
    """Quarter days as people say them.

    >>> [days(number) for number in (0, 1, 4, 6, 11)]
    ['no days', '¼ day', '1 day', '1½ days', '2¾ days']
    """
    whole, part = divmod(n_quarters, QUARTERS)
    if not n_quarters:
        return "no days"
    said = f"{whole or ''}{PARTS[part]}"
    return f"{said} {'day' if n_quarters <= QUARTERS else 'days'}"
