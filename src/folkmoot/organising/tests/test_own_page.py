"""Somebody's own page, opened with a card: theirs, all of it, to put right, take and forget."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from folkmoot.kernel import clock
from folkmoot.kernel.notify.actions import ask_to_text
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions
from folkmoot.organising.models import Conversation, Neighbour, Speaker
from folkmoot.organising.tests.makers import (
    LATER,
    a_conversation,
    a_place,
    a_round,
    a_street,
    an_organiser,
)
from folkmoot.organising.tests.people_makers import a_neighbour, an_answer, linked
from folkmoot.people import actions as people
from folkmoot.people.models import ClaimCard, Consent, Person
from tests.fixtures.pages import ValidHtml

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    cache.clear()  # how often one building has asked outlives a test


def d_who_spoke() -> Neighbour:
    """D, with a card in mind: met, reached by text, heard once, asked twice."""
    said = a_conversation(words="I was a cook for thirty years.")
    d = a_neighbour(
        said.place, "D", reach_by="text", phone="07700 900123", street=a_street(said.place),
        answers={"ask": "yes", "news": "no"},
    )  # fmt: skip
    linked(said, d)
    return d


def a_card(neighbour: Neighbour) -> str:
    return people.make_card(person=neighbour.person, by=None, at=LATER)


def browser_with(code: str) -> Client:
    client = Client()
    client.post(reverse("own:claim"), {"code": code})
    return client


def own(name: str, *named: object) -> str:
    return reverse(f"own:{name}", args=named)


def test_a_card_opens_ones_own_page_without_an_account() -> None:
    code = a_card(d_who_spoke())
    client = Client()
    answer = client.post(own("claim"), {"code": f" {code.upper().replace('-', ' ')} "})
    assert answer.headers["Location"] == own("page")
    page = client.get(own("page")).content.decode()
    for told in ("I was a cook for thirty years.", "07700 900123", "Mill Lane"):
        assert told in page


def test_what_is_printed_on_a_card_is_kept_nowhere() -> None:
    code = a_card(d_who_spoke())
    bare = code.replace("-", "")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            kept = str(cursor.fetchall())
            assert code not in kept, table
            assert bare not in kept, table


def test_a_newer_card_ends_the_older_and_a_lost_one_is_ended() -> None:
    d = d_who_spoke()
    old, new = a_card(d), a_card(d)
    client = browser_with(new)
    assert Client().post(own("claim"), {"code": old}).status_code == 422
    assert client.get(own("page")).status_code == 200
    people.end_cards(person=d.person, by=None, at=LATER)
    assert client.get(own("page")).headers["Location"] == own("claim")
    assert Client().post(own("claim"), {"code": new}).status_code == 422


@pytest.mark.parametrize("code", ["", "nothing", "2345-6789-bcdf-ghjk-mnpq", "x" * 61, "'; --"])
def test_a_code_that_opens_nothing_says_so_and_tells_nothing(code: str) -> None:
    answer = Client().post(own("claim"), {"code": code})
    assert answer.status_code == 422
    assert "Your own page" in answer.content.decode()


def test_guessing_is_slowed_down() -> None:
    client = Client()
    answers = [client.post(own("claim"), {"code": "wrong"}) for _ in range(32)]
    assert "Many forms have come" in answers[-1].content.decode()


def test_a_page_closes_by_itself_and_when_its_owner_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = a_card(d_who_spoke())
    client = browser_with(code)
    client.post(own("close"))
    assert client.get(own("page")).status_code == 302
    client = browser_with(code)
    monkeypatch.setattr(clock, "now", lambda: LATER + timedelta(minutes=61))
    assert client.get(own("page")).status_code == 302


def test_nobody_without_a_card_gets_past_the_first_page() -> None:
    d = d_who_spoke()
    yes = Consent.objects.filter(person=d.person)[0]
    for name, named in (
        ("page", ()), ("change", ()), ("data", ()), ("data_to_read", ()), ("forget", ()),
    ):  # fmt: skip
        assert Client().get(own(name, *named)).headers["Location"] == own("claim")
    assert Client().post(own("back", yes.pk)).headers["Location"] == own("claim")
    signed_in = Client()
    signed_in.force_login(an_organiser(d.place))
    assert signed_in.get(own("page")).headers["Location"] == own("claim")


def test_a_card_opens_nothing_of_anybody_else() -> None:
    d = d_who_spoke()
    elsewhere = a_conversation(a_round(a_place("Elm Park")), "The buses do not come.")
    other = a_neighbour(elsewhere.place, "Cai", reach_by="text", phone="07700 900999")
    linked(elsewhere, other)
    theirs = an_answer(other)
    client = browser_with(a_card(d))
    whole = client.get(own("page")).content.decode() + client.get(own("data")).content.decode()
    assert "Cai" not in whole
    assert "buses" not in whole
    assert client.post(own("back", theirs.pk)).status_code == 404
    assert client.post(own("away", elsewhere.pk)).status_code == 404
    assert client.post(own("words_gone", elsewhere.pk)).status_code == 404
    assert Speaker.objects.count() == 2


def test_they_put_right_how_they_are_called_and_reached() -> None:
    d = d_who_spoke()
    client = browser_with(a_card(d))
    nameless = client.post(own("change"), {"name": "", "reach_by": "none"})
    assert "Write an answer: “What are you called?”" in nameless.content.decode()
    wrong = client.post(own("change"), {"name": "Dai", "reach_by": "email", "email": ""})
    assert wrong.status_code == 422
    assert "Write the e-mail address" in wrong.content.decode()
    sent = {"name": "Dai", "reach_by": "email", "email": "dai@people.example"}
    assert client.post(own("change"), sent).headers["Location"] == own("page")
    d.person.refresh_from_db()
    assert (d.person.name, d.person.email, d.person.phone) == ("Dai", "dai@people.example", "")


def test_they_take_a_yes_back_and_their_name_away_by_themselves() -> None:
    d = d_who_spoke()
    client = browser_with(a_card(d))
    ask = Consent.objects.get(person=d.person, purpose="ask")
    client.post(own("back", ask.pk))
    taken = Consent.objects.get(takes_back=ask)
    assert taken.how == "own_page"
    client.post(own("away", Conversation.objects.get().pk))
    assert not Speaker.objects.exists()
    assert Conversation.objects.readable().count() == 1


def test_they_take_back_what_they_said_alone_and_not_what_others_said_too() -> None:
    round = a_round()
    d = a_neighbour(round.place)
    alone = a_conversation(round, "Mine alone.")
    together = a_conversation(round, "We all say so.", n_people=3)
    for said in (alone, together):
        linked(said, d)
    client = browser_with(a_card(d))
    assert client.post(own("words_gone", together.pk)).status_code == 409
    client.post(own("words_gone", alone.pk))
    assert [each.pk for each in Conversation.objects.readable()] == [together.pk]


def test_they_take_everything_away_as_a_file_and_as_words() -> None:
    client = browser_with(a_card(d_who_spoke()))
    told = json.loads(client.get(own("data")).content)
    assert told["you"]["phone"] == "07700 900123"
    assert "I was a cook for thirty years." in str(told["what_you_said"])
    answers = {each["for"]: each["answer"] for each in told["what_you_said_yes_and_no_to"]}
    assert answers["Send me news of the place"] == "No"
    words = client.get(own("data_to_read")).content.decode()
    assert "I was a cook for thirty years." in words
    assert "&" not in words


def test_what_the_team_sees_is_what_they_see(valid_html: ValidHtml) -> None:
    d = d_who_spoke()
    client, team = browser_with(a_card(d)), Client()
    team.force_login(an_organiser(d.place))
    of_theirs = client.get(own("page"))
    of_the_team = team.get(reverse("organising:neighbour", args=[d.pk]))
    for answer in (of_theirs, of_the_team):
        valid_html(answer)
        for told in ("I was a cook", "07700 900123", "Mill Lane", "May we ask you to help"):
            assert told in answer.content.decode()
    for name in ("change", "forget"):
        valid_html(client.get(own(name)))
    valid_html(Client().get(own("claim")))
    valid_html(team.post(reverse("organising:make_card", args=[d.pk])))
    valid_html(team.get(reverse("organising:forget_neighbour", args=[d.pk])))


def test_when_they_are_forgotten_their_name_is_nowhere_and_the_counts_stay() -> None:
    d = d_who_spoke()
    ask_to_text(
        to="07700 900123",
        subject="Hello",
        text="Hello D",
        about=d,
        within=d.place,
        by=None,
        at=LATER,
    )
    Person.objects.filter(pk=d.person.pk).update(name="Dafydd ap Llywarch")
    client = browser_with(a_card(Neighbour.objects.get()))
    assert client.post(own("forget"), {"with_words": "on"}).status_code == 422
    client.post(own("forget"), {"sure": "on"})
    assert client.get(own("page")).headers["Location"] == own("claim")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            kept = str(cursor.fetchall())
            assert "Llywarch" not in kept, table
            assert "07700 900123" not in kept, table
    assert Conversation.objects.readable().count() == 1
    assert Consent.objects.count() == 3
    assert not Speaker.objects.exists()
    assert Message.objects.get(channel="text").failed_at is not None
    assert not Neighbour.objects.visible_to(an_organiser(d.place)).exists()
    with pytest.raises(Refused, match="already"):
        actions.forget_neighbour(neighbour=d, with_words=False, by=None, at=LATER)
    with pytest.raises(Refused, match="no longer know"):
        people.make_card(person=d.person, by=None, at=LATER)


def test_what_they_said_alone_goes_too_if_they_wish() -> None:
    d = d_who_spoke()
    actions.forget_neighbour(neighbour=d, with_words=True, by=None, at=LATER)
    assert not Conversation.objects.readable().exists()
    assert Conversation.objects.count() == 1


def test_a_card_is_made_and_ended_by_the_team_of_the_place_alone() -> None:
    d = d_who_spoke()
    make = reverse("organising:make_card", args=[d.pk])
    far = Client()
    far.force_login(an_organiser(a_place("Elm Park")))
    for client in (far, Client()):
        assert client.post(make).status_code == 404
        assert client.post(reverse("organising:end_cards", args=[d.pk])).status_code == 404
        assert client.post(reverse("organising:forget_neighbour", args=[d.pk])).status_code == 404
    team = Client()
    team.force_login(an_organiser(d.place))
    page = team.post(make).content.decode()
    assert "data:image/svg+xml" in page
    assert ClaimCard.objects.count() == 1
    assert team.get(make).status_code == 405
    team.post(reverse("organising:end_cards", args=[d.pk]))
    assert not ClaimCard.objects.filter(ends_at__gt=LATER).exists()
    assert Event.objects.filter(kind="card_made").count() == 1


def test_the_work_of_ones_own_page_does_not_grow() -> None:
    d = d_who_spoke()
    round = Conversation.objects.get().round
    client = browser_with(a_card(d))

    def n_queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(own("page")).status_code == 200
        return len(asked)

    first = n_queries()
    for number in range(8):
        linked(a_conversation(round, f"And another thing, {number}."), d)
    assert n_queries() == first
