"""Private links: sent again, used in place of older ones, renewed by their owner."""

from datetime import datetime

from django.db import transaction

from folkmoot.ideas import notices, rules
from folkmoot.ideas.actions.keeping import as_author, new_link
from folkmoot.ideas.models import Author, AuthorLink, Proposal
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def send_link_again(*, proposal: Proposal, email: str, by: Account | None, at: datetime) -> None:
    """Send an author a new private link, to the address they gave.

    Whoever asks is told the same whether or not the address is an author's. Since anyone who
    knows the address can ask, the older links go on until the new one is used.
    """
    found = proposal.authors.credited().filter(person__email__iexact=email.strip())
    for author in found.select_related("person", "proposal__place"):
        secret = new_link(author, at=at, ends_older=True)
        notices.link_lost(author, secret, by=by, at=at)
    record("author_link_asked_for", about=proposal, by=by, at=at)


@transaction.atomic
def use_new_link(*, link: AuthorLink, by: Account | None, at: datetime) -> Author:
    """Use a link that was asked for in place of a lost one: the older links end now."""
    author = _locked(link.author)
    link = AuthorLink.objects.get(pk=link.pk)
    refuse(rules.why_not_use_link(link, at=at))
    links = author.links.filter(made_at__lte=link.made_at, ends_at__isnull=True)
    links.exclude(pk=link.pk).update(ends_at=at)
    record("author_links_replaced", about=author.proposal, by=by, at=at, **as_author(author))
    return author


@transaction.atomic
def renew_link(*, author: Author, by: Account | None, at: datetime) -> str:
    """End every link of an author, at once, and give them a new one: its secret."""
    author = _locked(author)
    refuse(rules.why_not_renew(author))
    author.links.filter(ends_at__isnull=True).update(ends_at=at)
    secret = new_link(author, at=at)
    notices.link_again(author, secret, by=by, at=at)
    record("author_link_renewed", about=author.proposal, by=by, at=at, **as_author(author))
    return secret


def _locked(author: Author) -> Author:
    rows = Author.objects.select_for_update(of=("self",))
    return rows.select_related("person", "proposal__place").get(pk=author.pk)
