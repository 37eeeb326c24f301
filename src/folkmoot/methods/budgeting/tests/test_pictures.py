"""The picture of an outcome says what the account says, to eyes and to those who listen."""

from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from folkmoot.methods.budgeting import (
    Election,
    Labels,
    Limit,
    Rule,
    Words,
    bars,
    count,
    explain,
    journeys,
)
from folkmoot.methods.budgeting import picture_of_rounds as picture
from folkmoot.methods.budgeting.lettering import lines_of, shortened, width_of
from folkmoot.methods.budgeting.pictures import COST_AT, MARGIN, WIDTH
from folkmoot.methods.budgeting.tests.makers import a_real_election, a_rule, an_election
from folkmoot.methods.budgeting.tests.village import NAMES, counted, money, the_village
from folkmoot.methods.errors import InvalidInput

SVG = "{http://www.w3.org/2000/svg}"
RUN_ON_PURSES = {"equal-shares", "exact-equal-shares", "phragmen", "bounded-overspending"}


def pence(amount: Fraction) -> str:
    return f"{float(amount):.0f}p"


def labels(election: Election) -> Labels:
    return Labels([f"Thing {j}" for j in range(election.n_projects)], pence)


def texts(drawn: str) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(drawn).iter(f"{SVG}text")]


@given(an_election(), a_rule())
@settings(deadline=None)
def test_every_project_is_drawn_once_and_only_the_funded_reach_the_line(
    election: Election, rule: Rule
) -> None:
    outcome = count(election, rule)
    root = ElementTree.fromstring(picture(election, outcome, labels(election)))
    told = [text.text or "" for text in root.iter(f"{SVG}text")]
    for place, project in enumerate(outcome.funded, start=1):
        assert told.count(f"{place}. Thing {project}") == 1
    for project in set(range(election.n_projects)) - set(outcome.funded):
        assert told.count(f"Thing {project}") == 1
    for box in root.iter(f"{SVG}rect"):
        start, length = float(box.attrib["x"]), float(box.attrib["width"])
        assert start + length <= WIDTH - MARGIN + 0.1
        if "reached" in box.attrib["fill"] and float(box.attrib["height"]) == 16:
            assert start + length < COST_AT - 2


@given(an_election(), a_rule())
@settings(deadline=None)
def test_the_parts_of_a_bar_are_those_of_the_account(election: Election, rule: Rule) -> None:
    outcome = count(election, rule)
    accounts = explain(election, outcome)
    found, ways = bars(election, outcome), journeys(election, outcome)
    assert [bar.project for bar in found if bar.place] == list(outcome.funded)
    for bar in found:
        account = accounts[bar.project]
        assert (bar.why, bar.left, bool(bar.place)) == (account.why, account.left, account.funded)
        if not bar.place:
            assert bar.reached == account.effective_support < 1
            continue
        step = outcome.rounds[bar.place - 1]
        assert bar.full + bar.last + bar.rest == pytest.approx(1)
        assert not bar.rest or step.by == "bounded-overspending"
        had = bar.full + bar.last + bar.kept
        held = ways[bar.project].held if step.by in RUN_ON_PURSES else ways[bar.project].left
        assert bar.topped_up or had == pytest.approx(float(held[bar.place - 1]) / bar.cost)
        by_ticks = rule.satisfaction != "points" and step.by in {
            "equal-shares",
            "phragmen",
            "bounded-overspending",
        }
        if by_ticks:
            assert bar.full * bar.cost == pytest.approx(float(step.cap * step.paid_full))


def test_a_name_cannot_break_out_of_the_picture() -> None:
    election = Election.of(approvals=[[1, 1]], costs=[6, 9], budget=12)
    names = ["</text><script>alert(1)</script>", "A & B\x00\x1b"]
    drawn = picture(election, count(election, Rule("greedy")), Labels(names, pence))
    assert "<script" not in drawn
    assert "1. </text><script>alert(1)</script>" in " ".join(texts(drawn))
    assert any("A & B" in text for text in texts(drawn))


def test_the_picture_asks_for_nothing_from_elsewhere_and_holds_no_script_or_style() -> None:
    file = a_real_election("Poland_Swiecie_2023")
    names = [project.name for project in file.projects]
    outcome = count(file.election, Rule.parse("equal-shares"))
    drawn = picture(file.election, outcome, Labels(names, pence))
    root = ElementTree.fromstring(drawn)
    assert {each.tag.removeprefix(SVG) for each in root.iter()} == {
        "svg", "title", "desc", "defs", "pattern", "path", "circle", "rect", "text",
    }  # fmt: skip
    assert not any(name in drawn for name in ("href", "style=", "onload", "@import"))
    assert len(drawn) < 1000 * len(names) + 3000


def test_someone_who_cannot_see_it_hears_what_it_shows() -> None:
    election = Election.of(approvals=[[1, 1], [1, 0]], costs=[6, 90], budget=100)
    drawn = picture(election, count(election, Rule("equal-shares")), labels(election), ids="one")
    root = ElementTree.fromstring(drawn)
    title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "one-title one-words"
    assert title is not None
    assert told is not None
    assert (title.attrib["id"], told.attrib["id"]) == ("one-title", "one-words")
    assert "1 are funded" in (told.text or "")


def test_the_picture_in_the_manual_is_the_one_that_is_drawn() -> None:
    drawn = picture(the_village(), counted("mes"), Labels(NAMES, money))
    kept = Path(__file__).resolve().parents[5] / "docs" / "methods" / "village.svg"
    assert kept.read_text(encoding="utf-8") == drawn + "\n"


def test_it_can_speak_another_language() -> None:
    election = Election.of(approvals=[[1]], costs=[6], budget=10)
    words = Words(title="Arian pwy aeth i ble", funded="Wedi’u hariannu")
    drawn = picture(election, count(election, Rule("greedy")), labels(election), words=words)
    assert "Arian pwy aeth i ble" in drawn
    assert "Wedi’u hariannu" in texts(drawn)


def test_what_is_missing_or_unsafe_is_refused_in_words() -> None:
    election = Election.of(approvals=[[1]], costs=[6], budget=10)
    outcome = count(election, Rule("greedy"))
    with pytest.raises(InvalidInput, match="its own name"):
        picture(election, outcome, Labels([], pence))
    with pytest.raises(InvalidInput, match="letters, digits and hyphens"):
        picture(election, outcome, labels(election), ids='a"b')


def test_long_names_are_broken_and_cut_but_never_run_over() -> None:
    name = "Modernizacja " * 20
    for line in lines_of(name.strip(), 300, size=13, most=2):
        assert width_of(line, 13) <= 300
    assert len(lines_of(name.strip(), 300, size=13, most=2)) == 2
    assert shortened("Short", 300, size=13) == "Short"
    assert width_of(shortened("m" * 90, 100, size=13), 13) <= 100
    assert lines_of("1\xa0250\xa0zł", 30, size=13, most=2) == ["1…"]


def test_down_a_list_the_picture_speaks_of_the_budget_and_not_of_supporters() -> None:
    ballots = [[1, 0, 0]] * 3 + [[0, 1, 0]] * 2 + [[0, 0, 1]]
    election = Election.of(approvals=ballots, costs=[30, 60, 32], budget=66)
    listed = texts(picture(election, count(election, Rule("greedy")), labels(election)))
    assert "left of the budget at its turn" in listed
    assert not any("supporters" in text for text in listed)
    topped_up = count(election, Rule.parse("equalshares/add1u"))
    told = texts(picture(election, topped_up, labels(election)))
    assert "32p · one vote · from what was left over" in told


def test_a_project_that_lost_a_tie_is_not_drawn_as_if_it_had_lacked_money() -> None:
    election = Election.of(approvals=[[1, 1], [1, 1]], costs=[60, 60], budget=100)
    told = texts(picture(election, count(election, Rule("equal-shares")), labels(election)))
    assert "exactly level with another, which the tie order put first" in " ".join(told)
    assert not any("%" in text for text in told)


def test_who_is_ruled_out_by_a_limit_is_marked_and_told_who_is_funded_instead() -> None:
    election = Election.of(approvals=[[1, 1, 0]] * 5 + [[0, 1, 1]], costs=[40, 40, 90], budget=120)
    limited = election.with_limits([Limit((0, 1), number=1)])
    drawn = picture(limited, count(limited, Rule("equal-shares")), labels(limited))
    told = texts(drawn)
    assert "ruled out by a limit it shares with “Thing 1”" in told
    assert "ruled out by a limit on what is funded together" in told, "in the legend"
    assert drawn.count('fill="url(#rounds-barred)"') == 2, "in the legend and on one bar"
    free = picture(election, count(election, Rule("equal-shares")), labels(election))
    assert "barred)" not in free


def test_what_breaks_a_limit_by_itself_is_told_so() -> None:
    election = Election.of(approvals=[[1, 1]], costs=[40, 10], budget=120)
    limited = election.with_limits([Limit((0,), money=30)])
    drawn = picture(limited, count(limited, Rule("greedy")), labels(limited))
    assert "ruled out by a limit, even alone" in texts(drawn)


def test_what_its_supporters_could_pay_for_too_late_is_not_drawn_as_if_it_were_paid() -> None:
    election = Election.of(approvals=[[1, 0], [1, 0], [0, 1]], costs=[60, 50], budget=100)
    drawn = picture(election, count(election, Rule("phragmen")), labels(election))
    assert "enough, but too late: the money was gone" in texts(drawn)
    boxes = ElementTree.fromstring(drawn).iter(f"{SVG}rect")
    fills = [box.attrib["fill"] for box in boxes if float(box.attrib["height"]) == 16]
    assert fills[1:] == ["none", "none"], "the whole cost, and what it came to: both hollow"
