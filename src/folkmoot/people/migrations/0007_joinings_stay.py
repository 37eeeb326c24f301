"""That two were joined, taken apart or told apart stays; nobody is the same as a stand-in."""

from django.db import migrations

from folkmoot.kernel.guards import Guard

AS_SAID = "That two notes were found to be of one person stays as it was said."
OTHERWISE = (
    "NEW.kept_id <> OLD.kept_id OR NEW.other_id <> OLD.other_id OR NEW.joined_at <> OLD.joined_at "
    "OR (OLD.parted_at IS NOT NULL AND (NEW.parted_at IS NULL OR NEW.parted_at <> OLD.parted_at))"
)
STAND_IN = (
    "EXISTS (SELECT 1 FROM people_person p WHERE p.id = NEW.same_as_id "
    "AND p.same_as_id IS NOT NULL)"
)
TWO = "That two people were told apart stays."


class Migration(migrations.Migration):
    dependencies = [("people", "0006_joinings")]
    operations = [
        Guard("joining_as_said", "people_joining", "UPDATE", when=OTHERWISE, sentence=AS_SAID),
        Guard("joining_never_removed", "people_joining", "DELETE", sentence=AS_SAID),
        Guard("two_people_never_changed", "people_twopeople", "UPDATE", sentence=TWO),
        Guard("two_people_never_removed", "people_twopeople", "DELETE", sentence=TWO),
        Guard(
            "person_same_as_who_stands",
            "people_person",
            "UPDATE OF same_as_id",
            when=STAND_IN,
            sentence="A note that was joined stands for nobody else; join with the one it went to.",
        ),
    ]
