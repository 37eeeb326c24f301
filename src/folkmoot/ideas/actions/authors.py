"""Who wrote a proposal: inviting, saying yes, private links, stepping back."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from folkmoot.ideas import notices, rules
from folkmoot.ideas.actions.keeping import as_author, locked, new_link, person_of
from folkmoot.ideas.models import Author, Channel, Contact, Paper, Proposal
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def invite_author(
    *,
    proposal: Proposal,
    email: str,
    author: Author | None,
    by: Account | None,
    at: datetime,
) -> Author:
    """Ask someone to be an author too. They are credited only once they say yes."""
    proposal, email = locked(proposal), email.strip().lower()
    refuse(rules.why_not_invite(proposal))
    asked = proposal.authors.filter(invited_email=email, declined_at__isnull=True).first()
    invited = asked or Author.objects.create(proposal=proposal, invited_email=email, invited_at=at)
    record("author_invited", about=proposal, by=by, at=at, **as_author(author))
    notices.invited(invited, new_link(invited, at=at), by=by, at=at)
    return invited


@transaction.atomic
def accept_invitation(
    *, author: Author, contact: Contact, by: Account | None, at: datetime
) -> Author:
    """Say yes to being an author. The address one was invited at is forgotten."""
    proposal = locked(author.proposal)
    author = _locked(author)
    refuse(rules.why_not_answer_invitation(author) or rules.why_not_contact(contact))
    person = person_of(contact, by)
    already = Author.objects.credited().filter(proposal=proposal, person=person)
    refuse("You are an author of this already." if already.exists() else "")
    author.person, author.shown_name = person, contact.shown_name.strip()
    author.invited_email, author.accepted_at = "", at
    author.save(update_fields=["person", "shown_name", "invited_email", "accepted_at"])
    record("author_accepted", about=proposal, by=by, at=at, **as_author(author))
    return author


@transaction.atomic
def decline_invitation(*, author: Author, by: Account | None, at: datetime) -> Author:
    """Say no. Nothing is kept of who was asked."""
    locked(author.proposal)
    author = _locked(author)
    refuse(rules.why_not_answer_invitation(author))
    author.invited_email, author.declined_at = "", at
    author.save(update_fields=["invited_email", "declined_at"])
    author.links.update(ends_at=at)
    record("author_declined", about=author.proposal, by=by, at=at)
    return author


@transaction.atomic
def add_author_on_paper(
    *, proposal: Proposal, contact: Contact, paper: Paper, by: Account, at: datetime
) -> Author:
    """Add an author who said yes on paper, with the day they did."""
    proposal = locked(proposal)
    refuse(
        rules.why_not_invite(proposal)
        or rules.why_not_contact(contact)
        or rules.why_not_paper(paper, localdate(at))
    )
    author = Author.objects.create(
        proposal=proposal,
        person=person_of(contact, None),
        shown_name=contact.shown_name.strip(),
        channel=Channel.PAPER,
        paper_date=paper.date,
        accepted_at=at,
    )
    record("author_added_on_paper", about=proposal, by=by, at=at, **as_author(author))
    notices.link_again(author, new_link(author, at=at), by=by, at=at)
    return author


@transaction.atomic
def show_name_as(*, author: Author, shown_name: str, by: Account | None, at: datetime) -> Author:
    """Change the name shown beside the proposal; empty for "A resident"."""
    author = _locked(author)
    refuse(rules.why_not_contact(Contact(shown_name=shown_name)))
    author.shown_name = shown_name.strip()
    author.save(update_fields=["shown_name"])
    record("author_name_changed", about=author.proposal, by=by, at=at, **as_author(author))
    return author


@transaction.atomic
def step_back(*, author: Author, by: Account | None, at: datetime) -> Author:
    """Stop being an author. The name goes; the proposal stays with the others."""
    locked(author.proposal)
    author = _locked(author)
    refuse(rules.why_not_leave(author))
    if author.is_first:
        heir = author.proposal.authors.credited().exclude(pk=author.pk).first()
        Author.objects.filter(pk=author.pk).update(is_first=False)
        if heir:
            Author.objects.filter(pk=heir.pk).update(is_first=True)
    author.is_first, author.left_at, author.shown_name = False, at, ""
    author.save(update_fields=["is_first", "left_at", "shown_name"])
    author.links.update(ends_at=at)
    record("author_stepped_back", about=author.proposal, by=by, at=at, **as_author(author))
    return author


def _locked(author: Author) -> Author:
    rows = Author.objects.select_for_update(of=("self",))
    return rows.select_related("proposal__place", "proposal__option__decision").get(pk=author.pk)
