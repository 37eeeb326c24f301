"""What may happen to a gathering, who is told, and what is forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils.timezone import localdate
from icalendar import Calendar

from folkmoot.gatherings import actions, queries
from folkmoot.gatherings.calendars import calendar_of
from folkmoot.gatherings.models import (
    DayPlan,
    Gathering,
    GatheringStage,
    Report,
)
from folkmoot.gatherings.tests.makers import (
    NOON,
    THEN,
    a_day,
    a_draft,
    a_gathering,
    a_guest,
    a_place,
    a_plan,
    an_organiser,
)
from folkmoot.kernel.record.queries import events_about
from folkmoot.kernel.rules import Refused

pytestmark = pytest.mark.django_db
AFTER = THEN + timedelta(hours=6)


def kinds(gathering: Gathering) -> list[str]:
    return [event.kind for event in reversed(events_about(gathering))]


def test_a_gathering_is_planned_announced_and_told_of() -> None:
    gathering = a_gathering()
    dai, _ = a_guest(gathering)
    party = gathering.agenda.get(number=2)
    report = Report(came=[dai], walked_in=["Mo"], said={party: "The bread was gone by one."})
    held = actions.tell_what_came_of_it(gathering=gathering, report=report, by=None, at=AFTER)
    assert held.stage == GatheringStage.HELD
    assert queries.numbers_of(held).n_came == 2
    assert kinds(gathering) == [
        "gathering_planned", "gathering_announced", "guest_replied", "gathering_held"
    ]  # fmt: skip
    party.refresh_from_db()
    assert party.said == "The bread was gone by one."


def test_heads_that_were_counted_are_the_number_told() -> None:
    gathering = a_gathering()
    dai, _ = a_guest(gathering)
    report = Report(came=[dai], n_counted=500)
    held = actions.tell_what_came_of_it(gathering=gathering, report=report, by=None, at=AFTER)
    numbers = queries.numbers_of(held)
    assert (numbers.n_came, numbers.n_named) == (500, 1)


def test_what_came_of_it_can_be_put_right() -> None:
    gathering = a_gathering()
    dai, _ = a_guest(gathering)
    ann, _ = a_guest(gathering, "Ann")
    for came in ([dai, ann], [ann]):
        actions.tell_what_came_of_it(
            gathering=gathering, report=Report(came=came), by=None, at=AFTER
        )
    assert list(gathering.guests.filter(came_at__isnull=False)) == [ann]


def test_a_day_of_action_joins_places_and_holds_them_to_its_date() -> None:
    day = a_day()
    with pytest.raises(Refused, match="Day of Neighbours is on 21 May 2026"):
        a_draft(day=day, starts_at=THEN + timedelta(days=2), ends_at=THEN + timedelta(days=3))
    a_gathering(day=day)
    a_gathering(a_place("Elm Park"), day=day, title="Picnic")
    a_draft(a_place("Elm Park 2"), day=day, title="Not announced")
    off = a_gathering(a_place("Oak Hill"), day=day, title="Called off")
    actions.call_off_gathering(gathering=off, why="Rain.", by=None, at=NOON)
    found = queries.day_page(day)
    assert [each.title for each in found.gatherings] == ["Picnic", "Street party"]
    assert (found.n_places, len(found.points)) == (2, 2)


def test_a_day_of_action_has_one_name_and_an_end() -> None:
    a_day()
    plan = DayPlan("Day of neighbours", "Why", localdate(THEN), localdate(THEN))
    with pytest.raises(Refused, match="There is a day of action of that name"):
        actions.plan_day(plan=plan, by=None, at=NOON)
    plan = DayPlan("Another", "Why", localdate(THEN), localdate(THEN) + timedelta(days=60))
    with pytest.raises(Refused, match="a month at most"):
        actions.plan_day(plan=plan, by=None, at=NOON)


def test_the_calendar_is_read_by_another_program_as_it_was_meant() -> None:
    long = "Bring: a chair; a dish, \\ a “story” and – if you can – a neighbour. " * 4
    gathering = a_gathering(about=long + "\nNew line.", point=(-1.55, 53.8))
    off = a_gathering(gathering.place, title="Called off, sadly")
    off = actions.call_off_gathering(gathering=off, why="Rain.", by=None, at=NOON)
    raw = calendar_of("Gatherings in Wren's Cross", [gathering, off])
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw == calendar_of("Gatherings in Wren's Cross", [gathering, off])
    read: Any = Calendar.from_ical(raw)
    assert read.errors == []
    first, second = read.walk("VEVENT")
    assert (first.errors, second.errors) == ([], [])
    assert str(first["SUMMARY"]) == "Street party"
    assert long + "\nNew line." in str(first["DESCRIPTION"])
    assert first["DTSTART"].dt == THEN
    assert first["STATUS"] == "CONFIRMED"
    assert (second["STATUS"], second["SEQUENCE"]) == ("CANCELLED", 1)
    assert first["UID"] != second["UID"]
    assert first["GEO"].to_ical() == "53.8;-1.55"


def test_the_team_is_asked_to_announce_and_to_tell() -> None:
    place = a_place()
    olive, stranger = an_organiser(place), an_organiser(a_place("Elm Park"))
    a_draft(place, title="Hidden")
    a_gathering(place)
    soon = THEN - timedelta(days=3)
    assert [task.title for task in queries.tasks_for(olive, soon)] == ["Announce a gathering"]
    told = [task.title for task in queries.tasks_for(olive, AFTER)]
    assert told == ["Say who came, and what was said"]
    assert queries.tasks_for(stranger, AFTER) == []


def test_what_is_over_stays_as_it_was_announced() -> None:
    gathering = a_gathering()
    off = actions.call_off_gathering(gathering=gathering, why="Rain.", by=None, at=NOON)
    with pytest.raises(Refused, match="Plan another"):
        actions.change_gathering(gathering=off, plan=a_plan(), by=None, at=NOON)
    with pytest.raises(Refused, match="called off"):
        actions.announce_gathering(gathering=off, by=None, at=NOON)
    with pytest.raises(Refused, match="It was called off"):
        actions.tell_what_came_of_it(gathering=off, report=Report(), by=None, at=AFTER)
    for change in ({"title": "Another"}, {"stage": "ANNOUNCED"}, {"place": a_place("Elm Park")}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Gathering.objects.filter(pk=off.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Gathering.objects.filter(pk=off.pk)._raw_delete("default")
