"""Who pays how much in which year, and what it comes to: every total is the sum of its parts."""

from dataclasses import dataclass

from folkmoot.programmes.models import Version


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One funder's money, year by year, in pence."""

    key: int
    name: str
    amounts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All years."""
        return sum(self.amounts)


@dataclass(frozen=True, slots=True)
class Budget:
    """All funders' money: a row for each, a column for each year."""

    years: tuple[int, ...]
    rows: tuple[BudgetRow, ...]

    @property
    def by_year(self) -> tuple[int, ...]:
        """All funders, year by year."""
        return tuple(sum(row.amounts[at] for row in self.rows) for at in range(len(self.years)))

    @property
    def lines(self) -> list[BudgetRow]:
        """The same by year: a line for each, an amount for each funder."""
        return [
            BudgetRow(year, year_named(year), tuple(row.amounts[at] for row in self.rows))
            for at, year in enumerate(self.years)
        ]

    @property
    def total(self) -> int:
        """Everything."""
        return sum(row.total for row in self.rows)


def year_named(year: int) -> str:
    """The financial year that begins in April of a year.

    >>> year_named(2027), year_named(2099)
    ('2027–28', '2099–00')
    """
    return f"{year}–{(year + 1) % 100:02}"


def budget_of(version: Version) -> Budget:
    """The money in a version; two queries."""
    years = tuple(version.years)
    rows = []
    for funder in version.funders.select_related("organisation").prefetch_related("envelopes"):
        given = {each.year: each.amount_pence for each in funder.envelopes.all()}
        amounts = tuple(given.get(year, 0) for year in years)
        rows.append(BudgetRow(funder.pk, funder.organisation.name, amounts))
    return Budget(years, tuple(rows))
