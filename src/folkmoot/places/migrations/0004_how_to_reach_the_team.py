"""A place says how people without the web reach its team."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("places", "0003_safeguarding_lead")]
    operations = [
        migrations.AddField(
            model_name="place",
            name="reach",
            field=models.CharField(blank=True, max_length=200, null=True),
        )
    ]
