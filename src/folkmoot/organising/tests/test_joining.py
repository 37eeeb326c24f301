"""Two notes of one person are made one, and taken apart again exactly as they were."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest
from django.db import DatabaseError, transaction

from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions, queries
from folkmoot.organising.models import Ask, Gift, Joined, Met, Neighbour, Speaker
from folkmoot.organising.tests.joining_makers import all_rows, happens, joined, parted, somebody
from folkmoot.organising.tests.makers import LATER, a_conversation, a_place, a_round, an_organiser
from folkmoot.organising.tests.people_makers import (
    a_gift,
    a_neighbour,
    an_answer,
    an_opportunity,
    asked,
    linked,
)
from folkmoot.people import actions as people
from folkmoot.people.models import ClaimCard, Joining, Person, TwoPeople
from folkmoot.people.queries import card_of, consents_standing, notes_of
from folkmoot.people.rules import why_not_contact
from folkmoot.people.tests.makers import an_account
from folkmoot.places.models import Place

pytestmark = pytest.mark.django_db
THEN = LATER + timedelta(days=1)
AFTER = LATER + timedelta(days=2)


def two(place: Place | None = None, **more: str) -> tuple[Neighbour, Neighbour]:
    place = place or a_place()
    return a_neighbour(place, "Dilys Jones"), a_neighbour(place, "Dil Jones", **more)


def test_everything_that_hangs_on_the_one_is_then_found_with_the_other() -> None:
    kept, other = two()
    a_gift(other, "Cooking")
    actions.hear_wish(neighbour=other, words="To sing", by=None, at=LATER)
    said = a_conversation(a_round(kept.place))
    linked(said, other)
    made = joined(kept, other)
    known = queries.known_of(kept, at=AFTER)
    assert (len(known.giving.gifts), len(known.giving.wishes), len(known.remarks)) == (1, 1, 1)
    assert [each.name for each in known.also] == ["Dil Jones"]
    assert list(Neighbour.objects.visible_to(an_organiser(kept.place))) == [kept]
    assert queries.conversation_page(said, None).speakers == [kept]
    assert (made.kept, made.other) == (kept, other)


@pytest.mark.parametrize("seed", range(4))
def test_joined_and_taken_apart_every_row_is_as_it_was(seed: int) -> None:
    rng = Random(seed)
    place = a_place()
    three = [somebody(place, rng, name) for name in ("Dilys", "Dil", "Dilly")]
    rng.shuffle(three)
    rows, made = [], list[Joined]()
    for other in three[1:]:
        one = made[-1].kept if made else three[0]
        rows.append(all_rows())
        made.append(joined(one, other, pick=rng.choice([0, 1]), at=THEN))
    while made:
        parted(made.pop(), at=AFTER)
        assert all_rows() == rows.pop()


@pytest.mark.parametrize("seed", range(4, 7))
def test_what_came_since_stays_with_the_note_that_stands_and_the_rest_goes_back(seed: int) -> None:
    rng = Random(seed)
    place = a_place()
    a_conversation(a_round(place))
    one, other = (somebody(place, rng, name) for name in ("Dilys", "Dil"))
    before = all_rows()
    made = joined(one, other, pick=1, at=THEN)
    kept = made.kept
    happens(Neighbour.objects.get(pk=kept.pk), rng, at=AFTER)
    came = {t: all_rows()[t].keys() - rows.keys() for t, rows in before.items()}
    parted(made, at=AFTER)
    after = all_rows()
    for table, rows in before.items():
        for key, row in rows.items():
            if key in after[table]:  # an opportunity that somebody now fills says so
                same = table == "organising_opportunity" or after[table][key] == row
                assert same, (table, row, after[table][key])
            else:  # a name that a later no took away
                assert table == "organising_speaker"
    for model in (Gift, Ask, Speaker):
        new = model._default_manager.filter(pk__in=came[model._meta.db_table])
        assert {each.neighbour_id for each in new} <= {kept.pk}


def test_what_somebody_put_right_since_stays_as_they_put_it() -> None:
    kept, other = two(reach_by="phone", phone="07700 900123")
    made = joined(kept, other, pick=1, at=THEN)
    kept.person.refresh_from_db()
    assert (kept.person.name, kept.person.phone, kept.person.reach_by) == (
        "Dil Jones", "07700 900123", "none",
    )  # fmt: skip
    met = Met(name="Dilly Jones", reach_by="phone", phone="07700 900123")
    actions.change_neighbour(neighbour=kept, met=met, by=None, at=AFTER)
    made = Joined.objects.select_related("joining", "kept__person").get()
    assert [fact for fact, _ in queries.parting_of(made).back] == ["telephone number"]
    parted(made, at=AFTER)
    person = Person.objects.get(pk=kept.person_id)
    assert (person.name, person.phone) == ("Dilly Jones", "")
    assert Joining.objects.get().before == {}


@pytest.mark.parametrize(
    ("ours", "theirs", "may"),
    [("yes", "yes", True), ("yes", "no", False), ("no", "yes", False), ("yes", "not_asked", False)],
)
def test_the_stricter_answer_holds_until_they_are_asked_again(
    ours: str, theirs: str, may: bool
) -> None:
    kept, other = two()
    an_answer(kept, said=ours)
    an_answer(other, said=theirs, at=LATER + timedelta(hours=1))
    joined(kept, other, at=THEN)
    person = kept.person
    assert (why_not_contact(person, "ask", "person", AFTER) == "") is may
    by_way = consents_standing([person.pk], purpose="ask", at=AFTER)[person.pk]
    assert (by_way["person"].said == "yes") is may
    an_answer(kept, at=AFTER)
    assert why_not_contact(person, "ask", "person", AFTER) == ""
    an_answer(kept, said="no", at=AFTER + timedelta(hours=1))
    assert why_not_contact(person, "ask", "person", AFTER + timedelta(hours=2)) != ""


def test_a_yes_only_one_of_them_was_asked_for_holds_and_is_taken_back_there() -> None:
    kept, other = two()
    yes = an_answer(other)
    joined(kept, other, at=THEN)
    assert why_not_contact(kept.person, "ask", "person", AFTER) == ""
    actions.take_back_answer(neighbour=kept, consent=yes, by=None, at=AFTER)
    assert "took their yes back" in why_not_contact(kept.person, "ask", "person", AFTER)


def test_who_does_not_want_to_be_reached_is_not_whatever_the_other_note_says() -> None:
    kept, other = two(reach_by="phone", phone="07700 900123")
    joined(kept, other)
    kept.person.refresh_from_db()
    assert (kept.person.reach_by, kept.person.phone) == ("none", "07700 900123")


def test_a_yes_and_a_no_to_their_name_standing_with_their_words_is_asked_first() -> None:
    kept, other = two()
    linked(a_conversation(a_round(kept.place)), kept)
    an_answer(other, purpose="know", said="no")
    assert "Ask them" in queries.side_by_side(kept, other, at=AFTER).why_not
    with pytest.raises(Refused, match="Ask them"):
        joined(kept, other)
    assert Speaker.objects.count() == 1


def test_asked_twice_for_one_thing_both_answers_stay_and_the_preview_says_so() -> None:
    kept, other = two()
    chef = an_opportunity(kept.place, n_needed=3)
    for each in (kept, other):
        an_answer(each)
        asked(chef, each, "YES")
    assert "“Chef needed”" in queries.side_by_side(kept, other, at=AFTER).stays[0]
    joined(kept, other)
    here = Ask.objects.visible_to(an_organiser(kept.place))
    assert {each.neighbour for each in here} == {kept, other}


def test_two_accounts_are_never_made_one_and_one_that_signs_in_stays() -> None:
    first, second = two()
    account = an_account("Dilys")
    Person.objects.filter(pk=second.person_id).update(account=account)
    made = joined(first, second)
    assert made.kept == second
    parted(made)
    Person.objects.filter(pk=first.person_id).update(account=an_account("Dil"))
    with pytest.raises(Refused, match="Both sign in"):
        joined(first, second)
    with pytest.raises(DatabaseError), transaction.atomic():
        Person.objects.filter(pk=first.person_id).update(
            same_as=second.person_id, same_since_at=LATER
        )


def test_a_card_of_either_note_opens_the_one_page_and_a_lost_one_ends_both() -> None:
    kept, other = two()
    for each in (kept, other):
        people.make_card(person=each.person, by=None, at=LATER)
    made = joined(kept, other)
    assert card_of(kept.person, AFTER) is not None
    people.end_cards(person=kept.person, by=None, at=AFTER)
    assert not ClaimCard.objects.filter(ends_at__gt=AFTER).exists()
    parted(made)


def test_forgetting_somebody_who_was_joined_forgets_them_under_every_note() -> None:
    kept, other = two(reach_by="email", email="dil@example.org", phone="07700 900123")
    a_gift(other, "Cooking", words="Cooks for fifty")
    made = joined(kept, other, pick=1)
    actions.forget_neighbour(neighbour=kept, with_words=True, by=None, at=AFTER)
    told = str(all_rows()) + str(list(Joining.objects.values()))
    for trace in ("Dil", "dil@", "07700", "Cooks"):
        assert trace not in told
    assert not Neighbour.objects.known().exists()
    with pytest.raises(Refused, match="forgotten"):
        parted(made)


def test_what_was_joined_last_is_taken_apart_first() -> None:
    first, second = two()
    third = a_neighbour(first.place, "Dilly Jones")
    one, later = joined(first, second), joined(first, third, at=THEN)
    with pytest.raises(Refused, match="Another note was joined"):
        parted(one)
    assert "Another note" in queries.parting_of(one).why_not
    with pytest.raises(Refused, match="joined with another already"):
        joined(second, third)
    parted(later)
    parted(one)
    assert not notes_of(first.person)
    with pytest.raises(Refused, match="apart already"):
        parted(one)


def test_two_who_are_known_to_be_two_are_never_suggested_again_under_any_note() -> None:
    first, second = two()
    third = a_neighbour(first.place, "Dil Jones", street=None)
    assert queries.duplicates_in(first.place).n_pairs == 1
    actions.tell_neighbours_apart(one=second, other=third, by=an_organiser(first.place), at=LATER)
    assert queries.duplicates_in(first.place).n_pairs == 0
    joined(first, second, pick=1)
    assert queries.duplicates_in(first.place).n_pairs == 0
    assert TwoPeople.objects.count() == 1


def test_notes_of_two_places_are_never_suggested_nor_made_one() -> None:
    here, there = a_neighbour(), a_neighbour(a_place("Elm Park"))
    assert queries.duplicates_in(here.place).n_pairs == 0
    with pytest.raises(Refused, match="different places"):
        joined(here, there)
    with pytest.raises(Refused, match="different places"):
        actions.tell_neighbours_apart(one=here, other=there, by=an_organiser(here.place), at=LATER)


def test_the_database_too_keeps_what_was_joined_and_moves_nothing_elsewhere() -> None:
    kept, other = two()
    gift, far = a_gift(other), a_neighbour(a_place("Elm Park"), "Cai")
    made = joined(kept, other)
    third = a_neighbour(kept.place, "Bryn")
    changes: list[Callable[[], object]] = [
        lambda: Gift.objects.filter(pk=gift.pk).update(neighbour=far),
        lambda: Person.objects.filter(pk=third.person_id).update(
            same_as=other.person_id, same_since_at=LATER
        ),
        lambda: Joining.objects.update(kept=far.person_id),
        lambda: made.delete(),
    ]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
