"""Every view stands behind a door, and every door says who may pass."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from folkmoot.kernel import clock
from folkmoot.kernel.access.may import Scope, may
from folkmoot.kernel.access.permissions import Permission

View = Callable[..., HttpResponseBase]
LOOKUPS = ("pk", "ref", "slug")


@dataclass(frozen=True, slots=True)
class Door:
    """Who may pass: everyone, those signed in, or those permitted within a scope."""

    thing: str
    who: str

    def __str__(self) -> str:
        return self.who


def door(
    thing: type[Model], permission: Permission | None = None, *, only: Sequence[str] = ()
) -> Callable[[View], View]:
    """Load the thing the address names, check the permission, hand the thing to the view.

    The address names it by `pk`, `ref` or `slug`. A thing the user may not see is not found
    (404); one they may see but not act on is refused (403). `permission=None` opens the door
    to everyone who may see it. `only` names the columns that a busy view looks at: what else it
    asks for is read when it asks.
    """

    def decorator(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **named: Any) -> HttpResponseBase:
            lookup = {key: named.pop(key) for key in LOOKUPS if key in named}
            visible = thing._default_manager.visible_to(request.user)  # type: ignore[attr-defined]
            if only:
                visible = visible.select_related(None).only(*only)
            found = get_object_or_404(visible, **lookup)
            if permission:
                require(request, permission, within=found.scope)
            return view(request, found, **named)

        guarded.door = Door(thing._meta.label, permission or "everyone")  # type: ignore[attr-defined]
        return guarded

    return decorator


def scope_door(name: str, scope: Scope, permission: Permission) -> Callable[[View], View]:
    """Let those through who are permitted within a scope the address does not name: the site."""

    def decorator(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **named: Any) -> HttpResponseBase:
            require(request, permission, within=scope)
            return view(request, **named)

        guarded.door = Door(name, permission)  # type: ignore[attr-defined]
        return guarded

    return decorator


def signed_in_door(view: View) -> View:
    """Let anyone through who has signed in; the view shows only what is theirs."""

    @wraps(view)
    def guarded(request: HttpRequest, **named: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            raise PermissionDenied
        return view(request, **named)

    guarded.door = Door("what is theirs", "signed in")  # type: ignore[attr-defined]
    return guarded


def open_door(view: View) -> View:
    """Let everyone through: lists and public pages, which show only what is visible."""
    view.door = Door("everything visible", "everyone")  # type: ignore[attr-defined]
    return view


def require(request: HttpRequest, permission: Permission, *, within: Scope) -> None:
    """Refuse (403) unless the one asking is permitted within the scope, now."""
    if not may(request.user, permission, within=within, at=clock.now()):
        raise PermissionDenied
