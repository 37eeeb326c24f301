"""In which part of the place an option is: said while it is prepared, fixed at opening."""

from importlib import import_module

from django.db import migrations, models

from folkmoot.kernel.guards import Guard, UnderGuard

[FROZEN] = [
    guard
    for guard in import_module("folkmoot.deciding.migrations.0002_guards").Migration.operations
    if isinstance(guard, Guard) and guard.name == "option_frozen"
]


class Migration(migrations.Migration):
    dependencies = [("deciding", "0012_limits")]
    operations = [
        UnderGuard(
            [
                migrations.AddField(
                    "option",
                    "district",
                    models.CharField(blank=True, default="", max_length=120),
                    preserve_default=False,
                )
            ]
        ),
        *Guard(
            FROZEN.name,
            FROZEN.table,
            FROZEN.event.replace("theme, ", "theme, district, "),
            when=FROZEN.when,
            sentence=FROZEN.sentence,
        ).replacing(FROZEN),
    ]
