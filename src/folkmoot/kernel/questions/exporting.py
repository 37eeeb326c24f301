"""Answers as a table that other programs read; nothing in it runs."""

from collections.abc import Iterable, Mapping

from folkmoot.kernel.questions.asking import Form
from folkmoot.kernel.questions.reading import Typed
from folkmoot.kernel.questions.saying import Names, said
from folkmoot.kernel.questions.whole import asked_in
from folkmoot.kernel.sheets.writing import as_csv

HEAD = ("of", "part", "turn", "question_key", "meaning", "question", "answer")


def answers_as_csv(
    form: Form,
    each: Iterable[tuple[str, Mapping[tuple[str, int], Typed]]],
    names: Names | None = None,
) -> bytes:
    """A line for every question that was asked of each; `each` is (whose, what was typed).

    `names` are those of what references may be.
    """
    rows = [
        (
            whose,
            part.title,
            turn + 1,
            asked.key,
            asked.meaning,
            asked.text,
            said(asked, answers.get((asked.key, turn)), names),
        )
        for whose, answers in each
        for _, part, asked, turn in asked_in(form, answers)
    ]
    return as_csv(HEAD, rows)
