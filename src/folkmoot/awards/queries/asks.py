"""What a funder asks in returns: its sets, and what counts from when."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from folkmoot.awards.models import Award, ReturnQuestions, ReturnsAsk
from folkmoot.awards.returning.asked import STANDARD
from folkmoot.awards.returning.which import SaidToAsk
from folkmoot.kernel.questions.models import QuestionSet
from folkmoot.people.models import Organisation


@dataclass(frozen=True, slots=True)
class AsksPage:
    """A funder's sets, each with its versions, and everything it said, latest first."""

    sets: Sequence[tuple[str, Sequence[QuestionSet]]]
    said: Sequence[ReturnsAsk]


def asks_page(funder: Organisation) -> AsksPage:
    """What the page of a funder's questions shows; two queries."""
    by_slug: dict[str, list[QuestionSet]] = {}
    kept = ReturnQuestions.objects.filter(funder=funder).select_related("question_set")
    for each in kept:
        by_slug.setdefault(each.question_set.slug, []).append(each.question_set)
    said = ReturnsAsk.objects.filter(funder=funder).select_related(
        "question_set", "award", "said_by"
    )
    return AsksPage([(versions[0].title, versions) for versions in by_slug.values()], list(said))


def set_of_funder(funder: Organisation, key: UUID) -> QuestionSet | None:
    """One of the funder's own sets."""
    kept = ReturnQuestions.objects.filter(funder=funder, question_set=key)
    found = kept.select_related("question_set").first()
    return found.question_set if found else None


def is_set_of(funder: Organisation, question_set: QuestionSet) -> bool:
    """Whether a funder may ask it: its own, or one that comes with Folkmoot."""
    if question_set.slug in STANDARD:
        return True
    return set_of_funder(funder, question_set.pk) is not None


def said_to_ask(funder: Organisation) -> list[SaidToAsk]:
    """Everything a funder said of what its returns ask; one query."""
    rows = ReturnsAsk.objects.filter(funder=funder).order_by("said_at", "pk")
    told = rows.values_list("question_set", "from_date", "said_at", "which", "award")
    return [SaidToAsk(*row) for row in told]


def awards_to_ask(funder: Organisation) -> list[Award]:
    """Awards that still have returns to come, or may have."""
    over = ("CLOSED", "DECLINED", "LAPSED")
    return list(funder.awards_made.exclude(stage__in=over).order_by("title", "ref"))
