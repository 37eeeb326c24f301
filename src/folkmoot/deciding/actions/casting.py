"""Casting: from someone with a right to vote to a sealed envelope and a receipt."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from folkmoot.deciding import codes, rules
from folkmoot.deciding.actions.holding import held_decision, held_line, note_channel
from folkmoot.deciding.actions.preparing import locked
from folkmoot.deciding.actions.roll import code_salt, next_number
from folkmoot.deciding.ballots import Choices, as_bytes, mark_of
from folkmoot.deciding.identity import identity_hash
from folkmoot.deciding.models import (
    TAKEN_FROM_AFAR,
    Channel,
    Decision,
    Envelope,
    RollEntry,
    Standing,
    Way,
)
from folkmoot.deciding.queries.voting import on_ballot
from folkmoot.kernel import sealing
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import Refused, refuse
from folkmoot.people.models import Account

CLAIMED_TWICE = (
    "Somebody has voted, or asked to, with this name and postcode already. "
    "If that was not you, tell the people who run this vote."
)
CLAIMED_BEFORE = (
    "Somebody is on the roll with this name and postcode already. Look for them under Help "
    "someone vote: if a vote in their name is still in doubt, theirs takes its place."
)
NAME_ALONE = "A name and a postcode are all that was given, and others may know them too."
NOT_ON_ROLL = "We could not find this name, postcode and number on the list of voters."


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the voter takes away: a code to change the ballot, a mark to find it in the list."""

    code: str
    mark: str
    is_provisional: bool
    again: bool = False  # the same ballot, asked for twice: nothing was changed the second time


@dataclass(frozen=True, slots=True)
class Receipts:
    """The receipt codes of one casting.

    Attributes
    ----------
    shown : str
        Of the ballot to be replaced; "" for a first ballot.
    given : str
        To give, fixed beforehand by a page whose button may be pressed twice: whoever asks again
        with the same code is told of the same ballot. "" for a fresh one.
    """

    shown: str = ""
    given: str = ""


NO_RECEIPTS = Receipts()


@transaction.atomic
def cast_ballot(
    *,
    entry: RollEntry,
    choices: Choices,
    channel: Channel,
    by: Account | None,
    at: datetime,
    receipts: Receipts = NO_RECEIPTS,
    seen_by: Account | None = None,
) -> Receipt:
    """Seal a ballot and put it in the box, or in place of the one the receipt code is for.

    The roll learns that this entry has voted, and how; never what, and never when. The
    record learns the day. `by` is whoever helped, and is not recorded beside the ballot.

    The decision is held still first, so that no ballot slips in behind a closing that is
    under way, and yet voters do not wait for each other. After the closing time none is taken,
    closed or not, but from somebody who was admitted in the hall before it (`channel`).

    Parameters
    ----------
    entry : RollEntry
        Whose vote it is. Only its key is used: all that counts is read under the lock.
    receipts : Receipts
        The receipt code that is shown, to change a ballot, and the one to give.
    seen_by : Account
        Who has seen in the hall that the voter is the one on this line of the roll; None when a
        code shows it, or nobody has. What was cast in this name before and is in doubt makes
        way for what is cast now, unread.
    """
    entry = held_line(entry)
    decision = entry.decision
    if cast := _cast_already(decision, entry, receipts.given):
        return cast
    in_hall, changes, seen = channel == Channel.HALL, bool(receipts.shown), seen_by is not None
    before = _envelope_to_replace(decision, entry, receipts.shown)
    refuse(rules.why_not_cast(decision, entry, changes=changes, at=at, in_hall=in_hall, seen=seen))
    if seen:
        before = Envelope.objects.filter(entry=entry).first()
    options = on_ballot(decision)
    refuse(rules.why_not_these_choices(decision, options, choices))
    sealed = _sealed(decision, len(options), choices)
    code = receipts.given or codes.new_code()
    envelope = before or Envelope(decision=decision, entry=entry)
    envelope.sealed, envelope.mark = sealed, mark_of(sealed)
    envelope.receipt_hash = codes.hash_of(code, salt=bytes(decision.salt))
    envelope.save()
    _note_on_roll(entry, channel, seen_by)
    record("ballot_received", about=decision, by=None, at=at, only_the_day=True)
    return Receipt(code, envelope.mark, entry.standing == Standing.PROVISIONAL)


@transaction.atomic
def note_help(*, decision: Decision, by: Account, at: datetime) -> None:
    """Keep that this helper began to take somebody's vote on this day: how many, never whose."""
    record("vote_taken_for_someone", about=decision, by=by, at=at, only_the_day=True)


@transaction.atomic
def claim_by_postcode(
    *,
    decision: Decision,
    name: str,
    address: str,
    postcode: str,
    doubt: str,
    by: Account | None,
    at: datetime,
) -> RollEntry:
    """Put someone on the roll who says they live inside the boundary.

    Anyone can say so in a neighbour's name. So the vote is provisional: taken and sealed now,
    settled by two people before the count.

    Parameters
    ----------
    doubt : str
        What else there is to look into; "" when there is nothing but the name and address.
    """
    decision = held_decision(decision.pk)
    refuse(rules.why_not_claim(decision, at=at))
    salt = code_salt(decision)
    entry = RollEntry(
        decision=decision,
        way=Way.POSTCODE,
        standing=Standing.PROVISIONAL,
        why_provisional=doubt or NAME_ALONE,
        identity_hash=identity_hash(name, postcode, "", salt=salt),
        name=name,
        address=address,
        postcode=postcode,
    )
    return _enrolled(entry, at)


@transaction.atomic
def claim_place_on_roll(
    *,
    decision: Decision,
    name: str,
    address: str,
    postcode: str,
    by: Account | None,
    at: datetime,
) -> RollEntry:
    """Take a provisional vote from someone who should be on the roll and was not found there."""
    decision = held_decision(decision.pk)
    refuse(rules.why_not_claim_on_roll(decision, at=at))
    entry = RollEntry(
        decision=decision,
        way=Way.ROLL,
        standing=Standing.PROVISIONAL,
        why_provisional=NOT_ON_ROLL,
        identity_hash=identity_hash(name, postcode, "", salt=code_salt(decision)),
        name=name,
        address=address,
        postcode=postcode,
    )
    return _enrolled(entry, at)


@transaction.atomic
def admit_in_person(
    *,
    decision: Decision,
    name: str,
    address: str,
    postcode: str,
    doubt: str,
    by: Account | None,
    at: datetime,
) -> tuple[RollEntry, str]:
    """Put someone on the roll who has come to the hall, and give them a one-time code.

    Returns the entry, and the code to print on a slip: it is kept nowhere.
    """
    decision = locked(decision)  # alone, so that two desks do not give the same number
    refuse(rules.why_not_admit(decision, at=at))
    salt, code = code_salt(decision), codes.new_code()
    entry = RollEntry(
        decision=decision,
        number=next_number(decision),
        way=Way.IN_PERSON,
        standing=Standing.PROVISIONAL if doubt else Standing.ADMITTED,
        why_provisional=doubt,
        code_hash=codes.hash_of(code, salt=salt),
        identity_hash=identity_hash(name, postcode, "", salt=salt),
        name=name,
        address=address,
        postcode=postcode,
    )
    return _enrolled(entry, at, known_already=CLAIMED_BEFORE), code


def _note_on_roll(entry: RollEntry, channel: Channel, seen_by: Account | None) -> None:
    """That this entry has voted, and how; and whether that must be settled, or is by being seen.

    A line that only a name shows is nobody's for certain when it is voted with from afar.
    """
    changed: dict[str, object] = {"channel": channel}
    if seen_by and entry.standing != Standing.ADMITTED:
        changed |= {"standing": Standing.ADMITTED, "seen_by": seen_by, "settled_because": ""}
    elif entry.standing == Standing.ADMITTED and _is_unsure(entry, channel):
        changed |= {"standing": Standing.PROVISIONAL, "why_provisional": NAME_ALONE}
    for name, value in changed.items():
        setattr(entry, name, value)
    if len(changed) == 1:
        note_channel(entry)
    else:
        entry.save(update_fields=list(changed))


def _is_unsure(entry: RollEntry, channel: Channel) -> bool:
    """Whether nothing but a name shows who casts this first ballot, and nobody sees them."""
    return entry.is_by_name and channel in TAKEN_FROM_AFAR and not entry.has_voted


def _enrolled(entry: RollEntry, at: datetime, *, known_already: str = CLAIMED_TWICE) -> RollEntry:
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError as error:
        known = entry.identity_hash and entry.decision.roll.filter(
            identity_hash=entry.identity_hash
        )
        raise Refused(known_already if known else "Please try that once more.") from error
    record("voter_enrolled", about=entry.decision, by=None, at=at, only_the_day=True, way=entry.way)
    return entry


def _cast_already(decision: Decision, entry: RollEntry, new_receipt: str) -> Receipt | None:
    """The ballot that was cast with this very code a moment ago; None when there is none."""
    if not (new_receipt and entry.has_voted):
        return None
    receipt_hash = codes.hash_of(new_receipt, salt=bytes(decision.salt))
    envelope = Envelope.objects.filter(entry=entry, receipt_hash=receipt_hash).first()
    if envelope is None:
        return None
    provisional = entry.standing == Standing.PROVISIONAL
    return Receipt(new_receipt, envelope.mark, provisional, again=True)


def _envelope_to_replace(decision: Decision, entry: RollEntry, receipt: str) -> Envelope | None:
    """The envelope this receipt code is for; None when no receipt was shown."""
    if not receipt:
        return None
    receipt_hash = codes.hash_of(receipt, salt=bytes(decision.salt))
    envelope = Envelope.objects.filter(entry=entry, receipt_hash=receipt_hash).first()
    if envelope is None:
        raise Refused("That receipt code is no longer good: the ballot was changed since.")
    return envelope


def _sealed(decision: Decision, n_options: int, choices: Choices) -> bytes:
    plain = as_bytes(choices, decision=decision.pk, n_options=n_options)
    return sealing.seal(plain, bytes(decision.public_key))
