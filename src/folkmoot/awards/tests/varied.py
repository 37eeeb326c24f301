"""Makers of variations, one for each way it has come."""

from folkmoot.awards import actions
from folkmoot.awards.actions import Wanted
from folkmoot.awards.models import Award, Variation
from folkmoot.awards.tests.makers import NOON, an_award, holder, manager, signatory

# `an_award` has £180,000 for people and £60,000 for rooms.
MOVED = Wanted("The hall asks more", {1: 15_000_000, 2: 9_000_000})
NUDGED = Wanted("A little more for rooms", {1: 17_500_000, 2: 6_500_000})


def a_variation(wanted: Wanted = MOVED, award: Award | None = None) -> Variation:
    award = award or an_award()
    return actions.draft_variation(award=award, wanted=wanted, by=holder(award), at=NOON)


def asked(wanted: Wanted = MOVED, award: Award | None = None) -> Variation:
    made = a_variation(wanted, award)
    return actions.submit_variation(variation=made, by=holder(made.award), at=NOON)


def assessed(wanted: Wanted = MOVED, award: Award | None = None) -> Variation:
    made = asked(wanted, award)
    return actions.assess_variation(
        variation=made, assessment="Sound", by=manager(made.award), at=NOON
    )


def approved(wanted: Wanted = MOVED, award: Award | None = None) -> Variation:
    made = assessed(wanted, award)
    return actions.approve_variation(variation=made, by=signatory(made.award), at=NOON)


def decided_on(made: Variation) -> Variation:
    """Looked at, approved and in force."""
    by = manager(made.award)
    made = actions.assess_variation(variation=made, assessment="Sound", by=by, at=NOON)
    made = actions.approve_variation(variation=made, by=signatory(made.award), at=NOON)
    return actions.apply_variation(variation=made, by=by, at=NOON)


def in_force(wanted: Wanted = MOVED, award: Award | None = None) -> Variation:
    made = approved(wanted, award)
    return actions.apply_variation(variation=made, by=manager(made.award), at=NOON)
