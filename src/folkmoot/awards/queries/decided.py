"""What a joint decision gives, which awards came of it, and which are still to be made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils.timezone import localdate

from folkmoot.awards.models import OVER_BEFORE_SIGNING, Award, organisations_of
from folkmoot.awards.open_grants.grants import Area
from folkmoot.awards.rules.decided import GIVES, shared
from folkmoot.granting.models import DECIDED, Application, CallKind, Choice, FunderDecision
from folkmoot.granting.models.hidden import kept_from
from folkmoot.granting.models.panel import programmes_where
from folkmoot.kernel.access.permissions import Permission
from folkmoot.people.models import Organisation
from folkmoot.programmes.models import Funder

PLANNED = Application.objects.filter(
    call__programme=OuterRef("call__programme"), call__kind=CallKind.PLAN, lead=OuterRef("lead")
).exclude(call=OuterRef("call"))
TOLD = tuple(stage for stage in DECIDED if stage != "DECIDED")


@dataclass(frozen=True, slots=True)
class Part:
    """One funder's part in one application: what it said, its share, and its award so far."""

    funder: Organisation
    says: str
    words: str
    share_pence: int
    award: Award | None

    @property
    def pence(self) -> int:
        """What its award is, or is to be."""
        return self.award.awarded_pence if self.award else self.share_pence


@dataclass(frozen=True, slots=True)
class ChosenOne:
    """One application that was chosen: what was decided, and where it is."""

    application: Application
    given_pence: int
    parts: tuple[Part, ...]

    @property
    def awarded_pence(self) -> int:
        """What is in awards, as far as they stand."""
        return sum(each.award.awarded_pence for each in self.parts if each.award)

    @property
    def left_pence(self) -> int:
        """What no award has been made of yet."""
        return self.given_pence - self.awarded_pence

    @property
    def first_award(self) -> Award | None:
        """The one that the others are joined to."""
        made = [each.award for each in self.parts if each.award]
        firsts = [each for each in made if each.joined_to_id is None]
        return min(firsts, key=lambda each: each.prepared_at) if firsts else None

    def part_of(self, funder: Organisation) -> Part | None:
        """A funder's part, if it has one."""
        return next((each for each in self.parts if each.funder == funder), None)


@dataclass(frozen=True, slots=True)
class DecisionAwards:
    """All that was chosen in one decision; sums in pence, which add up."""

    rows: tuple[ChosenOne, ...]

    @property
    def given_pence(self) -> int:
        """What was decided in all."""
        return sum(each.given_pence for each in self.rows)

    @property
    def awarded_pence(self) -> int:
        """What is in awards."""
        return sum(each.awarded_pence for each in self.rows)

    @property
    def left_pence(self) -> int:
        """What is still to be made."""
        return self.given_pence - self.awarded_pence

    @property
    def n_made(self) -> int:
        """How many awards there are."""
        return sum(each.award is not None for row in self.rows for each in row.parts)

    @property
    def n_to_make(self) -> int:
        """How many are still to be made, where there is something left."""
        return sum(each.award is None for row in self.rows if row.left_pence for each in row.parts)


def decisions_shown_to(user: object) -> QuerySet[Choice]:
    """Decisions that were carried and told, to those who run the programme or give its money.

    Whoever has an interest in one of the applications sees nothing of it.
    """
    run = programmes_where(user, Permission.CHOICE_SEE)
    theirs = organisations_of(user, Permission.AWARD_PREPARE)
    gives = Funder.objects.filter(version=OuterRef("version"), organisation__in=theirs)
    shown = Q(panel__call__programme__in=run) | Q(Exists(gives))
    kept = Application.objects.filter(kept_from(user)).values("call")
    rows = Choice.objects.filter(shown, stage__in=TOLD).exclude(panel__call__in=kept)
    return rows.select_related("panel__call__programme", "version")


def decisions_to_award(user: object) -> list[Choice]:
    """Those in which a funder that this user prepares awards for has one still to make."""
    made = Award.objects.filter(
        application=OuterRef("pk"), funder=OuterRef(OuterRef("organisation"))
    ).exclude(stage__in=OVER_BEFORE_SIGNING)
    waiting = _given().filter(~Exists(made), call=OuterRef("choice__panel__call"))
    still_to_make = FunderDecision.objects.filter(
        Exists(waiting), choice=OuterRef("pk"), sha256=OuterRef("recommended_sha256"),
        says__in=GIVES, organisation__in=organisations_of(user, Permission.AWARD_PREPARE),
    )  # fmt: skip
    return list(decisions_shown_to(user).filter(Exists(still_to_make)).order_by("decided_at"))


def awards_of(choice: Choice) -> DecisionAwards:
    """Everything that was chosen, with its awards; five queries, however many there are."""
    rows = given_in(choice).select_related("call", "lead", "place")
    return DecisionAwards(tuple(_rows(choice, list(rows))))


def given_in(choice: Choice) -> QuerySet[Application]:
    """Those chosen to be given money in this decision."""
    return _given().filter(call=choice.panel.call_id)


def _given() -> QuerySet[Application]:
    """All who are given money. Who was chosen to plan is given it for the plan."""
    invited = Application.objects.filter(stage="INVITED")
    return invited.exclude(Exists(PLANNED), call__kind=CallKind.EXPRESSION)


def chosen_in(choice: Choice, application: Application) -> ChosenOne:
    """One application of a decision, with its awards."""
    rows = Application.objects.filter(pk=application.pk).select_related("call", "lead", "place")
    return _rows(choice, list(rows))[0]


def _rows(choice: Choice, pieces: Sequence[Application]) -> list[ChosenOne]:
    costs = {each["ref"]: each["cost_pence"] for each in choice.account.get("candidates", [])}
    answers, weights = _answers(choice), _weights(choice)
    funders = [each for each in answers if answers[each].says in GIVES]
    live = Award.objects.filter(application__in=[each.pk for each in pieces]).exclude(
        stage__in=OVER_BEFORE_SIGNING
    )
    awards: dict[tuple[Any, Any], Award] = {
        (each.application_id, each.funder_id): each for each in live
    }
    found = []
    for piece in sorted(pieces, key=lambda each: each.title):
        given = costs.get(piece.ref, 0)
        made = [awards.get((piece.pk, each.pk)) for each in funders]
        shares = _shares(given, [weights.get(each.pk, 0) for each in funders], made)
        parts = tuple(
            Part(funder, answers[funder].says, answers[funder].words, share, award)
            for funder, share, award in zip(funders, shares, made, strict=True)
        )
        found.append(ChosenOne(piece, given, parts))
    return found


def _shares(given: int, weights: Sequence[int], made: Sequence[Award | None]) -> list[int]:
    """What each award is; and what is left, among those that are still to be made."""
    left = given - sum(each.awarded_pence for each in made if each)
    to_make = [weight for weight, award in zip(weights, made, strict=True) if award is None]
    parts = iter(shared(max(0, left), to_make) if to_make else [])
    return [award.awarded_pence if award else next(parts) for award in made]


def _answers(choice: Choice) -> dict[Organisation, FunderDecision]:
    rows = FunderDecision.objects.filter(choice=choice, sha256=choice.recommended_sha256)
    found = rows.select_related("organisation").order_by("organisation__name")
    return {each.organisation: each for each in found}


def _weights(choice: Choice) -> dict[Any, int]:
    """What each funder has set aside in all years of the version that was decided under."""
    rows = Funder.objects.filter(version=choice.version_id).values_list("organisation")
    return {key: total or 0 for key, total in rows.annotate(total=Sum("envelopes__amount_pence"))}


def area_of(application: Application) -> Area | None:
    """The council area it was made for, in the bounds of the year in which its call opened."""
    opened = application.call.opens_at
    if not application.area_code or opened is None:
        return None
    return Area(application.area_name, application.area_code, str(localdate(opened).year))


@dataclass(frozen=True, slots=True)
class CameOf:
    """The decision an award came of, as far as its reader may see it."""

    choice: Choice
    is_inside: bool  # the decision itself; else what was published


def came_of(award: Award, reader: object) -> CameOf | None:
    """Which decision an award came of; nothing for those who may not see it."""
    if award.application_id is None:
        return None
    calls = Application.objects.filter(pk=award.application_id).values("call")
    seen = Choice.objects.visible_to(reader).filter(panel__call__in=calls).first()
    if seen is None:
        return None
    run = programmes_where(reader, Permission.CHOICE_SEE)
    is_inside = run.filter(programme=seen.panel.call.programme_id).exists()
    return CameOf(seen, is_inside) if is_inside or seen.stage == "PUBLISHED" else None
