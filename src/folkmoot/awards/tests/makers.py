"""Makers: the shortest way to say what a test about an award needs."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from folkmoot.awards import actions
from folkmoot.awards.actions import AwardPlan, MeasuredFigure, SpentFigure
from folkmoot.awards.models import Award, Indicator, Payment, Return
from folkmoot.awards.queries.waiting import everything_waiting
from folkmoot.awards.returning.asked import QUARTER
from folkmoot.awards.returning.periods import months_after, regular
from folkmoot.kernel.access.roles import (
    AWARD_MANAGER,
    FINANCE_OFFICER,
    GRANT_HOLDER,
    GRANT_SIGNATORY,
    PAYMASTER,
    Role,
)
from folkmoot.kernel.questions.actions import Typing, save_answers
from folkmoot.kernel.questions.models import QuestionSet
from folkmoot.kernel.waiting import Task
from folkmoot.people.actions import add_organisation, give_organisation_role
from folkmoot.people.models import Account, Organisation
from folkmoot.places.models import Place
from folkmoot.places.queries.teams import teams_of
from folkmoot.places.tests.makers import a_place, someone

NOON = datetime(2026, 1, 12, 12, tzinfo=UTC)
TODAY = NOON.date()
TERMS = "The fund gives, the trust holds, the partnership decides."


def tasks_for(account: Account, at: datetime) -> list[Task]:
    """What this room puts on the page of what waits on somebody, as that page asks for it."""
    return everything_waiting(account, at, teams=teams_of(account, at=at))


def an_organisation(name: str) -> Organisation:
    found = Organisation.objects.filter(name=name).first()
    return found or add_organisation(name=name, by=None, at=NOON)


def who(role: Role, organisation: Organisation, name: str = "") -> Account:
    """Somebody who holds this role with this organisation."""
    account = someone(name or f"{role.name} of {organisation.name}")
    if role not in organisation.roles_of(account, at=NOON):
        give_organisation_role(
            organisation=organisation, email=account.email, role=role, by=None, at=NOON
        )
    return account


def manager(award: Award, name: str = "") -> Account:
    return who(AWARD_MANAGER, award.funder, name)


def second_manager(award: Award) -> Account:
    return who(AWARD_MANAGER, award.funder, "Second pair of eyes")


def signatory(award: Award) -> Account:
    return who(GRANT_SIGNATORY, award.funder)


def paymaster(award: Award) -> Account:
    return who(PAYMASTER, award.funder)


def holder(award: Award) -> Account:
    return who(GRANT_HOLDER, award.recipient)


def officer(award: Award) -> Account:
    return who(FINANCE_OFFICER, award.recipient)


def a_plan(place: Place | None = None, **more: Any) -> AwardPlan:
    said: dict[str, Any] = {
        "place": place or a_place(),
        "funder": an_organisation("The Long Table Fund"),
        "recipient": an_organisation("Wren's Cross Trust"),
        "partnership": an_organisation("Wren's Cross Together"),
        "title": "What we do together",
        "purpose": "Three years of what the place chose.",
        "awarded_pence": 24_000_000,
        "decided_date": TODAY,
        "starts_date": TODAY,
        "ends_date": date(2030, 1, 10),
    }
    return AwardPlan(**(said | more))


def a_draft(place: Place | None = None, *, at: datetime = NOON, **more: Any) -> Award:
    plan = a_plan(place, **more)
    award = actions.begin_award(plan=plan, by=who(AWARD_MANAGER, plan.funder), at=at)
    lines = [
        ("People", plan.awarded_pence - plan.awarded_pence // 4),
        ("Rooms", plan.awarded_pence // 4),
    ]
    return actions.set_budget(award=award, lines=lines, by=manager(award), at=at)


def a_checked(place: Place | None = None, *, at: datetime = NOON, **more: Any) -> Award:
    """An award whose checks are all in order, by two people."""
    award = a_draft(place, at=at, **more)
    award = actions.start_checks(award=award, by=manager(award), at=at)
    for check in award.checks.all():
        seen = actions.find(check=check, finding="pass", evidence="Seen", by=manager(award), at=at)
        actions.agree_check(check=seen, by=second_manager(award), at=at)
    return award


def an_offer(place: Place | None = None, *, at: datetime = NOON, **more: Any) -> Award:
    award = a_checked(place, at=at, **more)
    return actions.offer_award(
        award=award,
        terms=TERMS,
        lapses_date=at.date() + timedelta(30),
        by=manager(award),
        at=at,
    )


def an_award(place: Place | None = None, *, at: datetime = NOON, **more: Any) -> Award:
    """An award that both have signed."""
    award = an_offer(place, at=at, **more)
    award = actions.sign_award(award=award, by=holder(award), at=at)
    return actions.countersign_award(award=award, by=signatory(award), at=at)


def a_payment(award: Award | None = None, pence: int = 2_000_000, **more: Any) -> Payment:
    award = award or an_award()
    said: dict[str, Any] = {"due_date": TODAY} | more
    return actions.schedule_payment(award=award, pence=pence, **said, by=manager(award), at=NOON)


def requested(payment: Payment) -> Payment:
    return actions.request_payment(
        payment=payment, claim="The first quarter", by=holder(payment.award), at=NOON
    )


def certified(payment: Payment) -> Payment:
    return actions.certify_payment(payment=requested(payment), by=officer(payment.award), at=NOON)


def approved(payment: Payment) -> Payment:
    return actions.approve_payment(payment=certified(payment), by=manager(payment.award), at=NOON)


def paid(payment: Payment) -> Payment:
    return actions.pay(
        payment=approved(payment), paid_date=TODAY, by=paymaster(payment.award), at=NOON
    )


def a_measure(award: Award, **more: Any) -> Indicator:
    said: dict[str, Any] = {"name": "Meals", "aim": Decimal(40)} | more
    return actions.add_indicator(award=award, **said, by=manager(award), at=NOON)


def questions(award: Award) -> QuestionSet:
    return actions.standard_questions(slug=QUARTER, by=manager(award), at=NOON)


def some_returns(
    award: Award | None = None, n: int = 3, *, asked: bool = False, **more: Any
) -> list[Return]:
    """Returns of so many quarters, from the day the award began, each due a month after."""
    award = award or an_award()
    last = months_after(award.starts_date, 3 * n) - timedelta(1)
    return actions.plan_returns(
        award=award,
        periods=regular(award.starts_date, last, months=3, due_days=30),
        question_set=questions(award) if asked else None,
        **more,
        by=manager(award),
        at=NOON,
    )


def over(returned: Return) -> datetime:
    """Noon of the day after a return's period."""
    return datetime.combine(returned.ends_date + timedelta(1), NOON.timetz())


def opened(returned: Return | None = None) -> Return:
    returned = returned or some_returns()[0]
    return actions.open_return(returned=returned, by=holder(returned.award), at=over(returned))


def filled(returned: Return | None = None, spent: int = 100_000) -> Return:
    """A return with every figure and every answer."""
    returned = opened(returned)
    at, by = over(returned), holder(returned.award)
    rows = [
        SpentFigure(row.line.number, spent, row.expected_pence, seen=row.version)
        for row in returned.spending.select_related("line")
    ]
    measured = [
        MeasuredFigure(row.indicator.number, Decimal(5), row.indicator.aim, seen=row.version)
        for row in returned.measured.select_related("indicator")
    ]
    actions.save_figures(returned=returned, spent=rows, measured=measured, by=by, at=at)
    if returned.answer_set:
        said = {"done": "We cooked.", "changed": "People talk.", "worry": "no"}
        typing = [Typing(key, words, seen=9) for key, words in said.items()]
        save_answers(answer_set=returned.answer_set, typing=typing, by=by, at=at)
    return returned


def handed_on(returned: Return | None = None) -> Return:
    returned = filled(returned)
    return actions.submit_return(returned=returned, by=holder(returned.award), at=over(returned))


def with_funder(returned: Return | None = None) -> Return:
    returned = handed_on(returned)
    return actions.certify_return(returned=returned, by=officer(returned.award), at=over(returned))


def accepted(returned: Return | None = None) -> Return:
    returned = with_funder(returned)
    return actions.accept_return(returned=returned, by=manager(returned.award), at=over(returned))


def sent_back(returned: Return | None = None) -> Return:
    returned = with_funder(returned)
    return actions.send_back_return(
        returned=returned,
        remarks={"spend:1": "Is this for two months only?"},
        by=manager(returned.award),
        at=over(returned),
    )
