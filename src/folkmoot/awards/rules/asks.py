"""When a funder may ask something of its own in returns."""

from datetime import date

from folkmoot.awards.models import Award
from folkmoot.kernel.questions.models import QuestionSet
from folkmoot.people.models import Organisation


def why_not_ask_in_returns(
    funder: Organisation, question_set: QuestionSet, award: Award | None, *, is_theirs: bool
) -> str:
    """Published questions of its own, or ours; of its own awards."""
    if not is_theirs:
        return f"These are not questions of {funder}."
    if not question_set.published_at:
        return "Publish the questions first: what is asked has to stay as people read it."
    if award and award.funder_id != funder.pk:
        return f"{award.title} is not an award of {funder}."
    return ""


def why_not_from(from_date: date, *, today: date) -> str:
    """A day that people can still live by: not one long gone."""
    if (today - from_date).days > 366:
        return "That is more than a year ago. Returns that were begun keep what they asked."
    return ""
