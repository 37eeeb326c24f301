"""Notes from phones: the keys they are sealed to, and two notes that came under one number."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import folkmoot.kernel.ids
from folkmoot.kernel.guards import Guard, UnderGuard

AS_SAID = "What was noted stays as it was noted; what is put right is another note."
KEY_STAYS = "A key of a notebook stays: notes that were sealed to it are to open."


class Migration(migrations.Migration):
    dependencies = [
        ("organising", "0004_theme_guards"),
        ("places", "0002_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        UnderGuard(
            [
                migrations.AddField(
                    model_name="conversation",
                    name="beside",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="others_beside",
                        to="organising.conversation",
                    ),
                )
            ]
        ),
        migrations.CreateModel(
            name="NotebookKey",
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
                ("mark", models.CharField(max_length=16, unique=True)),
                ("public", models.BinaryField(max_length=65)),
                ("wrapped", models.BinaryField(max_length=128)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notebook_keys",
                        to="places.place",
                    ),
                ),
            ],
            options={"ordering": ("-made_at", "-id")},
        ),
        Guard(
            "conversation_beside_as_noted",
            "organising_conversation",
            "UPDATE",
            when="COALESCE(CAST(NEW.beside_id AS TEXT), '') <> "
            "COALESCE(CAST(OLD.beside_id AS TEXT), '')",
            sentence=AS_SAID,
        ),
        Guard(
            "conversation_beside_of_one_place",
            "organising_conversation",
            "INSERT",
            when="EXISTS (SELECT 1 FROM organising_conversation c WHERE c.id = NEW.beside_id "
            "AND c.place_id <> NEW.place_id)",
            sentence="Two notes that stand beside each other are of one place.",
        ),
        Guard("notebookkey_never_changed", "organising_notebookkey", "UPDATE", sentence=KEY_STAYS),
        Guard("notebookkey_never_removed", "organising_notebookkey", "DELETE", sentence=KEY_STAYS),
    ]
