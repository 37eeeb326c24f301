"""Sending forms: what is taken, what is asked again with nothing lost, what machines meet."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from folkmoot.ideas import actions, links, queries
from folkmoot.ideas.forms.guard import began
from folkmoot.ideas.http import A_BUILDING
from folkmoot.ideas.models import Finding, Proposal, Stage, Support, Welcome
from folkmoot.ideas.tests.makers import (
    LATER,
    NOON,
    a_convenor,
    a_place,
    a_proposal,
    a_put,
    an_assessment,
    an_officer,
    an_organiser,
    someone,
    the_author,
    the_person,
)
from folkmoot.kernel import clock
from folkmoot.kernel.notify.models import Channel, Message
from folkmoot.places.models import Place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_three_days_later")]


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
    secret = receipt.context["secret"]
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
        ({"reach_by": ""}, "reach_by", "Choose an answer"),
        ({"reach_by": "letter"}, "address", "Write your address"),
        ({"reach_by": "email", "email": "nobody"}, "email", "e-mail address such as"),
        ({"reach_by": "text"}, "phone", "Write your phone number"),
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
    send(client, a_place(), point="53.8, -1.55")
    proposal = Proposal.objects.get()
    assert (proposal.latitude, proposal.longitude) == (53.8, -1.55)


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


def test_support_without_an_account_is_one_press_in_an_email(client: Client) -> None:
    proposal = a_proposal()
    address = reverse("ideas:support", args=[proposal.ref])
    form = {"email": "cara@example.org", "began": began(NOON)}
    assert "Look in your e-mail" in client.post(address, form).content.decode()
    text = Message.objects.get(to="cara@example.org").text
    confirm = "/ideas/confirm/" + text.split("/ideas/confirm/")[1].split()[0]
    assert client.get(confirm).status_code == 200
    assert not Support.objects.exists()
    client.post(confirm)
    assert Support.objects.count() == 1
    assert client.post(confirm).status_code == 409
    assert client.get("/ideas/confirm/made-up/").status_code == 404


def test_support_with_an_account_counts_at_once_and_can_be_taken_back(client: Client) -> None:
    proposal = a_proposal()
    client.force_login(someone("Sam"))
    address = reverse("ideas:support", args=[proposal.ref])
    client.post(address, {"began": began(NOON)})
    assert proposal.supports.count() == 1
    assert "already" in client.post(address, {"began": began(NOON)}).content.decode()
    client.post(reverse("ideas:end_support", args=[proposal.ref]))
    assert proposal.supports.count() == 0


def test_news_stops_from_the_email_itself(client: Client) -> None:
    proposal = a_proposal()
    support = actions.support_proposal(
        proposal=proposal, email="cara@example.org", wants_news=True, by=None, at=NOON
    )
    token = links.sign("news", support=str(support.pk))
    client.post(reverse("ideas:stop_news", args=[token]))
    support.refresh_from_db()
    assert support.email == ""


def test_an_invited_author_says_yes_from_the_email(client: Client) -> None:
    put = a_put()
    client.get(reverse("ideas:link", args=[put.secret]))
    client.post(reverse("ideas:invite", args=[put.proposal.ref]), {"email": "ben@example.org"})
    text = Message.objects.get(to="ben@example.org").text
    asked = "/ideas/asked/" + text.split("/ideas/asked/")[1].split()[0]
    ben: Any = Client()
    ben.get(asked)
    sent = ben.post(asked, {"shown_name": "Ben", "reach_by": "none", "yes": "1"})
    assert sent.url == reverse("ideas:own", args=[put.proposal.ref])
    assert queries.proposal_page(put.proposal, at=LATER).credit == "Amina Khan and Ben"
    assert ben.get(sent.url).status_code == 200
    assert Client().get(asked).status_code == 409


def test_an_invited_author_says_no_from_the_email(client: Client) -> None:
    proposal = a_proposal()
    actions.invite_author(proposal=proposal, email="ben@example.org", author=None, by=None, at=NOON)
    text = Message.objects.get(to="ben@example.org").text
    asked = "/ideas/asked/" + text.split("/ideas/asked/")[1].split()[0]
    client.post(asked, {"no": "1"})
    assert not proposal.authors.filter(invited_email="ben@example.org").exists()


def test_a_lost_link_goes_only_to_an_author_and_ends_the_old_one(client: Client) -> None:
    put = a_put()
    Message.objects.all().delete()
    address = reverse("ideas:lost_link", args=[put.proposal.ref])
    answers = [
        client.post(address, {"email": email}, follow=True).content
        for email in ("stranger@example.org", "amina@example.org")
    ]
    assert answers[0] == answers[1]
    assert [message.to for message in Message.objects.all()] == ["amina@example.org"]
    assert Client().get(reverse("ideas:link", args=[put.secret])).status_code == 404


def test_an_author_changes_and_withdraws_through_the_link(client: Client) -> None:
    put = a_put()
    client.get(reverse("ideas:link", args=[put.secret]))
    change = reverse("ideas:change", args=[put.proposal.ref])
    kept = client.get(change).context["form"].initial
    assert kept["title"] == put.proposal.title
    client.post(change, {"title": "A long bench", "what": "To sit.", "under_18s_welcome": "on"})
    put.proposal.refresh_from_db()
    assert (put.proposal.title, put.proposal.version) == ("A long bench", 2)
    client.post(reverse("ideas:withdraw", args=[put.proposal.ref]), {"because": "Done."})
    put.proposal.refresh_from_db()
    assert put.proposal.stage == Stage.WITHDRAWN
    assert client.get(change).status_code == 409


def test_finishing_on_a_shared_computer_closes_the_private_pages(client: Client) -> None:
    put = a_put()
    own = reverse("ideas:own", args=[put.proposal.ref])
    client.get(reverse("ideas:link", args=[put.secret]))
    assert client.get(own).status_code == 200
    client.post(reverse("ideas:finish"))
    assert client.get(own).status_code == 403


def test_a_private_page_closes_by_itself_after_two_hours(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = a_put()
    client.get(reverse("ideas:link", args=[put.secret]))
    monkeypatch.setattr(clock, "now", lambda: LATER + timedelta(hours=3))
    assert client.get(reverse("ideas:own", args=[put.proposal.ref])).status_code == 403


def test_a_paper_proposal_is_typed_in_and_a_letter_waits(client: Client) -> None:
    place = a_place()
    client.force_login(an_organiser(place))
    form = a_form(
        paper_number="17", paper_date_day="30", paper_date_month="4", paper_date_year="2026",
        name="Mrs Lloyd", shown_name="", reach_by="letter", address="Mrs Lloyd\n2 High Street",
    )  # fmt: skip
    sent: Any = client.post(reverse("ideas:paper", args=[place.slug]), form)
    proposal = Proposal.objects.get()
    assert sent.url == reverse("ideas:proposal", args=[proposal.ref])
    assert the_person(proposal).name == "Mrs Lloyd"
    assert the_author(proposal).credit == "A resident"
    assert Message.objects.filter(channel=Channel.LETTER).count() == 1


def test_an_officer_declares_then_answers_over_the_web(client: Client) -> None:
    proposal = a_proposal()
    officer = an_officer(proposal.place)
    an_assessment(proposal, officer)
    client.force_login(officer)
    assess = reverse("ideas:assess", args=[proposal.ref])
    early = client.post(assess, {"finding": "FEASIBLE", "reason": "Yes."})
    assert "Before you look" in early.content.decode()
    client.post(reverse("ideas:declare", args=[proposal.ref]), {"interest": "none"})
    checks = {"land": "clear", "consents": "clear", "equality": "clear"}
    poor = client.post(assess, {"finding": "NOT_FEASIBLE", "reason": "No.", **checks})
    assert "what would make it possible" in poor.content.decode()
    client.post(
        assess,
        {"finding": "NOT_FEASIBLE", "reason": "No.", "would_need": "A wider road.", **checks},
    )
    proposal.refresh_from_db()
    assert proposal.stage == Finding.NOT_FEASIBLE


def test_the_queue_keeps_its_filters_from_page_to_page(client: Client) -> None:
    place = a_place()
    for number in range(31):
        a_proposal(f"Number {number}", place=place)
    client.force_login(a_convenor(place))
    page = client.get(reverse("ideas:queue"), {"whose": "nobody", "place": place.slug})
    assert f"?whose=nobody&amp;place={place.slug}&amp;page=2" in page.content.decode()
