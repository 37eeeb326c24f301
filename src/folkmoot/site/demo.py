"""The people one can try Folkmoot as, when it is a demonstration and only then."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from folkmoot.people.models import Account, role_tables

# RFC 2606: nobody's real address ends so. Scenarios give these addresses to those they make up.
MADE_UP = ".example"


@dataclass(frozen=True, slots=True)
class DemoRole:
    """One role someone holds, and where."""

    role: str
    where: str
    description: str


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Someone made up, and what they look after."""

    account: Account
    roles: tuple[DemoRole, ...]


def demo_people(at: datetime) -> list[DemoPerson]:
    """Everyone one can become, those who look after most first."""
    roles: dict[object, list[DemoRole]] = defaultdict(list)
    for table in role_tables():
        field = table.scope_field()
        held = table.objects.held_at(at).filter(account__email__endswith=MADE_UP)
        for each in held.select_related(field) if field else held:
            roles[each.account_id].append(DemoRole(each.role, each.held_in(), each.description()))
    people = [
        DemoPerson(account, tuple(sorted(roles[account.pk], key=lambda r: (r.where, r.role))))
        for account in made_up_accounts()
    ]
    return sorted(people, key=lambda each: (-len(each.roles), each.account.name))


def made_up_accounts() -> list[Account]:
    """Accounts of people who do not exist."""
    return list(Account.objects.filter(email__endswith=MADE_UP, is_active=True))
