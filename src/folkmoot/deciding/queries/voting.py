"""Finding a voter's line on the roll, and an envelope in the box. Nothing here writes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from folkmoot.deciding import codes
from folkmoot.deciding.ballots import Choosable
from folkmoot.deciding.identity import identity_hash
from folkmoot.deciding.models import Decision, Envelope, Option, RollEntry, Stage, Way
from folkmoot.geodata.queries import find_postcode, newest_release, normal_postcode
from folkmoot.places.queries import boundary_digest, drawing_contains

ON_BALLOT = (
    "SELECT number, title, cost_pence, vetoed_at IS NOT NULL"
    " FROM deciding_option WHERE decision_id = %s"
)


def options_of(decision: Decision) -> list[Option]:
    """Everything on the ballot, struck out or not, by number."""
    return list(decision.options.order_by("number"))


def on_ballot(decision: Decision) -> list[Choosable]:
    """Everything on the ballot, struck out or not, as far as checking a ballot needs it.

    Asked for every vote that is cast, hence in plain SQL.
    """
    with connection.cursor() as cursor:
        key = Decision._meta.pk.get_db_prep_value(decision.pk, connection)
        cursor.execute(ON_BALLOT, [key])
        return [Choosable(*row) for row in cursor.fetchall()]


def entry_for_code(decision: Decision, code: str) -> RollEntry | None:
    """The line on the roll a code belongs to."""
    if not decision.salt:
        return None
    code_hash = codes.hash_of(code, salt=bytes(decision.salt))
    # Said twice over so that both databases use the index of codes, which leaves out "".
    found = RollEntry.objects.filter(decision=decision, code_hash=code_hash)
    return found.exclude(code_hash="").first()


def entry_for_code_anywhere(code: str) -> tuple[Decision, RollEntry] | None:
    """The open decision a code is for: each has its own salt, so each is asked, once."""
    open_now = Decision.objects.filter(stage=Stage.OPEN).defer("frozen", "envelope_list")
    for decision in open_now.order_by("-opened_at"):
        if entry := entry_for_code(decision, code):
            return decision, entry
    return None


def entry_for_person(
    decision: Decision, name: str, postcode: str, number: str = ""
) -> RollEntry | None:
    """The line of someone who says who they are; they must say it all as the roll has it."""
    if not decision.salt:
        return None
    identity = identity_hash(name, postcode, number, salt=bytes(decision.salt))
    found = RollEntry.objects.filter(decision=decision, identity_hash=identity)
    return found.exclude(identity_hash="").first()


def envelope_for_receipt(decision: Decision, receipt: str) -> Envelope | None:
    """The envelope a receipt code is for, with the line on the roll it came from."""
    if not decision.salt:
        return None
    receipt_hash = codes.hash_of(receipt, salt=bytes(decision.salt))
    found = decision.envelopes.filter(receipt_hash=receipt_hash).exclude(receipt_hash="")
    return found.select_related("entry").defer("sealed").first()


def doubt_about_address(decision: Decision, name: str, postcode: str) -> str:
    """Why we cannot be sure here and now that someone may vote; "" when we can.

    A list that is missing or out of date is our trouble, not the voter's: the vote is taken
    all the same, and people settle it before the count.
    """
    place = decision.place
    if doubt := doubt_about_name(decision, name, postcode):
        return doubt
    if not postcode.strip():
        return "No postcode was given."
    if newest_release() is None:
        return "We have no list of postcodes here to look yours up in."
    found = find_postcode(postcode)
    if found is None:
        return f"We could not find the postcode {postcode.strip().upper()} in our list."
    if not drawing_contains(place, drawing_in_force(decision), found.lon, found.lat):
        return f"That postcode looks to be outside {place.name}."
    return ""


def drawing_in_force(decision: Decision) -> str:
    """Digest of the line that says who lives here: the one fixed when voting opened."""
    if not decision.frozen:
        return boundary_digest(decision.place)
    return str(json.loads(decision.frozen)["boundary"])


def doubt_about_name(decision: Decision, name: str, postcode: str) -> str:
    """Why we cannot be sure that someone is not on the roll already; "" when we can."""
    if _namesake_on_roll(decision, name, postcode):
        return "Someone with this name and postcode is on the list of voters already."
    return ""


def _namesake_on_roll(decision: Decision, name: str, postcode: str) -> bool:
    """Whether the roll names such a person, under a number they did not say."""
    code = normal_postcode(postcode)
    spellings = [code, f"{code[:-3]} {code[-3:]}", postcode.strip()]
    listed = decision.roll.filter(way__in=(Way.ROLL, Way.LETTER))
    named = listed.filter(postcode__in=spellings).exclude(name="")
    plain = identity_hash(name, salt=b"name")
    return any(
        identity_hash(other, salt=b"name") == plain
        for other in named.values_list("name", flat=True)
    )


@dataclass(frozen=True, slots=True)
class FoundMark:
    """Whether a mark stands in the published list, and how."""

    marks: Sequence[str]
    n_listed: int


def find_mark(decision: Decision, figures: str) -> FoundMark:
    """Envelopes in the published list whose mark begins with these figures."""
    listed = decision.envelope_list.split()
    return FoundMark([mark for mark in listed if mark.startswith(figures)], len(listed))
