"""What the database itself refuses, whatever program asks."""

from django.db import migrations

from folkmoot.kernel.guards import Guard


def changed(*names: str) -> str:
    """That one of these columns is not what it was."""
    return " OR ".join(f"NEW.{name} <> OLD.{name}" for name in names)


def nulled(name: str) -> str:
    """That a column that may be empty is not what it was."""
    return f"(NEW.{name} IS NULL) <> (OLD.{name} IS NULL) OR NEW.{name} <> OLD.{name}"


WORDS = (
    "title", "about", "able_to", "units", "level", '"before"', "may_train", "hours", "n_sessions",
    "n_needed",
)  # fmt: skip
REWRITTEN = (
    "OLD.published_at IS NOT NULL AND ("
    + changed("course_id", "number", *WORDS)
    + f" OR {nulled('lasts_months')} OR {nulled('published_at')})"
)
STAGES = (
    "NOT (OLD.stage = NEW.stage OR (OLD.stage = 'DRAFT' AND NEW.stage IN ('OPEN', 'OFF')) "
    "OR (OLD.stage = 'OPEN' AND NEW.stage = 'OFF'))"
)
ELSEWHERE = (
    "EXISTS (SELECT 1 FROM gatherings_gathering g, learning_run r, learning_courseedition e, "
    "learning_course c WHERE g.id = NEW.gathering_id AND r.id = NEW.run_id "
    "AND e.id = r.edition_id AND c.id = e.course_id AND c.place_id <> g.place_id)"
)
OTHER_RUN = (
    "EXISTS (SELECT 1 FROM learning_learner l, learning_session s, gatherings_guest g "
    "WHERE l.id = NEW.learner_id AND s.id = NEW.session_id AND g.id = NEW.guest_id "
    "AND (l.run_id <> s.run_id OR g.gathering_id <> s.gathering_id))"
)
STRANGER = (
    "NEW.neighbour_id IS NOT NULL AND EXISTS (SELECT 1 FROM organising_neighbour n, "
    "learning_run r, learning_courseedition e, learning_course c WHERE n.id = NEW.neighbour_id "
    "AND r.id = NEW.run_id AND e.id = r.edition_id AND c.id = e.course_id "
    "AND c.place_id <> n.place_id)"
)
RECONFIRMED = (
    changed("learner_id", "way", "because", "confirmed_at") + f" OR {nulled('ends_at')}"
)
UNTAUGHT = (
    "EXISTS (SELECT 1 FROM learning_trainer t, learning_run r, learning_courseedition e "
    "WHERE t.id = NEW.trainer_id AND r.id = NEW.run_id AND e.id = r.edition_id "
    "AND t.course_id <> e.course_id)"
)


def guard(name: str, event: str, sentence: str, *, when: str = "") -> Guard:
    """A guard of one of this room's tables: `name` is the table, then what is held."""
    table, _, held = name.partition(".")
    return Guard(f"{table}_{held}", f"learning_{table}", event, when=when, sentence=sentence)


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0001_initial"),
        ("gatherings", "0002_guards"),
        ("organising", "0007_neighbours_apart"),
    ]
    operations = [
        guard("course.of_its_place", "UPDATE", "A course stays in its place.",
              when=changed("place_id")),
        guard("course.never_removed", "DELETE", "What people learnt stays."),
        guard("courseedition.as_published", "UPDATE", "What was published stays as it was.",
              when=REWRITTEN),
        guard("courseedition.never_removed", "DELETE", "What was published stays as it was.",
              when="OLD.published_at IS NOT NULL"),
        guard("run.forwards", "UPDATE", "A run goes forwards only.", when=STAGES),
        guard("run.of_its_edition", "UPDATE", "A run stays with what was published.",
              when=changed("edition_id")),
        guard("run.never_removed", "DELETE", "That a course was given, or was to be, stays."),
        guard("run_trainers.of_the_course", "INSERT", "Only who may train in a course leads it.",
              when=UNTAUGHT),
        guard("session.in_its_place", "INSERT", "A session meets in the place of its course.",
              when=ELSEWHERE),
        guard("session.stays", "UPDATE", "A session stays with its run and its gathering."),
        guard("session.never_removed", "DELETE", "That people met, or were to, stays."),
        guard("learner.in_one_place", "INSERT", "A learner is known in the place of the course.",
              when=STRANGER),
        guard("learner.stays_in_one_place", "UPDATE",
              "A learner is known in the place of the course.", when=STRANGER),
        guard("learner.of_its_run", "UPDATE", "A learner stays with their run.",
              when=changed("run_id")),
        guard("learner.stays_forgotten", "UPDATE", "Who was forgotten stays so.",
              when="OLD.forgotten_at IS NOT NULL AND NEW.forgotten_at IS NULL"),
        guard("learner.never_removed", "DELETE", "A learner is blanked, so that numbers stay."),
        guard("seat.of_its_run", "INSERT", "A seat is at a session of the learner's own run.",
              when=OTHER_RUN),
        guard("seat.stays", "UPDATE", "A seat stays whose it was."),
        guard("seat.never_removed", "DELETE", "A seat stays, so that numbers stay."),
        guard("completion.as_confirmed", "UPDATE", "What was confirmed stays as it was.",
              when=RECONFIRMED),
        guard("completion.stays_withdrawn", "UPDATE", "What was withdrawn stays so.",
              when="OLD.withdrawn_at IS NOT NULL"),
        guard("completion.never_removed", "DELETE", "A completion is withdrawn, not removed."),
    ]  # fmt: skip
