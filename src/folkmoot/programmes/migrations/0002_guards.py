"""What the database itself refuses, whatever program asks."""

from django.db import migrations

from folkmoot.kernel.guards import Guard


def follows(pairs: dict[str, tuple[str, ...]], column: str) -> str:
    """A state that may not follow the one before."""
    may = [f"OLD.{column} = NEW.{column}"]
    may += [
        f"(OLD.{column} = '{old}' AND NEW.{column} = '{new}')"
        for old, after in pairs.items()
        for new in after
    ]
    return "NOT (" + " OR ".join(may) + ")"


STAGES = follows(
    {
        "DRAFT": ("AGREED",),
        "AGREED": ("LIVE",),
        "LIVE": ("SUSPENDED", "CLOSING"),
        "SUSPENDED": ("LIVE",),
        "CLOSING": ("CLOSED",),
    },
    "stage",
)
STATES = follows(
    {"DRAFT": ("PROPOSED",), "PROPOSED": ("DRAFT", "AGREED"), "AGREED": ("SUPERSEDED",)}, "state"
)
TAKING_PART = follows(
    {"IN": ("PAUSED", "LEFT", "FINISHED"), "PAUSED": ("IN", "LEFT")}, "stage"
)
CONTENT = ("programme_id", "number", "principles", "rule", "quorum", "delegations",
           "first_year", "n_years", "why")  # fmt: skip
REWORDED = "OLD.state <> 'DRAFT' AND (" + " OR ".join(
    f"NEW.{name} <> OLD.{name}" for name in CONTENT
) + ")"  # fmt: skip
RESEALED = "OLD.state IN ('AGREED', 'SUPERSEDED') AND NEW.sha256 <> OLD.sha256"
NOT_AGREED = (
    "NEW.state = 'AGREED' AND OLD.state <> 'AGREED' AND ("
    "NOT EXISTS (SELECT 1 FROM programmes_funder f WHERE f.version_id = NEW.id) OR "
    "EXISTS (SELECT 1 FROM programmes_funder f WHERE f.version_id = NEW.id AND NOT EXISTS "
    "(SELECT 1 FROM programmes_approval a WHERE a.version_id = NEW.id AND a.says = 'YES' "
    "AND a.sha256 = NEW.sha256 AND a.organisation_id = f.organisation_id)))"
)
NO_VERSION = (
    "NEW.stage <> 'DRAFT' AND OLD.stage = 'DRAFT' AND NOT EXISTS (SELECT 1 FROM "
    "programmes_version v WHERE v.programme_id = NEW.id AND v.state = 'AGREED')"
)
STILL_IN = (
    "NEW.stage = 'CLOSED' AND OLD.stage <> 'CLOSED' AND EXISTS (SELECT 1 FROM "
    "programmes_takingpart t WHERE t.programme_id = NEW.id AND t.stage IN ('IN', 'PAUSED'))"
)
NOT_ASKED = (
    "NOT EXISTS (SELECT 1 FROM programmes_version v JOIN programmes_funder f "
    "ON f.version_id = v.id WHERE v.id = NEW.version_id AND v.state = 'PROPOSED' "
    "AND v.sha256 = NEW.sha256 AND f.organisation_id = NEW.organisation_id)"
)
ORDER = (
    "EXISTS (SELECT 1 FROM programmes_phase p WHERE p.programme_id = NEW.programme_id "
    "AND p.version_id <> NEW.version_id AND p.number >= NEW.number)"
)
ELSEWHERE = (
    "NOT EXISTS (SELECT 1 FROM programmes_version v WHERE v.id = NEW.version_id "
    "AND v.programme_id = NEW.programme_id)"
)
OTHER_PROGRAMME = (
    "NOT EXISTS (SELECT 1 FROM programmes_phase p JOIN programmes_takingpart t "
    "ON t.programme_id = p.programme_id WHERE p.id = NEW.phase_id "
    "AND t.id = NEW.taking_part_id)"
)
FROZEN = "What funders were asked to approve is not changed: write the next version."


def guard(name: str, event: str, sentence: str, *, when: str = "") -> Guard:
    """`version.forwards` guards the table programmes_version."""
    table = name.split(".")[0]
    trigger = f"programmes_{name.replace('.', '_')}"
    return Guard(trigger, f"programmes_{table}", event, when=when, sentence=sentence)


def frozen(table: str, version_of: str) -> list[Guard]:
    """Rows of a version stand still unless it is a draft. `version_of` is SQL over a row."""
    def moved(row: str) -> str:
        which = version_of.format(row=row)
        return (
            f"EXISTS (SELECT 1 FROM programmes_version v WHERE v.id = {which} "
            "AND v.state <> 'DRAFT')"
        )

    both = f"{moved('OLD')} OR {moved('NEW')}"
    return [
        guard(f"{table}.frozen_new", "INSERT", FROZEN, when=moved("NEW")),
        guard(f"{table}.frozen", "UPDATE", FROZEN, when=both),
        guard(f"{table}.frozen_gone", "DELETE", FROZEN, when=moved("OLD")),
    ]


THROUGH = "(SELECT f.version_id FROM programmes_funder f WHERE f.id = {row}.funder_id)"


class Migration(migrations.Migration):
    dependencies = (("programmes", "0001_initial"),)

    operations = [  # noqa: RUF012
        guard("programme.forwards", "UPDATE", "A programme does not go there.", when=STAGES),
        guard("programme.agreed", "UPDATE", "Every funder has to approve first.", when=NO_VERSION),
        guard("programme.empty", "UPDATE", "Places still take part.", when=STILL_IN),
        guard("programme.never_removed", "DELETE", "A programme stays, with all it decided."),
        guard("version.forwards", "UPDATE", "A version does not go there.", when=STATES),
        guard("version.reworded", "UPDATE", FROZEN, when=REWORDED),
        guard("version.resealed", "UPDATE", FROZEN, when=RESEALED),
        guard("version.agreed", "UPDATE", "Every funder has to approve it.", when=NOT_AGREED),
        guard("version.never_removed", "DELETE", "Every version stays readable."),
        *frozen("criterion", "{row}.version_id"),
        *frozen("funder", "{row}.version_id"),
        *frozen("envelope", THROUGH),
        *frozen("phase", "{row}.version_id"),
        guard("phase.after", "INSERT", "A later phase comes after those agreed.", when=ORDER),
        guard("phase.stays_after", "UPDATE", "A phase stays after those agreed.", when=ORDER),
        guard("phase.of_programme", "INSERT", "A phase is of one programme.", when=ELSEWHERE),
        guard("phase.stays", "UPDATE", "A phase is of one programme.", when=ELSEWHERE),
        guard("approval.asked", "INSERT", "Only a funder who is asked answers.", when=NOT_ASKED),
        guard("approval.as_said", "UPDATE", "What a funder said stays as it was said."),
        guard("approval.never_removed", "DELETE", "What a funder said stays."),
        guard("takingpart.forwards", "UPDATE", "That is over for the place.", when=TAKING_PART),
        guard("takingpart.never_removed", "DELETE", "That a place took part stays."),
        guard("phaseentered.own", "INSERT", "That is another programme's phase.",
              when=OTHER_PROGRAMME),
        guard("phaseentered.as_said", "UPDATE", "What was let through the gate stays so."),
        guard("phaseentered.never_removed", "DELETE", "What was let through the gate stays so."),
    ]  # fmt: skip
