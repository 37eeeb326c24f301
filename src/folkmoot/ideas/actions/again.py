"""Putting forward again what people did not choose."""

from datetime import datetime

from django.db import transaction

from folkmoot.ideas import notices, rules
from folkmoot.ideas.actions.keeping import (
    as_author,
    credit_again,
    keep_version,
    locked,
    new_link,
    promised_day,
)
from folkmoot.ideas.models import Author, Draft, Proposal
from folkmoot.ideas.queries import welcome_of, winners_of
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def put_again(
    *, proposal: Proposal, author: Author | None, by: Account | None, at: datetime
) -> Proposal:
    """Put a proposal forward once more, with its words and its authors.

    It is another proposal: officers answer it afresh, and those who supported the one before
    are asked again. Every author is sent a private link to it.
    """
    proposal = locked(proposal)
    decision = proposal.option.decision if proposal.option else None
    is_funded = bool(decision and proposal.option_id in winners_of(decision))
    refuse(rules.why_not_put_again(proposal, is_funded=is_funded))
    refuse(rules.why_not_put(welcome_of(proposal.place)))
    made = Proposal.objects.create(
        place=proposal.place,
        put_at=at,
        answer_date=promised_day(proposal.place, at),
        put_again_from=proposal,
        **Draft.of(proposal).as_fields(),
    )
    keep_version(made, at=at, note=f"Put forward again from {proposal.ref}")
    authors = proposal.authors.credited().select_related("person")
    for each in credit_again(made, authors, at=at):
        notices.put_again(each, new_link(each, at=at), by=by, at=at)
    record("proposal_put_again", about=made, by=by, at=at, before=proposal.ref, **as_author(author))
    notices.ask_supporters_again(proposal, made, by=by, at=at)
    return made
