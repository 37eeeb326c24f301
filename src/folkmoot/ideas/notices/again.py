"""What is told, and asked, when a proposal is put forward again."""

from datetime import datetime

from folkmoot.ideas.models import Author, Proposal
from folkmoot.ideas.notices.telling import (
    News,
    page_of,
    site_address,
    tell,
    tell_supporters,
    with_link,
)
from folkmoot.kernel.ui.words import day
from folkmoot.people.models import Account


def put_again(author: Author, secret: str, *, by: Account | None, at: datetime) -> None:
    """It is before officers once more, and this is how to change it."""
    proposal = author.proposal
    news = News(
        f"Put forward again: {proposal.title}",
        (
            f"An author has put “{proposal.title}” forward again for {proposal.place.name}, with "
            f"the same words and the same authors: {page_of(proposal)}",
            f"Its reference is {proposal.ref}. Officers answer by {day(proposal.answer_date)}, "
            "and we will tell you what they say.",
            with_link(
                "This private link opens it, to change it or to take your name off. "
                "Keep it to yourself:",
                secret,
            ),
        ),
        proposal,
    )
    tell(author.person, news, by=by, at=at)


def ask_supporters_again(
    before: Proposal, made: Proposal, *, by: Account | None, at: datetime
) -> None:
    """Support is not moved: it is another proposal now."""
    news = News(
        f"Put forward again: {before.title}",
        (
            f"“{before.title}”, which you supported, did not get the money. "
            "Its authors have put it forward again.",
            "Your support has not been moved: it is another proposal now. "
            f"If you would support it too: {site_address('ideas:support', made.ref)}",
        ),
        before,
    )
    tell_supporters(before, news, by=by, at=at)
