"""Keeping files and letting them go."""

import uuid
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError

from folkmoot.kernel.files import keeping
from folkmoot.kernel.files.checking import Checked
from folkmoot.kernel.files.models import Attachment, Content
from folkmoot.kernel.record.actions import record

A_WHILE = timedelta(hours=1)  # what was handed in is held by then


@transaction.atomic
def keep_file(*, checked: Checked, by: Model | None, at: datetime) -> Attachment:
    """Keep a file that was looked at; in the transaction of the row that will point at it.

    The row of the bytes is held meanwhile, so that nothing takes them away between.
    """
    content, _ = Content.objects.select_for_update().get_or_create(
        digest=checked.digest, defaults={"size": checked.size}
    )
    keeping.put(checked.file, checked.digest)
    attachment = Attachment.objects.create(
        content=content,
        name=checked.name,
        kind=checked.kind.key,
        width=checked.width,
        height=checked.height,
        kept_at=at,
    )
    record("file_kept", about=attachment, by=by, at=at, media=attachment.kind, size=checked.size)
    return attachment


@transaction.atomic
def let_go(*, attachment: Attachment, by: Model | None, at: datetime) -> None:
    """Nothing points at it any more: gone once this transaction has committed, bytes and all.

    Nothing happens to one that another row still holds.
    """
    key = attachment.pk
    record("file_let_go", about=attachment, by=by, at=at)
    transaction.on_commit(lambda: _gone(key))


@transaction.atomic
def sweep_files(*, by: Model | None, at: datetime) -> int:
    """Remove what nothing holds, and bytes that belong to nothing; how many."""
    old = Attachment.objects.filter(kept_at__lt=at - A_WHILE).held_by_nobody()
    n_gone = sum(_gone(key) for key in list(old.values_list("pk", flat=True)))
    if n_gone:
        record("files_swept", about=Content(digest="all"), by=by, at=at, n_gone=n_gone)
    bare = Content.objects.filter(attachments__isnull=True).values_list("pk", flat=True)
    for digest in list(bare):
        _bytes_gone(digest)
    long_ago = (at - timedelta(days=1)).timestamp()
    for path in list(keeping.lying_about(before=long_ago)):
        _stray_gone(path)
    return n_gone


def _gone(key: uuid.UUID) -> int:
    with transaction.atomic():
        attachment = Attachment.objects.select_for_update().filter(pk=key).first()
        if attachment is None:
            return 0
        try:
            attachment.delete()
        except ProtectedError:  # somebody holds it
            return 0
        _bytes_gone(attachment.content_id)
        return 1


def _bytes_gone(digest: str) -> None:
    """Bytes go while their row is held: whoever hands in the same waits, and writes them anew."""
    with transaction.atomic():
        content = Content.objects.select_for_update().filter(pk=digest).first()
        if content and not content.attachments.exists():
            content.delete()
            keeping.take_away(digest)


def _stray_gone(path: Path) -> None:
    """Bytes of a transaction that came to nothing. Their row is made, so that nobody else does."""
    if len(path.name) != keeping.SIGNS:  # never finished
        path.unlink(missing_ok=True)
        return
    with suppress(IntegrityError), transaction.atomic():
        content = Content.objects.create(digest=path.name, size=1)
        keeping.take_away(path.name)
        content.delete()
