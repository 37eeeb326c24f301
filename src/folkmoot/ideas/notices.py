"""What we tell people about proposals, by the channel each of them chose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Model
from django.urls import reverse

from folkmoot.ideas.models import (
    Author,
    Finding,
    Merger,
    Proposal,
    Support,
    Verdict,
)
from folkmoot.kernel.notify import actions as notify
from folkmoot.kernel.ui.words import day, money
from folkmoot.people.models import Account, Person


@dataclass(frozen=True, slots=True)
class News:
    """Something to tell: a line for the envelope, and what to say."""

    subject: str
    paragraphs: tuple[str, ...]
    about: Model

    def text(self, *more: str) -> str:
        """The whole message."""
        return "\n\n".join([*self.paragraphs, *filter(None, more)]) + "\n"


def site_address(name: str, *args: object) -> str:
    """The full address of a page, for messages and paper."""
    known = [*settings.CSRF_TRUSTED_ORIGINS, getattr(settings, "SITE_ADDRESS", "")]
    origin = next((each for each in known if each), f"http://{settings.ALLOWED_HOSTS[0]}")
    return origin.rstrip("/") + reverse(name, args=args)


def page_of(proposal: Proposal) -> str:
    """Where anyone reads the proposal."""
    return site_address("ideas:proposal", proposal.ref)


def tell(person: Person | None, news: News, *more: str, by: Account | None, at: datetime) -> None:
    """Tell one person, the way they chose; those who said not to are left in peace."""
    if person is None:
        return
    text = news.text(*more, f"The team of {_place(news)}")
    if person.reach_by == "email" and person.email:
        notify.send_email(
            to=person.email, subject=news.subject, text=text, about=news.about, by=by, at=at
        )
    elif person.reach_by == "letter" and person.address:
        to = "\n".join(filter(None, [person.name, person.address]))
        notify.send_letter(to=to, subject=news.subject, text=text, about=news.about, by=by, at=at)
    elif person.reach_by == "phone" and person.phone:
        to = " ".join(filter(None, [person.name, person.phone]))
        notify.ask_to_call(to=to, subject=news.subject, text=text, about=news.about, by=by, at=at)
    elif person.reach_by == "text" and person.phone:
        notify.ask_to_text(to=person.phone, text=text, about=news.about, by=by, at=at)


def _place(news: News) -> str:
    place = getattr(news.about, "place", None)
    return place.name if place else "the place"


def tell_authors(
    proposal: Proposal,
    news: News,
    *more: str,
    by: Account | None,
    at: datetime,
    but: Iterable[Author] = (),
) -> None:
    """Tell every author, except those who did it themselves."""
    left_out = {author.pk for author in but}
    for author in proposal.authors.credited().select_related("person"):
        if author.pk not in left_out:
            tell(author.person, news, *more, by=by, at=at)


def tell_supporters(
    proposal: Proposal, news: News, *more: str, by: Account | None, at: datetime
) -> None:
    """Tell supporters who asked for news. Each e-mail says how to stop them."""
    stop = f"You asked for news of this proposal. To stop: {page_of(proposal)}support/"
    for support in Support.objects.filter(proposal=proposal).exclude(email=""):
        notify.send_email(
            to=support.email,
            subject=news.subject,
            text=news.text(*more, f"The team of {proposal.place.name}", stop),
            about=proposal,
            by=by,
            at=at,
        )


def private_page(secret: str) -> str:
    """The address that opens an author's own page."""
    return site_address("ideas:link", secret)


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
            "This private link opens your proposal to change or withdraw it. "
            f"Keep it to yourself: {private_page(secret)}",
        ),
        proposal,
    )
    tell(author.person, news, by=by, at=at)


def link_again(author: Author, secret: str, *, by: Account | None, at: datetime) -> None:
    """A fresh private link, for someone who has lost theirs."""
    news = News(
        f"Your link: {author.proposal.title}",
        (f"This private link opens your proposal: {private_page(secret)}",),
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
            "If it was not you, do nothing, and we keep nothing.",
        ),
        proposal,
    )
    notify.send_email(
        to=email, subject=news.subject, text=news.text(), about=proposal, by=by, at=at
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


def assigned(proposal: Proposal, officer: Account, *, by: Account | None, at: datetime) -> None:
    """A proposal waits for your answer."""
    notify.send_email(
        to=officer.email,
        subject=f"For you to answer by {day(proposal.answer_date)}: {proposal.title}",
        text=News(
            "",
            (
                f"“{proposal.title}”, a proposal for {proposal.place.name}, is yours to answer "
                f"by {day(proposal.answer_date)}.",
                site_address("ideas:assess", proposal.ref),
            ),
            proposal,
        ).text(),
        about=proposal,
        by=by,
        at=at,
    )


SAID = {
    Finding.FEASIBLE: "it can be done",
    Finding.CHANGES: "it can be done with changes",
    Finding.NOT_FEASIBLE: "it cannot be done as it stands",
}


def answered(
    proposal: Proposal, verdict: Verdict, *, again: bool, by: Account | None, at: datetime
) -> None:
    """Officers have said whether it can be done, and why."""
    said = SAID[Finding(verdict.finding)]
    cost = ""
    if verdict.cost_most_pence is not None:
        cost = (
            f"What it would cost: {money(verdict.cost_least_pence)} "
            f"to {money(verdict.cost_most_pence)}."
        )
    opening = "have changed their answer" if again else "have answered"
    news = News(
        f"Answered: {proposal.title}",
        tuple(
            filter(
                None,
                (
                    f"Officers {opening} about “{proposal.title}”: {said}.",
                    f"Their reason: {verdict.reason}",
                    verdict.would_need and f"What would make it possible: {verdict.would_need}",
                    cost,
                    f"All of it: {page_of(proposal)}",
                ),
            )
        ),
        proposal,
    )
    tell_authors(proposal, news, by=by, at=at)
    tell_supporters(proposal, news, by=by, at=at)


def joined_decision(proposal: Proposal, *, by: Account | None, at: datetime) -> None:
    """People will be able to vote for it."""
    option = proposal.option
    if option is None:
        return
    news = News(
        f"In a decision: {proposal.title}",
        (
            f"“{proposal.title}” is on the list of “{option.decision.title}” "
            f"at {money(option.cost_pence)}.",
            "When voting opens its words are fixed. Until then its authors can mend them.",
            page_of(proposal),
        ),
        proposal,
    )
    tell_authors(proposal, news, by=by, at=at)
    tell_supporters(proposal, news, by=by, at=at)


def outcome(proposal: Proposal, *, funded: bool, by: Account | None, at: datetime) -> None:
    """What people chose."""
    decision = proposal.option.decision if proposal.option else None
    if decision is None:
        return
    said = "will get the money" if funded else "did not get the money this time"
    news = News(
        f"Decided: {proposal.title}",
        (
            f"The result of “{decision.title}” is out. “{proposal.title}” {said}.",
            "Why, with all the sums: "
            + site_address("ideas:proposal", proposal.ref),
        ),
        proposal,
    )
    tell_authors(proposal, news, by=by, at=at)
    tell_supporters(proposal, news, by=by, at=at)


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
            "It happens only if every author says yes. Read the common words and answer here: "
            + private_page(secret),
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
            "The suggestion to make one proposal out of several has ended. "
            "Yours stays as it is.",
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
                f"“{part.proposal.title}”, which you supported, has become part of "
                f"“{made.title}”.",
                "Your support has not been moved: it is another proposal now. "
                f"If you would support it too: {support}",
            ),
            part.proposal,
        )
        tell_supporters(part.proposal, news, by=by, at=at)
