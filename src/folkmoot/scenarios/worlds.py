"""The worlds that can be loaded by name, and what loading one tells."""

import random
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
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


def load(name: str, *, at: datetime, tell: Tell) -> World:
    """Make the world called `name`, as it stands at a moment; always the same people and votes.

    Raises KeyError when there is none of that name.
    """
    from folkmoot.scenarios.wrens_cross.story import wrens_cross

    worlds = {"wrens-cross": wrens_cross}
    return worlds[name](at=at, rng=random.Random(name), tell=tell)


NAMES = ("wrens-cross",)
