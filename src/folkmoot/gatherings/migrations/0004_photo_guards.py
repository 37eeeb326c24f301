"""What the database itself refuses about photos, whatever program asks."""

from django.db import migrations

from folkmoot.kernel.guards import Guard

OTHER_LIST = (
    "EXISTS (SELECT 1 FROM gatherings_guest g JOIN gatherings_photo p ON p.id = NEW.photo_id "
    "WHERE g.id = NEW.guest_id AND g.gathering_id <> p.gathering_id)"
)


class Migration(migrations.Migration):
    dependencies = [("gatherings", "0003_photos")]
    operations = [
        Guard(
            "photo_stays_down",
            "gatherings_photo",
            "UPDATE",
            when="OLD.down_at IS NOT NULL AND NEW.down_at IS NULL",
            sentence="A photo that was taken down stays down.",
        ),
        Guard(
            "photo_not_another",
            "gatherings_photo",
            "UPDATE",
            when="NEW.file_id <> OLD.file_id OR NEW.gathering_id <> OLD.gathering_id",
            sentence="A yes is for one photo, not for another in its place.",
        ),
        Guard(
            "in_photo_of_its_gathering",
            "gatherings_inphoto",
            "INSERT",
            when=OTHER_LIST,
            sentence="Somebody in a photo is a guest of its gathering.",
        ),
    ]
