"""Questions put together once: what they answer, and what they refuse to be given."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db.models import QuerySet

from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.prepared import MOST_KEYS, Keys, keys_of, prepared

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def a_message(to: str, at: datetime = NOON) -> Message:
    return Message.objects.create(to=to, subject="News", text="It is on.", created_at=at)


def test_each_asks_with_what_it_is_given_and_the_text_is_put_together_once() -> None:
    early, late = a_message("ann@example.org"), a_message("ben@example.org", NOON + HOUR)
    asked = []

    @prepared
    def since(to: str, at: datetime) -> QuerySet[Message]:
        asked.append(to)
        return Message.objects.filter(to=to, created_at__gte=at, subject="News")

    assert since("ann@example.org", NOON) == [early]
    assert since("ben@example.org", NOON) == since("ben@example.org", NOON + HOUR) == [late]
    assert since("ann@example.org", NOON + HOUR) == since("News", NOON) == []
    assert len(asked) == 2  # with two sets of stand-ins, and never with an address
    assert not {"ann@example.org", "ben@example.org"} & set(asked)


def test_keys_are_asked_for_in_any_number() -> None:
    messages = [a_message(f"{number}@example.org") for number in range(MOST_KEYS + 2)]
    other = a_message("other@example.org")

    @prepared
    def among(keys: Keys, but: UUID) -> QuerySet[Message, str]:
        found = Message.objects.filter(pk__in=keys).exclude(pk=but).order_by("created_at", "pk")
        return found.values_list("to", flat=True)

    for number in (0, 1, 3, 2, MOST_KEYS + 2, 3):
        some = messages[:number]
        assert among(keys_of(some), other.pk) == [each.to for each in some]
    assert among(keys_of(messages[:3]), messages[0].pk) == ["1@example.org", "2@example.org"]


def test_what_is_worked_out_from_the_given_is_refused_as_it_would_be_kept_for_ever() -> None:
    @prepared
    def lately(at: datetime) -> QuerySet[Message]:
        return Message.objects.filter(created_at__gte=at - HOUR)

    @prepared
    def most(at: datetime) -> QuerySet[Message]:
        return Message.objects.filter(created_at__lte=at)[: at.timetuple().tm_yday]

    for question in (lately, most):
        with pytest.raises(TypeError, match="asks with what it works out"):
            question(NOON)


def test_nothing_stands_in_for_a_row_or_a_number() -> None:
    @prepared
    def numbered(number: Any) -> QuerySet[Message]:
        return Message.objects.filter(tries=number)

    with pytest.raises(TypeError, match="Nothing can stand in for int"):
        numbered(3)
