"""What a page shows from rooms above its own.

Rooms lean downwards: the page of a programme knows nothing of calls. Which rooms add to which page
is written down in one place, `ADDED_TO_PAGES` in the settings; the page asks, and shows what it
gets, in that order. Each of the functions named there takes the thing the page is about, and by
name who looks and when; it reads, and never writes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Beside:
    """A line beside something the page lists itself: where it leads, and how it stands."""

    title: str
    href: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """A section of its own, drawn by a template of the room above; and lines beside the page's own
    things, by their keys.
    """

    template: str
    told: Mapping[str, Any]
    beside: Mapping[object, Sequence[Beside]] = field(default_factory=dict)


def added_to(page: str, thing: Model, *, user: object, at: datetime) -> list[Added]:
    """What rooms above have to show on the page of that name; nothing where they have nothing."""
    found = (import_string(name)(thing, user=user, at=at) for name in settings.ADDED_TO_PAGES[page])
    return [each for each in found if each is not None]


def beside_each(added: Sequence[Added]) -> dict[object, list[Beside]]:
    """The lines beside the page's own things, of all rooms together."""
    found: dict[object, list[Beside]] = {}
    for each in added:
        for key, lines in each.beside.items():
            found.setdefault(key, []).extend(lines)
    return found
