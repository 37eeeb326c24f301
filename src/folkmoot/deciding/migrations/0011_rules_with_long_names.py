"""Room for the longest name of a rule: PostgreSQL holds a column to its length."""

from importlib import import_module

from django.db import migrations, models

from folkmoot.kernel.guards import Guard, Lifted, UnderGuard

# The guard stands on this column, and PostgreSQL widens no column under a guard's feet.
[FROZEN] = [
    guard
    for guard in import_module(
        "folkmoot.deciding.migrations.0007_closing_time_binds"
    ).Migration.operations
    if isinstance(guard, Guard) and guard.name == "decision_frozen"
]


class Migration(migrations.Migration):
    dependencies = [("deciding", "0010_known_by_name_alone")]
    operations = [
        Lifted(FROZEN),
        UnderGuard(
            [
                migrations.AlterField(
                    "decision",
                    "rule_family",
                    models.CharField(
                        choices=[
                            ("equal-shares", "Equal shares"),
                            ("greedy", "Most votes first, skipping what does not fit"),
                            (
                                "greedy-no-skip",
                                "Most votes first, stopping at the first that does not fit",
                            ),
                            ("greedy-per-cost", "Most votes per pound first"),
                            ("phragmen", "Saving up together (sequential Phragmén)"),
                        ],
                        default="equal-shares",
                        max_length=40,
                    ),
                )
            ]
        ),
        FROZEN,
    ]
