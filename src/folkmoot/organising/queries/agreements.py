"""Agreements of a place: how each stands today, and what is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate, make_aware

from folkmoot.kernel.prepared import prepared
from folkmoot.kernel.ui.words import day
from folkmoot.kernel.waiting import Task
from folkmoot.organising.models import Agreement, AgreementPaper, Party, Standing, Undertaking
from folkmoot.organising.models.agreement import TONES
from folkmoot.people.models import Account
from folkmoot.places.models import Place

ASKED_BEFORE = timedelta(days=7)
MOST = 200


@dataclass(frozen=True, slots=True)
class Stands:
    """One agreement, and how it stands today."""

    agreement: Agreement
    standing: Standing
    next_due: date | None

    @property
    def tone(self) -> str:
        """Of its tag."""
        return TONES[self.standing]


@dataclass(frozen=True, slots=True)
class Side:
    """One party, with what it promises."""

    party: Party
    undertakings: list[Undertaking]


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """One agreement, whole."""

    stands: Stands
    sides: list[Side]
    renewed_by: Agreement | None
    papers: list[AgreementPaper]

    @property
    def n_undertakings(self) -> int:
        """Of all parties together."""
        return sum(len(side.undertakings) for side in self.sides)


def agreements_of(place: Place, *, at: datetime) -> list[Stands]:
    """The newest first; two queries."""
    found = Agreement.objects.filter(place=place).select_related("renewed_by", "kept_by")
    rows = found.prefetch_related("undertakings")[:MOST]
    return [_stands(each, each.undertakings.all(), localdate(at)) for each in rows]


def whole_agreement(agreement: Agreement, *, at: datetime) -> AgreementPage:
    """Parties, what each promises, signed papers; four queries."""
    later = Agreement.objects.filter(renews=agreement).first()
    parties = list(
        agreement.parties.select_related("neighbour__person").prefetch_related("undertakings")
    )
    all_of_it = [each for party in parties for each in party.undertakings.all()]
    return AgreementPage(
        stands=_stands(agreement, all_of_it, localdate(at)),
        sides=[Side(party, list(party.undertakings.all())) for party in parties],
        renewed_by=later,
        papers=list(agreement.papers.select_related("file")),
    )


def undertakings_due(account: Account, at: datetime) -> list[Task]:
    """Promises to ask after, of agreements this person looks after; one query."""
    return [
        Task(
            title="Ask whether a promise is kept",
            about=f"{each.party.called}: {each.words}",
            place=each.place.name,
            since=make_aware(datetime.combine(each.due_date - ASKED_BEFORE, time())),
            href=reverse("organising:undertaking", args=[each.pk]),
            otherwise=f"It {'was' if each.due_date < localdate(at) else 'is'} due "
            f"{day(each.due_date)}, and the others rely on it.",
        )
        for each in _due_by(account.pk, localdate(at) + ASKED_BEFORE)
    ]


@prepared
def _due_by(account: UUID, soon: date) -> QuerySet[Undertaking]:
    mine = Undertaking.objects.waiting().filter(agreement__kept_by=account, due_date__lte=soon)
    light = mine.select_related("place", "party__neighbour__person", "agreement")
    return light.defer("place__boundary", "place__outline")[:MOST]


def _stands(agreement: Agreement, all_of_it: Iterable[Undertaking], today: date) -> Stands:
    each = list(all_of_it)
    waits = sorted(one.due_date for one in each if one.is_open)
    return Stands(agreement, agreement.standing(each, today), waits[0] if waits else None)
