"""What a set of questions asks: plain values, without a database. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How one question is answered."""

    SHORT = "short"  # one line of words
    LONG = "long"  # several lines, with a limit of words
    NUMBER = "number"
    MONEY = "money"  # kept in pence
    DATE = "date"
    YES_NO = "yes_no"
    ONE = "one"  # choose one
    MANY = "many"  # choose as many as fit
    TABLE = "table"  # rows of boxes
    FILE = "file"
    REFERENCE = "reference"  # a person, organisation or place that the room above knows


WRITTEN = frozenset({Kind.SHORT, Kind.LONG})
CHOSEN = frozenset({Kind.ONE, Kind.MANY})
IN_TABLES = frozenset({Kind.SHORT, Kind.NUMBER, Kind.MONEY, Kind.DATE})


@dataclass(frozen=True, slots=True)
class Condition:
    """A question is asked only when another one, before it, is answered so."""

    key: str
    answer: str  # the choice; "yes" or "no"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table question."""

    key: str
    text: str
    kind: Kind = Kind.SHORT


@dataclass(frozen=True, slots=True)
class Asked:
    """One question.

    `key` names it in addresses and files; `meaning`, if any, says what its answer stands for
    (recipient, amount, place…), so that nobody looks for it by where it stands.
    `choices` are (value, words). `least` and `most` bound numbers, money (pence), or how many
    rows or choices.
    """

    key: str
    kind: Kind
    text: str
    hint: str = ""
    is_required: bool = True
    meaning: str = ""
    max_words: int | None = None
    least: int | None = None
    most: int | None = None
    choices: Sequence[tuple[str, str]] = ()
    columns: Sequence[Column] = ()
    shown_when: Condition | None = None

    def __post_init__(self) -> None:
        """A value: what is given in lists cannot be changed afterwards."""
        object.__setattr__(self, "choices", tuple(tuple(each) for each in self.choices))
        object.__setattr__(self, "columns", tuple(self.columns))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a form: some questions, answered once, or in up to `most_turns` turns."""

    title: str
    questions: Sequence[Asked]
    intro: str = ""
    most_turns: int = 1

    def __post_init__(self) -> None:
        """A value."""
        object.__setattr__(self, "questions", tuple(self.questions))


@dataclass(frozen=True, slots=True)
class Form:
    """A whole set of questions."""

    title: str
    parts: Sequence[Part]
    intro: str = ""

    def __post_init__(self) -> None:
        """A value."""
        object.__setattr__(self, "parts", tuple(self.parts))

    def every(self) -> Iterator[tuple[Part, Asked]]:
        """Each question with its part, in order."""
        return ((part, asked) for part in self.parts for asked in part.questions)

    def asked(self, key: str) -> Asked | None:
        """The question with that key."""
        return next((asked for _, asked in self.every() if asked.key == key), None)


def why_not_publish(form: Form) -> str:
    """A set that can be answered: all named once, and nothing waits for what comes later."""
    if not form.title.strip() or not form.parts:
        return "Give it a title and at least one part."
    seen: dict[str, tuple[Part, Asked]] = {}
    meanings: set[str] = set()
    for part, asked in form.every():
        if why := _wrong_with(part, asked, seen, meanings):
            return f"“{asked.text or asked.key}”: {why}"
        seen[asked.key] = (part, asked)
        meanings |= {asked.meaning} - {""}
    if empty := next((part.title for part in form.parts if not part.questions), ""):
        return f"“{empty}” asks nothing."
    return ""


def _wrong_with(
    part: Part, asked: Asked, seen: dict[str, tuple[Part, Asked]], meanings: set[str]
) -> str:
    """What is wrong with one question, given those before it."""
    checks = (
        (not asked.text.strip(), "it asks nothing."),
        (not asked.key.isidentifier() or len(asked.key) > 40, "its key has to be a short word."),
        (asked.key in seen, "another question has its key."),
        (bool(asked.meaning) and asked.meaning in meanings, "another question means the same."),
        (bool(asked.meaning) and part.most_turns > 1, "what is answered in turns means nothing."),
        (asked.kind in CHOSEN and len(asked.choices) < 2, "there is nothing to choose from."),
        (len({value for value, _ in asked.choices}) < len(asked.choices), "a choice comes twice."),
        (asked.kind is Kind.TABLE and not asked.columns, "its table has no columns."),
        (
            any(c.kind not in IN_TABLES for c in asked.columns),
            "a column is of an unfit kind.",
        ),
        (asked.kind is Kind.LONG and not asked.max_words, "say how many words."),
    )
    wrong = next((why for holds, why in checks if holds), "")
    return wrong or _wrong_condition(part, asked, seen)


def _wrong_condition(part: Part, asked: Asked, seen: dict[str, tuple[Part, Asked]]) -> str:
    if asked.shown_when is None:
        return ""
    there, other = seen.get(asked.shown_when.key, (None, None))
    if there is None or other is None:
        return "what it waits for has to be asked before it."
    if there.most_turns > 1 and there is not part:
        return "what it waits for is answered in turns elsewhere."
    possible = {"yes", "no"} if other.kind is Kind.YES_NO else {v for v, _ in other.choices}
    if other.kind not in (Kind.YES_NO, Kind.ONE) or asked.shown_when.answer not in possible:
        return "it waits for an answer that nobody can give."
    return ""
