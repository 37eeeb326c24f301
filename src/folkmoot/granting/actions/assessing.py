"""An assessor's task: interest declared, marks typed and handed in, opened again; the talk."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from folkmoot.granting.actions.locking import locked
from folkmoot.granting.actions.panels import locked_assignment, locked_panel
from folkmoot.granting.models import (
    AgreedMark,
    Application,
    ApplicationRole,
    Assignment,
    AssignmentStage,
    Came,
    Declaration,
    Mark,
    Moderation,
)
from folkmoot.granting.queries import links, marks
from folkmoot.granting.rules import assessing as rules
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account

S = AssignmentStage


@transaction.atomic
def declare(
    *, assignment: Assignment, has_interest: bool, words: str = "", by: Account, at: datetime
) -> Assignment:
    """Say whether one has an interest, before anything is opened; or that one has come to light.

    From a yes on nothing of the application is shown to them anywhere, and nothing they gave
    counts.
    """
    assignment = locked_assignment(assignment)
    refuse(rules.why_not_declare(assignment, has_interest, words))
    _declared(assignment.application, has_interest, words, by=by, at=at, assignment=assignment)
    assignment.stage = S.RECUSED if has_interest else S.CLEAR
    if has_interest:
        assignment.draft, assignment.draft_at = {}, None
    assignment.save(update_fields=["stage", "draft", "draft_at"])
    record("interest_declared", about=assignment, by=by, at=at, has_interest=has_interest)
    return assignment


@transaction.atomic
def declare_interest(
    *, application: Application, words: str, by: Account, at: datetime
) -> Declaration:
    """Anybody of the programme's team keeps out of an application they have an interest in."""
    application = locked(application)
    there = application.declarations.filter(account=by, has_interest=True, lifted_at__isnull=True)
    own = ApplicationRole.objects.filter(application=application, account=by).held_at(at)
    refuse(rules.why_not_declare_interest(words, has_one=there.exists(), is_own=own.exists()))
    made = _declared(application, True, words, by=by, at=at)
    Assignment.objects.filter(application=application, assessor__account=by).exclude(
        stage__in=[S.RECUSED, S.TAKEN_OFF]
    ).update(stage=S.RECUSED, draft={}, draft_at=None)
    record("interest_declared", about=application, by=by, at=at, has_interest=True)
    return made


@transaction.atomic
def lift_declaration(
    *, declaration: Declaration, because: str, by: Account, at: datetime
) -> Declaration:
    """Somebody else has looked at it: they may read the application after all."""
    declaration = Declaration.objects.select_for_update().get(pk=declaration.pk)
    refuse(
        rules.why_not_lift(
            because,
            is_lifted=declaration.lifted_at is not None or not declaration.has_interest,
            is_own=declaration.account_id == by.pk,
        )
    )
    declaration.lifted_at, declaration.lifted_by = at, by
    declaration.lifted_because = because.strip()
    declaration.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    record("interest_lifted", about=declaration.application, by=by, at=at)
    return declaration


@transaction.atomic
def keep_marks(
    *, assignment: Assignment, typed: Mapping[str, str], by: Account, at: datetime
) -> Assignment:
    """Keep what is typed, just as it is, right or wrong."""
    assignment = locked_assignment(assignment)
    refuse(rules.why_not_mark(assignment))
    assignment.draft = {key: value[:4000] for key, value in typed.items()}
    assignment.draft_at = at
    if assignment.stage == S.CLEAR:
        assignment.stage = S.SCORING
    assignment.save(update_fields=["draft", "draft_at", "stage"])
    record("marks_kept", about=assignment, by=by, at=at)
    return assignment


@transaction.atomic
def hand_in_marks(
    *,
    assignment: Assignment,
    given: Mapping[int, tuple[int | None, str]],
    by: Account,
    at: datetime,
) -> Assignment:
    """Hand in a mark and its reason for every criterion, by its key; they are locked from then."""
    assignment = locked_assignment(assignment)
    criteria = marks.criteria_of(assignment.application.call)
    refuse(rules.why_not_hand_in(assignment, given, {each.pk: each.name for each in criteria}))
    assignment.take += 1
    Mark.objects.bulk_create(
        Mark(
            assignment=assignment,
            take=assignment.take,
            criterion=each,
            value=given[each.pk][0] or 0,  # the rule has seen that there is one
            words=given[each.pk][1].strip(),
        )
        for each in criteria
    )
    assignment.stage, assignment.submitted_at = S.SUBMITTED, at
    assignment.draft, assignment.draft_at = {}, None
    assignment.save()
    record("marks_handed_in", about=assignment, by=by, at=at, take=assignment.take)
    return assignment


@transaction.atomic
def reopen_marks(*, assignment: Assignment, because: str, by: Account, at: datetime) -> Assignment:
    """Let an assessor mark once more; what they had given is kept, and is where they begin."""
    assignment = locked_assignment(assignment)
    moderated = Moderation.objects.filter(application=assignment.application_id).exists()
    refuse(rules.why_not_reopen(assignment, because, is_moderated=moderated))
    before = assignment.marks.filter(take=assignment.take)
    assignment.draft = {}
    for each in before:
        assignment.draft[f"value-{each.criterion_id}"] = str(each.value)
        assignment.draft[f"words-{each.criterion_id}"] = each.words
    assignment.stage, assignment.draft_at = S.REOPENED, at
    assignment.reopened_at, assignment.reopened_by = at, by
    assignment.reopened_because = because.strip()
    assignment.save()
    record("marks_reopened", about=assignment, by=by, at=at, because=because.strip())
    return assignment


@transaction.atomic
def open_moderation(*, application: Application, by: Account | None, at: datetime) -> Moderation:
    """Bring together those who are far apart over an application. They see each other's marks."""
    application = locked(application)
    refuse(rules.why_no_panel(application.call))
    panel = locked_panel(application.call.panel)
    standing = marks.standing_of(application)
    refuse(
        rules.why_not_open_moderation(
            panel,
            has_one=Moderation.objects.filter(application=application).exists(),
            n_waiting=standing.n_waiting,
            n_in=standing.n_in,
            spread_points=standing.spread,
        )
    )
    made: Moderation = Moderation.objects.create(
        application=application, spread_points=standing.spread, opened_at=at, opened_by=by
    )
    record("moderation_opened", about=made, by=by, at=at, spread=round(standing.spread))
    return made


@transaction.atomic
def note_moderation(
    *,
    moderation: Moderation,
    agreed: bool,
    words: str,
    values: Mapping[int, int | None],
    by: Account | None,
    at: datetime,
) -> Moderation:
    """Write down what came of the talk: marks they agree on, or that they still differ, and why."""
    application = locked(moderation.application)
    rows = Moderation.objects.select_for_update(of=("self",))
    moderation = rows.select_related("application__call__panel").get(pk=moderation.pk)
    criteria = marks.criteria_of(application.call)
    chosen = [values.get(each.pk) for each in criteria] if agreed else []
    refuse(rules.why_not_note_moderation(moderation, agreed, words, chosen, len(criteria)))
    moderation.came = Came.CONSENSUS if agreed else Came.DIVERGENCE
    moderation.agreed, moderation.words = agreed, words.strip()
    moderation.noted_at, moderation.noted_by = at, by
    moderation.save()
    moderation.agreed_marks.all().delete()
    if agreed:
        AgreedMark.objects.bulk_create(
            AgreedMark(moderation=moderation, criterion=each, value=value or 0)
            for each, value in zip(criteria, chosen, strict=True)
        )
    record("moderation_noted", about=moderation, by=by, at=at, agreed=agreed)
    return moderation


def _declared(
    application: Application,
    has_interest: bool,
    words: str,
    *,
    by: Account,
    at: datetime,
    assignment: Assignment | None = None,
) -> Declaration:
    known = links.link_between(application, assignment.assessor, at=at) if assignment else ""
    made: Declaration = Declaration.objects.create(
        application=application,
        account=by,
        has_interest=has_interest,
        words=words.strip(),
        known_links=known,
        declared_at=at,
    )
    return made
