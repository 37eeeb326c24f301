"""The pages of messages to many, and the link that ends them: who may, and what they say."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from folkmoot.kernel import clock
from folkmoot.kernel.notify.actions import note_by_telephone
from folkmoot.kernel.notify.models import Outcome
from folkmoot.kernel.notify.queries import telephone_list
from folkmoot.organising import actions
from folkmoot.organising.models import Circular, Copy
from folkmoot.organising.notices.circulars import stop_link
from folkmoot.organising.tests.circular_makers import (
    a_circular,
    a_reader,
    all_sent,
    on_its_way,
)
from folkmoot.organising.tests.makers import (
    LATER,
    a_place,
    a_street,
    an_organiser,
    at,
    the_convenor,
)
from folkmoot.organising.tests.people_makers import a_neighbour, an_answer
from folkmoot.people.models import Account, Consent
from folkmoot.people.rules import why_not_contact
from tests.fixtures.pages import ValidHtml

pytestmark = pytest.mark.django_db
TYPED = {
    "purpose": "news", "through": "email", "whom": "all", "subject": "Street party",
    "text": "Dear {name}, come!",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_a_message_is_written_looked_over_and_sent_in_two_steps(valid_html: ValidHtml) -> None:
    place = a_place()
    a_reader(place, "Dilys")
    a_neighbour(place, "Cai")
    client = as_(an_organiser(place))
    valid_html(client.get(at("circulars", place.slug)))
    valid_html(client.get(at("new_circular", place.slug)))
    client.post(at("new_circular", place.slug), TYPED)
    circular = Circular.objects.get()
    page = client.get(at("circular", circular.pk))
    valid_html(page)
    shown = page.content.decode()
    for words in ("1 person would get it", "1: They have not been asked", "Dear Dilys, come!"):
        assert words in shown
    assert not Copy.objects.exists()
    second = client.get(at("send_circular", circular.pk))
    valid_html(second)
    wrong = client.post(at("send_circular", circular.pk), {"n_expected": "1"})
    assert wrong.status_code == 422
    a_reader(place, "Ed")
    more = client.post(at("send_circular", circular.pk), {"n_expected": "1", "sure": "on"})
    assert more.status_code == 422
    assert "go to 2, not to 1" in more.content.decode()
    assert 'value="2"' in more.content.decode()
    client.post(at("send_circular", circular.pk), {"n_expected": "2", "sure": "on"})
    valid_html(client.get(at("circular", circular.pk)))
    client.post(at("stop_circular", circular.pk))
    stopped = client.get(at("circular", circular.pk))
    assert "Not everybody has it" in stopped.content.decode()
    valid_html(stopped)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"subject": ""}, "Write an answer: “What is it about?”"),
        ({"text": "Dear {nmae}"}, "We cannot fill in {nmae}"),
        ({"whom": "street:018f3c1e-0000-7000-8000-000000000000"}, "Choose one of the answers"),
        ({"through": "pigeon"}, "Choose one of the answers"),
        ({"through": "text", "text": "y" * 460}, "450 letters"),
    ],
)
def test_what_is_to_mend_is_said_and_what_was_typed_is_kept(
    more: dict[str, str], sentence: str
) -> None:
    place = a_place()
    answer = as_(an_organiser(place)).post(at("new_circular", place.slug), TYPED | more)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert more.get("text", "Dear {name}, come!") in page


def test_only_the_team_of_the_place_comes_near_it() -> None:
    place = a_place()
    dilys = a_reader(place, "Dilys")
    circular = a_circular(place)
    far, stranger = as_(an_organiser(a_place("Elm Park"))), Client()
    of_it = ("circular", "change_circular", "send_circular")
    of_place = ("circulars", "new_circular", "stopped_by_text")
    for client in (far, stranger):
        assert {client.get(at(page, circular.pk)).status_code for page in of_it} == {404}
        assert {client.get(at(page, place.slug)).status_code for page in of_place} == {403}
        for act in ("try", "drop", "stop", "go_on"):
            assert client.post(at(f"{act}_circular", circular.pk)).status_code == 404
    for member in (an_organiser(place), the_convenor(place)):
        assert {as_(member).get(at(page, circular.pk)).status_code for page in of_it} == {200}
    assert dilys.name not in far.get(at("new_circular", "elm-park")).content.decode()


def test_nothing_of_another_place_can_be_chosen() -> None:
    place, lane = a_place(), a_street(a_place("Elm Park"), "Their Street")
    client = as_(an_organiser(place))
    assert "Their Street" not in client.get(at("new_circular", place.slug)).content.decode()
    answer = client.post(at("new_circular", place.slug), TYPED | {"whom": f"street:{lane.pk}"})
    assert answer.status_code == 422


def link_of(name: str = "Dilys", *, through: str = "email") -> tuple[Circular, str]:
    place = a_place()
    dilys = a_reader(place, name, through=through)
    an_answer(dilys, purpose="ask", through=through)
    circular = a_circular(place, through=through)
    address = stop_link(dilys, circular)
    return circular, address[address.index("/mine/") :]


def test_looking_at_the_link_ends_nothing_however_often(valid_html: ValidHtml) -> None:
    _, link = link_of()
    for method in ("get", "head", "get"):
        assert getattr(Client(), method)(link).status_code == 200
    valid_html(Client().get(link))
    assert not Consent.objects.filter(said="no").exists()


def test_the_button_ends_it_without_signing_in_and_twice_is_no_mistake(
    valid_html: ValidHtml,
) -> None:
    circular, link = link_of()
    client = Client(enforce_csrf_checks=True)
    assert "No more of these?" in client.get(link).content.decode()
    for _ in range(2):
        answer = client.post(link)
        assert "You get no more of these" in answer.content.decode()
        valid_html(answer)
    [no] = Consent.objects.filter(said="no")
    assert (no.purpose, no.through, no.takes_back_id is not None) == ("news", "email", True)
    person = no.person
    assert why_not_contact(person, "news", "email", LATER) != ""
    assert why_not_contact(person, "ask", "email", LATER) == ""
    assert circular.place == person.neighbour.place


def test_a_mail_program_ends_it_with_one_press() -> None:
    _, link = link_of()
    one_click = {"List-Unsubscribe": "One-Click"}
    assert Client(enforce_csrf_checks=True).post(link, one_click).status_code == 200
    assert Consent.objects.filter(said="no", takes_back__purpose="news").count() == 1


def test_everything_from_here_can_be_ended_at_once() -> None:
    _, link = link_of()
    Client().post(link, {"everything": "yes"})
    assert Consent.objects.filter(said="no").count() == 2


@pytest.mark.parametrize("cut", [slice(0, -4), slice(2, None), slice(0, 20)])
def test_a_link_that_is_not_ours_ends_nothing_and_says_so(cut: slice) -> None:
    _, link = link_of()
    token = link.removeprefix("/mine/stop/").rstrip("/")[cut]
    for method in ("get", "post"):
        answer = getattr(Client(), method)(reverse("own:stop", args=[token]))
        assert answer.status_code == 404
        assert "ends nothing any more" in answer.content.decode()
    assert not Consent.objects.filter(said="no").exists()


def test_a_link_to_somebody_forgotten_says_that_nothing_is_sent() -> None:
    circular, link = link_of()
    dilys = circular.place.neighbours.get()
    actions.forget_neighbour(neighbour=dilys, with_words=False, by=None, at=LATER)
    assert Client().post(link).status_code == 404


def test_what_they_were_sent_stands_on_their_own_page_and_the_teams(valid_html: ValidHtml) -> None:
    place = a_place()
    dilys = a_reader(place, "Dilys", through="text")
    on_its_way(a_circular(place, through="text"))
    all_sent()
    [text] = telephone_list(place)
    note_by_telephone(message=text, outcome=Outcome.SENT, by=None, at=LATER)
    page = as_(an_organiser(place)).get(at("neighbour", dilys.pk))
    valid_html(page)
    assert "the street party is on 6 June" in page.content.decode()
    assert "What they were sent" in page.content.decode()


def test_the_list_of_messages_takes_the_same_queries_however_long_it_is() -> None:
    place = a_place()
    client = as_(an_organiser(place))
    a_reader(place, "Dilys", through="text")

    def n_queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(at("circulars", place.slug)).status_code == 200
        return len(asked)

    a_circular(place)
    first = n_queries()
    for _ in range(5):
        a_circular(place)
    assert n_queries() == first


def test_a_text_that_says_stop_is_noted_on_a_page(valid_html: ValidHtml) -> None:
    place = a_place()
    ann = a_reader(place, "Ann", through="text")
    client = as_(an_organiser(place))
    valid_html(client.get(at("stopped_by_text", place.slug)))
    for typed, sentence in (
        ({"number": "", "words": "STOP"}, "From which number"),
        ({"number": ann.person.phone, "words": "ok"}, "does not begin with STOP"),
        ({"number": "07700 900999", "words": "STOP"}, "Nobody we have met here"),
    ):
        answer = client.post(at("stopped_by_text", place.slug), typed)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    client.post(at("stopped_by_text", place.slug), {"number": ann.person.phone, "words": "STOP"})
    assert why_not_contact(ann.person, "news", "text", LATER) != ""
