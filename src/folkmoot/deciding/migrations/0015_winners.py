"""Who won stands beside the count, row by row, so that lists need not read the whole of it."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from folkmoot.kernel.guards import Guard

KEPT = "Who won is written once, with the count."


def copied_out(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The winners of counts made before."""
    winners, options = apps.get_model("deciding", "Winner"), apps.get_model("deciding", "Option")
    for count in apps.get_model("deciding", "Count").objects.iterator(chunk_size=1):
        keys = dict(options.objects.filter(decision=count.decision_id).values_list("number", "pk"))
        winners.objects.bulk_create(
            winners(count=count, option_id=keys[number], turn=turn)
            for turn, number in enumerate(count.outcome["winners"], start=1)
        )


class Migration(migrations.Migration):
    dependencies = [("deciding", "0014_what_if")]
    operations = [
        migrations.CreateModel(
            name="Winner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("turn", models.PositiveSmallIntegerField()),
                (
                    "count",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="winners",
                        to="deciding.count",
                    ),
                ),
                (
                    "option",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="win",
                        to="deciding.option",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("count", "turn"), name="one_winner_a_turn")
                ],
            },
        ),
        Guard("winner_kept", "deciding_winner", "UPDATE", sentence=KEPT),
        Guard("winner_never_lost", "deciding_winner", "DELETE", sentence=KEPT),
        Guard(
            "winner_of_its_decision",
            "deciding_winner",
            "INSERT",
            when="(SELECT decision_id FROM deciding_option WHERE id = NEW.option_id) <> "
            "(SELECT decision_id FROM deciding_count WHERE id = NEW.count_id)",
            sentence="A winner is an option of the decision that was counted.",
        ),
        migrations.RunPython(copied_out, migrations.RunPython.noop),
    ]
