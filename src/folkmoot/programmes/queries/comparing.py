"""What changed from one version to the next, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from folkmoot.kernel.ui.words import day, money
from folkmoot.programmes.models import Version
from folkmoot.programmes.queries.money import budget_of, year_named


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: what, in a sentence; for longer words, how they were and are."""

    sentence: str
    was: str = ""
    now: str = ""


def changes_between(old: Version, new: Version) -> list[Change]:
    """Everything that differs, in the order of the page; some ten queries."""
    return [
        *_terms(old, new),
        *_criteria(old, new),
        *_money(old, new),
        *_phases(new),
    ]


def _terms(old: Version, new: Version) -> Iterable[Change]:
    if old.principles != new.principles:
        yield Change("What it is for is worded differently.", old.principles, new.principles)
    if old.rule != new.rule:
        yield Change(
            f"It decides in another way. Before: {old.get_rule_display().lower()}. "
            f"Now: {new.get_rule_display().lower()}."
        )
    if old.quorum != new.quorum:
        yield Change(f"{new.quorum} funders have to decide, instead of {old.quorum}.")
    before, after = old.delegations.splitlines(), new.delegations.splitlines()
    yield from (Change(f"Handed over: {line}") for line in after if line not in before)
    yield from (Change(f"No longer handed over: {line}") for line in before if line not in after)


def _criteria(old: Version, new: Version) -> Iterable[Change]:
    before = {each.name: each.weight for each in old.criteria.all()}
    after = {each.name: each.weight for each in new.criteria.all()}
    for name, weight in after.items():
        if name not in before:
            yield Change(f"New criterion: {name}, {weight} of 100.")
        elif before[name] != weight:
            yield Change(f"{name} counts {weight} of 100, instead of {before[name]}.")
    yield from (Change(f"No longer a criterion: {name}.") for name in before if name not in after)


def _money(old: Version, new: Version) -> Iterable[Change]:
    was, now = budget_of(old), budget_of(new)
    before = {row.name: dict(zip(was.years, row.amounts, strict=True)) for row in was.rows}
    after = {row.name: dict(zip(now.years, row.amounts, strict=True)) for row in now.rows}
    for name, amounts in after.items():
        if name not in before:
            yield Change(f"{name} joins, with {money(sum(amounts.values()))}.")
            continue
        for year in sorted({*amounts, *before[name]}):
            then, given = before[name].get(year, 0), amounts.get(year, 0)
            if then != given:
                yield Change(
                    f"{name} gives {money(given)} for {year_named(year)}, instead of {money(then)}."
                )
    for name in before:
        if name not in after:
            yield Change(f"{name} no longer pays.")
    if was.total != now.total:
        yield Change(f"Together that is {money(now.total)}, instead of {money(was.total)}.")


def _phases(new: Version) -> Iterable[Change]:
    for longer in new.extensions.select_related("phase"):
        yield Change(
            f"Phase {longer.phase.number}, {longer.phase.name}, goes on until "
            f"{day(longer.ends_date)}. {longer.why}"
        )
    for each in new.phases.all():
        yield Change(
            f"New phase {each.number}, {each.name}: {day(each.starts_date)} to "
            f"{day(each.ends_date)}, up to {money(each.ceiling_pence)} for each place. "
            f"To enter it: {each.gate}"
        )
