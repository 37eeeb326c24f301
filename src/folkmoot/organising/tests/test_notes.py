"""What was said is kept as it was said, once, by one place's team, apart from who said it."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from folkmoot.kernel.ids import new_key
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions
from folkmoot.organising.models import (
    Answer,
    Asks,
    Conversation,
    Noticed,
    Promise,
)
from folkmoot.organising.tests.makers import (
    LATER,
    NOON,
    a_convenor,
    a_conversation,
    a_group,
    a_note,
    a_place,
    a_planned_round,
    a_round,
    a_street,
    an_organiser,
    an_outing,
    someone,
)

pytestmark = pytest.mark.django_db


def by_hand(sql: str) -> None:
    """Straight to the database, past every action."""
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_what_was_said_is_kept_in_their_words() -> None:
    round = a_round()
    said = a_conversation(round, "Nobody mends the swings.", street=a_street(round.place))
    [answer] = said.answers.all()
    assert answer.words == "Nobody mends the swings."
    assert answer.question.asks == Asks.CONCERN
    assert [each.account for each in said.listeners.all()] == [an_organiser(round.place)]


def test_a_conversation_has_no_room_for_a_name_a_door_or_a_person() -> None:
    fields = {field.name for field in Conversation._meta.get_fields()}
    assert fields & {"person", "name", "house", "address", "phone", "email"} == set()


def test_the_account_says_that_someone_was_heard_and_nothing_of_what_they_said() -> None:
    a_conversation(words="The swings are broken, says Dave at number 6.")
    told = " ".join(str(event.facts) for event in Event.objects.all())
    assert "Dave" not in told
    assert "swings" not in told


def test_the_same_note_sent_three_times_is_one_note() -> None:
    round = a_round()
    note, by = a_note(round), an_organiser(round.place)
    keys = {actions.note_conversation(round=round, note=note, by=by, at=LATER).pk for _ in range(3)}
    assert keys == {note.key}
    assert Conversation.objects.count() == Answer.objects.count() == 1


def test_another_note_under_the_same_number_is_not_taken_for_it() -> None:
    round, key = a_round(), new_key()
    a_conversation(round, "The swings are broken.", key=key)
    with pytest.raises(Refused, match="different note"):
        a_conversation(round, "The bins are full.", key=key)
    assert Answer.objects.get().words == "The swings are broken."


@pytest.mark.django_db(transaction=True)
def test_one_note_sent_from_eight_threads_at_once_is_one_note() -> None:
    round = a_round()
    note = a_note(round, promise="Ask about the swings", promise_date=LATER.date())
    by = an_organiser(round.place)
    together = threading.Barrier(8)
    failures: list[Exception] = []

    def send() -> None:
        together.wait()
        try:
            actions.note_conversation(round=round, note=note, by=by, at=LATER)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Conversation.objects.count() == Answer.objects.count() == Promise.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"answers": {}}, "at least one thing"),
        ({"said_at": LATER + timedelta(days=2)}, "still to come"),
        ({"said_at": NOON - timedelta(days=500)}, "more than a year ago"),
        ({"n_people": 0}, "how many people"),
        ({"promise": "Ring the council"}, "by when"),
        ({"promise": "x" * 301, "promise_date": LATER.date()}, "300 letters"),
        ({"noticed": "x" * 2001}, "2,000"),
    ],
)
def test_a_note_that_cannot_be_taken_says_why_and_leaves_nothing(
    more: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        a_conversation(**more)  # type: ignore[arg-type]
    assert not Conversation.objects.exists()


def test_a_megabyte_of_words_is_refused_with_the_question_named() -> None:
    with pytest.raises(Refused, match=r"“What worries you.*1,000,000 letters"):
        a_conversation(words="x" * 1_000_000)
    assert not Conversation.objects.exists()


def test_streets_groups_questions_and_outings_of_another_place_are_refused() -> None:
    here, there = a_round(), a_round(a_place("Elm Park"))
    with pytest.raises(Refused, match="street is in another place"):
        a_conversation(here, street=a_street(there.place))
    with pytest.raises(Refused, match="groups is of another place"):
        a_conversation(here, groups=[a_group(there.place)])
    with pytest.raises(Refused, match="questions is of another round"):
        a_conversation(here, answers={there.questions.first(): "Hello"})
    with pytest.raises(Refused, match="outing is of another round"):
        a_conversation(here, outing=an_outing(there))


def test_the_database_too_keeps_places_apart() -> None:
    here, there = a_round(), a_round(a_place("Elm Park"))
    said = a_conversation(here)
    with pytest.raises(IntegrityError, match="of one place"), transaction.atomic():
        said.groups.add(a_group(there.place))
    with pytest.raises(IntegrityError, match="of one place"), transaction.atomic():
        Conversation.objects.create(
            place=here.place, round=here, kind="door", band="short", said_at=NOON,
            received_at=NOON, digest="0" * 64, street=a_street(there.place),
        )  # fmt: skip
    with pytest.raises(IntegrityError, match="round that asks it"), transaction.atomic():
        Answer.objects.create(conversation=said, question=there.questions.get(number=1), words="No")


def test_nothing_noted_can_be_changed_or_removed() -> None:
    said = a_conversation()
    changes: list[Callable[[], object]] = [
        lambda: Conversation.objects.filter(pk=said.pk).update(band="long"),
        lambda: Answer.objects.update(words="All is well."),
        lambda: by_hand("DELETE FROM organising_answer"),
        lambda: by_hand("DELETE FROM organising_conversation"),
    ]
    for change in changes:
        with pytest.raises(DatabaseError, match="stays as it was noted"), transaction.atomic():
            change()


def test_what_is_put_right_is_another_note_and_the_later_one_stands() -> None:
    round = a_round()
    first = a_conversation(round, "The swings are broken.")
    second = a_conversation(round, "The swings and the slide are broken.", amends=first)
    assert list(Conversation.objects.standing()) == [second]
    first.refresh_from_db()
    with pytest.raises(Refused, match="Put the later one right"):
        a_conversation(round, "Only the slide.", amends=first)


def test_words_can_be_taken_back_and_leave_the_counts() -> None:
    round = a_round()
    first = a_conversation(round, "My landlord is Mr Hale.", noticed="Frightened of him.")
    said = a_conversation(round, "My landlord is bad.", amends=first)
    actions.withdraw_words(conversation=said, by=an_organiser(round.place), at=LATER)
    assert {answer.words for answer in Answer.objects.all()} == {""}
    assert not Noticed.objects.exists()
    assert Conversation.objects.count() == 2
    with pytest.raises(Refused, match="already"):
        actions.withdraw_words(conversation=said, by=None, at=LATER)


def test_what_i_noticed_is_mine_alone_and_gone_after_ninety_days() -> None:
    round = a_round()
    mine = an_organiser(round.place)
    a_conversation(round, noticed="He looked tired.", by=mine)
    assert Noticed.objects.visible_to(mine).count() == 1
    assert not Noticed.objects.visible_to(an_organiser(round.place, "Percy")).exists()
    assert not Noticed.objects.visible_to(a_convenor(round.place)).exists()
    assert actions.forget_noticed(by=None, at=LATER + timedelta(days=89)) == 0
    assert actions.forget_noticed(by=None, at=LATER + timedelta(days=90)) == 1
    assert not Noticed.objects.exists()
    assert Conversation.objects.count() == 1


def test_notes_are_seen_by_those_who_listen_there_and_nobody_else() -> None:
    here, there = a_place(), a_place("Elm Park")
    a_conversation(a_round(here))
    seen = {
        "organiser": an_organiser(here), "convenor": a_convenor(here),
        "elsewhere": an_organiser(there), "resident": someone("Sam"), "nobody": None,
    }  # fmt: skip
    counts = {who: Conversation.objects.visible_to(user).count() for who, user in seen.items()}
    assert counts == {"organiser": 1, "convenor": 1, "elsewhere": 0, "resident": 0, "nobody": 0}


def test_nobody_is_noted_before_the_listening_begins() -> None:
    with pytest.raises(Refused, match="has not begun"):
        a_conversation(a_planned_round())


def test_what_was_said_in_time_is_taken_when_it_arrives_late() -> None:
    round = a_round()
    actions.end_listening(round=round, by=None, at=LATER)
    round.refresh_from_db()
    assert a_conversation(round, said_at=LATER - timedelta(hours=1), at=LATER + timedelta(days=5))
    with pytest.raises(Refused, match="before this was said"):
        a_conversation(round, said_at=LATER + timedelta(hours=1), at=LATER + timedelta(days=5))
