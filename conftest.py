"""What every test can ask for, in whichever room it lives. docs/testing.md shows each in use."""

import gc
import os
import re

import hypothesis
import pytest
from django.db import connection

pytest_plugins = [
    "tests.fixtures.database",
    "tests.fixtures.mail",
    "tests.fixtures.pages",
    "tests.fixtures.browser",
    "tests.fixtures.data",
    "tests.fixtures.working",
]

# No deadlines: the machine that checks may be busy. On it, the same examples every time.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")

NEEDS_A_BROWSER = {"page", "narrow_page", "no_script_page", "open_page"}
NEEDS_A_DATABASE = {"db", "transactional_db"}
OPENS_PAGES = {"client", "valid_html", "browser_of", "Client"}  # fixtures, and what a test calls
SCREENS = {"a phone", "phone", "a desk", "desk"}  # what a journey taken on both calls them
OF_PAGES = re.compile(r"_(pages?|doors|views|crossing)$")  # how a file is called that is about them


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each test is marked by what it needs, so that nobody has to remember.

    Whatever opens a page is a browser test. Whatever asks for a database is run on both of them,
    everything else once; pytest-django lets no test open a database it has not asked for. What is
    about pages, or opens one, learns nothing from the other database: docs/testing.md says why.
    What needs PostgreSQL waits until it is there.
    """
    elsewhere = pytest.mark.skip(reason="needs PostgreSQL: set FOLKMOOT_DATABASE")
    for item in items:
        asked_for = set(getattr(item, "fixturenames", ()))
        if asked_for & NEEDS_A_BROWSER:
            item.add_marker("browser")
        if asked_for & NEEDS_A_DATABASE or item.get_closest_marker("django_db"):
            item.add_marker("database")
        if _is_of_pages(item) and not _writes_or_needs_postgres(item):
            item.add_marker("sqlite")
        if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
            item.add_marker(elsewhere)
    if os.environ.get("FOLKMOOT_SCREENS") == "one":
        left = {*_on_another_screen(items)}
        config.hook.pytest_deselected(items=[*left])
        items[:] = [item for item in items if item not in left]


def pytest_collection_finish() -> None:
    """What a run has loaded by now stays to its end: nobody need look through it for refuse again.

    Python would, whenever a few hundred things were made: a twelfth of the time of the tests.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def _on_another_screen(items: list[pytest.Item]) -> list[pytest.Item]:
    """Of each journey taken on a phone and at a desk, all but one: a phone and a desk in turn.

    The pages are the same ones, and `test_every_page` opens them on both. Only the whole check asks
    for this (FOLKMOOT_SCREENS=one), as nobody looks at its pictures; docs/testing.md.
    """
    pairs: dict[str, list[pytest.Item]] = {}
    for item in items:
        test, _, words = item.nodeid.removesuffix("]").partition("[")
        if SCREENS & {*(parts := words.split("-"))}:
            rest = "-".join(part for part in parts if part not in SCREENS)
            pairs.setdefault(f"{test}[{rest}]", []).append(item)
    taken = [group[n % len(group)] for n, group in enumerate(pairs.values())]
    return [item for group in pairs.values() for item in group if item not in taken]


def _is_of_pages(item: pytest.Item) -> bool:
    """Whether its file says so, or it opens pages itself."""
    calls = getattr(getattr(item, "function", None), "__code__", None)
    names = {*getattr(item, "fixturenames", ()), *(calls.co_names if calls else ())}
    return bool(OF_PAGES.search(item.path.stem) or names & OPENS_PAGES)


def _writes_or_needs_postgres(item: pytest.Item) -> bool:
    """Whether it says so itself: what really writes may be about who waits for whom."""
    asked_for = item.get_closest_marker("django_db")
    writes = "transactional_db" in getattr(item, "fixturenames", ())
    writes = writes or bool(asked_for and asked_for.kwargs.get("transaction"))
    return writes or any(item.get_closest_marker(name) for name in ("postgres", "both"))
