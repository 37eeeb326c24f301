"""Signatures anyone can check: JSON signed with RS256, as a compact JWS (RFC 7515, RFC 7518).

All cryptography is that of the `cryptography` package: RSASSA-PKCS1-v1_5 with SHA-256, keys of
2,048 bits. What is signed is readable by everyone; nothing here hides anything.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)

ALGORITHM = "RS256"
BITS, EXPONENT = 2048, 65537
LONGEST = 200_000  # letters of a compact JWS that is read at all


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A fresh key: the half for everyone as a JWK (RFC 7517), the private half as PKCS #8 DER."""

    public: dict[str, str]
    private: bytes


@dataclass(frozen=True, slots=True)
class Signed:
    """A compact JWS taken apart. Nothing of it is true until its signature has been checked."""

    header: Mapping[str, Any]
    payload: Mapping[str, Any]
    signed: bytes
    signature: bytes


class NotSigned(Exception):
    """This is no compact JWS with JSON in it."""


def new_signing_key() -> SigningKey:
    """A fresh RSA key from the system's own randomness."""
    private = rsa.generate_private_key(public_exponent=EXPONENT, key_size=BITS)
    numbers = private.public_key().public_numbers()
    public = {"kty": "RSA", "alg": ALGORITHM, "use": "sig"}
    public |= {"n": _number(numbers.n), "e": _number(numbers.e)}
    der = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SigningKey(public, der)


def sign(payload: Mapping[str, Any], private: bytes, *, kid: str) -> str:
    """The payload as a compact JWS; `kid` is where anyone finds the public key."""
    key = load_der_private_key(private, None)
    assert isinstance(key, rsa.RSAPrivateKey)
    header = {"alg": ALGORITHM, "kid": kid, "typ": "JWT"}
    signed = b".".join(_encoded(_bytes(part)) for part in (header, payload))
    signature = key.sign(signed, PKCS1v15(), SHA256())
    return b".".join((signed, _encoded(signature))).decode()


def taken_apart(text: str) -> Signed:
    """Header, payload and signature of a compact JWS. Raises NotSigned when it is none."""
    text = "".join(text.split())
    parts = text.encode("ascii", "replace").split(b".")
    if len(parts) != 3 or len(text) > LONGEST:
        raise NotSigned
    try:
        header, payload = (json.loads(_decoded(part)) for part in parts[:2])
        signature = _decoded(parts[2])
    except (ValueError, binascii.Error, RecursionError) as error:
        raise NotSigned from error
    if not isinstance(header, dict) or not isinstance(payload, dict):
        raise NotSigned
    return Signed(header, payload, b".".join(parts[:2]), signature)


def is_signed_by(signed: Signed, public: Mapping[str, str]) -> bool:
    """Whether the private half of this JWK made the signature, over just these words."""
    if signed.header.get("alg") != ALGORITHM:
        return False
    n, e = (int.from_bytes(_decoded(public[name].encode()), "big") for name in ("n", "e"))
    try:
        rsa.RSAPublicNumbers(e, n).public_key().verify(
            signed.signature, signed.signed, PKCS1v15(), SHA256()
        )
    except InvalidSignature:
        return False
    return True


def _bytes(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _encoded(plain: bytes) -> bytes:
    return base64.urlsafe_b64encode(plain).rstrip(b"=")


def _decoded(part: bytes) -> bytes:
    return base64.b64decode(part + b"=" * (-len(part) % 4), altchars=b"-_", validate=True)


def _number(value: int) -> str:
    return _encoded(value.to_bytes((value.bit_length() + 7) // 8, "big")).decode()
