"""Contacts as people's own address books write them; what is wrong is named by row and column."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.kernel.contacts.reading import read_contacts
from folkmoot.kernel.contacts.text import words_of
from folkmoot.kernel.contacts.values import MOST_PEOPLE, Contact, Part
from folkmoot.kernel.contacts.vcards import MOST_OCTETS, as_vcards
from folkmoot.kernel.rules import Refused

TABLE = (
    "First name,Surname,E-mail,Mobile,Address\n"
    "Siân,O’Brien,sian@example.org,07700 900123,12 Mill Lane\n"
)
OLD = "BEGIN:VCARD\nVERSION:2.1\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
GOOGLE = "Given Name,Family Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Value"
OUTLOOK = "First Name,Last Name,E-mail Address,Mobile Phone,Home Street,Home City"
SIAN = Contact(2, "Siân O’Brien", "sian@example.org", "07700 900123", "12 Mill Lane")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_is_read_in_whichever_way_it_was_saved(encoding: str, mark: str) -> None:
    data = TABLE.replace(",", mark).encode(encoding)
    assert read_contacts(words_of(data)).good == (SIAN,)


def test_a_cell_may_have_several_lines_and_marks_and_still_be_one_row() -> None:
    text = 'Name;Address\r\n"Jones, Dilys";"12 Mill Lane\r\nWren’s ""Cross"""\r\nBryn;\r\n'
    first, second = read_contacts(text).good
    assert (first.name, first.address) == ("Jones, Dilys", '12 Mill Lane\r\nWren’s "Cross"')
    assert (second.row, second.name) == (3, "Bryn")


@pytest.mark.parametrize(
    ("heads", "parts"),
    [
        (GOOGLE, "first last  email phone"),
        (OUTLOOK, "first last email phone address address"),
        ("Enw,E-bost,Ffôn,Cyfeiriad", "name email phone address"),
        ("Notes,Full name,Street,Postcode", " name street address"),
        ("Who,How", "name "),
    ],
)  # fmt: skip
def test_what_columns_hold_is_guessed_and_can_be_put_right(heads: str, parts: str) -> None:
    found = read_contacts(f"{heads}\nAnn,b,c\n").parts
    assert [each.value for each in found.values()] == parts.split(" ")
    told = read_contacts("A,B\nx,Ann\n", {0: Part.NOTHING, 1: Part.NAME}, heads_first=True)
    assert [each.name for each in told.good] == ["Ann"]


def test_a_table_without_heads_is_people_from_its_first_row() -> None:
    good = read_contacts("Dilys,dilys@example.org,07700 900123\nBryn,,\n").good
    assert [(each.row, each.name) for each in good] == [(1, "Dilys"), (2, "Bryn")]
    assert good[0].phone == "07700 900123"


def test_each_wrong_row_is_named_by_row_and_column_and_the_good_ones_stay() -> None:
    text = (
        "Name,E-mail,Phone\nAnn,ann at home,\n,b@example.org,\nCai,,ring me\n"
        "Dee,d@example.org,\nE,,,,x\n"
    )
    read = read_contacts(text)
    assert [each.name for each in read.good] == ["Dee"]
    assert [(each.row, each.column) for each in read.wrong] == [
        (2, "E-mail"), (3, "Name"), (4, "Phone"), (6, "Column 4"),
    ]  # fmt: skip
    assert read.wrong[0].sentence == "“ann at home” does not look like an e-mail address."


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"PK\x03\x04\x00\x00", "not a list of contacts"),
        (b"x" * (1024 * 1024 + 1), "larger than 1 MB"),
        (b'Name\n"Ann\n', "Row 2 cannot be read"),
        (b"Name\n" + b"Ann\n" * (MOST_PEOPLE + 1), "at most 500"),
        (b",".join([b"Name"] * 61), "more than 60 columns"),
        (b"\xff\xfe\x00", "not a list"),
    ],
)
def test_what_is_no_list_at_all_is_refused_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_contacts(words_of(data))


CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:O’Brien;Siân;;;\r\nFN:Siân O’Brien\r\n"
    "item1.EMAIL;type=INTERNET;type=HOME:sian@example.org\r\nitem1.X-ABLabel:home\r\n"
    "TEL;TYPE=\"cell,voice\":07700 900123\r\n"
    "ADR;TYPE=HOME:;;12 Mill Lane;Wren\\, the \r\n Cross;;AB1 2CD;\r\n"
    "END:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bryn\r\nTEL;VALUE=uri:tel:+447700900124\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:2.1\r\n"
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Garc=C3=\r\n=ADa;Jos=C3=A9\r\nEND:VCARD\r\n"
)  # fmt: skip


def test_cards_are_read_folded_grouped_and_quoted() -> None:
    sian, bryn, jose = read_contacts(CARDS).good
    assert (sian.name, sian.email, sian.phone) == (
        "Siân O’Brien",
        "sian@example.org",
        "07700 900123",
    )
    assert sian.address == "12 Mill Lane\nWren, the Cross\nAB1 2CD"
    assert (bryn.phone, jose.name) == ("+447700900124", "José García")


@pytest.mark.parametrize(
    ("card", "column"),
    [
        ("BEGIN:VCARD\nVERSION:3.0\nEMAIL:a@example.org\nEND:VCARD\n", "FN"),
        ("BEGIN:VCARD\nVERSION:3.0\nFN:Ann\n", "END"),
        ("BEGIN:VCARD\nVERSION:5.0\nFN:Ann\nEND:VCARD\n", "VERSION"),
        ("BEGIN:VCARD\nVERSION:3.0\nFN Ann\nEND:VCARD\n", "FN Ann"),
        ("BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEMAIL:at home\nEND:VCARD\n", "EMAIL"),
        (f"{OLD}N;ENCODING=QUOTED-PRINTABLE:=FF\nEND:VCARD\n", "N;ENCODING=QUOTED-PR"),
    ],
)  # fmt: skip
def test_a_card_that_cannot_be_read_is_named_and_the_others_stay(card: str, column: str) -> None:
    read = read_contacts(f"{CARDS}{card}{CARDS}")
    assert [(each.row, each.column) for each in read.wrong] == [(4, column)]
    assert len(read.good) == 6


names = st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=60)


@given(st.lists(st.tuples(names, names), min_size=1, max_size=5))
def test_what_is_written_as_cards_is_read_back_the_same(told: list[tuple[str, str]]) -> None:
    contacts = [Contact(n, name, address=where) for n, (name, where) in enumerate(told, start=1)]
    written = as_vcards(contacts)
    assert max(len(line) for line in written.split(b"\r\n")) <= MOST_OCTETS
    read = read_contacts(words_of(written))
    assert list(read.good) == contacts


@given(st.binary(max_size=300))
def test_whatever_is_sent_is_read_or_refused_in_words(data: bytes) -> None:
    with suppress(Refused):
        read_contacts(words_of(data))


def test_a_quotation_mark_too_many_spoils_its_own_row_only() -> None:
    read = read_contacts(
        'Name,E-mail,Address\nAnn,ann@example.org,"1 Mill Lane\nWren"\n'
        'Bryn,"bryn@example.org,\n"Cai" Rees,,\nDot,dot@example.org,\n'
    )
    assert [(each.row, each.name) for each in read.good] == [(2, "Ann"), (5, "Dot")]
    assert [(each.row, each.column) for each in read.wrong] == [(3, "E-mail"), (4, "Name")]
    with pytest.raises(Refused, match="Row 2 cannot be read"):
        read_contacts("Name,E-mail\n" + '"a"b,c\n' * 30)
