"""Each copy goes once, over a real mail server: stopped, cut off in the middle, gone on."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import QuerySet

from folkmoot.kernel.jobs.models import Job
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions, queries, tasks
from folkmoot.organising.models import Circular, Copy, Neighbour
from folkmoot.organising.tests.circular_makers import (
    SOON,
    a_circular,
    a_reader,
    all_sent,
    on_its_way,
    reasons,
)
from folkmoot.organising.tests.makers import LATER, a_place
from folkmoot.people.models import Consent, Person
from folkmoot.places.models import Place
from tests.fixtures.mail import Mail

pytestmark = pytest.mark.django_db
NAMES = ("Ann", "Bob", "Cai", "Dilys", "Ed")


def five_readers(place: Place) -> list[Neighbour]:
    return [a_reader(place, name) for name in NAMES]


def written() -> QuerySet[Message]:
    """What was written for copies; other letters go to people who were given a role."""
    return Message.objects.filter(about__startswith="organising.Copy")


def addresses(mail: Mail) -> list[str]:
    return sorted(str(letter["To"]) for letter in mail.letters)


def stages(circular: Circular) -> list[str]:
    return sorted(circular.copies.values_list("stage", flat=True))


def told(circular: Circular) -> Circular:
    return Circular.objects.get(pk=circular.pk)


def test_everybody_gets_their_own_letter_once(mail_server: Mail) -> None:
    place = a_place()
    five_readers(place)
    circular = on_its_way(a_circular(place))
    all_sent()
    all_sent()
    assert addresses(mail_server) == [f"{name.lower()}@people.example" for name in NAMES]
    [letter] = mail_server.to("dilys@people.example")
    text = letter.get_content()
    assert text.startswith("Dear Dilys,")
    assert f"Olive of {place.name}" in text
    assert "You get this because you said yes on 4 May 2026 to: “May we send you news" in text
    assert "Ann" not in text
    assert told(circular).stage == "SENT"
    assert stages(circular) == ["SENT"] * 5


def test_each_letter_says_how_to_have_no_more_with_one_press(mail_server: Mail) -> None:
    place = a_place()
    a_reader(place, "Dilys")
    on_its_way(a_circular(place))
    all_sent()
    [letter] = mail_server.letters
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = re.fullmatch(r"<(http\S+/mine/stop/\S+/)>", "".join(letter["List-Unsubscribe"].split()))
    assert link
    assert link[1] in letter.get_content()
    assert letter["Message-ID"].startswith(f"<{written().get().pk}@")


def test_its_words_are_not_kept_with_the_address_once_it_has_gone(mail_server: Mail) -> None:
    place = a_place()
    dilys = a_reader(place, "Dilys")
    on_its_way(a_circular(place))
    all_sent()
    assert written().get().text == ""
    [received] = queries.received_by(dilys)
    assert received.words.startswith("Dear Dilys,")


def test_whoever_takes_their_yes_back_after_it_was_written_gets_none(mail_server: Mail) -> None:
    place = a_place()
    readers = five_readers(place)
    circular = on_its_way(a_circular(place))
    yes = Consent.objects.get(person=readers[2].person)
    actions.take_back_answer(neighbour=readers[2], consent=yes, by=None, at=LATER)
    actions.forget_neighbour(neighbour=readers[3], with_words=False, by=None, at=LATER)
    all_sent()
    assert addresses(mail_server) == [f"{n}@people.example" for n in ("ann", "bob", "ed")]
    assert dict(queries.went(told(circular), at=SOON).left_out) == {
        "They took their yes back": 1, "They asked to be forgotten": 1
    }  # fmt: skip


class Died(BaseException):
    """The server was switched off."""


def test_cut_off_between_the_mail_server_and_the_note_nobody_gets_it_twice(
    mail_server: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = a_place()
    five_readers(place)
    circular = on_its_way(a_circular(place))
    with monkeypatch.context() as cut:
        cut.setattr(actions, "note_handed", dies_at(3))
        with pytest.raises(Died):
            all_sent()
    assert len(mail_server.letters) == 3
    assert stages(circular) == ["IN_HAND", "SENT", "SENT", "WAITING", "WAITING"]
    all_sent(lambda: SOON + timedelta(minutes=2))  # another worker, when the first is known dead
    assert addresses(mail_server) == [f"{name.lower()}@people.example" for name in NAMES]
    assert stages(circular) == ["SENT", "SENT", "SENT", "SENT", "UNSURE"]
    assert told(circular).stage == "SENT"
    assert queries.went(told(circular), at=SOON).n_unsure == 1


def test_cut_off_before_the_mail_server_nobody_gets_it_twice_either(
    mail_server: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = a_place()
    five_readers(place)
    circular = on_its_way(a_circular(place))
    with monkeypatch.context() as cut:
        cut.setattr(tasks, "hand_to_mail_server", dies_at(2))
        with pytest.raises(Died):
            all_sent()
    all_sent(lambda: SOON + timedelta(minutes=2))
    assert len(mail_server.letters) == 3  # the first was handed to nobody here, the second neither
    assert sorted(stages(circular)) == ["SENT", "SENT", "SENT", "SENT", "UNSURE"]


def dies_at(number: int) -> Any:
    """The real thing, but for the nth time, when the server is switched off."""
    seen: list[int] = []
    note = actions.note_handed

    def die(*given: Any, **named: Any) -> Any:
        seen.append(1)
        if len(seen) == number:
            raise Died
        return note(**named) if named else ("", False)

    return die


def test_stopped_in_the_middle_and_let_go_on_everybody_gets_it_once(
    mail_server: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = a_place()
    five_readers(place)
    circular = on_its_way(a_circular(place))
    note, seen = actions.note_handed, list[int]()

    def stop_after_two(**named: Any) -> Any:
        seen.append(1)
        if len(seen) == 2:
            actions.stop_sending(circular=circular, by=None, at=SOON)
        return note(**named)

    with monkeypatch.context() as pressed:
        pressed.setattr(actions, "note_handed", stop_after_two)
        all_sent()
    assert len(mail_server.letters) == 2
    assert told(circular).stage == "STOPPED"
    with pytest.raises(Refused, match="not being sent"):
        actions.stop_sending(circular=circular, by=None, at=SOON)
    actions.go_on_sending(circular=circular, by=None, at=SOON)
    with pytest.raises(Refused, match="being sent"):
        actions.go_on_sending(circular=circular, by=None, at=SOON)
    all_sent()
    assert addresses(mail_server) == [f"{name.lower()}@people.example" for name in NAMES]
    with pytest.raises(Refused, match="nothing left"):
        actions.go_on_sending(circular=circular, by=None, at=SOON)


def test_stopped_before_a_worker_came_nobody_gets_it(mail_server: Mail) -> None:
    place = a_place()
    five_readers(place)
    circular = on_its_way(a_circular(place))
    actions.stop_sending(circular=circular, by=None, at=SOON)
    all_sent()
    assert mail_server.letters == []
    assert stages(circular) == ["WAITING"] * 5


def test_a_mail_server_that_is_away_gets_a_rest_and_what_waits_goes_later(
    settings: Any, mail_server: Mail
) -> None:
    place = a_place()
    for number in range(8):
        a_reader(place, f"Reader{number}")
    circular = on_its_way(a_circular(place))
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 9  # nobody listens there
    all_sent()
    job = Job.objects.get()
    assert (job.state, job.because) == ("FAILED", tasks.NO_SERVER)
    assert written().count() == tasks.MOST_IN_A_ROW
    assert stages(circular) == ["WAITING"] * 8
    settings.EMAIL_PORT = port
    actions.go_on_sending(circular=told(circular), by=None, at=SOON)
    all_sent()
    assert len(mail_server.letters) == 8


def test_an_address_the_mail_server_refuses_is_noted_and_not_written_to_again(
    mail_server: Mail,
) -> None:
    async def handle_rcpt(*given: Any) -> str:
        address, envelope = given[3], given[2]
        if address.startswith("cai"):
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    mail_server.handle_RCPT = handle_rcpt  # type: ignore[attr-defined]
    place = a_place()
    readers = five_readers(place)
    circular = on_its_way(a_circular(place))
    all_sent()
    assert stages(circular) == ["REFUSED", "SENT", "SENT", "SENT", "SENT"]
    again = a_circular(place)
    assert reasons(queries.audience_of(again, at=SOON))["Cai"] == "not_arrive"
    known = queries.known_of(readers[2], at=SOON)
    assert known.dead_ways == ["e-mail address"]
    assert known.received == []
    Person.objects.filter(pk=readers[2].person_id).update(email="right@people.example")
    assert reasons(queries.audience_of(again, at=SOON))["Cai"] == ""


def test_a_copy_to_oneself_goes_to_nobody_else(mail_server: Mail) -> None:
    place = a_place()
    a_reader(place, "Dilys")
    circular = a_circular(place)
    writer = circular.written_by
    assert writer is not None
    actions.try_circular(circular=circular, by=writer, at=LATER)
    [message] = Message.objects.filter(about__startswith="organising.Circular")
    assert message.to == writer.email
    assert f"Dear {writer.name}," in message.text
    assert not Copy.objects.exists()
