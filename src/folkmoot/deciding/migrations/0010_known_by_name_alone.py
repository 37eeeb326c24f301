"""Who is known by name and postcode alone votes provisionally; two people settle every doubt."""

import hashlib
import unicodedata
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import folkmoot.kernel.ids
from folkmoot.kernel.guards import Guard, UnderGuard

OF_LOOK = (
    "SELECT 1 FROM deciding_rollentry e JOIN deciding_decision d ON d.id = e.decision_id "
    "WHERE e.id = NEW.entry_id"
)
BY_NAME = "('ROLL', 'POSTCODE')"
TWO_SAY_SO = (
    "(SELECT COUNT(*) FROM deciding_rolllook l "
    "WHERE l.entry_id = NEW.id AND l.counts = (NEW.standing = 'ADMITTED')) >= 2"
)
BEGINS_IN_DOUBT = "OLD.standing = 'ADMITTED' AND NEW.standing = 'PROVISIONAL' AND OLD.channel = ''"
SEEN = (
    "NEW.standing = 'ADMITTED' AND NEW.channel = 'HALL' "
    "AND OLD.seen_by_id IS NULL AND NEW.seen_by_id IS NOT NULL "
    f"AND OLD.way IN {BY_NAME} AND (OLD.standing = 'PROVISIONAL' "
    "OR OLD.standing = 'REFUSED' AND OLD.way = 'ROLL' AND OLD.number IS NOT NULL)"
)
SETTLED = "A doubtful vote is settled when two people say the same of it, or its voter is seen."
LOOKED = "What somebody said of a doubtful vote stays as it was said."


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in spread if each.isalnum())


def note_who_has_a_number(apps: Any, schema_editor: Any) -> None:
    """Lines of the roll were recognised by name, postcode and number; those with none stand out."""
    lines = apps.get_model("deciding", "RollEntry").objects.filter(way="ROLL")
    lines = lines.exclude(identity_hash="").select_related("decision")
    for line in lines.iterator():
        told = f"{_plain(line.name)}|{_plain(line.postcode)}|".encode()
        salt = bytes(line.decision.salt)
        without = hashlib.blake2b(told, key=salt, digest_size=32).hexdigest()
        if line.identity_hash != without:
            line.has_number = True
            line.save(update_fields=["has_number"])


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("deciding", "0009_ways_of_raising_shares"),
    ]
    operations = [
        UnderGuard(
            [
                migrations.AddField(
                    "rollentry", "has_number", models.BooleanField(default=False)
                ),
                migrations.AddField(
                    "rollentry",
                    "seen_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ]
        ),
        migrations.RunPython(note_who_has_a_number, migrations.RunPython.noop),
        migrations.CreateModel(
            name="RollLook",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=folkmoot.kernel.ids.secret_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("counts", models.BooleanField()),
                ("because", models.CharField(max_length=140)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="deciding.rollentry",
                    ),
                ),
                (
                    "looked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "looked_by"), name="roll_looked_once_each"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("because", ""), _negated=True),
                        name="roll_look_has_reason",
                    ),
                ],
            },
        ),
        Guard(
            "roll_begins_without_a_vote",
            "deciding_rollentry",
            "INSERT",
            when="NEW.standing = 'REFUSED' OR NEW.channel <> '' OR NEW.seen_by_id IS NOT NULL",
            sentence="Nobody has voted, or been refused, when they come on the roll.",
        ),
        Guard(
            "roll_line_stays_what_it_is",
            "deciding_rollentry",
            "UPDATE OF way, has_number",
            when="NEW.way <> OLD.way OR NEW.has_number <> OLD.has_number",
            sentence="How somebody came on the roll stays as it was.",
        ),
        Guard(
            "name_alone_is_in_doubt",
            "deciding_rollentry",
            "UPDATE OF channel",
            when="OLD.channel = '' AND NEW.channel IN ('WEB', 'PHONE') "
            f"AND NEW.way IN {BY_NAME} AND NOT NEW.has_number AND NEW.standing <> 'PROVISIONAL'",
            sentence="A vote with a name and a postcode alone is in doubt until two have looked.",
        ),
        Guard(
            "roll_settled_by_two",
            "deciding_rollentry",
            "UPDATE OF standing",
            when=f"NEW.standing <> OLD.standing AND NOT ({BEGINS_IN_DOUBT}) AND NOT ({SEEN}) "
            f"AND NOT (OLD.standing = 'PROVISIONAL' AND {TWO_SAY_SO})",
            sentence=SETTLED,
        ),
        Guard(
            "roll_looked_at_while_in_doubt",
            "deciding_rolllook",
            "INSERT",
            when=f"NOT EXISTS ({OF_LOOK} AND e.standing = 'PROVISIONAL' "
            f"AND d.stage IN ('OPEN', 'CLOSED') AND (e.channel <> '' OR e.way NOT IN {BY_NAME}))",
            sentence="Only a vote that is in doubt is looked at, and only before the count.",
        ),
        Guard(
            "roll_look_kept",
            "deciding_rolllook",
            "UPDATE OF entry_id, looked_by_id, counts",
            sentence=LOOKED,
        ),
        Guard(
            "roll_look_reason_kept",
            "deciding_rolllook",
            "UPDATE OF because",
            when=f"NOT EXISTS ({OF_LOOK} AND d.stage IN ('PUBLISHED', 'ABANDONED'))",
            sentence=LOOKED,
        ),
        Guard("roll_look_never_lost", "deciding_rolllook", "DELETE", sentence=LOOKED),
    ]
