"""Answers of several people: nothing anybody typed is lost, and what was handed in stays."""

import io
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from folkmoot.kernel.files.checking import checked
from folkmoot.kernel.files.models import Attachment
from folkmoot.kernel.files.tests.makers import PDF
from folkmoot.kernel.questions import actions, queries
from folkmoot.kernel.questions.actions import Typing
from folkmoot.kernel.questions.asking import Asked, Form, Kind, Part
from folkmoot.kernel.questions.models import (
    Answer,
    AnswerSet,
    AnswerVersion,
    Question,
    QuestionSet,
    Section,
)
from folkmoot.kernel.questions.tests.makers import (
    FORM,
    NOON,
    WHOLE,
    some_answers,
    some_questions,
    somebody,
)
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.rules import Refused

pytestmark = pytest.mark.django_db


def save(answers: AnswerSet, typed: Any, seen: int, by: Event | None = None) -> actions.Saved:
    [saved] = actions.save_answers(
        answer_set=answers, typing=[Typing("story", typed, seen)], by=by, at=NOON
    )
    return saved


def stands(answers: AnswerSet) -> Any:
    return queries.typed_in(answers).get(("story", 0))


def test_a_set_is_read_back_as_it_was_written_and_never_changes_once_published() -> None:
    questions = some_questions()
    assert questions.form() == FORM
    with pytest.raises(Refused, match="Make another version"):
        actions.rewrite_set(question_set=questions, form=FORM, by=None, at=NOON)
    for change in (
        lambda: Question.objects.filter(key="story").update(text="Other"),
        lambda: Section.objects.filter(number=1).update(title="Other"),
        lambda: QuestionSet.objects.update(title="Other"),
        lambda: Question.objects.filter(key="gives").delete(),
        lambda: Section.objects.create(question_set=questions, number=9, title="Late"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_another_version_leaves_the_answers_with_theirs() -> None:
    answers = some_answers(WHOLE)
    another = actions.another_version(question_set=answers.question_set, by=None, at=NOON)
    shorter = Form("Shorter", [Part("One", [Asked("who", Kind.SHORT, "Who are you?")])])
    actions.rewrite_set(question_set=another, form=shorter, by=None, at=NOON)
    actions.publish_set(question_set=another, by=None, at=NOON)
    assert (another.slug, another.version) == ("street", 2)
    answers.refresh_from_db()
    assert answers.question_set.form() == FORM
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerSet.objects.update(question_set=another)


def test_what_is_not_published_is_not_answered() -> None:
    drafted = actions.draft_set(slug="draft", form=FORM, by=None, at=NOON)
    with pytest.raises(Refused, match="not published yet"):
        actions.open_answers(question_set=drafted, by=None, at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerSet.objects.create(question_set=drafted, opened_at=NOON)


@pytest.mark.parametrize("typed", ["no\x00thing", [["a", "b\x00"]]])
def test_a_sign_that_nobody_can_type_is_refused_by_every_database(typed: Any) -> None:
    answers = some_answers({})
    with pytest.raises(Refused, match="which nobody can read"):
        save(answers, typed, 0)
    section = Section.objects.filter(question_set=answers.question_set)[0]
    with pytest.raises(Refused, match="which nobody can read"):
        actions.name_owner(answer_set=answers, section=section, name="A\x00", by=None, at=NOON)


def test_when_two_write_at_once_both_texts_are_kept_until_one_is_chosen() -> None:
    answers, ann, bea = some_answers({"story": "First."}), somebody("Ann"), somebody("Bea")
    assert save(answers, "Ann's.", 1, ann).version == 2
    late = save(answers, "Bea's.", 1, bea)
    assert late.aside is not None
    assert stands(answers) == "Ann's."
    [aside] = queries.standing_in(answers)["story", 0].asides
    assert (aside.typed, aside.typed_by) == ("Bea's.", str(bea.pk))
    with pytest.raises(Refused, match="two people wrote at once"):
        actions.close_answers(answer_set=answers, by=None, at=NOON)
    with pytest.raises(Refused, match="changed again meanwhile"):
        actions.settle(aside=aside, typed="Bea's.", seen=1, by=bea, at=NOON)
    actions.settle(aside=aside, typed="Bea's.", seen=2, by=bea, at=NOON)
    assert stands(answers) == "Bea's."
    assert queries.standing_in(answers)["story", 0].asides == ()
    every = queries.versions_of(Answer.objects.get(question__key="story"))
    assert {each.typed for each in every} == {"First.", "Ann's.", "Bea's."}


def test_who_did_not_touch_a_box_takes_nothing_from_who_did() -> None:
    answers = some_answers({"story": "First."})
    save(answers, "Ann's.", 1)
    assert save(answers, "First.", 1).aside is None  # an older page, with that box as it was
    assert stands(answers) == "Ann's."
    assert save(answers, "Ann's.", 1).aside is None  # sent twice
    assert AnswerVersion.objects.filter(is_aside=True).count() == 0


def test_nobody_quarrels_with_themselves() -> None:
    """The button pressed while the script was still saving: the later words are the same hand's."""
    answers, ann, bea = some_answers({"story": "First."}), somebody("Ann"), somebody("Bea")
    save(answers, "Ann ty", 1, ann)
    assert save(answers, "Ann typed on.", 1, ann).version == 3
    assert save(answers, "Bea's.", 1, bea).aside is not None
    assert save(answers, "x", 99, bea).aside is not None
    assert stands(answers) == "Ann typed on."


def test_a_box_that_was_emptied_is_an_answer_too() -> None:
    answers = some_answers({"story": "First."})
    save(answers, "", 1)
    assert stands(answers) == ""
    assert save(answers, "Bea's.", 1).aside is not None


@pytest.mark.django_db(transaction=True)
def test_two_threads_save_one_box_and_neither_text_is_lost() -> None:
    answers = some_answers({"story": "First."})
    people = [somebody(f"Person {n}") for n in range(4)]
    ready, found = threading.Barrier(4), []

    def one(person: Event) -> None:
        try:
            ready.wait(20)
            found.append(save(answers, f"By {person.about}", 1, person))
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert sum(each.aside is None for each in found) == 1
    every = set(AnswerVersion.objects.values_list("typed", flat=True))
    assert every == {"First."} | {f"By Person {n}" for n in range(4)}
    assert Answer.objects.get(question__key="story").version == 2


def test_what_is_handed_in_is_whole_and_stays() -> None:
    answers = some_answers(WHOLE | {"people": "many"})
    with pytest.raises(Refused, match="“How many people would take part\\?”: Write a number"):
        actions.close_answers(answer_set=answers, by=None, at=NOON)
    actions.save_answers(answer_set=answers, typing=[Typing("people", "60", 1)], by=None, at=NOON)
    actions.close_answers(answer_set=answers, by=None, at=NOON)
    with pytest.raises(Refused, match="has been handed in"):
        save(answers, "Late.", 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.update(typed="Late.")
    actions.open_again(answer_set=answers, by=None, at=NOON + timedelta(days=1))
    assert save(answers, "Put right.", 1).version == 2


def test_what_was_typed_stays_as_it_was_typed() -> None:
    answers = some_answers({"story": "First."})
    changes: list[tuple[Any, dict[str, Any]]] = [
        (AnswerVersion, {"typed": "Other."}),
        (Answer, {"typed": "Other."}),  # without the next version
        (Answer, {"version": 7}),
    ]
    for rows, change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.objects.update(**change)
    assert stands(answers) == "First."


def test_an_answer_is_to_a_question_of_its_own_set() -> None:
    answers = some_answers(WHOLE)
    shorter = Form("Other", [Part("One", [Asked("who", Kind.SHORT, "Who are you?")])])
    other = some_questions(shorter, "other").questions.get()
    facts = {"answer_set": answers, "changed_at": NOON}
    for wrong in ({"question": other}, {"question": Question.objects.get(key="story"), "turn": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Answer.objects.create(**facts, **wrong)
    with pytest.raises(Refused, match="not asked here"):
        actions.save_answers(answer_set=answers, typing=[Typing("dragon", "x")], by=None, at=NOON)
    with pytest.raises(Refused, match="far too long"):
        save(answers, "x" * 300_000, 1)


def test_meanings_of_many_are_read_in_as_many_queries_as_of_few(
    django_assert_num_queries: Any,
) -> None:
    questions = some_questions()
    each = [some_answers(WHOLE, questions=questions) for _ in range(4)]
    rows = list(AnswerSet.objects.select_related("question_set"))
    with django_assert_num_queries(3):
        found = queries.meant_by_each(rows)
    assert [found[one.pk]["amount"] for one in each] == [240050] * 4
    assert queries.meant_by(each[0])["recipient"] == "Mill Lane Kitchen"


def test_answers_are_forgotten_with_their_files(django_capture_on_commit_callbacks: Any) -> None:
    answers = some_answers(WHOLE)
    paper = Typing("paper", None, file=checked(io.BytesIO(PDF), "accounts.pdf"))
    actions.save_answers(answer_set=answers, typing=[paper], by=None, at=NOON)
    path = Path(Attachment.objects.get().path)
    assert path.exists()
    assert Attachment.objects.held_by_nobody().count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_answers(answer_set=answers, by=None, at=NOON)
    assert not path.exists()
    assert not Answer.objects.exists()
    assert not AnswerVersion.objects.exists()


def test_a_part_is_looked_after_by_one_person_at_a_time() -> None:
    answers = some_answers()
    section = answers.question_set.sections.get(number=1)
    for name in ("Ann", "Bea"):
        actions.name_owner(answer_set=answers, section=section, name=name, by=None, at=NOON)
    assert [each.name for each in answers.owners.all()] == ["Bea"]
    elsewhere = some_questions(slug="other").sections.get(number=1)
    with pytest.raises(Refused, match="other questions"):
        actions.name_owner(answer_set=answers, section=elsewhere, name="Ann", by=None, at=NOON)
