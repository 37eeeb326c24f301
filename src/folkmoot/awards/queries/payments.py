"""Every payment of one's organisations as lines of a table, for who accounts for them."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.timezone import localdate

from folkmoot.awards.models import Payment
from folkmoot.awards.models.payment import HANDS
from folkmoot.awards.queries.awards import awards_seen_by
from folkmoot.kernel.sheets.cells import Value
from folkmoot.people.models import Account

A_CHUNK = 500
HEADS = (
    "Award", "Title", "Funder", "Holds the money", "Place", "Award in all", "Payment", "Reference",
    "Sum", "Stands", "Due on", "Due when", "Held because", "Asked for by", "Asked for on",
    "Certified by", "Certified on", "Approved by", "Approved on", "Paid by", "Paid on",
    "Bank reference",
)  # fmt: skip


def lines_of_payments(reader: Account) -> Iterator[tuple[Value, ...]]:
    """A line for each payment, award by award, read in chunks; sums to the penny."""
    keys = awards_seen_by(reader).order_by().values("pk")
    rows = Payment.objects.filter(award__in=keys).select_related(
        "award__funder", "award__recipient", "award__place", *HANDS
    )
    for each in rows.order_by("award__ref", "number").iterator(chunk_size=A_CHUNK):
        award = each.award
        yield (
            award.ref, award.title, award.funder.name, award.recipient.name, award.place.name,
            Decimal(award.awarded_pence).scaleb(-2), each.number, each.ref,
            Decimal(each.pence).scaleb(-2), each.get_stage_display(), each.due_date,
            each.milestone, each.held_because, *_hand(each, "requested"),
            *_hand(each, "certified"), *_hand(each, "approved"),
            each.paid_by.shown_name() if each.paid_by else "", each.paid_date,
            each.bank_reference,
        )  # fmt: skip


def _hand(payment: Payment, did: str) -> tuple[Value, Value]:
    """Who did it and on which day; nothing where nobody has."""
    who, at = getattr(payment, f"{did}_by"), getattr(payment, f"{did}_at")
    return (who.shown_name(), localdate(at)) if who else ("", None)
