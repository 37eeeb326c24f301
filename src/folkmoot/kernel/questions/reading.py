"""What somebody typed, read as an answer: a value, or one sentence that says what to mend. Pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from folkmoot.kernel.questions.asking import Asked, Column, Kind
from folkmoot.kernel.questions.counting import n_words
from folkmoot.kernel.ui.forms.money import read_money
from folkmoot.kernel.ui.words import money

# What was typed: words; several choices; the rows of a table; a file's key and name.
Typed = Any
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%d-%m-%Y")
MOST_LETTERS = 50_000
ONE_LINE = 500


@dataclass(frozen=True, slots=True)
class Read:
    """The value of an answer, None for no answer; `wrong` when it cannot be taken as it stands."""

    value: Any = None
    wrong: str = ""


def read(asked: Asked, typed: Typed, *, offered: Collection[str] | None = None) -> Read:
    """The answer to one question.

    Words give str, a number float or int, money int pence, a date `datetime.date`, yes or no
    bool, choices str or a list of them, a table a list of mappings by column, a file its
    {"file": key, "name": name}, a reference its key. `offered` are the keys a reference may be.
    """
    if is_empty(typed):
        return Read(wrong=_missing(asked)) if asked.is_required else Read()
    return _READ[asked.kind](asked, typed, offered)


def is_empty(typed: Typed) -> bool:
    """Whether nothing was typed.

    >>> [is_empty(typed) for typed in (None, " ", [], [["", " "]], {}, "0", [["", "1"]])]
    [True, True, True, True, True, False, False]
    """
    if isinstance(typed, str):
        return not typed.strip()
    if isinstance(typed, Mapping):
        return not typed
    if isinstance(typed, Sequence):
        return all(is_empty(each) for each in typed)
    return typed is None


def _missing(asked: Asked) -> str:
    if asked.kind in (Kind.ONE, Kind.MANY, Kind.YES_NO, Kind.REFERENCE):
        return "Choose an answer."
    return "Choose a file." if asked.kind is Kind.FILE else "Write an answer."


def _words(asked: Asked, typed: Typed, _: Collection[str] | None) -> Read:
    text = str(typed).replace("\r\n", "\n").strip()
    letters = MOST_LETTERS if asked.kind is Kind.LONG else ONE_LINE
    if len(text) > letters:
        return Read(text, f"Keep it to {letters:,} letters; you have {len(text):,}.")
    if asked.kind is Kind.SHORT and "\n" in text:
        return Read(text, "Keep it to one line.")
    count = n_words(text)
    if asked.max_words and count > asked.max_words:
        return Read(text, f"Use at most {asked.max_words:,} words; you have {count:,}.")
    return Read(text)


def _number(asked: Asked, typed: Typed, _: Collection[str] | None) -> Read:
    bare = str(typed).strip().replace(",", "").replace("\u2212", "-").replace(" ", "")
    try:
        value = float(bare) if "." in bare else int(bare)
    except ValueError:
        return Read(wrong="Write a number in figures, such as 12 or 12.5.")
    if len(bare) > 18 or not bare.lstrip("-").replace(".", "", 1).isdigit():
        return Read(wrong="Write a number in figures, such as 12 or 12.5.")
    return Read(value, _out_of_bounds(asked, value, str))


def _money(asked: Asked, typed: Typed, _: Collection[str] | None) -> Read:
    pence = read_money(str(typed), "GBP")
    if pence is None:
        return Read(wrong="Write a sum of money in figures, such as £1,250.50.")
    least = 0 if asked.least is None else asked.least
    if pence < least:
        return Read(pence, f"Write {money(least)} or more.")
    return Read(pence, _out_of_bounds(asked, pence, money))


def _out_of_bounds(asked: Asked, value: float, said: Callable[[int], str]) -> str:
    if asked.least is not None and value < asked.least:
        return f"Write {said(asked.least)} or more."
    if asked.most is not None and value > asked.most:
        return f"Write {said(asked.most)} or less."
    return ""


def _date(_asked: Asked, typed: Typed, _: Collection[str] | None) -> Read:
    text = " ".join(str(typed).split())
    for form in DAYS:
        try:
            return Read(_day(text, form))
        except ValueError:
            continue
    return Read(wrong="Write a day, such as 3 May 2027 or 3/5/2027.")


def _day(text: str, form: str) -> date:
    found = datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
    if not 1900 <= found.year <= 2200:
        raise ValueError
    return found


def _yes_no(_asked: Asked, typed: Typed, _: Collection[str] | None) -> Read:
    said = str(typed).strip().lower()
    if said in ("yes", "y", "no", "n"):
        return Read(said.startswith("y"))
    return Read(wrong="Answer yes or no.")


def _one(asked: Asked, typed: Typed, _: Collection[str] | None) -> Read:
    value = choice_of(asked, str(typed))
    return Read(value) if value else Read(wrong="Choose one of the answers shown.")


def _many(asked: Asked, typed: Typed, _: Collection[str] | None) -> Read:
    several = [typed] if isinstance(typed, str) else list(typed)
    values = [choice_of(asked, str(each)) for each in several]
    if not all(values):
        return Read(wrong="Choose from the answers shown.")
    if asked.most and len(values) > asked.most:
        return Read(values, f"Choose at most {asked.most}; you have {len(values)}.")
    if asked.least and len(values) < asked.least:
        return Read(values, f"Choose at least {asked.least}; you have {len(values)}.")
    return Read(values)


def choice_of(asked: Asked, said: str) -> str:
    """The value of a choice that was ticked, or written in words; "" for none of them."""
    plain = " ".join(said.split()).lower()
    found = (v for v, words in asked.choices if plain in (v.lower(), words.lower()))
    return next(found, "")


def _table(asked: Asked, typed: Typed, _: Collection[str] | None) -> Read:
    rows = [row for row in typed if not is_empty(row)] if isinstance(typed, list) else None
    if rows is None or any(not isinstance(row, list) for row in rows):
        return Read(wrong="Fill in the rows.")
    values, wrong = [], ""
    for number, row in enumerate(rows, 1):
        told = {}
        for column, box in zip(asked.columns, [*row, *[""] * len(asked.columns)], strict=False):
            found = _in_column(column, box)
            told[column.key] = found.value
            if found.wrong and not wrong:
                wrong = f"Row {number}, {column.text}: {found.wrong}"
        values.append(told)
    most = asked.most or 50
    if not wrong and len(rows) > most:
        wrong = f"Use at most {most} rows; you have {len(rows)}."
    if not wrong and asked.least and len(rows) < asked.least:
        wrong = f"Fill in at least {asked.least} rows; you have {len(rows)}."
    return Read(values, wrong)


def _in_column(column: Column, box: Typed) -> Read:
    plain = Asked(column.key, column.kind, column.text, is_required=column.kind is Kind.SHORT)
    found = read(plain, box)
    return Read(found.value, "Fill it in." if is_empty(box) and found.wrong else found.wrong)


def _file(_asked: Asked, typed: Typed, _: Collection[str] | None) -> Read:
    if isinstance(typed, Mapping) and {"file", "name"} <= typed.keys():
        return Read(dict(typed))
    return Read(wrong="Choose the file again.")


def _reference(_asked: Asked, typed: Typed, offered: Collection[str] | None) -> Read:
    key = str(typed).strip()
    if offered is not None and key not in offered:
        return Read(wrong="Choose one of those shown.")
    return Read(key)


_READ: dict[Kind, Callable[[Asked, Typed, Collection[str] | None], Read]] = {
    Kind.SHORT: _words,
    Kind.LONG: _words,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.DATE: _date,
    Kind.YES_NO: _yes_no,
    Kind.ONE: _one,
    Kind.MANY: _many,
    Kind.TABLE: _table,
    Kind.FILE: _file,
    Kind.REFERENCE: _reference,
}
