"""Ten places are funded by three funders together: checked, signed, paid half-year by half-year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from folkmoot.awards import actions
from folkmoot.awards.actions import AwardPlan
from folkmoot.awards.models import Award
from folkmoot.granting.models import Application
from folkmoot.kernel.access.roles import (
    AWARD_MANAGER,
    FINANCE_OFFICER,
    GRANT_HOLDER,
    GRANT_SIGNATORY,
    PAYMASTER,
    Role,
)
from folkmoot.people.actions import add_organisation, give_organisation_role
from folkmoot.people.models import Account, Organisation
from folkmoot.places.models import Place
from folkmoot.scenarios.programme.applying import Asking
from folkmoot.scenarios.programme.ground import Ground
from folkmoot.scenarios.programme.people import Someone, an_account, by_chance
from folkmoot.scenarios.telling import Tell

SHARES = (50, 35, 15)  # hundredths of each place's money, funder by funder
HALF_YEARS = (0, 183, 365, 548)  # days after the beginning on which a quarter of it is due
TWO_YEARS = timedelta(days=730)
DECIDED = timedelta(days=20)  # before the money begins
TERMS = """The funder gives {pence} over two years, in four payments.

The trust holds the money, and the partnership decides what it does, as its plan says.

The trust sends a return each quarter, keeps the bills, and gives back what was not spent."""
HEADINGS = (("People who live here", 55), ("The hall and tools", 30), ("Small beginnings", 15))


@dataclass(frozen=True, slots=True)
class Hands:
    """Who does what for one organisation, so that no two hands in one payment are one person's."""

    manager: Account
    second: Account
    signatory: Account
    paymaster: Account


@dataclass(frozen=True, slots=True)
class Funded:
    """One place with its awards, funder by funder, and who acts for the trust."""

    who: Asking
    place: Place
    awards: tuple[Award, ...]
    holder: Account
    officer: Account


def hands_of(found: Ground, *, at: datetime) -> list[Hands]:
    """Four people for each funder."""
    hands = []
    for n, (funder, _) in enumerate(found.funders):
        roles = (AWARD_MANAGER, AWARD_MANAGER, GRANT_SIGNATORY, PAYMASTER)
        four = [
            _holds(f"funder-{n}-{k}", by_chance(100 + 4 * n + k), funder, role, at=at)
            for k, role in enumerate(roles)
        ]
        hands.append(Hands(*four))
    return hands


def fund(
    found: Ground,
    chosen: Sequence[Asking],
    places: Mapping[int, Place],
    hands: Sequence[Hands],
    tell: Tell,
    *,
    begins: datetime,
    at: datetime,
) -> list[Funded]:
    """Each chosen place has one award of each funder, signed; what is due until now is paid."""
    funded: list[Funded] = []
    for each in chosen:
        funded.append(_place_funded(found, each, places[each.who.number], hands, begins))
        for award, who in zip(funded[-1].awards, hands, strict=True):
            _paid(award, who, funded[-1], begins=begins, at=at)
        tell.far("Places funded", len(funded), len(chosen))
    return funded


def _place_funded(
    found: Ground,
    each: Asking,
    place: Place,
    hands: Sequence[Hands],
    begins: datetime,
) -> Funded:
    one, trust, decided = each.who, each.application.lead, begins - DECIDED
    holder = _holds(f"holder-{one.number}", by_chance(120 + one.number), trust, GRANT_HOLDER,
                    at=decided)  # fmt: skip
    officer = _holds(f"finance-{one.number}", by_chance(60 + one.number), trust, FINANCE_OFFICER,
                     at=decided)  # fmt: skip
    together = add_organisation(name=f"{one.name} Together", by=holder, at=decided)
    awards: list[Award] = []
    for (funder, _), who, share in zip(found.funders, hands, SHARES, strict=True):
        pence = one.pence * share // 100
        if who is hands[-1]:
            pence = one.pence - sum(award.awarded_pence for award in awards)
        plan = AwardPlan(
            place=place,
            funder=funder,
            recipient=trust,
            title=f"What {one.name.split(',')[0]} planned together",
            purpose="What the plan of the place says, over two years.",
            awarded_pence=pence,
            decided_date=localdate(decided),
            starts_date=localdate(begins),
            ends_date=localdate(begins + TWO_YEARS),
            partnership=together,
        )
        awards.append(_signed(each.application, plan, who, holder, begins - timedelta(days=12)))
    return Funded(each, place, tuple(awards), holder, officer)


def _signed(
    chosen: Application, plan: AwardPlan, who: Hands, holder: Account, at: datetime
) -> Award:
    """Begun from the decision, checked, offered and signed; its condition is met."""
    award = actions.begin_decided_award(application=chosen, plan=plan, by=who.manager, at=at)
    lines = [(words, plan.awarded_pence * share // 100) for words, share in HEADINGS]
    rest = plan.awarded_pence - sum(pence for _, pence in lines[1:])
    lines[0] = (HEADINGS[0][0], rest)
    award = actions.set_budget(award=award, lines=lines, by=who.manager, at=at)
    award = actions.start_checks(award=award, by=who.manager, at=at)
    for check in award.checks.all():
        seen = actions.find(
            check=check, finding="pass", evidence="Seen in their papers", by=who.manager, at=at
        )
        actions.agree_check(check=seen, by=who.second, at=at)
    for condition in award.conditions.all():
        actions.meet_condition(
            condition=condition, evidence="They wrote who holds it.", by=who.manager, at=at
        )
    award = actions.offer_award(
        award=award,
        terms=TERMS.format(pence=f"£{plan.awarded_pence // 100:,}"),
        lapses_date=localdate(at + timedelta(days=40)),
        by=who.manager,
        at=at + timedelta(days=4),
    )
    award = actions.sign_award(award=award, by=holder, at=at + timedelta(days=6))
    return actions.countersign_award(award=award, by=who.signatory, at=at + timedelta(days=7))


def _paid(award: Award, who: Hands, funded: Funded, *, begins: datetime, at: datetime) -> None:
    """A quarter each half year; those that are due are paid by four people, one after another."""
    quarter = award.awarded_pence // 4
    sums = (quarter, quarter, quarter, award.awarded_pence - 3 * quarter)
    for pence, after in zip(sums, HALF_YEARS, strict=True):
        due = begins + timedelta(days=after)
        payment = actions.schedule_payment(
            award=award,
            pence=pence,
            due_date=localdate(due),
            by=who.manager,
            at=begins - timedelta(days=4),
        )
        if due > at:
            continue
        payment = actions.request_payment(
            payment=payment, claim="The half year to come", by=funded.holder, at=due
        )
        payment = actions.certify_payment(payment=payment, by=funded.officer, at=due)
        payment = actions.approve_payment(payment=payment, by=who.manager, at=due)
        actions.pay(payment=payment, paid_date=localdate(due), by=who.paymaster, at=due)


def _holds(key: str, name: str, where: Organisation, role: Role, *, at: datetime) -> Account:
    someone = Someone(key, name)
    account = an_account(someone, at=at)
    give_organisation_role(organisation=where, email=someone.email, role=role, by=None, at=at)
    return Account.objects.get(pk=account.pk)
