"""Recognising that the same person stands before us again, without keeping a list to search."""

import hashlib
import unicodedata


def identity_hash(*parts: str, salt: bytes) -> str:
    """The same for the same person however they type their name; useless without the salt.

    >>> identity_hash("Siân  O'Neil", "AB1 2CD", salt=b"s" * 32) == identity_hash(
    ...     "sian oneil", "ab12cd", salt=b"s" * 32)
    True
    """
    told = "|".join(_plain(part) for part in parts)
    return hashlib.blake2b(told.encode(), key=salt, digest_size=32).hexdigest()


def is_same_name(one: str, other: str) -> bool:
    """Whether two names are the same, however they are spelt; an empty one is nobody's.

    >>> is_same_name("Siân  O'Neil", "sian oneil"), is_same_name("", "")
    (True, False)
    """
    return bool(_plain(one)) and _plain(one) == _plain(other)


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in spread if each.isalnum())
