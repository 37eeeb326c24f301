"""What somebody did next; more kinds of records that can be tied; and people as parties."""

from functools import reduce
from importlib import import_module
from operator import or_

import django.db.models.deletion
import folkmoot.kernel.ids
from django.conf import settings
from django.db import migrations, models

from folkmoot.kernel.guards import Guard, UnderGuard

KINDS = (
    "conversation", "promise", "outing", "telling", "agreement", "undertaking",
    "gift", "opportunity", "ask", "gathering", "theme", "step",
)
TABLES = {"gathering": "gatherings_gathering"}
OF_A_PERSON = ("gift", "ask", "step")
TIED_ELSEWHERE = " OR ".join(
    f"EXISTS (SELECT 1 FROM {TABLES.get(kind, f'organising_{kind}')} t WHERE t.id = NEW.{kind}_id "
    "AND t.place_id <> NEW.place_id)"
    for kind in KINDS if kind not in (*OF_A_PERSON, "telling")
) + (
    " OR EXISTS (SELECT 1 FROM organising_telling t JOIN organising_listeninground r "
    "ON r.id = t.round_id WHERE t.id = NEW.telling_id AND r.place_id <> NEW.place_id)"
) + "".join(
    f" OR EXISTS (SELECT 1 FROM organising_{kind} t JOIN organising_neighbour n "
    f"ON n.id = t.neighbour_id WHERE t.id = NEW.{kind}_id AND n.place_id <> NEW.place_id)"
    for kind in OF_A_PERSON
)
CHANGED = (
    "OLD.ended_at <> NEW.ended_at OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS NULL) "
    "OR NEW.cause_id <> OLD.cause_id OR NEW.effect_id <> OLD.effect_id "
    "OR NEW.place_id <> OLD.place_id OR NEW.linked_at <> OLD.linked_at "
    "OR (NEW.how <> OLD.how AND NEW.how <> '')"
)
STEP_CHANGED = (
    "NEW.neighbour_id <> OLD.neighbour_id OR NEW.kind <> OLD.kind "
    "OR NEW.done_date <> OLD.done_date OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS NULL) "
    "OR (NEW.words <> OLD.words AND NEW.words <> '')"
)
MET_ELSEWHERE = (
    "EXISTS (SELECT 1 FROM organising_neighbour n JOIN organising_agreement a "
    "ON a.id = NEW.agreement_id WHERE n.id = NEW.neighbour_id AND n.place_id <> a.place_id)"
)
OLD = {
    each.name: each
    for each in import_module("folkmoot.organising.migrations.0015_because").Migration.operations
    if isinstance(each, Guard)
}
TIED, SAID = OLD["knot_of_one_place"], OLD["because_as_said"]


def only(kind: str) -> models.Q:
    return models.Q(**{f"{each}__isnull": each != kind for each in KINDS})


class Migration(migrations.Migration):

    dependencies = [
        ('gatherings', '0002_guards'),
        ('organising', '0019_voice_guards'),
        ('places', '0003_safeguarding_lead'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.UUIDField(default=folkmoot.kernel.ids.new_key, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('joined', 'Joined a group or a committee'), ('came', 'Came to a gathering or a course'), ('listened', 'Listened to others'), ('began', 'Began something here'), ('introduced', 'Met somebody we introduced'), ('interview', 'Had an interview'), ('work', 'Found work'), ('other', 'Did something else')], max_length=10)),
                ('words', models.CharField(blank=True, max_length=200)),
                ('done_date', models.DateField()),
                ('noted_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ('done_date', 'id'),
            },
        ),
        UnderGuard(
            [
                migrations.RemoveConstraint(
                    model_name='knot',
                    name='knot_of_one_record',
                ),
                migrations.RemoveConstraint(
                    model_name='party',
                    name='party_once',
                ),
                migrations.RemoveConstraint(
                    model_name='party',
                    name='party_has_a_name',
                ),
                migrations.AddField(
                    model_name='knot',
                    name='ask',
                    field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='knot', to='organising.ask'),
                ),
                migrations.AddField(
                    model_name='knot',
                    name='gathering',
                    field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='gatherings.gathering'),
                ),
                migrations.AddField(
                    model_name='knot',
                    name='gift',
                    field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='knot', to='organising.gift'),
                ),
                migrations.AddField(
                    model_name='knot',
                    name='opportunity',
                    field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='knot', to='organising.opportunity'),
                ),
                migrations.AddField(
                    model_name='knot',
                    name='theme',
                    field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='knot', to='organising.theme'),
                ),
                migrations.AddField(
                    model_name='party',
                    name='neighbour',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='organising.neighbour'),
                ),
                migrations.AlterField(
                    model_name='party',
                    name='name',
                    field=models.CharField(blank=True, max_length=120),
                ),
                migrations.AddConstraint(
                    model_name='party',
                    constraint=models.UniqueConstraint(condition=models.Q(('name', ''), _negated=True), fields=('agreement', 'name'), name='party_once'),
                ),
                migrations.AddConstraint(
                    model_name='party',
                    constraint=models.UniqueConstraint(fields=('agreement', 'neighbour'), name='party_once_in_person'),
                ),
                migrations.AddConstraint(
                    model_name='party',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('neighbour__isnull', True), models.Q(('name', ''), _negated=True)), models.Q(('name', ''), ('neighbour__isnull', False)), _connector='OR'), name='party_has_a_name'),
                ),
                migrations.AddField(
                    model_name='step',
                    name='neighbour',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='organising.neighbour'),
                ),
                migrations.AddField(
                    model_name='step',
                    name='noted_by',
                    field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='knot',
                    name='step',
                    field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='knot', to='organising.step'),
                ),
                migrations.AddConstraint(
                    model_name='knot',
                    constraint=models.CheckConstraint(condition=reduce(or_, [only(kind) for kind in KINDS]), name='knot_of_one_record'),
                ),
                migrations.AddConstraint(
                    model_name='step',
                    constraint=models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('words', ''), _connector='OR'), name='step_taken_out_says_nothing'),
                ),
            ],
        ),
        *Guard(
            "knot_of_one_place", "organising_knot", "INSERT", when=TIED_ELSEWHERE,
            sentence=TIED.sentence,
        ).replacing(TIED),
        *Guard(
            "because_as_said", "organising_because", "UPDATE", when=CHANGED,
            sentence=SAID.sentence,
        ).replacing(SAID),
        Guard(
            "step_as_noted", "organising_step", "UPDATE", when=STEP_CHANGED,
            sentence="What somebody did stays as it was noted; it can be taken out.",
        ),
        Guard(
            "step_never_removed", "organising_step", "DELETE",
            sentence="That somebody did something stays.",
        ),
        Guard(
            "party_met_here", "organising_party", "INSERT", when=MET_ELSEWHERE,
            sentence="Somebody agrees in the place where they were met.",
        ),
    ]
