"""Forgetting: every model says of its personal fields how each is forgotten.

`personal: ClassVar = {field: treatment}`, where the treatment is
"blank" (emptied), "cut" (the link is undone) or "keep: why" (it stays, for the reason given).
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Field, Model

KEEP = "keep"


def forget(thing: Model, *, instead: Mapping[str, object] | None = None) -> None:
    """Blank and cut what is personal about one row, and save it. The row stays.

    `instead` gives the value for fields that may not be empty, such as a unique address.
    """
    replacements = instead or {}
    changed = []
    for name, treatment in treatments(thing).items():
        if treatment.startswith(KEEP):
            continue
        field = thing._meta.get_field(name)
        setattr(thing, name, replacements.get(name, emptied(field)))
        changed.append(name)
    thing.save(update_fields=changed)


def treatments(thing: Model | type[Model]) -> dict[str, str]:
    """What is personal about a model, and how each of it is forgotten."""
    return dict(getattr(thing, "personal", {}))


def emptied(field: Any) -> object:
    """What a field holds when there is nothing in it."""
    if isinstance(field, Field) and field.null:
        return None
    return field.get_default() if isinstance(field, Field) and field.has_default() else ""
