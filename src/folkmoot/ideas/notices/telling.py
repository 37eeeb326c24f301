"""Telling one person, the way they chose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from folkmoot.ideas.models import Author, Merger, Proposal, Support
from folkmoot.kernel import links
from folkmoot.kernel.notify import actions as notify
from folkmoot.people.models import Account, Person


@dataclass(frozen=True, slots=True)
class Either:
    """What stands in writing, and what somebody says instead: a private link is not for ears."""

    written: str
    said: str


@dataclass(frozen=True, slots=True)
class News:
    """Something to tell: a line for the envelope, and what to say."""

    subject: str
    paragraphs: tuple[str | Either, ...]
    about: Proposal | Merger

    def text(self, *more: str) -> str:
        """The whole message, in writing."""
        written = [each.written if isinstance(each, Either) else each for each in self.paragraphs]
        return _joined(*written, *more)

    def said(self, *more: str) -> str:
        """The whole message, for somebody who reads it out: no private link, no "https"."""
        said = [each.said if isinstance(each, Either) else each for each in self.paragraphs]
        home = settings.SITE_ADDRESS.rpartition("://")[2]
        return _joined(*said, *more).replace(f"{settings.SITE_ADDRESS}/", f"{home}/")


def _joined(*paragraphs: str) -> str:
    return "\n\n".join(filter(None, paragraphs)) + "\n"


def site_address(name: str, *args: object) -> str:
    """The full address of a page, for messages and paper."""
    return f"{settings.SITE_ADDRESS}{reverse(name, args=args)}"


def page_of(proposal: Proposal) -> str:
    """Where anyone reads the proposal."""
    return site_address("ideas:proposal", proposal.ref)


def tell(person: Person | None, news: News, *more: str, by: Account | None, at: datetime) -> None:
    """Tell one person, the way they chose; those who said not to are left in peace."""
    if person is None:
        return
    place = news.about.place
    team = f"The team of {place.name}"
    text = news.text(*more, team)
    if person.reach_by == "email" and person.email:
        notify.send_email(
            to=person.email, subject=news.subject, text=text, about=news.about, by=by, at=at
        )
    elif person.reach_by == "letter" and person.address:
        to = envelope_of(person)
        notify.send_letter(
            to=to, subject=news.subject, text=text, about=news.about, within=place, by=by, at=at
        )
    elif person.reach_by == "phone" and person.phone:
        to = caller_of(person)
        said = news.said(*more, team)
        notify.ask_to_call(
            to=to, subject=news.subject, text=said, about=news.about, within=place, by=by, at=at
        )
    elif person.reach_by == "text" and person.phone:
        to = caller_of(person)
        notify.ask_to_text(
            to=to, subject=news.subject, text=text, about=news.about, within=place, by=by, at=at
        )


def envelope_of(person: Person) -> str:
    """The lines of an envelope."""
    return "\n".join(filter(None, [person.name, person.address]))


def caller_of(person: Person) -> str:
    """Whom to ring or text, and under it the number."""
    return "\n".join(filter(None, [person.name, person.phone]))


def reached_at(person: Person) -> list[str]:
    """Every address a message to them can carry, letters and calls among them."""
    by_post = envelope_of(person) if person.address else ""
    by_phone = caller_of(person) if person.phone else ""
    return [to for to in (person.email, by_post, by_phone) if to]


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
    for support in Support.objects.filter(proposal=proposal).exclude(email=""):
        stop = site_address("ideas:stop_news", links.sign("news", support=str(support.pk)))
        notify.send_email(
            to=support.email,
            subject=news.subject,
            text=news.text(
                *more,
                f"The team of {proposal.place.name}",
                f"You asked for news of this proposal. To have no more of it: {stop}",
            ),
            about=proposal,
            by=by,
            at=at,
        )


def private_page(secret: str) -> str:
    """The address that opens an author's own page."""
    return site_address("ideas:link", secret)


def with_link(before: str, secret: str) -> Either:
    """A sentence that ends in a private link; on the telephone, how to come by one."""
    return Either(
        f"{before} {private_page(secret)}",
        "To change it or take it back yourself there is a private link, too long to say. Tell me "
        "a mobile number or an e-mail address, and we send it there.",
    )
