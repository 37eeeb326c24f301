"""What the database itself refuses, whatever program asks."""

from django.db import migrations

from folkmoot.kernel.guards import Guard

VOTED_ON = (
    "EXISTS (SELECT 1 FROM deciding_option o JOIN deciding_decision d ON d.id = o.decision_id "
    "WHERE o.id = NEW.option_id AND d.stage NOT IN ('DRAFT', 'ABANDONED'))"
)
WORDS = ("title", "what", "why", "where_words", "running_by", "theme")
SUMS = ("longitude", "latitude", "cost_least_pence", "cost_most_pence", "running_pence")
REWORDED = " OR ".join(
    [f"NEW.{name} <> OLD.{name}" for name in WORDS]
    + [f"COALESCE(NEW.{name}, -999) <> COALESCE(OLD.{name}, -999)" for name in SUMS]
)
ELSEWHERE = (
    "EXISTS (SELECT 1 FROM deciding_option o JOIN deciding_decision d ON d.id = o.decision_id "
    "WHERE o.id = NEW.option_id AND d.place_id <> NEW.place_id)"
)
AGAIN_ELSEWHERE = (
    "NEW.put_again_from_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ideas_proposal p "
    "JOIN deciding_option o ON o.id = p.option_id "
    "JOIN deciding_decision d ON d.id = o.decision_id "
    "WHERE p.id = NEW.put_again_from_id AND p.place_id = NEW.place_id AND d.stage = 'PUBLISHED')"
)
ENDED = "OLD.stage IN ('WITHDRAWN', 'MERGED', 'TAKEN_DOWN') AND NEW.stage <> OLD.stage"
UNDECLARED = (
    "NEW.answered_by_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ideas_declaration d "
    "WHERE d.assessment_id = NEW.assessment_id AND d.officer_id = NEW.answered_by_id "
    "AND d.interest <> 'recused')"
)
OTHER_PLACE = (
    "EXISTS (SELECT 1 FROM ideas_proposal p JOIN ideas_merger m ON m.id = NEW.merger_id "
    "WHERE p.id = NEW.proposal_id AND p.place_id <> m.place_id)"
)
NOT_ITS_AUTHOR = (
    "NOT EXISTS (SELECT 1 FROM ideas_author a JOIN ideas_mergerpart p "
    "ON p.proposal_id = a.proposal_id WHERE a.id = NEW.author_id "
    "AND p.merger_id = NEW.merger_id)"
)


def kept(table: str, sentence: str) -> list[Guard]:
    """Written once: neither changed nor removed."""
    return [
        Guard(f"{table}_never_changed", table, "UPDATE", sentence=sentence),
        Guard(f"{table}_never_removed", table, "DELETE", sentence=sentence),
    ]


class Migration(migrations.Migration):
    dependencies = [("ideas", "0001_initial"), ("deciding", "0001_initial")]
    operations = [
        *kept("ideas_version", "Earlier words of a proposal stay as they were."),
        *kept("ideas_verdict", "An officers' answer stays; a change of mind is another one."),
        *kept("ideas_declaration", "What was declared stays as it was."),
        *kept("ideas_mergerconsent", "An author's answer to a merger is given once."),
        Guard(
            "ideas_proposal_never_removed",
            "ideas_proposal",
            "DELETE",
            sentence="A proposal is withdrawn, never removed.",
        ),
        Guard(
            "ideas_proposal_fixed_once_voted_on",
            "ideas_proposal",
            "UPDATE",
            when=f"({REWORDED}) AND {VOTED_ON}",
            sentence="The words were fixed when voting opened.",
        ),
        Guard(
            "ideas_proposal_ended_stays_ended",
            "ideas_proposal",
            "UPDATE",
            when=ENDED,
            sentence="A proposal that has ended stays ended.",
        ),
        Guard(
            "ideas_proposal_option_is_here",
            "ideas_proposal",
            "UPDATE OF option_id",
            when=ELSEWHERE,
            sentence="A proposal joins only a decision of its own place.",
        ),
        Guard(
            "ideas_proposal_again_is_here",
            "ideas_proposal",
            "INSERT",
            when=AGAIN_ELSEWHERE,
            sentence="A proposal is put forward again in its own place, once people have decided.",
        ),
        Guard(
            "ideas_verdict_after_declaring",
            "ideas_verdict",
            "INSERT",
            when=UNDECLARED,
            sentence="An officer says whether they have an interest before they answer.",
        ),
        Guard(
            "ideas_mergerpart_same_place",
            "ideas_mergerpart",
            "INSERT",
            when=OTHER_PLACE,
            sentence="Only proposals of the same place can become one.",
        ),
        Guard(
            "ideas_mergerconsent_by_author",
            "ideas_mergerconsent",
            "INSERT",
            when=NOT_ITS_AUTHOR,
            sentence="Only the authors of these proposals are asked.",
        ),
    ]
