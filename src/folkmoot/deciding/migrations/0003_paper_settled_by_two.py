"""A paper that was read differently is settled when two people say the same of it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from folkmoot.kernel.guards import Guard


def two_say_so(table: str, whose: str) -> str:
    """SQL: two people said the same of this paper, and it is what is now written on it."""
    return (
        f"EXISTS (SELECT 1 FROM {table} one JOIN {table} other "
        f"ON other.paper_id = one.paper_id AND other.{whose} <> one.{whose} "
        "AND other.choices = one.choices AND other.is_spoilt = one.is_spoilt "
        "WHERE one.paper_id = NEW.id AND one.is_spoilt = NEW.is_spoilt)"
    )


TYPED_ALIKE = two_say_so("deciding_papertyping", "typed_by_id")
SAID_ALIKE = two_say_so("deciding_paperlook", "looked_by_id")


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("deciding", "0002_guards"),
    ]
    operations = [
        migrations.CreateModel(
            name="PaperLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("choices", models.CharField(blank=True, max_length=2500)),
                ("is_spoilt", models.BooleanField(default=False)),
                (
                    "looked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looks",
                        to="deciding.paperballot",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("paper", "looked_by"), name="looked_once_each")
                ],
            },
        ),
        Guard(
            "paper_settled_by_two",
            "deciding_paperballot",
            "UPDATE OF is_sealed, is_spoilt",
            when=f"NOT ({TYPED_ALIKE}) AND NOT ({SAID_ALIKE})",
            sentence="A paper is settled when two people say the same of it.",
        ),
        Guard(
            "paper_begins_unread",
            "deciding_paperballot",
            "INSERT",
            when="NEW.is_sealed OR NEW.is_spoilt",
            sentence="A paper is settled when two people say the same of it.",
        ),
    ]
