"""Letters with codes to people on the roll whose address is known: one line, one code, one vote."""

from datetime import datetime

from django.db import transaction

from folkmoot.deciding import codes, rules
from folkmoot.deciding.actions.preparing import locked
from folkmoot.deciding.actions.roll import code_salt
from folkmoot.deciding.models import CodeBatch, Decision, RollEntry, Way
from folkmoot.deciding.queries.addresses import awaiting_letters
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def make_letters(
    *, decision: Decision, n_letters: int, label: str, by: Account | None, at: datetime
) -> tuple[CodeBatch, list[tuple[RollEntry, str]]]:
    """Give the next so many people on the roll a code, for a letter to their address.

    How somebody came on the roll is never changed. So each line makes way for another, of the
    same person under the same number, that its code opens: there is no second line to vote with,
    and a name and a postcode alone no longer do.

    Returns
    -------
    batch, letters
        Each line with its code, in the order of the roll. The code is nowhere else: print it now.
    """
    decision = locked(decision)
    waiting = awaiting_letters(decision)
    refuse(rules.why_not_make_letters(decision, n_letters, waiting.count(), at=at))
    salt, before = code_salt(decision), list(waiting[:n_letters])
    batch = CodeBatch.objects.create(
        decision=decision, label=label, way=Way.LETTER, n_codes=n_letters, made_at=at, made_by=by
    )
    letters = [_with_code(line, batch, salt) for line in before]
    waiting.filter(number__lte=before[-1].number).order_by().delete()
    RollEntry.objects.bulk_create([line for line, _ in letters], batch_size=1000)
    record("codes_made", about=decision, by=by, at=at, n_codes=n_letters, label=label)
    return batch, letters


def _with_code(line: RollEntry, batch: CodeBatch, salt: bytes) -> tuple[RollEntry, str]:
    code = codes.new_code()
    fresh = line.of_the_same_person(Way.LETTER)
    fresh.batch, fresh.code_hash = batch, codes.hash_of(code, salt=salt)
    return fresh, code
