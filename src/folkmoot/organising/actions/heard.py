"""Preparing what a place tells of what it heard, releasing it, and taking it back."""

import hashlib
import uuid
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.organising import rules
from folkmoot.organising.actions.rounds import tell_people
from folkmoot.organising.models import (
    Answer,
    HeardPage,
    HeardStage,
    ListeningRound,
    Quote,
    Theme,
    Way,
)
from folkmoot.organising.queries import figures_of, heard_page_in
from folkmoot.people.models import Account


@transaction.atomic
def prepare_heard(
    *, round: ListeningRound, words: str, answer_back: str, by: Account | None, at: datetime
) -> HeardPage:
    """Write, or write anew, what the page says. Nobody but the team sees it."""
    ListeningRound.objects.select_for_update(no_key=True, of=("self",)).get(pk=round.pk)
    page = heard_page_in(round)
    refuse(rules.why_not_prepare(round, page) or rules.why_not_heard_words(words, answer_back))
    page = page or HeardPage(place=round.place, round=round, prepared_at=at, prepared_by=by)
    page.words, page.answer_back = words.strip(), answer_back.strip()
    page.save()
    record("heard_prepared", about=page, by=by, at=at)
    return page


@transaction.atomic
def quote_words(
    *, page: HeardPage, theme: Theme, answer: Answer, words: str, by: Account | None, at: datetime
) -> Quote:
    """Put words somebody said on the page, exactly, with their yes."""
    page = _locked(page.pk)
    refuse(rules.why_not_quote(page, answer, words))
    refuse("" if theme.place_id == page.place_id else "That theme is of another place.")
    same = Quote.objects.filter(page=page, answer=answer).exists()
    refuse("Words of this answer are on the page already." if same else "")
    quote = Quote.objects.create(
        page=page,
        theme=theme,
        answer=answer,
        words=rules.as_said(answer.words, words),
        added_at=at,
        added_by=by,
    )
    record("words_quoted", about=page, by=by, at=at)
    return quote


@transaction.atomic
def unquote(*, quote: Quote, by: Account | None, at: datetime) -> HeardPage:
    """Take words off a page that is being prepared."""
    page = _locked(quote.page_id)
    released = page.stage != HeardStage.PREPARED
    refuse(
        "This page has been released, and stays as it is. It can be taken back." if released else ""
    )
    Quote.objects.filter(pk=quote.pk).delete()
    record("words_unquoted", about=page, by=by, at=at)
    return page


@transaction.atomic
def release_heard(*, page: HeardPage, by: Account, at: datetime) -> HeardPage:
    """Let everybody read it. Its words and figures are frozen, and people have been told."""
    page = _locked(page.pk)
    figures = figures_of(page.round)
    refuse(rules.why_not_release(page, figures))
    address = reverse("organising:heard", args=[page.ref])
    page.telling = tell_people(
        round=page.round,
        way=Way.PAGE,
        told_date=localdate(at),
        words=f"The page “What we heard”, {address}",
        n_reached=None,
        by=by,
        at=at,
    )
    page.figures = figures
    page.digest = hashlib.sha256(page.frozen()).hexdigest()
    page.stage, page.released_at, page.released_by = HeardStage.RELEASED, at, by
    page.save()
    record("heard_released", about=page, by=by, at=at, digest=page.digest)
    return page


@transaction.atomic
def take_back_heard(*, page: HeardPage, why: str, by: Account, at: datetime) -> HeardPage:
    """Nobody reads it any more; that it was there, and why it is gone, stands in its place."""
    page = _locked(page.pk)
    refuse(rules.why_not_take_back(page, why))
    page.stage, page.taken_back_at = HeardStage.TAKEN_BACK, at
    page.taken_back_because = why.strip()[:500]
    page.save(update_fields=["stage", "taken_back_at", "taken_back_because"])
    record("heard_taken_back", about=page, by=by, at=at)
    return page


def _locked(key: uuid.UUID) -> HeardPage:
    rows = HeardPage.objects.select_for_update(of=("self",)).select_related("place", "round__place")
    found: HeardPage = rows.get(pk=key)
    return found
