"""Letters written before there was a pile for each place are put on theirs."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def put_on_their_pile(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A letter is about a proposal or a merger, and either has a place."""
    letters = apps.get_model("notify", "Message").objects.filter(channel="letter", within="")
    for letter in letters.iterator():
        kind, _, key = letter.about.partition(":")
        if kind in {"ideas.Proposal", "ideas.Merger"}:
            about = apps.get_model(kind).objects.filter(pk=key).first()
            if about is not None:
                letter.within = f"places.Place:{about.place_id}"
                letter.save(update_fields=["within"])


class Migration(migrations.Migration):

    dependencies = [
        ("ideas", "0003_links_asked_for_anew"),
        ("notify", "0002_letters_printed_and_posted"),
    ]

    operations = [migrations.RunPython(put_on_their_pile, migrations.RunPython.noop)]
