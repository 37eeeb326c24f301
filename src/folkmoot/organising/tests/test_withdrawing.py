"""One withdrawal takes a name out everywhere, and leaves the chain and the counts."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from folkmoot.gatherings.models import Guest
from folkmoot.gatherings.tests.makers import a_gathering, a_guest
from folkmoot.kernel import clock
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions, queries
from folkmoot.organising.models import Because, NamedPerson, Party, Step
from folkmoot.organising.tests.makers import LATER, NOON, a_conversation, a_place, a_round, at
from folkmoot.organising.tests.makers import an_organiser as the_organiser
from folkmoot.organising.tests.people_makers import a_gift, a_neighbour, linked
from folkmoot.organising.tests.story_makers import (
    NAME,
    Story,
    a_whole_story,
    an_agreement_with,
    because,
    with_their_card,
    words_of,
)
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def test_one_withdrawal_takes_the_name_out_and_leaves_the_chain_and_the_counts() -> None:
    story = a_whole_story()
    n_stations = len(queries.journey_of(story.place, [story.said]).stations)
    mine = with_their_card(story.d)
    mine.post(reverse("own:forget"), {"sure": "on"})
    after = queries.journey_of(story.place, [story.said]).stations
    assert len(after) == n_stations
    words = [each.words for each in after]
    assert "Somebody was asked: Chef for the street party" in words
    assert "Somebody joined a group or a committee" in words
    assert "Agreement: Lunch at every course" in words
    assert Step.objects.filter(neighbour=story.d).count() == 4


def everywhere(story: Story) -> list[str]:
    """Each page on which somebody's name could stand."""
    here, slug = story.place, story.place.slug
    pages = [
        at("home", slug), at("neighbours", slug), at("neighbours", slug) + f"?search={NAME}",
        at("opportunities", slug), at("agreements", slug), at("connectors", slug),
        at("code_book", slug), at("conversations", slug),
        reverse("site:place", args=[slug]), reverse("site:tasks"),
    ]  # fmt: skip
    for record in story.chain:
        kind, key = queries.key_of_record(record)
        pages += [at("journey", slug, kind, key), at("because", slug, kind, key)]
        pages.append(queries.address_of(record))
    pages += [at("opportunity", each.pk) for each in here.opportunities.all()]
    pages += [at("undertaking", each.pk) for each in here.undertakings.all()]
    return pages


def test_after_it_the_name_is_on_no_page_in_no_search_and_in_no_row() -> None:
    story = a_whole_story()
    by = the_organiser(story.place)
    actions.name_people(
        conversation=a_conversation(story.said.round, "Ask him."),
        named={"together": ([NAME], False)}, by=by, at=LATER,
    )  # fmt: skip
    neighbour = story.d
    neighbour.person.email = "dafydd@example.org"
    neighbour.person.save()
    a_guest(a_gathering(story.place, title="Picnic"), NAME, email="Dafydd@example.org")
    before = browser_of(by)
    assert any(NAME in words_of(before.get(page)) for page in everywhere(story))
    actions.forget_neighbour(neighbour=neighbour, with_words=False, by=by, at=LATER)
    for page in everywhere(story):
        answer = browser_of(by).get(page)
        shown = answer.content.decode() if answer.status_code == 200 else ""
        assert NAME not in shown.replace(f'value="{NAME}"', "").replace(f"“{NAME}”", ""), page
    assert not NamedPerson.objects.filter(name=NAME).exists()
    assert not Guest.objects.filter(name=NAME).exists()
    assert not Because.objects.filter(how__contains=NAME).exists()
    for page in ("sees", "neighbour_journey", "neighbour", "add_step"):
        assert browser_of(by).get(at(page, neighbour.pk)).status_code == 404


def test_a_conversation_is_tied_to_what_is_somebodys_only_by_their_yes() -> None:
    round = a_round()
    d = a_neighbour(round.place, NAME)
    gift, said = a_gift(d), a_conversation(round)
    with pytest.raises(Refused, match="name does not stand with that conversation"):
        because(gift, said)
    linked(said, d)
    because(gift, said, "He said so")
    actions.unlink_speaker(conversation=said, neighbour=d, by=None, at=LATER)
    assert not Because.objects.exists(), "else the tie would still tell whose words they were"


def test_a_yes_taken_back_and_words_taken_back_untie_them_too() -> None:
    story = a_whole_story()
    yes = story.d.person.consents.get(purpose="know")
    n_ties = Because.objects.count()
    actions.take_back_answer(neighbour=story.d, consent=yes, by=None, at=LATER)
    assert Because.objects.count() == n_ties - 1
    other = a_whole_story(a_place("Elm Park"))
    n_ties = Because.objects.count()
    actions.withdraw_words(conversation=other.said, by=None, at=LATER)
    assert Because.objects.count() == n_ties - 1


def test_somebody_met_is_party_to_an_agreement_by_a_name_that_can_go() -> None:
    d = a_neighbour(a_place(), NAME)
    agreement = an_agreement_with(d)
    browser = browser_of(the_organiser(d.place))
    address = at("one_agreement", agreement.ref)
    assert NAME in words_of(browser.get(address))
    actions.forget_neighbour(neighbour=d, with_words=False, by=None, at=LATER)
    page = words_of(browser.get(address))
    assert NAME not in page
    assert "Somebody" in page
    assert "Cook for every course" in page


def test_what_stays_for_good_names_no_person() -> None:
    d = a_neighbour(a_place(), NAME)
    by = the_organiser(d.place)
    draft = actions.propose_agreement(place=d.place, title=f"Lunch by {NAME}", by=by, at=NOON)
    sides: list[dict[str, Any]] = [{"neighbour": d}, {"name": "The hub"}]
    for side in sides:
        party = actions.add_party(agreement=draft, by=by, at=NOON, **side)
    due = NOON.date() + timedelta(days=9)
    actions.undertake(party=party, words="Pay", due_date=due, by=by, at=NOON)
    with pytest.raises(Refused, match="stands in what would stay for good"):
        actions.agree(agreement=draft, by=by, at=NOON)


def test_a_party_is_a_group_or_somebody_met_here_and_nobody_twice(valid_html: ValidHtml) -> None:
    d, far = a_neighbour(a_place(), NAME), a_neighbour(a_place("Elm Park"), "Far Away")
    by = the_organiser(d.place)
    draft = actions.propose_agreement(place=d.place, title="Lunch", by=by, at=NOON)
    browser, address = browser_of(by), at("add_party", draft.ref)
    valid_html(browser.get(address))
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"name": "", "neighbour": ""}, "Say who it is."),
        ({"name": "The hub", "neighbour": d.pk}, "leave one of the two empty"),
        ({"name": "", "neighbour": far.pk}, "Choose one of the answers shown"),
    ]
    for sent, sentence in wrong:
        answer = browser.post(address, sent)
        assert answer.status_code == 422
        assert sentence in words_of(answer)
    assert browser.post(address, {"neighbour": d.pk}).status_code == 302
    assert "is part of it already" in words_of(browser.post(address, {"neighbour": d.pk}))
    with pytest.raises(Refused, match="another place"):
        actions.add_party(agreement=draft, neighbour=far, by=by, at=NOON)
    with pytest.raises(DatabaseError), transaction.atomic():
        Party.objects.create(agreement=draft, neighbour=far, added_at=NOON)
