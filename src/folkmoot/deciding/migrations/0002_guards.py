"""What the database itself refuses, whoever asks."""

from django.db import migrations

from folkmoot.kernel.guards import Guard

FROZEN = (
    "place_id, title, summary, budget_pence, currency, ballot_type, min_choices, max_choices, "
    "points_total, points_most, rule_family, satisfaction, completion, increment_pence, "
    "minimum_votes, eligibility_cut, by_code, by_roll, by_postcode, in_person, minimum_age, "
    "who_may_vote, veto_grounds, opens_at, closes_at, keys_needed, frozen, digest, salt, public_key"
)
ONWARDS = (
    "OLD.stage = 'DRAFT' AND NEW.stage IN ('OPEN', 'CLOSED', 'ABANDONED') "
    "OR OLD.stage = 'OPEN' AND NEW.stage IN ('CLOSED', 'ABANDONED') "
    "OR OLD.stage = 'CLOSED' AND NEW.stage IN ('COUNTED', 'PUBLISHED', 'ABANDONED') "
    "OR OLD.stage = 'COUNTED' AND NEW.stage = 'PUBLISHED'"
)
COUNTED = "('COUNTED', 'PUBLISHED', 'ABANDONED')"
STAGE_OF_NEW = "(SELECT stage FROM deciding_decision WHERE id = NEW.decision_id)"
STAGE_OF_OLD = "(SELECT stage FROM deciding_decision WHERE id = OLD.decision_id)"
# Voting has closed, an option stands, and somebody who may has voted.
VOTED_ON = (
    "OLD.stage = 'CLOSED' "
    "AND EXISTS (SELECT 1 FROM deciding_option o "
    "WHERE o.decision_id = NEW.id AND o.vetoed_at IS NULL) "
    "AND EXISTS (SELECT 1 FROM deciding_envelope e "
    "LEFT JOIN deciding_rollentry r ON r.id = e.entry_id "
    "WHERE e.decision_id = NEW.id AND COALESCE(r.standing, '') <> 'REFUSED')"
)


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
            when=f"NEW.stage <> OLD.stage AND NOT ({ONWARDS})",
            sentence="A decision does not go back.",
        ),
        Guard(
            "decision_stands_once_voted_on",
            "deciding_decision",
            "UPDATE OF stage",
            when=f"NEW.stage = 'ABANDONED' AND {VOTED_ON}",
            sentence="Voting has closed, so the decision stands.",
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
            "UPDATE OF decision_id, number, title, summary, cost_pence, label, theme, read_more, "
            "longitude, latitude, lot",
            when=f"{STAGE_OF_NEW} <> 'DRAFT'",
            sentence="The list is fixed once voting has opened.",
        ),
        Guard(
            "option_struck_out_once",
            "deciding_option",
            "UPDATE OF vetoed_at, veto_reason",
            when=f"OLD.vetoed_at IS NOT NULL OR {STAGE_OF_NEW} IN {COUNTED}",
            sentence="An option is struck out once, before the count, and stays so.",
        ),
        Guard(
            "decision_kept_once_counted",
            "deciding_decision",
            "UPDATE OF opened_at, closed_at, counted_at, envelope_list, reconciliation, "
            "imported_from",
            when=f"OLD.stage IN {COUNTED}",
            sentence="What was written down by the count stays as it was.",
        ),
        Guard(
            "lock_fixed_at_opening",
            "deciding_countingofficer",
            "UPDATE OF decision_id, account_id, public_key, salt, effort",
            when=f"{STAGE_OF_NEW} = 'OPEN'",
            sentence="The passphrases were fixed when voting opened.",
        ),
        Guard(
            "key_made_at_opening",
            "deciding_boxkey",
            "INSERT",
            when=f"{STAGE_OF_NEW} <> 'DRAFT'",
            sentence="The key of the box is made at opening, and at no other time.",
        ),
        Guard(
            "key_kept",
            "deciding_boxkey",
            "UPDATE",
            sentence="The key of the box stays as it was made.",
        ),
        Guard(
            "key_kept_while_open",
            "deciding_boxkey",
            "DELETE",
            when=f"{STAGE_OF_OLD} = 'OPEN'",
            sentence="The key of the box is destroyed after the count, not before.",
        ),
        Guard(
            "roll_closed_with_the_voting",
            "deciding_rollentry",
            "INSERT",
            when=f"{STAGE_OF_NEW} NOT IN ('DRAFT', 'OPEN')",
            sentence="Voting has closed, so the roll is fixed.",
        ),
        Guard(
            "roll_kept_once_counted",
            "deciding_rollentry",
            "UPDATE OF decision_id, standing, channel, way",
            when=f"{STAGE_OF_OLD} IN {COUNTED}",
            sentence="Who voted, and how, stays as it was at the count.",
        ),
        Guard(
            "roll_never_lost",
            "deciding_rollentry",
            "DELETE",
            when=f"OLD.channel <> '' OR {STAGE_OF_OLD} NOT IN ('DRAFT', 'OPEN')",
            sentence="Who has voted stays on the roll.",
        ),
        Guard(
            "envelope_stays_while_open",
            "deciding_envelope",
            "DELETE",
            when=f"{STAGE_OF_OLD} = 'OPEN'",
            sentence="No envelope leaves the box while people vote.",
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
