"""All that this room knows of one account, to take away. How it voted is known to nobody."""

from folkmoot.deciding.models import CodeBatch, CountingOfficer, PaperTyping
from folkmoot.people.models import Account


def everything_about(account: Account) -> dict[str, object]:
    """Decisions it counts in, codes it made, papers it has typed that are not yet agreed."""
    named = CountingOfficer.objects.filter(account=account).select_related("decision")
    batches = CodeBatch.objects.filter(made_by=account).select_related("decision")
    return {
        "counting_officer_in": [
            each.decision.title for each in named.order_by("decision__prepared_at")
        ],
        "codes_made": [
            {
                "decision": each.decision.title,
                "label": each.label,
                "number": each.n_codes,
                "made_at": each.made_at.isoformat(),
            }
            for each in batches.order_by("made_at", "id")
        ],
        "papers_typed_and_not_yet_agreed": PaperTyping.objects.filter(typed_by=account).count(),
    }
