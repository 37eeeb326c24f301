"""A variation as its page shows it, and what small ones have moved so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max, Sum

from folkmoot.awards import rules
from folkmoot.awards.models import Award, Variation, VariedLine
from folkmoot.awards.returning.varying import Change, document_of, is_small
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission


@dataclass(frozen=True, slots=True)
class VariationPage:
    """Everything the page of a variation shows this reader."""

    variation: Variation
    changes: tuple[Change, ...]
    was: int  # all lines together, in pence
    becomes: int
    is_small: bool  # as it would be found now, while it is written
    document: str  # as it would be signed now, while it is written; "" of a small one
    may: frozenset[Permission]
    why_not_assess: str
    why_not_decide: str


def variation_page(variation: Variation, reader: object, *, at: datetime) -> VariationPage:
    """The page of one variation; a steady number of queries."""
    changes, by_pk = changes_of(variation), getattr(reader, "pk", None)
    award = variation.award
    small = variation.is_small
    if variation.stage == "DRAFT":
        small = is_small(
            changes,
            percent=award.tolerance_percent,
            moved=moved_since_signing(award),
            otherwise=bool(variation.ends_date or variation.purpose),
        )
    return VariationPage(
        variation=variation,
        changes=tuple(changes),
        was=sum(each.was for each in changes),
        becomes=sum(each.becomes for each in changes),
        is_small=small,
        document="" if small else variation.document or words_to_sign(variation, changes),
        may=permissions_of(reader, within=variation.scope, at=at),
        why_not_assess=rules.why_not_assess(variation, "…", by_pk=by_pk),
        why_not_decide=rules.why_not_approve_variation(variation, by_pk=by_pk),
    )


def changes_of(variation: Variation) -> list[Change]:
    """Each line as it was and as it would be; one query."""
    return [
        Change(each.line_id, each.heading, each.was_pence, each.becomes_pence)
        for each in variation.lines.all()
    ]


def words_to_sign(variation: Variation, changes: Sequence[Change]) -> str:
    """The document of a variation, as both would sign it."""
    award = variation.award
    return document_of(
        changes,
        title=award.title,
        parties=(award.funder.name, award.recipient.name),
        signed_sha256=award.document_sha256,
        because=variation.because,
        ends=(award.ends_date, variation.ends_date) if variation.ends_date else None,
        purpose=variation.purpose,
    )


def moved_since_signing(award: Award) -> dict[object, int]:
    """By how much small variations have changed each line since both last signed, by its key."""
    applied = award.variations.filter(stage="APPLIED")
    signed = applied.filter(is_small=False).aggregate(last=Max("number"))["last"] or 0
    small = VariedLine.objects.filter(
        variation__in=applied.filter(is_small=True, number__gt=signed), line__isnull=False
    )
    rows = small.values_list("line").annotate(by=Sum(F("becomes_pence") - F("was_pence")))
    return dict(rows.order_by())
