"""Forgetting: every model says of its personal fields how each is forgotten.

`personal: ClassVar = {field: treatment}`, where the treatment is
"blank" (emptied), "cut" (the link is undone) or "keep: why" (it stays, for the reason given).
"""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Field, ForeignKey, Model, Q

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


def named_in(models: Iterable[type[Model]], account: Model) -> list[dict[str, object]]:
    """Every row that names an account, to take away: what it is, as what they stand there, when.

    Where a row is theirs (its `account`), what is declared personal in it is told as well. One
    query for each kind of row that names accounts.
    """
    found: list[dict[str, object]] = []
    for model in models:
        fields = [
            each
            for each in model._meta.get_fields()
            if isinstance(each, ForeignKey) and each.related_model is type(account)
        ]
        if not fields:
            continue
        theirs = reduce(or_, (Q(**{each.name: account}) for each in fields))
        for row in model._default_manager.filter(theirs).order_by("pk"):
            found += [
                _named(row, each) for each in fields if getattr(row, each.attname) == account.pk
            ]
    return found


def _named(row: Model, field: Any) -> dict[str, object]:
    at = getattr(row, f"{field.name.removesuffix('_by')}_at", None)
    told: dict[str, object] = {
        "what": str(row._meta.verbose_name),
        "as": str(field.verbose_name),
        "which": str(getattr(row, "ref", row.pk)),
        "at": at.isoformat() if at else None,
    }
    if field.name == "account":
        others = [name for name in treatments(row) if not row._meta.get_field(name).is_relation]
        told |= {name: str(getattr(row, name) or "") for name in others}
    return told
