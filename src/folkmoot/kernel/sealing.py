"""Sealing: what is put in can be read only with a key that nobody here holds alone.

All cryptography is libsodium's, by way of PyNaCl: sealed boxes (X25519, XSalsa20-Poly1305) for
what is sealed, argon2id for passphrases. A sealed box is made with a one-time key that is
thrown away at once, so not even the one who sealed it can show what is inside.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations

from django.conf import settings
from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox
from nacl.utils import random as random_bytes

EFFORTS = {
    "moderate": (pwhash.argon2id.OPSLIMIT_MODERATE, pwhash.argon2id.MEMLIMIT_MODERATE),
    "least": (pwhash.argon2id.OPSLIMIT_MIN, pwhash.argon2id.MEMLIMIT_MIN),
}


class WrongKey(Exception):
    """The key or passphrase does not open this."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A key anyone may seal with, and the one that opens. Never stored together."""

    public: bytes
    private: bytes


def new_key_pair() -> KeyPair:
    """A fresh pair of keys from the system's own randomness."""
    private = PrivateKey.generate()
    return KeyPair(bytes(private.public_key), bytes(private))


def seal(plain: bytes, public: bytes) -> bytes:
    """Seal `plain` so that only the private key opens it; 48 bytes longer than `plain`."""
    return bytes(SealedBox(PublicKey(public)).encrypt(plain))


def unseal(sealed: bytes, private: bytes) -> bytes:
    """What was sealed. Raises WrongKey when it was sealed for another, or meddled with."""
    try:
        return bytes(SealedBox(PrivateKey(private)).decrypt(sealed))
    except CryptoError as error:
        raise WrongKey from error


@dataclass(frozen=True, slots=True)
class PassphraseLock:
    """What is kept of a passphrase: enough to seal for its owner, nothing that opens."""

    public: bytes
    salt: bytes
    effort: str


def lock_of(passphrase: str) -> PassphraseLock:
    """A lock that only this passphrase opens."""
    salt, effort = random_bytes(pwhash.argon2id.SALTBYTES), settings.SEALING_EFFORT
    private = _stretched(passphrase, salt, effort)
    return PassphraseLock(bytes(PrivateKey(private).public_key), salt, effort)


def private_key_of(passphrase: str, lock: PassphraseLock) -> bytes:
    """The private key behind a lock. Raises WrongKey for another passphrase."""
    private = _stretched(passphrase, lock.salt, lock.effort)
    if bytes(PrivateKey(private).public_key) != lock.public:
        raise WrongKey
    return private


def share_out(secret: bytes, publics: list[bytes], needed: int) -> dict[tuple[int, ...], bytes]:
    """Seal a secret so that any `needed` of the owners of `publics` can open it together.

    One sealed copy for each set of owners, sealed for one inside the other: with five owners
    of whom three are needed that is ten copies, and no arithmetic of our own.

    Returns
    -------
    dict
        From the positions of the owners, in rising order, to the copy they open.
    """
    copies = {}
    for owners in combinations(range(len(publics)), needed):
        copy = secret
        for owner in owners:
            copy = seal(copy, publics[owner])
        copies[owners] = copy
    return copies


def open_together(copy: bytes, privates: list[bytes]) -> bytes:
    """Open a copy made by `share_out`; private keys in the order of their owners' positions."""
    for private in reversed(privates):
        copy = unseal(copy, private)
    return copy


def wrap_for_browser(plain: bytes) -> bytes:
    """Encrypt something a visitor's own browser keeps for us, so that nobody else reads it."""
    return _wrapped(plain, b"folkmoot-browser")


def unwrap_from_browser(wrapped: bytes) -> bytes:
    """What `wrap_for_browser` made. Raises WrongKey when it is not ours or was changed."""
    return _unwrapped(wrapped, b"folkmoot-browser")


def wrap_for_address(plain: bytes) -> bytes:
    """Encrypt something a link carries back to us: addresses are logged, copied and shared."""
    return _wrapped(plain, b"folkmoot-address")


def unwrap_from_address(wrapped: bytes) -> bytes:
    """What `wrap_for_address` made. Raises WrongKey when it is not ours or was changed."""
    return _unwrapped(wrapped, b"folkmoot-address")


def wrap_for_keeping(plain: bytes) -> bytes:
    """Encrypt something our own database keeps, so that whoever has only that cannot read it."""
    return _wrapped(plain, b"folkmoot-keeping")


def unwrap_kept(wrapped: bytes) -> bytes:
    """What `wrap_for_keeping` made, with today's secret key of this site or an earlier one.

    Raises WrongKey when none of them fits.
    """
    for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        with suppress(WrongKey):
            return _unwrapped(wrapped, b"folkmoot-keeping", secret)
    raise WrongKey


def key_from(number: bytes, purpose: bytes) -> bytes:
    """Sixteen bytes that are always the same for a number, and tell nothing of it without our key.

    `purpose` has at most 16 bytes; another gives another key.
    """
    return hashlib.blake2b(
        number, digest_size=16, key=_own_key(b"folkmoot-numbers"), person=purpose
    ).digest()


def _wrapped(plain: bytes, purpose: bytes) -> bytes:
    return bytes(SecretBox(_own_key(purpose)).encrypt(plain))


def _unwrapped(wrapped: bytes, purpose: bytes, secret: str = "") -> bytes:
    try:
        return bytes(SecretBox(_own_key(purpose, secret)).decrypt(wrapped))
    except (CryptoError, ValueError) as error:
        raise WrongKey from error


def _own_key(purpose: bytes, secret: str = "") -> bytes:
    """A key for each purpose (at most 16 bytes), so that nothing made for one passes as another."""
    own = secret or settings.SECRET_KEY
    return hashlib.blake2b(own.encode(), digest_size=SecretBox.KEY_SIZE, person=purpose).digest()


def _stretched(passphrase: str, salt: bytes, effort: str) -> bytes:
    work, memory = EFFORTS[effort]
    words = " ".join(passphrase.casefold().split()).encode()
    return bytes(pwhash.argon2id.kdf(PrivateKey.SIZE, words, salt, opslimit=work, memlimit=memory))
