"""A whole form as it stands: what is asked, what is wrong, what the answers mean. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from folkmoot.kernel.questions.asking import Asked, Form, Kind, Part
from folkmoot.kernel.questions.reading import Read, Typed, is_empty, read

# What was typed, by the question's key and the turn of its part (0 for what is asked once).
Answers = Mapping[tuple[str, int], Typed]
# For references: what may be chosen, by the question's meaning, else its key.
Offered = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing to mend: in which part, at which question, in which turn."""

    part: int  # 1 for the first
    key: str
    turn: int
    text: str
    sentence: str


def is_asked(form: Form, part: Part, asked: Asked, turn: int, answers: Answers) -> bool:
    """Whether a question is asked, given what else was answered.

    What waits for a question that is itself not asked is not asked either.
    """
    condition = asked.shown_when
    if condition is None:
        return True
    there, other = next((p, a) for p, a in form.every() if a.key == condition.key)
    its_turn = turn if there is part else 0
    if not is_asked(form, there, other, its_turn, answers):
        return False
    found = read(other, answers.get((other.key, its_turn)))
    if other.kind is Kind.YES_NO:
        return found.value is (condition.answer == "yes") and not found.wrong
    return bool(found.value == condition.answer)


def n_turns(part: Part, answers: Answers) -> int:
    """How many turns of a part have something in them; at least one."""
    keys = {asked.key for asked in part.questions}
    used = [turn for (key, turn), typed in answers.items() if key in keys and not is_empty(typed)]
    return min(part.most_turns, 1 + max(used, default=0))


def turns_used(part: Part, answers: Answers) -> list[int]:
    """The turns with something in them, and the first when there is none: one that was emptied
    asks nothing any more.
    """
    keys = {asked.key for asked in part.questions}
    used = {turn for (key, turn), typed in answers.items() if key in keys and not is_empty(typed)}
    return sorted(turn for turn in used if turn < part.most_turns) or [0]


def asked_in(form: Form, answers: Answers) -> Iterator[tuple[int, Part, Asked, int]]:
    """Every question that is asked, with the number of its part and its turn, in order."""
    for number, part in enumerate(form.parts, 1):
        for turn in turns_used(part, answers):
            for asked in part.questions:
                if is_asked(form, part, asked, turn, answers):
                    yield number, part, asked, turn


def what_is_wrong(form: Form, answers: Answers, offered: Offered | None = None) -> list[Wrong]:
    """Everything to mend before the form is whole, in the order of the questions."""
    return [
        Wrong(number, asked.key, turn, asked.text, found.wrong)
        for number, _, asked, turn in asked_in(form, answers)
        if (found := read_in(asked, answers.get((asked.key, turn)), offered)).wrong
    ]


def read_in(asked: Asked, typed: Typed, offered: Offered | None) -> Read:
    """One answer, where references are among those offered."""
    among = (offered or {}).get(asked.meaning or asked.key)
    return read(asked, typed, offered=among)


def by_meaning(form: Form, answers: Answers) -> dict[str, Any]:
    """What the answers mean: values by meaning, of the questions that are asked and answered."""
    found = {
        asked.meaning: read(asked, answers.get((asked.key, turn)))
        for _, _, asked, turn in asked_in(form, answers)
        if asked.meaning
    }
    return {name: each.value for name, each in found.items() if not each.wrong}
