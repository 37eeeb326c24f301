"""What is found out about a count, kept beside it: written once, and only once there is a count."""

import django.db.models.deletion
from django.db import migrations, models

from folkmoot.kernel.guards import Guard


class Migration(migrations.Migration):
    dependencies = [("deciding", "0007_closing_time_binds")]
    operations = [
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("WAY", "What one option had at each round"),
                            ("PICTURE", "Whose money went where, drawn"),
                            ("FAIRNESS", "Who has how much of what they chose"),
                            ("CHEAPER", "The largest cost at which one option would have won"),
                            ("NEWCOMERS", "New voters with whom one option would have won"),
                            (
                                "PERSUADED",
                                "Voters who would have had to choose one option as well",
                            ),
                            ("RECOUNTS", "Recounts without one ballot in a hundred"),
                            ("ALL", "That there is no more to find out"),
                        ],
                        max_length=10,
                    ),
                ),
                ("part", models.PositiveSmallIntegerField(default=0)),
                ("says", models.JSONField()),
                ("found_at", models.DateTimeField()),
                (
                    "count",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="deciding.count",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("count", "kind", "part"), name="found_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "WAY",
                                    "PICTURE",
                                    "FAIRNESS",
                                    "CHEAPER",
                                    "NEWCOMERS",
                                    "PERSUADED",
                                    "RECOUNTS",
                                    "ALL",
                                ],
                            )
                        ),
                        name="finding_of_a_kind",
                    ),
                ],
            },
        ),
        Guard(
            "finding_kept",
            "deciding_finding",
            "UPDATE",
            sentence="What was found out is written once.",
        ),
    ]
