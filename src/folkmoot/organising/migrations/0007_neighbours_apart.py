"""People met stay with the place that met them; a name stands with words only with a yes."""

from django.db import migrations

from folkmoot.kernel.guards import Guard

ELSEWHERE = (
    "EXISTS (SELECT 1 FROM organising_conversation c JOIN organising_neighbour n "
    "ON n.id = NEW.neighbour_id WHERE c.id = NEW.conversation_id AND c.place_id <> n.place_id)"
)
NO_YES = (
    "NOT EXISTS (SELECT 1 FROM people_consent y JOIN organising_neighbour n "
    "ON n.person_id = y.person_id WHERE y.id = NEW.consent_id AND n.id = NEW.neighbour_id "
    "AND y.purpose = 'know' AND y.said = 'yes')"
)
STREET_ELSEWHERE = (
    "EXISTS (SELECT 1 FROM organising_street s WHERE s.id = NEW.street_id "
    "AND s.place_id <> NEW.place_id)"
)
OTHER_PLACE = "NEW.place_id <> OLD.place_id OR NEW.person_id <> OLD.person_id"
ITS_PLACE = "Somebody who was met stays with the place that met them."
WITH_A_YES = "A name stands with what was said only with their own yes."


class Migration(migrations.Migration):
    dependencies = [("organising", "0006_neighbours")]
    operations = [
        Guard(
            "neighbour_stays_in_its_place",
            "organising_neighbour",
            "UPDATE",
            when=OTHER_PLACE,
            sentence=ITS_PLACE,
        ),
        Guard(
            "neighbour_street_of_its_place",
            "organising_neighbour",
            "INSERT",
            when=STREET_ELSEWHERE,
            sentence=ITS_PLACE,
        ),
        Guard(
            "neighbour_never_removed",
            "organising_neighbour",
            "DELETE",
            sentence="That somebody was met stays; who they are can be forgotten.",
        ),
        Guard(
            "speaker_of_one_place",
            "organising_speaker",
            "INSERT",
            when=ELSEWHERE,
            sentence="A name stands only with what was said in its own place.",
        ),
        Guard("speaker_with_a_yes", "organising_speaker", "INSERT", when=NO_YES, sentence=WITH_A_YES),
    ]
