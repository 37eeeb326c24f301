"""Private links, invitations and the team's forms, over the web."""

import base64
import zlib
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from folkmoot.ideas import actions, queries
from folkmoot.ideas.models import Finding, Proposal, Stage, Support
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
from folkmoot.ideas.tests.test_forms import a_form
from folkmoot.kernel import clock, links
from folkmoot.kernel.notify import tasks
from folkmoot.kernel.notify.models import Channel, Message
from folkmoot.kernel.ui.forms.guarded import began

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite,
    pytest.mark.usefixtures("_three_days_later"),
]


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


def test_the_link_that_confirms_support_tells_nobody_whose_it_is() -> None:
    proposal = a_proposal()
    token = actions.ask_to_confirm_support(
        proposal=proposal, email="cara@example.org", wants_news=True, by=None, at=LATER
    )
    for part in (token, *token.split(":")):
        raw = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
        for carried in (part.encode(), raw, decompressed(raw)):
            assert b"cara" not in carried
            assert b"example.org" not in carried


def decompressed(raw: bytes) -> bytes:
    try:
        return zlib.decompress(raw)
    except zlib.error:
        return b""


def test_the_link_that_confirms_support_works_for_a_week_and_only_unchanged(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = actions.ask_to_confirm_support(
        proposal=a_proposal(), email="cara@example.org", wants_news=False, by=None, at=LATER
    )
    address = reverse("ideas:confirm", args=[token])
    monkeypatch.setattr(clock, "now", lambda: LATER + timedelta(days=7))
    assert client.get(address).status_code == 200
    other = "A" if token[40] != "A" else "B"
    meddled = reverse("ideas:confirm", args=[token[:40] + other + token[41:]])
    assert client.get(meddled).status_code == 404
    assert links.opened("other", token, at=LATER, within=timedelta(days=7)) == {}
    monkeypatch.setattr(clock, "now", lambda: LATER + timedelta(days=7, seconds=1))
    assert client.get(address).status_code == 404


def test_an_address_that_never_confirms_is_forgotten_after_a_week(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    actions.ask_to_confirm_support(
        proposal=a_proposal(), email="cara@example.org", wants_news=True, by=None, at=NOON
    )
    for days, kept in ((6, True), (8, False)):
        moment = NOON + timedelta(days=days)
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        tasks.forget_what_has_served()
        assert Message.objects.filter(to="cara@example.org").exists() is kept


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


def test_two_who_write_at_once_do_not_write_over_each_other(
    client: Client, valid_html: Any
) -> None:
    put = a_put()
    client.get(reverse("ideas:link", args=[put.secret]))
    change = reverse("ideas:change", args=[put.proposal.ref])
    mine = {"title": "A long bench", "what": "To sit.", "seen": "1"}
    client.post(change, {"title": "A round bench", "what": "To sit and talk.", "seen": "1"})

    answer = client.post(change, mine)

    tree = valid_html(answer)
    page = " ".join("".join(tree.itertext()).split())
    assert answer.status_code == 422
    assert "Somebody else has changed the words" in page
    assert "A round bench" in page
    assert tree.find(".//input[@name='title']").get("value") == "A long bench"
    put.proposal.refresh_from_db()
    assert (put.proposal.title, put.proposal.version) == ("A round bench", 2)

    seen = tree.find(".//input[@name='seen']").get("value")
    assert client.post(change, {**mine, "seen": seen}).status_code == 302
    assert client.post(change, {**mine, "seen": seen}).status_code == 302, "pressed twice"
    put.proposal.refresh_from_db()
    assert (put.proposal.title, put.proposal.version) == ("A long bench", 3)


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
