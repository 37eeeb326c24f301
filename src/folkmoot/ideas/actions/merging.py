"""Making one proposal out of several, when every author of each has said yes."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from folkmoot.ideas import notices, rules
from folkmoot.ideas.actions.keeping import (
    as_author,
    credit_again,
    end_proposal,
    keep_version,
    new_link,
    promised_day,
)
from folkmoot.ideas.models import (
    Author,
    Channel,
    Draft,
    Merger,
    MergerConsent,
    MergerPart,
    MergerStage,
    Paper,
    Proposal,
    Stage,
)
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def suggest_merger(
    *,
    proposals: Sequence[Proposal],
    draft: Draft,
    reason: str,
    by: Account | None,
    at: datetime,
) -> Merger:
    """Draft one proposal out of several and ask every author of each."""
    held = Proposal.objects.select_for_update(of=("self",)).select_related("place")
    parts = list(held.filter(pk__in=[each.pk for each in proposals]).order_by("put_at", "pk"))
    refuse(rules.why_not_suggest(parts, reason) or rules.why_not_text(draft))
    merger = Merger.objects.create(
        place=parts[0].place,
        reason=reason.strip(),
        suggested_at=at,
        suggested_by=by,
        **draft.as_fields(),
    )
    for part in parts:
        MergerPart.objects.create(merger=merger, proposal=part)
    record("merger_suggested", about=merger, by=by, at=at, of=[part.ref for part in parts])
    for author in rules.authors_asked(merger):
        notices.merger_asked(merger, author, new_link(author, at=at), by=by, at=at)
    return merger


@transaction.atomic
def answer_merger(
    *,
    merger: Merger,
    author: Author,
    is_yes: bool,
    words: str = "",
    by: Account | None,
    at: datetime,
    paper: Paper | None = None,
) -> Merger:
    """One author says yes or no; `by` notes it when it came on paper.

    One no stops it. When all have said yes the proposals become one.
    """
    merger = _locked(merger)
    refuse(rules.why_not_answer(merger, author, is_yes=is_yes, words=words))
    refuse(rules.why_not_paper(paper, localdate(at)) if paper else "")
    for each in _also_theirs(merger, author):
        MergerConsent.objects.create(
            merger=merger,
            author=each,
            is_yes=is_yes,
            words=words.strip(),
            channel=Channel.PAPER if paper else Channel.WEB,
            paper_date=paper.date if paper else None,
            noted_by=by if paper else None,
            given_at=at,
        )
    record(
        "merger_answered", about=merger, by=by, at=at, is_yes=is_yes, on_paper=bool(paper),
        **as_author(author),
    )  # fmt: skip
    if not is_yes:
        _end(merger, MergerStage.STOPPED, words, by=by, at=at)
    elif not rules.why_not_complete(merger):
        _complete(merger, by=by, at=at)
    return merger


@transaction.atomic
def call_off_merger(*, merger: Merger, because: str, by: Account | None, at: datetime) -> Merger:
    """Stop waiting: the proposals stay as they are."""
    merger = _locked(merger)
    refuse(rules.why_not_call_off(merger, because))
    _end(merger, MergerStage.CALLED_OFF, because, by=by, at=at)
    record("merger_called_off", about=merger, by=by, at=at)
    return merger


def _also_theirs(merger: Merger, author: Author) -> list[Author]:
    """The author, and the same person as author of the other proposals: nobody is asked twice."""
    waiting = rules.authors_waited_for(merger)
    return [each for each in waiting if each.person_id == author.person_id]


def _end(
    merger: Merger, stage: MergerStage, because: str, *, by: Account | None, at: datetime
) -> None:
    authors = rules.authors_asked(merger)
    merger.stage, merger.ended_at, merger.ended_because = stage, at, because.strip()
    merger.save(update_fields=["stage", "ended_at", "ended_because"])
    merger.parts.update(is_open=False)
    notices.merger_ended(merger, authors, by=by, at=at)


def _complete(merger: Merger, *, by: Account | None, at: datetime) -> None:
    """Everyone has said yes: make the common proposal, and say where the others went."""
    authors = rules.authors_asked(merger)
    made = _common(merger, authors, at=at)
    merger.stage, merger.ended_at, merger.made = MergerStage.AGREED, at, made
    merger.save(update_fields=["stage", "ended_at", "made"])
    merger.parts.update(is_open=False)
    for part in merger.parts.select_related("proposal__option"):
        part.proposal.merged_into = made
        end_proposal(part.proposal, Stage.MERGED, "", by=by, at=at)
    notices.merger_made(merger, made, by=by, at=at)


def _common(merger: Merger, authors: list[Author], *, at: datetime) -> Proposal:
    made = Proposal.objects.create(
        place=merger.place,
        put_at=at,
        answer_date=promised_day(merger.place, at),
        **Draft.of(merger).as_fields(),
    )
    keep_version(made, at=at, note="Made out of several proposals, with every author's yes")
    credit_again(made, authors, at=at)
    return made


def _locked(merger: Merger) -> Merger:
    """The merger held still, after its proposals: as whoever withdraws one of them does."""
    parts = Proposal.objects.filter(merger_parts__merger=merger).order_by("put_at", "pk")
    list(parts.select_for_update(of=("self",)).values_list("pk"))
    rows = Merger.objects.select_for_update(of=("self",))
    return rows.select_related("place").get(pk=merger.pk)
