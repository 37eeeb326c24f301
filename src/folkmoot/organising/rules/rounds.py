"""When a round may be planned, opened, ended, told and closed."""

from datetime import date

from folkmoot.kernel.ui.words import day
from folkmoot.organising.models import ListeningRound, RoundPlan, RoundStage

MOST_QUESTIONS = 12
LONGEST_QUESTION = 200


def why_not_plan(plan: RoundPlan) -> str:
    """A round says why it listens, asks something, and promises a day on which people are told."""
    if not plan.name.strip():
        return "Give the round a name, such as “Spring listening 2027”."
    if not plan.why.strip():
        return "Say why you are listening: people ask that first."
    if not plan.starts_date <= plan.ends_date:
        return "The listening cannot end before it begins."
    if not plan.ends_date <= plan.tell_by_date:
        return "People cannot be told what was heard before the listening has ended."
    return _why_not_questions(plan)


def _why_not_questions(plan: RoundPlan) -> str:
    if not plan.questions:
        return "Ask at least one question."
    if len(plan.questions) > MOST_QUESTIONS:
        return f"Ask at most {MOST_QUESTIONS} questions; nobody stands at a door for more."
    for number, (_, words) in enumerate(plan.questions, 1):
        if not words.strip():
            return f"Question {number} says nothing."
        if len(words) > LONGEST_QUESTION:
            return f"Question {number} has {len(words)} letters; use at most {LONGEST_QUESTION}."
    return ""


def why_not_replan(round: ListeningRound) -> str:
    """What people were asked stays as it was asked."""
    if round.stage != RoundStage.PLANNED:
        return "The listening has begun, so the questions and dates stay as they are."
    return ""


def why_not_open(round: ListeningRound, *, n_questions: int) -> str:
    """Listening begins once."""
    if round.stage != RoundStage.PLANNED:
        return "The listening has begun already."
    if not n_questions:
        return "Ask at least one question."
    return ""


def why_not_end(round: ListeningRound) -> str:
    """Only what is open can end."""
    if round.stage == RoundStage.PLANNED:
        return "The listening has not begun."
    if round.stage != RoundStage.OPEN:
        return "The listening has ended already."
    return ""


def why_not_tell(round: ListeningRound, told_date: date | None, *, today: date) -> str:
    """People are told once there is something to tell, and never in the future."""
    if round.stage == RoundStage.PLANNED:
        return "Nobody has been heard yet, so there is nothing to tell."
    if told_date is not None and told_date > today:
        return f"Today is {day(today)}: note it once people have been told."
    if told_date is not None and round.opened_at and told_date < round.starts_date:
        return "People cannot have been told before the listening began."
    return ""


def why_not_close(round: ListeningRound, *, n_tellings: int) -> str:
    """A round closes when people have been told what was heard, and not before."""
    if round.stage == RoundStage.CLOSED:
        return "This round is closed already."
    if round.stage != RoundStage.HEARD:
        return "End the listening first; then tell people what you heard."
    if not n_tellings:
        return (
            "Nobody has been told what was heard. Tell people first: by letter, at a gathering, "
            "on a page or by text. Then this round can close."
        )
    return ""
