"""Makers: the shortest way to say what a test about programmes needs."""

from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse

from folkmoot.kernel.access.roles import DECISION_MAKER, Role
from folkmoot.people.actions import add_organisation
from folkmoot.people.models import Account, Organisation
from folkmoot.places.tests.makers import NOON, a_place, a_steward, someone
from folkmoot.programmes import actions, queries
from folkmoot.programmes.models import (
    Appointment,
    CriterionPlan,
    PhasePlan,
    Programme,
    Stage,
    TakingPart,
    Terms,
    Version,
)

__all__ = ["LATER", "NOON", "a_place", "a_steward", "someone"]

LATER = NOON + timedelta(days=30)
FUNDERS = ("The Lottery", "The Ministry", "The Foundation")
POUNDS = 100


def an_organisation(name: str) -> Organisation:
    """An organisation of that name; the same one when asked for again."""
    found = Organisation.objects.filter(name=name).first()
    return found or add_organisation(name=name, kind="charity", by=None, at=NOON)


def on_the_team(
    programme: Programme, role: Role, name: str = "", *, of: str = "", **when: Any
) -> Account:
    """Someone with a role in a programme, for an organisation where `of` names one."""
    account = someone(name or f"{role.name} of {programme.slug} {of}")
    organisation = an_organisation(of) if of else None
    appointment = Appointment(account.email, role, organisation, **when)
    actions.give_role(programme=programme, appointment=appointment, by=None, at=NOON)
    return account


def a_manager(programme: Programme) -> Account:
    """The grant manager of a programme."""
    return next(iter(queries.grant_managers(programme, at=NOON)))


def a_decider(programme: Programme, funder: str = FUNDERS[0]) -> Account:
    """Who decides for a funder."""
    held = programme.roles_held.filter(role=DECISION_MAKER.name, organisation__name=funder)[0]
    account: Account = held.account
    return account


def some_terms(**more: Any) -> Terms:
    facts: dict[str, Any] = {
        "principles": "People who live in a place decide what is done there.",
        "quorum": 1,
        "delegations": ("Changes of up to £5,000: the grant manager.",),
        "first_year": 2026,
        "n_years": 3,
    }
    return Terms(**(facts | more))


def a_phase_plan(name: str = "Finding out", year: int = 2026, **more: Any) -> PhasePlan:
    facts: dict[str, Any] = {
        "starts_date": date(year, 4, 1),
        "ends_date": date(year + 1, 3, 31),
        "ceiling_pence": 0,
        "gate": "A partnership of three organisations or more.",
    }
    return PhasePlan(name, **(facts | more))


def a_draft(
    name: str = "Stronger Places", *, funders: tuple[str, ...] = FUNDERS, quorum: int = 1
) -> Version:
    """A whole first version, with a decision-maker for every funder; nobody has been asked."""
    manager = someone(f"Manager of {name}")
    programme = actions.start_programme(
        name=name,
        summary="Places find out what matters to them, and act.",
        manager=manager.email,
        by=None,
        at=NOON,
    )
    version = programme.versions.get()
    actions.write_terms(version=version, terms=some_terms(quorum=quorum), by=manager, at=NOON)
    criteria = [CriterionPlan("Rooted in what people said", 60), CriterionPlan("Can be done", 40)]
    actions.set_criteria(version=version, criteria=criteria, by=manager, at=NOON)
    money: dict[tuple[int, int], int] = {}
    for number, funder in enumerate(funders, 1):
        row = actions.add_funder(
            version=version, organisation=an_organisation(funder), by=manager, at=NOON
        )
        on_the_team(programme, DECISION_MAKER, of=funder)
        money |= {(row.pk, year): number * 100_000 * POUNDS for year in (2026, 2027, 2028)}
    version.refresh_from_db()
    actions.set_money(version=version, money=money, by=manager, at=NOON)
    for number, phase in enumerate(("Finding out", "Doing")):
        plan = a_phase_plan(phase, 2026 + number, ceiling_pence=number * 240_000 * POUNDS)
        actions.add_phase(version=version, plan=plan, by=manager, at=NOON)
    return Version.objects.select_related("programme").get(pk=version.pk)


def approved(version: Version, *, at: datetime = NOON) -> Version:
    """Every funder approves it."""
    actions.propose(version=version, by=None, at=at)
    for funder in version.funders.select_related("organisation"):
        actions.answer(
            version=version,
            organisation=funder.organisation,
            approves=True,
            by=a_decider(version.programme, funder.organisation.name),
            at=at,
        )
    return Version.objects.select_related("programme").get(pk=version.pk)


def says(version: Version, funder: str, *, approves: bool = True, words: str = "") -> Version:
    """What one funder's decision-maker answers, a month on."""
    return actions.answer(
        version=version,
        organisation=an_organisation(funder),
        approves=approves,
        words=words,
        by=a_decider(version.programme, funder),
        at=LATER,
    )


def a_programme(name: str = "Stronger Places", *, stage: str = Stage.LIVE) -> Programme:
    """A programme of three funders, as far as it should be."""
    programme = approved(a_draft(name)).programme
    if stage != Stage.AGREED:
        actions.go_live(programme=programme, by=None, at=NOON)
    if stage == Stage.SUSPENDED:
        actions.suspend(programme=programme, why="A pandemic", by=None, at=NOON)
    if stage in (Stage.CLOSING, Stage.CLOSED):
        actions.begin_closing(programme=programme, why="The money is spent", by=None, at=NOON)
    if stage == Stage.CLOSED:
        actions.close(programme=programme, by=None, at=NOON)
    return Programme.objects.get(pk=programme.pk)


def a_part(programme: Programme, place: str = "Wren's Cross") -> TakingPart:
    """A place that takes part."""
    return actions.take_part(programme=programme, place=a_place(place), by=None, at=NOON)


def at(page: str, *named: object) -> str:
    """The address of a page of this room."""
    return reverse(f"programmes:{page}", args=named)
