"""A no to news by e-mail, said before today, is a no to invitations by e-mail as well."""

from django.db import migrations

from folkmoot.kernel.links import mark_of


def in_step(apps, schema_editor):
    Neighbour = apps.get_model("organising", "Neighbour")
    Consent = apps.get_model("people", "Consent")
    Uninvited = apps.get_model("gatherings", "Uninvited")
    met = Neighbour.objects.filter(forgotten_at=None, person__same_as=None)
    for each in met.exclude(person__email="").select_related("person"):
        asked = Consent.objects.filter(person=each.person, purpose="news", through="email")
        newest = asked.order_by("-asked_at", "-id").first()
        if newest is not None and newest.said == "no":
            Uninvited.objects.get_or_create(
                place_id=each.place_id,
                email_mark=mark_of(each.person.email),
                defaults={"asked_at": newest.asked_at},
            )


class Migration(migrations.Migration):
    dependencies = [
        ("organising", "0025_who_may_ask"),
        ("gatherings", "0002_guards"),
        ("people", "0007_joinings_stay"),
    ]
    operations = [migrations.RunPython(in_step, migrations.RunPython.noop)]
