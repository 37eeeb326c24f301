"""Who funds, runs, assesses and helps: made-up people at addresses that can never exist."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from folkmoot.people.actions import account_for, name_account
from folkmoot.people.models import Account

AT = "places-together.example"


@dataclass(frozen=True, slots=True)
class Someone:
    """One person with an account."""

    key: str
    name: str

    @property
    def email(self) -> str:
        """Their address."""
        return f"{self.key}@{AT}"


STEWARD = Someone("steward", "Ottilie Farrow")
MANAGER = Someone("manager", "Gwen Abara")
SECOND = Someone("manager-too", "Piotr Zielinski")
CHAIR = Someone("chair", "Nuala Whitby")
CONTRACTOR = Someone("support", "Hester Quayle")
DECIDERS = (
    Someone("lottery", "Magnus Reid"),
    Someone("ministry", "Sunniva Clarke"),
    Someone("foundation", "Tobias Lyle"),
)
# How many hundredths of a mark each assessor gives more, or less, than others would.
ASSESSORS = (
    (Someone("assessor-1", "Anwen Pryce"), -60),
    (Someone("assessor-2", "Bashir Noor"), -45),
    (Someone("assessor-3", "Celia Drummond"), -30),
    (Someone("assessor-4", "Dermot Hale"), -20),
    (Someone("assessor-5", "Efua Mensah"), -10),
    (Someone("assessor-6", "Fergus Tait"), 0),
    (Someone("assessor-7", "Gita Varma"), 5),
    (Someone("assessor-8", "Huw Kendrick"), 15),
    (Someone("assessor-9", "Iris Lowe"), 25),
    (Someone("assessor-10", "Jamal Osei"), 35),
    (Someone("assessor-11", "Kirsten Boyle"), 40),
    (Someone("assessor-12", "Leila Hakimi"), 55),
)
FIRST_NAMES = (
    "Ada", "Bram", "Cora", "Dilip", "Enid", "Farid", "Greta", "Hari", "Ivy", "Jonas", "Keira",
    "Luis", "Mabel", "Nadia", "Owen", "Petra", "Quentin", "Rana", "Seren", "Tariq",
)  # fmt: skip
LAST_NAMES = ("Ashdown", "Bello", "Carver", "Dunne", "Ellery", "Fox", "Gower", "Haig", "Ilves")


def by_chance(number: int) -> str:
    """The name of somebody: the same for the same number, and no two in the first 180 alike."""
    return f"{FIRST_NAMES[number % 20]} {LAST_NAMES[number % 9]}"


def accounts(*, at: datetime) -> dict[str, Account]:
    """Everyone who works on the programme, by key."""
    everyone = (
        STEWARD,
        MANAGER,
        SECOND,
        CHAIR,
        CONTRACTOR,
        *DECIDERS,
        *(one for one, _ in ASSESSORS),
    )
    return {each.key: an_account(each, at=at) for each in everyone}


def an_account(someone: Someone, *, at: datetime) -> Account:
    """Their account, with their name."""
    account = account_for(address=someone.email, by=None, at=at)
    name_account(account=account, name=someone.name, by=None, at=at)
    return Account.objects.get(pk=account.pk)


def as_told(found: Mapping[str, Account]) -> dict[str, str]:
    """E-mail address and name, for whoever loads the world."""
    return {account.email: account.name for account in found.values()}
