"""A bad file is refused whole, in one sentence that names the line, however it is read."""

import pytest

from folkmoot.methods.budgeting.pabulib import PabulibError, read, write
from folkmoot.methods.budgeting.tests.files import GOOD, reading, told, ways, with_line

FAULTS: list[tuple[int, str | None, int | None, str]] = [
    (1, "WAFFLES", 1, "no section called WAFFLES"),
    (1, None, 1, "begins with the section META"),
    (3, "budget;0", 3, "more than nothing"),
    (3, "budget;-5", 3, "more than nothing"),
    (3, "budget;lots", 3, "not an amount of money"),
    (3, "budget", 3, "has no value"),
    (3, None, 1, "does not say the budget"),
    (4, "vote_type;shouting", 4, "not one of approval"),
    (4, None, 1, "does not say the vote_type"),
    (4, "vote_type;cumulative", 13, "column “points” is missing"),
    (4, "vote_type;knapsack\nmax_sum_cost;900.5", None, ""),
    (5, "num_projects;3", 5, "says it has 3 projects, but 2 follow"),
    (6, "num_votes;2", 6, "says it has 2 votes, but 3 follow"),
    (7, "max_length;1", 14, "2 choices, and 1 are allowed"),
    (7, "max_length;many", 7, "not a whole number"),
    (8, None, 15, "section PROJECTS is missing"),
    (8, "META", 8, "appears twice"),
    (9, "project_id;name", 9, "column “cost” is missing"),
    (10, "7;0;Ramp", 10, "more than nothing"),
    (10, "7;-4;Ramp", 10, "more than nothing"),
    (10, "7;4,5;Ramp", 10, "not an amount of money"),
    (10, "a-9;400;Ramp", 11, "two projects with the id “a-9”"),
    (10, "7", 10, "1 columns here, but 3 names above"),
    (10, "7;400;Ramp;extra", 10, "4 columns here, but 3 names above"),
    (10, '7;400;"Ramp', 10, "quotation mark"),
    (12, None, 15, "section VOTES is missing"),
    (12, "VOTES\nPROJECTS", 13, "appears twice"),
    (13, "voter_id;votes", 13, "column “vote” is missing"),
    (14, "1;7,8;30", 14, "no project “8”"),
    (14, "2;7;30", 15, "two votes by the voter “2”"),
    (14, "1", 14, "needs 2 columns"),
    (14, "SPOILT", 14, "no section called SPOILT"),
]


BIG = "9" * 41
MORE_FAULTS: list[tuple[int, str | None, int | None, str]] = [
    (2, "key", 2, "column “value” is missing"),
    (3, "budget;900,50", 3, "not an amount of money"),
    (3, "budget;", 3, "The budget is missing"),
    (2, "key,value", 2, "missing: fields are parted by semicolons, and here are commas"),
    (10, "7;;Ramp", 10, "The cost of project 7 is missing"),
    (3, "budget;0.0000", 3, "more than nothing"),
    (3, "budget;٣", 3, "not an amount of money"),
    (3, f"budget;{BIG}", 3, "more digits than can be counted"),
    (3, f"budget;{2**62}", 3, "too large to be counted exactly"),
    (4, "vote_type;approval\nbudget;5", 5, "META says “budget” twice"),
    (7, "max_length;1234567890", 7, "whole number of at most 9 digits"),
    (8, "VOTES", 12, "VOTES appears twice"),
    (13, "project_id;cost", 13, "column “voter_id” is missing"),
    (10, f"7;{2**61};Ramp", 10, "too large to be counted exactly"),
    (10, ";400;Ramp", 10, "cannot be voted for"),
    (10, '"7,8";400;Ramp', 10, "cannot be voted for"),
    (11, "a-9;320.25;Trees\nMETA", 12, "META appears twice"),
    (14, '1;"7,a-9;30', 14, "quotation mark is opened and not closed"),
    (14, '1;"7"a-9;30', 14, "quotation mark is opened and not closed, or something"),
    (14, "1;7,;30", 14, "no project “”"),
    (14, "1;7, 8 ;30", 14, "no project “8”"),
    (14, "VOTES", 14, "The section VOTES appears twice"),
    (14, "PROJECTS", 14, "The section PROJECTS appears twice"),
    (15, "2;7;31;more\n2;7;31", 16, "two votes by the voter “2”"),
]


@pytest.mark.parametrize(("number", "text", "line", "sentence"), FAULTS + MORE_FAULTS, ids=str)
def test_a_fault_is_named_with_its_line(
    number: int, text: str | None, line: int | None, sentence: str
) -> None:
    for way in ways():
        with reading(way):
            if line is None:
                read(with_line(number, text))
                continue
            with pytest.raises(PabulibError, match=sentence) as refused:
                read(with_line(number, text))
        assert refused.value.line == line, way
        assert str(refused.value).startswith(f"Line {line}: ")


def test_the_first_fault_is_named_whatever_its_kind() -> None:
    rows = {14: "1;7,8;30", 15: "1;7;31", 16: "3"}  # no such project; twice; too few columns
    lines = GOOD.split("\n")
    for number in (16, 15, 14):
        lines[number - 1] = rows[number]
        for way in ways():
            refused = told("\n".join(lines).encode(), way)
            assert isinstance(refused, tuple)
            assert refused[0] == number, way


@pytest.mark.parametrize("empty", [b"", b"  \r\n\n", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_refused(empty: bytes) -> None:
    with pytest.raises(PabulibError, match="Line 1: The file is empty"):
        read(empty)


def test_a_file_in_another_encoding_is_refused_where_it_begins() -> None:
    for end in ("\n", "\r\n", "\r"):
        latin = GOOD.replace("Trees", "Bäume").replace("\n", end).encode("latin-1")
        with pytest.raises(PabulibError, match="Line 11: This is not text in UTF-8"):
            read(latin)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_a_file_in_utf_16_is_refused_on_its_first_line(encoding: str) -> None:
    with pytest.raises(PabulibError, match="Line 1: This"):
        read(GOOD.encode(encoding))
    with pytest.raises(PabulibError, match="Line 1: This file is in UTF-16"):
        read(GOOD.encode("utf-16"))


def test_junk_is_refused() -> None:
    for junk in (
        bytes(range(256)) * 9,
        b"\x89PNG\r\n\x1a\n" + bytes(400),
        b"PK\x03\x04" + b"7" * 99,
    ):
        with pytest.raises(PabulibError):
            read(junk)


def test_a_zero_byte_is_refused_where_it_stands() -> None:
    with pytest.raises(PabulibError, match="Line 15: This is not text: it holds a zero byte"):
        read(GOOD.replace("2;7;31", "2;\0007;31").encode())


@pytest.mark.parametrize("told_so", [True, False])
def test_a_file_cut_in_the_middle_of_a_vote_is_refused(told_so: bool) -> None:
    """Without num_votes, a cut shows while the last row lacks a column."""
    whole = GOOD if told_so else GOOD.replace("num_votes;3\n", "")
    for size in range(1, len("\n3;;32\n")):
        for way in ways():
            with reading(way):
                if whole[:-size].endswith(("\n3;;32", "\n3;;3", "\n3;;")) or (
                    not told_so and whole[:-size].endswith("\n2;7;31\n")
                ):
                    read(whole[:-size].encode())
                    continue
                with pytest.raises(PabulibError):
                    read(whole[:-size].encode())


def test_a_file_cut_anywhere_before_the_votes_is_refused() -> None:
    end = GOOD.index("1;7,a-9;30")
    for size in range(end):
        with pytest.raises(PabulibError):
            read(GOOD[:size].encode())


def test_costs_with_four_decimals_are_counted_exactly() -> None:
    file = read(with_line(10, "7;0.0001;Ramp"))
    assert file.money_scale == 10_000
    assert file.election.costs.tolist() == [1, 3_202_500]
    assert file.election.budget == 9_005_000


def test_money_beyond_what_a_float_holds_is_counted_exactly() -> None:
    cost = 2**53 + 1
    data = with_line(10, f"7;{cost};Ramp").replace(b"320.25", b"320").replace(b"900.50", b"900")
    assert read(data).election.costs.tolist() == [cost, 320]


def test_points_are_counted_up_to_a_stated_bound() -> None:
    def file(points: str) -> bytes:
        data = GOOD.replace("approval", "cumulative").replace(";age", ";points")
        data = data.replace("7,a-9;30", f"7,a-9;{points},1").replace("2;7;31", "2;7;1")
        return data.replace("3;;32", "3;;").encode()

    for way in ways():
        with reading(way):
            assert read(file("2147483647")).election.points.tolist() == [2**31, 1]
            for points in ("2147483648", "9" * 5000, "-1", "x", "1.5"):
                with pytest.raises(PabulibError, match=r"Line 14: The points .* whole number"):
                    read(file(points))


def test_a_quoted_field_may_have_so_many_characters_and_no_more() -> None:
    longest = 131_072
    for way in ways():
        with reading(way):
            read(with_line(15, f'2;7;"{"ł" * longest}"'))
            with pytest.raises(PabulibError, match="Line 15: A field has more than 131,072"):
                read(with_line(15, f'2;7;"{"ł" * (longest + 1)}"'))
            with pytest.raises(PabulibError, match="Line 15: A field has more than 131,072"):
                read(with_line(15, "2;7;" + "x" * (longest + 1)))


def test_a_quotation_mark_left_open_in_a_large_file_is_named_by_its_line() -> None:
    """Reading ends where the longest field does: it took minutes when fields had no end."""
    rows = "".join(f"{number};7;30\n" for number in range(100, 200_000))
    data = with_line(14, '1;"7;30').replace(b"num_votes;3\n", b"") + rows.encode()
    with pytest.raises(PabulibError, match="Line 13: A field has more than 131,072"):
        read(data)


def test_a_sentence_shows_only_the_beginning_of_what_is_long() -> None:
    with pytest.raises(PabulibError) as refused:
        read(with_line(15, f"2;{'x' * 5000};31"))
    assert len(refused.value.sentence) < 120


def test_sections_may_come_in_any_order() -> None:
    head, votes = GOOD[: GOOD.index("PROJECTS")], GOOD[GOOD.index("VOTES") :]
    projects = GOOD[len(head) : -len(votes)]
    for order in ((votes, projects, head), (projects, votes, head), (head, votes, projects)):
        for way in ways():
            with reading(way):
                file = read("".join(order).encode())
            assert write(file) == write(read(GOOD.encode())), way
