"""Notes from phones arrive once, each by itself, for the one who wrote them, in their place."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from folkmoot.kernel import clock
from folkmoot.kernel.ids import new_key
from folkmoot.kernel.record.models import Event
from folkmoot.organising import actions
from folkmoot.organising.models import (
    Answer,
    Concern,
    Conversation,
    Noticed,
    Promise,
)
from folkmoot.organising.tests.makers import (
    LATER,
    NOON,
    a_group,
    a_place,
    a_round,
    a_sealed_note,
    a_street,
    an_organiser,
)
from folkmoot.organising.tests.phones import came_of, phone_of, sent

FAST, SLOW = datetime(2031, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def test_a_note_sealed_on_a_phone_is_kept_like_one_noted_on_the_page() -> None:
    round = a_round()
    mine, place = an_organiser(round.place), round.place
    street, group = a_street(place), a_group(place)
    row = a_sealed_note(
        round, "Nobody mends the swings.", street=str(street.pk), groups=str(group.pk),
        noticed="He looked tired.", promise="Ask the council", promise_date_day="9",
        promise_date_month="5", promise_date_year="2026", written=LATER - timedelta(hours=2),
    )  # fmt: skip
    assert came_of(sent(place, phone_of(mine), row)) == [("stored", "")]
    said = Conversation.objects.get()
    assert str(said.pk) == row["key"]
    assert (said.street, list(said.groups.all())) == (street, [group])
    assert said.said_at == LATER - timedelta(hours=2)
    assert said.received_at == LATER
    assert Answer.objects.get().words == "Nobody mends the swings."
    assert Noticed.objects.get().by == Promise.objects.get().by == mine


def test_a_note_sent_three_times_is_one_note_and_the_phone_is_told_so() -> None:
    round = a_round()
    phone, row = phone_of(an_organiser(round.place)), a_sealed_note(round)
    came = [came_of(sent(round.place, phone, row, at=LATER))[0][0] for _ in range(3)]
    assert came == ["stored", "here", "here"]
    assert came_of(sent(round.place, phone, row, row)) == [("here", "")] * 2
    assert Conversation.objects.count() == Answer.objects.count() == 1


def test_a_note_that_is_here_stays_here_when_its_round_has_long_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    round = a_round()
    phone, row = phone_of(an_organiser(round.place)), a_sealed_note(round)
    sent(round.place, phone, row)
    actions.end_listening(round=round, by=None, at=LATER)
    monkeypatch.setattr(clock, "now", lambda: LATER + timedelta(days=12))
    assert came_of(sent(round.place, phone, row)) == [("here", "")]


def test_another_note_under_the_same_number_is_kept_beside_the_first_once() -> None:
    round, key = a_round(), new_key()
    phone = phone_of(an_organiser(round.place))
    first, second = (a_sealed_note(round, words, key=key) for words in ("Swings.", "Bins."))
    sent(round.place, phone, first)
    came = [came_of(sent(round.place, phone, second))[0] for _ in range(3)]
    assert [status for status, _ in came] == ["stored", "here", "here"]
    assert all("Both are kept" in sentence for _, sentence in came)
    assert {each.words for each in Answer.objects.all()} == {"Swings.", "Bins."}
    pages = Conversation.objects.values_list("pk", "beside")
    assert {beside for _, beside in pages} == {None, key}
    for pk, _ in pages:
        page = phone.get(reverse("organising:conversation", args=[pk])).content.decode()
        assert "Two notes came under one number" in page


def test_one_bad_note_stops_no_other() -> None:
    round = a_round()
    good = [a_sealed_note(round, f"Good {number}.") for number in range(4)]
    meddled = good[0] | {"key": str(new_key())}
    bad: list[tuple[Any, str]] = [
        (meddled, "has changed since it was sealed"),
        ({"key": str(new_key()), "mark": good[0]["mark"], "sealed": "!!"}, "has changed"),
        (good[0] | {"key": "seven"}, "lost its number"),
        (a_sealed_note(round, ""), "at least one thing"),
        (a_sealed_note(round, "x" * 4001), "4000 letters"),
        (a_sealed_note(round, kind="moon"), "“Where did you talk?”"),
        (a_sealed_note(round, said_day="31"), "Add the month"),
        (a_sealed_note(round, said_2="nul \0 sign"), "a sign we cannot keep"),
    ]
    rows = [row for pair in zip(good, [row for row, _ in bad[:4]], strict=True) for row in pair]
    rows += [row for row, _ in bad[4:]]
    came = came_of(sent(round.place, phone_of(an_organiser(round.place)), *rows))
    assert [status for status, _ in came].count("stored") == 4
    told = " ".join(sentence for status, sentence in came if status == "look")
    for _, sentence in bad:
        assert sentence in told
    assert Conversation.objects.count() == 4


def test_a_note_a_megabyte_long_is_refused_in_words_and_not_even_opened() -> None:
    round = a_round()
    row, good = a_sealed_note(round, "x" * 1_000_000), a_sealed_note(round)
    came = came_of(sent(round.place, phone_of(an_organiser(round.place)), row, good))
    assert came[0][0] == "look"
    assert "1,000 thousand letters long" in came[0][1]
    assert came[1] == ("stored", "")


def test_six_megabytes_and_what_are_no_notes_are_refused_in_words() -> None:
    round = a_round()
    phone = phone_of(an_organiser(round.place))
    address = reverse("organising:notes", args=[round.place.slug])
    for body, sentence in [
        ("x" * 6_000_000, "smaller parts"), ("", "not notes"), ("[]", "not notes"),
        ('{"notes": 7}', "not notes"), ('{"notes": [7]}', "not notes"), ("[" * 90_000, "not notes"),
    ]:  # fmt: skip
        answer = phone.post(address, body, content_type="application/json")
        assert (answer.status_code, sentence in answer.json()["sentence"]) == (422, True), sentence
    many = sent(round.place, phone, *[a_sealed_note(round)] * 101)
    assert (many.status_code, "at most 100" in many.json()["sentence"]) == (422, True)


@pytest.mark.parametrize(
    ("written", "now", "kept"),
    [
        (FAST, FAST + timedelta(hours=2), LATER - timedelta(hours=2)),
        (SLOW, SLOW + timedelta(days=1), LATER - timedelta(days=1)),
        (FAST, LATER, LATER),
        (SLOW, LATER, NOON),
        ("no time at all", LATER, NOON),
        ("no time at all", None, NOON),
    ],
)
def test_a_phone_with_a_wrong_clock_keeps_its_note_and_is_told(
    written: Any, now: Any, kept: datetime
) -> None:
    round = a_round()
    phone, row = phone_of(an_organiser(round.place)), a_sealed_note(round, written=written)
    [(status, sentence)] = came_of(sent(round.place, phone, row, at=now))
    assert status == "stored"
    assert "Set the clock of this phone" in sentence
    assert Conversation.objects.get().said_at == kept
    assert came_of(sent(round.place, phone, row, at=LATER + timedelta(days=9)))[0][0] == "here"


def test_a_note_for_a_round_that_had_ended_says_so_and_is_not_kept() -> None:
    round = a_round()
    actions.end_listening(round=round, by=None, at=NOON + timedelta(days=1))
    phone = phone_of(an_organiser(round.place))
    before = a_sealed_note(round, written=NOON + timedelta(hours=3))
    after = a_sealed_note(round, written=NOON + timedelta(days=2))
    came = came_of(sent(round.place, phone, before, after))
    assert [status for status, _ in came] == ["stored", "look"]
    assert "This round ended on 2 May 2026" in came[1][1]


def test_a_worry_written_on_a_phone_goes_to_the_safeguarding_lead_once_and_makes_no_note() -> None:
    round = a_round()
    mine, street = an_organiser(round.place), a_street(round.place)
    row = a_sealed_note(
        round, "She said he hits her.", concern="on", street=str(street.pk), n_people="none",
        noticed="Number 9.", written=LATER - timedelta(hours=1),
    )  # fmt: skip
    phone = phone_of(mine)
    for _ in range(2):
        [(status, sentence)] = came_of(sent(round.place, phone, row))
        assert (status, "safeguarding lead" in sentence) == ("stored", True)
    concern = Concern.objects.get()
    told = concern.told()
    assert "She said he hits her." in told.words
    assert "Number 9." in told.words
    assert (told.where, told.conversation) == (street.name, "")
    assert not Conversation.objects.exists()
    assert row["key"].replace("-", "") not in concern.pk.hex, "nothing points back to the phone"
    told_of = " ".join(map(str, Event.objects.values_list("about", "facts", "by")))
    assert row["key"] not in told_of
    assert not Noticed.objects.exists()


def test_an_empty_worry_needs_a_look_and_stops_no_other() -> None:
    round = a_round()
    phone = phone_of(an_organiser(round.place))
    rows = a_sealed_note(round, "", concern="on"), a_sealed_note(round, "The swings.")
    (first, why), second = came_of(sent(round.place, phone, *rows))
    assert (first, bool(why), second) == ("look", True, ("stored", ""))
    assert not Concern.objects.exists()


def test_a_colleague_who_was_there_is_found_by_name_when_the_note_arrives() -> None:
    round = a_round()
    mine, percy = an_organiser(round.place), an_organiser(round.place, "Percy Hill")
    an_organiser(a_place("Elm Park"), "Zoe")
    along = f"percy\nZoe\n  {percy.name.upper()} "
    phone, row = phone_of(mine), a_sealed_note(round, along=along)
    [(status, sentence)] = came_of(sent(round.place, phone, row))
    assert (status, "Who is “Zoe”?" in sentence) == ("stored", True)
    heard_by = Conversation.objects.get().listeners.values_list("account", flat=True)
    assert set(heard_by) == {mine.pk, percy.pk}
    assert came_of(sent(round.place, phone, row)) == [("here", "")]
    assert Conversation.objects.count() == 1
