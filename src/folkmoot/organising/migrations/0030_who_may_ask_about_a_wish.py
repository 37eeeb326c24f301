import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Of wishes noted before, nobody said who may ask about them: so nobody may, until they do."""

    dependencies = [
        ("organising", "0029_anyone_of_the_place"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="wish",
            name="may_ask",
            field=models.CharField(
                choices=[
                    ("team", "The team"),
                    ("place", "Anyone of the place"),
                    ("heard", "Only the one they told it to"),
                    ("nobody", "Nobody, for now"),
                ],
                default="nobody",
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="wish",
            name="heard_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
