"""A file that was brought in once is known when it comes again."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('deciding', '0005_certificate'),
    ]

    operations = [
        migrations.AddField(
            model_name='decision',
            name='imported_sha256',
            field=models.CharField(db_index=True, editable=False, max_length=64, null=True),
        ),
    ]
