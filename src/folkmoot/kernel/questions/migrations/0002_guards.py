"""What the database itself refuses, whatever program asks."""

from django.db import migrations

from folkmoot.kernel.guards import Guard

PUBLISHED = "Published questions stay as they are; a change is another version."
CLOSED = "What was handed in stays as it is."
AS_TYPED = "What somebody typed stays as they typed it."
IS_PUBLISHED = (
    "EXISTS (SELECT 1 FROM questions_questionset s WHERE s.id = {}.question_set_id "
    "AND s.published_at IS NOT NULL)"
)
IS_CLOSED = (
    "EXISTS (SELECT 1 FROM questions_answerset s WHERE s.id = {}.answer_set_id "
    "AND s.closed_at IS NOT NULL)"
)
OTHER_SET = (
    "NOT EXISTS (SELECT 1 FROM questions_question q JOIN questions_answerset s "
    "ON s.question_set_id = q.question_set_id JOIN questions_section p ON p.id = q.section_id "
    "WHERE q.id = NEW.question_id AND s.id = NEW.answer_set_id AND NEW.turn < p.most_turns)"
)
NOT_PUBLISHED = (
    "NOT EXISTS (SELECT 1 FROM questions_questionset s WHERE s.id = NEW.question_set_id "
    "AND s.published_at IS NOT NULL)"
)
MOVED = "NEW.answer_set_id <> OLD.answer_set_id OR NEW.question_id <> OLD.question_id"
SAME = ("answer_id", "number", "typed_at", "typed_by", "is_aside")
RETYPED = (
    " OR ".join(f"NEW.{name} <> OLD.{name}" for name in SAME)
    + " OR COALESCE(CAST(NEW.typed AS TEXT), '') <> COALESCE(CAST(OLD.typed AS TEXT), '')"
)


def frozen(table: str) -> list[Guard]:
    """Rows of a set of questions: neither added, changed nor removed once it is published."""
    return [
        Guard(
            f"{table}_frozen_{event.lower()}",
            f"questions_{table}",
            event,
            when=IS_PUBLISHED.format("NEW" if event == "INSERT" else "OLD"),
            sentence=PUBLISHED,
        )
        for event in ("INSERT", "UPDATE", "DELETE")
    ]


class Migration(migrations.Migration):
    dependencies = [("questions", "0001_initial")]
    operations = [
        *frozen("section"),
        *frozen("question"),
        *[
            Guard(
                f"question_set_frozen_{event.lower()}",
                "questions_questionset",
                event,
                when="OLD.published_at IS NOT NULL",
                sentence=PUBLISHED,
            )
            for event in ("UPDATE", "DELETE")
        ],
        Guard(
            "answers_to_what_is_published",
            "questions_answerset",
            "INSERT",
            when=NOT_PUBLISHED,
            sentence="Only published questions are answered.",
        ),
        Guard(
            "answers_to_the_same_questions",
            "questions_answerset",
            "UPDATE",
            when="NEW.question_set_id <> OLD.question_set_id",
            sentence="Answers stay with the questions they answer.",
        ),
        Guard("answer_closed", "questions_answer", "INSERT", when=IS_CLOSED.format("NEW"), sentence=CLOSED),
        Guard("answer_closed_late", "questions_answer", "UPDATE", when=IS_CLOSED.format("OLD"), sentence=CLOSED),
        Guard(
            "answer_of_its_set",
            "questions_answer",
            "INSERT",
            when=OTHER_SET,
            sentence="An answer is to a question of its own set, in a turn there can be.",
        ),
        Guard(
            "answer_in_order",
            "questions_answer",
            "UPDATE",
            when=f"NEW.version <> OLD.version + 1 OR {MOVED} OR NEW.turn <> OLD.turn",
            sentence="An answer goes from one version to the next.",
        ),
        Guard("answer_version_as_typed", "questions_answerversion", "UPDATE", when=RETYPED, sentence=AS_TYPED),
    ]
