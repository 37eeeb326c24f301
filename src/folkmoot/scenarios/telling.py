"""What loading a world tells, while it goes on and at the end."""

from dataclasses import asdict, dataclass, field
from typing import Any, Protocol, TextIO

WIDTH = 30  # letters of the bar
EVERY = 10  # percent; how often a line is written where no bar can be drawn


class Tell(Protocol):
    """Whom a world tells how it goes."""

    def __call__(self, words: str) -> None:
        """Another part begins."""

    def far(self, what: str, done: int, whole: int) -> None:
        """How far a long part is."""


class Quiet:
    """Tells nobody."""

    def __call__(self, words: str) -> None:
        """Nothing."""

    def far(self, what: str, done: int, whole: int) -> None:
        """Nothing."""


class Teller:
    """Tells a stream: a bar that grows on a terminal, now and then a line in a file."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.is_terminal, self.last = stream, stream.isatty(), -1

    def __call__(self, words: str) -> None:
        """Another part begins."""
        self.last = -1
        self._write(f"  {words}\n")

    def far(self, what: str, done: int, whole: int) -> None:
        """How far a long part is."""
        percent = 100 * done // max(whole, 1)
        if self.is_terminal:
            full = "█" * (WIDTH * percent // 100)
            ends = "\n" if done >= whole else ""
            self._write(f"\r  {what} {full:░<{WIDTH}} {done:,} of {whole:,}{ends}")
        elif percent // EVERY != self.last or done >= whole:
            self.last = percent // EVERY
            self._write(f"  {what}: {done:,} of {whole:,}\n")

    def _write(self, words: str) -> None:
        self.stream.write(words)
        self.stream.flush()


@dataclass(frozen=True, slots=True)
class World:
    """What a scenario made: for the one who loads it, and for the demo's front page."""

    name: str
    places: dict[str, str]  # name → address
    decisions: dict[str, str]  # title → address
    accounts: dict[str, str]  # e-mail address → name and roles
    letters: list[str] = field(default_factory=list)  # one-time codes nobody has used
    cards: dict[str, str] = field(default_factory=dict)  # name → the code of their own page
    passphrases: dict[str, str] = field(default_factory=dict)  # e-mail address → passphrase
    numbers: dict[str, int] = field(default_factory=dict)  # what there is → how many
    walks: dict[str, str] = field(default_factory=dict)  # e-mail address → what to try as them

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self)
