"""How well two colours can be told apart (WCAG 2.2, relative luminance and contrast ratio)."""


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white. Colours are `#rrggbb`.

    >>> round(contrast("#2f5d46", "#fbf8f2"), 1)
    7.1
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """How bright a colour is to the eye, from 0 to 1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
