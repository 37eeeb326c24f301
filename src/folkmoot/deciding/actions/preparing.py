"""Preparing a decision: everything here is refused once voting has opened."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from folkmoot.deciding import rules
from folkmoot.deciding.models import Decision, Option
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account
from folkmoot.places.models import Place

SETTINGS = frozenset(
    {
        "title",
        "summary",
        "budget_pence",
        "currency",
        "ballot_type",
        "min_choices",
        "max_choices",
        "points_total",
        "points_most",
        "rule_family",
        "satisfaction",
        "completion",
        "increment_pence",
        "minimum_votes",
        "eligibility_cut",
        "by_code",
        "by_roll",
        "by_postcode",
        "in_person",
        "minimum_age",
        "who_may_vote",
        "veto_grounds",
        "opens_at",
        "closes_at",
        "keys_needed",
        "imported_from",
    }
)
OPTION_FACTS = frozenset(
    {
        "title",
        "summary",
        "cost_pence",
        "label",
        "theme",
        "district",
        "read_more",
        "longitude",
        "latitude",
    }
)


NOWHERE = 32_767  # a number no option has, while two change places


def locked(decision: Decision) -> Decision:
    """The decision as it is now, held still until the transaction ends."""
    return Decision.objects.select_for_update().get(pk=decision.pk)


@transaction.atomic
def prepare_decision(
    *,
    place: Place,
    title: str,
    budget_pence: int,
    by: Account | None,
    at: datetime,
    **settings: object,
) -> Decision:
    """Begin a decision for a place, as a draft. Settings are fields named in SETTINGS."""
    decision = Decision(place=place, title=title, budget_pence=budget_pence, prepared_at=at)
    _apply(decision, settings)
    refuse(rules.why_not_settings(decision, at=at))
    decision.save()
    record("decision_prepared", about=decision, by=by, at=at)
    return decision


@transaction.atomic
def change_decision(
    *, decision: Decision, by: Account | None, at: datetime, **settings: object
) -> Decision:
    """Change a draft. Refused once voting has opened, or when settings do not fit together."""
    decision = locked(decision)
    refuse(rules.why_not_change(decision))
    _apply(decision, settings)
    refuse(rules.why_not_settings(decision, at=at))
    decision.save()
    record("decision_changed", about=decision, by=by, at=at, changed=sorted(settings))
    return decision


@transaction.atomic
def add_option(
    *,
    decision: Decision,
    title: str,
    cost_pence: int,
    by: Account | None,
    at: datetime,
    **facts: object,
) -> Option:
    """Put something to choose on the list; facts are fields named in OPTION_FACTS."""
    decision = locked(decision)
    refuse(rules.why_not_change(decision))
    refuse("" if cost_pence > 0 else "An option must cost something.")
    last = decision.options.aggregate(last=Max("number"))["last"] or 0
    option = Option(decision=decision, number=last + 1, title=title, cost_pence=cost_pence)
    _fill(option, facts)
    option.save()
    record("option_added", about=option, by=by, at=at)
    return option


@transaction.atomic
def change_option(*, option: Option, by: Account | None, at: datetime, **facts: object) -> Option:
    """Mend an option of a draft."""
    refuse(rules.why_not_change(locked(option.decision)))
    _fill(option, facts)
    refuse("" if option.cost_pence > 0 else "An option must cost something.")
    option.save()
    record("option_changed", about=option, by=by, at=at, changed=sorted(facts))
    return option


@transaction.atomic
def remove_option(*, option: Option, by: Account | None, at: datetime) -> None:
    """Take an option off a draft; the ones after it move up, so that numbers have no gap."""
    decision = locked(option.decision)
    refuse(rules.why_not_change(decision))
    record("option_removed", about=option, by=by, at=at, title=option.title)
    option.delete()
    for number, later in enumerate(decision.options.order_by("number"), start=1):
        if later.number != number:
            later.number = number
            later.save(update_fields=["number"])


@transaction.atomic
def move_option(*, option: Option, up: bool, by: Account | None, at: datetime) -> None:
    """Let an option of a draft change places with its neighbour on the ballot paper."""
    decision = locked(option.decision)
    refuse(rules.why_not_change(decision))
    option = decision.options.get(pk=option.pk)
    here, there = option.number, option.number + (-1 if up else 1)
    neighbour = decision.options.filter(number=there).first()
    refuse("" if neighbour else "It is at the end of the list already.")
    decision.options.filter(pk=option.pk).update(number=NOWHERE)
    decision.options.filter(number=there).update(number=here)
    decision.options.filter(pk=option.pk).update(number=there)
    record("option_moved", about=option, by=by, at=at, number=there)


def _apply(decision: Decision, settings: dict[str, object]) -> None:
    if unknown := set(settings) - SETTINGS:
        raise TypeError(f"not settings of a decision: {sorted(unknown)}")
    for name, value in settings.items():
        setattr(decision, name, value)


def _fill(option: Option, facts: dict[str, object]) -> None:
    if unknown := set(facts) - OPTION_FACTS:
        raise TypeError(f"not facts of an option: {sorted(unknown)}")
    for name, value in facts.items():
        setattr(option, name, value)
