"""A place can have a safeguarding lead."""

from django.db import migrations, models

from folkmoot.kernel.guards import UnderGuard

ROLES = [
    "Convenor",
    "Organiser",
    "Safeguarding lead",
    "Service officer",
    "Roll keeper",
    "Polling helper",
    "Counting officer",
]


class Migration(migrations.Migration):
    dependencies = [("places", "0002_guards")]
    operations = [
        UnderGuard(
            [
                migrations.RemoveConstraint(model_name="placerole", name="place_role_is_one"),
                migrations.AddConstraint(
                    model_name="placerole",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("role__in", ROLES)), name="place_role_is_one"
                    ),
                ),
            ]
        )
    ]
