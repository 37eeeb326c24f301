"""The tables in `docs/methods` say what the rules do."""

import doctest
from collections.abc import Callable
from pathlib import Path

import pytest

from folkmoot.methods.budgeting import Rule, count
from folkmoot.methods.budgeting.replay import Why
from folkmoot.methods.budgeting.tests import village, village_measured, village_rules
from folkmoot.methods.budgeting.tests.makers import a_real_election

PAGES = Path(__file__).resolve().parents[5] / "docs" / "methods"

TABLES: list[tuple[str, Callable[..., list[str]], tuple[str, ...]]] = [
    ("README", village.village, ()),
    ("equal-shares", village.bought, ("mes",)),
    ("equal-shares", village.bought, ("equal-shares/count",)),
    ("completions", village.bought, ("equalshares/add1",)),
    ("completions", village.compared, ()),
    ("greedy", village.listed, ("greedy",)),
    ("greedy", village.listed, ("greedy-no-skip",)),
    ("greedy-per-cost", village.listed, ("greedy-per-cost",)),
    ("phragmen", village.saved, ("phragmen",)),
    ("effective-support", village.supported, ("equalshares/add1",)),
    ("effective-support", village.supported, ("greedy",)),
    ("effective-support", village.supported, ("phragmen",)),
    ("ties-and-exactness", village.tied, ()),
    ("limits", village_rules.limited, ("greedy",)),
    ("bounded-overspending", village_rules.covered, ("bos",)),
    ("exact-equal-shares", village_rules.paid_alike, ("ees",)),
    ("exact-equal-shares", village_rules.paid_alike, ("ees/add-opt",)),
    ("majority-judgement", village_rules.graded, ()),
    ("majority-judgement", village_rules.judged, ()),
    ("welfare", village_rules.weighed, ("welfare/cost",)),
    ("welfare", village_rules.weighed, ("welfare/count",)),
    ("effective-support", village_measured.travelled, ("equalshares/add1",)),
    ("distance", village_measured.missed, ("mes",)),
    ("distance", village_measured.missed, ("phragmen",)),
    ("robustness", village_measured.held_firm, ("mes",)),
    ("receipts", village_measured.receipts_of, ("mes",)),
    ("fairness", village_measured.left_behind, ("greedy-no-skip",)),
    ("fairness", village_measured.spreads, ()),
    ("fairness", village_measured.by_kind, ("greedy",)),
]


def page(name: str) -> str:
    return (PAGES / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "rows", "rule"), TABLES, ids=str)
def test_the_worked_example_is_what_the_rule_does(
    name: str, rows: Callable[..., list[str]], rule: tuple[str, ...]
) -> None:
    table = "\n".join(rows(*rule))
    assert f"---|\n{table}\n\n" in page(name) + "\n", f"The table should be:\n{table}"


def test_the_words_around_the_tables_are_true() -> None:
    raised = village.counted("equalshares/add1")
    assert f"raised {raised.add1_steps:,} times by a penny" in page("completions")
    assert f"to {village.money(raised.endowment)}" in page("completions")
    assert f"{village.money(raised.unspent)} is left" in page("completions")
    full = village.counted("equalshares/add1-full")
    assert full.rounds == raised.rounds
    assert f"{full.add1_steps:,}\ntimes, to {village.money(full.endowment)}" in page("completions")
    assert f"{village.money(village.counted('mes').unspent)} is left" in page("equal-shares")
    stopped = village.counted("phragmen")
    assert f"given {village.money(stopped.endowment)}" in page("phragmen")
    assert f"{village.money(stopped.unspent)} is left" in page("phragmen")


def test_the_words_around_the_other_rules_are_true() -> None:
    overspent, raised = village.counted("bos"), village.counted("ees/add-opt")
    assert f"At the end {village.money(overspent.unspent)} is left" in page("bounded-overspending")
    assert raised.add1_steps == 2
    assert f"raised twice, to {village.money(raised.endowment)}" in page("exact-equal-shares")


def test_what_the_best_set_of_the_village_is_worth_is_true() -> None:
    best = village.counted("welfare/cost").optimum
    assert best is not None
    assert f"Together £{best.value // 100:,}, and no set" in page("welfare")
    assert best.at_most == best.value


@pytest.mark.parametrize("name", ["add1", "add1-full", "add1-exact", "add1-exact-full"])
def test_what_the_ways_of_raising_come_to_in_wieliczka_is_true(name: str) -> None:
    election = a_real_election("Poland_Wieliczka_2023_Green_Budget").election
    found = count(election, Rule.parse(f"equal-shares/{name}"))
    share = f"{float(found.endowment):.2f}".removesuffix(".00")
    row = f"| {len(found.funded)} | {found.spent:,} | {share} | {found.add1_steps} |"
    lines = page("completions").splitlines()
    assert any(line.startswith(f"| `{name}`") and line.endswith(row) for line in lines)


def test_every_reason_is_explained() -> None:
    for reason in Why.__args__:  # type: ignore[attr-defined]
        assert f"| `{reason}` |" in page("effective-support"), reason


def test_the_code_on_the_page_about_files_runs() -> None:
    ran = doctest.testfile(str(PAGES / "pabulib.md"), module_relative=False)
    assert ran.attempted
    assert not ran.failed


def test_every_page_can_be_found_from_the_first() -> None:
    for path in PAGES.glob("*.md"):
        assert path.name == "README.md" or f"({path.name})" in page("README"), path.name
