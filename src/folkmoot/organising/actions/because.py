"""Saying that one record came about because of another, and taking it back."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.organising import rules
from folkmoot.organising.models import (
    KNOT_KINDS,
    Ask,
    Because,
    Conversation,
    Gift,
    Knot,
    Promise,
    Speaker,
    Step,
    Telling,
    Tied,
)
from folkmoot.organising.queries import key_of_record
from folkmoot.people.models import Account
from folkmoot.places.models import Place


@transaction.atomic
def say_because(
    *, effect: Tied, cause: Tied, how: str = "", by: Account | None, at: datetime
) -> Because:
    """`effect` came about because of `cause`."""
    place = Place.objects.select_for_update(no_key=True).get(pk=_place_of(effect).pk)
    tied = _knots(cause, effect)
    there = Because.objects.filter(place=place, ended_at__isnull=True).order_by()
    links = there.values_list("cause_id", "effect_id")
    refuse(rules.why_not_because(*tied, links, how=how.strip()))
    refuse(rules.why_not_tie_words(*tied, stands=_name_stands(cause, effect)))
    link = Because.objects.create(
        place=place, cause=tied[0], effect=tied[1], how=how.strip(), linked_at=at, linked_by=by
    )
    record("because_said", about=link, by=by, at=at)
    return link


@transaction.atomic
def take_because_back(*, link: Because, by: Account | None, at: datetime) -> Because:
    """It was not so."""
    locked: Because = Because.objects.select_for_update(of=("self",)).get(pk=link.pk)
    refuse(rules.why_not_unlink(locked))
    locked.ended_at = at
    locked.save(update_fields=["ended_at"])
    record("because_taken_back", about=locked, by=by, at=at)
    return locked


def _knots(cause: Tied, effect: Tied) -> tuple[Knot, Knot]:
    """The knots of both, tied now where there is none yet."""
    cause_of, effect_of = _column(cause), _column(effect)
    there = Knot.objects.filter(Q(**cause_of) | Q(**effect_of))
    known = {key_of_record(each.tied): each for each in there.select_related(*KNOT_KINDS)}
    first = known.get(key_of_record(cause)) or Knot.objects.create(
        place=_place_of(cause), **cause_of
    )
    if key_of_record(effect) == key_of_record(cause):
        return first, first
    second = known.get(key_of_record(effect)) or Knot.objects.create(
        place=_place_of(effect), **effect_of
    )
    return first, second


def _column(tied: Tied) -> dict[str, Tied]:
    return {str(tied._meta.model_name): tied}


def _place_of(tied: Tied) -> Place:
    if isinstance(tied, Gift | Ask | Step):
        return tied.neighbour.place
    return tied.round.place if isinstance(tied, Telling) else tied.place


def _name_stands(*ends: Tied) -> bool:
    """Whether what was said at one end is by whom the other end is of, by their own yes."""
    said = [e.conversation_id if isinstance(e, Promise) else e.pk for e in ends
            if isinstance(e, Promise | Conversation)]  # fmt: skip
    whose = [e.neighbour_id for e in ends if isinstance(e, Gift | Ask | Step)]
    if not said or not whose:
        return False
    return Speaker.objects.filter(conversation__in=said, neighbour__in=whose).exists()
