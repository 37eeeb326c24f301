"""The pictures of a choice: ranks, severities, balance, a map."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from folkmoot.granting.analysis.asking import Candidate
from folkmoot.granting.analysis.strengths import Standing
from folkmoot.granting.models import Application, Assessor, Choice
from folkmoot.granting.queries.choice import assessed_in, strengths_in


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the picture of ranks. `low`, `mid`, `high`: where on it, in hundredths."""

    standing: Standing
    application: Application
    low: float
    mid: float
    high: float

    @property
    def moved(self) -> float:
        """Points by which allowing for severity moved it."""
        return self.standing.strength - (self.standing.plain or 0.0)


@dataclass(frozen=True, slots=True)
class Strict:
    """One row of the picture of severities: `left` and `width` of the bar, in hundredths."""

    name: str
    severity: float
    error: float
    n_readings: int
    left: float
    width: float

    @property
    def more(self) -> float:
        """Points more than usual."""
        return -self.severity


def places_in(choice: Choice) -> list[Place]:
    """Every application with its strength, the strongest first; one query."""
    found = strengths_in(choice)
    by_ref = {each.ref: each for each in assessed_in(choice.panel)}
    n = max(len(found.standings), 2)

    def across(rank: float) -> float:
        return round(2 + 96 * (rank - 1) / (n - 1), 2)

    rows = [
        Place(each, by_ref[each.ref], across(each.lowest), across(each.rank), across(each.highest))
        for each in found.standings
        if each.ref in by_ref
    ]
    return sorted(rows, key=lambda each: (each.standing.rank, each.application.title))


def severities_in(choice: Choice) -> list[Strict]:
    """Every assessor, the strictest first; one query. Only for whoever leads the panel."""
    found = strengths_in(choice)
    people = Assessor.objects.filter(panel=choice.panel).select_related("account")
    names = {str(each.pk): each.account.shown_name() for each in people}
    most = max((abs(each.severity) for each in found.severities), default=0.0) or 1.0
    rows = []
    for each in sorted(found.severities, key=lambda one: -one.severity):
        width = round(48 * abs(each.severity) / most, 2)
        left = 50.0 if each.severity >= 0 else round(50 - width, 2)
        rows.append(
            Strict(
                names.get(each.assessor, "Somebody"),
                each.severity,
                each.error,
                each.n_readings,
                left,
                width,
            )
        )
    return rows


@dataclass(frozen=True, slots=True)
class Group:
    """How many of one group are in, for the picture."""

    name: str
    ins: tuple[str, ...]
    outs: tuple[str, ...]

    @property
    def words(self) -> str:
        """How many of how many."""
        return f"{len(self.ins)} of {len(self.ins) + len(self.outs)}"


@dataclass(frozen=True, slots=True)
class Balance:
    """One kind of group, and every group of it."""

    title: str
    groups: tuple[Group, ...]


PICTURED = (("region", "By region"), ("settlement", "Rural and urban"), ("theme", "By theme"),
            ("need", "By need"))  # fmt: skip


def balance_of(candidates: Sequence[Candidate], chosen: Iterable[str]) -> list[Balance]:
    """The chosen set by region, settlement, theme and need; kinds nobody noted are left out."""
    inside = set(chosen)
    found = []
    for kind, title in PICTURED:
        groups: dict[str, tuple[list[str], list[str]]] = {}
        for each in candidates:
            name = str(getattr(each, kind))
            if name:
                groups.setdefault(name, ([], []))[each.ref not in inside].append(each.name)
        if groups:
            rows = (Group(name, tuple(i), tuple(o)) for name, (i, o) in sorted(groups.items()))
            found.append(Balance(title, tuple(rows)))
    return found


def points_on_map(pieces: Iterable[Application], chosen: Iterable[str]) -> list[dict[str, Any]]:
    """Where those are that have drawn their place: chosen as stars, others as circles."""
    inside = set(chosen)
    found = []
    for each in pieces:
        at = _middle(each.place) if each.place_id else None
        if at:
            is_in = each.ref in inside
            found.append(
                {
                    "lon": at[0],
                    "lat": at[1],
                    "label": each.title,
                    "note": "chosen" if is_in else "not chosen",
                    "tone": "moss" if is_in else "quiet",
                    "shape": "star" if is_in else "circle",
                }
            )
    return found


def _middle(place: Any) -> tuple[float, float] | None:
    """The middle of a drawn boundary's corners."""
    shape = place.outline or place.boundary
    if not shape:
        return None
    corners: list[tuple[float, float]] = []

    def gather(part: Any) -> None:
        if part and isinstance(part[0], int | float):
            corners.append((float(part[0]), float(part[1])))
        else:
            for each in part:
                gather(each)

    gather(shape.get("coordinates") or shape.get("geometry", {}).get("coordinates") or [])
    if not corners:
        return None
    return (
        sum(lon for lon, _ in corners) / len(corners),
        sum(lat for _, lat in corners) / len(corners),
    )
