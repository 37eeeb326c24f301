import django.db.models.deletion
from django.db import migrations, models

from folkmoot.kernel.guards import Guard, UnderGuard

LIVE = "NEW.application_id IS NOT NULL AND NEW.stage NOT IN ('DECLINED', 'LAPSED')"
OTHERS = (
    "(SELECT COALESCE(SUM(awarded_pence), 0) FROM awards_award "
    "WHERE application_id = NEW.application_id "
    "AND stage NOT IN ('DECLINED', 'LAPSED') AND id <> NEW.id)"
)
DECIDED = (
    "(SELECT COALESCE(asked_pence, 0) FROM granting_application WHERE id = NEW.application_id)"
)
MORE_THAN_DECIDED = f"{LIVE} AND {OTHERS} + NEW.awarded_pence > {DECIDED}"
MOVED = (
    "(OLD.application_id IS NULL AND NEW.application_id IS NOT NULL) "
    "OR (OLD.application_id IS NOT NULL AND NEW.application_id IS NULL) "
    "OR OLD.application_id <> NEW.application_id"
)
TOO_MUCH = "Awards are never more than what was decided."


class Migration(migrations.Migration):
    dependencies = [("awards", "0006_loans"), ("granting", "0003_list_indexes")]
    operations = [
        UnderGuard(
            [
                migrations.AddField(
                    model_name="award",
                    name="application",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="granting.application",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="award",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            ("application__isnull", False),
                            models.Q(("stage__in", ("DECLINED", "LAPSED")), _negated=True),
                        ),
                        fields=("application", "funder"),
                        name="award_once_for_what_was_chosen",
                    ),
                ),
            ]
        ),
        Guard(
            "award_within_decision",
            "awards_award",
            "INSERT",
            when=MORE_THAN_DECIDED,
            sentence=TOO_MUCH,
        ),
        Guard(
            "award_stays_within_decision",
            "awards_award",
            "UPDATE",
            when=MORE_THAN_DECIDED,
            sentence=TOO_MUCH,
        ),
        Guard(
            "award_stays_of_decision",
            "awards_award",
            "UPDATE",
            when=MOVED,
            sentence="Which decision an award came of stays.",
        ),
    ]
