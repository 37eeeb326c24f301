"""What authors are told, and those who are asked to join them."""

from collections.abc import Iterable
from datetime import datetime

from folkmoot.ideas import rules
from folkmoot.ideas.models import Author, Proposal
from folkmoot.ideas.notices.telling import (
    News,
    page_of,
    site_address,
    tell,
    tell_authors,
    tell_supporters,
    with_link,
)
from folkmoot.kernel.notify import actions as notify
from folkmoot.kernel.ui.words import day
from folkmoot.people.models import Account


def put(author: Author, secret: str, *, by: Account | None, at: datetime) -> None:
    """Your proposal is in, and this is how you change it."""
    proposal = author.proposal
    news = News(
        f"Your proposal: {proposal.title}",
        (
            f"Thank you for your proposal “{proposal.title}” for {proposal.place.name}.",
            f"Anyone can read it here: {page_of(proposal)}",
            f"Its reference is {proposal.ref}. Officers answer by {day(proposal.answer_date)}, "
            "and we will tell you what they say.",
            with_link(
                "This private link opens your proposal to change or withdraw it. "
                "Keep it to yourself:",
                secret,
            ),
        ),
        proposal,
    )
    tell(author.person, news, by=by, at=at)


def link_lost(author: Author, secret: str, *, by: Account | None, at: datetime) -> None:
    """Somebody asked for a new private link; it may have been anyone."""
    news = News(
        f"Your link: {author.proposal.title}",
        (
            with_link(
                "Someone, we hope you, has asked for a new private link to your proposal. "
                "Here it is:",
                secret,
            ),
            "Once you use it, your older links stop working. "
            "If it was not you, do nothing: your older link still opens your proposal.",
        ),
        author.proposal,
    )
    tell(author.person, news, by=by, at=at)


def link_again(author: Author, secret: str, *, by: Account | None, at: datetime) -> None:
    """A private link of one's own."""
    news = News(
        f"Your link: {author.proposal.title}",
        (
            f"You are an author of “{author.proposal.title}”: {page_of(author.proposal)}",
            with_link("This private link opens it for you alone. Older ones do not:", secret),
        ),
        author.proposal,
    )
    tell(author.person, news, by=by, at=at)


def invited(author: Author, secret: str, *, by: Account | None, at: datetime) -> None:
    """Would you put your name to this with us?"""
    proposal = author.proposal
    news = News(
        f"Will you join in? {proposal.title}",
        (
            f"The authors of “{proposal.title}”, a proposal for {proposal.place.name}, "
            "would like you to be an author with them.",
            f"Read it and answer here: {site_address('ideas:asked', secret)}",
            "If you do nothing, nothing happens, and nobody sees your name.",
            f"The team of {proposal.place.name}",
        ),
        proposal,
    )
    notify.send_email(
        to=author.invited_email,
        subject=news.subject,
        text=news.text(),
        about=proposal,
        by=by,
        at=at,
    )


def confirm_support(
    proposal: Proposal, email: str, token: str, *, by: Account | None, at: datetime
) -> None:
    """One more press and your support counts."""
    news = News(
        f"Confirm your support: {proposal.title}",
        (
            f"Someone, we hope you, would like to see “{proposal.title}” happen "
            f"in {proposal.place.name}.",
            f"Press the button here to add your support: {site_address('ideas:confirm', token)}",
            "If it was not you, do nothing: in a week we forget this address.",
        ),
        proposal,
    )
    notify.send_email(
        to=email,
        subject=news.subject,
        text=news.text(),
        about=proposal,
        by=by,
        at=at,
        useful_until=at + rules.CONFIRM_WITHIN,
    )


def shown(proposal: Proposal, *, by: Account | None, at: datetime) -> None:
    """Somebody has read it, and now everyone can."""
    words = f"Your proposal “{proposal.title}” can now be read by everyone: {page_of(proposal)}"
    tell_authors(proposal, News(f"Read: {proposal.title}", (words,), proposal), by=by, at=at)


def ended(proposal: Proposal, *, by: Account | None, at: datetime, but: Iterable[Author]) -> None:
    """Withdrawn or taken down, and why."""
    how = proposal.get_stage_display().lower()
    why = f"The reason given: {proposal.ended_because}" if proposal.ended_because else ""
    words = f"The proposal “{proposal.title}” for {proposal.place.name} was {how}."
    news = News(f"{proposal.get_stage_display()}: {proposal.title}", (words,), proposal)
    tell_authors(proposal, news, why, by=by, at=at, but=but)
    tell_supporters(proposal, news, why, by=by, at=at)


def changed(proposal: Proposal, *, by: Account | None, at: datetime, but: Iterable[Author]) -> None:
    """Another author has mended the words."""
    news = News(
        f"Changed: {proposal.title}",
        (
            f"Another author has changed “{proposal.title}”.",
            f"The words before and after: {page_of(proposal)}",
        ),
        proposal,
    )
    tell_authors(proposal, news, by=by, at=at, but=but)
