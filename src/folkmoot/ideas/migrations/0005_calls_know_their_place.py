"""Calls and texts asked for before there was a page for them are put on their place's."""

import re

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# A name, and after it the number: how whom to ring was written until now.
NAME_AND_NUMBER = re.compile(r"(?P<name>[^\d+(]*\S)\s+(?P<number>[\d+(].*)")


def put_on_their_page(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A call is about a proposal or a merger, and either has a place.

    The number goes on a line of its own, so that a list can show the name without it.
    """
    messages = apps.get_model("notify", "Message").objects
    for message in messages.filter(channel__in=("phone", "text"), within="").iterator():
        kind, _, key = message.about.partition(":")
        if kind not in {"ideas.Proposal", "ideas.Merger"}:
            continue
        about = apps.get_model(kind).objects.filter(pk=key).first()
        if about is not None:
            message.within = f"places.Place:{about.place_id}"
            if found := NAME_AND_NUMBER.fullmatch(message.to):
                message.to = f"{found['name']}\n{found['number']}"
            message.save(update_fields=["within", "to"])


class Migration(migrations.Migration):

    dependencies = [
        ("ideas", "0004_letters_know_their_place"),
        ("notify", "0003_calls_and_texts_of_a_place"),
    ]

    operations = [migrations.RunPython(put_on_their_page, migrations.RunPython.noop)]
