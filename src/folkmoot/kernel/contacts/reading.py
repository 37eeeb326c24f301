"""Contacts of a file, whichever kind it is."""

from collections.abc import Mapping

from folkmoot.kernel.contacts.tables import read_table
from folkmoot.kernel.contacts.values import Contacts, Part
from folkmoot.kernel.contacts.vcards import is_vcard, read_vcards


def read_contacts(
    text: str, parts: Mapping[int, Part] | None = None, *, heads_first: bool | None = None
) -> Contacts:
    """Contacts of a text, a table or vCards; see `read_table` for the rest, and for refusals."""
    return read_vcards(text) if is_vcard(text) else read_table(text, parts, heads_first=heads_first)
