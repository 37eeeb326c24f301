"""A set of questions changed bit by bit: each change gives another value. Pure.

A part never stands empty: it comes with its first question, and goes with its last.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from folkmoot.kernel.questions.asking import Asked, Form, Part

LONGEST_KEY = 30
Thing = TypeVar("Thing")


def key_for(text: str, taken: Collection[str]) -> str:
    """A short word for a question, that no other has.

    >>> key_for("How many people live there?", ()), key_for("How many?", ("how_many",))
    ('how_many_people_live_there', 'how_many_2')
    """
    words = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
    if len(words) > LONGEST_KEY:  # whole words, where there are several
        words = words[: LONGEST_KEY + 1].rpartition("_")[0] or words[:LONGEST_KEY]
    bare = words or "question"
    bare = bare if bare.isidentifier() else f"q_{bare}"
    number, key = 1, bare
    while key in taken:
        number += 1
        key = f"{bare}_{number}"
    return key


def choices_for(lines: Sequence[str], before: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Choices written one a line; one that was there keeps its value.

    >>> choices_for(["Food", "Young people"], [("x", "Food")])
    [('x', 'Food'), ('young_people', 'Young people')]
    """
    values = {words: value for value, words in before}
    taken = set(values.values())
    found = []
    for line in lines:
        value = values.get(line) or key_for(line, taken)
        taken.add(value)
        found.append((value, line))
    return found


def with_question(form: Form, asked: Asked, *, part: int, title: str = "") -> Form:
    """One more question at the end of a part, or the first of a new one, with that title."""
    if title:
        return replace(form, parts=[*form.parts, Part(title, [asked])])
    there = form.parts[part - 1]
    return _with_part(form, part, replace(there, questions=[*there.questions, asked]))


def changed_question(form: Form, asked: Asked) -> Form:
    """The question with that key asks this instead."""
    parts = [
        replace(part, questions=[asked if q.key == asked.key else q for q in part.questions])
        for part in form.parts
    ]
    return replace(form, parts=parts)


def without_question(form: Form, key: str) -> Form:
    """It is not asked any more; a part that asks nothing goes too."""
    parts = [
        replace(part, questions=[q for q in part.questions if q.key != key]) for part in form.parts
    ]
    return replace(form, parts=[part for part in parts if part.questions])


def moved_question(form: Form, key: str, *, down: bool) -> Form:
    """One place on in its part; at its end, into the next."""
    number = next(
        n for n, part in enumerate(form.parts) if any(q.key == key for q in part.questions)
    )
    part = form.parts[number]
    at = next(n for n, q in enumerate(part.questions) if q.key == key)
    to = at + (1 if down else -1)
    if 0 <= to < len(part.questions):
        return _with_part(form, number + 1, replace(part, questions=_moved(part.questions, at, to)))
    beside = number + (1 if down else -1)
    if not 0 <= beside < len(form.parts):
        return form
    asked, other = part.questions[at], form.parts[beside]
    taken = [asked, *other.questions] if down else [*other.questions, asked]
    parts = list(form.parts)
    parts[beside] = replace(other, questions=taken)
    parts[number] = replace(part, questions=[q for q in part.questions if q.key != key])
    return replace(form, parts=[each for each in parts if each.questions])


def changed_part(form: Form, number: int, *, title: str, intro: str, most_turns: int) -> Form:
    """A part is called, introduced and repeated so."""
    there = form.parts[number - 1]
    return _with_part(form, number, replace(there, title=title, intro=intro, most_turns=most_turns))


def moved_part(form: Form, number: int, *, down: bool) -> Form:
    """A part changes places with the one beside it."""
    at, to = number - 1, number - 1 + (1 if down else -1)
    return replace(form, parts=_moved(form.parts, at, to)) if 0 <= to < len(form.parts) else form


def _with_part(form: Form, number: int, part: Part) -> Form:
    parts = list(form.parts)
    parts[number - 1] = part
    return replace(form, parts=parts)


def _moved(things: Sequence[Thing], at: int, to: int) -> list[Thing]:
    order = list(things)
    order.insert(to, order.pop(at))
    return order
