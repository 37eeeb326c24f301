"""Answers are added to and never changed, whatever program asks."""

from django.db import migrations

from folkmoot.kernel.guards import Guard

AS_SAID = "What people said yes or no to stays as they said it; what they say later is added."
OF_ANOTHER = (
    "NEW.takes_back_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM people_consent c "
    "WHERE c.id = NEW.takes_back_id AND c.person_id = NEW.person_id "
    "AND c.purpose = NEW.purpose AND c.through = NEW.through AND c.said = 'yes')"
)


class Migration(migrations.Migration):
    dependencies = [("people", "0003_consents")]
    operations = [
        Guard("people_consent_never_changed", "people_consent", "UPDATE", sentence=AS_SAID),
        Guard("people_consent_never_removed", "people_consent", "DELETE", sentence=AS_SAID),
        Guard(
            "people_consent_takes_back_a_yes",
            "people_consent",
            "INSERT",
            when=OF_ANOTHER,
            sentence="What is taken back is a yes of the same person, to the same question.",
        ),
    ]
