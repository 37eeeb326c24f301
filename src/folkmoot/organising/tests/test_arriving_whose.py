"""Whose notes they are: of one place, of one person, sealed to one key or an older one."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from folkmoot.kernel import clock
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.sealing import unwrap_kept
from folkmoot.organising import actions
from folkmoot.organising.models import (
    Conversation,
    ListeningRound,
    NotebookKey,
    Noticed,
)
from folkmoot.organising.tests.makers import (
    LATER,
    NOON,
    a_conversation,
    a_place,
    a_plan,
    a_round,
    a_sealed_note,
    a_street,
    an_organiser,
    someone,
)
from folkmoot.organising.tests.phones import came_of, phone_of, sent
from folkmoot.places.models import PlaceRole

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def test_who_has_left_the_place_is_told_and_nothing_is_taken() -> None:
    round = a_round()
    mine = an_organiser(round.place)
    row = a_sealed_note(round)
    PlaceRole.objects.filter(account=mine).update(ends_at=LATER)
    for answer in (sent(round.place, phone_of(mine), row), sent(round.place, phone_of(None), row)):
        assert answer.status_code == 403
        assert not Conversation.objects.exists()
    assert sent(round.place, phone_of(mine), row).json()["signed_in"] is True
    assert sent(round.place, phone_of(None), row).json()["signed_in"] is False


def test_two_places_never_open_each_others_notes() -> None:
    here, there = a_round(), a_round(a_place("Elm Park"))
    both = an_organiser(here.place)
    PlaceRole.objects.create(
        place=there.place, account=both, role="Organiser", starts_at=NOON - timedelta(days=1)
    )
    phone, row = phone_of(both), a_sealed_note(there, by=both)
    [(status, sentence)] = came_of(sent(here.place, phone, row))
    assert (status, "another place" in sentence) == ("look", True)
    assert came_of(sent(there.place, phone, row)) == [("stored", "")]
    taken_key = a_sealed_note(here, "Mine.", by=both, key=Conversation.objects.get().pk)
    assert came_of(sent(here.place, phone, taken_key))[0][0] == "stored"
    assert Conversation.objects.get(place=here.place).beside is None


def test_what_somebody_else_wrote_on_this_phone_waits_for_them() -> None:
    round = a_round()
    mine, percy = an_organiser(round.place), an_organiser(round.place, "Percy")
    row = a_sealed_note(round, by=percy, noticed="She was crying.")
    [(status, sentence)] = came_of(sent(round.place, phone_of(mine), row))
    assert (status, "Somebody else wrote this" in sentence) == ("wait", True)
    assert opened(round, phone_of(mine), row).status_code == 422
    assert came_of(sent(round.place, phone_of(percy), row)) == [("stored", "")]
    assert Noticed.objects.get().by == percy


def opened(round: ListeningRound, phone: Client, row: dict[str, str]) -> Any:
    address = reverse("organising:open_note", args=[round.place.slug])
    return phone.post(address, json.dumps({"notes": [row]}), content_type="application/json")


def test_a_note_that_needs_a_look_can_be_read_by_who_wrote_it_and_changes_nothing() -> None:
    round = a_round()
    row = a_sealed_note(round, "x" * 4001, noticed="Tired.")
    answer = opened(round, phone_of(an_organiser(round.place)), row)
    assert answer.json()["boxes"]["noticed"] == ["Tired."]
    assert not Conversation.objects.exists()
    assert opened(round, phone_of(someone("Sam")), row).status_code == 403


def test_a_note_of_an_ended_round_is_put_in_the_boxes_of_the_round_open_now() -> None:
    round = a_round()
    row = a_sealed_note(round, "Swings.", said_4="I bake.", noticed="Tired.")
    actions.end_listening(round=round, by=None, at=LATER)
    phone = phone_of(an_organiser(round.place))
    assert "Save it as a file" in opened(round, phone, row).json()["sentence"]
    asked = [("love", "And what do you love?"), ("concern", "What worries you now?")]
    plan = a_plan("Summer listening", questions=asked)
    planned = actions.plan_round(place=round.place, plan=plan, by=None, at=LATER)
    actions.open_round(round=planned, by=None, at=LATER)
    boxes = opened(round, phone, row).json()["boxes"]
    [concern] = boxes["said_2"]
    assert concern.startswith("Swings.")
    assert concern.endswith("that you would share with others? I bake.")
    assert boxes["noticed"] == ["Tired."]


def test_a_note_sealed_to_an_older_key_still_opens_and_keys_stay() -> None:
    round = a_round()
    old = NotebookKey.objects.get()
    new = actions.make_notebook_key(place=round.place, by=None, at=LATER)
    rows = [a_sealed_note(round, key_row=old), a_sealed_note(round, key_row=new)]
    phone = phone_of(an_organiser(round.place))
    assert came_of(sent(round.place, phone, *rows)) == [("stored", "")] * 2
    assert ready(round, phone).json()["key"] == new.mark
    for change in (NotebookKey.objects.all().delete, lambda: NotebookKey.objects.update(mark="x")):
        with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
            change()


def ready(round: ListeningRound, phone: Client) -> Any:
    return phone.get(reverse("organising:notebook_ready", args=[round.place.slug]))


def test_a_site_that_lost_its_secret_key_asks_to_keep_the_note() -> None:
    round = a_round()
    row, mine = a_sealed_note(round), an_organiser(round.place)
    with override_settings(SECRET_KEY="another"):
        [(status, sentence)] = came_of(sent(round.place, phone_of(mine), row))
    assert (status, "Keep it on the phone" in sentence) == ("look", True)
    assert came_of(sent(round.place, phone_of(mine), row)) == [("stored", "")]


def test_the_private_key_lies_in_no_table_as_it_is() -> None:
    round = a_round()
    key = NotebookKey.objects.get()
    private = unwrap_kept(bytes(key.wrapped))
    assert len(private) == 32
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            assert private not in b"".join(
                _bytes(each) for row in cursor.fetchall() for each in row
            )
    assert round.place.notebook_keys.count() == 1


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def test_a_token_against_forged_forms_is_handed_out_anew_and_asked_for() -> None:
    round = a_round()
    phone = Client(headers={"accept": "application/json"}, enforce_csrf_checks=True)
    phone.force_login(an_organiser(round.place))
    told = {"notes": [a_sealed_note(round)], "sent": LATER.isoformat()}
    address = reverse("organising:notes", args=[round.place.slug])
    bare = phone.post(address, json.dumps(told), content_type="application/json")
    assert (bare.status_code, bare.json()["expired"]) == (403, True)
    token = ready(round, phone).json()["token"]
    answer = phone.post(
        address, json.dumps(told), content_type="application/json", headers={"x-csrftoken": token}
    )
    assert came_of(answer) == [("stored", "")]


def test_a_hundred_notes_cost_each_the_same_and_what_they_share_is_read_once() -> None:
    round = a_round()
    phone, place = phone_of(an_organiser(round.place)), round.place

    def n_queries(number: int) -> int:
        rows = [a_sealed_note(round, f"Note {each}.") for each in range(number)]
        with CaptureQueriesContext(connection) as asked:
            assert {status for status, _ in came_of(sent(place, phone, *rows))} == {"stored"}
        return len(asked)

    one, eleven = n_queries(1), n_queries(11)
    each = (eleven - one) / 10
    assert each == int(each) <= 14
    assert one - each <= 14
    assert n_queries(100) == one + 99 * each


def test_the_account_says_nothing_of_what_was_sealed() -> None:
    round = a_round()
    sent(round.place, phone_of(an_organiser(round.place)), a_sealed_note(round, "Dave's swings."))
    assert "Dave" not in " ".join(str(each.facts) for each in Event.objects.all())


def test_a_street_taken_off_the_list_meanwhile_does_not_stop_a_note() -> None:
    round = a_round()
    street = a_street(round.place)
    row = a_sealed_note(round, street=str(street.pk))
    actions.end_street(street=street, by=None, at=NOON)
    phone = phone_of(an_organiser(round.place))
    assert came_of(sent(round.place, phone, row)) == [("stored", "")]
    elsewhere = a_sealed_note(round, street=str(a_street(a_place("Elm Park")).pk))
    assert came_of(sent(round.place, phone, elsewhere))[0][0] == "look"
    assert a_conversation(round)
    assert base64.b64decode(row["sealed"])[0] == 1
