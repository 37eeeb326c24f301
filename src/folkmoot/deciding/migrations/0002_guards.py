"""What the database itself refuses, whoever asks."""

from django.db import migrations

from folkmoot.kernel.guards import Guard

FROZEN = (
    "place_id, title, summary, budget_pence, currency, ballot_type, min_choices, max_choices, "
    "points_total, points_most, rule_family, satisfaction, completion, increment_pence, "
    "minimum_votes, eligibility_cut, by_code, by_roll, by_postcode, in_person, minimum_age, "
    "who_may_vote, veto_grounds, opens_at, closes_at, keys_needed, frozen, digest, salt, public_key"
)
STAGE_OF_NEW = "(SELECT stage FROM deciding_decision WHERE id = NEW.decision_id)"
STAGE_OF_OLD = "(SELECT stage FROM deciding_decision WHERE id = OLD.decision_id)"


class Migration(migrations.Migration):
    dependencies = [("deciding", "0001_initial")]
    operations = [
        Guard(
            "decision_frozen",
            "deciding_decision",
            f"UPDATE OF {FROZEN}",
            when="OLD.stage <> 'DRAFT'",
            sentence="Everything was fixed when voting opened.",
        ),
        Guard(
            "decision_never_back",
            "deciding_decision",
            "UPDATE OF stage",
            when="OLD.stage IN ('PUBLISHED', 'ABANDONED') AND NEW.stage <> OLD.stage "
            "OR OLD.stage <> 'DRAFT' AND NEW.stage = 'DRAFT'",
            sentence="A decision does not go back.",
        ),
        Guard(
            "option_added_in_draft",
            "deciding_option",
            "INSERT",
            when=f"{STAGE_OF_NEW} <> 'DRAFT'",
            sentence="The list is fixed once voting has opened.",
        ),
        Guard(
            "option_removed_in_draft",
            "deciding_option",
            "DELETE",
            when=f"{STAGE_OF_OLD} <> 'DRAFT'",
            sentence="The list is fixed once voting has opened.",
        ),
        Guard(
            "option_frozen",
            "deciding_option",
            "UPDATE OF decision_id, number, title, summary, cost_pence, label, theme, longitude, "
            "latitude, lot",
            when=f"{STAGE_OF_NEW} <> 'DRAFT'",
            sentence="The list is fixed once voting has opened.",
        ),
        Guard(
            "envelope_while_open",
            "deciding_envelope",
            "INSERT",
            when=f"{STAGE_OF_NEW} <> 'OPEN' "
            f"AND NOT ({STAGE_OF_NEW} = 'CLOSED' AND NEW.entry_id IS NULL)",
            sentence="The box takes no more envelopes.",
        ),
        Guard(
            "envelope_changed_while_open",
            "deciding_envelope",
            "UPDATE",
            when=f"{STAGE_OF_NEW} <> 'OPEN'",
            sentence="An envelope stays as it is once voting has closed.",
        ),
        Guard(
            "pile_made_at_the_count",
            "deciding_pile",
            "INSERT",
            when=f"{STAGE_OF_NEW} <> 'CLOSED'",
            sentence="Piles are made when the box is opened, and at no other time.",
        ),
        Guard(
            "pile_kept",
            "deciding_pile",
            "UPDATE",
            sentence="A ballot is never changed once the box is open.",
        ),
        Guard(
            "pile_never_lost",
            "deciding_pile",
            "DELETE",
            sentence="A ballot is never lost once the box is open.",
        ),
        Guard(
            "count_kept",
            "deciding_count",
            "UPDATE",
            sentence="A count is written once.",
        ),
        Guard(
            "count_never_lost",
            "deciding_count",
            "DELETE",
            sentence="A count is written once.",
        ),
    ]
