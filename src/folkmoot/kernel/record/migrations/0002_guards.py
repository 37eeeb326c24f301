"""What has been written down stays written down, whatever program asks."""

from django.db import migrations

from folkmoot.kernel.guards import Guard

KEPT = "The account of what happened is only ever added to."


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [
        Guard("record_event_never_changed", "record_event", "UPDATE", sentence=KEPT),
        Guard("record_event_never_removed", "record_event", "DELETE", sentence=KEPT),
    ]
