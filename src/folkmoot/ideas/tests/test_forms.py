"""Sending forms: what is taken, what is asked again with nothing lost, what machines meet."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from folkmoot.ideas import actions
from folkmoot.ideas.models import Proposal, Welcome
from folkmoot.ideas.tests.makers import (
    LATER,
    NOON,
    a_place,
    someone,
    the_person,
)
from folkmoot.kernel import links
from folkmoot.kernel.ui.forms.guarded import began
from folkmoot.kernel.ui.too_often import A_BUILDING
from folkmoot.places.models import Place
from folkmoot.places.tests.makers import a_middle

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite,
    pytest.mark.usefixtures("_three_days_later"),
]


def a_form(**given: str) -> dict[str, str]:
    """A form filled in like a person would, a minute after it was drawn."""
    usual = {
        "title": "A bench", "what": "Somewhere to sit.", "reach_by": "none",
        "began": began(LATER - timedelta(minutes=1)), "under_18s_welcome": "on",
    }  # fmt: skip
    return usual | given


def send(client: Client, place: Place, **given: str) -> Any:
    return client.post(reverse("ideas:put", args=[place.slug]), a_form(**given))


def test_a_stranger_puts_a_proposal_and_gets_a_private_link(client: Client) -> None:
    place = a_place()
    sent = send(client, place, title="A bench", cost_least="£400", cost_most="1,000")
    proposal = Proposal.objects.get()
    assert sent.url == reverse("ideas:receipt", args=[proposal.ref])
    receipt = client.get(sent.url)
    secret = receipt.context["link"].rstrip("/").rsplit("/", 1)[1]
    assert secret in receipt.content.decode()
    assert (proposal.cost_least_pence, proposal.cost_most_pence) == (400_00, 1000_00)

    elsewhere: Any = Client()
    assert elsewhere.get(sent.url).status_code == 403
    opened = elsewhere.get(reverse("ideas:link", args=[secret]))
    assert opened.url == reverse("ideas:own", args=[proposal.ref])
    assert secret not in opened.url
    assert elsewhere.get(opened.url).status_code == 200


def test_someone_signed_in_is_the_author_by_their_account(client: Client) -> None:
    sam = someone("Sam")
    client.force_login(sam)
    send(client, a_place(), reach_by="email", email="sam@example.org")
    assert the_person(Proposal.objects.get()).account == sam


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"title": ""}, "title", "Fill in “Name of your proposal”."),
        ({"title": "x" * 500}, "title", "Use at most 120 letters"),
        ({"what": "x" * 4000}, "what", "Use at most 3000 letters"),
        ({"cost_least": "-5", "cost_most": "5"}, "cost_least", "£0 or more"),
        ({"cost_least": "9", "cost_most": "5"}, "cost_most", "cannot be less than the least"),
        ({"cost_least": "5"}, "cost_most", "or leave both empty"),
        ({"cost_least": "lots", "cost_most": "5"}, "cost_least", "in figures"),
        ({"point": "somewhere"}, "point", "Choose a point"),
        ({"point": "99, 999"}, "point", "Choose a point"),
        ({"point": "-151.2, 33.9"}, "point", "Did you mean 33.9, -151.2?"),
        ({"point": "0, 0"}, "point", "km from Wren's Cross."),
        ({"reach_by": ""}, "reach_by", "Choose an answer"),
        ({"reach_by": "letter"}, "address", "Write your address"),
        ({"reach_by": "email", "email": "nobody"}, "email", "e-mail address such as"),
        ({"reach_by": "text"}, "phone", "Write your phone number"),
        ({"reach_by": "phone", "phone": "12"}, "phone", "has only 2 figures"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_the_box_and_nothing_is_lost(
    client: Client, given: dict[str, str], field: str, sentence: str
) -> None:
    page = send(client, a_place(), **({"why": "Because we are tired."} | given))
    assert page.status_code == 422
    assert sentence in " ".join(page.context["form"].errors[field])
    text = page.content.decode()
    assert "Because we are tired." in text
    assert f'href="#id_{field}' in text
    assert not Proposal.objects.exists()


def test_a_point_is_read_as_latitude_then_longitude(client: Client) -> None:
    longitude, latitude = a_middle()
    send(client, a_place(), point=f"{latitude}, {longitude}")
    proposal = Proposal.objects.get()
    assert (proposal.latitude, proposal.longitude) == (latitude, longitude)


def test_a_point_written_the_other_way_round_is_asked_about_and_kept_in_the_box(
    client: Client,
) -> None:
    longitude, latitude = a_middle()
    page = send(client, a_place(), point=f"{longitude}, {latitude}")
    assert page.status_code == 422
    (sentence,) = page.context["form"].errors["point"]
    assert sentence == (
        f"Latitude and longitude look swapped. Did you mean {latitude}, {longitude}?"
    )
    assert f'value="{longitude}, {latitude}"' in page.content.decode()


def test_a_point_just_outside_the_place_may_be_meant(client: Client) -> None:
    longitude, latitude = a_middle()
    send(client, a_place(), point=f"{latitude + 0.1}, {longitude}")
    assert Proposal.objects.count() == 1


def test_where_nothing_is_drawn_any_point_is_taken(client: Client) -> None:
    send(client, a_place(drawn=False), point="53.8, -1.55")
    assert Proposal.objects.count() == 1


def test_a_theme_is_chosen_or_ones_own(client: Client) -> None:
    place = a_place()
    actions.set_welcome(
        place=place, welcome=Welcome(place=place, themes=["Play"]), by=None, at=NOON
    )
    send(client, place, theme="Play", own_theme="")
    send(client, place, theme="own", own_theme="Boats")
    send(client, place, theme="", own_theme="")
    assert sorted(Proposal.objects.values_list("theme", flat=True)) == ["", "Boats", "Play"]
    assert send(client, place, theme="Not one").status_code == 422


def test_the_button_pressed_twice_makes_one_proposal(client: Client) -> None:
    place, form = a_place(), began(LATER - timedelta(minutes=1))
    both = [send(client, place, began=form) for _ in range(2)]
    assert both[0].url == both[1].url
    assert Proposal.objects.count() == 1


def test_everything_filled_in_and_pressed_twice_is_still_one_proposal(client: Client) -> None:
    place, same = a_place(), began(LATER - timedelta(minutes=1))
    full = {
        "title": "A  bench", "what": "To sit.\r\n\r\nAnd talk.", "why": " So that one can rest. ",
        "where_words": " Mill Lane ", "point": "{1}12345, {0}".format(*a_middle()),
        "cost_least": "£1,000.50",
        "cost_most": "2000", "running": "5", "running_by": " The shop ", "theme": "own",
        "own_theme": " Sitting ", "began": same,
    }  # fmt: skip
    first, second = send(client, place, **full), send(client, place, **full)
    assert first.url == second.url
    assert Proposal.objects.count() == 1


def test_another_idea_on_a_page_that_was_sent_before_is_not_lost(
    client: Client, valid_html: Any
) -> None:
    place, same = a_place(), began(LATER - timedelta(minutes=1))
    send(client, place, began=same)

    back = send(client, place, title="A swing", began=same)

    assert back.status_code == 422
    tree = valid_html(back)
    assert "You have put “A bench” forward" in "".join(tree.itertext())
    assert tree.find(".//input[@name='title']").get("value") == "A swing"
    assert tree.find(".//input[@name='began']").get("value") != same
    assert send(client, place, title="A swing").status_code == 302
    assert sorted(Proposal.objects.values_list("title", flat=True)) == ["A bench", "A swing"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"website": "http://pills.example"}, "Leave this box empty"),
        ({"began": began(LATER - timedelta(seconds=1))}, "very quick"),
        ({"began": began(LATER - timedelta(days=9))}, "open for very long"),
        ({"began": "made-up"}, "open for very long"),
    ],
)
def test_a_machine_is_sent_back_and_a_person_loses_nothing(
    client: Client, given: dict[str, str], sentence: str
) -> None:
    place = a_place()
    page = send(client, place, **given)
    assert sentence in page.content.decode()
    assert "Somewhere to sit." in page.content.decode()
    assert not Proposal.objects.exists()


def test_a_page_left_open_too_long_goes_at_the_second_press(client: Client) -> None:
    place = a_place()
    page = send(client, place, began=began(LATER - timedelta(days=9)))
    again = page.context["form"]["began"].value()
    assert links.read("form", again)["at"] == LATER.isoformat()


def test_a_library_is_not_blocked_but_a_flood_waits(client: Client) -> None:
    place = a_place()
    for _ in range(A_BUILDING):
        assert send(client, place).status_code == 302
    flood = send(client, place)
    assert flood.status_code == 422
    assert "Many forms have come from this building" in flood.content.decode()
    assert Proposal.objects.count() == A_BUILDING


def test_an_upload_of_fifty_megabytes_is_not_kept(client: Client) -> None:
    place = a_place()
    heavy = BytesIO(b"x" * 50_000_000)
    heavy.name = "huge.jpg"
    sent = client.post(
        reverse("ideas:put", args=[place.slug]),
        a_form() | {"photo": heavy},
    )
    assert sent.status_code == 302
    assert Proposal.objects.count() == 1


def test_words_of_fifty_megabytes_are_refused(client: Client) -> None:
    place = a_place()
    address = reverse("ideas:put", args=[place.slug])
    body = b"title=x&what=" + b"x" * 50_000_000
    sent = client.post(address, body, content_type="application/x-www-form-urlencoded")
    assert sent.status_code in {400, 413}
    assert not Proposal.objects.exists()
