"""The code book of a place: themes added, put more clearly, retired and brought back."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.organising import rules
from folkmoot.organising.models import Theme
from folkmoot.people.models import Account
from folkmoot.places.models import Place


@transaction.atomic
def add_theme(
    *,
    place: Place,
    name: str,
    belongs: str,
    belongs_not: str = "",
    by: Account | None,
    at: datetime,
) -> Theme:
    """Another theme, at the end of the book; one that was retired comes back with these words."""
    _lock_book(place)
    refuse(rules.why_not_theme(name, belongs, belongs_not))
    themes = Theme.objects.filter(place=place)
    refuse(rules.why_not_add_theme(list(themes.filter(retired_at__isnull=True)), name))
    kept = themes.filter(name__iexact=name.strip()).first()
    if kept is None:
        last = themes.aggregate(last=Max("number"))["last"] or 0
        kept = Theme(place=place, number=last + 1, name=name.strip(), added_at=at, added_by=by)
    kept.belongs, kept.belongs_not, kept.retired_at = belongs.strip(), belongs_not.strip(), None
    kept.save()
    record("theme_added", about=kept, by=by, at=at, name=kept.name)
    return kept


@transaction.atomic
def change_theme(
    *, theme: Theme, name: str, belongs: str, belongs_not: str, by: Account | None, at: datetime
) -> Theme:
    """Put a theme more clearly. What was coded with it stays."""
    _lock_book(theme.place)
    theme = _locked(theme.pk)
    refuse(rules.why_not_theme(name, belongs, belongs_not))
    others = Theme.objects.filter(place=theme.place_id).exclude(pk=theme.pk)
    same = others.filter(name__iexact=name.strip()).exists()
    refuse(f"“{name.strip()}” is in the code book already." if same else "")
    before = theme.name
    theme.name, theme.belongs, theme.belongs_not = (
        name.strip(), belongs.strip(), belongs_not.strip(),
    )  # fmt: skip
    theme.save(update_fields=["name", "belongs", "belongs_not"])
    record("theme_changed", about=theme, by=by, at=at, name=theme.name, before=before)
    return theme


@transaction.atomic
def retire_theme(*, theme: Theme, by: Account | None, at: datetime) -> Theme:
    """Take a theme out of use; what was coded with it stays."""
    theme = _locked(theme.pk)
    refuse(rules.why_not_retire(theme))
    theme.retired_at = at
    theme.save(update_fields=["retired_at"])
    record("theme_retired", about=theme, by=by, at=at, name=theme.name)
    return theme


@transaction.atomic
def reopen_theme(*, theme: Theme, by: Account | None, at: datetime) -> Theme:
    """Use a retired theme again."""
    _lock_book(theme.place)
    theme = _locked(theme.pk)
    refuse(rules.why_not_reopen(theme))
    open_now = Theme.objects.filter(place=theme.place_id, retired_at__isnull=True)
    refuse(rules.why_not_add_theme(list(open_now), theme.name))
    theme.retired_at = None
    theme.save(update_fields=["retired_at"])
    record("theme_reopened", about=theme, by=by, at=at, name=theme.name)
    return theme


def _lock_book(place: Place) -> None:
    """One change of a book at a time, so that two do not take the same number."""
    Place.objects.select_for_update(no_key=True).only("pk").get(pk=place.pk)


def _locked(key: uuid.UUID) -> Theme:
    found: Theme = Theme.objects.select_for_update(of=("self",)).get(pk=key)
    return found
