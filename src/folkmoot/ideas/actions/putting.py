"""Putting proposals forward, mending them, and taking them back."""

import uuid
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.timezone import localdate

from folkmoot.deciding.actions import change_option
from folkmoot.ideas import notices, rules
from folkmoot.ideas.actions.keeping import (
    as_author,
    begin,
    end_proposal,
    is_drafted,
    keep_version,
    locked,
    new_link,
    option_facts,
    person_of,
    promised_day,
)
from folkmoot.ideas.models import (
    TEXT_FIELDS,
    Author,
    Channel,
    Contact,
    Draft,
    Paper,
    Proposal,
    Stage,
    Welcome,
)
from folkmoot.ideas.queries import welcome_of
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account
from folkmoot.places.models import Place


class Put(NamedTuple):
    """A proposal just put forward, its first author, and the secret only they are told."""

    proposal: Proposal
    author: Author
    secret: str


@transaction.atomic
def put_proposal(
    *,
    place: Place,
    draft: Draft,
    contact: Contact,
    by: Account | None,
    at: datetime,
    sent_as: uuid.UUID | None = None,
) -> Put:
    """Put a proposal forward, with or without an account.

    The same form sent twice makes one proposal. Where a place reads strangers' proposals
    first, one without an account waits unseen.
    """
    place = Place.objects.select_for_update().get(pk=place.pk)
    before = Proposal.objects.filter(sent_as=sent_as).first() if sent_as else None
    if before:
        author = before.authors.get(is_first=True)
        record("proposal_sent_again", about=before, by=by, at=at)
        return Put(before, author, new_link(author, at=at))
    welcome = welcome_of(place)
    refuse(
        rules.why_not_put(welcome) or rules.why_not_text(draft) or rules.why_not_contact(contact)
    )
    held = welcome.look_first and by is None
    proposal = Proposal(
        place=place, stage=Stage.HELD if held else Stage.PUT, sent_as=sent_as, **draft.as_fields()
    )
    author = begin(proposal, person_of(contact, by), contact, at=at)
    record("proposal_put", about=proposal, by=by, at=at, held=held)
    secret = new_link(author, at=at)
    notices.put(author, secret, by=by, at=at)
    return Put(proposal, author, secret)


@transaction.atomic
def write_down_proposal(
    *,
    place: Place,
    draft: Draft,
    contact: Contact,
    paper: Paper,
    by: Account,
    at: datetime,
) -> Put:
    """Put a paper proposal forward for someone. They are the author; `by` wrote it down."""
    refuse(
        rules.why_not_text(draft)
        or rules.why_not_contact(contact)
        or rules.why_not_paper(paper, localdate(at))
    )
    proposal = Proposal(
        place=place,
        channel=Channel.PAPER,
        paper_number=paper.number,
        paper_date=paper.date,
        written_down_by=by,
        **draft.as_fields(),
    )
    author = begin(proposal, person_of(contact, None), contact, at=at, paper=paper)
    record("proposal_written_down", about=proposal, by=by, at=at, paper=paper.number)
    secret = new_link(author, at=at)
    notices.put(author, secret, by=by, at=at)
    return Put(proposal, author, secret)


@transaction.atomic
def change_text(
    *,
    proposal: Proposal,
    draft: Draft,
    author: Author | None,
    by: Account | None,
    at: datetime,
    seen: int | None = None,
) -> Proposal:
    """Mend the words. The earlier ones stay readable; an option of a draft decision follows.

    `seen` is the version they were mended from: words that came between are not written over.
    """
    proposal = locked(proposal)
    refuse(rules.why_not_edit(proposal) or rules.why_not_text(draft))
    changed = rules.words_that_differ(proposal, draft)
    if not changed:
        return proposal
    refuse(rules.why_not_over(proposal, seen))
    for name, value in draft.as_fields().items():
        setattr(proposal, name, value)
    proposal.version += 1
    if proposal.stage == Stage.NOT_FEASIBLE:  # officers look again, by a new day
        proposal.stage = Stage.ASSESSED
        proposal.answer_date = promised_day(proposal.place, at)
    proposal.save(update_fields=[*TEXT_FIELDS, "version", "stage", "answer_date"])
    keep_version(proposal, at=at)
    if proposal.option and is_drafted(proposal.option):
        change_option(option=proposal.option, by=by, at=at, **option_facts(proposal))
    record("proposal_changed", about=proposal, by=by, at=at, changed=changed, **as_author(author))
    notices.changed(proposal, by=by, at=at, but=[author] if author else [])
    return proposal


@transaction.atomic
def withdraw_proposal(
    *,
    proposal: Proposal,
    because: str = "",
    author: Author | None,
    by: Account | None,
    at: datetime,
) -> Proposal:
    """Take a proposal back. It stays readable and says that it was withdrawn."""
    proposal = locked(proposal)
    refuse(rules.why_not_withdraw(proposal))
    end_proposal(proposal, Stage.WITHDRAWN, because, by=by, at=at)
    record("proposal_withdrawn", about=proposal, by=by, at=at, **as_author(author))
    notices.ended(proposal, by=by, at=at, but=[author] if author else [])
    return proposal


@transaction.atomic
def set_welcome(*, place: Place, welcome: Welcome, by: Account | None, at: datetime) -> Welcome:
    """Say how a place takes proposals: themes, whether open, whether read first, how soon."""
    Place.objects.select_for_update().get(pk=place.pk)
    refuse(rules.why_not_welcome(welcome))
    kept, _ = Welcome.objects.update_or_create(
        place=place,
        defaults={
            "themes": list(dict.fromkeys(welcome.themes)),
            "is_open": welcome.is_open,
            "closed_because": welcome.closed_because,
            "look_first": welcome.look_first,
            "answer_days": welcome.answer_days,
        },
    )
    record(
        "welcome_set",
        about=place,
        by=by,
        at=at,
        is_open=kept.is_open,
        look_first=kept.look_first,
        answer_days=kept.answer_days,
    )
    return kept
