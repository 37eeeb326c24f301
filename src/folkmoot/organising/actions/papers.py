"""Signed papers of agreements: kept, and taken off."""

from datetime import datetime

from django.db import transaction

from folkmoot.kernel.files.actions import keep_file, let_go
from folkmoot.kernel.files.checking import Checked
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.organising import rules
from folkmoot.organising.models import Agreement, AgreementPaper
from folkmoot.people.models import Account


@transaction.atomic
def keep_paper(
    *, agreement: Agreement, checked: Checked, by: Account, at: datetime
) -> AgreementPaper:
    """A signed paper, kept with what was agreed."""
    held = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    refuse(rules.why_not_keep_paper(held, n_papers=held.papers.count()))
    paper = AgreementPaper.objects.create(
        place_id=held.place_id,
        agreement=held,
        file=keep_file(checked=checked, by=by, at=at),
        kept_at=at,
        kept_by=by,
    )
    record("agreement_paper_kept", about=held, by=by, at=at, digest=checked.digest)
    return paper


@transaction.atomic
def take_paper_off(*, paper: AgreementPaper, by: Account, at: datetime) -> Agreement:
    """The wrong paper: gone, bytes and all. Its fingerprint stays in the account."""
    found = AgreementPaper.objects.select_for_update(of=("self",)).select_related("file")
    held = found.get(pk=paper.pk)
    record("agreement_paper_off", about=paper.agreement, by=by, at=at, digest=held.file.content_id)
    held.delete()
    let_go(attachment=held.file, by=by, at=at)
    return paper.agreement
