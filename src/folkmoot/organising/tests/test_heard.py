"""A place tells what it heard by its own decision: frozen, guarded, quoted only with a yes."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from folkmoot.kernel import clock
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions, queries
from folkmoot.organising.models import (
    Answer,
    Conversation,
    HeardPage,
    HeardStage,
    ListeningRound,
    Quote,
    RoundStage,
    Telling,
)
from folkmoot.organising.tests.makers import (
    LATER,
    a_conversation,
    a_heard_page,
    a_place,
    a_round,
    a_round_heard,
    a_theme,
    an_organiser,
    at,
    coded,
    someone,
    the_convenor,
)
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db
WORDS = "The swings are broken, and nobody mends them."


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def released(round: ListeningRound | None = None) -> HeardPage:
    page = (queries.heard_page_in(round) if round else None) or a_heard_page(round)
    return actions.release_heard(page=page, by=the_convenor(page.place), at=LATER)


def an_answer(round: ListeningRound, **more: Any) -> Answer:
    said = a_conversation(round, WORDS, **({"may_quote": True} | more))
    return said.answers.get()


def quoted(page: HeardPage, answer: Answer, words: str = WORDS) -> Quote:
    theme = a_theme(page.place, "Play")
    return actions.quote_words(
        page=page, theme=theme, answer=answer, words=words, by=None, at=LATER
    )


def public(page: HeardPage) -> str:
    answer = browser_of(None).get(at("heard", page.ref))
    assert answer.status_code == 200
    return answer.content.decode()


def test_only_the_team_sees_a_page_that_is_being_prepared() -> None:
    page = a_heard_page()
    assert browser_of(an_organiser(page.place)).get(at("heard", page.ref)).status_code == 200
    for who in (an_organiser(a_place("Elm Park")), someone("Sam"), None):
        assert browser_of(who).get(at("heard", page.ref)).status_code == 404


def test_a_convenor_releases_it_and_then_anyone_reads_it(valid_html: ValidHtml) -> None:
    page = a_heard_page()
    assert (
        browser_of(an_organiser(page.place)).post(at("release_heard", page.ref)).status_code == 403
    )
    convenor = browser_of(the_convenor(page.place))
    valid_html(convenor.get(at("heard", page.ref)))
    assert convenor.post(at("release_heard", page.ref)).status_code == 302
    answer = browser_of(None).get(at("heard", page.ref))
    valid_html(answer)
    assert "Come to the hall" in answer.content.decode()
    assert "We heard about swings." in answer.content.decode()
    assert "6 conversations" in answer.content.decode()


def test_releasing_it_tells_people_and_the_round_can_close() -> None:
    round = a_round_heard()
    with pytest.raises(Refused, match="Nobody has been told"):
        actions.close_round(round=round, by=None, at=LATER)
    page = released(round)
    telling = Telling.objects.get()
    assert (telling.way, telling.round) == ("page", round)
    assert page.ref in telling.words
    assert actions.close_round(round=round, by=None, at=LATER).stage == RoundStage.CLOSED


def test_anyone_takes_the_released_figures_as_a_file_until_they_are_taken_back() -> None:
    page = a_heard_page(a_round_heard())
    assert browser_of(None).get(at("heard_file", page.ref)).status_code == 404
    page = released(page.round)
    file = browser_of(None).get(at("heard_file", page.ref)).content.decode("utf-8-sig")
    assert file.startswith("theme,streets,of streets,groups,of groups,conversations")
    assert len(file.splitlines()) == 1 + len(page.figures["themes"])
    actions.take_back_heard(page=page, why="A mistake.", by=the_convenor(page.place), at=LATER)
    assert browser_of(None).get(at("heard_file", page.ref)).status_code == 404


def test_what_was_released_stays_as_it_was_whatever_is_coded_afterwards() -> None:
    round = a_round_heard()
    page = released(round)
    before = public(page)
    actions.change_theme(
        theme=a_theme(round.place, "Play"), name="Games", belongs="x", belongs_not="", by=None,
        at=LATER,
    )  # fmt: skip
    assert public(page) == before
    with pytest.raises(Refused, match="stays as it is"):
        actions.prepare_heard(round=round, words="Else", answer_back="x", by=None, at=LATER)
    with pytest.raises(Refused, match="released already"):
        actions.release_heard(page=page, by=the_convenor(round.place), at=LATER)


def test_it_is_taken_back_with_a_reason_and_counts_as_telling_no_more() -> None:
    round = a_round_heard()
    page = released(round)
    convenor = browser_of(the_convenor(round.place))
    for wrong in ({"why": " "}, {}, {"why": "x" * 501}):
        assert convenor.post(at("take_back_heard", page.ref), wrong).status_code == 422
    sent = {"why": "A street was named wrongly."}
    assert convenor.post(at("take_back_heard", page.ref), sent).status_code == 302
    assert convenor.post(at("take_back_heard", page.ref), sent).status_code == 409
    told = public(page)
    assert "A street was named wrongly." in told
    assert "We heard about swings." not in told
    assert "6 conversations" not in told
    with pytest.raises(Refused, match="Nobody has been told"):
        actions.close_round(round=round, by=None, at=LATER)
    with pytest.raises(DatabaseError, match="told what was heard"), transaction.atomic():
        ListeningRound.objects.filter(pk=round.pk).update(stage="CLOSED", closed_at=LATER)
    again = a_heard_page(round)
    assert again.pk != page.pk


def test_too_few_conversations_are_never_told_on_a_page() -> None:
    round = a_round()
    for number in range(4):
        coded(a_conversation(round, f"Note {number}"), "Play")
    actions.end_listening(round=round, by=None, at=LATER)
    page = a_heard_page(round)
    with pytest.raises(Refused, match="fewer than 5 conversations"):
        actions.release_heard(page=page, by=the_convenor(round.place), at=LATER)


def test_a_page_waits_until_the_listening_has_ended_and_somebody_has_read() -> None:
    round = a_round()
    for number in range(6):
        a_conversation(round, f"Note {number}")
    page = a_heard_page(round)
    with pytest.raises(Refused, match="End the listening first"):
        actions.release_heard(page=page, by=the_convenor(round.place), at=LATER)
    actions.end_listening(round=round, by=None, at=LATER)
    with pytest.raises(Refused, match="No note has been read"):
        actions.release_heard(page=page, by=the_convenor(round.place), at=LATER)


def test_a_page_that_says_nothing_is_asked_for_again_with_what_was_typed() -> None:
    round = a_round_heard()
    browser = browser_of(an_organiser(round.place))
    for sent, sentence in (
        ({"words": "", "answer_back": "Come to the hall."}, "What did you hear?"),
        ({"words": "Swings.", "answer_back": " "}, "How can people answer back?"),
        ({"words": "x" * 3001, "answer_back": "Come to the hall."}, "3,000"),
    ):
        answer = browser.post(at("prepare_heard", round.ref), sent)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert sentence in page or sentence.replace(",", "") in page
        assert sent["words"] in page
        assert sent["answer_back"].strip() in page
    assert not HeardPage.objects.exists()


def test_a_round_that_has_not_begun_and_a_page_elsewhere_are_no_ones() -> None:
    page = released()
    elsewhere = browser_of(the_convenor(a_place("Elm Park")))
    for name in ("release_heard", "take_back_heard", "quotes"):
        assert elsewhere.post(at(name, page.ref)).status_code in (403, 404)
    assert elsewhere.get(at("prepare_heard", page.round.ref)).status_code == 404
    page.refresh_from_db()
    assert page.stage == HeardStage.RELEASED


def test_the_database_too_keeps_what_was_released_and_quotes_nobody_without_a_yes() -> None:
    round = a_round_heard()
    page = a_heard_page(round)
    theme, no, yes = (
        a_theme(round.place, "Play"),
        an_answer(round, may_quote=False),
        an_answer(round),
    )
    facts = {"page": page, "theme": theme, "added_at": LATER}
    before: list[Callable[[], object]] = [
        lambda: Quote.objects.create(answer=no, words=WORDS, **facts),
        lambda: Quote.objects.create(answer=yes, words="The swings are new.", **facts),
        lambda: HeardPage.objects.update(stage="TAKEN_BACK"),
        lambda: Conversation.objects.update(may_quote=True),
        lambda: HeardPage.objects.filter(pk=page.pk).delete(),
    ]
    after: list[Callable[[], object]] = [
        lambda: HeardPage.objects.update(words="Else"),
        lambda: HeardPage.objects.update(figures={}),
        lambda: HeardPage.objects.update(stage="PREPARED"),
        lambda: Quote.objects.create(answer=yes, words=WORDS, **facts),
        lambda: Quote.objects.update(words="Else"),
        lambda: Quote.objects.all().delete(),
    ]
    for change in before:
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            change()
    quoted(page, an_answer(round))
    actions.release_heard(page=page, by=the_convenor(round.place), at=LATER)
    for change in after:
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            change()


def test_the_figures_that_are_frozen_are_those_of_breadth() -> None:
    page = released()
    breadth = queries.breadth_of(page.round)
    assert [each["name"] for each in page.figures["themes"]] == [t.name for t in breadth.themes]
    assert page.figures["n_streets_heard"] == breadth.reach.n_streets_heard
    assert page.figures["rule"] == "breadth/1 small-counts/1"


def test_anyone_can_check_that_nothing_was_changed_since_the_release() -> None:
    round = a_round_heard()
    page = a_heard_page(round)
    organiser = browser_of(an_organiser(round.place))
    assert organiser.get(at("heard_frozen", page.ref)).status_code == 404
    page = released(round)
    answer = browser_of(None).get(at("heard_frozen", page.ref))
    assert hashlib.sha256(answer.content).hexdigest() == page.digest
    assert page.digest in public(page)
    assert b"Swing number" not in answer.content
    actions.take_back_heard(page=page, why="Wrong.", by=the_convenor(round.place), at=LATER)
    assert browser_of(None).get(at("heard_frozen", page.ref)).status_code == 404
