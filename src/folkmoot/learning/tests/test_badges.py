"""A badge is made at its holder's wish, says no more than they want, and anyone can check it."""

import gzip
import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from django.db import IntegrityError, transaction
from django.test import Client

from folkmoot.kernel.rules import Refused
from folkmoot.learning import actions
from folkmoot.learning.models import Badge, BadgeKey, BadgeWish
from folkmoot.learning.tests.badge_makers import a_badge, a_completion, decoded, payload_of
from folkmoot.learning.tests.makers import (
    AFTER,
    NOON,
    a_course,
    a_place,
    a_run,
    at_moment,
    completed,
    signed_up,
)
from folkmoot.organising import actions as organising
from folkmoot.people.actions import add_organisation
from folkmoot.people.models import Organisation
from folkmoot.places.tests.makers import a_steward

pytestmark = pytest.mark.django_db

# What must be there, by the data model of the Open Badges Specification 3.0 (1EdTech, final,
# https://www.imsglobal.org/spec/ob/v3p0/, appendix B) and its published JSON schema
# (…/schema/json/ob_v3p0_achievementcredential_schema.json): “required”, level by level.
REQUIRED = {
    (): ("@context", "id", "type", "name", "credentialSubject", "issuer", "validFrom"),
    ("issuer",): ("id", "type"),
    ("credentialSubject",): ("type", "achievement"),
    ("credentialSubject", "achievement"): (
        "id", "type", "criteria", "description", "name",
    ),
    ("credentialSubject", "achievement", "criteria"): (),
    ("credentialSubject", "identifier", 0): ("type", "hashed", "identityHash", "identityType"),
    ("credentialStatus",): ("id", "type"),
    ("credentialSchema", 0): ("id", "type"),
}  # fmt: skip
# A JSON array in the schema, even of one.
ARRAYS = (
    ("@context",), ("type",), ("issuer", "type"), ("credentialSubject", "type"),
    ("credentialSubject", "identifier"), ("credentialSubject", "achievement", "type"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _after(monkeypatch: pytest.MonkeyPatch) -> None:
    at_moment(monkeypatch, AFTER)


def at_path(told: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        told = told[step]
    return told


def number(words: str) -> int:
    return int.from_bytes(decoded(words), "big")


def test_it_has_every_field_that_open_badges_asks_for() -> None:
    told = payload_of(a_badge(a_completion(lasts_months=12)).jws)
    missing = [
        (path, name) for path, names in REQUIRED.items() for name in names
        if name not in at_path(told, path)
    ]  # fmt: skip
    assert missing == []
    assert [path for path in ARRAYS if not isinstance(at_path(told, path), list)] == []
    assert told["@context"][:2] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]
    assert {"VerifiableCredential", "OpenBadgeCredential"} == set(told["type"])
    assert told["credentialSubject"]["type"] == ["AchievementSubject"]
    assert told["credentialSubject"]["achievement"]["type"] == ["Achievement"]
    for moment in (told["validFrom"], told["validUntil"], told["awardedDate"]):
        assert moment.endswith("Z")
    assert told["validUntil"] == "2027-06-04T12:00:00Z"


def test_its_signature_and_its_claims_are_those_of_a_vc_jwt() -> None:
    """Section 8.2: header, claims that repeat the credential, RS256; the key is where `kid` says.

    Checked twice: by the library, and by plain arithmetic (RFC 8017, 8.2.2).
    """
    badge = a_badge()
    head, body, signature = badge.jws.split(".")
    header, told = json.loads(decoded(head)), payload_of(badge.jws)
    assert header.keys() == {"alg", "kid", "typ"}
    assert (header["alg"], header["typ"]) == ("RS256", "JWT")
    assert told["iss"] == told["issuer"]["id"]
    assert told["jti"] == told["id"]
    assert told["sub"] == told["credentialSubject"]["id"]
    assert told["nbf"] == datetime.fromisoformat(told["validFrom"]).timestamp()
    assert "exp" not in told
    jwk = Client().get(path_of(header["kid"])).json()
    assert jwk.keys() == {"kid", "kty", "alg", "use", "n", "e"}  # and nothing private
    n, e = number(jwk["n"]), number(jwk["e"])
    signed = f"{head}.{body}".encode()
    rsa.RSAPublicNumbers(e, n).public_key().verify(decoded(signature), signed, PKCS1v15(), SHA256())
    digest_info = bytes.fromhex("3031300d060960864801650304020105000420")
    ends = digest_info + hashlib.sha256(signed).digest()
    padded = b"\x00\x01" + b"\xff" * (256 - 3 - len(ends)) + b"\x00" + ends
    assert pow(int.from_bytes(decoded(signature), "big"), e, n) == int.from_bytes(padded, "big")


def path_of(address: str) -> str:
    return "/" + address.split("/", 3)[3]


def test_everything_it_points_at_is_there_for_programs() -> None:
    told = payload_of(a_badge().jws)
    profile = Client().get(path_of(told["issuer"]["id"]))
    assert profile["Content-Type"] == "application/ld+json"
    assert profile.json()["name"] == "Wren's Cross"
    achievement = told["credentialSubject"]["achievement"]
    assert Client().get(path_of(achievement["id"])).json()["name"] == achievement["name"]
    assert Client().get(path_of(achievement["criteria"]["id"])).status_code == 200
    assert Client().get(path_of(told["id"])).status_code == 200
    assert Client().get("/badges/keys/").json()["keys"][0]["kty"] == "RSA"
    assert Client().get(path_of(achievement["id"]).replace("/1/", "/9/")).status_code == 404


def test_a_hub_stands_behind_what_is_its_own() -> None:
    add_organisation(name="The Wheel", kind="charity", by=a_steward(), at=NOON)
    hub = Organisation.objects.get()
    told = payload_of(a_badge(a_completion(hub=hub)).jws)
    assert told["issuer"]["name"] == "The Wheel"
    assert Client().get(path_of(told["issuer"]["id"])).json()["id"] == told["issuer"]["id"]
    listed = Client().get(path_of(told["credentialStatus"]["statusListCredential"]))
    assert payload_of(listed.content.decode())["issuer"] == told["issuer"]["id"]


def test_nobody_can_read_whose_it_is_unless_they_want_it() -> None:
    badge = a_badge()
    told = json.dumps(payload_of(badge.jws))
    assert "Dilys" not in told
    assert "example.org" not in told
    identity = payload_of(badge.jws)["credentialSubject"]["identifier"][0]
    assert identity["hashed"] is True
    expected = hashlib.sha256(f"dilys@example.org{identity['salt']}".encode()).hexdigest()
    assert identity["identityHash"] == f"sha256${expected}"
    page = Client().get(f"/badges/{badge.ref}/").content.decode()
    assert "Dilys" not in page
    shown = a_badge(a_completion("Eve"), name="Eve Hale")
    identity = payload_of(shown.jws)["credentialSubject"]["identifier"][0]
    assert (identity["hashed"], identity["identityHash"]) == (False, "Eve Hale")
    assert "Eve Hale" in Client().get(f"/badges/{shown.ref}/").content.decode()


def bit_of(badge: Badge) -> int:
    """What the list of this badge says of it now: 1 is revoked (Bitstring Status List, 2.3)."""
    status = payload_of(Badge.objects.get(pk=badge.pk).jws or badge.jws)["credentialStatus"]
    assert status["statusPurpose"] == "revocation"
    answer = Client().get(path_of(status["statusListCredential"]))
    assert answer["Content-Type"] == "application/vc+jwt"
    told = payload_of(answer.content.decode())["credentialSubject"]
    assert told["encodedList"][0] == "u"
    bits = gzip.decompress(decoded(told["encodedList"][1:]))
    assert len(bits) == 16 * 1024
    index = int(status["statusListIndex"])
    return bits[index // 8] >> (7 - index % 8) & 1


def test_what_is_withdrawn_taken_down_or_forgotten_is_revoked_at_once() -> None:
    here = a_place()
    withdrawn, down, gone, back, stays = (
        a_badge(a_completion(name, here)) for name in ("Ann", "Ben", "Cai", "Dot", "Eve")
    )
    assert [bit_of(each) for each in (withdrawn, down, gone, back, stays)] == [0] * 5
    actions.withdraw_completion(completion=withdrawn.completion, why="Wrong", by=None, at=AFTER)
    actions.take_down_badge(badge=down, by=None, at=AFTER)
    neighbour = gone.completion.learner.neighbour
    assert neighbour is not None
    organising.forget_neighbour(neighbour=neighbour, with_words=False, by=None, at=AFTER)
    actions.forget_learner(learner=back.completion.learner, by=None, at=AFTER)
    assert [bit_of(each) for each in (withdrawn, down, gone, back, stays)] == [1, 1, 1, 1, 0]
    words = {"Ann": "withdrawn", "Ben": "taken down", "Cai": "taken down", "Dot": "taken down",
             "Eve": "This is true"}  # fmt: skip
    for badge, said in zip((withdrawn, down, gone, back, stays), words.values(), strict=True):
        assert said in Client().get(f"/badges/{badge.ref}/").content.decode()
    for badge in (down, back):
        badge.refresh_from_db()
        assert badge.jws == ""


def test_a_badge_is_made_on_ones_own_page_alone_and_only_of_what_stands() -> None:
    place = a_place()
    nobody = completed(signed_up(a_run(a_course(place))))
    with pytest.raises(Refused, match="own page"):
        a_badge(nobody)
    completion = a_completion("Ann", place)
    badge = a_badge(completion)
    with pytest.raises(Refused, match="You have a badge of it"):
        a_badge(completion)
    actions.take_down_badge(badge=badge, by=None, at=AFTER)
    again = a_badge(completion)
    assert again.number != badge.number
    with pytest.raises(Refused, match="taken down already"):
        actions.take_down_badge(badge=badge, by=None, at=AFTER)
    actions.take_down_badge(badge=again, by=None, at=AFTER)
    actions.withdraw_completion(completion=completion, why="Wrong", by=None, at=AFTER)
    with pytest.raises(Refused, match="has been withdrawn"):
        a_badge(completion)
    short = a_completion("Ben", place, lasts_months=1)
    with pytest.raises(Refused, match="no longer holds"):
        actions.make_badge(
            completion=short, wish=BadgeWish(), by=None, at=AFTER + timedelta(days=40)
        )


def test_what_a_badge_says_cannot_be_rewritten() -> None:
    badge = a_badge()
    for change in (
        lambda: Badge.objects.filter(pk=badge.pk).update(jws="a.b.c"),
        lambda: Badge.objects.filter(pk=badge.pk).delete(),
        lambda: BadgeKey.objects.update(public={}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
