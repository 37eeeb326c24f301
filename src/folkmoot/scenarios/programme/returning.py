"""A year of returns: one report a quarter for all three funders, certified and accepted."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from folkmoot.awards import actions
from folkmoot.awards.actions import MeasuredFigure, SpentFigure
from folkmoot.awards.models import Return
from folkmoot.awards.returning.asked import QUARTER
from folkmoot.awards.returning.periods import regular
from folkmoot.kernel.questions.actions import Typing, save_answers
from folkmoot.kernel.questions.queries import standing_in
from folkmoot.scenarios.programme.awarding import Funded, Hands
from folkmoot.scenarios.telling import Tell

N_QUARTERS = 4
ANSWERS = {
    "done": "The hall is open five days a week. Two people who live here are paid to be there.",
    "changed": "More people come in the evening than we thought. Neighbours know each other.",
    "worry": "no",
    "next": "The first spring meeting chooses what small beginnings to help.",
}


def report(
    funded: Sequence[Funded], lead: Hands, tell: Tell, *, begins: datetime, rng: Random
) -> list[Return]:
    """Four quarters of every place, by its lead funder's award; one came back once, to be mended.

    One report serves all three funders: the others read it with the award they joined.
    """
    asked = actions.standard_questions(slug=QUARTER, by=lead.manager, at=begins)
    whole: list[Return] = []
    for each in funded:
        award, at = each.awards[0], begins - timedelta(days=3)
        actions.add_indicator(
            award=award,
            name="People who came at least once",
            aim=Decimal(900),
            baseline=Decimal(120),
            by=lead.manager,
            at=at,
        )
        periods = regular(award.starts_date, award.ends_date, months=3, due_days=30)
        planned = actions.plan_returns(
            award=award, periods=periods, question_set=asked, by=lead.manager, at=at
        )
        whole += [_quarter(one, each, lead, rng, begins=begins) for one in planned[:N_QUARTERS]]
        tell.far("Quarters reported", len(whole), N_QUARTERS * len(funded))
    return whole


def _quarter(one: Return, each: Funded, lead: Hands, rng: Random, *, begins: datetime) -> Return:
    at = begins + (one.ends_date - each.awards[0].starts_date) + timedelta(days=9)
    one = actions.open_return(returned=one, by=each.holder, at=at)
    _write(one, each, rng, at=at)
    one = actions.submit_return(returned=one, by=each.holder, at=at + timedelta(days=2))
    one = actions.certify_return(returned=one, by=each.officer, at=at + timedelta(days=5))
    if one.number == 1 and each.who.who.number % 7 == 0:
        said = {"spend:1": "This is less than half of what was planned. Say why."}
        one = actions.send_back_return(
            returned=one, remarks=said, by=lead.manager, at=at + timedelta(days=8)
        )
        one = actions.submit_return(returned=one, by=each.holder, at=at + timedelta(days=10))
        one = actions.certify_return(returned=one, by=each.officer, at=at + timedelta(days=11))
    return actions.accept_return(returned=one, by=lead.manager, at=at + timedelta(days=14))


def _write(one: Return, each: Funded, rng: Random, *, at: datetime) -> None:
    rows = list(one.spending.select_related("line"))
    spent = [
        SpentFigure(
            row.line.number,
            row.planned_pence * rng.randrange(70, 110) // 100,
            row.line.pence - row.planned_pence * one.number,
            "As planned, a little later." if one.number == 1 else "",
            row.version,
        )
        for row in rows
    ]
    measured = [
        MeasuredFigure(
            row.indicator.number,
            Decimal(rng.randrange(60, 200)),
            Decimal(900),
            "",
            row.version,
        )
        for row in one.measured.select_related("indicator")
    ]
    actions.save_figures(returned=one, spent=spent, measured=measured, by=each.holder, at=at)
    if one.answer_set:
        stands = standing_in(one.answer_set)
        seen = {key: said.version for (key, _), said in stands.items()}
        typing = [Typing(key, words, seen.get(key, 0)) for key, words in ANSWERS.items()]
        save_answers(answer_set=one.answer_set, typing=typing, by=each.holder, at=at)
