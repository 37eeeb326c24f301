"""Calls and texts of a place: what waits, who has tried, what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator

from folkmoot.ideas.models import Proposal
from folkmoot.kernel.notify import queries
from folkmoot.kernel.notify.models import Channel, Message, Outcome
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.record.queries import events_of_kind
from folkmoot.people.models import Account
from folkmoot.places.models import Place

A_PAGE = 50
MOST = 200  # shown at once of what waits, or could not be done


@dataclass(frozen=True, slots=True)
class Try:
    """One call made, or text sent: when, by whom, and what came of it."""

    at: datetime
    who: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Row:
    """One call or text in a list, without the number and without the words."""

    message: Message
    tries: tuple[Try, ...]
    waits: bool

    @property
    def is_text(self) -> bool:
        """A text, or else a call."""
        return self.message.channel == Channel.TEXT

    @property
    def last(self) -> Try | None:
        """The latest try."""
        return self.tries[-1] if self.tries else None


@dataclass(frozen=True, slots=True)
class Listing:
    """The page of a place: to do now, later today, not reached, done."""

    now: list[Row]
    later: list[Row]
    not_reached: list[Row]
    done: list[Row]
    page: Page[Any]


def calls_in(place: Place, *, page: str, at: datetime) -> Listing:
    """Everything on the page of calls and texts; six queries, however many there are."""
    waiting = list(queries.in_a_list(queries.telephone_list(place))[:MOST])
    lost = list(queries.in_a_list(queries.not_reached(place))[:MOST])
    done = Paginator(queries.in_a_list(queries.telephoned(place)), A_PAGE).get_page(page)
    rows = _rows([*waiting, *lost, *done], at)
    return Listing(
        now=[rows[one.pk] for one in waiting if not rows[one.pk].waits],
        later=[rows[one.pk] for one in waiting if rows[one.pk].waits],
        not_reached=[rows[one.pk] for one in lost],
        done=[rows[one.pk] for one in done],
        page=done,
    )


def tries_of(message: Message, *, at: datetime) -> tuple[Try, ...]:
    """Who has rung before, when, and what came of it, earliest first."""
    return _rows([message], at)[message.pk].tries


def told_of(message: Message) -> Proposal | None:
    """The proposal a message is about, if it is about one."""
    kind, _, key = message.about.partition(":")
    return Proposal.objects.filter(pk=key).first() if kind == Proposal._meta.label else None


def _rows(messages: list[Message], at: datetime) -> dict[Any, Row]:
    events = events_of_kind("telephoned", messages)
    names = _names(event.by for found in events.values() for event in found)
    return {
        one.pk: Row(
            message=one,
            tries=tuple(_try(event, names) for event in events[str(one.pk)]),
            waits=bool(one.next_try_at and one.next_try_at > at),
        )
        for one in messages
    }


def _try(event: Event, names: dict[str, str]) -> Try:
    said = Outcome(str(event.facts["outcome"]))
    return Try(at=event.at, who=names.get(event.by, "Someone"), outcome=said.label)


def _names(keys: Iterable[str]) -> dict[str, str]:
    found = Account.objects.filter(pk__in={key for key in keys if key})
    return {str(each.pk): each.shown_name() for each in found}
