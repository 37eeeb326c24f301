"""What may be funded together: set while a decision is prepared, fixed when voting opens."""

import django.db.models.deletion
from django.db import migrations, models

from folkmoot.kernel.guards import Guard

FIXED = "The limits are fixed once voting has opened."
STAGE = "(SELECT stage FROM deciding_decision WHERE id = {}.decision_id)"
OF_LIMIT = (
    "(SELECT d.stage FROM deciding_decision d JOIN deciding_limit l ON l.decision_id = d.id "
    "WHERE l.id = {}.limit_id)"
)
ELSEWHERE = (
    "(SELECT decision_id FROM deciding_option WHERE id = NEW.option_id) "
    "<> (SELECT decision_id FROM deciding_limit WHERE id = NEW.limit_id)"
)


class Migration(migrations.Migration):

    dependencies = [
        ('deciding', '0011_rules_with_long_names'),
    ]

    operations = [
        migrations.CreateModel(
            name='Limit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=120)),
                ('because', models.CharField(max_length=300)),
                ('most_options', models.PositiveIntegerField(blank=True, null=True)),
                ('most_pence', models.PositiveBigIntegerField(blank=True, null=True)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='limits', to='deciding.decision')),
                ('options', models.ManyToManyField(related_name='limits', to='deciding.option')),
            ],
            options={
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('name', ''), _negated=True), fields=('decision', 'name'), name='limit_named_once'), models.CheckConstraint(condition=models.Q(('most_options__isnull', False), ('most_pence__isnull', False), _connector='OR'), name='limit_says_how_much'), models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='limit_has_reason')],
            },
        ),
        Guard(
            "limit_set_in_draft",
            "deciding_limit",
            "INSERT",
            when=f"{STAGE.format('NEW')} <> 'DRAFT'",
            sentence=FIXED,
        ),
        Guard(
            "limit_changed_in_draft",
            "deciding_limit",
            "UPDATE",
            when=f"{STAGE.format('OLD')} <> 'DRAFT' OR NEW.decision_id <> OLD.decision_id",
            sentence=FIXED,
        ),
        Guard(
            "limit_removed_in_draft",
            "deciding_limit",
            "DELETE",
            when=f"{STAGE.format('OLD')} <> 'DRAFT'",
            sentence=FIXED,
        ),
        Guard(
            "limit_about_its_own_options",
            "deciding_limit_options",
            "INSERT",
            when=ELSEWHERE,
            sentence="A limit is about options of its own decision.",
        ),
        Guard(
            "limit_option_ticked_in_draft",
            "deciding_limit_options",
            "INSERT",
            when=f"{OF_LIMIT.format('NEW')} <> 'DRAFT'",
            sentence=FIXED,
        ),
        Guard(
            "limit_option_kept",
            "deciding_limit_options",
            "UPDATE",
            sentence="An option is ticked for a limit or it is not; the tick itself never changes.",
        ),
        Guard(
            "limit_option_taken_off_in_draft",
            "deciding_limit_options",
            "DELETE",
            when=f"{OF_LIMIT.format('OLD')} <> 'DRAFT'",
            sentence=FIXED,
        ),
    ]
