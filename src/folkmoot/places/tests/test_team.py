"""Who does what in a place: from when, until when, and who says so."""

from datetime import timedelta

import pytest

from folkmoot.kernel.access.may import may
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import (
    CONVENOR,
    COUNTING_OFFICER,
    CUSTODIAN,
    ORGANISER,
    ROLL_KEEPER,
    STEWARD,
)
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.record.queries import events_about
from folkmoot.kernel.rules import Refused
from folkmoot.places import actions, queries
from folkmoot.places.models import Place
from folkmoot.places.tests.makers import (
    NOON,
    a_convenor,
    a_place,
    a_steward,
    someone,
    someone_with,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_role_is_held_from_its_first_moment_to_its_last_and_only_here() -> None:
    wren, elm = a_place(), a_place("Elm Park", drawn=False)
    sam = someone("Sam")
    actions.give_role(
        place=wren,
        email="SAM@example.org",
        role=CONVENOR,
        starts_at=NOON + DAY,
        ends_at=NOON + 3 * DAY,
        by=None,
        at=NOON,
    )

    def sam_may(place: Place, days: float) -> bool:
        return may(sam, Permission.PLACE_EDIT, within=place, at=NOON + days * DAY)

    assert [sam_may(wren, days) for days in (0, 0.99, 1, 2.99, 3)] == [
        False, False, True, True, False,
    ]  # fmt: skip
    assert not sam_may(elm, 2)
    assert queries.team_of(wren, NOON) == []
    assert [one.account for one in queries.team_of(wren, NOON + 2 * DAY)] == [sam]
    assert [one.account for one in queries.coming_to(wren, NOON)] == [sam]
    assert [one.account for one in queries.formerly_of(wren, NOON + 4 * DAY)] == [sam]
    assert queries.coming_to(elm, NOON) == queries.formerly_of(elm, NOON + 4 * DAY) == []


def test_someone_new_can_be_named_by_address_and_is_told() -> None:
    place = a_place(drawn=False)
    held = actions.give_role(place=place, email="new@example.org", role=ORGANISER, by=None, at=NOON)
    assert held.account.email == "new@example.org"
    message = Message.objects.get(to="new@example.org")
    assert "Organiser of Wren's Cross" in message.text
    assert "new@example.org" not in str([event.facts for event in events_about(place)])


def test_a_role_is_not_given_twice_over_the_same_days() -> None:
    place = a_place(drawn=False)

    def named(first: int, last: int | None) -> None:
        actions.give_role(
            place=place,
            email="sam@example.org",
            role=ORGANISER,
            starts_at=NOON + first * DAY,
            ends_at=NOON + last * DAY if last is not None else None,
            by=None,
            at=NOON,
        )

    named(10, 20)
    named(0, 10)
    named(20, None)
    for first, last in ((5, 6), (0, 30), (15, None), (25, 26)):
        with pytest.raises(Refused, match="is already Organiser from"):
            named(first, last)
    with pytest.raises(Refused, match="last day cannot be before"):
        named(3, 3)


def test_the_last_convenor_stays_until_there_is_another() -> None:
    place, elm = a_place(drawn=False), a_place("Elm Park", drawn=False)
    first = a_convenor(place, "Carys")
    a_convenor(elm, "Dewi")
    mine = place.roles_held.get(account=first)
    with pytest.raises(Refused, match="A place needs a convenor"):
        actions.end_role(held=mine, by=first, at=NOON + DAY)

    someone_with(ORGANISER, place)
    actions.give_role(
        place=place,
        email="next@example.org",
        role=CONVENOR,
        starts_at=NOON + 9 * DAY,
        by=first,
        at=NOON,
    )
    with pytest.raises(Refused, match="A place needs a convenor"):
        actions.end_role(held=mine, by=first, at=NOON + 2 * DAY)

    actions.end_role(held=mine, by=first, at=NOON + 10 * DAY)
    assert not may(first, Permission.PLACE_EDIT, within=place, at=NOON + 10 * DAY)
    with pytest.raises(Refused, match="already ended"):
        actions.end_role(held=mine, by=None, at=NOON + 11 * DAY)


def test_a_role_taken_back_before_it_begins_was_never_held() -> None:
    place = a_place(drawn=False)
    held = actions.give_role(
        place=place,
        email="sam@example.org",
        role=CONVENOR,
        starts_at=NOON + DAY,
        by=None,
        at=NOON,
    )
    actions.end_role(held=held, by=None, at=NOON)
    assert queries.team_of(place, NOON + 2 * DAY) == []
    assert queries.coming_to(place, NOON) == []
    assert queries.formerly_of(place, NOON + 9 * DAY) == []
    assert not may(held.account, Permission.PLACE_EDIT, within=place, at=NOON + 2 * DAY)


def test_a_steward_names_who_leads_and_nobody_else() -> None:
    place, steward = a_place(drawn=False), a_steward()
    led = actions.give_role(
        place=place, email="carys@example.org", role=CONVENOR, by=steward, at=NOON
    )
    for role in (ORGANISER, ROLL_KEEPER, COUNTING_OFFICER):
        with pytest.raises(Refused, match="the convenor names the rest"):
            actions.give_role(
                place=place, email="stella@example.org", role=role, by=steward, at=NOON
            )
    keeper = actions.give_role(
        place=place, email="rob@example.org", role=ROLL_KEEPER, by=led.account, at=NOON
    )
    with pytest.raises(Refused, match="the convenor names the rest"):
        actions.end_role(held=keeper, by=steward, at=NOON)
    assert not may(steward, Permission.PLACE_EDIT, within=place, at=NOON)


@pytest.mark.parametrize("role", [STEWARD, CUSTODIAN])
def test_roles_of_elsewhere_are_not_given_in_a_place(role: object) -> None:
    with pytest.raises(Refused, match="not held in a place"):
        actions.give_role(
            place=a_place(drawn=False),
            email="sam@example.org",
            role=role,  # type: ignore[arg-type]
            by=None,
            at=NOON,
        )


def test_a_place_can_be_added_together_with_who_leads_it() -> None:
    place = actions.create_place(
        name="Elm Park", convenor="carys@example.org", by=a_steward(), at=NOON
    )
    assert [one.role for one in queries.team_of(place, NOON)] == ["Convenor"]


def test_the_team_stands_in_the_order_of_its_roles_then_by_name() -> None:
    place = a_place(drawn=False)
    someone_with(ORGANISER, place, name="Zed")
    someone_with(ORGANISER, place, name="Ann")
    a_convenor(place, "Mo")
    names = [one.account.name for one in queries.team_of(place, NOON)]
    assert names == ["Mo", "Ann", "Zed"]
