"""Whom to ask: who offers most of it, never the same few, one place for somebody new."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.methods.errors import InvalidInput
from folkmoot.methods.matching import Limits, Offer, likeness, suggest, tags_in, why_wait

COOKING = frozenset({"cooking"})
some_tags = st.frozensets(st.sampled_from(["cooking", "gardening", "music", "driving"]), max_size=3)
offers = st.lists(
    st.builds(
        Offer,
        key=st.uuids().map(str),
        tags=some_tags,
        asked_days_ago=st.lists(st.integers(0, 200), max_size=5).map(tuple),
        gap_days=st.sampled_from([0, 30, 90]),
    ),
    max_size=12,
    unique_by=lambda each: each.key,
)


def keys(found: tuple[object, ...]) -> list[str]:
    return [each.offer.key for each in found]  # type: ignore[attr-defined]


def test_a_trained_cook_reaches_chef_needed_through_a_synonym_and_no_shared_word() -> None:
    synonyms = {"cook": "cooking", "chef": "cooking", "garden": "gardening"}
    d = Offer("d", frozenset(tags_in("Trained cook, tends his garden", synonyms)), "Trained cook")
    needed = frozenset(tags_in("Chef needed for the street party", synonyms))
    asked, _ = suggest(needed, "Chef needed for the street party", [d])
    assert keys(asked) == ["d"]
    assert asked[0].shared == ("cooking",)
    assert asked[0].likeness.by_words == 0


def test_more_of_what_is_needed_comes_first_then_words_then_who_was_asked_least() -> None:
    needed = frozenset({"cooking", "driving"})
    both, words, plain, often = (
        Offer("both", needed), Offer("words", COOKING, "jerk chicken"),
        Offer("plain", COOKING), Offer("often", COOKING, asked_days_ago=(100, 120)),
    )  # fmt: skip
    for order in permutations((often, plain, words, both)):
        asked, _ = suggest(needed, "Jerk chicken for fifty", order)
        assert keys(asked) == ["both", "words", "plain", "often"]


def test_one_place_is_for_somebody_who_was_never_asked() -> None:
    old = [Offer(f"old {n}", COOKING, asked_days_ago=(30 + n,)) for n in range(6)]
    new = Offer("new", frozenset({"cooking", "gardening", "music"}))
    asked, _ = suggest(COOKING, "", [*old, new], most=3)
    assert keys(asked) == ["old 5", "old 4", "new"]
    assert asked[-1].place_kept
    asked, _ = suggest(COOKING, "", [*old, Offer("z", COOKING)], most=3)
    assert keys(asked)[0] == "z"  # a new one who is first anyway takes nobody's place
    assert not any(each.place_kept for each in asked)


@pytest.mark.parametrize(
    ("offer", "sentence"),
    [
        (Offer("d", COOKING, asked_days_ago=(6,)), "6 days ago; next in 1 day."),
        (Offer("d", COOKING, asked_days_ago=(7,)), ""),
        (Offer("d", COOKING, asked_days_ago=(20,), gap_days=30), "next in 10 days."),
        (Offer("d", COOKING, asked_days_ago=(10, 20, 30, 40)), "4 times lately; next in 50 days."),
        (Offer("d", COOKING, asked_days_ago=(10, 20, 30, 90)), ""),
        (Offer("d", COOKING, why_not="They said no."), "They said no."),
    ],
)
def test_nobody_is_asked_more_often_than_they_wish_or_the_place_allows(
    offer: Offer, sentence: str
) -> None:
    told = why_wait(offer, Limits())
    assert told.endswith(sentence) if sentence else told == ""
    asked, waiting = suggest(COOKING, "", [offer])
    assert (keys(asked), keys(waiting)) == (([], ["d"]) if sentence else (["d"], []))


def test_who_waits_may_be_asked_on_the_very_day_that_is_said() -> None:
    for ago in ((3,), (10, 20, 30, 40), (0,)):
        for wait in range(1, 100):
            later = Offer("d", COOKING, asked_days_ago=tuple(each + wait for each in ago))
            if why_wait(later, Limits()) == "":
                break
        told = why_wait(Offer("d", COOKING, asked_days_ago=ago), Limits())
        assert f"next in {wait} day" in told


@given(some_tags, offers, st.integers(1, 6))
def test_everybody_who_fits_is_on_one_list_once_and_the_order_given_says_nothing(
    needed: frozenset[str], given_offers: list[Offer], most: int
) -> None:
    asked, waiting = suggest(needed, "", given_offers, most=most)
    assert suggest(needed, "", reversed(given_offers), most=most) == (asked, waiting)
    fits = {each.key for each in given_offers if each.tags & needed}
    free = {each.key for each in given_offers if each.key in fits and not why_wait(each, Limits())}
    assert len(asked) == min(most, len(free))
    assert set(keys(asked)) <= free
    assert set(keys(waiting)) == fits - free
    new = {each.key for each in given_offers if each.is_new} & free
    assert bool(new & set(keys(asked))) == bool(new)


@given(some_tags, some_tags)
def test_likeness_is_the_same_both_ways_and_a_share(
    one: frozenset[str], two: frozenset[str]
) -> None:
    found = likeness(one, two).by_tags
    assert found == likeness(two, one).by_tags
    assert 0 <= found <= 1
    assert (found == 1) == (bool(one) and one == two)
    assert isinstance(found, Fraction)


def test_words_of_a_tag_are_found_whole_and_with_other_endings() -> None:
    synonyms = {"food hygiene": "cooking", "bike": "bicycles", "car": "driving"}
    assert tags_in("Level 2 food hygiene; mends bikes", synonyms) == ("cooking", "bicycles")
    assert tags_in("hygiene and food", synonyms) == ()
    assert tags_in("scarce cardigans", synonyms) == ()


def test_a_list_for_nobody_and_two_of_one_key_are_refused() -> None:
    with pytest.raises(InvalidInput, match="at least one"):
        suggest(COOKING, "", [], most=0)
    with pytest.raises(InvalidInput, match="same key"):
        suggest(COOKING, "", [Offer("d", COOKING), Offer("d", COOKING)])
