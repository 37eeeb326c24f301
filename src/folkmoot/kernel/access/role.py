"""What a role is."""

from dataclasses import dataclass

from folkmoot.kernel.access.permissions import Permission


@dataclass(frozen=True, slots=True)
class Role:
    """What someone is, where they are it: each role is held in one kind of scope."""

    name: str
    scope: str  # "site", "place", "organisation", "programme", "course" or "application"
    description: str
    permissions: frozenset[Permission]
