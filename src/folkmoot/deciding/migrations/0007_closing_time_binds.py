"""The closing time binds: only ever later once voting is open, and never before it unsaid."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import folkmoot.kernel.ids
from folkmoot.kernel.guards import Guard, UnderGuard

BEFORE = {
    guard.name: guard
    for guard in import_module("folkmoot.deciding.migrations.0002_guards").Migration.operations
}
FROZEN = BEFORE["decision_frozen"]
NOT_ASKED = (
    "UPDATE deciding_decision "
    "SET closed_early_because = 'Closed before its time; the reason was not asked for then.' "
    "WHERE closed_at < closes_at"
)
IN_WRITING = (
    "EXISTS (SELECT 1 FROM deciding_extension e WHERE e.decision_id = NEW.id "
    "AND e.was_until = OLD.closes_at AND e.closes_at = NEW.closes_at)"
)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("deciding", "0006_imported_file_known_again"),
    ]
    operations = [
        migrations.CreateModel(
            name="Extension",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=folkmoot.kernel.ids.new_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("was_until", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("because", models.CharField(max_length=300)),
                ("made_at", models.DateTimeField()),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="deciding.decision",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("closes_at",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision", "closes_at"), name="extended_once_to"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(closes_at__gt=models.F("was_until")),
                        name="extended_to_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("because", ""), _negated=True),
                        name="extension_has_reason",
                    ),
                ],
            },
        ),
        UnderGuard(
            [
                migrations.AddField(
                    "decision",
                    "closed_early_because",
                    models.CharField(blank=True, default="", max_length=300),
                    preserve_default=False,
                ),
                migrations.RunSQL(NOT_ASKED, migrations.RunSQL.noop),
                migrations.AddConstraint(
                    "decision",
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True),
                            ("closes_at__isnull", True),
                            ("closed_at__gte", models.F("closes_at")),
                            models.Q(("closed_early_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_closed_early_has_reason",
                    ),
                ),
            ]
        ),
        *Guard(
            FROZEN.name,
            FROZEN.table,
            FROZEN.event.replace("closes_at, ", ""),
            when=FROZEN.when,
            sentence=FROZEN.sentence,
        ).replacing(FROZEN),
        Guard(
            "decision_opens_with_a_closing_time",
            "deciding_decision",
            "UPDATE OF stage",
            when="OLD.stage = 'DRAFT' AND NEW.stage = 'OPEN' "
            "AND (NEW.closes_at IS NULL OR NEW.closes_at <= NEW.opened_at)",
            sentence="Voting opens with a closing time that is still to come.",
        ),
        Guard(
            "closing_time_only_later",
            "deciding_decision",
            "UPDATE OF closes_at",
            when="OLD.stage <> 'DRAFT' "
            "AND (NEW.closes_at IS NULL OR NOT "
            f"(OLD.stage = 'OPEN' AND NEW.closes_at > OLD.closes_at AND {IN_WRITING}))",
            sentence="Once voting is open it can only close later, with a reason in writing.",
        ),
        Guard(
            "early_closing_keeps_its_reason",
            "deciding_decision",
            "UPDATE OF closed_early_because",
            when="OLD.stage NOT IN ('DRAFT', 'OPEN')",
            sentence="Why voting closed before its time stays as it was said.",
        ),
        Guard(
            "extended_while_open",
            "deciding_extension",
            "INSERT",
            when="(SELECT stage FROM deciding_decision WHERE id = NEW.decision_id) <> 'OPEN'",
            sentence="The time can be made longer only while people vote.",
        ),
        Guard(
            "extension_kept",
            "deciding_extension",
            "UPDATE",
            sentence="Why people got longer stays as it was said.",
        ),
        Guard(
            "extension_never_lost",
            "deciding_extension",
            "DELETE",
            sentence="Why people got longer stays as it was said.",
        ),
    ]
