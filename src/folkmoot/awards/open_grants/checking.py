"""Is a file what the standard asks for? Each fault in one sentence that names the grant."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from folkmoot.awards.open_grants.grants import PREFIX
from folkmoot.awards.open_grants.package import VERSION

LONGEST_TITLE = 140
WANTED = ("id", "title", "description", "currency", "amountAwarded", "awardDate")
PARTIES = ("recipientOrganization", "fundingOrganization")
ORG_ID = re.compile(r"([A-Z]{2}-[A-Z0-9]+|360G|XI-[A-Z]+)-\S+\Z")


def what_is_wrong(package: dict[str, Any]) -> tuple[str, ...]:
    """Every fault of a package; nothing when it may be published.

    What the grant schema requires (eight fields, two of them organisations with `id` and
    `name`: ten in all), and the formats it and its guidance state.
    """
    return tuple(_faults(package))


def _faults(package: dict[str, Any]) -> Iterator[str]:
    if package.get("version") != VERSION:
        yield f"The file does not say that it keeps to version {VERSION}."
    grants = package.get("grants") or []
    if not grants:
        yield "There is no grant in the file."
    ids = [grant.get("id", "") for grant in grants]
    for twice in sorted({each for each in ids if ids.count(each) > 1}):
        yield f"{twice}: two grants have this identifier."
    for grant in grants:
        name = grant.get("id") or grant.get("title") or "A grant without a name"
        yield from (f"{name}: {fault}" for fault in _faults_of(grant))


def _faults_of(grant: dict[str, Any]) -> Iterator[str]:
    for field in WANTED:
        if grant.get(field) in (None, ""):
            yield f"{field} is missing."
    if not PREFIX.match(str(grant.get("id", ""))):
        yield "the identifier does not begin with the publisher's prefix (360G-…)."
    if len(str(grant.get("title", ""))) >= LONGEST_TITLE:
        yield f"the title has {LONGEST_TITLE} characters or more."
    amount = grant.get("amountAwarded")
    if isinstance(amount, bool) or not isinstance(amount, int | float | None):
        yield "amountAwarded is not a number."
    if grant.get("fromOpenCall", "Yes") not in ("Yes", "No"):
        yield "fromOpenCall is neither Yes nor No."
    yield from _faults_of_days(grant)
    yield from _faults_of_whom_and_where(grant)


def _faults_of_whom_and_where(grant: dict[str, Any]) -> Iterator[str]:
    for role in PARTIES:
        yield from _faults_of_parties(role, grant.get(role) or [])
    for place in grant.get("beneficiaryLocation", []):
        if place.get("geoCode") and not place.get("geoCodeType"):
            yield f"the area {place['geoCode']} does not say what kind of area it is."


def _faults_of_days(grant: dict[str, Any]) -> Iterator[str]:
    if grant.get("awardDate") and not _is_day(grant["awardDate"]):
        yield "awardDate is not a day (YYYY-MM-DD)."
    if grant.get("dateModified") and not _is_moment(grant["dateModified"]):
        yield "dateModified is not a moment (YYYY-MM-DDThh:mm:ss and the offset)."
    for planned in grant.get("plannedDates", []):
        days = [planned.get(end) for end in ("startDate", "endDate")]
        if not all(day is None or _is_day(day) for day in days):
            yield "a planned date is not a day (YYYY-MM-DD)."
        elif all(days) and days[1] < days[0]:
            yield "the grant is planned to end before it begins."


def _faults_of_parties(role: str, parties: list[dict[str, Any]]) -> Iterator[str]:
    if len(parties) != 1:
        yield f"{role} names {len(parties)} organisations, and must name one."
    for party in parties:
        if not party.get("name"):
            yield f"{role} has no name."
        if not ORG_ID.match(str(party.get("id", ""))):
            yield f"{role} has no identifier of a list (GB-CHC-…, GB-COH-…, 360G-…)."


def _is_day(said: str) -> bool:
    try:
        return date.fromisoformat(said).isoformat() == said
    except (TypeError, ValueError):
        return False


def _is_moment(said: str) -> bool:
    try:
        return datetime.fromisoformat(said).tzinfo is not None
    except (TypeError, ValueError):
        return False
