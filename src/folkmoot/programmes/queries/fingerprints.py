"""The fingerprint of a version: what is approved is exactly this."""

import json
from hashlib import sha256
from typing import Any

from folkmoot.programmes.models import Version


def wording(version: Version) -> dict[str, Any]:
    """Everything a version says, with the phases it adds and lets go on longer."""
    longer = [
        [each.phase.number, each.ends_date.isoformat(), each.why]
        for each in version.extensions.select_related("phase")
    ]
    # Only where there is one, so that the fingerprints of versions without stay what they were.
    return _wording(version) | ({"extensions": longer} if longer else {})


def _wording(version: Version) -> dict[str, Any]:
    return {
        "programme": str(version.programme_id),
        "number": version.number,
        "principles": version.principles,
        "rule": version.rule,
        "quorum": version.quorum,
        "delegations": version.delegations,
        "years": [version.first_year, version.n_years],
        "why": version.why,
        "criteria": [[each.name, each.weight] for each in version.criteria.all()],
        "funders": [
            [
                str(funder.organisation_id),
                [[each.year, each.amount_pence] for each in funder.envelopes.all()],
            ]
            for funder in version.funders.order_by("organisation_id").prefetch_related("envelopes")
        ],
        "phases": [
            [
                each.number,
                each.name,
                each.what,
                each.starts_date.isoformat(),
                each.ends_date.isoformat(),
                each.ceiling_pence,
                each.gate,
            ]
            for each in version.phases.all()
        ],
    }


def fingerprint(version: Version) -> str:
    """SHA-256 over all it says, as JSON with sorted keys."""
    said = json.dumps(wording(version), sort_keys=True, ensure_ascii=False)
    return sha256(said.encode()).hexdigest()
