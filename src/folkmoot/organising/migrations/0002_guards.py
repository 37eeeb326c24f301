"""What the database itself refuses, whatever program asks."""

from django.db import migrations

from folkmoot.kernel.guards import Guard

AS_SAID = "What was noted stays as it was noted; what is put right is another note."
AS_ASKED = "What people were asked stays as it was asked."
BEGUN = (
    "EXISTS (SELECT 1 FROM organising_listeninground r WHERE r.id = {}.round_id "
    "AND r.stage <> 'PLANNED')"
)
STAGES = (
    "NOT ((OLD.stage = 'PLANNED' AND NEW.stage = 'OPEN') OR (OLD.stage = 'OPEN' AND NEW.stage = "
    "'HEARD') OR (OLD.stage = 'HEARD' AND NEW.stage = 'CLOSED') OR OLD.stage = NEW.stage)"
)
UNTOLD = (
    "NEW.stage = 'CLOSED' AND NOT EXISTS (SELECT 1 FROM organising_telling t "
    "WHERE t.round_id = NEW.id)"
)
REPLANNED = "OLD.stage <> 'PLANNED' AND (" + " OR ".join(
    f"NEW.{name} <> OLD.{name}"
    for name in ("name", "why", "starts_date", "ends_date", "tell_by_date", "place_id")
) + ")"  # fmt: skip
SAME = ("id", "place_id", "round_id", "kind", "band", "n_people", "language", "said_at",
        "received_at", "digest")  # fmt: skip
PERHAPS = ("outing_id", "street_id", "amends_id")
CHANGED = " OR ".join(
    [f"NEW.{name} <> OLD.{name}" for name in SAME]
    + [
        f"COALESCE(CAST(NEW.{name} AS TEXT), '') <> COALESCE(CAST(OLD.{name} AS TEXT), '')"
        for name in PERHAPS
    ]
    + ["OLD.withdrawn_at IS NOT NULL"]
)
ELSEWHERE = (
    "EXISTS (SELECT 1 FROM organising_listeninground r WHERE r.id = NEW.round_id "
    "AND r.place_id <> NEW.place_id) OR EXISTS (SELECT 1 FROM organising_street s "
    "WHERE s.id = NEW.street_id AND s.place_id <> NEW.place_id) OR EXISTS (SELECT 1 FROM "
    "organising_outing o WHERE o.id = NEW.outing_id AND o.round_id <> NEW.round_id) OR EXISTS "
    "(SELECT 1 FROM organising_conversation c WHERE c.id = NEW.amends_id "
    "AND c.place_id <> NEW.place_id)"
)
NOT_BEGUN = (
    "EXISTS (SELECT 1 FROM organising_listeninground r WHERE r.id = NEW.round_id "
    "AND r.stage = 'PLANNED')"
)
GROUP_ELSEWHERE = (
    "EXISTS (SELECT 1 FROM organising_peoplegroup g JOIN organising_conversation c "
    "ON c.id = NEW.conversation_id WHERE g.id = NEW.peoplegroup_id AND g.place_id <> c.place_id)"
)
OTHER_ROUND = (
    "EXISTS (SELECT 1 FROM organising_question q JOIN organising_conversation c "
    "ON c.id = NEW.conversation_id WHERE q.id = NEW.question_id AND q.round_id <> c.round_id)"
)
PROMISE_ELSEWHERE = (
    "EXISTS (SELECT 1 FROM organising_conversation c WHERE c.id = NEW.conversation_id "
    "AND c.place_id <> NEW.place_id)"
)
OUTING_ELSEWHERE = (
    "EXISTS (SELECT 1 FROM organising_listeninground r WHERE r.id = NEW.round_id "
    "AND r.place_id <> NEW.place_id)"
)
ALONE = (
    "NEW.stage = 'OUT' AND (SELECT COUNT(*) FROM organising_outingmember m "
    "WHERE m.outing_id = NEW.id) < 2"
)
DOOR_ELSEWHERE = (
    "EXISTS (SELECT 1 FROM organising_street s WHERE s.id = NEW.street_id "
    "AND s.place_id <> NEW.place_id)"
)


def guard(name: str, event: str, sentence: str, *, when: str = "") -> Guard:
    """A guard of one of this room's tables: `name` is the table, then what is held."""
    table, _, held = name.partition(".")
    return Guard(f"{table}_{held}", f"organising_{table}", event, when=when, sentence=sentence)


def kept(table: str, sentence: str) -> list[Guard]:
    """Written once: neither changed nor removed."""
    return [
        guard(f"{table}.never_changed", "UPDATE", sentence),
        guard(f"{table}.never_removed", "DELETE", sentence),
    ]


class Migration(migrations.Migration):
    dependencies = [("organising", "0001_initial")]
    operations = [
        guard("question.not_added_late", "INSERT", AS_ASKED, when=BEGUN.format("NEW")),
        guard("question.not_changed_late", "UPDATE", AS_ASKED, when=BEGUN.format("OLD")),
        guard("question.not_removed_late", "DELETE", AS_ASKED, when=BEGUN.format("OLD")),
        guard("listeninground.forwards", "UPDATE", "A round goes forwards only.", when=STAGES),
        guard(
            "listeninground.told_before_closed",
            "UPDATE",
            "A round closes when people have been told what was heard.",
            when=UNTOLD,
        ),
        guard("listeninground.not_replanned", "UPDATE", AS_ASKED, when=REPLANNED),
        guard("listeninground.never_removed", "DELETE", "A round of listening stays."),
        *kept("telling", "How people were told stays as it was noted."),
        guard("conversation.as_noted", "UPDATE", AS_SAID, when=CHANGED),
        guard("conversation.never_removed", "DELETE", AS_SAID),
        guard(
            "conversation.of_one_place",
            "INSERT",
            "A conversation, its round, street and outing are of one place.",
            when=ELSEWHERE,
        ),
        guard(
            "conversation.once_begun",
            "INSERT",
            "This round of listening has not begun.",
            when=NOT_BEGUN,
        ),
        guard(
            "conversation_groups.of_one_place",
            "INSERT",
            "A conversation and its groups are of one place.",
            when=GROUP_ELSEWHERE,
        ),
        guard("answer.as_noted", "UPDATE", AS_SAID, when="NEW.words <> ''"),
        guard("answer.never_removed", "DELETE", AS_SAID),
        guard(
            "answer.of_its_round",
            "INSERT",
            "A question is answered in the round that asks it.",
            when=OTHER_ROUND,
        ),
        *kept("listener", "Who listened stays as it was noted."),
        guard(
            "promise.of_one_place",
            "INSERT",
            "A promise is kept where it was made.",
            when=PROMISE_ELSEWHERE,
        ),
        guard("promise.never_removed", "DELETE", "A promise stays."),
        guard(
            "outing.of_one_place",
            "INSERT",
            "An outing and its round are of one place.",
            when=OUTING_ELSEWHERE,
        ),
        guard("outing.never_alone", "UPDATE", "Nobody goes out alone.", when=ALONE),
        guard("outing.not_born_out", "INSERT", "Nobody goes out alone.", when="NEW.stage = 'OUT'"),
        guard("outing.never_removed", "DELETE", "That people were out stays."),
        guard(
            "donotcall.of_one_place",
            "INSERT",
            "A door and its street are of one place.",
            when=DOOR_ELSEWHERE,
        ),
    ]
