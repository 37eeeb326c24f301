"""The money and the story of a small grant: two people pay, four people tell."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from folkmoot.awards.actions.small.funds import give_back_if_due
from folkmoot.awards.actions.small.grants import locked_grant, move
from folkmoot.awards.models import SmallGrant
from folkmoot.awards.notices import small as notices
from folkmoot.awards.rules import small
from folkmoot.gatherings.models import Gathering
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def name_payee(
    *, grant: SmallGrant, payee: str, payee_name: str, by: Account | None, at: datetime
) -> SmallGrant:
    """The four say who the money goes to: one of them, or somebody who holds it for them."""
    grant = locked_grant(grant.pk)
    refuse(small.why_not_name_payee(grant, payee, payee_name))
    grant.payee, grant.payee_name = payee, payee_name.strip()
    grant.save(update_fields=["payee", "payee_name"])
    record("small_payee_named", about=grant, by=by, at=at, payee=payee)
    return grant


@transaction.atomic
def make_ready(*, grant: SmallGrant, by: Account, at: datetime) -> SmallGrant:
    """The first of two people says that it is right to pay."""
    grant = locked_grant(grant.pk)
    refuse(small.why_not_make_ready(grant))
    grant.approved_at, grant.approved_by = at, by
    return _moved(grant, "READY", "approved_at", "approved_by", by=by, at=at)


@transaction.atomic
def unready(*, grant: SmallGrant, because: str, by: Account, at: datetime) -> SmallGrant:
    """Something is not right: back to who said that it was, with the reason in the record."""
    grant = locked_grant(grant.pk)
    refuse(small.why_not_unready(grant, because))
    grant.approved_at = grant.approved_by = None
    record("small_grant_sent_back", about=grant, by=by, at=at, because=because.strip())
    return _moved(grant, "GRANTED", "approved_at", "approved_by", by=by, at=at)


@transaction.atomic
def pay_small_grant(*, grant: SmallGrant, paid_date: date, by: Account, at: datetime) -> SmallGrant:
    """The second of two people has paid it."""
    grant = locked_grant(grant.pk)
    refuse(small.why_not_pay_small(grant, paid_date, by_pk=by.pk, today=localdate(at)))
    grant.paid_at, grant.paid_by, grant.paid_date = at, by, paid_date
    _moved(grant, "PAID", "paid_at", "paid_by", "paid_date", by=by, at=at)
    notices.paid(grant, by=by, at=at)
    return grant


@transaction.atomic
def tell_story(
    *,
    grant: SmallGrant,
    story: str,
    spent_pence: int | None,
    gathering: Gathering | None = None,
    by: Account | None,
    at: datetime,
) -> SmallGrant:
    """What happened, in the words of those who did it, and what was spent. It can be mended."""
    grant = locked_grant(grant.pk)
    refuse(small.why_not_tell(grant, story, spent_pence))
    grant.story, grant.spent_pence, grant.told_at = story.strip(), spent_pence, at
    if gathering and gathering.place_id == grant.fund.place_id:
        grant.gathering = gathering
    fields = ("story", "spent_pence", "told_at", "gathering")
    if grant.stage == "TOLD":
        grant.save(update_fields=fields)
        record("small_story_mended", about=grant, by=by, at=at)
        return grant
    return _moved(grant, "TOLD", *fields, by=by, at=at)


@transaction.atomic
def return_money(*, grant: SmallGrant, pence: int, by: Account, at: datetime) -> SmallGrant:
    """What was not spent has come back; somebody else's idea can have it."""
    grant = locked_grant(grant.pk)
    refuse(small.why_not_return(grant, pence))
    grant.returned_pence += pence
    grant.save(update_fields=["returned_pence"])
    record("small_grant_returned", about=grant, by=by, at=at, pence=pence)
    give_back_if_due(fund=grant.fund, by=by, at=at)
    return grant


@transaction.atomic
def finish_small_grant(*, grant: SmallGrant, by: Account, at: datetime) -> SmallGrant:
    """Told, and settled to the penny."""
    grant = locked_grant(grant.pk)
    refuse(small.why_not_finish(grant))
    grant.ended_at = at
    return _moved(grant, "DONE", "ended_at", by=by, at=at)


def _moved(
    grant: SmallGrant, stage: str, *fields: str, by: Account | None, at: datetime
) -> SmallGrant:
    move(grant, stage, *fields)
    record(f"small_grant_{stage.lower()}", about=grant, by=by, at=at, pence=grant.granted_pence)
    return grant
