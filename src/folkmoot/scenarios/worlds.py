"""The worlds that can be loaded by name."""

import random
from collections.abc import Callable
from datetime import datetime

from folkmoot.scenarios.national.story import national
from folkmoot.scenarios.telling import Tell, World
from folkmoot.scenarios.wrens_cross.story import wrens_cross

WORLDS: dict[str, Callable[..., World]] = {"wrens-cross": wrens_cross, "national": national}
# A place that is there once the world is.
MARKS = {"wrens-cross": "wrens-cross", "national": "oakley-0"}
NAMES = tuple(WORLDS)


def load(name: str, *, at: datetime, tell: Tell) -> World:
    """Make the world called `name`, as it stands at a moment; always the same people and votes.

    Raises KeyError when there is none of that name.
    """
    return WORLDS[name](at=at, rng=random.Random(name), tell=tell)
