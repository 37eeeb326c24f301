"""The panel recommends, three funders decide together, everybody hears why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from folkmoot.granting import actions
from folkmoot.granting.models import AimKind, Choice, FunderSays, Panel
from folkmoot.granting.queries import choice as queries
from folkmoot.scenarios.programme.applying import A_DAY, Asking
from folkmoot.scenarios.programme.asking import THEMES
from folkmoot.scenarios.programme.ground import Ground

NEEDS = ("", "most deprived third", "middle third", "least deprived third")
N_DRAWS = 200
FEEDBACK = {
    "INVITED": "You showed that people here lead it. Keep the evenings open as you said.",
    "RESERVE": "It is strong. Who carries the hall in the third year is not settled yet.",
    "DECLINED": "We saw good will. More people from more streets would make it stronger.",
}
WAY_ON = "Ring Gwen Abara within the month: she goes through it with you, and knows other funds."


@dataclass(frozen=True, slots=True)
class Asked:
    """How many, how many in reserve, and for how much in all."""

    n: int
    n_reserve: int
    budget_pence: int


def choose(
    found: Ground,
    panel: Panel,
    asking: Sequence[Asking],
    asked: Asked,
    *,
    at: datetime,
) -> list[Asking]:
    """The strongest set within the money that is spread over the country; who was chosen."""
    chair, manager = found.accounts["chair"], found.manager
    choice = actions.find_strengths(panel=panel, by=chair, at=at)
    traits = {
        each.application.ref: {
            "region": each.who.council.region,
            "settlement": "rural" if each.who.council.rural else "urban",
            "theme": THEMES[each.who.theme],
            "need": NEEDS[each.who.council.need],
        }
        for each in asking
    }
    actions.note_traits(choice=choice, traits=traits, by=manager, at=at)
    choice = actions.ask(
        choice=choice,
        budget_pence=asked.budget_pence,
        least=asked.n,
        most=asked.n,
        by=chair,
        at=at,
    )
    _aims(choice, found, asked.n, at=at)
    refs = _recommended(choice, found, asked.n_reserve, at=at + A_DAY)
    _decided(choice, found, at=at + timedelta(days=8))
    _told(choice, found, at=at + timedelta(days=10))
    return [each for each in asking if each.application.ref in refs]


def _aims(choice: Choice, found: Ground, n: int, *, at: datetime) -> None:
    """Not all from one region, one in five at least rural, most where need is greatest."""
    for kind, value, least, most in (
        (AimKind.REGION, "", None, max(2, n // 4)),
        (AimKind.SETTLEMENT, "rural", n // 5, None),
        (AimKind.NEED, NEEDS[1], n // 2, None),
        (AimKind.DISTRICT, "", None, 1),
    ):
        actions.set_aim(
            choice=choice,
            kind=kind,
            value=value,
            least=least,
            most=most,
            by=found.accounts["chair"],
            at=at,
        )


def _recommended(choice: Choice, found: Ground, n_reserve: int, *, at: datetime) -> set[str]:
    asked = queries.question_in(choice)
    candidates, answer = asked.candidates, asked.answer()
    assert answer.best is not None, answer.why_not
    refs = set(answer.best.refs)
    actions.keep_firmness(
        choice=choice, found=queries.firmness_of(choice, n_draws=N_DRAWS), by=None, at=at
    )
    reserve = [each.ref for each in candidates if each.ref not in refs][:n_reserve]
    actions.recommend(
        choice=choice,
        refs=sorted(refs),
        reserve=reserve,
        why="Together they are the strongest that are spread over the country and near to need.",
        by=found.accounts["chair"],
        at=at,
    )
    return refs


def _decided(choice: Choice, found: Ground, *, at: datetime) -> None:
    says = (FunderSays.APPROVE, FunderSays.CONDITIONS, FunderSays.APPROVE)
    words = ("", "That each place says by spring who holds its money.", "")
    for (organisation, decider), said, why in zip(found.funders, says, words, strict=True):
        actions.answer_for(
            choice=choice, organisation=organisation, says=said, words=why, by=decider, at=at
        )
    actions.settle(
        choice=choice,
        minutes="Met in Leeds. All three funders took part and none had an interest. The "
        "ministry's condition is part of every agreement.",
        reserve_until_date=localdate(at + timedelta(days=180)),
        by=found.manager,
        at=at + A_DAY,
    )


def _told(choice: Choice, found: Ground, *, at: datetime) -> None:
    """Every letter is read over and goes; then everyone may read the choice."""
    manager = found.manager
    for letter in choice.letters.all():
        actions.write_letter(
            letter=letter,
            subject=letter.subject,
            text=letter.text,
            feedback=FEEDBACK[letter.outcome],
            way_on="" if letter.outcome == "INVITED" else WAY_ON,
            by=manager,
            at=at,
        )
    actions.send_letters(choice=choice, by=manager, at=at)
    for letter in choice.letters.all():
        taken = actions.take_letter(letter=letter, by=None, at=at)
        actions.note_letter(letter=taken, failure="", for_good=False, by=None, at=at)
    actions.finish_letters(choice=choice, by=None, at=at)
    choice.refresh_from_db()
    actions.publish_choice(choice=choice, names_all=False, by=manager, at=at + A_DAY)
