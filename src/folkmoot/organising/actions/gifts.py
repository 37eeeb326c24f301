"""What people offer and wish for: heard, taken back, come true."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.organising import rules
from folkmoot.organising.actions.because import say_because
from folkmoot.organising.actions.neighbours import locked_neighbour
from folkmoot.organising.models import (
    Conversation,
    Gift,
    MayAsk,
    Neighbour,
    Offered,
    Tag,
    Wish,
)
from folkmoot.organising.rules.gifts import why_not_may_ask
from folkmoot.people.models import Account


@transaction.atomic
def hear_gift(
    *,
    neighbour: Neighbour,
    offered: Offered,
    said: Conversation | None = None,
    by: Account | None,
    at: datetime,
) -> Gift:
    """Note what somebody offers, who may ask them for it, and how often.

    `said` is the conversation in which they said so, when their name stands with it: the gift
    came because of it.
    """
    neighbour = locked_neighbour(neighbour.pk)
    tags: Sequence[Tag] = offered.tags
    refuse(rules.why_not_hear_gift(neighbour, offered.words, tags, offered.gap_days))
    gift = Gift.objects.create(
        neighbour=neighbour,
        words=offered.words.strip(),
        may_ask=offered.may_ask,
        gap_days=offered.gap_days,
        heard_at=at,
        heard_by=by,
    )
    gift.tags.set(tags)
    record("gift_heard", about=gift, by=by, at=at)
    if said:
        say_because(effect=gift, cause=said, by=by, at=at)
    return gift


@transaction.atomic
def change_asking(
    *, gift: Gift, may_ask: str, gap_days: int, by: Account | None, at: datetime
) -> Gift:
    """They would rather be asked by others than before, or more seldom, or again."""
    gift = Gift.objects.select_for_update(of=("self",)).get(pk=gift.pk)
    refuse(rules.why_not_change_asking(gift, may_ask, gap_days))
    gift.may_ask, gift.gap_days = may_ask, gap_days
    gift.save(update_fields=["may_ask", "gap_days"])
    record("gift_asking_changed", about=gift, by=by, at=at)
    return gift


@transaction.atomic
def end_gift(*, gift: Gift, by: Account | None, at: datetime) -> Gift:
    """They no longer offer it. Their words go; that it was offered stays."""
    gift = Gift.objects.select_for_update(of=("self",)).get(pk=gift.pk)
    refuse(rules.why_not_end_gift(gift))
    gift.ended_at, gift.words = at, ""
    gift.save(update_fields=["ended_at", "words"])
    record("gift_ended", about=gift, by=by, at=at)
    return gift


@transaction.atomic
def hear_wish(
    *,
    neighbour: Neighbour,
    words: str,
    may_ask: str = MayAsk.NOBODY,
    by: Account | None,
    at: datetime,
) -> Wish:
    """Note what somebody would like to do or learn, and who may ask them about it.

    Where they were not asked who may, nobody may.
    """
    neighbour = locked_neighbour(neighbour.pk)
    refuse("They asked to be forgotten." if neighbour.forgotten_at else "")
    refuse("" if words.strip() else "What would they like to do or learn?")
    refuse("" if len(words) <= 300 else f"Keep it to 300 letters; this has {len(words)}.")
    refuse(why_not_may_ask(may_ask))
    wish = Wish.objects.create(
        neighbour=neighbour, words=words.strip(), may_ask=may_ask, heard_at=at, heard_by=by
    )
    record("wish_heard", about=wish, by=by, at=at)
    return wish


@transaction.atomic
def change_wish_asking(*, wish: Wish, may_ask: str, by: Account | None, at: datetime) -> Wish:
    """They would rather be asked about it by others than before, or by nobody, or again."""
    wish = Wish.objects.select_for_update(of=("self",)).get(pk=wish.pk)
    refuse("That wish is closed already." if wish.is_over else "")
    refuse(why_not_may_ask(may_ask))
    wish.may_ask = MayAsk(may_ask)
    wish.save(update_fields=["may_ask"])
    record("wish_asking_changed", about=wish, by=by, at=at)
    return wish


@transaction.atomic
def end_wish(*, wish: Wish, came_true: bool, by: Account | None, at: datetime) -> Wish:
    """It came true, or they no longer wish it."""
    wish = Wish.objects.select_for_update(of=("self",)).get(pk=wish.pk)
    refuse("That wish is closed already." if wish.is_over else "")
    if came_true:
        wish.came_true_at = at
    else:
        wish.ended_at, wish.words = at, ""
    wish.save(update_fields=["came_true_at", "ended_at", "words"])
    record("wish_closed", about=wish, by=by, at=at, came_true=came_true)
    return wish
