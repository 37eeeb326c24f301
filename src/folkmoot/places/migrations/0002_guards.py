"""A drawing of a place is kept as it was drawn."""

from django.db import migrations

from folkmoot.kernel.guards import Guard

SENTENCE = "A drawing of a place is never changed or taken away. Draw it anew."


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]
    operations = [
        Guard("boundary_never_changes", "places_boundary", "UPDATE", sentence=SENTENCE),
        Guard("boundary_never_goes", "places_boundary", "DELETE", sentence=SENTENCE),
    ]
