"""What the database itself refuses about messages to many: other places, other words, other ends."""

from django.db import migrations

from folkmoot.kernel.guards import Guard

AS_IT_WENT = "A message stays as it went; what is to be put right is another message."
OF_ONE_PLACE = "A message goes to people of its own place, and to nobody else's."
ELSEWHERE = " OR ".join(
    f"(NEW.{name}_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {table} x "
    f"WHERE x.id = NEW.{name}_id AND x.place_id = NEW.place_id))"
    for name, table in (
        ("street", "organising_street"),
        ("group", "organising_peoplegroup"),
        ("round", "organising_listeninground"),
        ("gathering", "gatherings_gathering"),
    )
)
REWRITTEN = "NEW.place_id <> OLD.place_id OR (OLD.stage <> 'DRAFT' AND (" + " OR ".join(
    f"NEW.{name} <> OLD.{name}" for name in ("subject", "text", "purpose", "through", "among")
) + "))"  # fmt: skip
STAGES = (
    "NOT (NEW.stage = OLD.stage OR (OLD.stage = 'DRAFT' AND NEW.stage IN ('SENDING', 'DROPPED')) "
    "OR (OLD.stage = 'SENDING' AND NEW.stage IN ('STOPPED', 'SENT')) "
    "OR (OLD.stage = 'STOPPED' AND NEW.stage = 'SENDING'))"
)
NEIGHBOUR_ELSEWHERE = (
    "NEW.neighbour_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM organising_neighbour n "
    "JOIN organising_circular c ON c.id = NEW.circular_id "
    "WHERE n.id = NEW.neighbour_id AND n.place_id = c.place_id)"
)
# Settled is settled; only what waits for somebody's hands can still come off the list.
SETTLED = (
    "NEW.circular_id <> OLD.circular_id OR (OLD.stage IN ('LEFT_OUT', 'REFUSED') AND "
    "NEW.stage <> OLD.stage) OR (OLD.stage = 'SENT' AND NEW.stage NOT IN ('SENT', 'LEFT_OUT'))"
)


class Migration(migrations.Migration):
    dependencies = [("organising", "0023_circulars")]
    operations = [
        Guard("circular_of_one_place", "organising_circular", "INSERT", when=ELSEWHERE, sentence=OF_ONE_PLACE),
        Guard("circular_still_of_one_place", "organising_circular", "UPDATE", when=ELSEWHERE, sentence=OF_ONE_PLACE),
        Guard("circular_as_it_went", "organising_circular", "UPDATE", when=REWRITTEN, sentence=AS_IT_WENT),
        Guard("circular_forwards", "organising_circular", "UPDATE", when=STAGES, sentence=AS_IT_WENT),
        Guard("circular_never_removed", "organising_circular", "DELETE", sentence=AS_IT_WENT),
        Guard("copy_of_one_place", "organising_copy", "INSERT", when=NEIGHBOUR_ELSEWHERE, sentence=OF_ONE_PLACE),
        Guard("copy_still_of_one_place", "organising_copy", "UPDATE", when=NEIGHBOUR_ELSEWHERE, sentence=OF_ONE_PLACE),
        Guard("copy_settled", "organising_copy", "UPDATE", when=SETTLED, sentence=AS_IT_WENT),
        Guard("copy_never_removed", "organising_copy", "DELETE", sentence=AS_IT_WENT),
    ]
