"""Panels, marks, meetings, choices, joint decisions and letters."""

import django.db.models.deletion
import folkmoot.kernel.ids
from django.conf import settings
from django.db import migrations, models

from folkmoot.kernel.guards import Guard
from folkmoot.kernel.together import Together

ASSIGNMENTS = {
    "ASSIGNED": ("CLEAR", "RECUSED", "TAKEN_OFF"),
    "CLEAR": ("SCORING", "SUBMITTED", "RECUSED", "TAKEN_OFF"),
    "SCORING": ("SUBMITTED", "RECUSED", "TAKEN_OFF"),
    "SUBMITTED": ("REOPENED", "RECUSED"),
    "REOPENED": ("SUBMITTED", "RECUSED", "TAKEN_OFF"),
    "TAKEN_OFF": ("ASSIGNED",),
}
MEETINGS = {
    "PROPOSED": ("SCHEDULED", "CANCELLED"),
    "SCHEDULED": ("HELD", "PROPOSED", "CANCELLED"),
    "HELD": ("NOTE_SHARED",),
    "NOTE_SHARED": ("CONFIRMED", "CORRECTED"),
}
TALKS = {
    "OPEN": ("CONSENSUS", "DIVERGENCE"),
    "CONSENSUS": ("DIVERGENCE", "LOCKED"),
    "DIVERGENCE": ("CONSENSUS", "LOCKED"),
}
CHOICES = {
    "OPEN": ("RECOMMENDED",),
    "RECOMMENDED": ("OPEN", "DECIDED", "NOT_CARRIED"),
    "NOT_CARRIED": ("OPEN",),
    "DECIDED": ("TELLING",),
    "TELLING": ("TOLD",),
    "TOLD": ("PUBLISHED",),
}
LETTERS = {
    "DRAFT": ("WAITING",),
    "WAITING": ("IN_HAND",),
    "IN_HAND": ("SENT", "REFUSED", "WAITING", "UNSURE"),
    "UNSURE": ("SENT", "REFUSED"),
}


def not_onwards(stages, column="stage"):
    """SQL that is true when a stage changes into one it may not lead to."""
    may = " OR ".join(
        f"(OLD.{column} = '{old}' AND NEW.{column} IN ({', '.join(repr(new) for new in onwards)}))"
        for old, onwards in stages.items()
    )
    return f"NOT (OLD.{column} = NEW.{column} OR {may})"


def changed(*names):
    return " OR ".join(f"NEW.{name} <> OLD.{name}" for name in names)


def guard(name, event, sentence, *, when=""):
    """A guard of one of this room's tables: `name` is the table, then what is held."""
    table, _, held = name.partition(".")
    return Guard(f"granting_{table}_{held}", f"granting_{table}", event, when=when, sentence=sentence)


NOT_READING = (
    "(SELECT a.stage FROM granting_assignment a WHERE a.id = NEW.assignment_id) "
    "NOT IN ('CLEAR', 'SCORING', 'REOPENED')"
)
MARKS_LOCKED = (
    "(SELECT p.marks_locked_at FROM granting_assignment a JOIN granting_assessor s "
    "ON s.id = a.assessor_id JOIN granting_panel p ON p.id = s.panel_id "
    "WHERE a.id = NEW.assignment_id) IS NOT NULL"
)
WITHOUT_DECLARATION = (
    "NEW.stage IN ('CLEAR', 'SCORING', 'SUBMITTED') AND OLD.stage = 'ASSIGNED' AND NOT EXISTS "
    "(SELECT 1 FROM granting_declaration d JOIN granting_assessor s ON s.id = NEW.assessor_id "
    "WHERE d.application_id = NEW.application_id AND d.account_id = s.account_id "
    "AND NOT d.has_interest)"
)
DECLARED = changed("application_id", "account_id", "has_interest", "words", "declared_at")
UNLOCKED = "OLD.marks_locked_at IS NOT NULL AND NEW.marks_locked_at IS NULL"
SHARED = "OLD.stage IN ('NOTE_SHARED', 'CONFIRMED', 'CORRECTED')"
RENOTED = f"{SHARED} AND ({changed('note')})"
RECORRECTED = f"OLD.stage IN ('CONFIRMED', 'CORRECTED') AND ({changed('correction')})"
REFOUND = changed("inputs_sha256", "version_id", "panel_id", "seed", "found_at")
REASKED = (
    "OLD.stage <> 'OPEN' AND NEW.stage <> 'OPEN' AND "
    f"({changed('recommended_sha256', 'recommended_why', 'budget_pence', 'least', 'most')})"
)
REMINUTED = (
    "OLD.stage IN ('DECIDED', 'TELLING', 'TOLD', 'PUBLISHED') AND "
    f"({changed('minutes', 'decided_at', 'recommended_sha256')})"
)
NOT_ALL_ANSWERED = (
    "NEW.stage IN ('DECIDED', 'NOT_CARRIED') AND OLD.stage = 'RECOMMENDED' AND EXISTS "
    "(SELECT 1 FROM programmes_funder f WHERE f.version_id = NEW.version_id AND NOT EXISTS "
    "(SELECT 1 FROM granting_funderdecision d WHERE d.choice_id = NEW.id "
    "AND d.organisation_id = f.organisation_id AND d.sha256 = NEW.recommended_sha256))"
)
NOT_ASKED = (
    "NOT EXISTS (SELECT 1 FROM granting_choice c JOIN programmes_funder f "
    "ON f.version_id = c.version_id WHERE c.id = NEW.choice_id AND c.stage = 'RECOMMENDED' "
    "AND c.recommended_sha256 = NEW.sha256 AND f.organisation_id = NEW.organisation_id)"
)
GONE = (
    "OLD.stage <> 'DRAFT' AND "
    f"({changed('subject', 'text', 'feedback', 'way_on', 'outcome', 'application_id')})"
)


def settled(row):
    return f"(SELECT c.stage FROM granting_choice c WHERE c.id = {row}.choice_id) <> 'OPEN'"


STAYS = "What was handed in stays as it was."
ASKED = "What was recommended stays as it was asked."
GUARDS = [
    guard("assignment.onwards", "UPDATE", "An assignment cannot go there from here.", when=not_onwards(ASSIGNMENTS)),
    guard("assignment.declared", "UPDATE", "Nobody reads before saying whether they have an interest.", when=WITHOUT_DECLARATION),
    guard("assignment.never_removed", "DELETE", "That somebody was to assess it stays."),
    guard("declaration.as_said", "UPDATE", "What was declared stays; it can be lifted.", when=DECLARED),
    guard("declaration.never_removed", "DELETE", "What was declared stays."),
    guard("mark.of_a_reader", "INSERT", "Only who reads it marks it.", when=NOT_READING),
    guard("mark.while_open", "INSERT", "The marks are locked.", when=MARKS_LOCKED),
    guard("mark.as_said", "UPDATE", STAYS),
    guard("mark.never_removed", "DELETE", STAYS),
    guard("panel.stays_locked", "UPDATE", "Marks that were locked stay so.", when=UNLOCKED),
    guard("interview.onwards", "UPDATE", "A meeting cannot go there from here.", when=not_onwards(MEETINGS)),
    guard("interview.as_noted", "UPDATE", "A note that was shared stays as it was.", when=RENOTED),
    guard("interview.as_corrected", "UPDATE", "What the place said stays as it was.", when=RECORRECTED),
    guard("interview.never_removed", "DELETE", "That a place was met stays."),
    guard("moderation.onwards", "UPDATE", "A talk cannot go there from here.", when=not_onwards(TALKS, "came")),
    guard("moderation.never_removed", "DELETE", "That they talked stays."),
    guard("choice.onwards", "UPDATE", "A choice cannot go there from here.", when=not_onwards(CHOICES)),
    guard("choice.as_found", "UPDATE", "Strengths stay as they were found.", when=REFOUND),
    guard("choice.as_recommended", "UPDATE", ASKED, when=REASKED),
    guard("choice.as_decided", "UPDATE", "What was decided stays as it was.", when=REMINUTED),
    guard("choice.by_all", "UPDATE", "Every funder answers first.", when=NOT_ALL_ANSWERED),
    guard("choice.never_removed", "DELETE", "That was chosen stays."),
    guard("aim.settled_new", "INSERT", ASKED, when=settled("NEW")),
    guard("aim.settled", "UPDATE", ASKED, when=settled("OLD")),
    guard("aim.settled_gone", "DELETE", ASKED, when=settled("OLD")),
    guard("funderdecision.asked", "INSERT", "Only a funder that was asked answers, and to what it was asked.", when=NOT_ASKED),
    guard("funderdecision.as_said", "UPDATE", "What a funder answered stays."),
    guard("funderdecision.never_removed", "DELETE", "What a funder answered stays."),
    guard("letter.onwards", "UPDATE", "A letter cannot go there from here.", when=not_onwards(LETTERS)),
    guard("letter.as_sent", "UPDATE", "A letter that is on its way stays as it is.", when=GONE),
    guard("letter.never_removed", "DELETE", "That somebody was told stays."),
]


class Migration(migrations.Migration):

    dependencies = [
        ('granting', '0001_initial'),
        ('notify', '0004_stop_link'),
        ('programmes', '0004_extensions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Panel',
                fields=[
                    ('id', models.UUIDField(default=folkmoot.kernel.ids.new_key, editable=False, primary_key=True, serialize=False)),
                    ('call', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='panel', to='granting.call')),
                    ('n_each', models.PositiveSmallIntegerField(default=3)),
                    ('wide_points', models.PositiveSmallIntegerField(default=25)),
                    ('n_meeting', models.PositiveSmallIntegerField(default=2)),
                    ('one_per_funder', models.BooleanField(default=False)),
                    ('begun_at', models.DateTimeField()),
                    ('begun_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('marks_locked_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('n_each__gte', 1), ('n_each__lte', 12), ('wide_points__lte', 100)), name='panel_numbers_make_sense')],
                },
            ),
            migrations.CreateModel(
                name='Assessor',
                fields=[
                    ('id', models.UUIDField(default=folkmoot.kernel.ids.new_key, editable=False, primary_key=True, serialize=False)),
                    ('panel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessors', to='granting.panel')),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assesses', to=settings.AUTH_USER_MODEL)),
                    ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                    ('most', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('starts_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField(blank=True, null=True)),
                    ('ended_because', models.CharField(blank=True, max_length=300)),
                    ('appointed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('starts_at', 'id'),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ends_at__isnull', True)), fields=('panel', 'account'), name='assessor_once'), models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), models.Q(('ended_because', ''), _negated=True), _connector='OR'), name='assessor_ended_says_why')],
                },
            ),
            migrations.CreateModel(
                name='Declaration',
                fields=[
                    ('id', models.UUIDField(default=folkmoot.kernel.ids.new_key, editable=False, primary_key=True, serialize=False)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='granting.application')),
                    ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('has_interest', models.BooleanField()),
                    ('words', models.CharField(blank=True, max_length=600)),
                    ('known_links', models.CharField(blank=True, max_length=300)),
                    ('declared_at', models.DateTimeField()),
                    ('lifted_at', models.DateTimeField(blank=True, null=True)),
                    ('lifted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('lifted_because', models.CharField(blank=True, max_length=300)),
                ],
                options={
                    'ordering': ('declared_at', 'id'),
                    'indexes': [models.Index(fields=['account', 'has_interest'], name='declaration_of_account')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('has_interest', False), models.Q(('words', ''), _negated=True), _connector='OR'), name='declaration_of_interest_says_which'), models.CheckConstraint(condition=models.Q(('lifted_at__isnull', True), models.Q(('lifted_by__isnull', False), models.Q(('lifted_because', ''), _negated=True)), _connector='OR'), name='declaration_lifted_says_why')],
                },
            ),
            migrations.CreateModel(
                name='Assignment',
                fields=[
                    ('id', models.UUIDField(default=folkmoot.kernel.ids.new_key, editable=False, primary_key=True, serialize=False)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='granting.application')),
                    ('assessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='granting.assessor')),
                    ('stage', models.CharField(choices=[('ASSIGNED', 'Given out'), ('CLEAR', 'No interest declared'), ('SCORING', 'Being marked'), ('SUBMITTED', 'Marked'), ('REOPENED', 'Opened again'), ('RECUSED', 'Has an interest'), ('TAKEN_OFF', 'Given to somebody else')], default='ASSIGNED', max_length=9)),
                    ('assigned_at', models.DateTimeField()),
                    ('assigned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('by_hand_because', models.CharField(blank=True, max_length=300)),
                    ('draft', models.JSONField(blank=True, default=dict)),
                    ('draft_at', models.DateTimeField(blank=True, null=True)),
                    ('take', models.PositiveSmallIntegerField(default=0)),
                    ('submitted_at', models.DateTimeField(blank=True, null=True)),
                    ('reopened_at', models.DateTimeField(blank=True, null=True)),
                    ('reopened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('reopened_because', models.CharField(blank=True, max_length=300)),
                ],
                options={
                    'ordering': ('assigned_at', 'id'),
                    'indexes': [models.Index(fields=['application', 'stage'], name='assignment_by_stage'), models.Index(fields=['assessor', 'stage'], name='assignment_of_assessor')],
                    'constraints': [models.UniqueConstraint(fields=('application', 'assessor'), name='assignment_once'), models.CheckConstraint(condition=models.Q(('stage__in', ['ASSIGNED', 'CLEAR', 'SCORING', 'SUBMITTED', 'REOPENED', 'RECUSED', 'TAKEN_OFF'])), name='assignment_stage_is_one'), models.CheckConstraint(condition=models.Q(models.Q(('stage', 'SUBMITTED'), _negated=True), models.Q(('submitted_at__isnull', False), ('take__gte', 1)), _connector='OR'), name='assignment_handed_in_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('stage', 'REOPENED'), _negated=True), models.Q(('reopened_by__isnull', False), models.Q(('reopened_because', ''), _negated=True)), _connector='OR'), name='assignment_reopened_says_why')],
                },
            ),
            migrations.CreateModel(
                name='Mark',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='granting.assignment')),
                    ('take', models.PositiveSmallIntegerField()),
                    ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.criterion')),
                    ('value', models.PositiveSmallIntegerField()),
                    ('words', models.TextField(max_length=2000)),
                ],
                options={
                    'ordering': ('criterion__number',),
                    'constraints': [models.UniqueConstraint(fields=('assignment', 'take', 'criterion'), name='mark_once'), models.CheckConstraint(condition=models.Q(('value__lte', 5)), name='mark_on_the_scale'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='mark_has_a_reason')],
                },
            ),
            migrations.CreateModel(
                name='Interview',
                fields=[
                    ('id', models.UUIDField(default=folkmoot.kernel.ids.new_key, editable=False, primary_key=True, serialize=False)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interviews', to='granting.application')),
                    ('kind', models.CharField(choices=[('VISIT', 'A visit to the place'), ('INTERVIEW', 'An interview')], default='VISIT', max_length=9)),
                    ('stage', models.CharField(choices=[('PROPOSED', 'Proposed'), ('SCHEDULED', 'Arranged'), ('HELD', 'Held'), ('NOTE_SHARED', 'The note is with the place'), ('CONFIRMED', 'The place confirmed the note'), ('CORRECTED', 'The place corrected the note'), ('CANCELLED', 'Called off')], default='PROPOSED', max_length=11)),
                    ('starts_at', models.DateTimeField()),
                    ('where', models.CharField(max_length=300)),
                    ('plan', models.TextField(blank=True, max_length=1000)),
                    ('access_needs', models.TextField(blank=True, max_length=1000)),
                    ('proposed_at', models.DateTimeField()),
                    ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('agreed_at', models.DateTimeField(blank=True, null=True)),
                    ('agreed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('held_at', models.DateTimeField(blank=True, null=True)),
                    ('note', models.TextField(blank=True, max_length=6000)),
                    ('note_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('shared_at', models.DateTimeField(blank=True, null=True)),
                    ('correction', models.TextField(blank=True, max_length=6000)),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('was_fair', models.CharField(blank=True, max_length=8)),
                    ('of_us', models.TextField(blank=True, max_length=1000)),
                    ('of_us_at', models.DateTimeField(blank=True, null=True)),
                    ('cancelled_because', models.CharField(blank=True, max_length=300)),
                ],
                options={
                    'ordering': ('starts_at', 'id'),
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('stage', 'CANCELLED'), _negated=True), models.Q(('cancelled_because', ''), _negated=True), _connector='OR'), name='interview_called_off_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('stage__in', ['NOTE_SHARED', 'CONFIRMED', 'CORRECTED']), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='interview_shared_has_a_note'), models.CheckConstraint(condition=models.Q(models.Q(('stage', 'CORRECTED'), _negated=True), models.Q(('correction', ''), _negated=True), _connector='OR'), name='interview_corrected_has_words'), models.UniqueConstraint(condition=models.Q(('stage', 'CANCELLED'), _negated=True), fields=('application',), name='interview_one_at_a_time')],
                },
            ),
            migrations.CreateModel(
                name='Goer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('interview', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goers', to='granting.interview')),
                    ('assessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='granting.assessor')),
                ],
                options={
                    'ordering': ('id',),
                    'constraints': [models.UniqueConstraint(fields=('interview', 'assessor'), name='goer_once')],
                },
            ),
            migrations.CreateModel(
                name='Moderation',
                fields=[
                    ('id', models.UUIDField(default=folkmoot.kernel.ids.new_key, editable=False, primary_key=True, serialize=False)),
                    ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='moderation', to='granting.application')),
                    ('came', models.CharField(choices=[('OPEN', 'They are to talk'), ('CONSENSUS', 'They agree'), ('DIVERGENCE', 'They still differ'), ('LOCKED', 'Locked')], default='OPEN', max_length=10)),
                    ('agreed', models.BooleanField(null=True)),
                    ('spread_points', models.FloatField()),
                    ('words', models.TextField(blank=True, max_length=3000)),
                    ('opened_at', models.DateTimeField()),
                    ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('noted_at', models.DateTimeField(blank=True, null=True)),
                    ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('locked_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('came', 'OPEN'), models.Q(models.Q(('words', ''), _negated=True), models.Q(('agreed', None), _negated=True)), _connector='OR'), name='moderation_says_what_came')],
                },
            ),
            migrations.CreateModel(
                name='AgreedMark',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('moderation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreed_marks', to='granting.moderation')),
                    ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.criterion')),
                    ('value', models.PositiveSmallIntegerField()),
                ],
                options={
                    'ordering': ('criterion__number',),
                    'constraints': [models.UniqueConstraint(fields=('moderation', 'criterion'), name='agreed_mark_once'), models.CheckConstraint(condition=models.Q(('value__lte', 5)), name='agreed_mark_on_the_scale')],
                },
            ),
            migrations.CreateModel(
                name='Traits',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='traits', to='granting.application')),
                    ('region', models.CharField(blank=True, max_length=60)),
                    ('settlement', models.CharField(blank=True, max_length=20)),
                    ('theme', models.CharField(blank=True, max_length=60)),
                    ('need', models.CharField(blank=True, max_length=20)),
                ],
            ),
            migrations.CreateModel(
                name='Choice',
                fields=[
                    ('id', models.UUIDField(default=folkmoot.kernel.ids.new_key, editable=False, primary_key=True, serialize=False)),
                    ('ref', models.CharField(default=folkmoot.kernel.ids.new_reference, editable=False, max_length=7, unique=True)),
                    ('panel', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='choice', to='granting.panel')),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.version')),
                    ('stage', models.CharField(choices=[('OPEN', 'Being looked for'), ('RECOMMENDED', 'Recommended, before the funders'), ('DECIDED', 'Decided'), ('TELLING', 'Letters are going out'), ('TOLD', 'Everybody has been told'), ('PUBLISHED', 'Published'), ('NOT_CARRIED', 'Not carried')], default='OPEN', max_length=11)),
                    ('stage_at', models.DateTimeField()),
                    ('readings', models.JSONField()),
                    ('found', models.JSONField()),
                    ('seed', models.BigIntegerField()),
                    ('inputs_sha256', models.CharField(max_length=64)),
                    ('found_at', models.DateTimeField()),
                    ('found_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('budget_pence', models.BigIntegerField()),
                    ('least', models.PositiveSmallIntegerField()),
                    ('most', models.PositiveSmallIntegerField()),
                    ('recommended', models.JSONField(blank=True, default=list)),
                    ('reserve', models.JSONField(blank=True, default=list)),
                    ('account', models.JSONField(blank=True, default=dict)),
                    ('recommended_sha256', models.CharField(blank=True, max_length=64)),
                    ('recommended_why', models.TextField(blank=True, max_length=4000)),
                    ('recommended_at', models.DateTimeField(blank=True, null=True)),
                    ('recommended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('minutes', models.TextField(blank=True, max_length=8000)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('reserve_until_date', models.DateField(blank=True, null=True)),
                    ('published_at', models.DateTimeField(blank=True, null=True)),
                    ('names_all', models.BooleanField(default=False)),
                    ('firmness', models.JSONField(blank=True, default=dict)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('stage__in', ['OPEN', 'RECOMMENDED', 'DECIDED', 'TELLING', 'TOLD', 'PUBLISHED', 'NOT_CARRIED'])), name='choice_stage_is_one'), models.CheckConstraint(condition=models.Q(('budget_pence__gte', 0), ('most__gte', models.F('least'))), name='choice_numbers_make_sense'), models.CheckConstraint(condition=models.Q(('stage', 'OPEN'), models.Q(models.Q(('recommended_sha256', ''), _negated=True), ('recommended_at__isnull', False)), _connector='OR'), name='choice_recommended_has_a_digest'), models.CheckConstraint(condition=models.Q(('stage__in', ['OPEN', 'RECOMMENDED']), models.Q(('decided_at__isnull', False), models.Q(('minutes', ''), _negated=True)), _connector='OR'), name='choice_decided_has_minutes')],
                },
            ),
            migrations.CreateModel(
                name='Aim',
                fields=[
                    ('id', models.UUIDField(default=folkmoot.kernel.ids.new_key, editable=False, primary_key=True, serialize=False)),
                    ('choice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aims', to='granting.choice')),
                    ('kind', models.CharField(choices=[('region', 'Region'), ('settlement', 'Rural or urban'), ('theme', 'Theme'), ('need', 'Need'), ('district', 'Council area')], max_length=10)),
                    ('value', models.CharField(blank=True, max_length=120)),
                    ('least', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('most', models.PositiveSmallIntegerField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('kind', 'value'),
                    'constraints': [models.UniqueConstraint(fields=('choice', 'kind', 'value'), name='aim_once'), models.CheckConstraint(condition=models.Q(('least__isnull', False), ('most__isnull', False), _connector='OR'), name='aim_asks_something')],
                },
            ),
            migrations.CreateModel(
                name='FunderDecision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('choice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='granting.choice')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                    ('sha256', models.CharField(max_length=64)),
                    ('says', models.CharField(choices=[('approve', 'Approves'), ('conditions', 'Approves on conditions'), ('reject', 'Rejects it'), ('abstain', 'Abstains'), ('recused', 'Has an interest, and takes no part')], max_length=10)),
                    ('words', models.TextField(blank=True, max_length=3000)),
                    ('said_at', models.DateTimeField()),
                    ('said_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ('said_at', 'id'),
                    'constraints': [models.UniqueConstraint(fields=('choice', 'organisation', 'sha256'), name='funder_decision_once'), models.CheckConstraint(condition=models.Q(('says', 'approve'), models.Q(('words', ''), _negated=True), _connector='OR'), name='funder_decision_has_words')],
                },
            ),
            migrations.CreateModel(
                name='Letter',
                fields=[
                    ('id', models.UUIDField(default=folkmoot.kernel.ids.new_key, editable=False, primary_key=True, serialize=False)),
                    ('choice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='granting.choice')),
                    ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='letter', to='granting.application')),
                    ('outcome', models.CharField(choices=[('INVITED', 'Chosen'), ('RESERVE', 'In reserve'), ('DECLINED', 'Not chosen')], max_length=8)),
                    ('subject', models.CharField(blank=True, max_length=160)),
                    ('text', models.TextField(blank=True, max_length=6000)),
                    ('feedback', models.TextField(blank=True, max_length=4000)),
                    ('way_on', models.TextField(blank=True, max_length=2000)),
                    ('read_at', models.DateTimeField(blank=True, null=True)),
                    ('read_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('stage', models.CharField(choices=[('DRAFT', 'Being written'), ('WAITING', 'Waits to be sent'), ('IN_HAND', 'Being handed over'), ('SENT', 'Sent'), ('REFUSED', 'The mail server says there is no such address'), ('UNSURE', 'It may have gone: the server stopped in the middle')], default='DRAFT', max_length=7)),
                    ('message', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='notify.message')),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'ordering': ('application__title', 'id'),
                    'indexes': [models.Index(fields=['choice', 'stage'], name='letter_by_stage')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('stage', 'DRAFT'), models.Q(models.Q(('subject', ''), _negated=True), models.Q(('text', ''), _negated=True)), _connector='OR'), name='letter_says_something'), models.CheckConstraint(condition=models.Q(('stage', 'DRAFT'), models.Q(('feedback', ''), _negated=True), _connector='OR'), name='letter_has_feedback'), models.CheckConstraint(condition=models.Q(('stage', 'DRAFT'), ('outcome', 'INVITED'), models.Q(('way_on', ''), _negated=True), _connector='OR'), name='letter_has_a_way_on'), models.CheckConstraint(condition=models.Q(models.Q(('stage', 'SENT'), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='letter_sent_has_time')],
                },
            ),
        ]),
        *GUARDS,
    ]
