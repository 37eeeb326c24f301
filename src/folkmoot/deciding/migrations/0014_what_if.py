"""What another rule would have funded: asked of a published count, kept once it is known."""

import django.db.models.deletion
from django.db import migrations, models

from folkmoot.kernel.guards import Guard

OF_COUNT = (
    "(SELECT d.stage FROM deciding_decision d JOIN deciding_count c ON c.decision_id = d.id "
    "WHERE c.id = NEW.count_id)"
)


class Migration(migrations.Migration):
    dependencies = [("deciding", "0013_districts")]
    operations = [
        migrations.CreateModel(
            name="WhatIf",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=80)),
                ("asked_at", models.DateTimeField()),
                ("says", models.JSONField(blank=True, null=True)),
                ("found_at", models.DateTimeField(blank=True, null=True)),
                (
                    "count",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="what_ifs",
                        to="deciding.count",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("count", "rule"), name="what_if_asked_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("found_at__isnull", True), ("says__isnull", True)),
                            models.Q(("found_at__isnull", False), ("says__isnull", False)),
                            _connector="OR",
                        ),
                        name="what_if_found_has_time",
                    ),
                ],
            },
        ),
        Guard(
            "what_if_of_a_published_count",
            "deciding_whatif",
            "INSERT",
            when=f"{OF_COUNT} <> 'PUBLISHED'",
            sentence="Only of a published result can one ask what if.",
        ),
        Guard(
            "what_if_kept",
            "deciding_whatif",
            "UPDATE",
            when="OLD.found_at IS NOT NULL OR NEW.count_id <> OLD.count_id "
            "OR NEW.rule <> OLD.rule",
            sentence="What another rule would have funded is written once.",
        ),
        Guard(
            "what_if_never_lost",
            "deciding_whatif",
            "DELETE",
            sentence="What another rule would have funded is written once.",
        ),
    ]
