"""What a funder asks in the returns of its awards: sets of its own, and from when each counts."""

from typing import ClassVar

from django.db import models

from folkmoot.awards.models.award import Award
from folkmoot.kernel.ids import new_key
from folkmoot.kernel.questions.models import QuestionSet
from folkmoot.people.models import Account, Organisation


class ReturnQuestions(models.Model):
    """One version of a set of questions that a funder keeps for the returns of its awards."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="return_questions")
    question_set = models.OneToOneField(QuestionSet, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        ordering = ("question_set__title", "-question_set__version")

    def __str__(self) -> str:
        return f"{self.question_set_id} of {self.funder_id}"


class WhichReturns(models.TextChoices):
    EVERY = "EVERY", "Every return"
    LAST = "LAST", "The last return of an award"
    OTHERS = "OTHERS", "Every return but the last"


class ReturnsAsk(models.Model):
    """From a day on, returns ask these questions: of all awards of a funder, or of one.

    Nothing is changed afterwards: what is said later goes before. A return that was begun keeps
    what it asked.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="returns_ask")
    question_set = models.ForeignKey(QuestionSet, models.PROTECT, related_name="+")
    award = models.ForeignKey(
        Award, models.PROTECT, null=True, blank=True, related_name="returns_ask"
    )
    which = models.CharField(max_length=6, choices=WhichReturns, default=WhichReturns.EVERY)
    from_date = models.DateField()  # of periods that end on it or later
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    personal: ClassVar = {"said_by": "keep: who answers for what is asked of recipients"}

    class Meta:
        ordering = ("-said_at", "-id")
        indexes = (models.Index(fields=["funder", "-said_at"], name="returns_ask_of_funder"),)

    def __str__(self) -> str:
        return f"{self.question_set_id} from {self.from_date}"
