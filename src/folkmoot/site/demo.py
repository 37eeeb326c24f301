"""The people one can try Folkmoot as, when it is a demonstration and only then."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from folkmoot.kernel.access.roles import ROLES
from folkmoot.people.models import Account, role_tables

# RFC 2606: nobody's real address ends so. Scenarios give these addresses to those they make up.
MADE_UP = ".example"


@dataclass(frozen=True, slots=True)
class DemoRole:
    """One role someone holds, and where."""

    role: str
    where: str
    description: str
    scope: str


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Someone made up, and what they look after."""

    account: Account
    roles: tuple[DemoRole, ...]

    @property
    def scope(self) -> str:
        """Where they are found: the first kind of scope of the story they hold a role in."""
        held = {role.scope for role in self.roles}
        return next((scope for scope in HEADINGS if scope in held), "")


# The order of the story, from the street to those who look after the whole.
HEADINGS = {
    "place": "In a place",
    "application": "Applying to a programme",
    "programme": "Running a programme",
    "organisation": "Looking after awards",
    "course": "Teaching and learning",
    "site": "Looking after this Folkmoot",
    "": "Neighbours who hold no role",
}
SHOWN = 6  # of one kind; the others are a click away


@dataclass(frozen=True, slots=True)
class DemoGroup:
    """People who are found in one kind of place, the busiest first."""

    heading: str
    shown: tuple[DemoPerson, ...]
    more: tuple[DemoPerson, ...]


def demo_groups(people: list[DemoPerson]) -> list[DemoGroup]:
    """Everyone once, under where they are found."""
    found = {scope: [each for each in people if each.scope == scope] for scope in HEADINGS}
    return [
        DemoGroup(HEADINGS[scope], tuple(those[:SHOWN]), tuple(those[SHOWN:]))
        for scope, those in found.items()
        if those
    ]


def demo_people(at: datetime) -> list[DemoPerson]:
    """Everyone one can become, those who look after most first."""
    roles: dict[object, list[DemoRole]] = defaultdict(list)
    for table in role_tables():
        field = table.scope_field()
        held = table.objects.held_at(at).filter(account__email__endswith=MADE_UP)
        for each in held.select_related(field) if field else held:
            roles[each.account_id].append(
                DemoRole(each.role, each.held_in(), each.description(), ROLES[each.role].scope)
            )
    people = [
        DemoPerson(account, tuple(sorted(roles[account.pk], key=lambda r: (r.where, r.role))))
        for account in made_up_accounts()
    ]
    return sorted(people, key=lambda each: (-len(each.roles), each.account.name))


def made_up_accounts() -> list[Account]:
    """Accounts of people who do not exist."""
    return list(Account.objects.filter(email__endswith=MADE_UP, is_active=True))


@dataclass(frozen=True, slots=True)
class DemoSecrets:
    """What nobody would be shown in earnest: letters to vote with, passphrases of the box."""

    letters: tuple[str, ...] = ()
    cards: tuple[tuple[str, str], ...] = ()  # whose own page, and the code that opens it
    passphrases: tuple[tuple[str, str], ...] = ()
    walks: tuple[tuple[Account, str], ...] = ()  # whom to be first, and what to try as them


def demo_secrets() -> DemoSecrets:
    """What the scenario wrote down for visitors; nothing where none was loaded."""
    kept = settings.VAR / "scenario.json"
    if not (settings.DEMO and kept.exists()):
        return DemoSecrets()
    told = json.loads(kept.read_text())
    letters = tuple(
        "-".join(code[start : start + 4] for start in range(0, 16, 4)) for code in told["letters"]
    )
    known = {account.email: account for account in made_up_accounts()}
    phrases = tuple(
        (known[email].shown_name() if email in known else email, said)
        for email, said in told["passphrases"].items()
    )
    walks = tuple(
        (known[email], what) for email, what in told.get("walks", {}).items() if email in known
    )
    return DemoSecrets(letters, tuple(told.get("cards", {}).items()), phrases, walks)
