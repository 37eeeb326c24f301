"""Variations: written, asked for, looked at, approved or refused, and brought into force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from folkmoot.awards import rules
from folkmoot.awards.actions.awards import digest_of, locked_award
from folkmoot.awards.actions.planning import spread_the_plan
from folkmoot.awards.models import Award, BudgetLine, Variation, VariationStage, VariedLine
from folkmoot.awards.queries.variations import changes_of, moved_since_signing, words_to_sign
from folkmoot.awards.returning.varying import Change, is_small
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to change: pence by the number of a line, new lines, the last day, the purpose."""

    because: str
    lines: Mapping[int, int] = field(default_factory=dict)
    new_lines: Sequence[tuple[str, int]] = ()
    ends_date: date | None = None
    purpose: str = ""


@transaction.atomic
def draft_variation(*, award: Award, wanted: Wanted, by: Account, at: datetime) -> Variation:
    """Write down what is to change."""
    locked = locked_award(award.pk)
    n_open = locked.variations.filter(stage__in=rules.OPEN).count()
    refuse(rules.why_not_draft_variation(locked, n_open=n_open))
    changes = _changes(locked, wanted)
    refuse(
        rules.why_not_these_changes(
            locked,
            changes,
            because=wanted.because,
            ends_date=wanted.ends_date,
            purpose=wanted.purpose,
            today=localdate(at),
        )
    )
    purpose = wanted.purpose.strip()
    variation: Variation = Variation.objects.create(
        award=locked,
        number=(locked.variations.aggregate(last=Max("number"))["last"] or 0) + 1,
        because=wanted.because.strip(),
        ends_date=None if wanted.ends_date == locked.ends_date else wanted.ends_date,
        purpose="" if purpose == locked.purpose else purpose,
        drafted_at=at,
        drafted_by=by,
    )
    VariedLine.objects.bulk_create(
        VariedLine(
            variation=variation,
            number=number,
            line_id=each.key,
            heading=each.heading,
            was_pence=each.was,
            becomes_pence=each.becomes,
        )
        for number, each in enumerate(changes, 1)
    )
    record("variation_drafted", about=variation, by=by, at=at, number=variation.number)
    return variation


@transaction.atomic
def submit_variation(*, variation: Variation, by: Account, at: datetime) -> Variation:
    """Ask for it. A small one is in force at once, and told; of another the recipient signs the
    document, and the funder looks at it.
    """
    locked = _locked(variation)
    refuse(rules.why_not_ask(locked))
    changes = changes_of(locked)
    locked.submitted_at, locked.submitted_by = at, by
    locked.is_small = is_small(
        changes,
        percent=locked.award.tolerance_percent,
        moved=moved_since_signing(locked.award),
        otherwise=bool(locked.ends_date or locked.purpose),
    )
    if locked.is_small:
        locked = _moved(
            locked, "APPROVED", "submitted_at", "submitted_by", "is_small", by=by, at=at
        )
        return _in_force(locked, changes, by=by, at=at)
    locked.document = words_to_sign(locked, changes)
    locked.document_sha256 = digest_of(locked.document)
    signed = ("submitted_at", "submitted_by", "document", "document_sha256")
    return _moved(locked, "SUBMITTED", *signed, by=by, at=at)


@transaction.atomic
def assess_variation(
    *, variation: Variation, assessment: str, by: Account, at: datetime
) -> Variation:
    """The funder looks at it, and says what is to be thought of it."""
    locked = _locked(variation)
    refuse(rules.why_not_assess(locked, assessment, by_pk=by.pk))
    locked.assessment, locked.assessed_at, locked.assessed_by = assessment.strip(), at, by
    return _moved(locked, "ASSESSED", "assessment", "assessed_at", "assessed_by", by=by, at=at)


@transaction.atomic
def approve_variation(*, variation: Variation, by: Account, at: datetime) -> Variation:
    """The funder signs its document."""
    locked = _locked(variation)
    refuse(rules.why_not_approve_variation(locked, by_pk=by.pk))
    locked.decided_at, locked.decided_by = at, by
    return _moved(locked, "APPROVED", "decided_at", "decided_by", by=by, at=at)


@transaction.atomic
def refuse_variation(*, variation: Variation, because: str, by: Account, at: datetime) -> Variation:
    """The funder says no, and why."""
    locked = _locked(variation)
    refuse(rules.why_not_refuse(locked, because, by_pk=by.pk))
    locked.decided_at, locked.decided_by = at, by
    return _moved(locked, "REFUSED", "decided_at", "decided_by", by=by, at=at, because=because)


@transaction.atomic
def apply_variation(*, variation: Variation, by: Account, at: datetime) -> Variation:
    """It comes into force: the budget, the days and the purpose are as it says from now on."""
    locked = _locked(variation)
    changes = changes_of(locked)
    refuse(rules.why_not_apply(locked, changes))
    return _in_force(locked, changes, by=by, at=at)


@transaction.atomic
def withdraw_variation(
    *, variation: Variation, because: str, by: Account, at: datetime
) -> Variation:
    """The recipient takes it back."""
    locked = _locked(variation)
    refuse(rules.why_not_withdraw(locked, because))
    return _moved(locked, "WITHDRAWN", by=by, at=at, because=because)


def _changes(award: Award, wanted: Wanted) -> list[Change]:
    """Every line as it would be, those that stay too."""
    there = [
        Change(line.pk, line.heading, line.pence, wanted.lines.get(line.number, line.pence))
        for line in award.budget.all()
    ]
    return there + [Change(None, heading.strip(), 0, pence) for heading, pence in wanted.new_lines]


def _in_force(
    variation: Variation, changes: Sequence[Change], *, by: Account, at: datetime
) -> Variation:
    """Lines that shrink come first, so that the budget is never more than the award."""
    award = variation.award
    lines = {line.pk: line for line in award.budget.all()}
    n_lines = len(lines)
    for change in sorted(changes, key=lambda each: each.by):
        if change.key is None:
            n_lines += 1
            BudgetLine.objects.create(
                award=award, number=n_lines, heading=change.heading, pence=change.becomes
            )
        elif change.by:
            line = lines[change.key]
            line.pence += change.by
            line.save(update_fields=["pence"])
    award.ends_date = variation.ends_date or award.ends_date
    award.purpose = variation.purpose or award.purpose
    award.n_varied += 1
    award.changed_at = at
    award.save(update_fields=["ends_date", "purpose", "n_varied", "changed_at"])
    spread_the_plan(award)
    variation.applied_at = at
    return _moved(variation, "APPLIED", "applied_at", by=by, at=at)


def _locked(variation: Variation) -> Variation:
    """The variation, with its award, for nobody else to change meanwhile."""
    award = locked_award(variation.award_id)
    found: Variation = Variation.objects.select_for_update(of=("self",)).get(pk=variation.pk)
    found.award = award
    return found


def _moved(
    variation: Variation, stage: str, *fields: str, by: Account, at: datetime, because: str = ""
) -> Variation:
    variation.stage, variation.stage_because = VariationStage(stage), because.strip()
    variation.save(update_fields=["stage", "stage_because", *fields])
    record(
        f"variation_{stage.lower()}",
        about=variation,
        by=by,
        at=at,
        number=variation.number,
        small=variation.is_small,
        because=variation.stage_because,
    )
    return variation
