"""The kinds of records that can be tied: what each is called, where it is read, what happened."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.urls import reverse

from folkmoot.gatherings.models import Gathering, GatheringStage
from folkmoot.kernel.ui.words import day
from folkmoot.organising.models import (
    GOING,
    Agreement,
    Ask,
    AskStage,
    Conversation,
    Gift,
    Neighbour,
    Opportunity,
    Outing,
    Promise,
    Step,
    Telling,
    Theme,
    Tied,
    Undertaking,
)
from folkmoot.places.models import Place

Key = tuple[str, UUID]
When = date | datetime | None
SPOKE = (*GOING, AskStage.CANCELLED)  # "said yes", "had to cancel": read after a name
Moments = list[tuple[When, str]]
Call = Callable[[Neighbour], tuple[str, str]]  # somebody's name, and the "was" that follows it


def called(neighbour: Neighbour) -> tuple[str, str]:
    """Somebody by their name as it is today; "Somebody" once they are forgotten."""
    return neighbour.called, "was"


@dataclass(frozen=True, slots=True)
class KnotKind:
    """One kind of record: its words, what happened to it, how it is found and where it is read.

    `words` and `moments` take the record and how somebody met is to be called.
    """

    name: str  # of one of them, in pages
    words: Callable[[Any, Call], str]
    moments: Callable[[Any, Call], Moments]
    rows: Callable[[], QuerySet[Any]]
    in_place: str  # the column that leads to the place
    newest: str
    address: Callable[[Any], str]
    choosable: Q = field(default_factory=Q)


def key_of_record(tied: Tied) -> Key:
    """What a record is known by here: its kind and its key."""
    return str(tied._meta.model_name), tied.pk


def words_of(tied: Tied, call: Call = called) -> str:
    """A record in a few words; of a conversation, nothing of what was said."""
    return KINDS[key_of_record(tied)[0]].words(tied, call)


def address_of(tied: Tied) -> str:
    """Where a record is read."""
    return KINDS[key_of_record(tied)[0]].address(tied)


def moments_of(tied: Tied, call: Call = called) -> Moments:
    """What happened to one record, each with its time when it has happened."""
    return KINDS[key_of_record(tied)[0]].moments(tied, call)


def rows_in(place: Place, kind: str) -> QuerySet[Any] | None:
    """Records of one kind that can be tied, the newest first; None when there is no such kind."""
    if kind not in KINDS:
        return None
    of = KINDS[kind]
    return of.rows().filter(of.choosable, **{of.in_place: place}).order_by(of.newest)


def _conversation(said: Conversation, _: Call) -> str:
    where = f", {said.street.name}" if said.street else ""
    return f"Conversation of {day(said.said_at)}{where}"


def _gift(gift: Gift, call: Call) -> str:
    what = f"“{gift.words}”" if gift.words else ", ".join(tag.name for tag in gift.tags.all())
    return f"{call(gift.neighbour)[0]} offered: {what}"


def _step(step: Step, call: Call) -> str:
    what = f"{call(step.neighbour)[0]} {_lower(step.get_kind_display())}"
    return f"{what}: {step.words}" if step.words else what


def _said(said: Conversation, call: Call) -> Moments:
    return [(said.said_at, f"{said.get_kind_display()}: {_lower(_conversation(said, call))}")]


def _promised(promise: Promise, _: Call) -> Moments:
    return [
        (promise.promised_at, f"Promised: {promise.words}"),
        (promise.kept_at, f"Promise kept: {promise.words}"),
        (promise.ended_at, f"Promise could not be kept: {promise.words}"),
    ]


def _pledged(pledge: Undertaking, call: Call) -> Moments:
    who = _party(pledge, call)
    return [
        (pledge.kept_at, f"{who} kept it: {pledge.words}"),
        (pledge.broken_at, f"{who} did not keep it: {pledge.words}"),
    ]


def _needed(need: Opportunity, _: Call) -> Moments:
    cancelled = getattr(need, "cancelled_at", None) or need.urgent_at
    return [
        (need.opened_at, f"People were looked for: {need.title}"),
        (cancelled, "Somebody who had said yes had to cancel: urgent"),
        (need.ended_at, f"{need.get_stage_display()}: {need.title}"),
    ]


def _asked(ask: Ask, call: Call) -> Moments:
    who, was = call(ask.neighbour)
    said = AskStage.YES.label if ask.stage in GOING else ask.get_stage_display()
    because = f", because of {ask.because}" if ask.because else ""
    return [
        (ask.asked_at, f"{who} {was} asked{because}"),
        (ask.answered_at, f"{who} {_lower(said)}" if ask.stage in SPOKE else said),
        (ask.given_at, f"{who} did it"),
        (ask.received_at, "It was received"),
        (ask.thanked_at, f"{who} {was} thanked"),
    ]


def _met(gathering: Gathering, _: Call) -> Moments:
    if gathering.stage == GatheringStage.OFF:
        return [(gathering.ended_at, f"Called off: {gathering.title}")]
    held = gathering.stage == GatheringStage.HELD
    when = "Held" if held else "To be held"
    return [(gathering.starts_at, f"{when}: {gathering.title}")]


def _agreed(agreement: Agreement, _: Call) -> Moments:
    return [
        (agreement.proposed_at, f"Began to talk: {agreement.title}"),
        (agreement.agreed_date, f"Agreed: {agreement.title}"),
    ]


def _out(outing: Outing, _: Call) -> Moments:
    return [(outing.out_at, "Went out to listen"), (outing.back_at, "Came back from listening")]


def _of_them(ask: Ask, call: Call) -> str:
    who, was = call(ask.neighbour)
    return f"{who} {was} asked: {ask.opportunity.title}"


def _party(pledge: Undertaking, call: Call) -> str:
    party = pledge.party
    return call(party.neighbour)[0] if party.neighbour else party.name


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _at(page: str) -> Callable[[Any], str]:
    return lambda tied: reverse(f"organising:{page}", args=[tied.pk])


def _them(tied: Gift | Step) -> str:
    return reverse("organising:neighbour", args=[tied.neighbour_id])


def _needed_rows() -> QuerySet[Opportunity]:
    cancelled = Max("asks__answered_at", filter=Q(asks__stage=AskStage.CANCELLED))
    return Opportunity.objects.annotate(cancelled_at=cancelled)


_WHO = ("neighbour__person", "neighbour__place")

KINDS: Mapping[str, KnotKind] = {
    "conversation": KnotKind(
        "Conversation", _conversation, _said,
        lambda: Conversation.objects.select_related("street", "place"), "place", "-said_at",
        _at("conversation"), Q(amended_by__isnull=True, withdrawn_at__isnull=True),
    ),
    "promise": KnotKind(
        "Promise", lambda tied, _: f"Promise: {tied.words}", _promised,
        lambda: Promise.objects.select_related("place"), "place", "-promised_at", _at("promise"),
    ),
    "outing": KnotKind(
        "Outing", lambda tied, _: f"Outing of {day(tied.starts_at)}", _out,
        lambda: Outing.objects.select_related("place"), "place", "-starts_at", _at("outing"),
    ),
    "telling": KnotKind(
        "People told", lambda tied, _: f"People told on {day(tied.told_date)}",
        lambda tied, _: [
            (tied.told_date, f"People were told what was heard: {tied.get_way_display()}")
        ],
        lambda: Telling.objects.select_related("round__place"), "round__place", "-told_date",
        lambda tied: reverse("organising:round", args=[tied.round.ref]),
    ),
    "agreement": KnotKind(
        "Agreement", lambda tied, _: f"Agreement: {tied.title}", _agreed,
        lambda: Agreement.objects.select_related("place"), "place", "-proposed_at",
        lambda tied: reverse("organising:one_agreement", args=[tied.ref]),
    ),
    "undertaking": KnotKind(
        "Promise in an agreement", lambda tied, call: f"{_party(tied, call)}: {tied.words}",
        _pledged,
        lambda: Undertaking.objects.select_related("party__neighbour__person", "place"),
        "place", "-due_date", _at("undertaking"),
    ),
    "gift": KnotKind(
        "Gift", _gift, lambda tied, call: [(tied.heard_at, _gift(tied, call))],
        lambda: Gift.objects.select_related(*_WHO).prefetch_related("tags"),
        "neighbour__place", "-heard_at", _them, Q(ended_at__isnull=True),
    ),
    "opportunity": KnotKind(
        "Needed", lambda tied, _: f"Needed: {tied.title}", _needed,
        _needed_rows, "place", "-opened_at", _at("opportunity"),
    ),
    "ask": KnotKind(
        "Ask", _of_them, _asked, lambda: Ask.objects.select_related("opportunity", *_WHO),
        "neighbour__place", "-asked_at",
        lambda tied: reverse("organising:opportunity", args=[tied.opportunity_id]),
    ),
    "gathering": KnotKind(
        "Gathering", lambda tied, _: f"{tied.get_kind_display()}: {tied.title}", _met,
        lambda: Gathering.objects.select_related("place"), "place", "-starts_at",
        lambda tied: reverse("gatherings:gathering", args=[tied.ref]),
        Q(announced_at__isnull=False),
    ),
    "theme": KnotKind(
        "Theme", lambda tied, _: f"Heard: {tied.name}",
        lambda tied, _: [(tied.added_at, f"Found in what people said: {tied.name}")],
        lambda: Theme.objects.select_related("place"), "place", "-added_at",
        lambda tied: reverse("organising:code_book", args=[tied.place.slug]),
        Q(retired_at__isnull=True),
    ),
    "step": KnotKind(
        "Step", _step, lambda tied, call: [(tied.done_date, _step(tied, call))],
        lambda: Step.objects.select_related(*_WHO), "neighbour__place", "-done_date", _them,
        Q(ended_at__isnull=True),
    ),
}  # fmt: skip
