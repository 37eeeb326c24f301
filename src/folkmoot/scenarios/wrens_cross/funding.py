"""Two funders' money for what the place chose last year: one award under way, one to be signed."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from folkmoot.awards import actions
from folkmoot.awards.actions import AwardPlan
from folkmoot.awards.models import Award
from folkmoot.awards.texts import first_terms
from folkmoot.kernel.access.roles import (
    AWARD_MANAGER,
    FINANCE_OFFICER,
    GRANT_HOLDER,
    GRANT_SIGNATORY,
    PAYMASTER,
    Role,
)
from folkmoot.people.actions import (
    account_for,
    add_organisation,
    give_organisation_role,
    name_account,
)
from folkmoot.people.models import Account, Organisation
from folkmoot.places.models import Place
from folkmoot.scenarios.wrens_cross.people import AT
from folkmoot.scenarios.wrens_cross.reporting import report


def fund(place: Place, *, at: datetime) -> None:
    """An award with one payment made and one on its way; another that waits to be signed."""
    funder = add_organisation(
        name="The Long Table Fund", kind="charity", by=None, at=at - timedelta(days=300)
    )
    council = add_organisation(
        name="Wharfedale Council", kind="council", by=None, at=at - timedelta(days=300)
    )
    trust = Organisation.objects.get(name="Wren's Cross Trust")
    together = add_organisation(name="Wren's Cross Together", by=None, at=at - timedelta(days=300))
    begun = at - timedelta(days=200)
    hands = Hands(funder, trust, begun)
    plan = _plan(place, funder, trust, together, begun)
    award = looked_into(actions.begin_award(plan=plan, by=hands.manager, at=begun), hands, begun)
    award = signed(award, hands, begun + timedelta(days=10))
    _payments(award, hands, at)
    report(award, hands.manager, hands.holder, hands.officer, at=at)
    other = Hands(council, trust, begun, keys=("council-grants", "council-second", "council-signs"))
    plan = _plan(place, council, trust, together, at - timedelta(days=30), pence=2_400_000)
    day = at - timedelta(days=20)
    waits = looked_into(actions.begin_award(plan=plan, by=other.manager, at=day), other, day)
    _offered(waits, other, at - timedelta(days=3))


class Hands:
    """Who does what for the funder and for the one who holds the money."""

    def __init__(
        self,
        funder: Organisation,
        trust: Organisation,
        at: datetime,
        keys: tuple[str, str, str] = ("grants", "grants-too", "grants-signs"),
        theirs: tuple[str, str] = ("trust", "trust-finance"),
    ) -> None:
        manager, second, signs = keys
        holds, counts = theirs
        self.manager = _who(manager, NAMES[manager], funder, AWARD_MANAGER, at)
        self.second = _who(second, NAMES[second], funder, AWARD_MANAGER, at)
        self.signatory = _who(signs, NAMES[signs], funder, GRANT_SIGNATORY, at)
        self.paymaster = _who(signs, NAMES[signs], funder, PAYMASTER, at)
        self.holder = _who(holds, NAMES[holds], trust, GRANT_HOLDER, at)
        self.officer = _who(counts, NAMES[counts], trust, FINANCE_OFFICER, at)


NAMES = {
    "grants": "Priya Nair",
    "grants-too": "Oskar Lindqvist",
    "grants-signs": "Philippa Stone",
    "council-grants": "Neil Ferris",
    "council-second": "Zofia Maj",
    "council-signs": "Adaeze Obi",
    "trust": "Josephine Hart",
    "trust-finance": "Sanjay Rao",
    "office-grants": "Meera Joshi",
    "office-second": "Callum Reid",
    "office-signs": "Bethan Lowe",
    "kim.books": "Kim Books",
    "books-money": "Farid Aziz",
}


def _who(key: str, name: str, where: Organisation, role: Role, at: datetime) -> Account:
    account = account_for(address=f"{key}@{AT}", by=None, at=at)
    name_account(account=account, name=name, by=None, at=at)
    if role not in where.roles_of(account, at=at):
        give_organisation_role(organisation=where, email=account.email, role=role, by=None, at=at)
    return Account.objects.get(pk=account.pk)


def _plan(
    place: Place,
    funder: Organisation,
    trust: Organisation,
    together: Organisation,
    at: datetime,
    pence: int = 4_800_000,
) -> AwardPlan:
    return AwardPlan(
        place=place,
        funder=funder,
        recipient=trust,
        partnership=together,
        title="What Wren's Cross chose together",
        purpose="What the people of Wren's Cross chose in their fund of last year.",
        awarded_pence=pence,
        decided_date=localdate(at),
        starts_date=localdate(at),
        ends_date=localdate(at + timedelta(days=730)),
    )


def looked_into(award: Award, hands: Hands, at: datetime) -> Award:
    """Its budget and a condition are written, and two people have looked at the checks."""
    third = award.awarded_pence // 3
    lines = [("People", award.awarded_pence - 2 * third), ("Rooms and tools", third)]
    lines.append(("Getting about", third))
    award = actions.set_budget(award=award, lines=lines, by=hands.manager, at=at)
    actions.add_condition(
        award=award, words="Two people sign for every payment of the trust", by=hands.manager, at=at
    )
    award = actions.start_checks(award=award, by=hands.manager, at=at)
    for check in award.checks.all():
        found = actions.find(
            check=check, finding="pass", evidence="Seen in their papers", by=hands.manager, at=at
        )
        actions.agree_check(check=found, by=hands.second, at=at)
    return award


def _offered(award: Award, hands: Hands, at: datetime) -> Award:
    return actions.offer_award(
        award=award,
        terms=first_terms(award),
        lapses_date=localdate(at + timedelta(days=40)),
        by=hands.manager,
        at=at,
    )


def signed(award: Award, hands: Hands, at: datetime) -> Award:
    """Offered, and signed by both within three days."""
    award = _offered(award, hands, at)
    award = actions.sign_award(award=award, by=hands.holder, at=at + timedelta(days=2))
    return actions.countersign_award(award=award, by=hands.signatory, at=at + timedelta(days=3))


def _payments(award: Award, hands: Hands, at: datetime) -> None:
    began = at - timedelta(days=180)
    for condition in award.conditions.all():
        actions.meet_condition(
            condition=condition, evidence="The bank's letter", by=hands.manager, at=began
        )
    days = (0, 170, 365)
    planned = [
        actions.schedule_payment(
            award=award,
            pence=1_200_000,
            due_date=localdate(began + timedelta(days=after)),
            by=hands.manager,
            at=began,
        )
        for after in days
    ]
    actions.schedule_payment(
        award=award,
        pence=1_200_000,
        milestone="The lights on the canal steps are lit",
        by=hands.manager,
        at=began,
    )
    first = actions.request_payment(
        payment=planned[0], claim="To begin with", by=hands.holder, at=began
    )
    first = actions.certify_payment(payment=first, by=hands.officer, at=began)
    first = actions.approve_payment(payment=first, by=hands.manager, at=began)
    actions.pay(payment=first, paid_date=localdate(began), by=hands.paymaster, at=began)
    actions.request_payment(
        payment=planned[1], claim="The second half year", by=hands.holder, at=at - timedelta(days=2)
    )
