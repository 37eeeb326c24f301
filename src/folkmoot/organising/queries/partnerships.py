"""A partnership as a network: who answered, the picture, bridges and brokers in plain sentences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from django.db.models import Count, Q, QuerySet

from folkmoot.kernel.ui.drawing import Box, Paper
from folkmoot.kernel.ui.words import listed
from folkmoot.organising.analysis.partnerships import Spot, Ties, spots_in, ties_of
from folkmoot.organising.models import Partner, PartnerSurvey
from folkmoot.places.models import Place

WIDTH, HEIGHT = 360.0, 360.0  # units of the picture; a phone shows it at its own size


@dataclass(frozen=True, slots=True)
class Row:
    """One partner in the table, with its number in the picture."""

    number: int
    partner: Partner
    spot: Spot

    @property
    def between_percent(self) -> float:
        """Of all pairs of others, from 0 to 100."""
        return 100 * self.spot.between_share


@dataclass(frozen=True, slots=True)
class Dot:
    """One partner in the picture."""

    number: int
    x: float
    y: float
    is_cut_point: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One tie in the picture."""

    x1: float
    y1: float
    x2: float
    y2: float
    is_both: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """Everybody on a circle, those of one kind side by side."""

    dots: list[Dot]
    lines: list[Line]
    box: str = f"0 0 {WIDTH:g} {HEIGHT:g}"


@dataclass(frozen=True, slots=True)
class Found:
    """What a partnership that was asked whole shows."""

    headline: str
    sentences: list[str]
    rows: list[Row]
    picture: Picture
    n_ties: int
    n_one_sided: int


@dataclass(frozen=True, slots=True)
class SurveyPage:
    """A survey of partners: who has answered, and what it shows once all have."""

    survey: PartnerSurvey
    partners: list[Partner]
    n_missing: int
    found: Found | None


def surveys_of(place: Place) -> QuerySet[PartnerSurvey]:
    """All of a place, the newest first, with how many were asked and have answered."""
    found: QuerySet[PartnerSurvey] = PartnerSurvey.objects.filter(place=place).annotate(
        n_partners=Count("partners"),
        n_answered=Count("partners", filter=Q(partners__answered_at__isnull=False)),
    )
    return found


def survey_page(survey: PartnerSurvey) -> SurveyPage:
    """Two queries. Nothing is found until every partner has answered."""
    partners = list(Partner.objects.filter(survey=survey).select_related("answered_by"))
    n_missing = sum(each.answered_at is None for each in partners)
    found = None if n_missing else _found(partners, _answers(survey, partners))
    return SurveyPage(survey, partners, n_missing, found)


def others_of(partner: Partner) -> list[Partner]:
    """All who are asked beside this one, by name."""
    found = Partner.objects.filter(survey=partner.survey_id).exclude(pk=partner.pk)
    return list(found.order_by("name", "pk"))


def _answers(survey: PartnerSurvey, partners: Sequence[Partner]) -> dict[str, list[str]]:
    answers: dict[str, list[str]] = {str(each.pk): [] for each in partners}
    said = Partner.works_with.through.objects.filter(from_partner__survey=survey).order_by()
    for one, other in said.values_list("from_partner_id", "to_partner_id"):
        answers[str(one)].append(str(other))
    return answers


def _found(partners: list[Partner], answers: dict[str, list[str]]) -> Found:
    ties = ties_of(answers)
    keys = [str(each.pk) for each in partners]
    spots = spots_in(keys, [each.kind for each in partners], ties.both)
    rows = [Row(i, p, spot) for i, (p, spot) in enumerate(zip(partners, spots, strict=True), 1)]
    return Found(
        headline=_headline(rows),
        sentences=_sentences(rows, ties),
        rows=rows,
        picture=_picture(rows, ties),
        n_ties=len(ties.both),
        n_one_sided=len(ties.one_sided),
    )


def _headline(rows: list[Row]) -> str:
    most, names = _highest(rows, lambda row: row.spot.between_share)
    if not most:
        return "Nobody stands between others: all ties are direct, or there are none"
    return f"{listed(names)} {_s(names, 'stands', 'stand')} between others most"


def _sentences(rows: list[Row], ties: Ties) -> list[str]:
    return [each for each in (_between(rows), _cut(rows), _bridge(rows), _broker(rows),
                              _alone(rows), _one_sided(ties)) if each]  # fmt: skip


def _between(rows: list[Row]) -> str:
    most, names = _highest(rows, lambda row: row.spot.between_share)
    if not most:
        return ""
    return (
        f"Of the shortest ways between two others, {100 * most:.0f} in 100 lead through "
        f"{listed(names)}{' each' if len(names) > 1 else ''}."
    )


def _cut(rows: list[Row]) -> str:
    names = sorted(row.partner.name for row in rows if row.spot.is_cut_point)
    if not names:
        return "If any one of them stopped, all the others could still reach each other as before."
    return f"Without {_or(names)}, some could no longer reach each other. Make a second way."


def _bridge(rows: list[Row]) -> str:
    tied = [row for row in rows if row.spot.constraint is not None and row.spot.n_ties > 1]
    least, names = _highest(tied, lambda row: -(row.spot.constraint or 0.0))
    if not tied or -least > 0.99:
        return ""
    return (
        f"Those who work with {listed(names)} work with each other least: "
        f"{_s(names, 'it joins', 'they join')} circles that would not meet otherwise."
    )


def _broker(rows: list[Row]) -> str:
    most, names = _highest(rows, lambda row: row.spot.to_another + row.spot.between_others)
    if not most:
        return "No two organisations of different kinds depend on a third to meet."
    return (
        f"{listed(names)} {_s(names, 'stands', 'stand')} most often between two of different "
        f"kinds that do not work with each other: {most:.0f} {'times' if most > 1 else 'time'}."
    )


def _alone(rows: list[Row]) -> str:
    names = [row.partner.name for row in rows if not row.spot.n_ties]
    return (
        f"{listed(names)} {_s(names, 'has', 'have')} no tie that both ends named." if names else ""
    )


def _one_sided(ties: Ties) -> str:
    number = len(ties.one_sided)
    if not number:
        return ""
    were = "tie was" if number == 1 else "ties were"
    return f"{number} {were} named from one end only: dashed in the picture, and not counted."


def _highest(rows: list[Row], what: Callable[[Row], float]) -> tuple[float, list[str]]:
    most = max((what(row) for row in rows), default=0.0)
    return most, sorted(row.partner.name for row in rows if abs(what(row) - most) < 1e-9)


def _s(names: list[str], one: str, several: str) -> str:
    return one if len(names) == 1 else several


def _or(names: list[str]) -> str:
    return listed(names).replace(" and ", " or ") if len(names) < 3 else f"one of {listed(names)}"


def _picture(rows: list[Row], ties: Ties) -> Picture:
    sheet = Paper(Box(-1, -1, 1, 1), WIDTH, HEIGHT)
    step = 2 * pi / len(rows)
    spots = {
        str(row.partner.pk): sheet.at(sin(i * step), cos(i * step)) for i, row in enumerate(rows)
    }
    lines = [
        Line(*spots[one], *spots[other], is_both)
        for kind, is_both in ((ties.one_sided, False), (ties.both, True))
        for one, other in kind
    ]
    dots = [Dot(row.number, *spots[str(row.partner.pk)], row.spot.is_cut_point) for row in rows]
    return Picture(dots, lines)
