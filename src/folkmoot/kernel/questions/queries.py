"""Reading answers: by question, by meaning, and how they came to be."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from folkmoot.kernel.questions.asking import Form
from folkmoot.kernel.questions.models import Answer, AnswerFile, AnswerSet, AnswerVersion
from folkmoot.kernel.questions.reading import Typed
from folkmoot.kernel.questions.saying import said
from folkmoot.kernel.questions.whole import asked_in, by_meaning


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands at one question, its version, and what colleagues wrote at the same time."""

    typed: Typed
    version: int
    by: str = ""
    asides: tuple[AnswerVersion, ...] = ()


def standing_in(answer_set: AnswerSet) -> dict[tuple[str, int], Standing]:
    """Everything that stands, by question and turn; two queries."""
    answers = list(answer_set.answers.select_related("question"))
    waiting = AnswerVersion.objects.filter(
        answer__answer_set=answer_set, is_aside=True, settled_at__isnull=True
    )
    asides: dict[Any, list[AnswerVersion]] = defaultdict(list)
    for each in waiting:
        asides[each.answer_id].append(each)
    return {
        (each.question.key, each.turn): Standing(
            each.typed, each.version, each.changed_by, tuple(asides[each.pk])
        )
        for each in answers
    }


def typed_in(answer_set: AnswerSet) -> dict[tuple[str, int], Typed]:
    """What was typed, by question and turn; one query, each time anew: it may just have changed."""
    rows = Answer.objects.filter(answer_set=answer_set).values_list(
        "question__key", "turn", "typed"
    )
    return {(key, turn): typed for key, turn, typed in rows}


def meant_by(answer_set: AnswerSet) -> dict[str, Any]:
    """What the answers mean: values by meaning; three queries. Never by where a question stands."""
    return by_meaning(answer_set.question_set.form(), typed_in(answer_set))


def meant_by_each(answer_sets: Iterable[AnswerSet]) -> dict[Any, dict[str, Any]]:
    """The same of many, by key; as many queries for a thousand as for one of each version."""
    return {key: by_meaning(form, typed) for key, form, typed in _typed_in_each(answer_sets)}


def said_in_each(answer_sets: Iterable[AnswerSet]) -> dict[Any, list[dict[str, Any]]]:
    """Every question that is asked with its answer in words, by the key of the set; as many
    queries for a thousand as for one of each version.
    """
    return {
        key: [
            {"question": asked.text, "turn": turn + 1, "answer": said(asked, typed.get(where))}
            for _, _, asked, turn in asked_in(form, typed)
            for where in [(asked.key, turn)]
        ]
        for key, form, typed in _typed_in_each(answer_sets)
    }


def _typed_in_each(
    answer_sets: Iterable[AnswerSet],
) -> Iterator[tuple[Any, Form, dict[tuple[str, int], Typed]]]:
    sets = list(answer_sets)
    asked = {each.question_set_id: each.question_set for each in sets}
    forms = {key: each.form() for key, each in asked.items()}
    typed: dict[Any, dict[tuple[str, int], Typed]] = {each.pk: {} for each in sets}
    rows = Answer.objects.filter(answer_set__in=typed).values_list(
        "answer_set", "question__key", "turn", "typed"
    )
    for key, question, turn, words in rows:
        typed[key][question, turn] = words
    for each in sets:
        yield each.pk, forms[each.question_set_id], typed[each.pk]


def versions_of(answer: Answer) -> list[AnswerVersion]:
    """Everything that was ever typed at one question, latest first."""
    return list(answer.versions.order_by("-typed_at", "-id"))


def file_in(answer_set: AnswerSet, key: str) -> AnswerFile | None:
    """A file that was handed in with these answers; no other's, whatever key is guessed."""
    return answer_set.files.select_related("file__content").filter(pk=key).first()
