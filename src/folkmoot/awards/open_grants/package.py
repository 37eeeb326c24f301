"""Grants in one file: JSON as the standard's schema has it, or a table with its titles."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from folkmoot.awards.open_grants.grants import Area, OpenGrant
from folkmoot.kernel.sheets.cells import Value

VERSION = "1.4"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
HELD_FOR_OTHERS = "FRG050"  # the standard's code for a grant to who holds the money for others
AREAS_SHOWN = 3  # columns of a table; JSON has them all


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes, and where the file is found."""

    name: str
    org_id: str
    website: str
    download: str


def package(grants: Sequence[OpenGrant], publisher: Publisher, *, on_date: date) -> dict[str, Any]:
    """All grants with what the standard wants said of the file."""
    return {**_head(publisher, on_date), "grants": [_grant(grant) for grant in grants]}


def package_pieces(
    grants: Iterable[OpenGrant], publisher: Publisher, *, on_date: date
) -> Iterator[str]:
    """The same file as JSON, piece by piece: no more than one grant is held at once."""
    yield json.dumps(_head(publisher, on_date), ensure_ascii=False, indent=1)[:-2]
    yield ',\n "grants": ['
    between = "\n"
    for grant in grants:
        yield between + json.dumps(_grant(grant), ensure_ascii=False)
        between = ",\n"
    yield "\n ]\n}\n"


def _head(publisher: Publisher, on_date: date) -> dict[str, Any]:
    return {
        "version": VERSION,
        "extensions": [],
        "title": f"Grants in programmes run with Folkmoot, published by {publisher.name}",
        "issued": on_date.isoformat(),
        "publisher": _said(
            {"name": publisher.name, "identifier": publisher.org_id, "website": publisher.website}
        ),
        "downloadURL": publisher.download,
        "license": LICENCE,
    }


def _grant(grant: OpenGrant) -> dict[str, Any]:
    code, title, url = grant.programme
    return _said(
        {
            "id": grant.id,
            "title": grant.title,
            "description": grant.description,
            "currency": "GBP",
            "amountAppliedFor": _pounds(grant.applied_for),
            "amountAwarded": _pounds(grant.awarded),
            "amountDisbursed": _pounds(grant.paid),
            "awardDate": grant.award_date.isoformat(),
            "plannedDates": _listed({"startDate": grant.starts_date, "endDate": grant.ends_date}),
            "recipientOrganization": [_party(grant.recipient.org_id, grant.recipient.name)],
            "fundingOrganization": [_party(grant.funder.org_id, grant.funder.name)],
            "grantProgramme": _listed({"code": code, "title": title, "url": url}),
            "beneficiaryLocation": [_area(area) for area in grant.areas],
            "fromOpenCall": "Yes" if grant.from_open_call else "No",
            "regrantType": HELD_FOR_OTHERS if grant.is_held_for_others else "",
            "relatedActivity": list(grant.related),
            "dateModified": grant.changed_at.isoformat(),
        }
    )


def _party(org_id: str, name: str) -> dict[str, str]:
    return {"id": org_id, "name": name}


def _area(area: Area) -> dict[str, Any]:
    return _said(
        {
            "name": area.name,
            "countryCode": "GB",
            "geoCode": area.code,
            "geoCodeType": area.kind,
            # The standard has no field for the edition of a code, and a code without one lies.
            "description": f"Boundaries of {area.edition}",
        }
    )


def _listed(said: dict[str, Any]) -> list[dict[str, Any]]:
    told = _said({k: v.isoformat() if isinstance(v, date) else v for k, v in said.items()})
    return [told] if told else []


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    """Only what there is something to say of."""
    return {key: value for key, value in fields.items() if value not in (None, "", [])}


def _pounds(pence: int | None) -> int | float | None:
    """Pounds as a number: the nearest there is, which is written with the same two decimals."""
    if pence is None:
        return None
    return pence // 100 if pence % 100 == 0 else pence / 100


def table(
    grants: Iterable[OpenGrant], *, n_areas: int = AREAS_SHOWN
) -> tuple[tuple[str, ...], Iterator[tuple[Value, ...]]]:
    """The heads (the schema's titles) and a row for each grant, as it is asked for.

    `n_areas` is how many areas of a grant have columns.
    """
    where = [f"Beneficiary Location:{at}:{head}" for at in range(n_areas) for head in AREA_HEADS]
    return (*HEADS, *where), (_row(grant, n_areas) for grant in grants)


HEADS = (
    "Identifier",
    "Title",
    "Description",
    "Currency",
    "Amount Applied For",
    "Amount Awarded",
    "Amount Disbursed",
    "Award Date",
    "Planned Dates:Start Date",
    "Planned Dates:End Date",
    "Recipient Org:Identifier",
    "Recipient Org:Name",
    "Funding Org:Identifier",
    "Funding Org:Name",
    "Grant Programme:Code",
    "Grant Programme:Title",
    "Grant Programme:URL",
    "From an open call?",
    "Regrant Type",
    "Related Activity",
    "Last modified",
)
AREA_HEADS = ("Name", "Country Code", "Geographic Code", "Geographic Code Type", "Description")


def _row(grant: OpenGrant, n_areas: int) -> tuple[Value, ...]:
    told: list[Value] = []
    for area in grant.areas[:n_areas]:
        told += [area.name, "GB", area.code, area.kind, f"Boundaries of {area.edition}"]
    return (
        grant.id,
        grant.title,
        grant.description,
        "GBP",
        _exact(grant.applied_for),
        _exact(grant.awarded),
        _exact(grant.paid),
        grant.award_date,
        grant.starts_date,
        grant.ends_date,
        grant.recipient.org_id,
        grant.recipient.name,
        grant.funder.org_id,
        grant.funder.name,
        *grant.programme,
        "Yes" if grant.from_open_call else "No",
        HELD_FOR_OTHERS if grant.is_held_for_others else None,
        ";".join(grant.related) or None,
        grant.changed_at.isoformat(),
        *told,
        *[None] * (n_areas * len(AREA_HEADS) - len(told)),
    )


def _exact(pence: int | None) -> Decimal | None:
    return None if pence is None else Decimal(pence).scaleb(-2)
