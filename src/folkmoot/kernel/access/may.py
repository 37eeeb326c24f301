"""May this person do this here, today?"""

from datetime import datetime
from typing import Protocol

from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import Role


class Scope(Protocol):
    """Where a role is held: the site, a place, an organisation."""

    def roles_of(self, user: object, *, at: datetime) -> frozenset[Role]:
        """Roles this user holds here at that moment."""
        ...


def may(user: object, permission: Permission, *, within: Scope, at: datetime) -> bool:
    """Whether one of the roles the user holds within the scope grants the permission."""
    return permission in permissions_of(user, within=within, at=at)


def permissions_of(user: object, *, within: Scope, at: datetime) -> frozenset[Permission]:
    """Everything the user may do within the scope; one query, for pages that ask often."""
    if not getattr(user, "is_authenticated", False):
        return frozenset()
    roles = within.roles_of(user, at=at)
    return frozenset().union(*(role.permissions for role in roles))
