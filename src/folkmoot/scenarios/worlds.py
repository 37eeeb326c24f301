"""The worlds that can be loaded by name."""

import random
from collections.abc import Callable
from datetime import datetime

from folkmoot.places.models import Place
from folkmoot.programmes.models import Programme
from folkmoot.scenarios.national.story import national
from folkmoot.scenarios.programme.story import programme
from folkmoot.scenarios.telling import Tell, World
from folkmoot.scenarios.wrens_cross.story import wrens_cross

WORLDS: dict[str, Callable[..., World]] = {
    "wrens-cross": wrens_cross,
    "national": national,
    "programme": programme,
}
# A place, or a programme, that is there once the world is.
MARKS = {"wrens-cross": "wrens-cross", "national": "oakley-0", "programme": "places-together"}
NAMES = tuple(WORLDS)


def load(name: str, *, at: datetime, tell: Tell) -> World:
    """Make the world called `name`, as it stands at a moment; always the same people and votes.

    Raises KeyError when there is none of that name.
    """
    return WORLDS[name](at=at, rng=random.Random(name), tell=tell)


def is_here(name: str) -> bool:
    """Whether the world called `name` has been loaded already."""
    mark = MARKS[name]
    found = (kind.objects.filter(slug=mark).exists() for kind in (Place, Programme))
    return any(found)
