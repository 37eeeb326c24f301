"""A choice: its strengths, candidates, aims, and the answer."""

import hashlib
import json
from collections.abc import Iterable, Mapping
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
from folkmoot.granting.models import Aim, Application, Choice, Panel, Traits
from folkmoot.granting.queries.marks import standings_of
from folkmoot.kernel.rules import Refused, refuse

ASSESSED = ("IN_ASSESSMENT", "INVITED", "RESERVE", "DECLINED")


@dataclass(frozen=True, slots=True)
class Ready:
    """What is missing before the strengths can be found, by title."""

    pieces: tuple[Application, ...]
    waiting: tuple[str, ...]
    bare: tuple[str, ...]
    wide: tuple[str, ...]
    talking: tuple[str, ...]

    @property
    def n_applications(self) -> int:
        """How many are assessed."""
        return len(self.pieces)


def assessed_in(panel: Panel) -> list[Application]:
    """The applications that are or were assessed."""
    rows = Application.objects.filter(call=panel.call_id, stage__in=ASSESSED).select_related(
        "lead", "place", "traits"
    )
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
        pieces=tuple(pieces),
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


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a choice, read once: who could be chosen, and by which terms."""

    pieces: tuple[Application, ...]
    candidates: tuple[Candidate, ...]  # the strongest first
    aims: tuple[Aim, ...]
    terms: Terms

    def answer(self) -> Answer:
        """The best set, those that follow, and what each aim costs."""
        return answer(self.candidates, self.terms)

    @property
    def digest(self) -> str:
        """What was asked, so that an answer is not shown to another question."""
        return question_digest(self.candidates, self.terms)


def question_in(choice: Choice) -> Question:
    """What is asked now; two queries."""
    strengths = {each.ref: each.strength for each in strengths_in(choice).standings}
    pieces = tuple(each for each in assessed_in(choice.panel) if each.ref in strengths)
    rows = [_candidate(each, strengths[each.ref]) for each in pieces]
    aims = tuple(Aim.objects.filter(choice=choice))
    wanted = tuple(AimWanted(each.kind, each.value, each.least, each.most) for each in aims)
    return Question(
        pieces,
        tuple(sorted(rows, key=lambda each: (-each.strength, each.name))),
        aims,
        Terms(choice.budget_pence, choice.least, choice.most, wanted),
    )


def names_in(choice: Choice) -> list[tuple[str, str]]:
    """References and titles of those that could be chosen, the strongest first; one query."""
    order = {each.ref: -each.strength for each in strengths_in(choice).standings}
    rows = choice.panel.call.applications.filter(ref__in=order).values_list("ref", "title")
    return sorted(rows, key=lambda each: (order[each[0]], each[1]))


def _candidate(piece: Application, strength: float) -> Candidate:
    known = getattr(piece, "traits", None) or Traits(application=piece)
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
    asked = question_in(choice)
    candidates, terms = asked.candidates, asked.terms
    readings = readings_in(choice)
    refuse(why_no_draws(readings))
    draws = draws_of(readings, [each.ref for each in candidates], seed=choice.seed, n_draws=n_draws)
    try:
        found = firmness(candidates, terms, draws, progress=progress)
    except NoSet as why:
        raise Refused(str(why)) from why
    return asdict(found) | {"question": asked.digest}
