"""A concern that somebody may not be safe leaves the note, and nothing shows that it did."""

import pytest
from django.db import connection

from folkmoot.kernel import clock
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions
from folkmoot.organising.models import (
    Answer,
    Asks,
    Concern,
    Conversation,
    Noticed,
)
from folkmoot.organising.tests.makers import (
    LATER,
    a_conversation,
    a_heard_page,
    a_round,
    a_round_heard,
    a_street,
    an_organiser,
    at,
    the_convenor,
)
from folkmoot.organising.tests.test_concern_leads import WORDS, a_lead
from folkmoot.organising.tests.test_pages import sent_from
from folkmoot.organising.tests.test_quotes import WORDS as QUOTED
from folkmoot.organising.tests.test_quotes import an_answer, public, quoted
from tests.fixtures.pages import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def everything_in_the_database() -> str:
    """Each cell of each table, as text."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        told = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            told += [bytes(c) if isinstance(c, memoryview) else c for r in cursor for c in r]
    return " ".join(str(cell) for cell in told)


def test_what_is_passed_on_leaves_the_note_and_the_note_shows_nothing() -> None:
    round = a_round()
    love = round.questions.get(asks=Asks.LOVE)
    worry = round.questions.get(asks=Asks.CONCERN)
    said = a_conversation(round, answers={love: "The allotments.", worry: WORDS})
    beside = a_conversation(round, answers={love: "The allotments."})
    by = an_organiser(round.place)
    browser = browser_of(by)
    sent = browser.post(at("move_to_concern", said.pk), {"question": str(worry.number)})
    assert sent["Location"] == at("safety", round.place.slug)
    told_then = browser.get(sent["Location"]).content.decode()
    assert "Passed on." in told_then
    pages = [browser.get(at("conversation", each.pk)) for each in (said, beside)]
    moved, untouched = (page.content.decode() for page in pages)
    assert (
        moved.replace(str(said.pk), "").split("<main")[1].split("csrf")[0]
        == (untouched.replace(str(beside.pk), "").split("<main")[1].split("csrf")[0])
    ), "the note reads like one in which it was never said"
    everywhere = [
        at("home", round.place.slug), at("conversations", round.place.slug),
        at("conversation", said.pk), at("amend", said.pk),
        at("conversations", round.place.slug) + "?search=bruises",
    ]  # fmt: skip
    for address in everywhere:
        page = browser.get(address).content.decode()
        assert "has bruises" not in page
        assert "restricted" not in page.lower()
        assert "passed on" not in page.lower()


def test_a_note_that_held_nothing_else_reads_like_any_whose_words_were_taken_out() -> None:
    round = a_round()
    passed_on, withdrawn = a_conversation(round, WORDS), a_conversation(round, "The swings.")
    by = an_organiser(round.place)
    actions.move_to_concern(conversation=passed_on, by=by, at=LATER)
    actions.withdraw_words(conversation=withdrawn, by=by, at=LATER)
    kinds = {
        each.pk: [e.kind for e in Event.objects.filter(about__endswith=str(each.pk)).order_by("id")]
        for each in (passed_on, withdrawn)
    }
    assert kinds[passed_on.pk] == kinds[withdrawn.pk]
    browser = browser_of(by)
    one, other = (
        browser.get(at("conversation", each.pk)).content.decode() for each in (passed_on, withdrawn)
    )
    assert "Taken out" in one
    assert one.split("<main")[1].count("<p") == other.split("<main")[1].count("<p")


def test_earlier_notes_that_were_put_right_and_what_i_noticed_go_along() -> None:
    round = a_round()
    first = a_conversation(round, WORDS, noticed="He flinched.")
    second = a_conversation(round, WORDS + " He is seven.", amends=first)
    by = an_organiser(round.place)
    with pytest.raises(Refused, match="later note"):
        actions.move_to_concern(conversation=first, by=by, at=LATER)
    concern = actions.move_to_concern(conversation=second, by=by, at=LATER)
    assert set(Answer.objects.values_list("words", flat=True)) == {""}
    actions.read_concern(concern=concern, by=a_lead(round.place), at=LATER)
    assert "He is seven." in concern.told().words
    assert Conversation.objects.standing().count() == 1, "that a conversation was had still counts"


def test_what_the_listener_noticed_goes_with_the_whole_note_and_not_with_one_answer() -> None:
    round = a_round()
    worry = round.questions.get(asks=Asks.CONCERN)
    both = {round.questions.get(asks=Asks.LOVE): "The allotments.", worry: WORDS}
    said = a_conversation(round, answers=both, noticed="He flinched.")
    by = an_organiser(round.place)
    actions.move_to_concern(conversation=said, number=worry.number, by=by, at=LATER)
    assert Noticed.objects.count() == 1
    again = a_conversation(round, WORDS, noticed="He flinched.")
    concern = actions.move_to_concern(conversation=again, by=by, at=LATER)
    assert Noticed.objects.filter(conversation=again).count() == 0
    assert "He flinched." in concern.told().words


def test_the_database_holds_neither_the_words_nor_who_raised_it_nor_the_note() -> None:
    round = a_round()
    said = a_conversation(round, WORDS, street=a_street(round.place))
    by = an_organiser(round.place)
    a_lead(round.place)
    before = {event.pk for event in Event.objects.all()}
    concern = actions.move_to_concern(conversation=said, by=by, at=LATER)
    told = concern.told()
    assert told.conversation == str(said.pk)
    assert told.where == "Mill Lane"
    assert told.raised_by == by.name
    assert "bruises" not in everything_in_the_database()
    new = [e for e in Event.objects.exclude(pk__in=before) if e.kind != "words_withdrawn"]
    assert {event.by for event in new} == {""}
    [raised] = [event for event in new if event.kind == "concern_raised"]
    assert raised.at.hour == raised.at.minute == 0
    assert raised.facts == {}
    columns = {field.name for field in Concern._meta.get_fields()}
    assert columns == {"id", "place", "sealed", "stage", "raised_date", "keep_until_date", "steps"}


def test_a_note_not_yet_kept_is_passed_on_in_one_tap_and_never_becomes_a_note() -> None:
    round = a_round()
    browser = browser_of(an_organiser(round.place))
    street = a_street(round.place)
    sent = sent_from(browser.get(at("note", round.ref)))
    sent |= {"said_2": WORDS, "noticed": "He flinched.", "street": str(street.pk)}
    answer = browser.post(at("note", round.ref), sent | {"concern": "yes", "said_day": "99"})
    assert answer["Location"] == at("safety", round.place.slug)
    assert not Conversation.objects.exists()
    told = Concern.objects.get().told()
    assert WORDS in told.words
    assert "He flinched." in told.words
    assert told.where == "Mill Lane"


def test_an_empty_note_is_not_passed_on_and_what_was_chosen_is_kept() -> None:
    round = a_round()
    browser = browser_of(an_organiser(round.place))
    sent = sent_from(browser.get(at("note", round.ref))) | {"concern": "yes", "kind": "garden"}
    answer = browser.post(at("note", round.ref), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Write down what you saw or heard first" in page
    assert 'value="garden" checked' in page
    assert not Concern.objects.exists()


def test_words_that_were_quoted_go_from_the_released_page_too() -> None:
    round = a_round_heard()
    page = a_heard_page(round)
    love = round.questions.get(asks=Asks.LOVE)
    alone, beside = an_answer(round), an_answer(round)
    both = a_conversation(
        round, may_quote=True, answers={love: "The allotments.", beside.question: QUOTED}
    )
    for answer in (alone, both.answers.get(question=beside.question)):
        quoted(page, answer, "nobody mends them")
    actions.release_heard(page=page, by=the_convenor(round.place), at=LATER)
    by = an_organiser(round.place)
    assert public(page).count("nobody mends them") == 2
    actions.move_to_concern(conversation=alone.conversation, by=by, at=LATER)
    actions.move_to_concern(conversation=both, number=beside.question.number, by=by, at=LATER)
    assert "nobody mends them" not in public(page)
    assert both.answers.get(question=love).words == "The allotments."
