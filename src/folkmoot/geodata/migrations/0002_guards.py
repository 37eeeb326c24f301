"""A release of postcodes is loaded once and never edited."""

from django.db import migrations

from folkmoot.kernel.guards import Guard

SENTENCE = "A release of postcodes is never edited. Load a new one."


class Migration(migrations.Migration):
    dependencies = [("geodata", "0001_initial")]
    operations = [
        Guard("postcode_never_changes", "geodata_postcode", "UPDATE", sentence=SENTENCE),
        Guard("postcode_never_goes", "geodata_postcode", "DELETE", sentence=SENTENCE),
        Guard("release_never_changes", "geodata_postcoderelease", "UPDATE", sentence=SENTENCE),
        Guard("release_never_goes", "geodata_postcoderelease", "DELETE", sentence=SENTENCE),
    ]
