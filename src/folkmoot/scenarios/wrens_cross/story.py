"""The story of Wren's Cross, told through the same actions that its people would take."""

from datetime import datetime, timedelta
from random import Random

from django.urls import reverse

from folkmoot.deciding.models import Decision
from folkmoot.geodata.actions import load_postcodes
from folkmoot.ideas.actions import set_welcome, suggest_merger
from folkmoot.ideas.models import Draft, Finding, Proposal
from folkmoot.ideas.queries import welcome_of
from folkmoot.kernel.access.roles import CONVENOR, STEWARD
from folkmoot.people.actions import account_for, add_organisation, give_site_role, name_account
from folkmoot.places.actions import (
    change_place,
    create_place,
    give_role,
    redraw_boundary,
    set_colour,
)
from folkmoot.places.models import Place
from folkmoot.scenarios.telling import Tell, World
from folkmoot.scenarios.wrens_cross import (
    awarded,
    calling,
    choosing,
    connecting,
    cook,
    courses,
    funding,
    helping,
    lending,
    listening,
    meeting,
    neighbours,
    people,
    programme,
    proposals,
    small_ideas,
    votes,
    writing,
)
from folkmoot.scenarios.wrens_cross.ground import BOUNDARY, QUAY_BOUNDARY, postcodes
from folkmoot.scenarios.wrens_cross.idea import THEMES, Idea
from folkmoot.scenarios.wrens_cross.last_year import LAST_YEAR
from folkmoot.scenarios.wrens_cross.this_year import ON_THE_WAY, THIS_YEAR

N_LETTERS_LAST, N_VOTED_LAST = 480, 412
N_LETTERS_NOW, N_VOTED_NOW, N_TO_TRY = 160, 96, 8


def wrens_cross(*, at: datetime, rng: Random, tell: Tell) -> World:
    """Two places, a team, two years of ideas, one fund decided and one open."""
    began = at - timedelta(days=420)
    tell("People and places")
    accounts = _accounts(began)
    place = _place(accounts, began)
    quay = _quay(accounts, began)
    tell("Ideas of last year, and officers' answers")
    last = _ideas(place, LAST_YEAR, accounts, began + timedelta(days=20), rng)
    tell(f"Last year's fund: {N_VOTED_LAST} people vote")
    decided = _last_year(place, last, accounts, began + timedelta(days=80), rng)
    tell("Ideas of this year")
    now = _ideas(place, THIS_YEAR, accounts, at - timedelta(days=70), rng)
    _on_the_way(place, accounts, at - timedelta(days=12), rng)
    tell("Listening on the streets")
    going_on = listening.listen(place, accounts, at=at, rng=Random("listening"))
    met = neighbours.meet_people(place, accounts["organiser"], at=at)
    writing.write(place, met, accounts["organiser"], at=at)
    connecting.connect(going_on, accounts, at=at)
    idris = cook.tell_the_cook(place, accounts["organiser"], at=at)
    tell("Gatherings")
    meeting.meet(place, quay, accounts, at=at)
    tell("The programme they are in")
    frame = programme.run_programme([place, quay], accounts, at=at)
    tell("Calls, and applications from other places")
    calling.call(frame, accounts, at=at)
    tell("A round that was assessed, chosen and decided")
    choosing.choose(frame, accounts, at=at)
    tell("Awards")
    funding.fund(place, at=at)
    awarded.award_what_was_decided(frame, accounts, at=at)
    small_ideas.small_ideas(place, frame, accounts, at=at)
    helping.help_places(frame, place, quay, accounts, at=at)
    lending.lend(place, at=at)
    lending.share([place, quay], frame, at=at)
    tell("A course, and a badge")
    courses.learn(place, accounts, met[0], at=at)
    tell("This year's fund opens")
    opened, letters = _this_year(place, now, accounts, at - timedelta(days=24), rng)
    cards = cook.give_a_card(idris, accounts["organiser"], at=at)
    return _told(accounts, [place, quay], [opened, decided], letters, cards)


def _accounts(at: datetime) -> proposals.Accounts:
    accounts = {}
    for someone in (people.STEWARD, *people.TEAM, *people.RESIDENTS, *people.FUNDING):
        account = account_for(address=someone.email, by=None, at=at)
        accounts[someone.key] = name_account(account=account, name=someone.name, by=None, at=at)
    give_site_role(email=people.STEWARD.email, role=STEWARD, by=None, at=at)
    add_organisation(name="Wren's Cross Trust", kind="charity", by=accounts["steward"], at=at)
    return accounts


def _place(accounts: proposals.Accounts, at: datetime) -> Place:
    steward, convenor = accounts["steward"], accounts["convenor"]
    place = create_place(
        name="Wren's Cross",
        slug="wrens-cross",
        summary="A mill neighbourhood between the canal and the hill. We decide a fund together "
        "every year.",
        convenor=convenor.email,
        by=steward,
        at=at,
    )
    for someone in people.TEAM:
        for role in someone.roles:
            if role != CONVENOR:
                give_role(place=place, email=someone.email, role=role, by=convenor, at=at)
    redraw_boundary(
        place=place, geometry=BOUNDARY, reason="Drawn at the first assembly", by=convenor, at=at
    )
    set_colour(place=place, colour="#7a3b12", by=convenor, at=at)
    change_place(
        place=place,
        name=place.name,
        summary=place.summary,
        population=6400,
        reach="01632 960 142, or Tuesday mornings in the library",
        by=convenor,
        at=at,
    )
    load_postcodes(
        lines=postcodes(), edition="Made up", source="Nobody", licence="None", by=None, at=at
    )
    welcome = welcome_of(place)
    welcome.themes = list(THEMES)
    set_welcome(place=place, welcome=welcome, by=convenor, at=at)
    return Place.objects.get(pk=place.pk)


def _quay(accounts: proposals.Accounts, at: datetime) -> Place:
    """A second place, so that one sees what belongs to which."""
    quay = create_place(
        name="Saltmarsh Quay",
        slug="saltmarsh-quay",
        summary="A harbour street and the marsh behind it. Just beginning.",
        convenor=accounts["nesta"].email,
        by=accounts["steward"],
        at=at,
    )
    redraw_boundary(
        place=quay, geometry=QUAY_BOUNDARY, reason="First drawing", by=accounts["nesta"], at=at
    )
    set_colour(place=quay, colour="#1f5f8b", by=accounts["nesta"], at=at)
    return quay


def _ideas(
    place: Place,
    ideas: tuple[Idea, ...],
    accounts: proposals.Accounts,
    at: datetime,
    rng: Random,
) -> list[tuple[Proposal, Idea]]:
    pairs = []
    for step, idea in enumerate(ideas):
        when = at + timedelta(days=step, minutes=37 * step)
        proposal = proposals.put(place, idea, accounts=accounts, at=when, rng=rng)
        proposals.find_support(proposal, idea, at=when + timedelta(hours=5), rng=rng)
        proposals.answer(proposal, idea, accounts=accounts, at=when + timedelta(days=6))
        pairs.append((proposal, idea))
    return pairs


def _last_year(
    place: Place,
    pairs: list[tuple[Proposal, Idea]],
    accounts: proposals.Accounts,
    at: datetime,
    rng: Random,
) -> Decision:
    opens, closes = at + timedelta(days=14), votes.at_eight(at + timedelta(days=35))
    decision = votes.prepare(
        place,
        f"The {at.year} neighbourhood fund",
        60_000,
        accounts=accounts,
        at=at,
        closes_at=closes,
        summary="Sixty thousand pounds from the council and the Trust for what people here want.",
    )
    votes.join(decision, pairs, accounts=accounts, at=at)
    votes.allow_one(
        decision,
        ["Halloween and summer cook-offs", "Table tennis and a net by the Green"],
        name="New things on the Green",
        because="The people who look after the Green can take on one new thing a year.",
        by=accounts["convenor"],
        at=at,
    )
    decision, roll, _ = votes.open_up(
        decision, N_LETTERS_LAST, accounts=accounts, at=opens, rng=rng
    )
    ideas = [idea for _, idea in pairs]
    votes.vote(decision, roll[:N_VOTED_LAST], ideas, accounts=accounts, at=opens, rng=rng)
    return votes.decide(decision, accounts=accounts, at=closes)


def _this_year(
    place: Place,
    pairs: list[tuple[Proposal, Idea]],
    accounts: proposals.Accounts,
    at: datetime,
    rng: Random,
) -> tuple[Decision, list[str]]:
    decision = votes.prepare(
        place,
        f"The {(at + timedelta(days=100)).year} neighbourhood fund",
        45_000,
        accounts=accounts,
        at=at,
        closes_at=votes.at_eight(at + timedelta(days=45)),
        summary="Forty-five thousand pounds. Tick everything you would like to see.",
    )
    votes.join(decision, pairs, accounts=accounts, at=at)
    votes.allow_one(
        decision,
        ["Swap shop for school clothes", "Tool library and ladder store"],
        name="The room at the library",
        because="Both need the one room that is free.",
        by=accounts["convenor"],
        at=at,
    )
    opens = at + timedelta(days=14)
    decision, roll, codes = votes.open_up(
        decision, N_LETTERS_NOW, accounts=accounts, at=opens, rng=rng
    )
    ideas = [idea for _, idea in pairs]
    votes.vote(decision, roll[:N_VOTED_NOW], ideas, accounts=accounts, at=opens, rng=rng)
    return decision, codes[-N_TO_TRY:]


def _on_the_way(place: Place, accounts: proposals.Accounts, at: datetime, rng: Random) -> None:
    """Ideas that wait for an answer, one that cannot be done, two that might be one."""
    put = [proposals.put(place, idea, accounts=accounts, at=at, rng=rng) for idea in ON_THE_WAY]
    proposals.answer(
        put[3],
        ON_THE_WAY[3],
        accounts=accounts,
        at=at,
        finding=Finding.NOT_FEASIBLE,
        reason="A bridge over the bypass costs about twenty times this fund.",
        would_need="National money for roads. A crossing with lights at the lay-by would be "
        "possible for about £60,000, and we would like to talk about that.",
    )
    draft = Draft(
        title="Places to rest between Hill Top and the surgery",
        what="Benches with arms on the way down, one of them for Ivy where she waited for the bus.",
        why="Both proposals ask for seats on the same walk.",
        where_words="Hill Top to the surgery",
        theme=ON_THE_WAY[1].theme,
    )
    suggest_merger(
        proposals=[put[1], put[2]],
        draft=draft,
        reason="You ask for seats on the same walk. Together they could be one plan.",
        by=accounts["convenor"],
        at=at + timedelta(days=2),
    )


def _told(
    accounts: proposals.Accounts,
    places: list[Place],
    decisions: list[Decision],
    letters: list[str],
    cards: dict[str, str],
) -> World:
    team = (*people.TEAM, *people.FUNDING)
    roles = {someone.key: [role.name for role in someone.roles] for someone in team}
    roles |= {"steward": ["Steward"], "nesta": ["Convenor of Saltmarsh Quay"]}
    return World(
        name="wrens-cross",
        places={place.name: f"/places/{place.slug}/" for place in places},
        decisions={each.title: reverse("deciding:decision", args=[each.ref]) for each in decisions},
        accounts={
            account.email: f"{account.name}: {', '.join(roles.get(key, ['Resident']))}"
            for key, account in accounts.items()
        },
        letters=letters,
        cards=cards,
        passphrases={f"{key}@{people.AT}": phrase for key, phrase in people.PASSPHRASES.items()},
        walks={f"{key}@{people.AT}": what for key, what in people.WALKS.items()},
    )
