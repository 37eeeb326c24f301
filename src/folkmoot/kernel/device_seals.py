"""Seals made in a browser: what a phone notes without a signal, it cannot read back itself.

The browser seals with what it has built in (WebCrypto): a one-time P-256 key, thrown away at once,
agrees on a secret with the public key it was given; HKDF makes of it the key and the nonce of one
AES-256-GCM. `kernel/ui/scripts/outbox/sealing.js` is the other half of this module.

A sealed thing is 1 byte (the kind of seal), 65 bytes (the one-time public key) and what was sealed,
16 bytes longer than it was.
"""

import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from folkmoot.kernel.sealing import KeyPair, WrongKey

KIND = 1
POINT = 65  # bytes of an uncompressed point of P-256
CURVE = ec.SECP256R1()
PURPOSE = b"folkmoot device seal 1"
KEY, NONCE = 32, 12


def new_device_keys() -> KeyPair:
    """A fresh pair: the public point, 65 bytes uncompressed, and the private number, 32 bytes."""
    private = ec.generate_private_key(CURVE)
    number = private.private_numbers().private_value
    return KeyPair(_point(private.public_key()), number.to_bytes(32, "big"))


def mark_of(public: bytes) -> str:
    """Sixteen figures by which a sealed thing says which key it was sealed to."""
    return hashlib.sha256(public).hexdigest()[:16]


def open_device_seal(sealed: bytes, private: bytes, *, about: str) -> bytes:
    """What a browser sealed. `about` was said at sealing, and holds the seal to one thing.

    Raises WrongKey when it was sealed to another key or about another thing, or meddled with.
    """
    if len(sealed) < 1 + POINT + 16 or sealed[0] != KIND:
        raise WrongKey
    once, closed = sealed[1 : 1 + POINT], sealed[1 + POINT :]
    mine = ec.derive_private_key(int.from_bytes(private, "big"), CURVE)
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, once)
        shared = mine.exchange(ec.ECDH(), theirs)
        key, nonce = _stretched(shared, once, _point(mine.public_key()))
        return AESGCM(key).decrypt(nonce, closed, about.encode())
    except (ValueError, InvalidTag) as error:
        raise WrongKey from error


def seal_like_a_device(plain: bytes, public: bytes, *, about: str) -> bytes:
    """What a browser would make of it; for tests and measurements."""
    once = ec.generate_private_key(CURVE)
    shared = once.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public))
    point = _point(once.public_key())
    key, nonce = _stretched(shared, point, public)
    return bytes([KIND]) + point + AESGCM(key).encrypt(nonce, plain, about.encode())


def _stretched(shared: bytes, once: bytes, public: bytes) -> tuple[bytes, bytes]:
    """Key and nonce, bound to both public keys; new for each seal, as the one-time key is."""
    made = HKDF(SHA256(), KEY + NONCE, salt=None, info=PURPOSE + once + public).derive(shared)
    return made[:KEY], made[KEY:]


def _point(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
