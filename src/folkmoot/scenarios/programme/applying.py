"""Sixty expressions of interest, and twenty-five plans of those who were invited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

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
    First,
    WhenTwo,
    Window,
)
from folkmoot.kernel.questions.actions import Typing, draft_set, publish_set, save_answers
from folkmoot.kernel.questions.asking import Form
from folkmoot.people.actions import add_organisation
from folkmoot.places.actions import create_place
from folkmoot.places.models import Place
from folkmoot.programmes.actions import enter_phase, take_part
from folkmoot.scenarios.programme.asking import (
    EXPRESSION,
    PLAN,
    Partnership,
    expression_of,
    plan_of,
)
from folkmoot.scenarios.programme.councils import COUNCILS
from folkmoot.scenarios.programme.ground import CEILING, Ground
from folkmoot.scenarios.programme.people import an_account
from folkmoot.scenarios.telling import Tell

A_DAY = timedelta(days=1)
PARTNERS = ("the school", "the surgery", "the mosque and the church", "the tenants’ group")


@dataclass(frozen=True, slots=True)
class Asking:
    """One partnership with its application."""

    who: Partnership
    application: Application


def a_call(found: Ground, *, kind: str, at: datetime, opens: timedelta) -> Call:
    """A published call with its questions and rules; open for seven weeks."""
    is_plan, manager, programme = kind == CallKind.PLAN, found.manager, found.programme
    plan = CallPlan(
        name="Plans" if is_plan else "Expressions of interest",
        kind=kind,
        phase=programme.phases.get(number=2 if is_plan else 1),
        by_invitation=is_plan,
        what="Your plan for two years, with the money it needs."
        if is_plan
        else "Say what your place could be, and who would do it. Twenty-five are invited to plan.",
        who="Places that take part in Places Together."
        if is_plan
        else "Partnerships of residents, organisations and the council, in one neighbourhood.",
        how="Three people read each one. The funders choose together, and say why.",
        most_pence=CEILING,
    )
    call = actions.start_call(programme=programme, plan=plan, by=manager, at=at)
    areas = [Area(c.code, c.name, c.region, "rural" if c.rural else "urban") for c in COUNCILS]
    actions.set_areas(call=call, areas=areas, by=manager, at=at)
    if not is_plan:
        asked = First("Do residents lead it, or will they?", "Ask your council for voluntary help.")
        actions.set_first_questions(call=call, asked=[asked], by=manager, at=at)
    wanted = CallRules(
        n_partners_wanted=2,
        wants_endorsement=not is_plan,
        one_per_area=not is_plan,
        when_two=WhenTwo.FUNDERS,
    )
    actions.set_rules(call=call, wanted=wanted, by=manager, at=at)
    _asks(found, call, PLAN if is_plan else EXPRESSION, f"places-together-{kind}", at=at)
    window = Window(at + opens, at + opens + timedelta(days=49))
    return actions.publish_call(call=call, window=window, by=manager, at=at)


def _asks(found: Ground, call: Call, form: Form, slug: str, *, at: datetime) -> None:
    manager = found.manager
    drafted = draft_set(slug=slug, form=form, by=manager, at=at)
    actions.keep_questions(programme=found.programme, question_set=drafted, by=manager, at=at)
    published = publish_set(question_set=drafted, by=manager, at=at)
    actions.use_questions(call=call, question_set=published, by=manager, at=at)


def express(found: Ground, call: Call, asking: Sequence[Partnership], tell: Tell) -> list[Asking]:
    """All sixty hand in, with their partners and their council behind them."""
    assert call.opens_at is not None
    whole = []
    for one in asking:
        at = call.opens_at + timedelta(days=3, hours=12 * one.number)
        leader = an_account(one.leader, at=at)
        lead = add_organisation(name=one.lead, kind="charity", by=leader, at=at)
        beginning = Beginning(one.name, lead, one.council.code)
        application = actions.start_application(call=call, beginning=beginning, by=leader, at=at)
        _write(application, expression_of(one), at=at)
        _partners(application, one, at=at)
        _endorsed(application, one, at=at)
        application = actions.hand_in(application=application, by=leader, at=at + A_DAY / 4)
        whole.append(Asking(one, application))
        tell.far("Expressions of interest", len(whole), len(asking))
    return whole


def _write(application: Application, typed: dict[str, str], *, at: datetime) -> None:
    typing = [Typing(key, words, 0) for key, words in typed.items()]
    save_answers(answer_set=application.answers, typing=typing, by=application.started_by, at=at)


def _partners(application: Application, one: Partnership, *, at: datetime) -> None:
    for each in range(2):
        what = PARTNERS[(one.number + each) % len(PARTNERS)]
        name = f"{what[0].upper()}{what[1:]} of {one.name}"
        email = f"partner-{one.number}-{each}@places-together.example"
        partner = actions.add_partner(
            application=application, name=name, email=email, by=application.started_by, at=at
        )
        actions.answer_partner(
            partner=partner,
            is_partner=True,
            words="Our rooms, and two evenings a week.",
            name=f"The keeper of {what}",
            by=None,
            at=at + A_DAY / 12,
        )


def _endorsed(application: Application, one: Partnership, *, at: datetime) -> None:
    council = Council(
        f"{one.council.name} Council",
        "The Chief Executive",
        f"chief-{one.council.code.lower()}@places-together.example",
    )
    asked = actions.ask_council(
        application=application, council=council, by=application.started_by, at=at + A_DAY / 8
    )
    actions.answer_council(endorsement=asked, says_yes=True, words="", by=None, at=at + A_DAY / 6)


def look_through(found: Ground, whole: Sequence[Asking], *, at: datetime) -> list[Asking]:
    """All but two fit the call: one is for a street, and of two for one area one is asked to wait.

    Those that fit begin to be assessed.
    """
    manager, fit = found.manager, []
    for each in whole:
        application = each.application
        why = ""
        if each.who.number == 31:
            why = "It is for one street. The Small Sparks fund helps with that: write to us."
        elif each.who.number == len(COUNCILS) - 1:
            why = "Two came from this council area. The funders read both, and the other goes on."
        if why:
            actions.find_ineligible(application=application, words=why, by=manager, at=at)
            continue
        actions.find_eligible(application=application, by=manager, at=at)
        application = actions.begin_assessment(application=application, by=manager, at=at)
        fit.append(Asking(each.who, application))
    return fit


def take_in(found: Ground, invited: Sequence[Asking], *, at: datetime) -> dict[int, Place]:
    """Those invited become places of the programme; by the number of the partnership."""
    phase, manager = found.programme.phases.get(number=1), found.manager
    places = {}
    for each in invited:
        place = create_place(
            name=each.who.name,
            summary=f"A neighbourhood in {each.who.council.name}.",
            convenor=each.who.leader.email,
            by=found.accounts["steward"],
            at=at,
        )
        part = take_part(programme=found.programme, place=place, by=manager, at=at)
        because = "Its partners and its council stand behind it."
        enter_phase(part=part, phase=phase, because=because, by=manager, at=at)
        places[each.who.number] = place
    return places


def plan(
    found: Ground, call: Call, invited: Sequence[Asking], places: dict[int, Place], tell: Tell
) -> list[Asking]:
    """Those invited hand in their plans, and all of them fit."""
    assert call.opens_at is not None
    assert call.closes_at is not None
    planned: list[Asking] = []
    manager = found.manager
    for each in invited:
        at = call.opens_at + timedelta(days=20, hours=6 * len(planned))
        one, leader = each.who, each.application.started_by
        assert leader is not None
        place = places[one.number]
        beginning = Beginning(one.name, each.application.lead, one.council.code, place)
        application = actions.start_application(call=call, beginning=beginning, by=leader, at=at)
        _write(application, plan_of(one), at=at)
        _partners(application, one, at=at)
        application = actions.hand_in(application=application, by=leader, at=at + A_DAY)
        after = call.closes_at + A_DAY
        actions.find_eligible(application=application, by=manager, at=after)
        application = actions.begin_assessment(application=application, by=manager, at=after)
        planned.append(Asking(one, application))
        tell.far("Plans", len(planned), len(invited))
    return planned
