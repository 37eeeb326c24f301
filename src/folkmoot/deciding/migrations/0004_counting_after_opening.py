"""The box is opened first and counted afterwards, so that a count may take its time.

Whatever stayed as it was from the count on stays so from the opening of the box on: an option
struck out once anyone could have looked at the ballots would be a choice between results.
"""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from folkmoot.kernel.guards import Guard

BEFORE = {
    guard.name: guard
    for guard in import_module("folkmoot.deciding.migrations.0002_guards").Migration.operations
}
ONWARDS = (
    "OLD.stage = 'DRAFT' AND NEW.stage IN ('OPEN', 'CLOSED', 'ABANDONED') "
    "OR OLD.stage = 'OPEN' AND NEW.stage IN ('CLOSED', 'ABANDONED') "
    "OR OLD.stage = 'CLOSED' AND NEW.stage IN ('COUNTING', 'PUBLISHED', 'ABANDONED') "
    "OR OLD.stage = 'COUNTING' AND NEW.stage = 'COUNTED' "
    "OR OLD.stage = 'COUNTED' AND NEW.stage = 'PUBLISHED'"
)
COUNTED = "('COUNTED', 'PUBLISHED', 'ABANDONED')"
OPENED = "('COUNTING', 'COUNTED', 'PUBLISHED', 'ABANDONED')"
STAGE_OF_NEW = "(SELECT stage FROM deciding_decision WHERE id = NEW.decision_id)"
STAGE_OF_OLD = "(SELECT stage FROM deciding_decision WHERE id = OLD.decision_id)"
STAGE_OF_OFFICER = (
    "(SELECT d.stage FROM deciding_decision d JOIN deciding_openedbox b "
    "ON b.decision_id = d.id WHERE b.id = NEW.openedbox_id)"
)
KEPT = "What was found when the box was opened is written once."


class Migration(migrations.Migration):

    dependencies = [
        ('deciding', '0003_paper_settled_by_two'),
    ]

    operations = [
        migrations.AlterField(
            model_name='decision',
            name='stage',
            field=models.CharField(choices=[('DRAFT', 'Being prepared'), ('OPEN', 'Open for voting'), ('CLOSED', 'Voting has closed'), ('COUNTING', 'The box is open, being counted'), ('COUNTED', 'Counted, not yet published'), ('PUBLISHED', 'Decided'), ('ABANDONED', 'Called off')], default='DRAFT', max_length=10),
        ),
        migrations.CreateModel(
            name='OpenedBox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField()),
                ('n_ballots', models.PositiveIntegerField()),
                ('n_spoilt', models.PositiveIntegerField(default=0)),
                ('turnout', models.JSONField(default=dict)),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='opened_box', to='deciding.decision')),
                ('officers', models.ManyToManyField(related_name='+', to='deciding.countingofficer')),
            ],
        ),
        *Guard(
            "decision_never_back",
            "deciding_decision",
            "UPDATE OF stage",
            when=f"NEW.stage <> OLD.stage AND NOT ({ONWARDS})",
            sentence="A decision does not go back.",
        ).replacing(BEFORE["decision_never_back"]),
        *Guard(
            "option_struck_out_once",
            "deciding_option",
            "UPDATE OF vetoed_at, veto_reason",
            when=f"OLD.vetoed_at IS NOT NULL OR {STAGE_OF_NEW} IN {OPENED}",
            sentence="An option is struck out once, before the count, and stays so.",
        ).replacing(BEFORE["option_struck_out_once"]),
        *Guard(
            "decision_kept_once_counted",
            "deciding_decision",
            "UPDATE OF opened_at, closed_at, envelope_list, reconciliation, imported_from",
            when=f"OLD.stage IN {OPENED}",
            sentence="What was written down by the count stays as it was.",
        ).replacing(BEFORE["decision_kept_once_counted"]),
        Guard(
            "decision_counted_once",
            "deciding_decision",
            "UPDATE OF counted_at",
            when=f"OLD.stage IN {COUNTED}",
            sentence="What was written down by the count stays as it was.",
        ),
        *Guard(
            "roll_kept_once_counted",
            "deciding_rollentry",
            "UPDATE OF decision_id, standing, channel, way",
            when=f"{STAGE_OF_OLD} IN {OPENED}",
            sentence="Who voted, and how, stays as it was at the count.",
        ).replacing(BEFORE["roll_kept_once_counted"]),
        Guard(
            "opened_box_written_at_opening",
            "deciding_openedbox",
            "INSERT",
            when=f"{STAGE_OF_NEW} <> 'CLOSED'",
            sentence=KEPT,
        ),
        Guard("opened_box_kept", "deciding_openedbox", "UPDATE", sentence=KEPT),
        Guard("opened_box_never_lost", "deciding_openedbox", "DELETE", sentence=KEPT),
        Guard(
            "who_opened_written_at_opening",
            "deciding_openedbox_officers",
            "INSERT",
            when=f"{STAGE_OF_OFFICER} <> 'CLOSED'",
            sentence=KEPT,
        ),
        Guard("who_opened_kept", "deciding_openedbox_officers", "UPDATE", sentence=KEPT),
        Guard("who_opened_never_lost", "deciding_openedbox_officers", "DELETE", sentence=KEPT),
    ]
