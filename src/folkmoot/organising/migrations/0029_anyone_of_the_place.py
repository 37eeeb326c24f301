from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organising", "0028_contact_lists")]
    operations = [
        migrations.AlterField(
            model_name="gift",
            name="may_ask",
            field=models.CharField(
                choices=[
                    ("team", "The team"),
                    ("place", "Anyone of the place"),
                    ("heard", "Only the one they told it to"),
                    ("nobody", "Nobody, for now"),
                ],
                default="team",
                max_length=6,
            ),
        ),
    ]
