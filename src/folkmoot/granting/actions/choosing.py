"""A choice: the strengths found, aims set, a set recommended, and taken back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from folkmoot.granting.actions.panels import locked_panel
from folkmoot.granting.analysis.choosing import Answer, reasons, rival_told
from folkmoot.granting.analysis.strengths import strengths
from folkmoot.granting.models import (
    DRAWS_JOB,
    Aim,
    Application,
    Came,
    Choice,
    ChoiceStage,
    FunderDecision,
    Moderation,
    Panel,
    Traits,
)
from folkmoot.granting.queries import choice as queries
from folkmoot.granting.queries import marks
from folkmoot.granting.rules import assessing
from folkmoot.granting.rules import choice as rules
from folkmoot.kernel.jobs.actions import put_job
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account

S = ChoiceStage
SEED = 20_270_401  # for the draws of the ranks; kept with each result
TRAITS = {"region": 60, "settlement": 20, "theme": 60, "need": 20}  # letters at most


@transaction.atomic
def find_strengths(*, panel: Panel, by: Account | None, at: datetime) -> Choice:
    """Lock the marks, part them into strength and severity, and begin the choice."""
    panel = locked_panel(panel)
    missing = queries.ready(panel)
    refuse(
        assessing.why_not_find_strengths(
            panel,
            n_applications=missing.n_applications,
            waiting=missing.waiting,
            bare=missing.bare,
            wide=missing.wide,
            talking=missing.talking,
        )
    )
    assert panel.call.version is not None
    pieces = missing.pieces
    readings = marks.readings_of(pieces)
    kept = [[each.ref, each.assessor, each.points] for each in readings]
    found = strengths(readings, seed=SEED)
    _note_traits(panel, pieces)
    Moderation.objects.filter(application__in=pieces).update(came=Came.LOCKED, locked_at=at)
    panel.marks_locked_at = at
    panel.save(update_fields=["marks_locked_at"])
    wanted = sum(each.asked_pence or 0 for each in pieces)
    n = max(1, len(pieces) * 2 // 5)
    choice: Choice = Choice.objects.create(
        panel=panel,
        version=panel.call.version,
        stage_at=at,
        readings=kept,
        found=found.as_plain(),
        seed=SEED,
        inputs_sha256=queries.digest_of({"readings": kept, "rule": found.rule}),
        found_at=at,
        found_by=by,
        budget_pence=max(1, wanted * 2 // 5),
        least=n,
        most=n,
    )
    record("strengths_found", about=choice, by=by, at=at, digest=choice.inputs_sha256)
    return choice


@transaction.atomic
def ask(
    *,
    choice: Choice,
    budget_pence: int,
    least: int,
    most: int,
    by: Account | None,
    at: datetime,
) -> Choice:
    """How much money there is, and for how many."""
    choice = locked_choice(choice)
    n = len(choice.found["standings"])
    refuse(rules.why_not_ask(choice, budget_pence, least, most, n=n))
    choice.budget_pence, choice.least, choice.most = budget_pence, least, most
    choice.save(update_fields=["budget_pence", "least", "most"])
    record("choice_asked", about=choice, by=by, at=at, budget=budget_pence, least=least, most=most)
    return choice


@transaction.atomic
def set_aim(
    *,
    choice: Choice,
    kind: str,
    value: str = "",
    least: int | None = None,
    most: int | None = None,
    by: Account | None,
    at: datetime,
) -> Aim:
    """At least or at most so many of a group; setting it anew changes it."""
    choice = locked_choice(choice)
    refuse(rules.why_not_aim(choice, least, most, n_there=choice.aims.count(), is_there=False))
    aim, _ = Aim.objects.update_or_create(
        choice=choice, kind=kind, value=value, defaults={"least": least, "most": most}
    )
    record("aim_set", about=choice, by=by, at=at, of=kind, value=value, least=least, most=most)
    return aim


@transaction.atomic
def drop_aim(*, aim: Aim, by: Account | None, at: datetime) -> None:
    """Give an aim up."""
    choice = locked_choice(aim.choice)
    refuse(rules.why_not_change_choice(choice))
    record("aim_dropped", about=choice, by=by, at=at, of=aim.kind, value=aim.value)
    aim.delete()


@transaction.atomic
def note_traits(
    *, choice: Choice, traits: Mapping[str, Mapping[str, str]], by: Account | None, at: datetime
) -> int:
    """Say where each application is and what it is about, by its reference; how many changed."""
    choice = locked_choice(choice)
    refuse(rules.why_not_change_choice(choice))
    n_changed = 0
    for piece in queries.assessed_in(choice.panel):
        said = traits.get(piece.ref)
        if said is None:
            continue
        known, _ = Traits.objects.get_or_create(application=piece)
        now = {name: " ".join(said.get(name, "").split())[:most] for name, most in TRAITS.items()}
        if any(getattr(known, name) != value for name, value in now.items()):
            for name, value in now.items():
                setattr(known, name, value)
            known.save()
            n_changed += 1
    record("traits_noted", about=choice, by=by, at=at, number=n_changed)
    return n_changed


@transaction.atomic
def draw(*, choice: Choice, by: Account | None, at: datetime) -> Choice:
    """Ask how firm the set is, over a thousand draws: long work."""
    choice = locked_choice(choice)
    refuse(rules.why_not_change_choice(choice))
    put_job(kind=DRAWS_JOB, about=choice, by=by, at=at)
    record("draws_asked", about=choice, by=by, at=at)
    return choice


@transaction.atomic
def keep_firmness(
    *, choice: Choice, found: Mapping[str, Any], by: Account | None, at: datetime
) -> Choice:
    """Keep how firm a set is, with the question it is about."""
    choice = locked_choice(choice)
    choice.firmness = dict(found)
    choice.save(update_fields=["firmness"])
    record("firmness_kept", about=choice, by=by, at=at, n_draws=found["n_draws"])
    return choice


@transaction.atomic
def recommend(
    *,
    choice: Choice,
    refs: Collection[str],
    reserve: Sequence[str],
    why: str,
    by: Account | None,
    at: datetime,
) -> Choice:
    """The panel recommends a set, with its reasons; what it rests on is kept with its digest."""
    choice = locked_choice(choice)
    asked = queries.question_in(choice)
    candidates, terms = asked.candidates, asked.terms
    known = {each.ref for each in candidates}
    chosen = [each.ref for each in candidates if each.ref in set(refs)]
    held = [ref for ref in reserve if ref in known]
    found = asked.answer()
    is_best = found.best is not None and set(found.best.refs) == set(chosen)
    refuse(rules.why_not_recommend(choice, chosen, held, why, is_best=is_best))
    choice.account = {
        "question": asked.digest,
        "strengths": choice.inputs_sha256,
        "rule": found.rule,
        "asked": {"budget_pence": terms.budget_pence, "least": terms.least, "most": terms.most,
                  "aims": [asdict(each) | {"name": each.name} for each in terms.aims]},
        "best": list(found.best.refs) if found.best else [],
        "costs": [asdict(each) for each in found.costs],
        "beside": _beside(candidates, terms, found, chosen, is_best),
        "reasons": _reasons(candidates, terms, found),
        "candidates": [asdict(each) for each in candidates],
        "chosen": chosen,
        "reserve": held,
        "why": why.strip(),
    }  # fmt: skip
    choice.recommended, choice.reserve, choice.recommended_why = chosen, held, why.strip()
    choice.recommended_sha256 = queries.digest_of(choice.account)
    choice.recommended_at, choice.recommended_by = at, by
    choice.stage, choice.stage_at = S.RECOMMENDED, at
    choice.save()
    record("choice_recommended", about=choice, by=by, at=at, digest=choice.recommended_sha256)
    return choice


@transaction.atomic
def look_again(*, choice: Choice, because: str, by: Account | None, at: datetime) -> Choice:
    """The panel takes back what nobody has answered, or begins anew after a no."""
    choice = locked_choice(choice)
    answers = FunderDecision.objects.filter(choice=choice, sha256=choice.recommended_sha256)
    refuse(rules.why_not_take_back(choice, because, n_answers=answers.count()))
    choice.stage, choice.stage_at = S.OPEN, at
    choice.save(update_fields=["stage", "stage_at"])
    record("choice_looked_at_again", about=choice, by=by, at=at, because=because.strip())
    return choice


def locked_choice(choice: Choice) -> Choice:
    """The choice, held."""
    rows = Choice.objects.select_for_update(of=("self",)).select_related(
        "panel__call__programme", "version"
    )
    found: Choice = rows.get(pk=choice.pk)
    return found


def _note_traits(panel: Panel, pieces: Sequence[Application]) -> None:
    """What the list of areas of the call says, to begin with."""
    areas = {each.code: each for each in panel.call.areas.all()}
    for piece in pieces:
        area = areas.get(piece.area_code)
        Traits.objects.get_or_create(
            application=piece,
            defaults={
                "region": area.region if area else "",
                "settlement": area.setting if area else "",
            },
        )


def _beside(
    candidates: Any, terms: Any, found: Answer, chosen: Sequence[str], is_best: bool
) -> list[str]:
    """How the set differs from the one that was found, in sentences."""
    if is_best or found.best is None:
        return []
    return list(rival_told(candidates, terms, found.best.refs, chosen)[1])


def _reasons(candidates: Any, terms: Any, found: Answer) -> list[dict[str, Any]]:
    return [asdict(each) for each in reasons(candidates, terms)] if found.best else []
