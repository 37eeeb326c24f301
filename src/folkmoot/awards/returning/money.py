"""Money by the lines of a budget: planned, spent, expected, and how it will come out."""

from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot.kernel.ui.words import money


@dataclass(frozen=True, slots=True)
class LineMoney:
    """One line in one period, in pence; None where nobody has said.

    `before` is what earlier periods told was spent. `expected` is what is expected from the end
    of this period to the end of the award.
    """

    heading: str
    budget: int
    planned: int
    before: int
    spent: int | None
    expected: int | None

    @property
    def off_plan(self) -> int | None:
        """How much more than planned was spent in this period; less than nought: less."""
        return None if self.spent is None else self.spent - self.planned

    @property
    def outcome(self) -> int | None:
        """What the line will have cost at the end, as it is now expected."""
        if self.spent is None or self.expected is None:
            return None
        return self.before + self.spent + self.expected

    @property
    def variance(self) -> int | None:
        """How much more than its budget the line will have cost; less than nought: less."""
        return None if self.outcome is None else self.outcome - self.budget

    @property
    def off_plan_said(self) -> str:
        """The same in words; "" when it is not said."""
        return more_or_less(self.off_plan, "as planned")

    @property
    def variance_said(self) -> str:
        """How it will come out, in words; "" when it is not said."""
        return more_or_less(self.variance, "as budgeted")


def more_or_less(pence: int | None, neither: str) -> str:
    """A difference as one says it.

    >>> more_or_less(-500, "as planned"), more_or_less(0, "as planned")
    ('£5 less', 'as planned')
    """
    if pence is None:
        return ""
    if not pence:
        return neither
    return f"{money(abs(pence))} {'more' if pence > 0 else 'less'}"


def total(lines: Sequence[LineMoney]) -> LineMoney:
    """All lines together: each column is the sum of what it opens to.

    What nobody has said yet counts as nought, and the whole is unsaid only when every line is.
    """
    return LineMoney(
        heading="Together",
        budget=sum(each.budget for each in lines),
        planned=sum(each.planned for each in lines),
        before=sum(each.before for each in lines),
        spent=_sum([each.spent for each in lines]),
        expected=_sum([each.expected for each in lines]),
    )


def _sum(values: Sequence[int | None]) -> int | None:
    said = [each for each in values if each is not None]
    return sum(said) if said else None
