"""The calls of a programme, for its own page: open ones, those to come, and what was chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse

from folkmoot.granting.models import Call, CallStage, Choice, FirstQuestion
from folkmoot.kernel.ui.added import Added, Beside
from folkmoot.kernel.ui.words import deadline
from folkmoot.programmes.models import Programme

MOST_OVER = 20
OVER = (CallStage.CLOSED, CallStage.CONCLUDED)


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call, how it stands, the one next step, and who was chosen once that is published."""

    call: Call
    stands: CallStage
    next_words: str
    next_href: str
    chosen_href: str

    @property
    def words(self) -> str:
        """How it stands, in a few words."""
        match self.stands:
            case CallStage.OPEN:
                return f"open until {deadline(self.call.closes_at)}"
            case CallStage.SCHEDULED:
                return f"opens on {deadline(self.call.opens_at)}"
            case _:
                return f"closed on {deadline(self.call.closes_at)}"


def calls_on(programme: Programme, *, at: datetime) -> list[CallRow]:
    """What everybody may read of a programme's calls; one query, however many there are."""
    published = Choice.objects.filter(panel__call=OuterRef("pk"), stage="PUBLISHED")
    rows: Any = Call.objects.filter(programme=programme, stage__in=("SCHEDULED", "CONCLUDED"))
    rows = rows.annotate(
        asks_first=Exists(FirstQuestion.objects.filter(call=OuterRef("pk"))),
        chosen=Subquery(published.values("ref")[:1]),
    )
    rows = rows.only("ref", "name", "stage", "phase", "opens_at", "closes_at", "programme")
    return [_row(call, at) for call in rows.order_by("closes_at", "name")]


def added_to_programme(programme: Programme, *, user: object, at: datetime) -> Added | None:
    """Its calls, and beside each phase the calls that lead into it; one query."""
    rows = calls_on(programme, at=at)
    groups: dict[str, Sequence[CallRow]] = {
        "open": [row for row in rows if row.stands == CallStage.OPEN],
        "soon": [row for row in rows if row.stands == CallStage.SCHEDULED],
        "over": [row for row in reversed(rows) if row.stands in OVER][:MOST_OVER],
    }
    beside: dict[object, list[Beside]] = {}
    for row in rows:
        href = reverse("calls:call", args=[row.call.ref])
        line = Beside(row.call.name, href, row.words)
        beside.setdefault(row.call.phase_id, []).append(line)
    told = {"groups": groups, "n": len(rows), "programme": programme}
    return Added("granting/of_programme.html", told, beside)


def _row(call: Any, at: datetime) -> CallRow:
    stands = call.stands(at)
    is_open = stands == CallStage.OPEN
    page = "fit" if call.asks_first else "apply"
    words = "See whether it is for you" if call.asks_first else "Begin an application"
    return CallRow(
        call=call,
        stands=stands,
        next_words=words if is_open else "",
        next_href=reverse(f"calls:{page}", args=[call.ref]) if is_open else "",
        chosen_href=reverse("choices:chosen", args=[call.chosen]) if call.chosen else "",
    )
