"""A choice: its strengths, candidates, aims, and the answer."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from folkmoot.granting.analysis.asking import AimWanted, Candidate, Terms
from folkmoot.granting.analysis.choosing import Answer, NoSet, Progress, answer, firmness, silent
from folkmoot.granting.analysis.strengths import (
    Reading,
    Strengths,
    draws_of,
    why_no_draws,
)
from folkmoot.granting.models import Application, Choice, Panel, Traits
from folkmoot.granting.queries.marks import standings_of
from folkmoot.kernel.rules import Refused, refuse

ASSESSED = ("IN_ASSESSMENT", "INVITED", "RESERVE", "DECLINED")


@dataclass(frozen=True, slots=True)
class Ready:
    """What is missing before the strengths can be found, by title."""

    n_applications: int
    waiting: tuple[str, ...]
    bare: tuple[str, ...]
    wide: tuple[str, ...]
    talking: tuple[str, ...]


def assessed_in(panel: Panel) -> list[Application]:
    """The applications that are or were assessed."""
    rows = panel.call.applications.filter(stage__in=ASSESSED).select_related("lead", "place")
    return list(rows.order_by("title", "pk"))


def ready(panel: Panel) -> Ready:
    """Whether everything is in."""
    pieces = assessed_in(panel)
    standings = standings_of(pieces)
    talks = dict(
        panel.call.applications.filter(moderation__isnull=False).values_list(
            "pk", "moderation__came"
        )
    )
    far = [
        each
        for each in pieces
        if standings[each.pk].is_in and standings[each.pk].spread >= panel.wide_points
    ]
    return Ready(
        n_applications=len(pieces),
        waiting=tuple(each.title for each in pieces if standings[each.pk].n_waiting),
        bare=tuple(each.title for each in pieces if not standings[each.pk].n_all),
        wide=tuple(each.title for each in far if each.pk not in talks),
        talking=tuple(each.title for each in pieces if talks.get(each.pk) == "OPEN"),
    )


def readings_in(choice: Choice) -> list[Reading]:
    """What the strengths were found from, as it was kept."""
    return [Reading(ref, assessor, points) for ref, assessor, points in choice.readings]


def strengths_in(choice: Choice) -> Strengths:
    """The strengths as they were found."""
    return Strengths.of(choice.found)


def candidates_in(choice: Choice) -> list[Candidate]:
    """Who could be chosen, strongest first; two queries."""
    strengths = {each.ref: each.strength for each in strengths_in(choice).standings}
    pieces = [each for each in assessed_in(choice.panel) if each.ref in strengths]
    traits = {each.application_id: each for each in Traits.objects.filter(application__in=pieces)}
    rows = [_candidate(each, traits.get(each.pk), strengths[each.ref]) for each in pieces]
    return sorted(rows, key=lambda each: (-each.strength, each.name))


def _candidate(piece: Application, traits: Traits | None, strength: float) -> Candidate:
    known = traits or Traits(application=piece)
    return Candidate(
        ref=piece.ref,
        name=piece.title,
        strength=round(strength * 1000),
        cost_pence=piece.asked_pence or 0,
        region=known.region,
        settlement=known.settlement,
        theme=known.theme,
        need=known.need,
        district=piece.area_name,
    )


def terms_of(choice: Choice) -> Terms:
    """What is asked; one query."""
    aims = tuple(
        AimWanted(each.kind, each.value, each.least, each.most) for each in choice.aims.all()
    )
    return Terms(choice.budget_pence, choice.least, choice.most, aims)


def answer_to(choice: Choice, candidates: Sequence[Candidate]) -> Answer:
    """The best set, those that follow, and what each aim costs."""
    return answer(candidates, terms_of(choice))


def question_digest(candidates: Iterable[Candidate], terms: Terms) -> str:
    """What was asked, so that an answer is not shown to another question."""
    plain = {
        "candidates": [asdict(each) for each in candidates],
        "budget": terms.budget_pence,
        "least": terms.least,
        "most": terms.most,
        "aims": [asdict(each) for each in terms.aims],
    }
    return digest_of(plain)


def digest_of(plain: Mapping[str, Any]) -> str:
    """The SHA-256 of plain values, in one order."""
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def firmness_of(choice: Choice, *, n_draws: int, progress: Progress = silent) -> dict[str, Any]:
    """How firm the set is over so many draws, with the question it answers."""
    candidates, terms = candidates_in(choice), terms_of(choice)
    readings = readings_in(choice)
    refuse(why_no_draws(readings))
    draws = draws_of(readings, [each.ref for each in candidates], seed=choice.seed, n_draws=n_draws)
    try:
        found = firmness(candidates, terms, draws, progress=progress)
    except NoSet as why:
        raise Refused(str(why)) from why
    return asdict(found) | {"question": question_digest(candidates, terms)}
