"""Colours that can be read. Contrast as WCAG 2.2 defines it (relative luminance)."""

import colorsys
from collections.abc import Iterable
from dataclasses import dataclass

# The grounds a colour stands on, as the styles of the house have them (kernel/ui, tokens).
WHITE, PAPER = "#ffffff", "#fbf8f2"
DARK_PAPER, DARK_CARD = "#1a1916", "#26241f"
BLACK = "#000000"
LEAST = 4.5


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white).

    >>> round(contrast("#000000", "#ffffff")), round(contrast("#1d2a33", "#fbf8f2"), 1)
    (21, 13.8)
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str) -> str:
    """The colour, darkened just until white on it, and it on our paper, can be read.

    >>> readable("#2f5d46")
    '#2f5d46'
    >>> readable("#ffcc00")
    '#8b6f00'
    """
    return _moved(colour, against=(WHITE, PAPER), step=-0.002)


def readable_in_the_dark(colour: str) -> str:
    """The same hue, lightened just until it can be read on dark paper."""
    return _moved(colour, against=(DARK_PAPER, DARK_CARD), step=0.002)


def tint(colour: str, *, of: str, share: float) -> str:
    """A little of the colour on the paper, for quiet backgrounds."""
    mixed = (
        round(255 * (share * mine + (1 - share) * paper))
        for mine, paper in zip(_parts(colour), _parts(of), strict=True)
    )
    return _written(mixed)


def _moved(colour: str, *, against: tuple[str, ...], step: float) -> str:
    """Lighter or darker in small steps, the hue kept, until it can be read against all of them."""
    hue, light, strength = colorsys.rgb_to_hls(*_parts(colour))
    while min(contrast(colour, other) for other in against) < LEAST and 0 <= light <= 1:
        light += step
        shown = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), strength)
        colour = _written(round(255 * part) for part in shown)
    return colour


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(parts: Iterable[int]) -> str:
    return "#" + "".join(f"{part:02x}" for part in parts)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A place's colour and what follows from it, on light paper and on dark."""

    colour: str
    ink: str
    deep: str
    tint: str
    dark_line: str
    dark_tint: str


def sheet_for(colour: str) -> Sheet:
    """White stands on the colour, day and night; in the dark its lines are lighter."""
    return Sheet(
        colour=colour,
        ink=WHITE,
        deep=tint(colour, of=BLACK, share=0.82),
        tint=tint(colour, of=WHITE, share=0.12),
        dark_line=readable_in_the_dark(colour),
        dark_tint=tint(colour, of=DARK_CARD, share=0.3),
    )
