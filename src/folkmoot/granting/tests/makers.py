"""Makers: calls that are open, and applications as far as they should be."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from folkmoot.granting import actions
from folkmoot.granting.models import (
    Application,
    ApplicationStage,
    Area,
    Beginning,
    Call,
    CallPlan,
    CallRules,
    Council,
    Endorsement,
    First,
    Partner,
    Window,
)
from folkmoot.kernel.questions.actions import Typing, draft_set, publish_set, save_answers
from folkmoot.kernel.questions.asking import Asked, Form, Kind, Part
from folkmoot.kernel.questions.models import QuestionSet
from folkmoot.kernel.questions.queries import standing_in
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from folkmoot.programmes.models import Programme
from folkmoot.programmes.tests.makers import (
    NOON,
    a_manager,
    a_part,
    a_place,
    a_programme,
    an_organisation,
    on_the_team,
    someone,
)

__all__ = [
    "NOON",
    "a_manager",
    "a_part",
    "a_place",
    "a_programme",
    "an_organisation",
    "on_the_team",
    "someone",
]
OPENS, CLOSES = NOON + timedelta(days=1), NOON + timedelta(days=43)
OPEN = OPENS + timedelta(days=7)  # a day while it is open
SHUT = CLOSES + timedelta(days=1)  # the day after
AREAS = (
    Area("E07000117", "Burnley", "North West", "urban"),
    Area("E08000026", "Coventry", "West Midlands", "urban"),
    Area("E06000019", "Herefordshire", "West Midlands", "rural"),
    Area("E07000042", "Mid Devon", "South West", "rural"),
)
FIRST = First("Do you work in one neighbourhood?", "Look at the Countywide Fund instead.")
ASKS = Form(
    "Expression of interest",
    [
        Part(
            "The place",
            [
                Asked("why", Kind.LONG, "Why here, and why now?", max_words=100),
                Asked("people", Kind.NUMBER, "How many people live there?", least=1),
            ],
        ),
        Part(
            "Money",
            [
                Asked("sum", Kind.MONEY, "How much do you ask for?", meaning="amount"),
                Asked("accounts", Kind.FILE, "Your accounts", is_required=False),
            ],
        ),
    ],
)
WHOLE: dict[str, Any] = {"why": "People are ready.", "people": "4200", "sum": "£20,000"}
_numbers = count(1)


def some_questions(programme: Programme, form: Form = ASKS, slug: str = "") -> QuestionSet:
    """A published set of questions that the programme keeps."""
    name = slug or f"{programme.slug}-{next(_numbers)}"
    drafted = draft_set(slug=name, form=form, by=None, at=NOON)
    actions.keep_questions(programme=programme, question_set=drafted, by=None, at=NOON)
    return publish_set(question_set=drafted, by=None, at=NOON)


def a_call_plan(name: str = "Come forward", **more: Any) -> CallPlan:
    facts: dict[str, Any] = {
        "what": "Up to £50,000 for people who want to change their place.",
        "who": "Partnerships of residents, organisations and the council.",
        "how": "Assessors read it, and the funders choose ten.",
    }
    return CallPlan(name, **(facts | more))


def a_draft_call(
    programme: Programme | None = None, name: str = "Come forward", **more: Any
) -> Call:
    """A call that could be published. Rules by name; the rest is for the plan."""
    programme = programme or a_programme()
    names = CallRules.__dataclass_fields__
    wanted = {key: more.pop(key) for key in list(more) if key in names}
    form = more.pop("form", ASKS)
    manager = a_manager(programme)
    call = actions.start_call(
        programme=programme, plan=a_call_plan(name, **more), by=manager, at=NOON
    )
    actions.set_areas(call=call, areas=AREAS, by=manager, at=NOON)
    actions.set_first_questions(call=call, asked=[FIRST], by=manager, at=NOON)
    actions.set_rules(call=call, wanted=CallRules(**wanted), by=manager, at=NOON)
    questions = some_questions(programme, form)
    return actions.use_questions(call=call, question_set=questions, by=manager, at=NOON)


def a_call(programme: Programme | None = None, name: str = "Come forward", **more: Any) -> Call:
    """A published call: open on `OPEN`, shut on `SHUT`."""
    call = a_draft_call(programme, name, **more)
    window = Window(OPENS, CLOSES)
    return actions.publish_call(call=call, window=window, by=None, at=NOON)


def an_application(
    call: Call | None = None,
    title: str = "The Mill Lane kitchen",
    *,
    by: Account | None = None,
    area: str = "E07000117",
    place: Place | None = None,
    typed: dict[str, Any] | None = None,
    lead: str = "",
) -> Application:
    """A draft with every answer written; its leader is `leader of <title>` unless told."""
    call = call or a_call()
    account = by or someone(f"Leader of {title}")
    organisation = an_organisation(lead or f"{title} Trust")
    beginning = Beginning(title, organisation, area, place)
    application = actions.start_application(call=call, beginning=beginning, by=account, at=OPEN)
    write(application, WHOLE if typed is None else typed)
    return application


def write(application: Application, typed: dict[str, Any], *, at: datetime = OPEN) -> None:
    """Answers of an application, over whatever stands."""
    stands = standing_in(application.answers)
    seen = {key: each.version for (key, _), each in stands.items()}
    typing = [Typing(key, words, seen.get(key, 0)) for key, words in typed.items()]
    save_answers(answer_set=application.answers, typing=typing, by=None, at=at)


def leader_of(application: Application) -> Account:
    """Who began it."""
    assert application.started_by is not None
    return application.started_by


def a_partner(application: Application, name: str = "The Hall", *, says: bool = True) -> Partner:
    """A partner that has answered."""
    partner = actions.add_partner(
        application=application, name=name, email="hall@example.org", by=None, at=OPEN
    )
    return actions.answer_partner(
        partner=partner, is_partner=says, words="A room", name="Una", by=None, at=OPEN
    )


CHIEF = Council("Burnley Council", "Pat Okoro", "chief@burnley.example")


def an_endorsement(
    application: Application, *, says_yes: bool | None = True, at: datetime = OPEN
) -> Endorsement:
    """The council is asked, and answers; None: it has not."""
    asked = actions.ask_council(application=application, council=CHIEF, by=None, at=at)
    if says_yes is None:
        return asked
    words = "" if says_yes else "We were not asked in time."
    return actions.answer_council(endorsement=asked, says_yes=says_yes, words=words, by=None, at=at)


def handed_in(application: Application | None = None, *, at: datetime = OPEN, **more: Any) -> Any:
    """An application that was handed in."""
    application = application or an_application(**more)
    return actions.hand_in(application=application, by=leader_of(application), at=at)


def an_eligible(call: Call | None = None, title: str = "The Mill Lane kitchen", **more: Any) -> Any:
    """An application found to fit its call."""
    application = handed_in(an_application(call, title, **more))
    return actions.find_eligible(application=application, by=None, at=SHUT)


def in_assessment(
    call: Call | None = None, title: str = "The Mill Lane kitchen", **more: Any
) -> Any:
    """An application that assessors may read."""
    application = an_eligible(call, title, **more)
    return actions.begin_assessment(application=application, by=None, at=SHUT)


S = ApplicationStage
