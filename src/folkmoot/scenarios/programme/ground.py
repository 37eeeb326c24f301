"""The programme itself: three funders, two phases agreed at its beginning, later a third."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from folkmoot.kernel.access.roles import (
    CONTRACTOR,
    DECISION_MAKER,
    GRANT_MANAGER,
    STEWARD,
    Role,
)
from folkmoot.people.actions import add_organisation, give_site_role
from folkmoot.people.models import Account, Organisation
from folkmoot.programmes import actions
from folkmoot.programmes.models import (
    Appointment,
    CriterionPlan,
    PhasePlan,
    Programme,
    Terms,
)
from folkmoot.scenarios.programme import people

A_YEAR = timedelta(days=365)
POUNDS = 100
CEILING = 240_000 * POUNDS
PRINCIPLES = (
    "A place knows what it needs. It finds that out together, makes a plan, and we fund the plan.\n"
    "\nThree funders choose ten places, openly, and answer for the choice together."
)
CRITERIA = (
    CriterionPlan("Rooted in what people said", 35),
    CriterionPlan("Reaches across the whole place", 25),
    CriterionPlan("Can be done with this money", 25),
    CriterionPlan("Goes on afterwards", 15),
)
# Funder, its kind, and thousands of pounds a year.
FUNDERS = (
    ("The Commons Lottery", "other", (400, 500, 500, 300)),
    ("Ministry of Places", "other", (250, 350, 350, 150)),
    ("The Lyle Foundation", "charity", (50, 150, 150, 100)),
)


@dataclass(frozen=True, slots=True)
class Ground:
    """The programme, with those who run it and decide in it."""

    programme: Programme
    accounts: dict[str, Account]
    funders: tuple[tuple[Organisation, Account], ...]
    support: Organisation

    @property
    def manager(self) -> Account:
        """The grant manager."""
        return self.accounts["manager"]


def ground(*, began: datetime) -> Ground:
    """A live programme with its team; every funder has approved its first version."""
    found = people.accounts(at=began)
    steward, manager = found["steward"], found["manager"]
    give_site_role(email=steward.email, role=STEWARD, by=None, at=began)
    programme = actions.start_programme(
        name="Places Together",
        summary="Sixty places say what matters to them, twenty-five make a plan, and ten are "
        "helped to carry theirs out.",
        manager=manager.email,
        by=steward,
        at=began,
    )
    funders = _written(programme, found, at=began)
    version = actions.propose(
        version=programme.versions.get(), by=manager, at=began + timedelta(days=2)
    )
    for organisation, decider in funders:
        actions.answer(
            version=version,
            organisation=organisation,
            approves=True,
            by=decider,
            at=began + timedelta(days=6),
        )
    programme.refresh_from_db()
    actions.go_live(programme=programme, by=manager, at=began + timedelta(days=8))
    roots = add_organisation(name="Taproot Co-operative", kind="company", by=steward, at=began)
    named(programme, found["support"], CONTRACTOR, manager, of=roots, at=began)
    named(programme, found["manager-too"], GRANT_MANAGER, manager, of=None, at=began)
    programme.refresh_from_db()
    return Ground(programme, found, funders, roots)


def named(
    programme: Programme,
    account: Account,
    role: Role,
    by: Account,
    *,
    of: Organisation | None,
    at: datetime,
) -> None:
    """Somebody joins the team."""
    appointment = Appointment(account.email, role, of)
    actions.give_role(programme=programme, appointment=appointment, by=by, at=at)


def _written(
    programme: Programme, found: Mapping[str, Account], *, at: datetime
) -> tuple[tuple[Organisation, Account], ...]:
    version, manager = programme.versions.get(), found["manager"]
    terms = Terms(
        principles=PRINCIPLES,
        quorum=2,
        delegations=("Changes to an award of up to £5,000: the grant manager.",),
        first_year=localdate(at).year,
        n_years=4,
    )
    actions.write_terms(version=version, terms=terms, by=manager, at=at)
    actions.set_criteria(version=version, criteria=CRITERIA, by=manager, at=at)
    version.refresh_from_db()
    money: dict[tuple[int, int], int] = {}
    funders = []
    for (name, kind, thousands), someone in zip(FUNDERS, people.DECIDERS, strict=True):
        organisation = add_organisation(name=name, kind=kind, by=found["steward"], at=at)
        row = actions.add_funder(version=version, organisation=organisation, by=manager, at=at)
        money |= {
            (row.pk, year): amount * 1000 * POUNDS
            for year, amount in zip(version.years, thousands, strict=True)
        }
        decider = found[someone.key]
        named(programme, decider, DECISION_MAKER, manager, of=organisation, at=at)
        funders.append((organisation, decider))
    actions.set_money(version=version, money=money, by=manager, at=at)
    for plan in _phases(at):
        actions.add_phase(version=version, plan=plan, by=manager, at=at)
    return tuple(funders)


def _phases(at: datetime) -> tuple[PhasePlan, PhasePlan]:
    first = localdate(at)
    return (
        PhasePlan(
            name="Finding out",
            what="Listening, and a plan made together. There is help, and no grant yet.",
            starts_date=first,
            ends_date=first + A_YEAR - timedelta(days=1),
            ceiling_pence=0,
            gate="An expression of interest that the partners and the council stand behind.",
        ),
        PhasePlan(
            name="Doing",
            what="Ten places carry their plans out.",
            starts_date=first + A_YEAR,
            ends_date=first + 3 * A_YEAR,
            ceiling_pence=CEILING,
            gate="A plan that all funders chose together.",
        ),
    )


def third_phase(found: Ground, *, at: datetime) -> None:
    """More money: a later version adds a phase and leaves the first two alone."""
    programme, manager = found.programme, found.manager
    draft = actions.draft_version(programme=programme, by=manager, at=at)
    terms = Terms(
        principles=draft.principles,
        quorum=draft.quorum,
        delegations=tuple(draft.delegations.splitlines()),
        first_year=draft.first_year,
        n_years=draft.n_years + 1,
        why="The foundation has found £125,000 so that places can hand over well.",
    )
    actions.write_terms(version=draft, terms=terms, by=manager, at=at)
    draft.refresh_from_db()
    money = {
        (funder.pk, each.year): each.amount_pence
        for funder in draft.funders.prefetch_related("envelopes")
        for each in funder.envelopes.all()
    }
    foundation = draft.funders.get(organisation=found.funders[-1][0])
    money[foundation.pk, draft.years[-1]] = 125_000 * POUNDS
    actions.set_money(version=draft, money=money, by=manager, at=at)
    last = programme.phases.get(number=2)
    plan = PhasePlan(
        name="Keeping going",
        what="Places pass on what they built, to people who stay.",
        starts_date=last.ends_date + timedelta(days=1),
        ends_date=last.ends_date + A_YEAR,
        ceiling_pence=12_500 * POUNDS,
        gate="An award accounted for, and somebody named who carries on.",
    )
    actions.add_phase(version=draft, plan=plan, by=manager, at=at)
    actions.propose(version=draft, by=manager, at=at)
    for organisation, decider in found.funders:
        draft.refresh_from_db()
        actions.answer(
            version=draft,
            organisation=organisation,
            approves=True,
            by=decider,
            at=at + timedelta(days=3),
        )
