"""Private links: what opens an author's page, what ends it, and who can end it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from folkmoot.ideas import actions
from folkmoot.ideas.tests.makers import LATER, a_draft, a_proposal, a_put
from folkmoot.kernel import clock
from folkmoot.kernel.notify.models import Message

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite,
    pytest.mark.usefixtures("_three_days_later"),
]


def link_sent_to(email: str) -> str:
    text = Message.objects.filter(to=email).latest("id").text
    return "/ideas/link/" + text.split("/ideas/link/")[1].split()[0]


def opens(address: str) -> bool:
    """Whether a browser nobody has used opens the author's page with this link."""
    answer: Any = Client().get(address, follow=True)
    return answer.status_code == 200 and "Your proposal" in answer.content.decode()


def test_a_lost_link_goes_only_to_an_author_and_whoever_asks_cannot_tell(client: Client) -> None:
    put = a_put()
    Message.objects.all().delete()
    address = reverse("ideas:lost_link", args=[put.proposal.ref])
    answers = [
        client.post(address, {"email": email}, follow=True).content
        for email in ("stranger@example.org", "amina@example.org")
    ]
    assert answers[0] == answers[1]
    assert [message.to for message in Message.objects.all()] == ["amina@example.org"]


def test_asking_for_a_new_link_breaks_nobodys_link_until_the_new_one_is_used(
    client: Client, valid_html: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, older = a_put(), Client()
    old = reverse("ideas:link", args=[put.secret])
    own = reverse("ideas:own", args=[put.proposal.ref])
    older.get(old)
    monkeypatch.setattr(clock, "now", lambda: LATER + timedelta(minutes=1))
    ask = {"email": "amina@example.org"}
    client.post(reverse("ideas:lost_link", args=[put.proposal.ref]), ask)
    new = link_sent_to("amina@example.org")
    assert opens(old)

    page = client.get(new)
    assert "Use the new link" in "".join(valid_html(page).itertext())
    assert opens(old), "a machine that follows links in e-mails ends nothing"
    assert client.get(own).status_code == 403

    assert client.post(new, follow=True).status_code == 200
    assert not opens(old)
    assert older.get(own).status_code == 403, "what the old link had opened is closed too"
    assert client.get(own).status_code == 200
    assert opens(new), "from now on it is a link like any other"


def test_a_new_link_ends_nothing_that_was_made_after_it(client: Client) -> None:
    put = a_put(at=LATER)
    actions.send_link_again(proposal=put.proposal, email="amina@example.org", by=None, at=LATER)
    asked = link_sent_to("amina@example.org")
    actions.suggest_merger(
        proposals=[put.proposal, a_proposal("Another", place=put.proposal.place)],
        draft=a_draft("Both"),
        reason="They are alike.",
        by=None,
        at=LATER + timedelta(minutes=1),
    )
    later = link_sent_to("amina@example.org")
    client.post(asked)
    assert opens(later)


def test_an_author_ends_every_older_link_at_once_and_is_shown_a_new_one(
    client: Client, valid_html: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, thief = a_put(), Client()
    old, own = (
        reverse("ideas:link", args=[put.secret]),
        reverse("ideas:own", args=[put.proposal.ref]),
    )
    client.get(old)
    thief.get(old)
    monkeypatch.setattr(clock, "now", lambda: LATER + timedelta(minutes=1))
    page = client.post(reverse("ideas:renew", args=[put.proposal.ref]), follow=True)
    words = "".join(valid_html(page).itertext())
    new = link_sent_to("amina@example.org")
    assert new in words
    assert (opens(old), opens(new)) == (False, True)
    assert thief.get(own).status_code == 403
    assert client.get(own).status_code == 200
    assert thief.post(reverse("ideas:renew", args=[put.proposal.ref])).status_code == 403


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
