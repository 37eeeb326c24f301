"""Forty-eight offers beside thirty-six needs, with the tags a listener would tap.

The tags were tapped by somebody who had read both lists, so this says how good tags can be, not
how good a tired listener is. What words alone give is measured beside it: nobody taps anything
there, but the words behind the tags were written by the same person.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from folkmoot.methods.matching import likeness, tags_in
from folkmoot.organising.first_tags import FIRST_TAGS, words_of

SYNONYMS = {word: tag.name for tag in FIRST_TAGS for word in words_of(tag)}
NEEDED = (
    """
Cooking|Cooking,Leading a team|Driving,Older people|Teaching and tutoring,Child care|Gardening
Accounts|Company and a listening ear,Older people|Computers and websites|English conversation
Sport and coaching|Odd jobs,Painting and decorating|Music|Languages: interpreting
Sewing,Teaching and tutoring|Photography|Bicycles|Telephoning|Entertaining
Writing and applications|First aid|Knocking on doors|Drawing and design
Teaching phones and tablets|Walking|Stories and memories,Young people|Van and carrying
Yoga and wellbeing|Mentoring and work,Young people|Knitting|Law and buildings in common
Access for disabled people|Singing|Dogs and animals,Walking|Kitchen help
Woodwork|Languages: translating
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
OFFERED = (
    """
Cooking,Gardening|Cooking,Leading a team|Driving|Teaching and tutoring,Child care|Gardening
Accounts|Company and a listening ear|Computers and websites|English conversation
Sport and coaching|Painting and decorating,Odd jobs|Music|Languages: interpreting|Sewing
Photography|Bicycles|Telephoning|Entertaining,Child care|Writing and applications|First aid
Knocking on doors|Drawing and design|Teaching phones and tablets|Dogs and animals,Walking
Stories and memories|Van and carrying,Driving|Yoga and wellbeing|Mentoring and work,Young people
Knitting|Law and buildings in common|Access for disabled people|Singing,Leading a team
Dogs and animals|Kitchen help|Woodwork|Languages: translating|Cooking
Teaching and tutoring,Child care|Gardening|Accounts|Company and a listening ear|Music,Singing
Building,Odd jobs|First aid,Young people|Knocking on doors|Photography,Stories and memories
Computers and websites,Odd jobs|Teaching and tutoring,Mentoring and work
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@pytest.fixture(scope="module")
def pairs(real_data: Path) -> dict[str, list[dict[str, object]] | dict[str, str]]:
    """The offers, the needs, and which go together."""
    told: dict[str, list[dict[str, object]] | dict[str, str]] = json.loads(
        (real_data / "organising" / "matching.json").read_text()
    )
    return told


def hits(
    pairs: Mapping[str, object], offered: Sequence[frozenset[str]], needed: Sequence[frozenset[str]]
) -> tuple[int, int]:
    """Of how many offers one that fits is the first, and among the first five."""
    needs: dict[str, str] = pairs["opportunities"]  # type: ignore[assignment]
    offers: list[dict[str, object]] = pairs["offers"]  # type: ignore[assignment]
    first = five = 0
    for offer, tags in zip(offers, offered, strict=True):
        gold: list[str] = offer["gold"]  # type: ignore[assignment]
        ranked = sorted(
            zip(needs, needed, strict=True),
            key=lambda need: likeness(need[1], tags, needs[need[0]], str(offer["text"])),
            reverse=True,
        )
        order = [key for key, _ in ranked]
        first += order[0] in gold
        five += bool(set(order[:5]) & set(gold))
    return first, five


def tapped(rows: Sequence[str]) -> list[frozenset[str]]:
    return [frozenset(each.split(",")) for each in rows]


def test_every_tapped_tag_is_in_the_vocabulary() -> None:
    known = {tag.name for tag in FIRST_TAGS}
    used = frozenset().union(*tapped(NEEDED), *tapped(OFFERED))
    assert used <= known


def test_with_tapped_tags_all_48_find_theirs_first(
    pairs: dict[str, object],
) -> None:
    first, five = hits(pairs, tapped(OFFERED), tapped(NEEDED))
    assert (first, five) == (48, 48)


def test_with_words_alone_three_in_four_find_theirs_first(pairs: dict[str, object]) -> None:
    needs: dict[str, str] = pairs["opportunities"]  # type: ignore[assignment]
    offers: list[dict[str, object]] = pairs["offers"]  # type: ignore[assignment]
    offered = [frozenset(tags_in(str(each["text"]), SYNONYMS)) for each in offers]
    needed = [frozenset(tags_in(each, SYNONYMS)) for each in needs.values()]
    assert hits(pairs, offered, needed) == (36, 44)


def test_a_trained_cook_reaches_chef_needed(pairs: dict[str, object]) -> None:
    words = "Trained cook, tends his garden"
    assert "Cooking" in tags_in(words, SYNONYMS)
    assert "Cooking" in tags_in("Chef needed for Saturday's street party barbecue", SYNONYMS)
