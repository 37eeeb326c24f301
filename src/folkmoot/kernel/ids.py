"""Keys and references. Keys are for machines, references for people and posters."""

import os
import secrets
import time
import uuid

# Crockford's alphabet without vowels: no 0/O or 1/I to mistake, and no words by accident.
REFERENCE_ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"


def new_key() -> uuid.UUID:
    """A UUID version 7 (RFC 9562, section 5.7): sorts by the millisecond it was made.

    Never for anything inside the ballot box: the time is readable in it.
    """
    milliseconds = time.time_ns() // 1_000_000
    bits = (milliseconds & (2**48 - 1)) << 80 | int.from_bytes(os.urandom(10), "big")
    bits = bits & ~(0xF << 76) | 0x7 << 76
    bits = bits & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=bits)


def secret_key() -> uuid.UUID:
    """A UUID that says nothing, not even when it was made."""
    return uuid.uuid4()


def new_reference() -> str:
    """Seven letters and figures, fit to read out over a telephone; 28^7 of them."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(7))
