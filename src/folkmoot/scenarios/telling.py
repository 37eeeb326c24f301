"""What loading a world tells, while it goes on and at the end."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class World:
    """What a scenario made: for the one who loads it, and for the demo's front page."""

    name: str
    places: dict[str, str]  # name → address
    decisions: dict[str, str]  # title → address
    accounts: dict[str, str]  # e-mail address → name and roles
    letters: list[str] = field(default_factory=list)  # one-time codes nobody has used
    passphrases: dict[str, str] = field(default_factory=dict)  # e-mail address → passphrase

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self)
