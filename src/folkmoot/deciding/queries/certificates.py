"""How a count was made, for the foot of a result and for those who count again."""

from typing import Any

from folkmoot.deciding.models import Certificate, Count


def certificate_of(count: Count) -> Certificate | None:
    """The certificate of a count; None for one made before there were any."""
    return Certificate.objects.filter(count=count).first()


def certificate_in_full(count: Count) -> dict[str, Any]:
    """Everything about how a count was made, ready for a file. It names nobody."""
    certificate = certificate_of(count)
    made = certificate.made_at.isoformat() if certificate else ""
    return {
        "format": "folkmoot-certificate/1",
        "digest": count.digest,
        "rule": certificate.rule_in_full if certificate else {"name": count.rule},
        "software": count.software,
        "engine": certificate.engine if certificate else "",
        "made_at": made,
        "ballots": count.n_ballots,
        "comparisons_settled_exactly": count.outcome.get("n_exact"),
    }
