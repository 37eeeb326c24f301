"""Words are quoted exactly, with a yes, and are gone when the one who said them wishes."""

from typing import Any

import pytest

from folkmoot.kernel import clock
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions
from folkmoot.organising.models import (
    Answer,
    Conversation,
    HeardPage,
    ListeningRound,
    Quote,
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
    someone,
    the_convenor,
)
from folkmoot.organising.tests.test_pages import sent_from
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db
WORDS = "The swings are broken, and nobody mends them."


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


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


def test_words_are_quoted_exactly_and_only_with_a_yes() -> None:
    round = a_round_heard()
    page = a_heard_page(round)
    yes = an_answer(round)
    assert quoted(page, yes, "nobody mends them").words == "nobody mends them"
    with pytest.raises(Refused, match="on the page already"):
        quoted(page, yes)
    with pytest.raises(Refused, match="have not said that we may quote"):
        quoted(page, an_answer(round, may_quote=False))
    for wrong, sentence in (
        ("Nobody ever mends them", "not exactly the words"),
        (" ", "Which words"),
    ):
        with pytest.raises(Refused, match=sentence):
            quoted(page, an_answer(round), wrong)
    with pytest.raises(Refused, match="in another round"):
        quoted(page, an_answer(a_round(round.place)))


def test_whoever_takes_their_words_back_takes_them_off_every_page() -> None:
    round = a_round_heard()
    page = a_heard_page(round)
    first, second = an_answer(round), an_answer(round)
    quoted(page, first)
    quoted(page, second, "The swings are broken")
    actions.release_heard(page=page, by=the_convenor(round.place), at=LATER)
    assert public(page).count("The swings are broken") == 2
    actions.withdraw_words(conversation=first.conversation, by=None, at=LATER)
    assert public(page).count("The swings are broken") == 1
    a_conversation(round, "The slide is.", amends=second.conversation)
    assert "The swings are broken" not in public(page)
    assert set(Quote.objects.values_list("words", flat=True)) == {""}


def test_words_to_quote_are_chosen_on_a_page(valid_html: ValidHtml) -> None:
    round = a_round_heard()
    page = a_heard_page(round)
    yes, no = an_answer(round), an_answer(round, may_quote=False)
    theme = a_theme(round.place, "Play")
    browser = browser_of(an_organiser(round.place))
    address = at("quotes", page.ref)
    assert browser.get(address).context["there"].page.paginator.count == 1
    valid_html(browser.get(address))
    sent = {"answer": str(yes.pk), "theme": str(theme.pk), "words": WORDS}
    for wrong, sentence in (
        ({"words": "Nobody mends anything."}, "not exactly the words"),
        ({"theme": ""}, "theme"),
        ({"answer": str(no.pk)}, "may not be quoted"),
        ({"answer": "x"}, "may not be quoted"),
    ):
        answer = browser.post(address, sent | wrong)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert (
        "Nobody mends anything."
        in browser.post(address, sent | {"words": "Nobody mends anything."}).content.decode()
    )
    assert browser.post(address, sent).status_code == 302
    quote = Quote.objects.get()
    valid_html(browser.get(address))
    for who in (an_organiser(a_place("Elm Park")), someone("Sam"), None):
        assert browser_of(who).post(at("unquote", quote.pk)).status_code == 404
        assert browser_of(who).get(address).status_code == 404
    assert browser.post(at("unquote", quote.pk)).status_code == 302
    assert not Quote.objects.exists()


def test_whether_words_may_be_quoted_is_asked_on_the_note_and_no_is_the_answer_by_default() -> None:
    round = a_round()
    browser = browser_of(an_organiser(round.place))
    for answered, kept in (({}, False), ({"may_quote": "no"}, False), ({"may_quote": "yes"}, True)):
        sent = sent_from(browser.get(at("note", round.ref)))
        browser.post(at("note", round.ref), sent | {"said_2": WORDS} | answered)
        assert Conversation.objects.order_by("-pk")[0].may_quote is kept
    sent = sent_from(browser.get(at("note", round.ref))) | {"said_2": WORDS, "may_quote": "perhaps"}
    answer = browser.post(at("note", round.ref), sent)
    assert answer.status_code == 422
    assert "May we quote these words?" in answer.content.decode()
    assert WORDS in answer.content.decode()
