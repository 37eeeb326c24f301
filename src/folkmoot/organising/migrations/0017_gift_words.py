"""The words a site begins with; and what the database itself refuses about giving and asking."""

from django.db import migrations

from folkmoot.kernel.guards import Guard
from folkmoot.organising.first_tags import FIRST_TAGS, words_of

ELSEWHERE = (
    "EXISTS (SELECT 1 FROM organising_opportunity o JOIN organising_neighbour n "
    "ON n.id = NEW.neighbour_id WHERE o.id = NEW.opportunity_id AND o.place_id <> n.place_id)"
)
BACK = (
    "NEW.neighbour_id <> OLD.neighbour_id OR NEW.opportunity_id <> OLD.opportunity_id "
    "OR (OLD.stage = 'THANKED' AND NEW.stage <> 'THANKED') OR (OLD.given_at IS NOT NULL AND "
    "NEW.given_at IS NULL) OR (OLD.received_at IS NOT NULL AND NEW.received_at IS NULL)"
)


def plant(apps, schema_editor):
    Tag, TagWord = apps.get_model("organising", "Tag"), apps.get_model("organising", "TagWord")
    taken = set()
    for first in FIRST_TAGS:
        tag = Tag.objects.create(name=first.name, kind=first.kind, heading=first.heading)
        new = [word for word in words_of(first) if word not in taken]
        taken.update(new)
        TagWord.objects.bulk_create(TagWord(tag=tag, word=word) for word in new)


class Migration(migrations.Migration):
    dependencies = [("organising", "0016_gifts")]
    operations = [
        migrations.RunPython(plant, migrations.RunPython.noop),
        Guard(
            "ask_of_one_place",
            "organising_ask",
            "INSERT",
            when=ELSEWHERE,
            sentence="Somebody is asked in the place where they were met.",
        ),
        Guard(
            "ask_as_it_was",
            "organising_ask",
            "UPDATE",
            when=BACK,
            sentence="Who was asked for what, and what was confirmed, stays.",
        ),
        Guard("ask_never_removed", "organising_ask", "DELETE", sentence="That somebody was asked stays."),
        Guard("gift_never_removed", "organising_gift", "DELETE", sentence="That something was offered stays."),
    ]
