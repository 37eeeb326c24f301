"""The keys to which the phones of a place seal what they note."""

from datetime import datetime

from django.db import transaction

from folkmoot.kernel.device_seals import mark_of, new_device_keys
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.sealing import wrap_for_keeping
from folkmoot.organising.models import NotebookKey
from folkmoot.people.models import Account
from folkmoot.places.models import Place


@transaction.atomic
def make_notebook_key(*, place: Place, by: Account | None, at: datetime) -> NotebookKey:
    """From now on phones seal to a new key, once they have seen it; earlier ones still open."""
    pair = new_device_keys()
    key = NotebookKey.objects.create(
        place=place,
        mark=mark_of(pair.public),
        public=pair.public,
        wrapped=wrap_for_keeping(pair.private),
        made_at=at,
        made_by=by,
    )
    record("notebook_key_made", about=key, by=by, at=at)
    return key
