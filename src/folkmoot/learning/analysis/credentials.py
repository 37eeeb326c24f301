"""Badges as Open Badges 3.0 (1EdTech, final), in the Verifiable Credentials Data Model 2.0 (W3C).

The words of a credential, and nothing of how it is kept. Shapes follow the specification's data
model, section B; what is signed follows section 8.2, “JSON Web Token Proof Format”; what is
revoked follows the Bitstring Status List 1.0 (W3C, 2025).
"""

import base64
import gzip
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

VC_CONTEXT = "https://www.w3.org/ns/credentials/v2"
CONTEXTS = (
    VC_CONTEXT,
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
)
SCHEMAS = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json"
SCHEMA = f"{SCHEMAS}/ob_v3p0_achievementcredential_schema.json"
LIST_BITS = 131_072  # the least a list may have, so that it tells little of one badge
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who stands behind a badge: where they are told of, their name, their page."""

    address: str
    name: str
    page: str


@dataclass(frozen=True, slots=True)
class Taught:
    """What was learnt: where it is told of, in which edition, what one can do, what was asked."""

    address: str
    page: str
    title: str
    outcomes: tuple[str, ...]
    rule: str
    edition: int


@dataclass(frozen=True, slots=True)
class Holder:
    """How a badge knows its holder: a text that is hashed, or a name that is shown."""

    subject: str  # a URI that says nothing
    kind: str  # "emailAddress" or "name", in the vocabulary of the standard
    identity: str
    is_shown: bool
    salt: str


@dataclass(frozen=True, slots=True)
class Award:
    """All that goes into one credential. Moments are told to the second, in UTC."""

    address: str
    issuer: Issuer
    taught: Taught
    holder: Holder
    issued_at: datetime
    awarded_at: datetime
    ends_at: datetime | None
    status_list: str
    number: int


def credential_of(award: Award) -> Json:
    """An OpenBadgeCredential as JSON-LD, without its proof."""
    told: Json = {
        "@context": list(CONTEXTS),
        "id": award.address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": award.taught.title,
        "issuer": profile_of(award.issuer),
        "validFrom": _moment(award.issued_at),
        "awardedDate": _moment(award.awarded_at),
        "credentialSubject": {
            "id": award.holder.subject,
            "type": ["AchievementSubject"],
            "identifier": [_identity(award.holder)],
            "achievement": achievement_of(award.taught, award.issuer),
        },
        "credentialStatus": {
            "id": f"{award.status_list}#{award.number}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(award.number % LIST_BITS),
            "statusListCredential": award.status_list,
        },
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }
    return told | ({"validUntil": _moment(award.ends_at)} if award.ends_at else {})


def claims_of(credential: Mapping[str, Any]) -> Json:
    """What is signed: the credential with the claims of a JWT that repeat parts of it."""
    subject = credential["credentialSubject"]
    told = dict(credential)
    told |= {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "sub": subject["id"],
        "nbf": _seconds(credential["validFrom"]),
    }
    if "validUntil" in credential:
        told["exp"] = _seconds(credential["validUntil"])
    return told


def profile_of(issuer: Issuer) -> Json:
    """Who stands behind it, as a Profile."""
    return {
        "id": issuer.address,
        "type": ["Profile"],
        "name": issuer.name,
        "url": issuer.page,
    }


def achievement_of(taught: Taught, issuer: Issuer) -> Json:
    """What was learnt, as an Achievement."""
    able = "\n".join(f"- {line}" for line in taught.outcomes)
    return {
        "id": taught.address,
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": taught.title,
        "description": "; ".join(taught.outcomes),
        "criteria": {"id": taught.page, "narrative": f"{taught.rule}\n\n{able}"},
        "creator": profile_of(issuer),
        "inLanguage": "en-GB",
        "version": str(taught.edition),
    }


def document(told: Json) -> Json:
    """A profile or an achievement as a page of its own."""
    return {"@context": list(CONTEXTS)} | told


def status_list(address: str, issuer: Issuer, revoked: Iterable[int], *, at: datetime) -> Json:
    """Which badges of one list are not true any more, as a credential of its own.

    `revoked` are numbers within the list, from 0 to 131,071; the first is the leftmost bit.
    """
    return {
        "@context": [VC_CONTEXT],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.address,
        "validFrom": _moment(at),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": _bits(revoked),
        },
    }


def hash_of_identity(identity: str, salt: str) -> str:
    """An IdentityHash: what somebody is known by, followed by the salt, hashed.

    >>> hash_of_identity("student@example.org", "salt")[:15]
    'sha256$c2ef06f9'
    """
    return f"sha256${hashlib.sha256(f'{identity}{salt}'.encode()).hexdigest()}"


def is_theirs(credential: Mapping[str, Any], identity: str) -> bool:
    """Whether a credential was made out to somebody who is known by this."""
    subject = credential.get("credentialSubject")
    known = subject.get("identifier") if isinstance(subject, Mapping) else None
    for each in known if isinstance(known, list) else []:
        kept, salt = str(each.get("identityHash")), str(each.get("salt", ""))
        for said in {identity.strip(), identity.strip().lower()}:
            if kept == (hash_of_identity(said, salt) if each.get("hashed") else said):
                return True
    return False


def _identity(holder: Holder) -> Json:
    told: Json = {"type": "IdentityObject", "identityType": holder.kind}
    if holder.is_shown:
        return told | {"hashed": False, "identityHash": holder.identity}
    hashed = hash_of_identity(holder.identity, holder.salt)
    return told | {"hashed": True, "identityHash": hashed, "salt": holder.salt}


def _bits(numbers: Iterable[int]) -> str:
    bits = bytearray(LIST_BITS // 8)
    for number in numbers:
        bits[number // 8] |= 0x80 >> number % 8
    packed = base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0))
    return f"u{packed.decode().rstrip('=')}"


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())
