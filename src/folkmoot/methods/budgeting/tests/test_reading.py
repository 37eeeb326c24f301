"""However a file is read, by C, by arrays or row by row, the same comes out of it."""

import mmap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.methods.budgeting import pabulib
from folkmoot.methods.budgeting.core import library
from folkmoot.methods.budgeting.pabulib import Noticed, PabulibError, pieces, read, votes
from folkmoot.methods.budgeting.tests.files import (
    GOOD,
    a_broken_file,
    a_file,
    contents,
    reading,
    told,
    ways,
    with_line,
)
from folkmoot.methods.budgeting.tests.makers import elections_folder


@settings(max_examples=150)
@given(a_file(), st.booleans())
def test_every_way_of_reading_a_file_tells_the_same(data: bytes, lenient: bool) -> None:
    by_rows = told(data, "rows", lenient=lenient)
    for way in ways():
        assert told(data, way, lenient=lenient) == by_rows, way


@settings(max_examples=150)
@given(a_broken_file(), st.booleans())
def test_a_broken_file_is_refused_in_one_sentence_by_all(data: bytes, lenient: bool) -> None:
    by_rows = told(data, "rows", lenient=lenient)  # anything but a PabulibError fails here
    for way in ways():
        assert told(data, way, lenient=lenient) == by_rows, way


@given(a_file(), st.integers(1, 40))
def test_where_a_file_is_cut_into_pieces_makes_no_difference(data: bytes, size: int) -> None:
    whole = told(data, "rows")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "PIECE", size)
        assert told(data, "arrays") == whole


def test_every_real_file_is_the_same_by_every_way() -> None:
    for path in sorted(elections_folder().glob("*.pb")):
        data = path.read_bytes()
        by_rows = told(data, "rows")
        for way in ways():
            assert told(data, way) == by_rows, (path.name, way)


def test_no_real_file_needs_the_slow_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("read row by row")

    monkeypatch.setattr(votes, "_walked", never)
    for path in sorted(elections_folder().glob("*.pb")):
        data = path.read_bytes()
        for way in ("core", "arrays"):
            with reading(way):
                read(data)


def test_ballots_come_in_the_order_in_which_they_are_first_seen() -> None:
    data = GOOD.replace("1;7,a-9", "1;a-9").replace("3;;32", "3;a-9;32\n4;7;33").encode()
    for way in ways():
        with reading(way):
            file = read(data.replace(b"num_votes;3", b"num_votes;4"))
        assert file.ballots == (("a-9",), ("7",)), way
        assert file.election.weights.tolist() == [2, 2], way


def test_names_of_no_project_are_left_out_only_where_asked() -> None:
    data = with_line(15, "2;8,7,9;31")
    with pytest.raises(PabulibError, match="Line 15: There is no project “8”"):
        read(data)
    for way in ways():
        with reading(way):
            file = read(data, lenient=True)
        assert file.election.votes.tolist() == [2, 1], way
        assert file.notes.unknown == Noticed(2, 15), way


def test_what_was_let_pass_is_told_with_its_first_line() -> None:
    data = with_line(15, "2;7,7,7;31")
    for way in ways():
        with reading(way):
            notes = read(data).notes
        assert (notes.empty, notes.repeated, notes.unknown) == (
            Noticed(1, 16), Noticed(2, 15), Noticed(),
        )  # fmt: skip
        assert notes.sentences == (
            "1 ballot chooses nothing (in line 16). It counts as a voter.",
            "2 names are repeated on a ballot (the first in line 15). Each project counts once.",
        )


def test_two_voters_are_two_however_alike_their_ids_begin() -> None:
    head = GOOD.partition("1;7,a-9")[0].replace("num_votes;3\n", "")
    rows = ["a;7;1", "ab;7;1", "a b;7;1", "abcdefgh;7;1", "abcdefghi;7;1", ";7;1", 'a"b;7;1']
    for way in ways():
        with reading(way):
            assert read((head + "\n".join(rows)).encode()).election.n_voters == len(rows)
            for twice in ("a;7;1", '"ab";7;1', '"abcdefghi";a-9;1', '"";7;1'):
                with pytest.raises(PabulibError, match="Line 20: There are two votes by"):
                    read((head + "\n".join([*rows, twice])).encode())


def test_a_mapped_file_is_read_where_it_lies_and_can_be_closed(tmp_path: Path) -> None:
    for data in (GOOD.encode(), with_line(15, "2;8;31")):
        path = tmp_path / "file.pb"
        path.write_bytes(data)
        for way in ways():
            with (
                path.open("rb") as file,
                mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped,
                reading(way),
            ):
                try:
                    found = contents(read(memoryview(mapped)))
                except PabulibError as refused:  # still held here when the file is closed
                    found = (refused.line, refused.sentence)
            assert found == told(data, way)


@pytest.mark.skipif(library() is None, reason="the core is not built")
def test_the_core_says_what_is_wrong_without_reading_all_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(votes, "_walked", lambda *_: pytest.fail("read row by row"))
    for line in ("2;8;31", "1;7;31", "2", "2;7,a-9,a-9x;31", "SPOILT"):
        with pytest.raises(PabulibError, match="Line 15"):
            read(with_line(15, line))


def test_nothing_but_the_ballots_is_kept_of_the_voters() -> None:
    file = pabulib.read(GOOD.replace("1;7,a-9", "Kwiatkowska-1;7,a-9").encode())
    assert "Kwiatkowska" not in repr(contents(file))
