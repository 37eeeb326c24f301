"""The programme Wren's Cross is in: three funders, two phases agreed, a third before them."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from folkmoot.kernel.access.roles import CONTRACTOR, DECISION_MAKER, EVALUATOR
from folkmoot.people.actions import add_organisation
from folkmoot.people.models import Account, Organisation
from folkmoot.places.models import Place
from folkmoot.programmes import actions
from folkmoot.programmes.models import (
    Appointment,
    CriterionPlan,
    PhasePlan,
    Programme,
    Terms,
    Version,
)
from folkmoot.scenarios.wrens_cross.proposals import Accounts

A_YEAR = timedelta(days=365)
POUNDS = 100
PRINCIPLES = (
    "People who live in a place know what it needs. So places find out together what matters, "
    "make a plan, and decide what the money does.\n\n"
    "We pay for three years, not for one. We ask once, and we say what we learn."
)
CRITERIA = (
    CriterionPlan("The plan is rooted in what people said", 40),
    CriterionPlan("Those who make it reach across the whole place", 35),
    CriterionPlan("It can be done, and go on afterwards", 25),
)
# Funder, who decides for it, and thousands of pounds a year.
FUNDERS = (
    ("Northern Lottery Fund", "lottery", (300, 400, 400, 200)),
    ("Office for Neighbourhoods", "office", (250, 250, 250, 0)),
    ("The Hargreave Foundation", "foundation", (50, 100, 100, 100)),
)


def run_programme(places: list[Place], accounts: Accounts, *, at: datetime) -> Programme:
    """A programme that has been live for a year, and a later phase that waits for one funder."""
    manager, began = accounts["grants"], at - timedelta(days=410)
    programme = actions.start_programme(
        name="Common Ground",
        summary="Twenty-five places find out what matters to the people who live there, and ten "
        "of them are helped to do it.",
        manager=manager.email,
        by=accounts["steward"],
        at=began,
    )
    funders = _write(programme, manager, accounts, began)
    version = actions.propose(version=programme.versions.get(), by=manager, at=began)
    for organisation, who in funders:
        _approve(version, organisation, accounts[who], began + timedelta(days=5))
    actions.go_live(programme=programme, by=manager, at=began + timedelta(days=8))
    _team(programme, manager, accounts, began + timedelta(days=9), at)
    _places(programme, places, manager, began + timedelta(days=12))
    later = _third_phase(programme, manager, at - timedelta(days=9))
    for organisation, who in funders[:2]:
        _approve(later, organisation, accounts[who], at - timedelta(days=4))
    return programme


def _write(
    programme: Programme, manager: Account, accounts: Accounts, at: datetime
) -> list[tuple[Organisation, str]]:
    """The first version, whole; the funders and who decides for each."""
    version = programme.versions.get()
    terms = Terms(
        principles=PRINCIPLES,
        quorum=2,
        delegations=(
            "Buying the support contractor’s work, and managing the grants: Northern Lottery Fund.",
            "Changes to an award of up to £5,000: the grant manager.",
        ),
        first_year=localdate(at).year,
        n_years=4,
    )
    actions.write_terms(version=version, terms=terms, by=manager, at=at)
    actions.set_criteria(version=version, criteria=CRITERIA, by=manager, at=at)
    version.refresh_from_db()
    money: dict[tuple[int, int], int] = {}
    funders = []
    for name, who, thousands in FUNDERS:
        organisation = add_organisation(name=name, kind="other", by=accounts["steward"], at=at)
        row = actions.add_funder(version=version, organisation=organisation, by=manager, at=at)
        money |= {
            (row.pk, year): amount * 1000 * POUNDS
            for year, amount in zip(version.years, thousands, strict=True)
        }
        _name(
            programme, Appointment(accounts[who].email, DECISION_MAKER, organisation), manager, at
        )
        funders.append((organisation, who))
    actions.set_money(version=version, money=money, by=manager, at=at)
    for plan in _first_phases(at):
        actions.add_phase(version=version, plan=plan, by=manager, at=at)
    return funders


def _first_phases(at: datetime) -> tuple[PhasePlan, PhasePlan]:
    first = localdate(at)
    return (
        PhasePlan(
            name="Finding out",
            what="A year of listening, and a plan made together. There is help, and no grant yet.",
            starts_date=first,
            ends_date=first + A_YEAR - timedelta(days=1),
            ceiling_pence=0,
            gate="A partnership of at least three organisations, one of them led by residents.",
        ),
        PhasePlan(
            name="Doing",
            what="About ten places carry their plans out.",
            starts_date=first + A_YEAR,
            ends_date=first + 3 * A_YEAR,
            ceiling_pence=240_000 * POUNDS,
            gate="A plan that the partnership and its finance officer have signed, chosen by all "
            "funders together.",
        ),
    )


def _third_phase(programme: Programme, manager: Account, at: datetime) -> Version:
    """More money has been found: the next version adds a phase and leaves the first two alone."""
    draft = actions.draft_version(programme=programme, by=manager, at=at)
    terms = Terms(
        principles=draft.principles,
        quorum=draft.quorum,
        delegations=tuple(draft.delegations.splitlines()),
        first_year=draft.first_year,
        n_years=draft.n_years + 1,
        why="Places asked for time to hand over. The foundation has found £150,000 for it.",
    )
    actions.write_terms(version=draft, terms=terms, by=manager, at=at)
    draft.refresh_from_db()
    money = {
        (funder.pk, each.year): each.amount_pence
        for funder in draft.funders.prefetch_related("envelopes")
        for each in funder.envelopes.all()
    }
    foundation = draft.funders.get(organisation__name="The Hargreave Foundation")
    money[foundation.pk, draft.years[-1]] = 150_000 * POUNDS
    actions.set_money(version=draft, money=money, by=manager, at=at)
    last = programme.phases.get(number=2)
    plan = PhasePlan(
        name="Keeping going",
        what="Places pass on what they built, to people who stay.",
        starts_date=last.ends_date + timedelta(days=1),
        ends_date=last.ends_date + A_YEAR,
        ceiling_pence=25_000 * POUNDS,
        gate="An award that came to its end as agreed, and somebody named who carries on.",
    )
    actions.add_phase(version=draft, plan=plan, by=manager, at=at)
    return actions.propose(version=draft, by=manager, at=at)


def _team(
    programme: Programme, manager: Account, accounts: Accounts, at: datetime, now: datetime
) -> None:
    """The contractor stays until the first phases are over; the evaluator to the end."""
    steward = accounts["steward"]
    roots = add_organisation(name="Common Roots Co-operative", kind="company", by=steward, at=at)
    lens = add_organisation(name="Lens Evaluation", kind="company", by=steward, at=at)
    ends = now + timedelta(days=300)
    contractor = Appointment(accounts["support"].email, CONTRACTOR, roots, ends_at=ends)
    _name(programme, contractor, manager, at)
    _name(programme, Appointment(accounts["evaluator"].email, EVALUATOR, lens), manager, at)


def _places(programme: Programme, places: list[Place], manager: Account, at: datetime) -> None:
    """Both places found out; the first is doing already."""
    finding_out, doing = programme.phases.order_by("number")
    because = "Signed by the Trust, the mosque, the school and the residents’ association."
    for place in places:
        part = actions.take_part(programme=programme, place=place, by=manager, at=at)
        actions.enter_phase(part=part, phase=finding_out, because=because, by=manager, at=at)
        if place == places[0]:
            actions.enter_phase(
                part=part,
                phase=doing,
                because="The plan was signed in March, and all funders chose it.",
                by=manager,
                at=at + A_YEAR,
            )


def _name(programme: Programme, appointment: Appointment, manager: Account, at: datetime) -> None:
    actions.give_role(programme=programme, appointment=appointment, by=manager, at=at)


def _approve(version: Version, organisation: Organisation, by: Account, at: datetime) -> None:
    actions.answer(version=version, organisation=organisation, approves=True, by=by, at=at)
