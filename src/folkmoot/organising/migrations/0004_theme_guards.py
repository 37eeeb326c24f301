"""What the database itself refuses about themes and codings, whatever program asks."""

from django.db import migrations

from folkmoot.kernel.guards import Guard

AS_FOUND = "What somebody found in a note stays as they found it; another look is another coding."
SAME = ("id", "place_id", "round_id", "conversation_id", "coder_id", "coded_at")
CHANGED = " OR ".join(
    [f"NEW.{name} <> OLD.{name}" for name in SAME]
    + [
        "COALESCE(CAST(NEW.settled_with_id AS TEXT), '') <> "
        "COALESCE(CAST(OLD.settled_with_id AS TEXT), '')",
        "OLD.ended_at IS NOT NULL",
    ]
)
ELSEWHERE = (
    "NOT EXISTS (SELECT 1 FROM organising_conversation c WHERE c.id = NEW.conversation_id "
    "AND c.place_id = NEW.place_id AND c.round_id = NEW.round_id)"
)
TWO_HAVE = (
    "NEW.settled_with_id IS NULL AND (SELECT COUNT(*) FROM organising_coding c "
    "WHERE c.conversation_id = NEW.conversation_id AND c.ended_at IS NULL "
    "AND c.settled_with_id IS NULL AND c.coder_id <> NEW.coder_id) > 1"
)
NOT_BOTH = (
    "NEW.settled_with_id IS NOT NULL AND (SELECT COUNT(*) FROM organising_coding c "
    "WHERE c.conversation_id = NEW.conversation_id AND c.ended_at IS NULL "
    "AND c.settled_with_id IS NULL AND c.coder_id IN (NEW.coder_id, NEW.settled_with_id)) < 2"
)
THEME_ELSEWHERE = (
    "NOT EXISTS (SELECT 1 FROM organising_theme t JOIN organising_coding c ON c.id = NEW.coding_id "
    "WHERE t.id = NEW.theme_id AND t.place_id = c.place_id)"
)


def guard(table: str, held: str, event: str, sentence: str, *, when: str = "") -> Guard:
    """A guard of one of this room's tables."""
    return Guard(f"{table}_{held}", f"organising_{table}", event, when=when, sentence=sentence)


class Migration(migrations.Migration):
    dependencies = [("organising", "0003_themes")]
    operations = [
        guard(
            "theme",
            "of_its_place",
            "UPDATE",
            "A theme stays in the code book of its place.",
            when="NEW.place_id <> OLD.place_id OR NEW.number <> OLD.number",
        ),
        guard("theme", "never_removed", "DELETE", "A theme is retired, not removed."),
        guard("coding", "as_found", "UPDATE", AS_FOUND, when=CHANGED),
        guard("coding", "never_removed", "DELETE", AS_FOUND),
        guard(
            "coding",
            "of_its_note",
            "INSERT",
            "A coding is of the place and the round of its note.",
            when=ELSEWHERE,
        ),
        guard("coding", "by_two_at_most", "INSERT", "Two people have read this note already.",
              when=TWO_HAVE),
        guard("coding", "settled_by_its_two", "INSERT", "The two who read a note settle it.",
              when=NOT_BOTH),
        guard("coding_themes", "never_changed", "UPDATE", AS_FOUND),
        guard("coding_themes", "never_removed", "DELETE", AS_FOUND),
        guard(
            "coding_themes",
            "of_one_place",
            "INSERT",
            "A coding and its themes are of one place.",
            when=THEME_ELSEWHERE,
        ),
    ]  # fmt: skip
