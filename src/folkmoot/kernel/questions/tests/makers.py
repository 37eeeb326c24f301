"""Makers: questions as a programme asks them, and answers to them."""

from datetime import UTC, datetime
from typing import Any

from folkmoot.kernel.questions import actions
from folkmoot.kernel.questions.actions import Typing
from folkmoot.kernel.questions.asking import Asked, Column, Condition, Form, Kind, Part
from folkmoot.kernel.questions.models import AnswerSet, QuestionSet
from folkmoot.kernel.record.models import Event

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)

YOU = Part(
    "About you",
    [
        Asked("who", Kind.SHORT, "What is your group called?", meaning="recipient", max_words=10),
        Asked("story", Kind.LONG, "What would you do?", max_words=20),
        Asked("people", Kind.NUMBER, "How many people would take part?", least=1, most=5000),
        Asked("begins", Kind.DATE, "When would it begin?", is_required=False),
        Asked("held", Kind.YES_NO, "Does anybody hold money for you?"),
        Asked(
            "holder",
            Kind.REFERENCE,
            "Which organisation?",
            meaning="holder",
            shown_when=Condition("held", "yes"),
        ),
    ],
    intro="Short answers will do.",
)
MONEY = Part(
    "Money",
    [
        Asked("sum", Kind.MONEY, "How much do you ask for?", meaning="amount", most=24_000_000),
        Asked(
            "costs",
            Kind.TABLE,
            "What is it for?",
            columns=[Column("what", "What"), Column("cost", "Cost", Kind.MONEY)],
            most=6,
        ),
        Asked(
            "kind",
            Kind.ONE,
            "What is it most about?",
            choices=[("food", "Food, and eating together"), ("young", "Young people")],
        ),
        Asked(
            "ways",
            Kind.MANY,
            "How did you hear of it?",
            choices=[("web", "On the web"), ("door", "At the door"), ("post", "By post")],
            is_required=False,
        ),
        Asked("paper", Kind.FILE, "Your accounts", is_required=False),
    ],
)
PARTNERS = Part(
    "Partners",
    [
        Asked("partner", Kind.SHORT, "Who are they?", is_required=False),
        Asked("gives", Kind.LONG, "What do they give?", max_words=50, is_required=False),
    ],
    most_turns=4,
)
FORM = Form("An idea for the street", [YOU, MONEY, PARTNERS], intro="Ask us if you are stuck.")
WHOLE: dict[str, Any] = {
    "who": "Mill Lane Kitchen",
    "story": "Cook once a week for whoever comes.",
    "people": "60",
    "held": "no",
    "sum": "£2,400.50",
    "costs": [["Pans", "400.50"], ["Food", "2,000"]],
    "kind": "food",
}


def some_questions(form: Form = FORM, slug: str = "street") -> QuestionSet:
    """A published set of questions."""
    drafted = actions.draft_set(slug=slug, form=form, by=None, at=NOON)
    return actions.publish_set(question_set=drafted, by=None, at=NOON)


def some_answers(typed: dict[str, Any] | None = None, **more: Any) -> AnswerSet:
    """Answers to them that are not handed in."""
    answers = actions.open_answers(
        question_set=more.pop("questions", None) or some_questions(), by=None, at=NOON
    )
    told = (typed or {}) | more
    typing = [Typing(key, words) for key, words in told.items()]
    actions.save_answers(answer_set=answers, typing=typing, by=None, at=NOON)
    return answers


def somebody(name: str) -> Event:
    """Anything with a key will do for who typed."""
    return Event.objects.create(kind="somebody", at=NOON, about=name)
