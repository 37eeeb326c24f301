"""What the database itself refuses, whatever program asks."""

from django.db import migrations

from folkmoot.kernel.guards import Guard

ONWARDS = {
    "DRAFT": ("CHECKING",),
    "CHECKING": ("OFFERED", "DRAFT"),
    "OFFERED": ("SIGNED", "DECLINED", "LAPSED", "CHECKING"),
    "SIGNED": ("ACTIVE", "OFFERED"),
    "ACTIVE": ("SUSPENDED", "ENDED", "TERMINATED"),
    "SUSPENDED": ("ACTIVE", "TERMINATED"),
    "ENDED": ("RECONCILED",),
    "TERMINATED": ("RECONCILED",),
    "RECONCILED": ("SUSTAINING", "CLOSED"),
    "SUSTAINING": ("CLOSED",),
}
PAYMENT_ONWARDS = {
    "SCHEDULED": ("REQUESTED", "CANCELLED"),
    "REQUESTED": ("CERTIFIED", "SCHEDULED", "CANCELLED"),
    "CERTIFIED": ("APPROVED", "SCHEDULED", "CANCELLED"),
    "APPROVED": ("PAID", "SCHEDULED", "CANCELLED"),
    "PAID": ("FAILED",),
    "FAILED": ("PAID", "CANCELLED"),
}


def not_onwards(stages):
    """SQL that is true when a stage changes into one it may not lead to."""
    may = " OR ".join(
        f"(OLD.stage = '{old}' AND NEW.stage IN ({', '.join(repr(new) for new in onwards)}))"
        for old, onwards in stages.items()
    )
    return f"NOT (OLD.stage = NEW.stage OR {may})"


def changed(*names):
    return " OR ".join(f"NEW.{name} <> OLD.{name}" for name in names)


OTHERS = (
    "(SELECT COALESCE(SUM(pence), 0) FROM awards_payment "
    "WHERE award_id = NEW.award_id AND stage <> 'CANCELLED' AND id <> NEW.id)"
)
TOO_MUCH = (
    f"NEW.stage <> 'CANCELLED' AND {OTHERS} + NEW.pence > "
    "(SELECT awarded_pence FROM awards_award WHERE id = NEW.award_id)"
)
TOO_LITTLE = (
    "NEW.awarded_pence < (SELECT COALESCE(SUM(pence), 0) FROM awards_payment "
    "WHERE award_id = NEW.id AND stage <> 'CANCELLED')"
)
AGREED = "OLD.stage NOT IN ('DRAFT', 'CHECKING', 'OFFERED')"
AS_AGREED = (
    f"{AGREED} AND ({changed('place_id', 'funder_id', 'recipient_id', 'terms', 'document_sha256', 'starts_date', 'decided_date')})"
)
VARIED = (
    f"{AGREED} AND NEW.stage <> 'OFFERED' "
    f"AND ({changed('awarded_pence', 'ends_date', 'title', 'purpose')}) "
    "AND NEW.n_varied <> OLD.n_varied + 1"
)
MONEY_BEFORE_SIGNING = (
    "NEW.stage NOT IN ('SCHEDULED', 'CANCELLED') AND "
    "(SELECT countersigned_at FROM awards_award WHERE id = NEW.award_id) IS NULL"
)
HANDS = ("requested_by_id", "certified_by_id", "approved_by_id")
PAID_STAYS = f"OLD.stage IN ('PAID', 'FAILED') AND ({changed('pence', 'award_id', *HANDS)})"


def guard(name, event, sentence, *, when=""):
    """A guard of one of this room's tables: `name` is the table, then what is held."""
    table, _, held = name.partition(".")
    return Guard(f"{table}_{held}", f"awards_{table}", event, when=when, sentence=sentence)


class Migration(migrations.Migration):
    dependencies = [("awards", "0001_initial")]
    operations = [
        guard("award.onwards", "UPDATE", "An award cannot go there from here.", when=not_onwards(ONWARDS)),
        guard("award.as_agreed", "UPDATE", "What was signed stays as it was signed.", when=AS_AGREED),
        guard("award.by_variation", "UPDATE", "What was signed changes by a variation only.", when=VARIED),
        guard("award.covers_payments", "UPDATE", "An award is never less than its payments.", when=TOO_LITTLE),
        guard("award.never_removed", "DELETE", "That money was awarded stays."),
        guard("payment.onwards", "UPDATE", "A payment cannot go there from here.", when=not_onwards(PAYMENT_ONWARDS)),
        guard("payment.within_award", "INSERT", "Payments are never more than the award.", when=TOO_MUCH),
        guard("payment.stays_within_award", "UPDATE", "Payments are never more than the award.", when=TOO_MUCH),
        guard("payment.after_signing", "UPDATE", "No money is asked for before both have signed.", when=MONEY_BEFORE_SIGNING),
        guard("payment.paid_stays", "UPDATE", "What was paid stays as it was paid.", when=PAID_STAYS),
        guard("payment.never_removed", "DELETE", "A payment is cancelled, never removed."),
    ]
