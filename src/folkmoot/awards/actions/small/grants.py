"""Small grants: asked for, decided by the panel, withdrawn, forgotten."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from folkmoot.awards.actions.small.funds import committed_of, give_back_if_due, locked_fund
from folkmoot.awards.models import (
    GroupMember,
    PanelAnswer,
    Panellist,
    Says,
    SmallFund,
    SmallGrant,
    SmallStage,
)
from folkmoot.awards.notices import small as notices
from folkmoot.awards.rules import small
from folkmoot.kernel import links
from folkmoot.kernel.notify.actions import forget_messages_about
from folkmoot.kernel.personal import forget
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.kernel.sweeping import sweep_after_commit
from folkmoot.people.models import Account

A_BATCH = 200
WHAT_IS_AGREED = (
    "All four of us know about this. You may keep our names and how to reach us until it is over, "
    "to tell us the answer and to pay."
)


@dataclass(frozen=True, slots=True)
class Friend:
    """One of the four."""

    name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class SmallAsk:
    """What four people ask for. `paper_date` is of the paper, when somebody wrote it down."""

    title: str
    what: str
    when: str
    where: str
    asked_pence: int
    group: tuple[Friend, ...]
    paper_date: date | None = None


@transaction.atomic
def ask_small_grant(
    *, fund: SmallFund, ask: SmallAsk, by: Account | None, at: datetime
) -> tuple[SmallGrant, str]:
    """Four people ask: the grant, and the secret that opens their own page."""
    fund = locked_fund(fund.pk)
    today = localdate(at)
    left = fund.kept_pence - committed_of(fund)
    n_panel = fund.panel.serving().count()
    refuse(small.why_not_take(fund, left=left, n_panel=n_panel, today=today))
    reach = any(each.email.strip() or each.phone.strip() for each in ask.group)
    names = [each.name for each in ask.group]
    refuse(small.why_not_ask(fund, ask.asked_pence, names, can_reach=reach))
    secret = links.new_secret()
    grant: SmallGrant = SmallGrant.objects.create(
        fund=fund,
        title=ask.title.strip(),
        what=ask.what.strip(),
        when=ask.when.strip(),
        where=ask.where.strip(),
        asked_pence=ask.asked_pence,
        put_at=at,
        due_date=today + small.DECIDED_WITHIN,
        is_paper=ask.paper_date is not None,
        paper_date=ask.paper_date,
        written_down_by=by if ask.paper_date else None,
        secret_hash=links.hash_of(secret),
    )
    GroupMember.objects.bulk_create(
        GroupMember(
            grant=grant,
            number=number,
            name=each.name.strip(),
            email=each.email.strip(),
            phone=each.phone.strip(),
        )
        for number, each in enumerate(ask.group, 1)
    )
    record("small_grant_asked", about=grant, by=by, at=at, pence=grant.asked_pence,
           agreed=WHAT_IS_AGREED)  # fmt: skip
    notices.asked(grant, secret, by=by, at=at)
    return grant, secret


@transaction.atomic
def declare_interest(
    *,
    grant: SmallGrant,
    panellist: Panellist,
    has_interest: bool,
    interest: str = "",
    by: Account,
    at: datetime,
) -> PanelAnswer:
    """One of the panel says whether they gain from it, before they read it."""
    grant = locked_grant(grant.pk)
    done = grant.answers.filter(panellist=panellist).exists()
    refuse(small.why_not_declare(grant, has_interest=has_interest, interest=interest, done=done))
    answer: PanelAnswer = PanelAnswer.objects.create(
        grant=grant,
        panellist=panellist,
        has_interest=has_interest,
        interest=interest.strip() if has_interest else "",
        declared_at=at,
    )
    record("panel_interest", about=grant, by=by, at=at, has_interest=has_interest)
    return answer


@transaction.atomic
def say_on_small_grant(
    *,
    answer: PanelAnswer,
    says: str,
    pence: int | None = None,
    because: str = "",
    by: Account,
    at: datetime,
) -> PanelAnswer:
    """One of the panel says yes, yes with less, or no; until it is decided they may say otherwise.

    Nobody of the panel reads what the others said before all is decided.
    """
    grant = locked_grant(answer.grant_id)
    answer = PanelAnswer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    answer.grant = grant
    refuse(small.why_not_say(answer, says, pence, because))
    answer.says, answer.because, answer.said_at = says, because.strip(), at
    whole = {Says.YES: grant.asked_pence, Says.NO: 0}
    answer.pence = whole.get(Says(says), pence)
    answer.save(update_fields=["says", "pence", "because", "said_at"])
    record("panel_said", about=grant, by=by, at=at, **answer.facts)
    return answer


@transaction.atomic
def decide_small_grant(
    *, grant: SmallGrant, reason: str = "", way_on: str = "", by: Account, at: datetime
) -> SmallGrant:
    """Write down what the panel has said, with its reason, and tell the four."""
    grant = locked_grant(grant.pk)
    fund = grant.fund
    sums = said_of(grant)
    gives, left = small.panel_sum(sums), fund.kept_pence - committed_of(fund)
    refuse(
        small.why_not_decide(
            grant, n_said=len(sums), gives=gives, left=left, reason=reason, way_on=way_on
        )
    )
    grant.granted_pence, grant.reason = gives, reason.strip()
    grant.way_on = "" if gives else way_on.strip()
    grant.decided_at, grant.decided_by = at, by
    grant.ended_at = None if gives else at
    fields = ("granted_pence", "reason", "way_on", "decided_at", "decided_by", "ended_at")
    _moved(grant, "GRANTED" if gives else "DECLINED", *fields, by=by, at=at)
    notices.decided(grant, by=by, at=at)
    return grant


@transaction.atomic
def withdraw_small_grant(*, grant: SmallGrant, by: Account | None, at: datetime) -> SmallGrant:
    """The four do not want it any more."""
    grant = locked_grant(grant.pk)
    refuse(small.why_not_withdraw(grant))
    grant.ended_at = at
    _moved(grant, "WITHDRAWN", "ended_at", by=by, at=at)
    give_back_if_due(fund=grant.fund, by=by, at=at)
    return grant


@transaction.atomic
def remind_of_small_grant(*, grant: SmallGrant, by: Account | None, at: datetime) -> int:
    """Remind those of the panel who have not said: before it is due, and once when it is late."""
    grant = locked_grant(grant.pk)
    if grant.stage != SmallStage.PUT:
        return 0
    late = small.is_overdue(grant, today=localdate(at))
    column = "overdue_told_at" if late else "reminded_at"
    if getattr(grant, column):
        return 0
    setattr(grant, column, at)
    grant.save(update_fields=[column])
    done = grant.answers.filter(Q(has_interest=True) | ~Q(says=""))
    waiting = grant.fund.panel.serving().exclude(pk__in=done.values("panellist"))
    who = [each.account for each in waiting.select_related("account")]
    notices.remind_panel(grant, who, is_late=late, by=by, at=at)
    record("panel_reminded", about=grant, by=by, at=at, number=len(who), late=late)
    return len(who)


@transaction.atomic
def forget_group(*, grant: SmallGrant, by: Account | None, at: datetime) -> SmallGrant:
    """Who they were and how to reach them is blanked; what was given, and to what, stays."""
    grant = locked_grant(grant.pk)
    refuse(small.why_not_forget(grant))
    _forget(grant, by=by, at=at)
    sweep_after_commit([GroupMember])
    return grant


@transaction.atomic
def forget_groups(*, by: Account | None, at: datetime) -> int:
    """Blank groups sixty days after a no and a year after the end; how many, up to a batch."""
    no = Q(stage__in=["DECLINED", "WITHDRAWN"], ended_at__lte=at - small.FORGOTTEN_AFTER_NO)
    over = Q(stage="DONE", ended_at__lte=at - small.FORGOTTEN_AFTER_END)
    rows = SmallGrant.objects.filter(no | over, forgotten_at__isnull=True)[:A_BATCH]
    keys = [grant.pk for grant in rows]
    for key in keys:
        _forget(locked_grant(key), by=by, at=at)
    if keys:
        sweep_after_commit([GroupMember])
    return len(keys)


def locked_grant(key: uuid.UUID) -> SmallGrant:
    """The grant with its fund, for nobody else to change meanwhile."""
    fund_key = SmallGrant.objects.values_list("fund", flat=True).get(pk=key)
    fund = locked_fund(fund_key)
    found: SmallGrant = SmallGrant.objects.select_for_update(of=("self",)).get(pk=key)
    found.fund = fund
    return found


def said_of(grant: SmallGrant) -> Collection[int]:
    """What each of the panel would give, in pence; those with an interest say nothing."""
    said = grant.answers.filter(pence__isnull=False)
    return [pence for pence in said.values_list("pence", flat=True) if pence is not None]


def move(grant: SmallGrant, stage: str, *fields: str) -> SmallGrant:
    """Put it into another stage, and keep what changed with it."""
    grant.stage = stage
    grant.save(update_fields=["stage", *fields])
    return grant


def _moved(
    grant: SmallGrant, stage: str, *fields: str, by: Account | None, at: datetime
) -> SmallGrant:
    move(grant, stage, *fields)
    record(f"small_grant_{stage.lower()}", about=grant, by=by, at=at, pence=grant.granted_pence)
    return grant


def _forget(grant: SmallGrant, *, by: Account | None, at: datetime) -> None:
    forget_messages_about(thing=grant, by=by, at=at)
    for member in grant.group.all():
        forget(member)
    forget(grant)
    grant.forgotten_at = at
    grant.save(update_fields=["forgotten_at"])
    record("small_group_forgotten", about=grant, by=by, at=at)
