"""What the trust reports to its funder: one return accepted, one sent back and late, one being
written; a small change made, and a larger one asked for.
"""

from datetime import datetime, time, timedelta
from decimal import Decimal

from django.utils.timezone import get_current_timezone

from folkmoot.awards import actions
from folkmoot.awards.actions import MeasuredFigure, SpentFigure, Wanted, asks
from folkmoot.awards.models import Award, Return, Source
from folkmoot.awards.returning.asked import QUARTER, STANDARD
from folkmoot.awards.returning.periods import regular
from folkmoot.kernel.questions.actions import Typing, publish_set, rewrite_set, save_answers
from folkmoot.kernel.questions.asking import Asked, Column, Form, Kind, Part
from folkmoot.people.models import Account

TOLD = (
    {
        "done": "We opened the kitchen on Thursdays, and mended the benches on the green.",
        "changed": "People who never met cook beside each other. Two of them run it now.",
        "worry": "no",
    },
    {
        "done": "The kitchen went on, and the first lights on the canal steps were ordered.",
        "changed": "More people walk home along the canal in the evening.",
        "worry": "yes",
        "worry_what": "The lights cost more than we were told. We are asking two other firms.",
    },
)
SPENT = (
    ((210_000, 1_390_000), (95_050, 1_504_950), (41_200, 1_558_800)),
    ((260_000, 1_130_000), (410_000, 1_270_000), (38_700, 1_420_100)),
)
COUNTED = ((6, 9), (9, 14))
OWN = Form(
    "What we should know",
    (
        Part(
            "Money from elsewhere",
            (
                Asked("paid", Kind.MONEY, "How much have we paid until now?", meaning="paid"),
                Asked(
                    "others", Kind.TABLE, "Who else gives, and how much?", is_required=False,
                    columns=(Column("who", "Who"), Column("gives", "Gives", Kind.MONEY)),
                ),
            ),
        ),
        *STANDARD[QUARTER].parts,
    ),
)  # fmt: skip


def report(
    award: Award, manager: Account, holder: Account, officer: Account, *, at: datetime
) -> None:
    """Returns of two months each, and two variations."""
    began = _noon(award, 11)
    for name, aim, source in (
        ("Gatherings", 24, Source.GATHERINGS),
        ("People who cook for others", 20, Source.TYPED),
    ):
        actions.add_indicator(
            award=award, name=name, aim=Decimal(aim), baseline=Decimal(2), source=source,
            by=manager, at=began,
        )  # fmt: skip
    asked = actions.standard_questions(slug=QUARTER, by=manager, at=began)
    periods = regular(award.starts_date, award.ends_date, months=2, due_days=30)
    returns = actions.plan_returns(
        award=award, periods=periods, question_set=asked, by=manager, at=began
    )
    hands = (holder, officer)
    first = _certified(returns[0], 0, hands)
    actions.accept_return(returned=first, by=manager, at=_after(first, 25))
    second = _certified(returns[1], 1, hands)
    remarks = {
        "spend:2": "This is twice what was planned. Which tools were bought?",
        "asked:changed": "How do you know? A few words of somebody who walks there would help.",
    }
    actions.send_back_return(returned=second, remarks=remarks, by=manager, at=_after(second, 27))
    if at >= _after(returns[2], 1):
        actions.open_return(returned=returns[2], by=holder, at=_after(returns[2], 1))
    waits = award.payments.filter(stage="SCHEDULED").order_by("-number").first()
    if waits:
        actions.wait_for_return(payment=waits, returned=second, by=manager, at=began)
    _ask_of_ones_own(award, manager, returns[-2], at=began)
    _vary(award, holder, at=at)


def _ask_of_ones_own(award: Award, manager: Account, first: Return, *, at: datetime) -> None:
    """The funder asks something of its own, of the returns to come."""
    funder = award.funder
    drafted = asks.write_return_questions(funder=funder, title=OWN.title, by=manager, at=at)
    drafted = rewrite_set(question_set=drafted, form=OWN, by=manager, at=at)
    published = publish_set(question_set=drafted, by=manager, at=at)
    asks.ask_in_returns(
        funder=funder, question_set=published, from_date=first.ends_date, by=manager, at=at
    )


def _certified(returned: Return, n: int, hands: tuple[Account, Account]) -> Return:
    holder, officer = hands
    at = _after(returned, 12)
    returned = actions.open_return(returned=returned, by=holder, at=at)
    actions.save_figures(
        returned=returned,
        spent=[SpentFigure(at, *pence) for at, pence in enumerate(SPENT[n], 1)],
        measured=[
            MeasuredFigure(at, Decimal(came), Decimal(22)) for at, came in enumerate(COUNTED[n], 1)
        ],
        by=holder,
        at=at,
    )
    if returned.answer_set:
        # Over what the last return said, which stands there as the first version.
        typing = [Typing(key, words, seen=1) for key, words in TOLD[n].items()]
        save_answers(answer_set=returned.answer_set, typing=typing, by=holder, at=at)
    returned = actions.submit_return(returned=returned, by=holder, at=at)
    return actions.certify_return(returned=returned, by=officer, at=at + timedelta(days=2))


def _vary(award: Award, holder: Account, *, at: datetime) -> None:
    lines = {line.number: line.pence for line in award.budget.all()}
    small = Wanted(
        "The hall is a little dearer this year.",
        {2: lines[2] + 60_000, 3: lines[3] - 60_000},
    )
    made = actions.draft_variation(award=award, wanted=small, by=holder, at=at - timedelta(days=40))
    actions.submit_variation(variation=made, by=holder, at=at - timedelta(days=40))
    larger = Wanted(
        "The lights on the canal steps cost more than we were told, and fewer of us need fares.",
        {3: lines[3] - 60_000 - 500_000},
        [("Lights on the canal steps", 500_000)],
    )
    asked = actions.draft_variation(
        award=award, wanted=larger, by=holder, at=at - timedelta(days=4)
    )
    actions.submit_variation(variation=asked, by=holder, at=at - timedelta(days=3))


def _after(returned: Return, days: int) -> datetime:
    day = returned.ends_date + timedelta(days=days)
    return datetime.combine(day, time(12), get_current_timezone())


def _noon(award: Award, days: int) -> datetime:
    day = award.starts_date + timedelta(days=days)
    return datetime.combine(day, time(12), get_current_timezone()) + timedelta(days=3)
