"""A phase may go on longer, when a version that says so is agreed on."""

import django.db.models.deletion
from django.db import migrations, models

import folkmoot.kernel.ids
from folkmoot.kernel.guards import Guard

TABLE = "programmes_extension"
FROZEN = "What funders were asked to approve is not changed: write the next version."


def past(row: str) -> str:
    """The row's version is no draft any more."""
    return (
        f"EXISTS (SELECT 1 FROM programmes_version v WHERE v.id = {row}.version_id "
        "AND v.state <> 'DRAFT')"
    )


NO_LONGER = (
    "NOT EXISTS (SELECT 1 FROM programmes_phase p JOIN programmes_version v "
    "ON v.programme_id = p.programme_id WHERE p.id = NEW.phase_id AND v.id = NEW.version_id "
    "AND p.version_id <> v.id AND p.ends_date < NEW.ends_date)"
)
SENTENCE = "An agreed phase of the same programme goes on longer, no other."


class Migration(migrations.Migration):
    dependencies = (("programmes", "0003_roles_once"),)

    operations = [  # noqa: RUF012
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.UUIDField(default=folkmoot.kernel.ids.new_key, editable=False,
                                        primary_key=True, serialize=False)),
                ("ends_date", models.DateField()),
                ("why", models.CharField(max_length=300)),
                ("phase", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT,
                                            related_name="extensions", to="programmes.phase")),
                ("version", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT,
                                              related_name="extensions",
                                              to="programmes.version")),
            ],
            options={
                "ordering": ("phase__number",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "phase"), name="programme_phase_extended_once"
                    )
                ],
            },
        ),
        Guard("programmes_extension_new", TABLE, "INSERT", when=past("NEW"), sentence=FROZEN),
        Guard("programmes_extension_frozen", TABLE, "UPDATE",
              when=f"{past('OLD')} OR {past('NEW')}", sentence=FROZEN),
        Guard("programmes_extension_gone", TABLE, "DELETE", when=past("OLD"), sentence=FROZEN),
        Guard("programmes_extension_longer", TABLE, "INSERT", when=NO_LONGER, sentence=SENTENCE),
        Guard("programmes_extension_stays", TABLE, "UPDATE", when=NO_LONGER, sentence=SENTENCE),
    ]  # fmt: skip
