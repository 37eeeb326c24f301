"""What an idea of Wren's Cross is made of, and the themes they fall under."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Idea:
    """One proposal, with what officers made of it (sums in pounds)."""

    title: str
    what: str
    why: str
    corner: str
    theme: str
    cost: int
    author: str
    running: int = 0
    running_by: str = ""
    known: float = 0.2  # how many of all who live elsewhere would choose it too
    near: float = 0.6  # how many of those who live nearby would
    told_by: str = "none"  # how the author hears what becomes of it, and under which name and where
    name: str = ""
    told_at: str = ""


THEMES = ["Children and young people", "Green spaces", "Getting about", "Growing older", "Meeting"]
YOUNG, GREEN, ABOUT, OLDER, MEETING = THEMES
