"""Awards that come of the joint decision on the pilot: one signed and paid from, one being looked
into, and the others still to be made by whoever prepares them for each funder.
"""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from folkmoot.awards import actions
from folkmoot.awards.actions import AwardPlan
from folkmoot.awards.models import Award
from folkmoot.awards.queries.decided import ChosenOne, awards_of
from folkmoot.granting.models import Choice
from folkmoot.people.models import Organisation
from folkmoot.places.actions import create_place
from folkmoot.places.models import Place
from folkmoot.programmes.models import Programme
from folkmoot.scenarios.wrens_cross.funding import Hands, looked_into, signed
from folkmoot.scenarios.wrens_cross.proposals import Accounts

A_DAY = timedelta(days=1)
THEIRS = ("kim.books", "books-money")
OFFICE = ("office-grants", "office-second", "office-signs")


def award_what_was_decided(programme: Programme, accounts: Accounts, *, at: datetime) -> None:
    """For the first that was chosen, two of three funders have begun; the third has not."""
    choice = Choice.objects.get(panel__call__programme=programme, stage="PUBLISHED")
    row = awards_of(choice).rows[0]
    place = _place(row, accounts, at - 99 * A_DAY)
    lottery, office = (
        Organisation.objects.get(name=name)
        for name in ("Northern Lottery Fund", "Office for Neighbourhoods")
    )
    trust, begun = row.application.lead, at - 98 * A_DAY
    hands = Hands(lottery, trust, begun, theirs=THEIRS)
    award = looked_into(_begun(row, place, lottery, hands, begun), hands, begun)
    award = signed(award, hands, begun + 5 * A_DAY)
    _paid_once(award, hands, begun + 10 * A_DAY)
    row = next(each for each in awards_of(choice).rows if each.application == row.application)
    others = Hands(office, trust, begun, keys=OFFICE, theirs=THEIRS)
    _begun(row, place, office, others, at - 6 * A_DAY)


def _place(row: ChosenOne, accounts: Accounts, at: datetime) -> Place:
    leads = row.application.started_by
    assert leads
    return create_place(
        name="Mill Street",
        slug="mill-street",
        summary="Forty houses and a library that a town had given up. They cook on Tuesdays.",
        convenor=leads.email,
        by=accounts["steward"],
        at=at,
    )


def _begun(row: ChosenOne, place: Place, funder: Organisation, hands: Hands, at: datetime) -> Award:
    part, piece = row.part_of(funder), row.application
    assert part
    plan = AwardPlan(
        place=place,
        funder=funder,
        recipient=piece.lead,
        title=piece.title,
        purpose="A kitchen in the old library, with books for whoever waits, for one winter.",
        awarded_pence=part.share_pence,
        decided_date=localdate(at),  # the decision says it
        starts_date=localdate(at),
        ends_date=localdate(at + 365 * A_DAY),
    )
    return actions.begin_decided_award(application=piece, plan=plan, by=hands.manager, at=at)


def _paid_once(award: Award, hands: Hands, at: datetime) -> None:
    """Half to begin with, by four people; half when half the winter is over."""
    for condition in award.conditions.all():
        actions.meet_condition(
            condition=condition, evidence="The bank's letter", by=hands.manager, at=at
        )
    half = award.awarded_pence // 2
    first, _ = (
        actions.schedule_payment(
            award=award, pence=pence, due_date=localdate(day), by=hands.manager, at=at
        )
        for pence, day in ((half, at), (award.awarded_pence - half, at + 120 * A_DAY))
    )
    first = actions.request_payment(payment=first, claim="To begin with", by=hands.holder, at=at)
    first = actions.certify_payment(payment=first, by=hands.officer, at=at)
    first = actions.approve_payment(payment=first, by=hands.manager, at=at)
    actions.pay(payment=first, paid_date=localdate(at), by=hands.paymaster, at=at)
