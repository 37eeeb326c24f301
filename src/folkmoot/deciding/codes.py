"""One-time codes and receipt codes: sixteen characters that survive being read out and typed.

Fifteen carry 75 bits of chance; the sixteenth is a check character (Luhn's scheme modulo 32),
so one wrong character, or two swapped neighbours, is told at once instead of looked up.
Crockford's alphabet: no I, L, O or U, and what people type for them is understood.
"""

import hashlib
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


def new_code() -> str:
    """A fresh code, without the dashes it is printed with."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + _check_character(body)


def new_salt() -> bytes:
    """A fresh salt for one decision's codes."""
    return secrets.token_bytes(32)


def printed(code: str) -> str:
    """As on the letter: four groups of four.

    >>> printed("0123456789ABCDEF")
    '0123-4567-89AB-CDEF'
    """
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def plain(text: str) -> str:
    """What someone typed, without dashes and spaces, and with look-alikes read as meant.

    >>> plain(" o123-4567 89ab-cdei")
    '0123456789ABCDE1'
    """
    kept = "".join(each for each in text.upper() if each.isalnum())
    return kept.translate(_READ_AS)


def why_not_code(text: str, *, source: str = "letter") -> str:
    """What is wrong with a code as typed; "" when it could be one of ours.

    `source` is what it was copied from: a letter or a receipt.
    """
    code = plain(text)
    if not code:
        return f"Type the code from your {source}. It has sixteen letters and numbers."
    if len(code) != LENGTH:
        return f"That code has {len(code)} letters and numbers. It needs sixteen."
    if set(code) - set(ALPHABET):
        return f"A code has only letters and numbers. Please check it against your {source}."
    if code[-1] != _check_character(code[:-1]):
        return "One letter or number in that code is not right. Please check it, group by group."
    return ""


def hash_of(text: str, *, salt: bytes) -> str:
    """What we keep of a code: enough to recognise it, not enough to vote with it.

    75 bits of chance cannot be searched through, so the hash need not be slow, and a hall
    full of people is not kept waiting.
    """
    return hashlib.blake2b(plain(text).encode(), key=salt, digest_size=32).hexdigest()


def _check_character(body: str) -> str:
    total = 0
    for place, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (2 if place % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]
