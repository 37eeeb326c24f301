"""Sets of questions that a programme writes, publishes and writes anew."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from folkmoot.granting.actions.calls import keep_questions
from folkmoot.granting.models import QuestionsKept
from folkmoot.kernel.questions import actions as questions
from folkmoot.kernel.questions.asking import Asked, Form, Kind, Part
from folkmoot.kernel.questions.models import QuestionSet
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import Refused
from folkmoot.people.models import Account
from folkmoot.programmes.models import Programme

BEGINNING = (
    Part(
        "The place and its people",
        [Asked("why", Kind.LONG, "Why here, and why now?", max_words=300)],
    ),
    Part(
        "Money",
        [Asked("sum", Kind.MONEY, "How much do you ask for?", meaning="amount")],
    ),
)


@transaction.atomic
def write_questions(
    *, programme: Programme, title: str, intro: str = "", by: Account | None, at: datetime
) -> QuestionSet:
    """A set that begins with what every call asks, to be changed and added to."""
    slug = slugify(f"{programme.slug} {title}")[:60].strip("-") or programme.slug
    if QuestionSet.objects.filter(slug=slug).exists():
        raise Refused(f"There is a set called “{title}” already. Make another version of it.")
    form = Form(" ".join(title.split()), BEGINNING, intro.strip())
    drafted = questions.draft_set(slug=slug, form=form, by=by, at=at)
    keep_questions(programme=programme, question_set=drafted, by=by, at=at)
    record("questions_begun", about=drafted, by=by, at=at, programme=programme.slug)
    return drafted


@transaction.atomic
def copy_questions(*, question_set: QuestionSet, by: Account | None, at: datetime) -> QuestionSet:
    """A draft that asks the same. Answers stay with the version they answer."""
    kept = QuestionsKept.objects.select_related("programme").get(question_set=question_set)
    waiting = QuestionSet.objects.filter(slug=question_set.slug, published_at__isnull=True)
    if waiting.exists():
        raise Refused("Another version of it is being written already. Change that one.")
    drafted = questions.another_version(question_set=question_set, by=by, at=at)
    keep_questions(programme=kept.programme, question_set=drafted, by=by, at=at)
    record("questions_copied", about=drafted, by=by, at=at, programme=kept.programme.slug)
    return drafted
