"""A place with a thousand proposals and a hundred decisions, made through actions."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

WORDS = (
    "A bench by the bus stop",
    "Trees along Mill Lane",
    "A safe crossing at the school",
    "Repair café in the old chapel",
    "Lights on the canal path",
    "A book swap in the phone box",
)
THEMES = ("Green", "Streets", "Young people", "Together")
WHERE = (-1.55, 53.80)


@dataclass
class World:
    """The addresses to measure."""

    place: str
    proposal: str
    open_decision: str
    lodz: str
    ballot: str
    ballot_code: str
    organiser_id: object


def make(
    n_proposals: int, n_decisions: int, lodz: Path | None, tell: Callable[[str], None]
) -> World:
    """Make everything; always the same."""
    from django.db import transaction

    from folkmoot.kernel import clock
    from folkmoot.kernel.access.roles import CONVENOR
    from folkmoot.people.models import Account
    from folkmoot.places import actions as places

    at, rng = clock.now() - timedelta(days=60), random.Random(1)
    place = places.create_place(name="Wren's Cross", summary="A few streets.", by=None, at=at)
    places.redraw_boundary(place=place, geometry=_boundary(), reason="Walked", by=None, at=at)
    organiser = Account.objects.create_user("organiser@example.org", name="Sam")
    places.give_role(place=place, email=organiser.email, role=CONVENOR, by=None, at=at)
    place.refresh_from_db()
    with transaction.atomic():
        tell(f"pages: {n_proposals:,} proposals")
        ref = _proposals(place, n_proposals, at, rng)
        tell(f"pages: {n_decisions} decisions")
        open_ref = _decisions(place, n_decisions, at, rng)
        ballot_ref, code = _long_ballot(place, at, rng)
    lodz_ref = ""
    if lodz is not None:
        tell("pages: Łódź 2022, from its file")
        lodz_ref = _lodz(lodz, at)
    return World(place.slug, ref, open_ref, lodz_ref, ballot_ref, code, organiser.pk)


def _boundary() -> dict[str, object]:
    """A line of 400 corners, as a real ward has."""
    from math import cos, pi, sin

    ring = [
        [
            round(WHERE[0] + 0.02 * (1 + 0.1 * sin(9 * turn)) * cos(turn), 6),
            round(WHERE[1] + 0.01 * (1 + 0.1 * sin(9 * turn)) * sin(turn), 6),
        ]
        for turn in (2 * pi * step / 400 for step in range(400))
    ]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def _proposals(place: object, number: int, at: datetime, rng: random.Random) -> str:
    from folkmoot.ideas import actions
    from folkmoot.ideas.models import Contact, Draft

    ref = ""
    for step in range(number):
        put = actions.put_proposal(
            place=place,
            draft=Draft(
                title=f"{rng.choice(WORDS)}, number {step + 1}",
                what="Something that makes it a better place to be. " * 6,
                why="People have asked for it for years. " * 3,
                where_words="Near the middle",
                longitude=WHERE[0] + rng.uniform(-0.01, 0.01),
                latitude=WHERE[1] + rng.uniform(-0.005, 0.005),
                cost_least_pence=400_00,
                cost_most_pence=900_00,
                theme=rng.choice(THEMES),
            ),
            contact=Contact(name=f"Person {step}", shown_name=f"Person {step}", reach_by="none"),
            by=None,
            at=at + timedelta(minutes=step),
        )
        ref = put.proposal.ref
    proposal = put.proposal
    for supporter in range(30):
        actions.support_proposal(
            proposal=proposal,
            email=f"neighbour{supporter}@example.org",
            wants_news=False,
            by=None,
            at=at + timedelta(days=2),
        )
    return ref


def _decisions(place: object, number: int, at: datetime, rng: random.Random) -> str:
    """A tenth open, a tenth being prepared, the rest decided."""
    from folkmoot.deciding import actions

    open_ref = ""
    for step in range(number):
        decision = _draft(place, f"Fund {step + 1}", 5_000_00, 12, at, rng)
        if step % 10 == 0:
            continue
        decision, codes = _opened(decision, 3, at, rng)
        if step % 10 == 1:
            open_ref = decision.ref
            continue
        _vote(decision, codes, at, rng)
        actions.close_voting(
            decision=decision, because="All have voted.", by=None, at=at + timedelta(days=14)
        )
        officers = decision.counting_officers.select_related("account")
        said = {each: f"{PASSPHRASE} {each.account.email.split('@')[0]}" for each in officers}
        actions.count_votes(decision=decision, passphrases=said, by=None, at=at)
        actions.publish_result(decision=decision, by=None, at=at + timedelta(days=15))
    return open_ref


PASSPHRASE = "kettle lantern orchard violin"


def _draft(
    place: object, title: str, budget: int, n_options: int, at: datetime, rng: random.Random
) -> object:
    from folkmoot.deciding import actions

    decision = actions.prepare_decision(
        place=place,
        title=title,
        budget_pence=budget,
        closes_at=at + timedelta(days=100),
        by=None,
        at=at,
    )
    for number in range(n_options):
        actions.add_option(
            decision=decision,
            title=f"{rng.choice(WORDS)}, number {number + 1}",
            summary="What it is and why it matters, in two sentences. Here is the second.",
            cost_pence=rng.randint(3, 20) * 100_00,
            theme=rng.choice(THEMES),
            longitude=WHERE[0] + rng.uniform(-0.01, 0.01),
            latitude=WHERE[1] + rng.uniform(-0.005, 0.005),
            by=None,
            at=at,
        )
    return decision


def _opened(decision, n_codes: int, at: datetime, rng: random.Random):
    from folkmoot.deciding import actions
    from folkmoot.deciding.models import Way
    from folkmoot.kernel.access.roles import COUNTING_OFFICER, ROLL_KEEPER
    from folkmoot.people.models import Account
    from folkmoot.places.actions import give_role

    for name in ("ann", "ben"):
        account, _ = Account.objects.get_or_create(email=f"{name}@example.org")
        if COUNTING_OFFICER not in decision.place.roles_of(account, at=at):
            for role in (COUNTING_OFFICER, ROLL_KEEPER):
                give_role(place=decision.place, email=account.email, role=role, by=None, at=at)
        officer = actions.name_counting_officer(decision=decision, account=account, by=None, at=at)
        actions.set_passphrase(officer=officer, passphrase=f"{PASSPHRASE} {name}", by=None, at=at)
    decision = actions.open_voting(decision=decision, rng=rng, by=None, at=at)
    _, made = actions.make_codes(
        decision=decision, n_codes=n_codes, label="Letters", way=Way.LETTER, by=None, at=at
    )
    return decision, [code for _, code in made]


def _vote(decision, codes: list[str], at: datetime, rng: random.Random) -> None:
    from folkmoot.deciding import actions
    from folkmoot.deciding.models import Channel
    from folkmoot.deciding.queries.voting import entry_for_code

    for code in codes:
        actions.cast_ballot(
            entry=entry_for_code(decision, code),
            choices=dict.fromkeys(rng.sample(range(1, 13), 3), 1),
            channel=Channel.WEB,
            by=None,
            at=at,
        )


def _long_ballot(place: object, at: datetime, rng: random.Random) -> tuple[str, str]:
    decision = _draft(place, "The long ballot", 1_000_000_00, 160, at, rng)
    decision, codes = _opened(decision, 1, at, rng)
    return decision.ref, codes[0]


def _lodz(file: Path, at: datetime) -> str:
    from folkmoot.counting.asked import Asked
    from folkmoot.deciding.actions import import_election
    from folkmoot.deciding.analysis import held_election
    from folkmoot.places.actions import create_place

    held = held_election(file.read_bytes(), Asked(), source=file.name)
    place = create_place(name="Łódź", by=None, at=at)
    return str(import_election(place=place, held=held, by=None, at=at).ref)
