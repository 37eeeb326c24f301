"""Every pair of colours that can meet on a page can be told apart, by day and by night."""

import re
from functools import cache
from pathlib import Path

import pytest

from folkmoot.kernel.ui.tests.contrast import contrast

TOKENS = Path(__file__).parents[1] / "styles" / "_tokens.scss"
TONES = ("moss", "terracotta", "ochre", "sky", "plum")
GROUNDS = ("paper", "sand", "card")
TEXT, SHAPE = 4.5, 3.0  # WCAG 2.2: 1.4.3 for words, 1.4.11 for what one must see

PAIRS = [
    *((word, ground, TEXT) for word in ("ink", "quiet", *TONES) for ground in GROUNDS),
    *((tone, f"{tone}-tint", TEXT) for tone in (*TONES, "quiet")),
    *(("ink", f"{tone}-tint", TEXT) for tone in (*TONES, "quiet")),
    *(("on-tone", tone, TEXT) for tone in TONES),
    *(("edge", ground, SHAPE) for ground in GROUNDS),
    ("lamp-ink", "lamp", TEXT),
    ("place-ink", "place", TEXT),
    ("place-ink", "place-deep", TEXT),
    ("place-line", "paper", TEXT),
    ("place-line", "place-tint", SHAPE),
]


@cache
def tokens(night: bool) -> dict[str, str]:
    """The colours by name, from the stylesheet itself; those of the night over those of the day."""
    source = re.sub(r"//.*", "", TOKENS.read_text())
    day, dark = source.split("@media (prefers-color-scheme: dark)")
    dark = dark.split("--govuk")[0]
    colours = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", day))
    if night:
        colours |= dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", dark))
    colours.setdefault("place-line", colours["place"])
    return colours


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
@pytest.mark.parametrize(("word", "ground", "need"), PAIRS)
def test_colours_that_meet_can_be_told_apart(
    word: str, ground: str, need: float, night: bool
) -> None:
    colours = tokens(night)
    found = contrast(colours[word], colours[ground])
    assert found >= need, f"{word} on {ground} is {found:.2f}, and needs {need}"


def test_the_measure_agrees_with_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#123456", "#123456") == 1


def test_our_own_colours_are_as_the_direction_has_them() -> None:
    day = tokens(night=False)
    assert contrast(day["ink"], day["paper"]) == pytest.approx(13.8, abs=0.1)
    assert contrast(day["moss"], day["paper"]) == pytest.approx(7.1, abs=0.1)
