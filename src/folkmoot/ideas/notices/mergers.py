"""What is asked and told when proposals may become one."""

from collections.abc import Iterable
from datetime import datetime

from folkmoot.ideas.models import Author, Merger, Proposal
from folkmoot.ideas.notices.telling import (
    Either,
    News,
    page_of,
    private_page,
    site_address,
    tell,
    tell_authors,
    tell_supporters,
)
from folkmoot.people.models import Account


def merger_asked(
    merger: Merger, author: Author, secret: str, *, by: Account | None, at: datetime
) -> None:
    """May yours become part of one with others?"""
    others = ", ".join(f"“{part.proposal.title}”" for part in merger.parts.all())
    news = News(
        f"A question about your proposal: {author.proposal.title}",
        (
            f"The team of {merger.place.name} suggests making one proposal out of {others}.",
            f"Why: {merger.reason}",
            Either(
                "It happens only if every author says yes. Read the common words and answer "
                f"here: {private_page(secret)}",
                "It happens only if every author says yes. I can read you the common words now, "
                "and write down your answer.",
            ),
        ),
        merger,
    )
    tell(author.person, news, by=by, at=at)


def merger_ended(
    merger: Merger, authors: Iterable[Author], *, by: Account | None, at: datetime
) -> None:
    """The proposals stay as they are, and why."""
    news = News(
        f"The proposals stay apart: {merger.title}",
        (
            "The suggestion to make one proposal out of several has ended. Yours stays as it is.",
            f"The reason: {merger.ended_because}",
        ),
        merger,
    )
    for author in authors:
        tell(author.person, news, by=by, at=at)


def merger_made(merger: Merger, made: Proposal, *, by: Account | None, at: datetime) -> None:
    """There is one proposal now; support is asked for again."""
    tell_authors(
        made,
        News(
            f"Now one proposal: {made.title}",
            (f"Every author said yes. The common proposal: {page_of(made)}",),
            made,
        ),
        by=by,
        at=at,
    )
    support = site_address("ideas:support", made.ref)
    for part in merger.parts.select_related("proposal__place"):
        news = News(
            f"Now part of another proposal: {part.proposal.title}",
            (
                f"“{part.proposal.title}”, which you supported, has become part of “{made.title}”.",
                "Your support has not been moved: it is another proposal now. "
                f"If you would support it too: {support}",
            ),
            part.proposal,
        )
        tell_supporters(part.proposal, news, by=by, at=at)
