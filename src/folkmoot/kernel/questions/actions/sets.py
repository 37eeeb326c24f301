"""Sets of questions: drafted, published, followed by another version."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max, Model

from folkmoot.kernel.questions.asking import Asked, Form, why_not_publish
from folkmoot.kernel.questions.models import Question, QuestionSet, Section
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse

PUBLISHED = "It is published, and people answer what they read. Make another version."


@transaction.atomic
def draft_set(*, slug: str, form: Form, by: Model | None, at: datetime) -> QuestionSet:
    """A new version of the set with that slug, to look over and publish."""
    refuse(why_not_publish(form))
    last = QuestionSet.objects.filter(slug=slug).aggregate(last=Max("version"))["last"] or 0
    drafted = QuestionSet.objects.create(
        slug=slug, version=last + 1, title=form.title, intro=form.intro, made_at=at
    )
    _write(drafted, form)
    record("questions_drafted", about=drafted, by=by, at=at, version=drafted.version)
    return drafted


@transaction.atomic
def rewrite_set(
    *, question_set: QuestionSet, form: Form, by: Model | None, at: datetime
) -> QuestionSet:
    """Ask something else, while it is a draft."""
    drafted = _locked(question_set)
    refuse(PUBLISHED if drafted.published_at else why_not_publish(form))
    drafted.sections.all().delete()
    drafted.title, drafted.intro = form.title, form.intro
    drafted.save(update_fields=["title", "intro"])
    _write(drafted, form)
    record("questions_rewritten", about=drafted, by=by, at=at)
    return drafted


@transaction.atomic
def publish_set(*, question_set: QuestionSet, by: Model | None, at: datetime) -> QuestionSet:
    """From now on it is answered, and never changed."""
    drafted = _locked(question_set)
    refuse("It is published already." if drafted.published_at else why_not_publish(drafted.form()))
    drafted.published_at = at
    drafted.save(update_fields=["published_at"])
    record("questions_published", about=drafted, by=by, at=at)
    return drafted


@transaction.atomic
def another_version(*, question_set: QuestionSet, by: Model | None, at: datetime) -> QuestionSet:
    """A draft that asks the same, to be changed. Answers stay with the version they answer."""
    return draft_set(slug=question_set.slug, form=question_set.form(), by=by, at=at)


def _locked(question_set: QuestionSet) -> QuestionSet:
    return QuestionSet.objects.select_for_update().get(pk=question_set.pk)


def _write(drafted: QuestionSet, form: Form) -> None:
    by_key: dict[str, Question] = {}
    for number, part in enumerate(form.parts, 1):
        section = Section.objects.create(
            question_set=drafted,
            number=number,
            title=part.title,
            intro=part.intro,
            most_turns=part.most_turns,
        )
        for place, asked in enumerate(part.questions, 1):
            by_key[asked.key] = _question(section, place, asked, by_key)
    Question.objects.bulk_create(by_key.values())


def _question(section: Section, number: int, asked: Asked, before: dict[str, Question]) -> Question:
    condition = asked.shown_when
    return Question(
        question_set_id=section.question_set_id,
        section=section,
        number=number,
        key=asked.key,
        kind=asked.kind,
        text=asked.text,
        hint=asked.hint,
        is_required=asked.is_required,
        meaning=asked.meaning,
        max_words=asked.max_words,
        least=asked.least,
        most=asked.most,
        choices=[list(each) for each in asked.choices],
        columns=[[c.key, c.text, c.kind] for c in asked.columns],
        shown_when=before[condition.key] if condition else None,
        shown_key=condition.key if condition else "",
        shown_answer=condition.answer if condition else "",
    )
