"""Keys and references. Keys are for machines, references for people and posters."""

import os
import secrets
import threading
import time
import uuid

# Crockford's alphabet without vowels: no 0/O or 1/I to mistake, and no words by accident.
REFERENCE_ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"


_one_at_a_time = threading.Lock()
_last = (0, 0)  # the millisecond and the count of the newest key of this process


def new_key() -> uuid.UUID:
    """A UUID version 7 (RFC 9562, sections 5.7 and 6.2, method 1): sorts by when it was made.

    Keys of one process sort in the order they were made in, also within a millisecond; those of
    two processes by the millisecond. Never for anything inside the ballot box: the time is
    readable in it.
    """
    milliseconds, count = _next_moment(time.time_ns() // 1_000_000)
    bits = (milliseconds & (2**48 - 1)) << 80 | 0x7 << 76 | count << 64
    bits |= 0b10 << 62 | int.from_bytes(os.urandom(8), "big") >> 2
    return uuid.UUID(int=bits)


def _next_moment(now: int) -> tuple[int, int]:
    """A millisecond and a count of 12 bits, later than any before, also when a clock goes back."""
    global _last
    with _one_at_a_time:
        before, count = _last
        if now > before:
            # Begins somewhere in the lower half, so that there is room to count.
            _last = (now, int.from_bytes(os.urandom(2), "big") >> 5)
        elif count < 0xFFF:
            _last = (before, count + 1)
        else:
            _last = (before + 1, 0)
        return _last


def secret_key() -> uuid.UUID:
    """A UUID that says nothing, not even when it was made."""
    return uuid.uuid4()


def new_reference() -> str:
    """Seven letters and figures, fit to read out over a telephone; 28^7 of them."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(7))
