"""The code book is a place's own; each reads alone, at most two, and what they found stays."""

import threading
from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from folkmoot.kernel.record.models import Event
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions
from folkmoot.organising.models import Coding, Theme
from folkmoot.organising.queries.notes import everything_about
from folkmoot.organising.tests.makers import (
    LATER,
    NOON,
    a_conversation,
    a_place,
    a_round,
    a_theme,
    an_organiser,
    coded,
    someone,
)

pytestmark = pytest.mark.django_db
PLAY, DOGS = "Play", "Dogs"


def names(coding: Coding) -> set[str]:
    return {theme.name for theme in coding.themes.all()}


def test_a_theme_says_what_belongs_and_is_named_once_in_a_place() -> None:
    place, other = a_place(), a_place("Elm Park")
    a_theme(place, PLAY)
    a_theme(other, PLAY)
    with pytest.raises(Refused, match="in the code book already"):
        actions.add_theme(place=place, name=" play ", belongs="Swings", by=None, at=NOON)
    with pytest.raises(Refused, match="what belongs to it"):
        actions.add_theme(place=place, name="Dogs", belongs=" ", by=None, at=NOON)
    with pytest.raises(Refused, match="Give the theme a name"):
        actions.add_theme(place=place, name=" ", belongs="Swings", by=None, at=NOON)
    with pytest.raises(Refused, match="501 letters"):
        actions.add_theme(place=place, name="Dogs", belongs="x" * 501, by=None, at=NOON)
    assert [each.number for each in Theme.objects.filter(place=place)] == [1]


def test_a_theme_is_put_more_clearly_and_keeps_its_number() -> None:
    place = a_place()
    play, dogs = a_theme(place, PLAY), a_theme(place, DOGS)
    changed = actions.change_theme(
        theme=play, name="Play and swings", belongs="Swings, slides.", belongs_not="Youth clubs.",
        by=None, at=LATER,
    )  # fmt: skip
    assert (changed.name, changed.number, dogs.number) == ("Play and swings", 1, 2)
    with pytest.raises(Refused, match="in the code book already"):
        actions.change_theme(
            theme=dogs, name="play and swings", belongs="x", belongs_not="", by=None, at=LATER
        )


def test_a_retired_theme_is_not_coded_with_and_can_come_back() -> None:
    said = a_conversation()
    before = coded(said, PLAY)
    play = actions.retire_theme(theme=a_theme(said.place, PLAY), by=None, at=LATER)
    with pytest.raises(Refused, match="retired already"):
        actions.retire_theme(theme=play, by=None, at=LATER)
    with pytest.raises(Refused, match="“Play” has been retired"):
        coded(said, PLAY)
    assert names(before) == {PLAY}
    actions.reopen_theme(theme=play, by=None, at=LATER)
    with pytest.raises(Refused, match="in use already"):
        actions.reopen_theme(theme=play, by=None, at=LATER)
    assert names(coded(said, PLAY)) == {PLAY}


def test_a_code_book_nobody_can_hold_in_mind_does_not_grow() -> None:
    place = a_place()
    for number in range(30):
        a_theme(place, f"Theme {number}")
    with pytest.raises(Refused, match="30 themes already"):
        a_theme(place, "One more")
    actions.retire_theme(theme=a_theme(place, "Theme 3"), by=None, at=LATER)
    assert a_theme(place, "One more").number == 31


def test_a_note_may_have_several_themes_or_none_and_another_look_stands() -> None:
    said = a_conversation()
    first = coded(said, PLAY, DOGS)
    assert names(first) == {PLAY, DOGS}
    assert names(coded(said)) == set()
    first.refresh_from_db()
    assert first.ended_at == LATER
    assert Coding.objects.standing().count() == 1


def test_two_read_a_note_and_no_third() -> None:
    round = a_round()
    said, place = a_conversation(round), round.place
    coded(said, PLAY)
    coded(said, DOGS, by=an_organiser(place, "Percy"))
    with pytest.raises(Refused, match="Two people have read this note already"):
        coded(said, by=an_organiser(place, "Quinn"))


def test_nobody_changes_what_they_found_after_the_other_has_read_it() -> None:
    round = a_round()
    said, percy = a_conversation(round), an_organiser(round.place, "Percy")
    mine = coded(said, PLAY)
    coded(said, DOGS, by=percy)
    with pytest.raises(Refused, match="Settle it together"):
        coded(said, DOGS)
    with pytest.raises(Refused, match="Settle it together"):
        actions.undo_coding(coding=mine, by=mine.coder, at=LATER)


def test_ones_own_coding_is_undone_and_nobody_elses() -> None:
    said = a_conversation()
    mine = coded(said, PLAY)
    with pytest.raises(Refused, match="Only the one who coded it"):
        actions.undo_coding(coding=mine, by=an_organiser(said.place, "Percy"), at=LATER)
    actions.undo_coding(coding=mine, by=mine.coder, at=LATER)
    with pytest.raises(Refused, match="undone already"):
        actions.undo_coding(coding=mine, by=mine.coder, at=LATER)
    assert not Coding.objects.standing().exists()


def test_two_who_differed_settle_it_with_both_names_and_what_each_found_stays() -> None:
    round = a_round()
    said, place = a_conversation(round), round.place
    olive, percy = an_organiser(place), an_organiser(place, "Percy")
    coded(said, PLAY)
    with pytest.raises(Refused, match="It takes two"):
        actions.settle_note(conversation=said, themes=[], by=olive, at=LATER)
    coded(said, DOGS, by=percy)
    with pytest.raises(Refused, match="The two who read this note"):
        actions.settle_note(conversation=said, themes=[], by=an_organiser(place, "Quinn"), at=LATER)
    both = actions.settle_note(conversation=said, themes=[a_theme(place, PLAY)], by=percy, at=LATER)
    assert (both.coder, both.settled_with, names(both)) == (percy, olive, {PLAY})
    assert Coding.objects.alone().count() == 2
    again = actions.settle_note(conversation=said, themes=[], by=olive, at=LATER)
    assert list(Coding.objects.settled()) == [again]
    with pytest.raises(Refused, match="have settled"):
        coded(said, PLAY, by=olive)


def test_what_was_taken_back_or_put_right_is_not_coded() -> None:
    round = a_round()
    gone, old = a_conversation(round), a_conversation(round)
    actions.withdraw_words(conversation=gone, by=None, at=LATER)
    a_conversation(round, "The slide is broken.", amends=old)
    with pytest.raises(Refused, match="taken back"):
        coded(gone, PLAY)
    with pytest.raises(Refused, match="put right"):
        coded(old, PLAY)


def test_themes_of_another_place_are_never_found_here() -> None:
    said, there = a_conversation(), a_theme(a_place("Elm Park"), PLAY)
    with pytest.raises(Refused, match="of another place"):
        actions.code_note(conversation=said, themes=[there], by=an_organiser(said.place), at=LATER)


def test_the_account_says_that_a_note_was_coded_and_not_with_what() -> None:
    coded(a_conversation(words="The swings are broken."), PLAY)
    told = [event.facts for event in Event.objects.filter(kind="note_coded")]
    assert told == [{"themes": 1}]


def test_the_database_keeps_what_was_found_as_it_was_found() -> None:
    round = a_round()
    said, other = a_conversation(round), a_conversation(round)
    coding = coded(said, PLAY)
    there = a_theme(a_place("Elm Park"), DOGS)
    stranger = someone("Sam")
    changes: list[Callable[[], object]] = [
        lambda: Coding.objects.update(coder=stranger),
        lambda: Coding.objects.update(conversation=other),
        lambda: Coding.objects.update(settled_with=stranger),
        lambda: Coding.objects.all().delete(),
        lambda: coding.themes.clear(),
        lambda: coding.themes.add(there),
        lambda: Theme.objects.update(number=9),
        lambda: Theme.objects.filter(pk=there.pk).delete(),
        lambda: Coding.objects.create(
            place=there.place, round=round, conversation=other, coder=stranger, coded_at=LATER
        ),
        lambda: Coding.objects.create(
            place=round.place, round=round, conversation=said, coder=stranger,
            settled_with=coding.coder, coded_at=LATER,
        ),
    ]  # fmt: skip
    for number, change in enumerate(changes):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            change()
        assert list(coding.themes.values_list("name", flat=True)) == [PLAY], number


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
def test_of_three_who_code_a_note_at_once_two_are_kept() -> None:
    round = a_round()
    said, place = a_conversation(round), round.place
    play = a_theme(place, PLAY)
    who = [an_organiser(place, name) for name in ("Olive", "Percy", "Quinn")]
    refused: list[str] = []

    def code(account: object) -> None:
        try:
            actions.code_note(conversation=said, themes=[play], by=account, at=LATER)  # type: ignore[arg-type]
        except Refused as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=code, args=(each,)) for each in who]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["Two people have read this note already."]
    assert Coding.objects.standing().count() == 2


def test_what_somebody_coded_is_among_what_they_take_along() -> None:
    round = a_round()
    said, percy = a_conversation(round), an_organiser(round.place, "Percy")
    mine = coded(said, PLAY)
    coded(said, DOGS, by=percy)
    told = everything_about(mine.coder)["notes_coded"]
    assert told == [
        {"place": "Wren's Cross", "coded_at": LATER.isoformat(), "themes": [PLAY]},
    ]
