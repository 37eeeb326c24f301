"""Awards that come of a joint decision: who was chosen, by whom, and never more than decided."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from folkmoot.awards import rules
from folkmoot.awards.actions.areas import set_areas
from folkmoot.awards.actions.awards import AwardPlan, begin_award
from folkmoot.awards.actions.checks import add_condition
from folkmoot.awards.models import Award
from folkmoot.awards.queries.decided import area_of, chosen_in, given_in
from folkmoot.granting.models import Application, Choice
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account

MOST_LETTERS = 300  # of a condition


@transaction.atomic
def begin_decided_award(
    *, application: Application, plan: AwardPlan, by: Account, at: datetime
) -> Award:
    """Begin to prepare a funder's award for an application that was chosen.

    The day, what was asked for and the awards it belongs together with are as the decision says,
    whatever the plan says; and each condition of the funder becomes one of the award.
    """
    rows = Choice.objects.select_for_update(of=("self",)).select_related("panel")
    choice = rows.get(panel__call=application.call_id)
    chosen = chosen_in(choice, application)
    part = chosen.part_of(plan.funder)
    refuse(
        rules.why_not_begin_decided(
            choice_stage=choice.stage,
            is_given=given_in(choice).filter(pk=application.pk).exists(),
            says=part.says if part else "",
            has_award=bool(part and part.award),
            pence=plan.awarded_pence,
            left_pence=chosen.left_pence,
        )
    )
    assert choice.decided_at is not None
    assert part is not None
    decided = replace(
        plan,
        decided_date=localdate(choice.decided_at),
        asked_pence=chosen.given_pence,
        joined_to=chosen.first_award,
        from_open_call=not application.call.by_invitation,
    )
    award = begin_award(plan=decided, of=chosen.application, by=by, at=at)
    if area := area_of(chosen.application):
        set_areas(award=award, areas=[area], by=by, at=at)
    if part.says == "conditions":
        add_condition(award=award, words=_short(part.words), by=by, at=at)
    record("award_from_decision", about=choice, by=by, at=at, award=award.ref)
    return award


def _short(words: str) -> str:
    """A condition in as many letters as fit; the whole stands in the decision."""
    words = " ".join(words.split())
    more = " … (the rest stands in the decision)"
    return words if len(words) <= MOST_LETTERS else words[: MOST_LETTERS - len(more)] + more
