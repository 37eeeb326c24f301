"""Opening the box: envelopes become piles, and everything that led to a person is destroyed."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Count as CountOf

from folkmoot.deciding import rules
from folkmoot.deciding.actions.preparing import locked
from folkmoot.deciding.ballots import NotABallot, as_text, from_bytes, from_text, mark_of
from folkmoot.deciding.models import (
    COUNT_JOB,
    BoxKey,
    Channel,
    CountingOfficer,
    Decision,
    Envelope,
    OpenedBox,
    PaperLook,
    PaperTyping,
    Pile,
    RollEntry,
    Stage,
    Standing,
)
from folkmoot.kernel import sealing
from folkmoot.kernel.jobs.actions import put_job
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import Refused, refuse
from folkmoot.kernel.sweeping import sweep_after_commit
from folkmoot.people.models import Account

MEDDLED = (
    "The envelopes in the box are not the ones in the published list. "
    "Do not open it: find out what happened first."
)
NO_BALLOT = "No envelope holds a ballot that can be read. Nothing was opened: find out why first."


class WrongPassphrase(Refused):
    """One officer's passphrase is not theirs."""

    def __init__(self, officer: CountingOfficer) -> None:
        name = officer.account.shown_name()
        super().__init__(f"That is not the passphrase of {name}. Nothing was opened.")
        self.officer = officer


@transaction.atomic
def open_box(
    *,
    decision: Decision,
    passphrases: Mapping[CountingOfficer, str],
    by: Account | None,
    at: datetime,
) -> OpenedBox:
    """Open the box with the officers' passphrases, sort the ballots into piles, have them counted.

    In one transaction the envelopes are opened, the piles made, and the envelopes and every
    copy of the key destroyed. Afterwards nothing joins a ballot to the roll, and no
    passphrase opens anything. The key is nowhere but in this call; the count, which may take
    long, needs none, and is put on the list of long work.
    """
    decision = locked(decision)
    opened = sort_into_piles(decision, passphrases, by, at)
    put_job(kind=COUNT_JOB, about=decision, by=by, at=at)
    return opened


def sort_into_piles(
    decision: Decision,
    passphrases: Mapping[CountingOfficer, str],
    by: Account | None,
    at: datetime,
) -> OpenedBox:
    """Open the box of a decision that is locked, and destroy what led to people."""
    refuse(rules.why_not_count(decision) or _why_not_as_listed(decision))
    private = _opened_key(decision, passphrases)
    piles, n_spoilt = _opened_envelopes(decision, private)
    refuse("" if piles else NO_BALLOT)
    make_piles(decision, piles)
    opened = OpenedBox.objects.create(
        decision=decision,
        opened_at=at,
        n_ballots=piles.total(),
        n_spoilt=n_spoilt,
        turnout=_turnout(decision),
    )
    opened.officers.set(passphrases)
    _destroy_envelopes(decision)
    decision.stage = Stage.COUNTING
    decision.save(update_fields=["stage"])
    record("box_opened", about=decision, by=by, at=at, ballots=opened.n_ballots)
    return opened


def make_piles(decision: Decision, piles: Mapping[str, int]) -> None:
    """Lay the piles out in the order of what is on them, and in no other."""
    Pile.objects.bulk_create(
        (
            Pile(decision=decision, choices=choices, n_ballots=piles[choices])
            for choices in sorted(piles)
        ),
        batch_size=2000,
    )


def _opened_key(decision: Decision, passphrases: Mapping[CountingOfficer, str]) -> bytes:
    officers = sorted(passphrases, key=lambda officer: officer.pk)
    privates = [_private_key(officer, passphrases[officer]) for officer in officers]
    holders = [str(officer.pk) for officer in officers]
    for key in BoxKey.objects.filter(decision=decision):
        if key.holders == holders:
            return sealing.open_together(bytes(key.sealed), privates)
    raise Refused(f"The box opens with {decision.keys_needed} different passphrases together.")


def _private_key(officer: CountingOfficer, passphrase: str) -> bytes:
    lock = sealing.PassphraseLock(bytes(officer.public_key), bytes(officer.salt), officer.effort)
    try:
        return sealing.private_key_of(passphrase, lock)
    except sealing.WrongKey as error:
        raise WrongPassphrase(officer) from error


def _opened_envelopes(decision: Decision, private: bytes) -> tuple[Counter[str], int]:
    """Piles, and how many envelopes held no ballot of this decision. Refused votes stay sealed."""
    piles: Counter[str] = Counter()
    n_spoilt, n_options = 0, decision.options.count()
    refused = RollEntry.objects.filter(decision=decision, standing=Standing.REFUSED)
    envelopes = Envelope.objects.filter(decision=decision).exclude(entry__in=refused)
    for sealed in envelopes.values_list("sealed", flat=True).iterator():
        try:
            plain = sealing.unseal(bytes(sealed), private)
            piles[as_text(from_bytes(plain, decision=decision.pk, n_options=n_options))] += 1
        except (sealing.WrongKey, NotABallot):
            n_spoilt += 1
    for choices in _impossible(decision, piles):
        n_spoilt += piles.pop(choices)
    return piles, n_spoilt


def _why_not_as_listed(decision: Decision) -> str:
    """The box must hold, to the last byte, the envelopes whose marks were published."""
    sealed = decision.envelopes.values_list("sealed", flat=True).iterator()
    marks = sorted(mark_of(bytes(each)) for each in sealed)
    return "" if "\n".join(marks) == decision.envelope_list else MEDDLED


def _impossible(decision: Decision, piles: Mapping[str, int]) -> list[str]:
    """What no voter could have filled in here: sealed by somebody who went round the page.

    Options struck out since count as they stood on the paper: a ballot is not spoilt by that.
    """
    options = list(decision.options.all())
    for option in options:
        option.vetoed_at = None
    return [
        choices
        for choices in piles
        if rules.why_not_these_choices(decision, options, from_text(choices))
    ]


def _turnout(decision: Decision) -> dict[str, int]:
    """Ballots counted by the way they came. Paper is counted as paper, not on the roll."""
    entries = decision.roll.filter(standing=Standing.ADMITTED).exclude(
        channel__in=[Channel.NONE, Channel.PAPER]
    )
    by_channel = entries.values_list("channel").annotate(n=CountOf("id")).order_by("channel")
    turnout = dict(by_channel.values_list("channel", "n"))
    if n_paper := decision.paper_ballots.filter(is_sealed=True).count():
        turnout[Channel.PAPER.value] = n_paper
    return turnout


def _destroy_envelopes(decision: Decision) -> None:
    decision.envelopes.all().delete()
    decision.box_keys.all().delete()
    decision.counting_officers.update(public_key=b"", salt=b"", effort="")
    sweep_after_commit([Envelope, BoxKey, CountingOfficer, PaperTyping, PaperLook])
