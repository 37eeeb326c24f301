"""The returns of an award as its page lists them, the questions on offer, and a picture."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate

from folkmoot.awards import rules
from folkmoot.awards.models import Award, Return, ReturnQuestions, ReturnsAsk
from folkmoot.awards.queries.returned import ReturnPage
from folkmoot.awards.returning.asked import AS_SAID, STANDARD
from folkmoot.awards.returning.money import LineMoney
from folkmoot.kernel.questions.models import QuestionSet
from folkmoot.people.models import Organisation


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One return in the list: whether it is late, and whether it can be begun."""

    returned: Return
    is_late: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the budget as a bar: shares of the longest, in hundredths."""

    money: LineMoney
    before: str
    spent: str
    expected: str
    spent_from: str
    expected_from: str
    budget: str


def returns_of(award: Award, *, at: datetime) -> tuple[ReturnRow, ...]:
    """The returns of an award, in order; one query."""
    today = localdate(at)
    return tuple(
        ReturnRow(each, rules.is_late(each, today=today), not rules.why_not_open(each, today=today))
        for each in award.returns.all()
    )


def questions_offered(funder: Organisation) -> list[tuple[str, str]]:
    """What a return may ask in words: what its funder said, our own, and what it published."""
    ours = [(slug, form.title) for slug, form in STANDARD.items()]
    theirs = [(str(each.pk), str(each)) for each in _published(funder)]
    has_said = ReturnsAsk.objects.filter(funder=funder).exists()
    said = [(AS_SAID, f"As {funder} asks of each")] if has_said else []
    return said + ours + theirs


def questions_with(key: str, funder: Organisation) -> QuestionSet | None:
    """A set of questions for returns that this funder has published."""
    return next((each for each in _published(funder) if str(each.pk) == key), None)


def picture_of(page: ReturnPage) -> tuple[Bar, ...]:
    """Each line of the budget: spent before, in this period, expected, against its budget."""
    lines = [each.money for each in page.spending]
    longest = max((_longest(each) for each in lines), default=0)
    return tuple(_bar(each, longest) for each in lines) if longest else ()


def _published(funder: Organisation) -> QuerySet[QuestionSet]:
    """The latest version comes first."""
    kept = ReturnQuestions.objects.filter(funder=funder).values("question_set")
    rows = QuestionSet.objects.filter(pk__in=kept, published_at__isnull=False)
    return rows.order_by("slug", "-version")


def _longest(money: LineMoney) -> int:
    return max(money.budget, money.before + (money.spent or 0) + (money.expected or 0))


def _bar(money: LineMoney, longest: int) -> Bar:
    def share(pence: int) -> str:
        return f"{100 * pence / longest:.2f}"

    spent, expected = money.spent or 0, money.expected or 0
    return Bar(
        money=money,
        before=share(money.before),
        spent=share(spent),
        expected=share(expected),
        spent_from=share(money.before),
        expected_from=share(money.before + spent),
        budget=share(money.budget),
    )
