"""Colours and patterns of the picture of an outcome: every part has one of each.

Colours are CSS variables with fall-backs, so a page may set them and a file stands alone.
"""

INK, QUIET = "var(--ink, #1d2a33)", "var(--quiet, #5b6470)"
DASHED = ("late", "missing")
PAPER = "var(--paper, #fbf8f2)"
EDGE, GROUND = "var(--edge, #8a919b)", "var(--sand, #efe9dd)"
MOSS, SKY, PLUM = "var(--moss, #2f5d46)", "var(--sky, #1f5f8b)", "var(--plum, #6b2f5b)"

LOOKS = {
    "full": (MOSS, MOSS),
    "last": ("url(#{ids}-last)", MOSS),
    "rest": (GROUND, MOSS),
    "kept": ("url(#{ids}-kept)", SKY),
    "reached": ("url(#{ids}-reached)", PLUM),
    "late": ("none", PLUM),
    "missing": ("none", EDGE),
    "barred": ("url(#{ids}-barred)", EDGE),
}


def patterns(ids: str, *, barred: bool) -> str:
    """Slanted lines for what was given last, dots for what was kept, uprights for how far.

    Crosses for what is ruled out, where something is: `barred`.
    """
    crossed = (
        f'<pattern id="{ids}-barred" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<path d="M0 0L8 8M8 0L0 8" stroke="{QUIET}"/></pattern>'
    )
    return (
        f'<pattern id="{ids}-last" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M0 0H6V6H0z" fill="{GROUND}"/>'
        f'<path d="M0 0H3V6H0z" fill="{MOSS}"/></pattern>'
        f'<pattern id="{ids}-kept" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<path d="M0 0H6V6H0z" fill="{GROUND}"/><circle cx="3" cy="3" r="1.2" fill="{SKY}"/>'
        f'</pattern><pattern id="{ids}-reached" width="4" height="4" '
        f'patternUnits="userSpaceOnUse"><path d="M0 0H4V4H0z" fill="{PLUM}"/>'
        f'<path d="M0 0H1V4H0z" fill="{GROUND}" fill-opacity="0.45"/></pattern>'
    ) + (crossed if barred else "")
