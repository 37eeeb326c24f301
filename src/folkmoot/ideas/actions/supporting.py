"""Showing interest in a proposal. It is not a vote."""

from datetime import datetime

from django.db import IntegrityError, transaction

from folkmoot.ideas import notices, rules
from folkmoot.ideas.actions.keeping import locked
from folkmoot.ideas.models import Proposal, Support
from folkmoot.kernel import links
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import Refused, refuse
from folkmoot.people.models import Account

ALREADY = "You support this already. Thank you."


@transaction.atomic
def ask_to_confirm_support(
    *, proposal: Proposal, email: str, wants_news: bool, by: Account | None, at: datetime
) -> str:
    """Write to an address so that its owner can confirm. Until then nothing is kept of it.

    The link carries the address sealed, since addresses of pages are logged on their way.
    """
    refuse(rules.why_not_support(proposal))
    token = links.sealed(
        "support",
        at=at,
        proposal=str(proposal.pk),
        email=email.strip().lower(),
        news="yes" if wants_news else "",
    )
    record("support_confirmation_sent", about=proposal, by=by, at=at)
    notices.confirm_support(proposal, email.strip(), token, by=by, at=at)
    return token


@transaction.atomic
def support_proposal(
    *, proposal: Proposal, email: str, wants_news: bool, by: Account | None, at: datetime
) -> Support:
    """Say "I'd support this", once an address; `email` has been confirmed as one's own."""
    proposal = locked(proposal)
    refuse(rules.why_not_support(proposal))
    mark = links.mark_of(email)
    try:
        with transaction.atomic():
            support = Support.objects.create(
                proposal=proposal,
                account=by,
                mark=mark,
                email=email.strip() if wants_news else "",
                given_at=at,
            )
    except IntegrityError as twice:
        raise Refused(ALREADY) from twice
    record("proposal_supported", about=proposal, by=None, at=at)
    return support


@transaction.atomic
def end_support(*, support: Support, by: Account | None, at: datetime) -> None:
    """Take support back."""
    proposal = support.proposal
    refuse(rules.why_not_support(proposal))
    support.delete()
    record("support_taken_back", about=proposal, by=None, at=at)


@transaction.atomic
def stop_news(*, support: Support, by: Account | None, at: datetime) -> Support:
    """Stay a supporter, but hear no more of it: the address is forgotten."""
    support.email = ""
    support.save(update_fields=["email"])
    record("news_stopped", about=support.proposal, by=None, at=at)
    return support
