"""Paper ballots: checked in on the roll, taken out of their envelopes, typed by two people."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from folkmoot.deciding import rules
from folkmoot.deciding.actions.closing import list_envelopes
from folkmoot.deciding.actions.holding import held_line
from folkmoot.deciding.actions.preparing import locked
from folkmoot.deciding.ballots import Choices, as_bytes, as_text, mark_of
from folkmoot.deciding.models import (
    Channel,
    Decision,
    Envelope,
    PaperBallot,
    PaperLook,
    PaperTyping,
    RollEntry,
    Stage,
)
from folkmoot.kernel import sealing
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def check_in_paper(
    *,
    entry: RollEntry,
    told_code: bool,
    by: Account | None,
    at: datetime,
    came_in_time: bool = True,
) -> RollEntry:
    """Mark on the roll that a paper ballot has come in, from what the outer envelope holds.

    `told_code` says that the line was found by its code, not by a number anyone could guess.

    `came_in_time` is the word of whoever checks it in after voting has closed: it lay here
    before. Until the count such paper is taken.

    The ballot inside goes to a pile unread, and is numbered only when the pile has been
    mixed: nothing here says which paper it becomes.
    """
    entry = held_line(entry)
    why_not = rules.why_not_paper(
        entry.decision, entry, told_code=told_code, came_in_time=came_in_time, at=at
    )
    refuse(why_not)
    return _checked_in(entry, at)


@transaction.atomic
def check_in_seen(*, entry: RollEntry, by: Account | None, at: datetime) -> RollEntry:
    """Mark on the roll that somebody seen in the hall votes on paper, without their letter.

    From then on the code of the letter is good for nothing. It is not shown, nor taken off the
    roll, so that whoever finds the letter is told. What is kept is what is kept of every paper:
    nothing says that there was no letter.
    """
    entry = held_line(entry)
    refuse(rules.why_not_paper_in_hall(entry.decision, entry, at=at))
    return _checked_in(entry, at)


@transaction.atomic
def register_papers(
    *, decision: Decision, n_papers: int, by: Account | None, at: datetime
) -> list[PaperBallot]:
    """Give numbers to papers that have been taken out of their envelopes and mixed."""
    decision = locked(decision)
    refuse(rules.why_not_register_papers(decision, n_papers))
    last = decision.paper_ballots.aggregate(last=Max("number"))["last"] or 0
    papers = PaperBallot.objects.bulk_create(
        PaperBallot(decision=decision, number=last + step) for step in range(1, n_papers + 1)
    )
    record("papers_registered", about=decision, by=by, at=at, n_papers=n_papers)
    return papers


@transaction.atomic
def type_paper(
    *,
    paper: PaperBallot,
    choices: Choices,
    is_spoilt: bool,
    by: Account,
    at: datetime,
) -> bool:
    """Note what one person read on a paper. Returns whether two now agree and it is sealed."""
    paper = _locked_paper(paper)
    refuse(rules.why_not_type_paper(paper, by))
    if not is_spoilt:
        options = list(paper.decision.options.all())
        refuse(rules.why_not_these_choices(paper.decision, options, choices))
    text = "" if is_spoilt else as_text(choices)
    PaperTyping.objects.create(paper=paper, typed_by=by, choices=text, is_spoilt=is_spoilt)
    readings = set(paper.typings.values_list("choices", "is_spoilt"))
    agreed = paper.typings.count() == 2 and len(readings) == 1
    if agreed:
        _seal(paper, choices, is_spoilt=is_spoilt)
    record("paper_typed", about=paper.decision, by=by, at=at, paper=paper.number, agreed=agreed)
    return agreed


@transaction.atomic
def settle_paper(
    *, paper: PaperBallot, choices: Choices, is_spoilt: bool, by: Account, at: datetime
) -> bool:
    """Note what someone says is on a paper that was read differently, after two have looked.

    One person's word settles nothing: the paper is sealed when a second person says the same,
    be it one of the readings or what both typed anew. Whoever says something else later takes
    their first word back.

    Returns whether two people now say the same and it is sealed.
    """
    paper = _locked_paper(paper)
    refuse(rules.why_not_settle_paper(paper))
    if not is_spoilt:
        options = list(paper.decision.options.all())
        refuse(rules.why_not_these_choices(paper.decision, options, choices))
    text = "" if is_spoilt else as_text(choices)
    said = {"choices": text, "is_spoilt": is_spoilt}
    PaperLook.objects.update_or_create(paper=paper, looked_by=by, defaults=said)
    other = paper.looks.filter(**said).exclude(looked_by=by).order_by("id").first()
    if other is None:
        record("paper_looked_at", about=paper.decision, by=by, at=at, paper=paper.number)
        return False
    was_read = paper.typings.filter(**said).exists()
    _seal(paper, choices, is_spoilt=is_spoilt)
    record(
        "paper_settled",
        about=paper.decision,
        by=by,
        at=at,
        paper=paper.number,
        agreed_with=str(other.looked_by_id),
        typed_anew=not was_read,
    )
    return True


@transaction.atomic
def reconcile_paper(
    *, decision: Decision, because: str, by: Account | None, at: datetime
) -> Decision:
    """Write down why the papers typed and the papers checked in are not the same number."""
    decision = locked(decision)
    refuse("" if decision.stage == Stage.CLOSED else "Close the voting first.")
    decision.reconciliation = because.strip()
    decision.save(update_fields=["reconciliation"])
    record("paper_reconciled", about=decision, by=by, at=at, because=because)
    return decision


def _checked_in(entry: RollEntry, at: datetime) -> RollEntry:
    entry.channel = Channel.PAPER
    entry.save(update_fields=["channel"])
    record("paper_checked_in", about=entry.decision, by=None, at=at, only_the_day=True)
    return entry


def _locked_paper(paper: PaperBallot) -> PaperBallot:
    decision = locked(paper.decision)
    paper = PaperBallot.objects.select_for_update().get(pk=paper.pk)
    paper.decision = decision
    return paper


def _seal(paper: PaperBallot, choices: Choices, *, is_spoilt: bool) -> None:
    """Put the paper's ballot among the envelopes, and forget what each person read."""
    decision = paper.decision
    if not is_spoilt:
        n_options = decision.options.count()
        plain = as_bytes(choices, decision=decision.pk, n_options=n_options)
        sealed = sealing.seal(plain, bytes(decision.public_key))
        Envelope.objects.create(decision=decision, sealed=sealed, mark=mark_of(sealed))
    paper.is_sealed, paper.is_spoilt = not is_spoilt, is_spoilt
    paper.save(update_fields=["is_sealed", "is_spoilt"])
    paper.typings.all().delete()
    paper.looks.all().delete()
    if decision.stage == Stage.CLOSED:
        list_envelopes(decision)
