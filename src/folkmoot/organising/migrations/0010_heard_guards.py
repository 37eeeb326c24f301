"""What the database itself refuses about what a place tells of what it heard."""

from django.db import migrations

from folkmoot.kernel.guards import Guard

AS_RELEASED = "What was released stays as it was released; it can be taken back, with a reason."
WITH_A_YES = "Only words whose speaker said yes are quoted, word for word."
OLD_UNTOLD = Guard(
    "listeninground_told_before_closed",
    "organising_listeninground",
    "UPDATE",
    sentence="A round closes when people have been told what was heard.",
    when="NEW.stage = 'CLOSED' AND NOT EXISTS (SELECT 1 FROM organising_telling t "
    "WHERE t.round_id = NEW.id)",
)
UNTOLD = Guard(
    "listeninground_told_before_closed",
    "organising_listeninground",
    "UPDATE",
    sentence="A round closes when people have been told what was heard.",
    when="NEW.stage = 'CLOSED' AND OLD.stage <> 'CLOSED' AND NOT EXISTS (SELECT 1 FROM "
    "organising_telling t WHERE t.round_id = NEW.id AND NOT EXISTS (SELECT 1 FROM "
    "organising_heardpage h WHERE h.telling_id = t.id AND h.stage = 'TAKEN_BACK'))",
)
STAGES = (
    "NOT ((OLD.stage = 'PREPARED' AND NEW.stage = 'RELEASED') OR (OLD.stage = 'RELEASED' AND "
    "NEW.stage = 'TAKEN_BACK') OR (OLD.stage = NEW.stage AND OLD.stage = 'PREPARED'))"
)
REWRITTEN = "OLD.stage <> 'PREPARED' AND (" + " OR ".join(
    f"NEW.{name} <> OLD.{name}"
    for name in ("words", "answer_back", "digest", "released_at", "telling_id")
) + " OR CAST(NEW.figures AS TEXT) <> CAST(OLD.figures AS TEXT))"  # fmt: skip
MOVED = "NEW.place_id <> OLD.place_id OR NEW.round_id <> OLD.round_id OR NEW.ref <> OLD.ref"
ELSEWHERE = (
    "EXISTS (SELECT 1 FROM organising_listeninground r WHERE r.id = NEW.round_id "
    "AND r.place_id <> NEW.place_id)"
)
TOLD_ELSEWHERE = (
    "NEW.telling_id IS NOT NULL AND EXISTS (SELECT 1 FROM organising_telling t "
    "WHERE t.id = NEW.telling_id AND t.round_id <> NEW.round_id)"
)
NOT_PREPARED = (
    "EXISTS (SELECT 1 FROM organising_heardpage h WHERE h.id = {}.page_id "
    "AND h.stage <> 'PREPARED')"
)
NO_YES = (
    "NOT EXISTS (SELECT 1 FROM organising_answer a JOIN organising_conversation c "
    "ON c.id = a.conversation_id JOIN organising_heardpage h ON h.id = NEW.page_id "
    "WHERE a.id = NEW.answer_id AND c.may_quote AND c.withdrawn_at IS NULL "
    "AND c.round_id = h.round_id AND NEW.words <> '' "
    "AND REPLACE(a.words, NEW.words, '') <> a.words)"
)
THEME_ELSEWHERE = (
    "EXISTS (SELECT 1 FROM organising_theme t JOIN organising_heardpage h ON h.id = NEW.page_id "
    "WHERE t.id = NEW.theme_id AND t.place_id <> h.place_id)"
)


def guard(table: str, held: str, event: str, sentence: str, *, when: str = "") -> Guard:
    """A guard of one of this room's tables."""
    return Guard(f"{table}_{held}", f"organising_{table}", event, when=when, sentence=sentence)


class Migration(migrations.Migration):
    dependencies = [("organising", "0009_heard")]
    operations = [
        *UNTOLD.replacing(OLD_UNTOLD),
        guard(
            "conversation",
            "quoted_as_they_said",
            "UPDATE",
            "What was noted stays as it was noted; what is put right is another note.",
            when="NEW.may_quote <> OLD.may_quote",
        ),
        guard("heardpage", "forwards", "UPDATE", AS_RELEASED, when=STAGES),
        guard("heardpage", "as_released", "UPDATE", AS_RELEASED, when=REWRITTEN),
        guard("heardpage", "stays_where_it_is", "UPDATE", AS_RELEASED, when=MOVED),
        guard("heardpage", "never_removed", "DELETE", AS_RELEASED),
        guard(
            "heardpage",
            "not_born_released",
            "INSERT",
            "A page is prepared before it is released.",
            when="NEW.stage <> 'PREPARED'",
        ),
        guard("heardpage", "of_one_place", "INSERT", "A page and its round are of one place.",
              when=ELSEWHERE),
        guard("heardpage", "told_in_its_round", "UPDATE", "A page tells what its round heard.",
              when=TOLD_ELSEWHERE),
        guard("quote", "not_added_late", "INSERT", AS_RELEASED, when=NOT_PREPARED.format("NEW")),
        guard("quote", "with_a_yes", "INSERT", WITH_A_YES, when=NO_YES),
        guard("quote", "of_one_place", "INSERT", "A quote and its theme are of one place.",
              when=THEME_ELSEWHERE),
        guard("quote", "only_blanked", "UPDATE", AS_RELEASED,
              when="NEW.words <> '' OR NEW.page_id <> OLD.page_id OR NEW.theme_id <> OLD.theme_id"),
        guard("quote", "not_removed_late", "DELETE", AS_RELEASED, when=NOT_PREPARED.format("OLD")),
    ]  # fmt: skip
