"""The account of what happened is only ever added to."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction

from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.record.queries import events_about

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_what_happened_is_read_latest_first() -> None:
    thing, other = Message(), Message()
    record("met", about=thing, by=None, at=NOON)
    record("met_again", about=thing, by=None, at=NOON.replace(hour=13), where="the hall")
    record("met", about=other, by=None, at=NOON)
    assert [event.kind for event in events_about(thing)] == ["met_again", "met"]
    assert events_about(thing)[0].facts == {"where": "the hall"}


def test_nothing_that_was_written_can_be_changed_or_removed() -> None:
    event = record("met", about=Message(), by=None, at=NOON)
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(kind="never_met")
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        event.delete()
    assert Event.objects.get(pk=event.pk).kind == "met"


def test_what_happened_is_undone_with_the_thing_that_failed() -> None:
    class Stopped(Exception):
        pass

    def meet_and_stop() -> None:
        with transaction.atomic():
            record("met", about=Message(), by=None, at=NOON)
            raise Stopped

    with pytest.raises(Stopped):
        meet_and_stop()
    assert not Event.objects.exists()
