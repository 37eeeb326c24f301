"""A programme from its first version to its fourth quarter of returns, through people's actions."""

from datetime import datetime, timedelta
from random import Random

from django.urls import reverse

from folkmoot.granting.models import Assignment, CallKind
from folkmoot.places.models import Place
from folkmoot.scenarios.programme import applying, assessing, awarding, choosing, people, returning
from folkmoot.scenarios.programme.applying import Asking
from folkmoot.scenarios.programme.asking import partnerships
from folkmoot.scenarios.programme.choosing import Asked
from folkmoot.scenarios.programme.ground import Ground, ground, third_phase
from folkmoot.scenarios.telling import Tell, World

N_INVITED, N_CHOSEN = 25, 10
BUDGET = 2_100_000_00


def programme(*, at: datetime, rng: Random, tell: Tell) -> World:
    """Three funders, sixty who ask, twenty-five who plan, ten who are chosen and funded."""
    began = at - timedelta(days=900)
    begins = began + timedelta(days=366)  # the second phase, and the money
    tell("Three funders agree on a programme")
    found = ground(began=began)
    invited, n_asked = _invited(found, rng, tell, at=began + timedelta(days=10))
    places = applying.take_in(found, invited, at=began + timedelta(days=112))
    chosen, n_planned = _chosen(found, invited, places, rng, tell, at=began + timedelta(days=210))
    hands = awarding.hands_of(found, at=begins - awarding.DECIDED)
    funded = awarding.fund(found, chosen, places, hands, tell, begins=begins, at=at)
    returns = returning.report(funded, hands[0], tell, begins=begins, rng=rng)
    tell("A third phase is agreed")
    third_phase(found, at=at - timedelta(days=60))
    return World(
        name="programme",
        places={each.place.name: reverse("site:place", args=[each.place.slug]) for each in funded},
        decisions={},
        accounts=people.as_told(found.accounts),
        numbers={
            "funders": len(found.funders),
            "expressions of interest": n_asked,
            "places taking part": len(places),
            "plans": n_planned,
            "assessors": len(people.ASSESSORS),
            "readings": Assignment.objects.filter(stage="SUBMITTED").count(),
            "places chosen": len(chosen),
            "awards": sum(len(each.awards) for each in funded),
            "pounds awarded": sum(a.awarded_pence for each in funded for a in each.awards) // 100,
            "quarterly returns": len(returns),
            "phases": found.programme.phases.count(),
        },
    )


def _invited(found: Ground, rng: Random, tell: Tell, *, at: datetime) -> tuple[list[Asking], int]:
    """Sixty ask; those that fit are read, and twenty-five are invited to plan."""
    call = applying.a_call(found, kind=CallKind.EXPRESSION, at=at, opens=timedelta(days=4))
    whole = applying.express(found, call, partnerships(rng), tell)
    assert call.closes_at is not None
    closed = call.closes_at + timedelta(days=3)
    fit = applying.look_through(found, whole, at=closed)
    panel = assessing.a_panel(found, call, at=closed)
    assessing.share(found, panel, fit, at=closed + timedelta(days=1))
    assessing.assess(found, panel, fit, tell, at=closed + timedelta(days=4), rng=rng)
    every = sum(each.who.pence for each in fit)  # no money is given yet
    asked = Asked(n=N_INVITED, n_reserve=8, budget_pence=every)
    invited = choosing.choose(found, panel, fit, asked, at=closed + timedelta(days=26))
    return invited, len(whole)


def _chosen(
    found: Ground,
    invited: list[Asking],
    places: dict[int, Place],
    rng: Random,
    tell: Tell,
    *,
    at: datetime,
) -> tuple[list[Asking], int]:
    """Twenty-five plan, are visited and read; ten are chosen by all three funders."""
    call = applying.a_call(found, kind=CallKind.PLAN, at=at, opens=timedelta(days=10))
    planned = applying.plan(found, call, invited, places, tell)
    assert call.closes_at is not None
    closed = call.closes_at + timedelta(days=2)
    panel = assessing.a_panel(found, call, at=closed)
    assessing.share(found, panel, planned, at=closed)
    assessing.visit(found, planned, tell, at=closed + timedelta(days=3))
    assessing.assess(found, panel, planned, tell, at=closed + timedelta(days=30), rng=rng)
    asked = Asked(n=N_CHOSEN, n_reserve=4, budget_pence=BUDGET)
    return choosing.choose(found, panel, planned, asked, at=closed + timedelta(days=52)), len(
        planned
    )
