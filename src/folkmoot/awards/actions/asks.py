"""A funder writes questions for returns, publishes them, and says from when they are asked."""

from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localdate

from folkmoot.awards import notices
from folkmoot.awards.models import Award, Return, ReturnQuestions, ReturnsAsk, WhichReturns
from folkmoot.awards.queries.asks import is_set_of, said_to_ask
from folkmoot.awards.queries.reminding import writers_of
from folkmoot.awards.returning.asked import QUARTER, SLUG, STANDARD
from folkmoot.awards.returning.which import SaidToAsk, asked_of
from folkmoot.awards.rules import asks as rules
from folkmoot.kernel.questions import actions as questions
from folkmoot.kernel.questions.asking import Form
from folkmoot.kernel.questions.models import QuestionSet
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import Refused, refuse
from folkmoot.people.models import Account, Organisation

BEGINNING = STANDARD[QUARTER].parts


@transaction.atomic
def write_return_questions(
    *, funder: Organisation, title: str, intro: str = "", by: Account, at: datetime
) -> QuestionSet:
    """A set of the funder's own that begins with what ours asks, to be changed and added to."""
    slug = slugify(f"{SLUG}{funder.ref} {title}")[:60].strip("-")
    if QuestionSet.objects.filter(slug=slug).exists():
        raise Refused(f"There is a set called “{title}” already. Make another version of it.")
    form = Form(" ".join(title.split()), BEGINNING, intro.strip())
    return _kept(funder, questions.draft_set(slug=slug, form=form, by=by, at=at), by=by, at=at)


@transaction.atomic
def copy_return_questions(
    *, funder: Organisation, question_set: QuestionSet, by: Account, at: datetime
) -> QuestionSet:
    """A draft that asks the same. Returns stay with the version they answer."""
    waiting = QuestionSet.objects.filter(slug=question_set.slug, published_at__isnull=True)
    if waiting.exists():
        raise Refused("Another version of it is being written already. Change that one.")
    drafted = questions.another_version(question_set=question_set, by=by, at=at)
    return _kept(funder, drafted, by=by, at=at)


@transaction.atomic
def ask_in_returns(
    *,
    funder: Organisation,
    question_set: QuestionSet,
    from_date: date,
    which: str = WhichReturns.EVERY,
    award: Award | None = None,
    by: Account,
    at: datetime,
) -> ReturnsAsk:
    """From a day on, these questions: returns to come are changed at once, begun ones never.

    Whoever writes one that asks something else now has one e-mail, which names them all.
    """
    Organisation.objects.select_for_update().get(pk=funder.pk)
    theirs = is_set_of(funder, question_set)
    refuse(rules.why_not_ask_in_returns(funder, question_set, award, is_theirs=theirs))
    refuse(rules.why_not_from(from_date, today=localdate(at)))
    said = ReturnsAsk.objects.create(
        funder=funder, question_set=question_set, award=award, which=which, from_date=from_date,
        said_at=at, said_by=by,
    )  # fmt: skip
    awards = Award.objects.filter(pk=award.pk) if award else Award.objects.filter(funder=funder)
    changed = ask_as_said(list(awards), said_to_ask(funder))
    record("returns_ask", about=said, by=by, at=at, number=len(changed), funder=funder.name)
    for account, theirs_now in writers_of(changed, at=at).items():
        notices.asked_anew(account, said, theirs_now, by=by, at=at)
    return said


def ask_as_said(awards: list[Award], said: list[SaidToAsk]) -> list[Return]:
    """Let the returns to come of these awards ask what their funder said; those that changed."""
    last: dict[object, int] = {}
    to_come = []
    rows = Return.objects.counting().filter(award__in=awards).select_related("award")
    rows = rows.order_by("award", "number")
    for each in rows.select_for_update(of=("self",)):
        last[each.award_id] = each.number
        if each.stage == "SCHEDULED":
            to_come.append(each)
    changed = []
    for each in to_come:
        is_last = last[each.award_id] == each.number
        found = asked_of(said, award=each.award_id, ends=each.ends_date, is_last=is_last)
        if found and each.question_set_id != found.question_set:
            each.question_set_id = found.question_set
            changed.append(each)
    Return.objects.bulk_update(changed, ["question_set"])
    return changed


def _kept(funder: Organisation, drafted: QuestionSet, *, by: Account, at: datetime) -> QuestionSet:
    ReturnQuestions.objects.create(funder=funder, question_set=drafted, begun_at=at)
    record(
        "return_questions_begun", about=drafted, by=by, at=at, funder=funder.name,
        version=drafted.version,
    )  # fmt: skip
    return drafted
