"""The roll: making codes, loading names, forgetting afterwards."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from folkmoot.deciding import codes, rules
from folkmoot.deciding.actions.preparing import locked
from folkmoot.deciding.identity import identity_hash
from folkmoot.deciding.models import Channel, CodeBatch, Decision, RollEntry, RollLook, Way
from folkmoot.deciding.rolls import RollLine
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account

FORGOTTEN = "The reason was deleted together with the names."


@transaction.atomic
def make_codes(
    *,
    decision: Decision,
    n_codes: int,
    label: str,
    way: Way,
    by: Account | None,
    at: datetime,
) -> tuple[CodeBatch, list[tuple[int, str]]]:
    """Make one-time codes for letters or vouchers.

    Returns
    -------
    batch, codes
        Codes with the number printed beside each. They are nowhere else: print them now.
    """
    decision = locked(decision)
    refuse(rules.why_not_make_codes(decision, n_codes, at=at))
    salt = code_salt(decision)
    batch = CodeBatch.objects.create(
        decision=decision, label=label, way=way, n_codes=n_codes, made_at=at, made_by=by
    )
    first = next_number(decision)
    made = [(first + step, codes.new_code()) for step in range(n_codes)]
    RollEntry.objects.bulk_create(
        (
            RollEntry(
                decision=decision,
                batch=batch,
                number=number,
                way=way,
                code_hash=codes.hash_of(code, salt=salt),
            )
            for number, code in made
        ),
        batch_size=1000,
    )
    record("codes_made", about=decision, by=by, at=at, n_codes=n_codes, label=label)
    return batch, made


@transaction.atomic
def withdraw_codes(*, batch: CodeBatch, by: Account | None, at: datetime) -> int:
    """Take back the codes of a batch that nobody has used: lost post, a misprint.

    People from the list stay on the roll, as they were before their letter. Returns how many
    codes were taken back.
    """
    decision = locked(batch.decision)
    batch = CodeBatch.objects.select_for_update().get(pk=batch.pk)
    batch.decision = decision  # as it is now: voting may have closed a moment ago
    refuse(rules.why_not_withdraw_codes(batch, at=at))
    unused = batch.entries.filter(channel=Channel.NONE)
    again = [line.of_the_same_person(Way.ROLL) for line in unused.exclude(name="")]
    n_withdrawn, _ = unused.delete()
    RollEntry.objects.bulk_create(again, batch_size=1000)
    batch.withdrawn_at = at
    batch.save(update_fields=["withdrawn_at"])
    record("codes_withdrawn", about=decision, by=by, at=at, n_withdrawn=n_withdrawn)
    return n_withdrawn


@transaction.atomic
def load_roll(
    *, decision: Decision, lines: Sequence[RollLine], by: Account | None, at: datetime
) -> int:
    """Put named people on the roll. Returns how many were new; the rest were there already."""
    decision = locked(decision)
    refuse(rules.why_not_enrol(decision, at=at))
    salt, number = code_salt(decision), next_number(decision)
    known = set(decision.roll.exclude(identity_hash="").values_list("identity_hash", flat=True))
    fresh: dict[str, RollEntry] = {}
    for line in lines:
        identity = identity_hash(line.name, line.postcode, line.roll_number, salt=salt)
        if identity not in known and identity not in fresh:
            fresh[identity] = RollEntry(
                decision=decision,
                number=number + len(fresh),
                way=Way.ROLL,
                identity_hash=identity,
                has_number=bool(line.roll_number),
                name=line.name,
                address=line.address,
                postcode=line.postcode,
            )
    RollEntry.objects.bulk_create(fresh.values(), batch_size=1000)
    record("roll_loaded", about=decision, by=by, at=at, n_people=len(fresh))
    return len(fresh)


@transaction.atomic
def forget_voters(*, decision: Decision, by: Account | None, at: datetime) -> int:
    """Blank names and addresses on the roll of a decision that is over. Returns how many."""
    decision = locked(decision)
    refuse(rules.why_not_forget_voters(decision))
    named = decision.roll.exclude(name="", address="", postcode="", identity_hash="")
    n_forgotten = named.update(name="", address="", postcode="", identity_hash="")
    decision.roll.exclude(settled_because="").update(settled_because=FORGOTTEN)
    decision.roll.filter(seen_by__isnull=False).update(seen_by=None)
    RollLook.objects.filter(entry__decision=decision).update(because=FORGOTTEN)
    decision.voters_forgotten_at = at
    decision.save(update_fields=["voters_forgotten_at"])
    record("voters_forgotten", about=decision, by=by, at=at, n_forgotten=n_forgotten)
    return n_forgotten


def code_salt(decision: Decision) -> bytes:
    """The decision's salt; made when first needed, for letters go out before opening."""
    if not decision.salt:
        decision.salt = codes.new_salt()
        decision.save(update_fields=["salt"])
    return bytes(decision.salt)


def next_number(decision: Decision) -> int:
    """The next free number on the roll."""
    last: int | None = decision.roll.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
