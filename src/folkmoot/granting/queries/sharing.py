"""How the applications to a call would be shared out now, before anybody confirms it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from folkmoot.granting.analysis.sharing import Shared, shared
from folkmoot.granting.models import Application, Assessor, Assignment, Panel
from folkmoot.granting.queries.links import known_links

WAITING = ("ELIGIBLE", "IN_ASSESSMENT")
__all__ = ["Proposal", "assessors_of", "proposal_of", "to_assess"]


@dataclass(frozen=True, slots=True)
class Row:
    """One application and who would read it."""

    application: Application
    assessors: tuple[Assessor, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sharing-out: each application with its assessors, each assessor with how many."""

    rows: tuple[Row, ...]
    loads: tuple[tuple[Assessor, int], ...]
    n_barred: int
    is_connected: bool
    why_not: str
    stuck: tuple[str, ...]  # titles
    digest: str


def to_assess(panel: Panel, *, seen_by: object = None) -> list[Application]:
    """Applications that fit the call or are being assessed, by title; those one may see."""
    rows = panel.call.applications.filter(stage__in=WAITING).select_related("lead", "place")
    if seen_by is not None:
        rows = rows.filter(pk__in=Application.objects.visible_to(seen_by).values("pk"))
    return list(rows.order_by("title", "pk"))


def assessors_of(panel: Panel, *, at: datetime) -> list[Assessor]:
    """Those on the panel now, in the order they came."""
    rows = panel.assessors.select_related("account", "organisation").order_by("starts_at", "pk")
    return [each for each in rows if each.is_on_it(at)]


def proposal_of(panel: Panel, *, at: datetime) -> Proposal:
    """Share out what is there among those there are; who has begun keeps theirs."""
    pieces, people = to_assess(panel), assessors_of(panel, at=at)
    links = known_links(pieces, people, at=at)
    on_it = {each.pk for each in people}
    given = Assignment.objects.standing().filter(application__in=pieces, assessor__in=on_it)
    kept: dict[str, list[str]] = {}
    for application, assessor in given.values_list("application", "assessor"):
        kept.setdefault(str(application), []).append(str(assessor))
    barred = {
        (str(piece.pk), str(each.pk))
        for piece in pieces
        for each in people
        if (piece.pk, each.account_id) in links
    }
    found = shared(
        [str(each.pk) for each in pieces],
        [str(each.pk) for each in people],
        panel.n_each,
        barred=barred | _recused(pieces, people),
        most={str(each.pk): each.most for each in people if each.most is not None},
        kept={key: who[: panel.n_each] for key, who in kept.items()},
    )
    return _told(pieces, people, found, len(barred))


def _recused(pieces: Sequence[Application], people: Sequence[Assessor]) -> set[tuple[str, str]]:
    """Nobody is given again what was taken off them."""
    rows = Assignment.objects.filter(
        application__in=pieces, assessor__in=people, stage__in=("RECUSED", "TAKEN_OFF")
    )
    return {(str(a), str(b)) for a, b in rows.values_list("application", "assessor")}


def _told(
    pieces: Sequence[Application], people: Sequence[Assessor], found: Shared, n_barred: int
) -> Proposal:
    by_key = {str(each.pk): each for each in people}
    titles = {str(each.pk): each.title for each in pieces}
    plain = json.dumps({key: list(who) for key, who in found.of.items()}, sort_keys=True)
    return Proposal(
        rows=tuple(
            Row(each, tuple(by_key[key] for key in found.of.get(str(each.pk), ())))
            for each in pieces
        ),
        loads=tuple((each, found.loads.get(str(each.pk), 0)) for each in people),
        n_barred=n_barred,
        is_connected=found.is_connected,
        why_not=found.why_not,
        stuck=tuple(titles[key] for key in found.stuck if key in titles),
        digest=hashlib.sha256(plain.encode()).hexdigest(),
    )
