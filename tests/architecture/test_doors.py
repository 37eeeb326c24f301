"""Every address has a door, and nobody who tries one finds a broken page."""

from tests.architecture.house import ROOT, addresses, door_table
from tests.architecture.third_party import THIRD_PARTY


def test_every_address_has_a_door() -> None:
    """Ours say who may pass where they are written; other people's stand in a table of ours."""
    open_to_anyone = [f"{each.path} ({each.writer})" for each in addresses() if each.door is None]
    assert open_to_anyone == []


def test_the_table_of_other_peoples_addresses_is_no_longer_than_needed() -> None:
    others = {each.name for each in addresses() if not each.writer.startswith("folkmoot.")}
    assert THIRD_PARTY.keys() - others == set()


def test_the_table_of_doors_is_up_to_date() -> None:
    page = ROOT / "docs" / "doors.md"
    written = page.read_text() if page.exists() else ""
    assert written == door_table(), "run `python3 run.py doors` and read the difference"
