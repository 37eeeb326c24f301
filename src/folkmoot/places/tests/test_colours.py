"""A place's colour can be read, whatever was asked for."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.kernel import ui
from folkmoot.places.analysis import colours
from folkmoot.places.models import DEFAULT_COLOUR

any_colour = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(any_colour)
def test_white_on_the_colour_and_the_colour_on_paper_can_be_read(asked: str) -> None:
    kept = colours.readable(asked)
    assert colours.contrast(kept, colours.WHITE) >= 4.5
    assert colours.contrast(kept, colours.PAPER) >= 4.5


@given(any_colour)
def test_what_follows_from_the_colour_can_be_read(asked: str) -> None:
    sheet = colours.sheet_for(colours.readable(asked))
    assert colours.contrast(sheet.dark_line, colours.DARK_PAPER) >= 4.5
    assert colours.contrast(sheet.dark_line, colours.DARK_CARD) >= 4.5
    assert colours.contrast(sheet.deep, sheet.ink) >= 4.5
    assert colours.contrast(sheet.colour, sheet.tint) >= 3  # a line on its own ground


@given(any_colour)
def test_a_colour_that_can_be_read_stays_as_it_was_asked_for(asked: str) -> None:
    kept = colours.readable(asked)
    assert colours.readable(kept) == kept


def test_our_own_colour_is_kept() -> None:
    assert colours.readable(DEFAULT_COLOUR) == DEFAULT_COLOUR


def test_yellow_stays_yellow_only_darker() -> None:
    red, green, blue = (int(colours.readable("#ffcc00")[at : at + 2], 16) for at in (1, 3, 5))
    assert red > green > blue == 0


def test_contrast_is_that_of_the_guidelines() -> None:
    assert colours.contrast("#ffffff", "#000000") == 21
    assert round(colours.contrast("#777777", "#ffffff"), 2) == 4.48


def test_the_grounds_are_those_of_the_house() -> None:
    tokens = (Path(str(ui.__file__)).parent / "styles" / "_tokens.scss").read_text()
    light, _, dark = tokens.partition("@media (prefers-color-scheme: dark)")
    assert f"--paper: {colours.PAPER};" in light
    assert f"--card: {colours.WHITE};" in light
    assert f"--paper: {colours.DARK_PAPER};" in dark
    assert f"--card: {colours.DARK_CARD};" in dark
