"""Private links and marks: secrets we hand out and do not keep."""

import base64
import hashlib
import json
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing

from folkmoot.kernel.ids import REFERENCE_ALPHABET
from folkmoot.kernel.sealing import WrongKey, unwrap_from_address, wrap_for_address

GROUPS, GROUP = 5, 4  # 28^20: 96 bits, in groups one can copy from a letter


def new_secret() -> str:
    """A secret fit for an address and for typing in from paper."""
    letters = "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(GROUPS * GROUP))
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def hash_of(secret: str) -> str:
    """What we keep of a secret. It has too many bits to be guessed, so a plain hash will do.

    >>> hash_of("2345-6789-BCDF-ghjk-mnpq") == hash_of(" 23456789bcdfghjkmnpq ")
    True
    """
    bare = "".join(letter for letter in secret.lower() if letter in REFERENCE_ALPHABET)
    return hashlib.sha256(bare.encode()).hexdigest()


def mark_of(email: str) -> str:
    """A keyed hash of an address, the same for every way of writing its case.

    Addresses can be guessed, so it takes our key; with the database alone nobody can try.
    """
    key = hashlib.blake2b(settings.SECRET_KEY.encode(), person=b"folkmoot-support").digest()
    return hashlib.blake2b(email.strip().lower().encode(), key=key, digest_size=32).hexdigest()


def sign(kind: str, **facts: str) -> str:
    """A token that carries these facts, which nobody but us can have made. Anyone can read them."""
    return signing.dumps(facts, salt=f"folkmoot.{kind}", compress=True)


def read(kind: str, token: str) -> dict[str, str]:
    """What `sign` put into a token; nothing when it is not ours."""
    try:
        facts: dict[str, str] = signing.loads(token, salt=f"folkmoot.{kind}")
    except signing.BadSignature:
        return {}
    return facts


def sealed(kind: str, *, at: datetime, **facts: str) -> str:
    """A token for an address, which nobody but us can have made or can read."""
    plain = json.dumps({"kind": kind, "at": at.timestamp(), "facts": facts})
    return base64.urlsafe_b64encode(wrap_for_address(plain.encode())).decode().rstrip("=")


def opened(kind: str, token: str, *, at: datetime, within: timedelta) -> dict[str, str]:
    """What `sealed` put into a token; nothing when it is not ours, or is too old."""
    try:
        wrapped = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        told = json.loads(unwrap_from_address(wrapped))
    except (WrongKey, ValueError):
        return {}
    age = timedelta(seconds=at.timestamp() - told["at"])
    facts: dict[str, str] = told["facts"] if told["kind"] == kind and age <= within else {}
    return facts
