"""Guests: invited, answering, reminded, forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from folkmoot.gatherings import actions, queries
from folkmoot.gatherings.models import (
    Coming,
    Gathering,
    Guest,
    Invited,
    Reply,
)
from folkmoot.gatherings.tests.makers import (
    NOON,
    THEN,
    a_gathering,
    a_guest,
    a_place,
    a_plan,
)
from folkmoot.kernel import links
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.rules import Refused

pytestmark = pytest.mark.django_db


def subjects() -> list[str]:
    return list(Message.objects.order_by("id").values_list("subject", flat=True))


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"title": "  "}, "What is it called?"),
        ({"where": ""}, "Where is it?"),
        ({"ends_at": THEN}, "It cannot end before it begins."),
        ({"ends_at": THEN + timedelta(days=15)}, "A gathering lasts two weeks at most."),
        (
            {"starts_at": NOON - timedelta(2), "ends_at": NOON - timedelta(1)},
            "That time has passed.",
        ),
        ({"seats": 0}, "For how many is there room?"),
        ({"point": (200.0, 0.0)}, "That point is nowhere on earth."),
        ({"agenda": ["x"] * 21}, "Keep what is planned to 20 lines."),
        ({"access": ["has_dragon"]}, "We do not know what “has_dragon” is."),
    ],
)
def test_a_plan_that_cannot_be_says_why(more: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence.replace("?", r"\?")):
        actions.plan_gathering(place=a_place(), plan=a_plan(**more), by=None, at=NOON)
    assert not Gathering.objects.exists()


def test_guests_are_told_when_it_moves_and_when_it_is_called_off() -> None:
    gathering = a_gathering()
    a_guest(gathering, email="dai@example.org")
    a_guest(gathering, "Ann", email="ann@example.org", reply=Reply.NOT_COMING)
    a_guest(gathering, "Mo")
    Message.objects.all().delete()
    later = a_plan(starts_at=THEN + timedelta(hours=1))
    gathering = actions.change_gathering(gathering=gathering, plan=later, by=None, at=NOON)
    actions.change_gathering(gathering=gathering, plan=later, by=None, at=NOON)  # nothing moves
    actions.call_off_gathering(gathering=gathering, why="Rain.", by=None, at=NOON)
    assert [subject.split(":")[0] for subject in subjects()] == ["Changed", "Called off"]
    assert set(Message.objects.values_list("to", flat=True)) == {"dai@example.org"}


def test_an_agenda_changed_keeps_nothing_and_one_left_alone_keeps_what_was_said() -> None:
    gathering = a_gathering()
    first = gathering.agenda.get(number=1).pk
    actions.change_gathering(gathering=gathering, plan=a_plan(about="More"), by=None, at=NOON)
    assert gathering.agenda.get(number=1).pk == first
    actions.change_gathering(gathering=gathering, plan=a_plan(agenda=["One"]), by=None, at=NOON)
    assert [item.title for item in gathering.agenda.all()] == ["One"]


def test_nobody_is_invited_twice_or_against_their_wish() -> None:
    gathering = a_gathering()
    people = [Invited("Dai", "dai@example.org"), Invited("Ann", "", "01632 960001")]
    assert actions.invite(gathering=gathering, invited=people, by=None, at=NOON) == 2
    again = [Invited("David", "DAI@example.org")]
    assert actions.invite(gathering=gathering, invited=again, by=None, at=NOON) == 0
    dai = gathering.guests.get(name="Dai")
    actions.stop_invitations(guest=dai, by=None, at=NOON)
    another = a_gathering(gathering.place, title="Another party")
    assert actions.invite(gathering=another, invited=again, by=None, at=NOON) == 0
    elsewhere = a_gathering(a_place("Elm Park"))
    assert actions.invite(gathering=elsewhere, invited=again, by=None, at=NOON) == 1


def test_an_invitation_holds_a_link_that_answers_it_without_an_account() -> None:
    gathering = a_gathering()
    people = [Invited("Dai", "dai@example.org")]
    actions.invite(gathering=gathering, invited=people, by=None, at=NOON)
    text = Message.objects.get(to="dai@example.org").text
    secret = text.split("/gatherings/answer/")[1].split("/")[0]
    guest = queries.guest_by_secret(secret)
    assert guest is not None
    assert guest.name == "Dai"
    assert secret not in (guest.secret_hash or "")
    actions.change_reply(guest=guest, coming=Coming(name="Dai", n_people=4), by=None, at=NOON)
    assert queries.numbers_of(gathering).n_coming == 4


def test_a_full_hall_says_so_and_a_household_may_still_change_its_mind() -> None:
    gathering = a_gathering(seats=5)
    dai, _ = a_guest(gathering, n_people=4)
    with pytest.raises(Refused, match="There is room for 1, and you are 2"):
        a_guest(gathering, "Ann", n_people=2)
    a_guest(gathering, "Ann")
    with pytest.raises(Refused, match="It is full"):
        a_guest(gathering, "Mo")
    a_guest(gathering, "Mo", reply=Reply.PERHAPS)
    actions.change_reply(guest=dai, coming=Coming(name="Dai", n_people=3), by=None, at=NOON)
    with pytest.raises(Refused, match="There is room for 4, and you are 5"):
        actions.change_reply(guest=dai, coming=Coming(name="Dai", n_people=5), by=None, at=NOON)


def test_only_the_invited_come_to_what_is_for_the_invited() -> None:
    gathering = a_gathering(open_to="invited")
    with pytest.raises(Refused, match="for those who were invited"):
        a_guest(gathering)
    actions.invite(gathering=gathering, invited=[Invited("Dai")], by=None, at=NOON)
    dai = gathering.guests.get()
    actions.note_reply(guest=dai, reply=Reply.COMING, by=None, at=NOON)
    assert queries.numbers_of(gathering).n_coming == 1


def test_who_takes_their_answer_back_is_forgotten_with_what_was_written_to_them() -> None:
    gathering = a_gathering()
    dai, secret = a_guest(gathering, email="dai@example.org", needs="No nuts")
    written = Message.objects.get(to="dai@example.org")
    actions.take_back_reply(guest=dai, by=None, at=NOON)
    dai.refresh_from_db()
    assert (dai.name, dai.email, dai.needs, dai.secret_hash) == ("", "", "", None)
    assert queries.guest_by_secret(secret) is None
    message = Message.objects.get(pk=written.pk)
    assert (message.to, message.text) == ("", "")
    assert queries.numbers_of(gathering).n_coming == 0
    with pytest.raises(DatabaseError), transaction.atomic():
        Guest.objects.filter(pk=dai.pk).update(forgotten_at=None)


def test_guests_are_forgotten_sixty_days_afterwards_and_the_numbers_stay() -> None:
    gathering = a_gathering()
    a_guest(gathering, email="dai@example.org", needs="No nuts", n_people=3)
    end = gathering.ends_at
    assert actions.forget_guests(by=None, at=end + timedelta(days=59)) == 0
    assert actions.forget_guests(by=None, at=end + timedelta(days=61)) == 1
    assert actions.forget_guests(by=None, at=end + timedelta(days=62)) == 0
    guest = gathering.guests.get()
    assert (guest.name, guest.email, guest.needs, guest.n_people) == ("", "", "", 3)


def test_those_who_come_are_reminded_once_and_again_when_it_has_moved() -> None:
    gathering = a_gathering()
    a_guest(gathering, email="dai@example.org")
    a_guest(gathering, "Mo")
    eve = THEN - timedelta(hours=20)
    assert list(queries.gatherings_to_remind_of(NOON)) == []
    assert list(queries.gatherings_to_remind_of(eve)) == [gathering]
    assert actions.remind_guests(gathering=gathering, by=None, at=eve) == 1
    assert actions.remind_guests(gathering=gathering, by=None, at=eve) == 0
    assert list(queries.gatherings_to_remind_of(eve)) == []
    actions.change_gathering(gathering=gathering, plan=a_plan(where="The hall"), by=None, at=eve)
    assert actions.remind_guests(gathering=gathering, by=None, at=eve) == 1


def test_the_database_holds_one_answer_an_address() -> None:
    gathering = a_gathering()
    a_guest(gathering, email="dai@example.org")
    with pytest.raises(Refused, match="There is an answer from that e-mail address already"):
        a_guest(gathering, "David", email="Dai@Example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        Guest.objects.create(gathering=gathering, email="DAI@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        Guest.objects.create(gathering=gathering, n_people=1, n_children=2)


def test_a_secret_in_another_writing_opens_the_same_answer() -> None:
    gathering = a_gathering()
    guest, secret = a_guest(gathering)
    assert queries.guest_by_secret(secret.upper().replace("-", "")) == guest
    assert queries.guest_by_secret(links.new_secret()) is None
