"""Whether one contact can be taken, and which column is to be mended."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from folkmoot.kernel.contacts.values import Contact, Wrong

LONGEST = {"name": 200, "email": 254, "phone": 30, "address": 400}
FEWEST_DIGITS = 6
MEANT = re.compile(r"[\d\s()+./\-]*(?:(?:x|ext)\.?\s*\d+)?", re.IGNORECASE)


def wrong_with(contact: Contact, called: dict[str, str]) -> Wrong | None:
    """The first thing that is wrong with a contact; `called` has the name of each column."""

    def wrong(part: str, sentence: str) -> Wrong:
        return Wrong(contact.row, called.get(part, part.capitalize()), sentence)

    if not contact.name:
        return wrong("name", "There is no name.")
    for part, most in LONGEST.items():
        if len(getattr(contact, part)) > most:
            return wrong(part, f"This is longer than {most} letters.")
    if contact.email and not _is_email(contact.email):
        return wrong("email", f"“{contact.email}” does not look like an e-mail address.")
    if contact.phone and not _is_phone(contact.phone):
        return wrong("phone", f"“{contact.phone}” does not look like a telephone number.")
    return None


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _is_phone(text: str) -> bool:
    return bool(MEANT.fullmatch(text)) and sum(each.isdigit() for each in text) >= FEWEST_DIGITS
