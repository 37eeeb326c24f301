"""What pages ask for and point at is there: a missing script breaks a page with hashed names."""

import re

from tests.architecture.house import HOUSE, where

ASKED = re.compile(r'{% static "(?P<room>\w+)/(?P<name>[\w/]+\.js)" %}')


def test_every_script_a_page_asks_for_is_one_of_ours() -> None:
    missing = [
        f"{where(page)}: {found['room']}/{found['name']}"
        for page in HOUSE.rglob("*.html")
        for found in ASKED.finditer(page.read_text())
        if not written(found["room"], found["name"])
    ]
    assert missing == []


def test_no_page_points_at_a_file_that_only_programmers_have() -> None:
    assert [where(page) for page in HOUSE.rglob("*.html") if "docs/" in page.read_text()] == []


def written(room: str, name: str) -> bool:
    """Whether a room, or the kit of all rooms, has such a script."""
    home = HOUSE / "kernel" / "ui" if room == "ui" else HOUSE / room
    return any((home / "scripts").rglob(name))
