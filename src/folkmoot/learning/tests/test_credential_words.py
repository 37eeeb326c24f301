"""A badge holds what the published schema of Open Badges 3.0 asks for, written as it asks.

Read from the JSON schema of the AchievementCredential (1EdTech, final; its address is in each
badge) and the contexts of Open Badges 3.0.3 and of the W3C's Verifiable Credentials 2.0: which
words each kind of thing has, which of them must be there, and how each is written. A badge of the
believable place was also read by a verifier that is not ours: see docs/training.md.
"""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from folkmoot.learning.analysis.credentials import (
    Award,
    Holder,
    Issuer,
    Taught,
    credential_of,
    status_list,
)

HERE = "https://folkmoot.example"
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
WRENS = Issuer(f"{HERE}/badges/issuers/1/", "Wren's Cross Trust", f"{HERE}/places/wrens-cross/")
TAUGHT = Taught(
    address=f"{HERE}/badges/courses/1/",
    page=f"{HERE}/courses/1/",
    title="Listening",
    outcomes=("Listen for ten minutes", "Tell what was heard"),
    rule="Come to all sessions.",
    edition=2,
)
WRITTEN = {
    "uri": r"(https://|urn:uuid:)\S+",
    "moment": r"\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ",
    "language": r"[a-z]{2}(-[A-Z]{2})?",
    "index": r"\d+",
    "text": r"(?s).+",
}
# Of each kind of thing: its words and how they are written; * must be there. A list says that the
# schema wants an array, also of one; a name with a capital is another kind of thing.
SHAPES: dict[str, dict[str, Any]] = {
    "OpenBadgeCredential": {
        "@context*": ["uri"], "id*": "uri", "type*": ["text"], "name*": "text",
        "issuer*": "Profile", "validFrom*": "moment", "validUntil": "moment",
        "awardedDate": "moment", "credentialSubject*": "AchievementSubject",
        "credentialStatus": "BitstringStatusListEntry",
        "credentialSchema": ["1EdTechJsonSchemaValidator2019"],
    },
    "Profile": {"id*": "uri", "type*": ["text"], "name": "text", "url": "uri"},
    "AchievementSubject": {
        "id": "uri", "type*": ["text"], "achievement*": "Achievement",
        "identifier": ["IdentityObject"],
    },
    "Achievement": {
        "id*": "uri", "type*": ["text"], "achievementType": "text", "name*": "text",
        "description*": "text", "criteria*": "Criteria", "creator": "Profile",
        "inLanguage": "language", "version": "text",
    },
    "Criteria": {"id": "uri", "narrative": "text"},
    "IdentityObject": {
        "type*": "text", "identityType*": "text", "hashed*": bool, "identityHash*": "text",
        "salt": "text",
    },
    "BitstringStatusListEntry": {
        "id": "uri", "type*": "text", "statusPurpose*": "text", "statusListIndex*": "index",
        "statusListCredential*": "uri",
    },
    "1EdTechJsonSchemaValidator2019": {"id*": "uri", "type*": "text"},
    "BitstringStatusListCredential": {
        "@context*": ["uri"], "id": "uri", "type*": ["text"], "issuer*": "uri",
        "validFrom": "moment", "credentialSubject*": "BitstringStatusList",
    },
    "BitstringStatusList": {
        "id": "uri", "type*": "text", "statusPurpose*": "text", "encodedList*": "text",
    },
}  # fmt: skip


def an_award(*, is_shown: bool = False, ends_at: datetime | None = NOON) -> Award:
    subject = "urn:uuid:7440dcfb-4edc-49df-b8b0-34a992df6d5b"
    return Award(
        address=f"{HERE}/badges/1/",
        issuer=WRENS,
        taught=TAUGHT,
        holder=Holder(subject, "name", "Dilys", is_shown, "xss5-rz5r"),
        issued_at=NOON,
        awarded_at=NOON,
        ends_at=ends_at,
        status_list=f"{HERE}/badges/issuers/1/status/0/",
        number=7,
    )


def wrong_in(told: Any, shape: Any, where: str = "badge") -> list[str]:
    """What is not as the schema asks, and where."""
    if isinstance(shape, list):
        if not isinstance(told, list) or not told:
            return [f"{where} is no list of one or more"]
        return [wrong for each in told for wrong in wrong_in(each, shape[0], where)]
    if shape is bool:
        return [] if isinstance(told, bool) else [f"{where} is neither true nor false"]
    if shape in WRITTEN:
        fits = isinstance(told, str) and re.fullmatch(WRITTEN[shape], told)
        return [] if fits else [f"{where} is no {shape}: {told}"]
    return _wrong_in_thing(told, shape, where)


def _wrong_in_thing(told: Any, kind: str, where: str) -> list[str]:
    if not isinstance(told, dict):
        return [f"{where} is no {kind}"]
    said = told.get("type", kind)
    wrong = [] if kind in ([said] if isinstance(said, str) else said) else [f"{where}: no {kind}"]
    known = {word.rstrip("*"): how for word, how in SHAPES[kind].items()}
    must = {word.rstrip("*") for word in SHAPES[kind] if word.endswith("*")}
    wrong += [f"{where}.{word} is missing" for word in sorted(must - told.keys())]
    wrong += [f"{where}.{word} is no word of a {kind}" for word in sorted(told.keys() - known)]
    for word in sorted(told.keys() & known.keys()):
        wrong += wrong_in(told[word], known[word], f"{where}.{word}")
    return wrong


@pytest.mark.parametrize("is_shown", [True, False])
@pytest.mark.parametrize("ends_at", [None, NOON])
def test_every_word_of_a_badge_is_one_of_the_standard_and_none_is_missing(
    is_shown: bool, ends_at: datetime | None
) -> None:
    badge = credential_of(an_award(is_shown=is_shown, ends_at=ends_at))
    assert wrong_in(badge, "OpenBadgeCredential") == []
    contexts = ["https://www.w3.org/ns/credentials/v2",
                "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]  # fmt: skip
    assert badge["@context"][:2] == contexts, "in this order"
    assert badge["type"][0] == "VerifiableCredential"


def test_so_is_every_word_of_the_list_of_what_was_revoked() -> None:
    listed = status_list(f"{HERE}/badges/issuers/1/status/0/", WRENS, [7], at=NOON)
    assert wrong_in(listed, "BitstringStatusListCredential") == []


def test_what_the_schema_refuses_is_found_here_too() -> None:
    badge = credential_of(an_award())
    del badge["credentialSubject"]["achievement"]["criteria"]
    badge["issuer"]["type"] = "Profile"
    badge |= {"validFrom": "2026-06-01", "id": "badge 1", "issuanceDate": "2026-06-01T12:00:00Z"}
    assert wrong_in(badge, "OpenBadgeCredential") == [
        "badge.issuanceDate is no word of a OpenBadgeCredential",
        "badge.credentialSubject.achievement.criteria is missing",
        "badge.id is no uri: badge 1",
        "badge.issuer.type is no list of one or more",
        "badge.validFrom is no moment: 2026-06-01",
    ]
