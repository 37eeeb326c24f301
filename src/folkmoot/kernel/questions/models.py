"""Sets of questions, and answers with every version of each."""

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from folkmoot.kernel.files.models import Attachment
from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.kernel.questions.asking import Asked, Column, Condition, Form, Kind, Part

MOST_KNOWN = 200
# What published sets ask, by their keys: they never change, so that each is read once.
_published: dict[UUID, Form] = {}


class QuestionSet(models.Model):
    """One version of a set of questions. Once published it stays as it is; a change is another."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    slug = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=160)
    intro = models.TextField(max_length=2000, blank=True)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("slug", "version")
        constraints = (
            models.UniqueConstraint(fields=["slug", "version"], name="question_set_version_once"),
            models.CheckConstraint(condition=~Q(title=""), name="question_set_has_a_title"),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    def form(self) -> Form:
        """What it asks, as a value; two queries, or none for what is published and known here."""
        if not self.published_at:
            return _form_of(self)
        if len(_published) > MOST_KNOWN:
            _published.clear()
        return _published.get(self.pk) or _published.setdefault(self.pk, _form_of(self))


def _form_of(question_set: QuestionSet) -> Form:
    parts = question_set.sections.prefetch_related("questions")
    asked = [
        Part(each.title, [q.asked() for q in each.questions.all()], each.intro, each.most_turns)
        for each in parts
    ]
    return Form(question_set.title, asked, question_set.intro)


class Section(models.Model):
    """A part of a set of questions; answered once, or in turns (one for each partner, say)."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    question_set = models.ForeignKey(QuestionSet, models.CASCADE, related_name="sections")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    intro = models.TextField(max_length=2000, blank=True)
    most_turns = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["question_set", "number"], name="section_number_once"),
            models.CheckConstraint(
                condition=Q(most_turns__gte=1, most_turns__lte=50), name="section_has_turns"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Question(models.Model):
    """One question, as it stands in one version of a set."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    question_set = models.ForeignKey(QuestionSet, models.CASCADE, related_name="questions")
    section = models.ForeignKey(Section, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])
    text = models.CharField(max_length=400)
    hint = models.CharField(max_length=600, blank=True)
    is_required = models.BooleanField(default=True)
    meaning = models.CharField(max_length=40, blank=True)
    max_words = models.PositiveIntegerField(null=True, blank=True)
    least = models.BigIntegerField(null=True, blank=True)
    most = models.BigIntegerField(null=True, blank=True)
    choices = models.JSONField(default=list, blank=True)  # [[value, words], …]
    columns = models.JSONField(default=list, blank=True)  # [[key, text, kind], …]
    shown_when = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="followed_by"
    )
    # The other's key stands beside the link, so that a form is read in two queries.
    shown_key = models.CharField(max_length=40, blank=True)
    shown_answer = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["question_set", "key"], name="question_key_once"),
            models.UniqueConstraint(
                fields=["question_set", "meaning"],
                condition=~Q(meaning=""),
                name="question_meaning_once",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="question_asks_something"),
            models.CheckConstraint(
                condition=Q(shown_when__isnull=True, shown_answer="", shown_key="")
                | (Q(shown_when__isnull=False) & ~Q(shown_answer="") & ~Q(shown_key="")),
                name="question_waits_for_an_answer",
            ),
        )

    def __str__(self) -> str:
        return self.text

    def asked(self) -> Asked:
        """What it asks, as a value."""
        condition = None
        if self.shown_when_id:
            condition = Condition(self.shown_key, self.shown_answer)
        return Asked(
            key=self.key,
            kind=Kind(self.kind),
            text=self.text,
            hint=self.hint,
            is_required=self.is_required,
            meaning=self.meaning,
            max_words=self.max_words,
            least=self.least,
            most=self.most,
            choices=[(value, words) for value, words in self.choices],
            columns=[Column(key, text, Kind(kind)) for key, text, kind in self.columns],
            shown_when=condition,
        )


class AnswerSet(models.Model):
    """Somebody's answers to one set of questions; a room above holds it and says whose it is.

    Open while it is a draft, closed when it was handed in; opened again if the room says so.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    question_set = models.ForeignKey(QuestionSet, models.PROTECT, related_name="answer_sets")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Answers {self.ref}"


class SectionOwner(models.Model):
    """Who looks after one part of the answers, as the team has agreed; anyone of it may write."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    answer_set = models.ForeignKey(AnswerSet, models.CASCADE, related_name="owners")
    section = models.ForeignKey(Section, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    said_at = models.DateTimeField()

    personal: ClassVar = {"name": "gone: with the answers, or when another is named"}

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["answer_set", "section"], name="section_owner_once"),
            models.CheckConstraint(condition=~Q(name=""), name="section_owner_has_a_name"),
        )

    def __str__(self) -> str:
        return f"Owner of {self.section_id}"


class Answer(models.Model):
    """What stands at one question now, as it was typed. `version` grows by one with each change."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    answer_set = models.ForeignKey(AnswerSet, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    turn = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    typed = models.JSONField(null=True, default=None)
    n_words = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=40, blank=True)  # the key of an account

    personal: ClassVar = {
        "typed": "gone: with the answers, as the room that holds them says",
        "changed_by": "keep: the key of an account, which is itself blanked",
    }

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["answer_set", "question", "turn"], name="answer_once_a_turn"
            ),
        )

    def __str__(self) -> str:
        return f"Answer {self.pk}, version {self.version}"


class AnswerVersion(models.Model):
    """What was typed at one time: what stood then, or was laid aside when two wrote at once."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="versions")
    # The version it became; of what was laid aside, the one that stood in its way.
    number = models.PositiveIntegerField()
    typed: Any = models.JSONField(null=True, default=None)
    typed_at = models.DateTimeField()
    typed_by = models.CharField(max_length=40, blank=True)
    is_aside = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)

    personal: ClassVar = {
        "typed": "gone: with the answers, as the room that holds them says",
        "typed_by": "keep: the key of an account, which is itself blanked",
    }

    class Meta:
        ordering = ("number", "typed_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["answer", "number"],
                condition=Q(is_aside=False),
                name="answer_version_once",
            ),
            models.CheckConstraint(
                condition=Q(is_aside=True) | Q(settled_at__isnull=True),
                name="only_what_is_aside_is_settled",
            ),
        )

    def __str__(self) -> str:
        return f"Version {self.number} of {self.answer_id}"


class AnswerFile(models.Model):
    """A file handed in as an answer; all that were handed in stay as long as the answers do."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    answer_set = models.ForeignKey(AnswerSet, models.CASCADE, related_name="files")
    file = models.OneToOneField(Attachment, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    personal: ClassVar = {"file": "gone: with the answers, as the room that holds them says"}

    def __str__(self) -> str:
        return f"File of {self.answer_set_id}"
