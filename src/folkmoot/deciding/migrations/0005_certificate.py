"""How a count was made is written down beside it, once."""

import django.db.models.deletion
from django.db import migrations, models

from folkmoot.kernel.guards import Guard

KEPT = "How a count was made is written once."


class Migration(migrations.Migration):

    dependencies = [
        ('deciding', '0004_counting_after_opening'),
    ]

    operations = [
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField()),
                ('rule_in_full', models.JSONField()),
                ('engine', models.CharField(max_length=60)),
                ('count', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='certificate', to='deciding.count')),
            ],
        ),
        Guard("certificate_kept", "deciding_certificate", "UPDATE", sentence=KEPT),
        Guard("certificate_never_lost", "deciding_certificate", "DELETE", sentence=KEPT),
    ]
