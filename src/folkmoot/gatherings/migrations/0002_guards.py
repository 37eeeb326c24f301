"""What the database itself refuses, whatever program asks."""

from django.db import migrations

from folkmoot.kernel.guards import Guard

STAGES = (
    "NOT (OLD.stage = NEW.stage OR (OLD.stage = 'DRAFT' AND NEW.stage IN ('ANNOUNCED', 'OFF')) "
    "OR (OLD.stage = 'ANNOUNCED' AND NEW.stage IN ('HELD', 'OFF')))"
)
STAYS = ("place_id", "kind", "title", "starts_at", "ends_at", '"where"', "off_because")
CHANGED_LATE = "OLD.stage IN ('HELD', 'OFF') AND (" + " OR ".join(
    f"NEW.{name} <> OLD.{name}" for name in STAYS
) + ")"  # fmt: skip
MOVED = "NEW.place_id <> OLD.place_id"
OTHER_LIST = "NEW.gathering_id <> OLD.gathering_id"
REMEMBERED = "OLD.forgotten_at IS NOT NULL AND NEW.forgotten_at IS NULL"


def guard(name: str, event: str, sentence: str, *, when: str = "") -> Guard:
    """A guard of one of this room's tables: `name` is the table, then what is held."""
    table, _, held = name.partition(".")
    return Guard(f"{table}_{held}", f"gatherings_{table}", event, when=when, sentence=sentence)


class Migration(migrations.Migration):
    dependencies = [("gatherings", "0001_initial")]
    operations = [
        guard("gathering.forwards", "UPDATE", "A gathering goes forwards only.", when=STAGES),
        guard(
            "gathering.as_announced",
            "UPDATE",
            "What is over stays as it was announced.",
            when=CHANGED_LATE,
        ),
        guard("gathering.of_its_place", "UPDATE", "A gathering stays in its place.", when=MOVED),
        guard("gathering.never_removed", "DELETE", "That people met, or were to, stays."),
        guard("guest.of_its_list", "UPDATE", "A guest stays on their list.", when=OTHER_LIST),
        guard("guest.stays_forgotten", "UPDATE", "Who was forgotten stays so.", when=REMEMBERED),
        guard("guest.never_removed", "DELETE", "A guest is blanked, so that numbers stay."),
    ]
