"""Which author is asking: by a private link, or by their account."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Max

from folkmoot.ideas.models import Author, AuthorLink, Channel, Proposal
from folkmoot.kernel import links


def link_by_secret(secret: str, *, at: datetime) -> AuthorLink | None:
    """The private link with this secret, while it is good."""
    found = AuthorLink.objects.filter(secret_hash=links.hash_of(secret)).select_related(
        "author__proposal__place", "author__proposal__option__decision", "author__person"
    )
    link = found.first()
    return link if link and link.is_good(at) else None


def author_by_secret(secret: str, *, at: datetime) -> Author | None:
    """The author a private link belongs to, while the link is good."""
    link = link_by_secret(secret, at=at)
    return link.author if link else None


def authors_on_paper(proposal: Proposal) -> list[Author]:
    """Those who put their name to it on paper and have no account: the team reaches them."""
    paper = proposal.authors.credited().filter(channel=Channel.PAPER, person__account=None)
    return list(paper.select_related("person"))


def ends_others(link: AuthorLink) -> bool:
    """Whether older links of the same author end when this one is used."""
    older = AuthorLink.objects.filter(author=link.author_id, made_at__lte=link.made_at)
    return link.ends_older and older.filter(ends_at__isnull=True).exclude(pk=link.pk).exists()


def author_of(proposal: Proposal, account: object, opened: Mapping[str, datetime]) -> Author | None:
    """The author who is asking: by their account, else by a private link opened here.

    `opened` says for authors' keys when their link was opened in this browser; once links of
    an author have ended, what they opened before is closed too.
    """
    by_account = Author.objects.of_account(account).filter(proposal=proposal).first()
    if by_account or not opened:
        return by_account
    credited = proposal.authors.credited().select_related("person").filter(pk__in=opened)
    ended = credited.annotate(ended_at=Max("links__ends_at")).values_list("pk", "ended_at")
    open_still = [key for key, at in ended if at is None or at <= opened[str(key)]]
    return credited.filter(pk__in=open_still).first() if open_still else None
