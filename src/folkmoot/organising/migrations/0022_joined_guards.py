"""What hangs on somebody moves only between two notes that are joined; what was joined stays."""

from importlib import import_module

from django.db import migrations

from folkmoot.kernel.guards import Guard

NOT_JOINED = (
    "NEW.neighbour_id <> OLD.neighbour_id AND NOT EXISTS (SELECT 1 FROM organising_neighbour a "
    "JOIN organising_neighbour b ON a.id = OLD.neighbour_id AND b.id = NEW.neighbour_id "
    "JOIN people_person p ON p.id = a.person_id JOIN people_person q ON q.id = b.person_id "
    "WHERE a.place_id = b.place_id AND (p.same_as_id = q.id OR q.same_as_id = p.id))"
)
TWO_PLACES = (
    "EXISTS (SELECT 1 FROM organising_neighbour n WHERE n.id IN (NEW.kept_id, NEW.other_id) "
    "AND n.place_id <> NEW.place_id)"
)
THEIRS = "What people offer, wish and said stays theirs; it moves only between two notes of one."
ANYWAY = "NEW.neighbour_id <> OLD.neighbour_id OR "


def guard_of(migration: str, name: str) -> Guard:
    """A guard as an earlier migration put it up."""
    earlier = import_module(f"folkmoot.organising.migrations.{migration}").Migration
    guards = [each for each in earlier.operations if isinstance(each, Guard)]
    return next(each for each in guards if each.name == name)


def also_between_joined(old: Guard) -> list:
    """The same guard, which now lets a row move between two notes that are joined."""
    when = f"{old.when.removeprefix(ANYWAY)} OR ({NOT_JOINED})"
    return Guard(old.name, old.table, old.event, when=when, sentence=old.sentence).replacing(old)


class Migration(migrations.Migration):
    dependencies = [("organising", "0021_joined"), ("people", "0007_joinings_stay")]
    operations = [
        *also_between_joined(guard_of("0017_gift_words", "ask_as_it_was")),
        *also_between_joined(guard_of("0020_story", "step_as_noted")),
        *(
            Guard(
                f"{table}_moves_between_joined",
                f"organising_{table}",
                "UPDATE OF neighbour_id",
                when=NOT_JOINED,
                sentence=THEIRS,
            )
            for table in ("speaker", "gift", "wish")
        ),
        Guard(
            "joined_of_one_place",
            "organising_joined",
            "INSERT",
            when=TWO_PLACES,
            sentence="Two notes are made one only where both were met.",
        ),
        Guard(
            "joined_never_removed",
            "organising_joined",
            "DELETE",
            sentence="That two notes were made one stays.",
        ),
    ]
