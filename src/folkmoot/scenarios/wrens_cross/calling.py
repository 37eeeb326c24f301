"""Calls of the programme: one open, one closed with applications in every state, two to come."""

from datetime import datetime, timedelta
from typing import Any

from folkmoot.granting import actions
from folkmoot.granting.models import (
    Application,
    Area,
    Beginning,
    Call,
    CallKind,
    CallPlan,
    CallRules,
    Council,
    Doubt,
    First,
    WhenTwo,
    Window,
)
from folkmoot.kernel.questions.actions import Typing, publish_set, rewrite_set, save_answers
from folkmoot.kernel.questions.asking import Asked, Column, Condition, Form, Kind, Part
from folkmoot.kernel.questions.models import QuestionSet
from folkmoot.people.actions import account_for, name_account
from folkmoot.people.models import Account
from folkmoot.programmes.models import Programme
from folkmoot.scenarios.wrens_cross.people import AT
from folkmoot.scenarios.wrens_cross.proposals import Accounts

AREAS = (
    Area("E07000117", "Burnley", "North West", "urban"),
    Area("E08000032", "Bradford", "Yorkshire and The Humber", "urban"),
    Area("E07000163", "Craven", "Yorkshire and The Humber", "rural"),
    Area("E06000019", "Herefordshire", "West Midlands", "rural"),
    Area("E07000146", "King’s Lynn and West Norfolk", "East of England", "rural"),
    Area("E07000042", "Mid Devon", "South West", "rural"),
)
FIRST = (
    First(
        "Do you work in one neighbourhood or village, rather than in a whole town?",
        "This money is for one neighbourhood. For a whole town, ask your council about its "
        "prosperity fund.",
    ),
    First(
        "Is your council willing to stand behind it?",
        "Talk to your council first: its chief executive has to say yes. A year without it is no "
        "year lost; the places that listen first do best.",
    ),
    First(
        "Is it only for a building?",
        "Look at the Community Ownership Fund instead: this call is for what people do.",
        fits=False,
    ),
)
ASKS = Form(
    "Expression of interest",
    [
        Part(
            "The place and its people",
            [
                Asked("why", Kind.LONG, "Why here, and why now?", max_words=250),
                Asked("people", Kind.NUMBER, "How many people live there?", least=1),
                Asked(
                    "about",
                    Kind.ONE,
                    "What is it most about?",
                    choices=[
                        ("food", "Food"),
                        ("young", "Young people"),
                        ("work", "Work and skills"),
                        ("green", "Green places"),
                    ],
                ),
            ],
            intro="Two pages at most. Plain words do better than long ones.",
        ),
        Part(
            "Money",
            [
                Asked("sum", Kind.MONEY, "How much do you ask for?", meaning="amount"),
                Asked(
                    "costs",
                    Kind.TABLE,
                    "What is it for?",
                    columns=[Column("what", "What"), Column("cost", "Cost", Kind.MONEY)],
                    most=8,
                ),
                Asked("held", Kind.YES_NO, "Does another organisation hold the money for you?"),
                Asked(
                    "holder",
                    Kind.REFERENCE,
                    "Which organisation holds it?",
                    meaning="holder",
                    shown_when=Condition("held", "yes"),
                ),
                Asked("accounts", Kind.FILE, "Your last accounts", is_required=False),
            ],
        ),
    ],
    intro="Write it together: nothing of anybody’s is lost, and it is kept as you type.",
)


def _chief(code: str) -> Council:
    """The chief executive of the council whose area it is."""
    area = next(each for each in AREAS if each.code == code)
    return Council(f"{area.name} Council", "Helen Whitlock", f"chief@{AT}")


def call(programme: Programme, accounts: Accounts, *, at: datetime) -> None:
    """A closed call, an open one, one that opens soon for plans, and one being prepared."""
    manager = accounts["grants"]
    asked = _questions(programme, manager, at - timedelta(days=80))
    _answered(programme, asked, accounts, at)
    _open(programme, asked, accounts, at)
    soon = _written(programme, asked, manager, at - timedelta(days=3), "Plans for doing", plan=True)
    window = Window(at + timedelta(days=5), at + timedelta(days=47))
    actions.publish_call(call=soon, window=window, by=manager, at=at - timedelta(days=2))
    _written(programme, asked, manager, at - timedelta(days=1), "Small and early")
    actions.copy_questions(question_set=asked, by=manager, at=at - timedelta(days=1))


def _open(programme: Programme, asked: QuestionSet, accounts: Accounts, at: datetime) -> None:
    """Amina's team writes; the partner has answered, the council was asked; two of Craven."""
    manager, begun = accounts["grants"], at - timedelta(days=21)
    opened = _written(programme, asked, manager, begun, "Come forward: second round")
    window = Window(begun, at + timedelta(days=24))
    opened = actions.publish_call(call=opened, window=window, by=manager, at=begun)
    draft = _begun(opened, "Food on Moor Lane", accounts["amina"], "E07000163", at, typed=7)
    actions.add_colleague(
        application=draft, email=accounts["organiser"].email, by=accounts["amina"], at=at
    )
    partner = actions.add_partner(
        application=draft,
        name="The Mosque on Garden Street",
        email=f"mosque@{AT}",
        by=accounts["amina"],
        at=at - timedelta(days=6),
    )
    actions.answer_partner(
        partner=partner,
        is_partner=True,
        words="The kitchen and forty volunteers.",
        name="Imran Qureshi, secretary",
        by=None,
        at=at - timedelta(days=5),
    )
    actions.add_partner(
        application=draft,
        name="Common Roots Co-operative",
        email=accounts["support"].email,
        by=accounts["amina"],
        at=at - timedelta(days=4),
    )
    actions.ask_council(
        application=draft,
        council=_chief(draft.area_code),
        by=accounts["amina"],
        at=at - timedelta(days=3),
    )
    for title, area, days in (("A market again", "E07000163", 4), ("Marsh paths", "E07000042", 2)):
        _handed_in(opened, title, _who(title, at), area, at - timedelta(days=days))


def _answered(programme: Programme, asked: QuestionSet, accounts: Accounts, at: datetime) -> None:
    """Last round: each application in another state, with words for each."""
    manager, opened = accounts["grants"], at - timedelta(days=75)
    closed = _written(programme, asked, manager, opened, "Come forward: first round")
    window = Window(opened, at - timedelta(days=15))
    closed = actions.publish_call(call=closed, window=window, by=manager, at=opened)
    david, during = accounts["david"], at - timedelta(days=30)
    waits = _handed_in(closed, "Skills at the mill", david, "E08000032", during)
    _handed_in(closed, "The Valley listens", _who("The Valley listens", at), "E07000117", during)
    fits = _handed_in(closed, "Harvest for all", _who("Harvest", at), "E06000019", during)
    unfit = _handed_in(closed, "A new roof", _who("A new roof", at), "E07000146", during)
    gone = _handed_in(closed, "Fen voices", _who("Fen voices", at), "E07000146", during)
    day = at - timedelta(days=10)
    actions.ask_more(
        application=waits,
        words="Two small things, and it is whole.",
        doubts=[
            Doubt("people", "The census says 2,100. Which streets do you count?"),
            Doubt("costs", "Who pays the tutors?"),
        ],
        by=manager,
        at=day,
    )
    actions.find_eligible(application=fits, by=manager, at=day)
    actions.find_ineligible(
        application=unfit,
        words="This call is for what people do, and the sum is for a building. The Community "
        "Ownership Fund may help; we have told them of you.",
        by=manager,
        at=day,
    )
    actions.withdraw(
        application=gone,
        why="We join the village next to us, and come back next year.",
        by=gone.started_by,
        at=day,
    )
    _late(closed, accounts["nesta"], manager, during, at)


def _late(closed: Call, nesta: Account, manager: Account, begun: datetime, at: datetime) -> None:
    """One that may still come, with its reason on record."""
    late = _begun(closed, "After the flood", nesta, "E07000042", begun, typed=8)
    actions.let_in_late(
        application=late,
        until_at=at + timedelta(days=2),
        because="The river was in their office on the last day.",
        by=manager,
        at=at - timedelta(days=10),
    )


def _questions(programme: Programme, manager: Account, at: datetime) -> QuestionSet:
    begun = actions.write_questions(programme=programme, title=ASKS.title, by=manager, at=at)
    rewrite_set(question_set=begun, form=ASKS, by=manager, at=at)
    return publish_set(question_set=begun, by=manager, at=at)


def _written(
    programme: Programme,
    asked: QuestionSet,
    manager: Account,
    at: datetime,
    name: str,
    *,
    plan: bool = False,
) -> Call:
    """A whole call that could be published."""
    facts = CallPlan(
        name,
        kind=CallKind.PLAN if plan else CallKind.EXPRESSION,
        by_invitation=plan,
        what="Up to £50,000 for a year of finding out together what matters in one place, and "
        "for the first things people do about it.",
        who="Partnerships of at least three organisations, one of them led by residents.",
        how="Two people from different funders read it. Five assessors meet the strongest places "
        "face to face. All funders choose together, and everybody hears why.",
        most_pence=24_000_000 if plan else 5_000_000,
    )
    call = actions.start_call(programme=programme, plan=facts, by=manager, at=at)
    if not plan:
        actions.set_areas(call=call, areas=AREAS, by=manager, at=at)
    actions.set_first_questions(call=call, asked=FIRST, by=manager, at=at)
    rules = CallRules(
        n_partners_wanted=2, wants_endorsement=not plan, one_per_area=not plan,
        when_two=WhenTwo.JOIN,
    )  # fmt: skip
    actions.set_rules(call=call, wanted=rules, by=manager, at=at)
    return actions.use_questions(call=call, question_set=asked, by=manager, at=at)


def _begun(
    call: Call, title: str, by: Account, area: str, at: datetime, *, typed: int
) -> Application:
    """An application with so many answers."""
    beginning = Beginning(title, f"{title} Trust", area)
    begun = max(call.opens_at or at, at - timedelta(days=9))
    application = actions.start_application(call=call, beginning=beginning, by=by, at=begun)
    answers: dict[str, Any] = {
        "why": "People here have begun to talk to each other, and the school is ready to help.",
        "people": "4,200",
        "about": "food",
        "sum": "£42,000",
        "held": "no",
        "costs": [["A worker, three days a week", "26,000"], ["Food and rooms", "16,000"]],
    }
    typing = [Typing(key, words) for key, words in list(answers.items())[:typed]]
    save_answers(answer_set=application.answers, typing=typing, by=by, at=at)
    return application


def _handed_in(call: Call, title: str, by: Account, area: str, at: datetime) -> Application:
    """Whole, with two partners and the council behind it."""
    application = _begun(call, title, by, area, at, typed=8)
    for name in ("The parish council", "The school"):
        partner = actions.add_partner(
            application=application, name=name, email=f"partner@{AT}", by=by, at=at
        )
        actions.answer_partner(
            partner=partner, is_partner=True, words="A room, and people.", name="Jo Bell", by=None,
            at=at,
        )  # fmt: skip
    asked = actions.ask_council(application=application, council=_chief(area), by=by, at=at)
    actions.answer_council(
        endorsement=asked, says_yes=True, words="We will help where we can.", by=None, at=at
    )
    return actions.hand_in(application=application, by=by, at=at)


def _who(title: str, at: datetime) -> Account:
    """Whoever leads an application from another place."""
    key = title.split()[-1].lower()
    account = account_for(address=f"{key}@{AT}", by=None, at=at)
    return name_account(account=account, name=f"Sam {key.title()}", by=None, at=at)
