"""In whose name a team asked stays as it was: people said yes to that, and to nobody else."""

from django.db import migrations

from folkmoot.kernel.guards import Guard

AS_IT_WAS = "In whose name a team asked stays; another row comes after it."


class Migration(migrations.Migration):
    dependencies = [("organising", "0018_voice")]
    operations = [
        Guard("voice_as_it_was", "organising_voice", "UPDATE", sentence=AS_IT_WAS),
        Guard("voice_never_removed", "organising_voice", "DELETE", sentence=AS_IT_WAS),
    ]
