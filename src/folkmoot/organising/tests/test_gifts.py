"""What people offer, what is needed, whom somebody asks, and what came of it on both sides."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions, queries, rules
from folkmoot.organising.models import (
    Ask,
    AskStage,
    Duties,
    Gift,
    Opportunity,
    OpportunityStage,
    Tag,
    Wish,
)
from folkmoot.organising.tests.makers import LATER, a_place, an_organiser
from folkmoot.organising.tests.people_makers import (
    a_gift,
    a_helper,
    a_neighbour,
    an_answer,
    an_opportunity,
    asked,
    tags,
)
from folkmoot.people.models import Consent

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def names(found: list[Any]) -> list[str]:
    return [each.suggested.gift.neighbour.name for each in found]


def test_a_trained_cook_is_suggested_when_a_chef_is_needed_and_the_reason_is_said() -> None:
    place = a_place()
    words = "Trained cook, tends his garden at no 14"
    d = a_neighbour(place, "D", answers={"ask": "yes"})
    found = queries.tags_found(words) if Tag.objects.exists() else tags("Cooking", "Gardening")
    a_gift(d, *(each.name for each in found), words=words)
    a_helper(place, "Ann", "Knitting")
    chef = an_opportunity(place, "Chef needed for the street party")
    page = queries.asking_of(chef, at=LATER + DAY)
    assert names(page.to_ask) == ["D"]
    assert page.to_ask[0].suggested.because == "Cooking"
    assert page.to_ask[0].ways == [("person", "In person")]


def test_nobody_is_suggested_who_did_not_say_that_they_may_be_asked() -> None:
    place = a_place()
    never, no = a_neighbour(place, "Never"), a_neighbour(place, "No", answers={"ask": "no"})
    for neighbour in (never, no):
        a_gift(neighbour)
    private = a_helper(place, "Private", may_ask="nobody")
    chef = an_opportunity(place)
    page = queries.asking_of(chef, at=LATER + DAY)
    assert page.to_ask == []
    waits = {each.gift.neighbour.name: each.why_wait for each in page.waiting}
    assert waits["Never"] == "They have not been asked whether we may."
    assert "said no" in waits["No"]
    assert "Private" not in waits
    with pytest.raises(Refused, match="have not been asked"):
        asked(chef, never)
    assert Gift.objects.get(neighbour=private).may_ask == "nobody"


def test_people_of_another_place_are_neither_suggested_nor_asked() -> None:
    here, there = a_place(), a_place("Elm Park")
    far = a_helper(there, "Far")
    chef = an_opportunity(here)
    assert queries.asking_of(chef, at=LATER + DAY).to_ask == []
    with pytest.raises(Refused, match="another place"):
        asked(chef, far)
    with pytest.raises(IntegrityError, match="where they were met"), transaction.atomic():
        Ask.objects.create(opportunity=chef, neighbour=far, through="person", asked_at=LATER)
    olive = an_organiser(there)
    assert not Opportunity.objects.visible_to(olive).exists()
    assert {each.neighbour for each in Gift.objects.visible_to(olive)} == {far}


def test_who_was_asked_lately_waits_and_says_until_when() -> None:
    place = a_place()
    d = a_helper(place, "D")
    asked(an_opportunity(place, "Chef for the lunch"), d, "NO")
    page = queries.asking_of(an_opportunity(place), at=LATER + 10 * DAY)
    assert names(page.to_ask) == []
    assert page.waiting[0].why_wait == "They were asked 10 days ago; next in 20 days."
    assert names(queries.asking_of(page.opportunity, at=LATER + 30 * DAY).to_ask) == ["D"]


def test_a_helper_who_cancels_makes_it_urgent_and_the_next_are_there_at_once() -> None:
    place = a_place()
    chef_who_cancels, d = a_helper(place, "Chef"), a_helper(place, "D", "Cooking", "Gardening")
    party = an_opportunity(place)
    yes = asked(party, chef_who_cancels, "YES")
    party.refresh_from_db()
    assert party.stage == OpportunityStage.FILLED
    assert queries.asking_of(party, at=LATER + DAY).to_ask == []
    actions.answer_ask(ask=yes, answer="CANCELLED", by=None, at=LATER + DAY)
    party.refresh_from_db()
    assert (party.stage, party.urgent_at) == (OpportunityStage.OPEN, LATER + DAY)
    assert names(queries.asking_of(party, at=LATER + DAY).to_ask) == ["D"]
    asked(party, d, "YES", at=LATER + DAY)
    party.refresh_from_db()
    assert (party.stage, party.urgent_at) == (OpportunityStage.FILLED, None)


def test_both_sides_say_that_it_was_done_and_then_somebody_thanks() -> None:
    place = a_place()
    ask = asked(an_opportunity(place), a_helper(place, "D"), "YES")
    with pytest.raises(Refused, match="First both sides"):
        actions.thank(ask=ask, by=None, at=LATER)
    ask = actions.confirm(ask=ask, side="given", by=None, at=LATER + DAY)
    assert ask.stage == AskStage.YES
    with pytest.raises(Refused, match="confirmed already"):
        actions.confirm(ask=ask, side="given", by=None, at=LATER + DAY)
    ask = actions.confirm(ask=ask, side="received", by=None, at=LATER + 2 * DAY)
    assert ask.stage == AskStage.DID
    assert actions.thank(ask=ask, by=None, at=LATER + 3 * DAY).stage == AskStage.THANKED
    with pytest.raises(Refused, match="have been thanked"):
        actions.thank(ask=ask, by=None, at=LATER + 3 * DAY)


def test_the_database_too_wants_both_sides_and_keeps_who_was_asked() -> None:
    place = a_place()
    ask = asked(an_opportunity(place), a_helper(place, "D"), "YES")
    changes: list[Callable[[], object]] = [
        lambda: Ask.objects.filter(pk=ask.pk).update(stage="DID"),
        lambda: Ask.objects.filter(pk=ask.pk).update(neighbour=a_neighbour(place, "Other")),
        lambda: by_hand("DELETE FROM organising_ask"),
        lambda: by_hand("DELETE FROM organising_gift"),
    ]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("before", "answer", "sentence"),
    [
        ("", "CANCELLED", "Only somebody who said yes"),
        ("", "MAYBE", "Say yes, not now, or no"),
        ("YES", "NO", "answered already"),
        ("NO", "YES", "answered already"),
        ("NOT_NOW", "NO", "answered already"),
    ],
)
def test_an_answer_is_given_once_and_not_now_can_become_yes(
    before: str, answer: str, sentence: str
) -> None:
    place = a_place()
    ask = asked(an_opportunity(place, n_needed=2), a_helper(place, "D"), before)
    with pytest.raises(Refused, match=sentence):
        actions.answer_ask(ask=ask, answer=answer, by=None, at=LATER)
    if before == "NOT_NOW":
        assert actions.answer_ask(ask=ask, answer="YES", by=None, at=LATER).stage == "YES"


def test_nobody_is_asked_twice_for_one_thing_or_for_what_is_over() -> None:
    place = a_place()
    party, d = an_opportunity(place, n_needed=5), a_helper(place, "D")
    asked(party, d, "NO")
    with pytest.raises(Refused, match="asked for this already"):
        asked(party, d)
    actions.end_opportunity(opportunity=party, done=False, by=None, at=LATER)
    with pytest.raises(Refused, match="called off"):
        asked(party, a_helper(place, "Ann"))
    with pytest.raises(Refused, match="over already"):
        actions.end_opportunity(opportunity=party, done=True, by=None, at=LATER)


@pytest.mark.parametrize(
    ("duties", "check"),
    [
        (Duties(), "none"),
        (Duties(with_children=True), "none"),
        (Duties(with_children=True, often=True), "children"),
        (Duties(with_children=True, often=True, watched=False), "barred_children"),
        (Duties(with_children=True, watched=False), "none"),
        (Duties(cares_for_adults=True), "barred_adults"),
        (Duties(often=True, watched=False), "none"),
    ],
)
def test_which_check_may_be_asked_for_follows_from_what_they_would_do(
    duties: Duties, check: str
) -> None:
    assert rules.check_for(duties) == check
    assert an_opportunity(a_place(), duties=duties).check_needed == check


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "Say what is needed"),
        ({"title": "x" * 121}, "121"),
        ({"words": "x" * 1001}, "1,001"),
        ({"n_needed": 0}, "one to 500"),
    ],
)
def test_a_need_that_cannot_be_says_why(wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        an_opportunity(a_place(), wrong.pop("title", "Chef"), **wrong)
    with pytest.raises(Refused, match="at most 5"):
        an_opportunity(a_place(), "Chef", *[t.name for t in Tag.objects.all()[:6]])


def test_a_gift_has_words_to_find_it_by_and_says_how_often() -> None:
    d = a_neighbour()
    six = [each.name for each in Tag.objects.all()[:6]] if tags() == [] else []
    for wrong, sentence in (({"gap_days": 3}, "how often"), ({"words": "x" * 301}, "301")):
        with pytest.raises(Refused, match=sentence):
            a_gift(d, **wrong)
    with pytest.raises(Refused, match="at most 5"):
        a_gift(d, *six)
    gift = a_gift(d, words="I cook.")
    actions.end_gift(gift=gift, by=None, at=LATER)
    with pytest.raises(Refused, match="taken back already"):
        actions.end_gift(gift=gift, by=None, at=LATER)
    gift.refresh_from_db()
    assert gift.words == ""


def test_a_wish_comes_true_or_ends_and_is_never_called_a_need() -> None:
    d = a_neighbour()
    with pytest.raises(Refused, match="What would they like"):
        actions.hear_wish(neighbour=d, words=" ", by=None, at=LATER)
    wish = actions.hear_wish(neighbour=d, words="To cook with others", by=None, at=LATER)
    actions.end_wish(wish=wish, came_true=True, by=None, at=LATER)
    with pytest.raises(Refused, match="closed already"):
        actions.end_wish(wish=wish, came_true=False, by=None, at=LATER)
    assert "need" not in {field.name for field in Wish._meta.get_fields()}


def test_who_is_forgotten_offers_nothing_and_what_they_did_still_counts() -> None:
    place = a_place()
    d = a_helper(place, "D", words="I was a cook for thirty years")
    asked(an_opportunity(place), d, "YES")
    actions.forget_neighbour(neighbour=d, with_words=False, by=None, at=LATER)
    assert not Gift.objects.exclude(words="").exists()
    assert not Gift.objects.standing().exists()
    assert Ask.objects.filter(stage="YES").count() == 1
    assert queries.asking_of(an_opportunity(place), at=LATER + DAY).waiting == []


def test_suggesting_takes_the_same_queries_for_two_and_for_forty() -> None:
    place = a_place()
    party = an_opportunity(place, n_needed=9)

    def n_queries() -> int:
        with CaptureQueriesContext(connection) as told:
            queries.asking_of(party, at=LATER + DAY)
        return len(told)

    for number in range(3):
        asked(party, a_helper(place, f"Asked {number}"), "YES")
        a_helper(place, f"Helper {number}")
    first = n_queries()
    for number in range(12):
        a_helper(place, f"More {number}", "Cooking", "Gardening")
    assert n_queries() == first


def test_a_yes_taken_back_ends_being_asked() -> None:
    place = a_place()
    d = a_helper(place, "D")
    yes = Consent.objects.get(person=d.person)
    actions.take_back_answer(neighbour=d, consent=yes, by=None, at=LATER)
    page = queries.asking_of(an_opportunity(place), at=LATER + DAY)
    assert page.to_ask == []
    assert "took their yes back" in page.waiting[0].why_wait
    an_answer(d, at=LATER + DAY)
    assert names(queries.asking_of(page.opportunity, at=LATER + 2 * DAY).to_ask) == ["D"]


def by_hand(sql: str) -> None:
    """Straight to the database, past every action."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
