"""A closed part of a shared fund gives back what is left of it; the guards count it so."""

from importlib import import_module

from django.conf import settings
from django.db import migrations, models

from folkmoot.kernel.guards import Guard, UnderGuard

small = import_module("folkmoot.awards.migrations.0004_small_grants")
shared = import_module("folkmoot.awards.migrations.0009_shared_funds")

KEPT = "set_aside_pence - given_back_pence"
NEW_KEPT = "NEW.set_aside_pence - NEW.given_back_pence"
GIVEN = (
    "(SELECT COALESCE(SUM(granted_pence - returned_pence), 0) FROM awards_smallgrant "
    "WHERE fund_id = {fund} AND stage IN " + small.GIVEN + ")"
)
PARTS = f"(SELECT COALESCE(SUM({KEPT}), 0) FROM awards_smallfund WHERE shared_id = {{shared}}{{but}})"
# What counts now, by the name of the guard it counts in.
COUNTS = {
    "smallgrant_within_fund": small.TOO_MUCH.replace("SELECT set_aside_pence", f"SELECT {KEPT}"),
    "smallgrant_stays_within_fund": small.TOO_MUCH.replace(
        "SELECT set_aside_pence", f"SELECT {KEPT}"
    ),
    "smallfund_covers_grants": f"{NEW_KEPT} < {GIVEN.format(fund='NEW.id')}",
    "smallfund_within_shared": (
        "NEW.shared_id IS NOT NULL AND "
        + PARTS.format(shared="NEW.shared_id", but=" AND id <> NEW.id")
        + f" + {NEW_KEPT} > {shared.WHOLE}"
    ),
    "sharedfund_covers_parts": (
        f"NEW.set_aside_pence < {PARTS.format(shared='NEW.id', but='')}"
    ),
}
COUNTS["smallfund_stays_within_shared"] = COUNTS["smallfund_within_shared"]


def counted_anew():
    """Each guard in the place of the one that knew of nothing given back."""
    for old in (*small.GUARDS, *shared.GUARDS):
        if old.name in COUNTS:
            new = Guard(old.name, old.table, old.event, when=COUNTS[old.name], sentence=old.sentence)
            yield from new.replacing(old)


class Migration(migrations.Migration):

    dependencies = [
        ('awards', '0009_shared_funds'),
        ('people', '0008_funders_and_recipients'),
        ('places', '0003_safeguarding_lead'),
        ('programmes', '0004_extensions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        UnderGuard([
            migrations.AddField(
                model_name='smallfund',
                name='given_back_pence',
                field=models.BigIntegerField(default=0),
            ),
            migrations.AddConstraint(
                model_name='smallfund',
                constraint=models.CheckConstraint(condition=models.Q(('given_back_pence', 0), models.Q(('closed_at__isnull', False), ('given_back_pence__gt', 0), ('given_back_pence__lte', models.F('set_aside_pence')), ('shared__isnull', False)), _connector='OR'), name='small_fund_gives_back_once_closed'),
            ),
        ]),
        *counted_anew(),
        Guard("smallfund_gave_back", "awards_smallfund", "UPDATE", when="NEW.given_back_pence < OLD.given_back_pence", sentence="What was given back stays given back."),
        # Parts that were closed before they gave back by themselves.
        migrations.RunSQL(
            f"UPDATE awards_smallfund SET given_back_pence = set_aside_pence - "
            f"{GIVEN.format(fund='awards_smallfund.id')} "
            "WHERE closed_at IS NOT NULL AND shared_id IS NOT NULL",
            migrations.RunSQL.noop,
        ),
    ]
