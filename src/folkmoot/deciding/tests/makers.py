"""Makers: the shortest way to say what a test of a decision needs."""

from collections.abc import MutableSequence
from datetime import UTC, datetime
from random import Random
from typing import Any

from folkmoot.deciding import actions
from folkmoot.deciding.actions.casting import Receipt
from folkmoot.deciding.models import (
    Channel,
    Count,
    CountingOfficer,
    Decision,
    RollEntry,
    Stage,
    Way,
)
from folkmoot.kernel.access.roles import COUNTING_OFFICER, ROLL_KEEPER
from folkmoot.people.models import Account
from folkmoot.places.models import Place, PlaceRole

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
# Later than the clock of any test that does not set its own, so that votes are taken.
CLOSING = datetime(2099, 5, 1, 19, tzinfo=UTC)
PASSPHRASE = "kettle lantern orchard violin"


class Drawn(Random):
    """Chance for a test: these lots come out, or each option's number less one."""

    def __init__(self, *lots: int) -> None:
        super().__init__(0)
        self.lots = lots

    def shuffle(self, x: MutableSequence[Any]) -> None:
        """Lay them in the order that was said."""
        if self.lots:
            x[:] = self.lots


_serial = iter(range(1, 1_000_000))


def an_account(name: str = "Sam") -> Account:
    """Someone who can sign in."""
    number = next(_serial)
    return Account.objects.create_user(f"{name.lower()}{number}@example.org", name=name)


def a_place(name: str = "Wren's Cross") -> Place:
    """A place with a square drawn round it, a kilometre or so across."""
    ring = [[-1.51, 53.80], [-1.49, 53.80], [-1.49, 53.81], [-1.51, 53.81], [-1.51, 53.80]]
    return Place.objects.create(
        name=name,
        slug=f"place-{next(_serial)}",
        boundary={"type": "Polygon", "coordinates": [ring]},
        west=-1.51,
        south=53.80,
        east=-1.49,
        north=53.81,
    )


def a_decision(
    *,
    place: Place | None = None,
    costs: tuple[int, ...] = (30_00, 30_00, 30_00, 30_00),
    budget: int = 90_00,
    stage: Stage = Stage.DRAFT,
    **settings: Any,
) -> Decision:
    """A decision between options called “Option 1”, “Option 2”…, with three officers.

    Voting closes at `CLOSING`, unless another time is said.
    """
    settings = {"closes_at": CLOSING} | settings
    decision = actions.prepare_decision(
        place=place or a_place(),
        title="Spring fund",
        budget_pence=budget,
        by=None,
        at=NOON,
        **settings,
    )
    for number, cost in enumerate(costs, start=1):
        actions.add_option(
            decision=decision, title=f"Option {number}", cost_pence=cost, by=None, at=NOON
        )
    if stage == Stage.DRAFT:
        return decision
    three_officers(decision)
    decision = actions.open_voting(decision=decision, rng=Drawn(), by=None, at=NOON)
    if stage == Stage.CLOSED:
        decision = close(decision)
    return decision


def close(decision: Decision) -> Decision:
    """Close the voting at its time."""
    return actions.close_voting(decision=decision, by=None, at=decision.closes_at or NOON)


def a_counting_officer(place: Place, name: str = "Officer") -> Account:
    """Someone who may be named to count in this place."""
    account = an_account(name)
    PlaceRole.objects.create(
        place=place, account=account, role=COUNTING_OFFICER.name, starts_at=NOON, given_by=None
    )
    return account


def two_keepers(place: Place) -> list[Account]:
    """Two roll keepers, who settle doubtful votes; the same whenever they are asked for."""
    held = PlaceRole.objects.filter(place=place, role=ROLL_KEEPER.name).order_by("id")
    keepers = [each.account for each in held.select_related("account") if each.account]
    while len(keepers) < 2:
        keepers.append(an_account("Keeper"))
        PlaceRole.objects.create(
            place=place,
            account=keepers[-1],
            role=ROLL_KEEPER.name,
            starts_at=NOON,
            given_by=None,
        )
    return keepers


def settled(entry: RollEntry, *, counts: bool, because: str = "Both of us asked.") -> RollEntry:
    """Two roll keepers look at a doubtful vote and say the same of it."""
    for keeper in two_keepers(entry.decision.place)[:2]:
        look = actions.Look(entry.pk, counts, because)
        actions.look_at_votes(decision=entry.decision, looks=[look], by=keeper, at=NOON)
    entry.refresh_from_db()
    return entry


def three_officers(decision: Decision) -> list[CountingOfficer]:
    """Three counting officers with a passphrase each: `PASSPHRASE` and their number. The place
    gets two roll keepers too, without whom nothing is opened.
    """
    two_keepers(decision.place)
    officers = []
    for number in range(3):
        account = a_counting_officer(decision.place, f"Officer {number}")
        officer = actions.name_counting_officer(
            decision=decision, account=account, by=None, at=NOON
        )
        actions.set_passphrase(
            officer=officer, passphrase=f"{PASSPHRASE} {number}", by=officer.account, at=NOON
        )
        officers.append(officer)
    return officers


def passphrases(decision: Decision, number: int = 2) -> dict[CountingOfficer, str]:
    """What the first so many officers would type, each their own."""
    officers = decision.counting_officers.select_related("account").order_by("account__name")
    return {
        officer: f"{PASSPHRASE} {place}" for place, officer in list(enumerate(officers))[:number]
    }


def a_code(decision: Decision) -> tuple[RollEntry, str]:
    """A letter with a one-time code, and its line on the roll."""
    batch, made = actions.make_codes(
        decision=decision, n_codes=1, label="Letters", way=Way.LETTER, by=None, at=NOON
    )
    return batch.entries.get(), made[0][1]


def a_vote(
    decision: Decision,
    *numbers: int,
    channel: Channel = Channel.WEB,
    given: dict[int, int] | None = None,
) -> Receipt:
    """Somebody votes for the options with these numbers (or gives these points)."""
    entry, _ = a_code(decision)
    return actions.cast_ballot(
        entry=entry,
        choices=given if given is not None else dict.fromkeys(numbers, 1),
        channel=channel,
        by=None,
        at=NOON,
    )


def opened(decision: Decision) -> Decision:
    """Close the voting and open the box with two passphrases; nobody has counted yet."""
    decision = close(decision)
    actions.open_box(decision=decision, passphrases=passphrases(decision), by=None, at=NOON)
    return Decision.objects.get(pk=decision.pk)


def close_and_count(decision: Decision, *, publish: bool = True) -> Count:
    """Close the voting, open the box with two passphrases, and publish."""
    decision = close(decision)
    count = actions.count_votes(
        decision=decision, passphrases=passphrases(decision), by=None, at=NOON
    )
    if publish:
        actions.publish_result(decision=decision, by=None, at=NOON)
    return count
