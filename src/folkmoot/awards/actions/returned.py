"""Returns: planned, opened with what is known, handed on, certified, sent back, accepted."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from folkmoot.awards import rules
from folkmoot.awards.actions.asks import ask_as_said
from folkmoot.awards.actions.awards import locked_award
from folkmoot.awards.actions.planning import spread_the_plan
from folkmoot.awards.actions.prefilling import fill_in
from folkmoot.awards.models import (
    Award,
    Indicator,
    Measured,
    Payment,
    Remark,
    Return,
    Source,
)
from folkmoot.awards.queries.asks import said_to_ask
from folkmoot.awards.queries.returned import fields_of, figures_missing
from folkmoot.awards.returning.asked import STANDARD
from folkmoot.awards.returning.periods import Period
from folkmoot.kernel.questions.actions import (
    close_answers,
    draft_set,
    open_again,
    publish_set,
)
from folkmoot.kernel.questions.models import QuestionSet
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def plan_returns(
    *,
    award: Award,
    periods: Sequence[Period],
    question_set: QuestionSet | None = None,
    as_funder_asks: bool = False,
    by: Account,
    at: datetime,
) -> list[Return]:
    """For these periods the recipient reports; the budget is spread over those to come.

    Each asks what its funder said of its day where `as_funder_asks`, else `question_set`.
    """
    locked = locked_award(award.pk)
    there = list(locked.returns.counting())
    taken = [Period(each.starts_date, each.ends_date, each.due_date) for each in there]
    refuse(rules.why_not_plan_returns(locked, periods, taken))
    last = locked.returns.aggregate(last=Max("number"))["last"] or 0
    made = Return.objects.bulk_create(
        Return(
            award=locked,
            number=number,
            starts_date=each.starts,
            ends_date=each.ends,
            due_date=each.due,
            question_set=question_set,
            planned_at=at,
            changed_at=at,
        )
        for number, each in enumerate(sorted(periods, key=lambda each: each.starts), last + 1)
    )
    indicators = list(locked.indicators.all())
    Measured.objects.bulk_create(
        Measured(of=each, indicator=indicator) for each in made for indicator in indicators
    )
    spread_the_plan(locked)
    if as_funder_asks:
        ask_as_said([locked], said_to_ask(locked.funder))
    record("returns_planned", about=locked, by=by, at=at, number=len(made))
    return made


@transaction.atomic
def standard_questions(*, slug: str, by: Account, at: datetime) -> QuestionSet:
    """The questions that come with Folkmoot, published when they are first wanted."""
    there = QuestionSet.objects.filter(slug=slug, published_at__isnull=False)
    if found := there.order_by("-version").first():
        return found
    drafted = draft_set(slug=slug, form=STANDARD[slug], by=by, at=at)
    record("return_questions_published", about=drafted, by=by, at=at)
    return publish_set(question_set=drafted, by=by, at=at)


@transaction.atomic
def add_indicator(
    *,
    award: Award,
    name: str,
    aim: Decimal,
    baseline: Decimal = Decimal(0),
    source: str = Source.TYPED,
    by: Account,
    at: datetime,
) -> Indicator:
    """What would show that the award does what it is for; asked in every return to come."""
    locked = locked_award(award.pk)
    n_there = locked.indicators.count()
    refuse(rules.why_not_add_indicator(locked, name, n_there=n_there))
    made: Indicator = Indicator.objects.create(
        award=locked,
        number=n_there + 1,
        name=name.strip(),
        baseline=baseline,
        aim=aim,
        source=source,
    )
    to_come = locked.returns.filter(stage="SCHEDULED")
    Measured.objects.bulk_create(Measured(of=each, indicator=made) for each in to_come)
    record("indicator_added", about=locked, by=by, at=at)
    return made


@transaction.atomic
def open_return(*, returned: Return, by: Account, at: datetime) -> Return:
    """Begin to write: what the place has recorded already is filled in."""
    locked = locked_return(returned)
    refuse(rules.why_not_open(locked, today=localdate(at)))
    fill_in(locked, by=by, at=at)
    locked.opened_at = at
    return _moved(locked, "WRITING", "opened_at", "answer_set", by=by, at=at)


@transaction.atomic
def submit_return(*, returned: Return, by: Account, at: datetime) -> Return:
    """Hand it to the finance officer, whole: every figure, and every answer that is asked."""
    locked = locked_return(returned)
    refuse(rules.why_not_submit(locked, figures_missing(locked), today=localdate(at)))
    if locked.answer_set:
        close_answers(answer_set=locked.answer_set, by=by, at=at)
    locked.submitted_at, locked.submitted_by = at, by
    return _moved(locked, "SIGNING", "submitted_at", "submitted_by", by=by, at=at)


@transaction.atomic
def certify_return(*, returned: Return, by: Account, at: datetime) -> Return:
    """The recipient's finance officer says that it is right: it goes to the funder."""
    locked = locked_return(returned)
    refuse(rules.why_not_certify_return(locked, by_pk=by.pk))
    locked.certified_at, locked.certified_by = at, by
    return _moved(locked, "SUBMITTED", "certified_at", "certified_by", by=by, at=at)


@transaction.atomic
def give_back_return(*, returned: Return, because: str, by: Account, at: datetime) -> Return:
    """The finance officer asks for it to be mended before it goes."""
    locked = locked_return(returned)
    refuse(rules.why_not_give_back(locked, because))
    return _opened_again(locked, "WRITING", by=by, at=at, because=because)


@transaction.atomic
def send_back_return(
    *, returned: Return, remarks: Mapping[str, str], by: Account, at: datetime
) -> Return:
    """The funder says field by field what is to be mended; everything else stays as it is."""
    locked = locked_return(returned)
    fields = [field.key for field in fields_of(locked)]
    refuse(rules.why_not_send_back_return(locked, remarks, fields, by_pk=by.pk))
    locked.n_sent_back += 1
    Remark.objects.bulk_create(
        Remark(
            of=locked,
            turn=locked.n_sent_back,
            field=field,
            words=words.strip(),
            made_at=at,
            made_by=by,
        )
        for field, words in remarks.items()
        if words.strip()
    )
    return _opened_again(locked, "SENT_BACK", "n_sent_back", by=by, at=at)


@transaction.atomic
def accept_return(*, returned: Return, by: Account, at: datetime) -> Return:
    """The funder accepts it: payments that waited for it can be asked for."""
    locked = locked_return(returned)
    refuse(rules.why_not_accept_return(locked, by_pk=by.pk))
    locked.accepted_at, locked.accepted_by = at, by
    return _moved(locked, "ACCEPTED", "accepted_at", "accepted_by", by=by, at=at)


@transaction.atomic
def skip_return(*, returned: Return, because: str, by: Account, at: datetime) -> Return:
    """The funder does without it; what was planned for its period goes to those to come."""
    locked = locked_return(returned)
    refuse(rules.why_not_skip(locked, because))
    locked = _moved(locked, "SKIPPED", by=by, at=at, because=because)
    spread_the_plan(locked.award)
    return locked


@transaction.atomic
def wait_for_return(
    *, payment: Payment, returned: Return | None, by: Account, at: datetime
) -> Payment:
    """The payment is not asked for before this return is accepted; None: it waits for none."""
    award = locked_award(payment.award_id)
    locked: Payment = Payment.objects.select_for_update(of=("self",)).get(pk=payment.pk)
    locked.award = award
    refuse(rules.why_not_wait_for(locked, returned))
    locked.after_return = returned
    locked.save(update_fields=["after_return"])
    number = returned.number if returned else 0
    record("payment_waits_for_return", about=locked, by=by, at=at, number=number)
    return locked


def locked_return(returned: Return) -> Return:
    """The return, with its award, for nobody else to change meanwhile."""
    award = locked_award(returned.award_id)
    rows = Return.objects.select_for_update(of=("self",))
    found: Return = rows.select_related("question_set", "answer_set").get(pk=returned.pk)
    found.award = award
    return found


def _opened_again(
    returned: Return, stage: str, *fields: str, by: Account, at: datetime, because: str = ""
) -> Return:
    """Back to those who write: whoever handed it over and certified it begin afresh."""
    if returned.answer_set:
        open_again(answer_set=returned.answer_set, by=by, at=at)
    returned.submitted_at = returned.submitted_by = None
    returned.certified_at = returned.certified_by = None
    hands = ("submitted_at", "submitted_by", "certified_at", "certified_by")
    return _moved(returned, stage, *hands, *fields, by=by, at=at, because=because)


def _moved(
    returned: Return, stage: str, *fields: str, by: Account, at: datetime, because: str = ""
) -> Return:
    returned.stage, returned.stage_because = stage, because.strip()
    returned.save(update_fields=["stage", "stage_because", *fields])
    record(
        f"return_{stage.lower()}",
        about=returned,
        by=by,
        at=at,
        number=returned.number,
        because=returned.stage_because,
    )
    return returned
