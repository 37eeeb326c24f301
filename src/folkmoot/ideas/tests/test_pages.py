"""Every page of the room: sound HTML, for everyone who may see it, without looking costing more."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from folkmoot.ideas import actions
from folkmoot.ideas.models import Draft, Finding, Interest, Proposal, Welcome
from folkmoot.ideas.tests.makers import (
    NOON,
    a_co_author,
    a_contact,
    a_convenor,
    a_decision,
    a_draft,
    a_merger,
    a_place,
    a_proposal,
    a_put,
    a_support,
    a_verdict,
    an_assessment,
    an_officer,
    in_a_decision,
    someone,
    the_author,
    the_middle,
)
from folkmoot.kernel import clock, links
from folkmoot.kernel.access.roles import STEWARD
from folkmoot.people.models import Account, SiteRole
from folkmoot.places.models import Place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_three_days_later")]
NASTY = '"><img src=x onerror=alert(1)><script>alert(2)</script>'


def as_author(client: Client, put: actions.Put) -> Client:
    """Someone who has opened the private link."""
    client.get(reverse("ideas:link", args=[put.secret]))
    return client


def a_rich_place(name: str = "Wren's Cross") -> Place:
    """A place with a proposal at every stage, and one merger waiting."""
    place = a_place(name)
    actions.set_welcome(
        place=place, welcome=Welcome(place=place, themes=["Play", "Green"]), by=None, at=NOON
    )
    a_proposal("Put", place=place, theme="Play", **the_middle(place))
    a_proposal("Away", place=place, theme="Boats", longitude=0.5, latitude=51.0)
    for finding in Finding:
        a_verdict(a_proposal(f"Answered {finding}", place=place), finding)
    in_a_decision(a_proposal("Deciding", place=place))
    actions.withdraw_proposal(
        proposal=a_proposal("Gone", place=place), because="", author=None, by=None, at=NOON
    )
    actions.take_down(
        proposal=a_proposal("Down", place=place), because="An advert.", by=None, at=NOON
    )
    both = [a_proposal(title, place=place) for title in ("One", "Two")]
    merger = a_merger(*both)
    for proposal in both:
        actions.answer_merger(
            merger=merger, author=the_author(proposal), is_yes=True, by=None, at=NOON
        )
    return place


def public_addresses(place: Place) -> list[str]:
    refs = Proposal.objects.filter(place=place).values_list("ref", flat=True)
    return [
        reverse("ideas:proposals"),
        reverse("ideas:place", args=[place.slug]),
        reverse("ideas:put", args=[place.slug]),
        *(reverse("ideas:proposal", args=[ref]) for ref in refs),
    ]


def test_a_team_is_led_only_where_it_may_go(client: Client) -> None:
    place = a_place()
    one, two = (a_proposal(title, place=place) for title in ("One", "Two"))
    a_merger(one, two)
    an_assessment(two)
    client.force_login(an_officer(place, "Oona"))
    pages = [
        client.get(reverse("ideas:proposal", args=[each.ref])).content.decode()
        for each in (one, two)
    ]
    assert ["Answer it" in page for page in pages] == [False, True]
    assert ["Merger waiting for authors" in page for page in pages] == [True, True]

    steward = Account.objects.create_user("steward@example.org")
    SiteRole.objects.create(account=steward, role=STEWARD.name, starts_at=NOON)
    client.force_login(steward)
    page = client.get(reverse("ideas:proposal", args=[one.ref])).content.decode()
    assert "Merger waiting for authors" not in page


def test_every_public_page_is_sound(client: Client, valid_html: Callable[[Any], object]) -> None:
    place = a_rich_place()
    for address in public_addresses(place):
        valid_html(client.get(address))
    proposal = a_proposal(place=place)
    for name in ("support", "report", "lost_link"):
        valid_html(client.get(reverse(f"ideas:{name}", args=[proposal.ref])))
    valid_html(client.get(reverse("ideas:version", args=[proposal.ref, 1])))
    token = links.sealed(
        "support", at=clock.now(), proposal=str(proposal.pk), email="x@example.org", news=""
    )
    valid_html(client.get(reverse("ideas:confirm", args=[token])))
    news = links.sign("news", support=str(a_support(proposal).pk))
    valid_html(client.get(reverse("ideas:stop_news", args=[news])))
    empty = a_place("Empty Green")
    valid_html(client.get(reverse("ideas:place", args=[empty.slug])))
    valid_html(client.get(reverse("ideas:place", args=[empty.slug]) + "?search=zebra"))


def test_every_page_of_an_author_is_sound(
    client: Client, valid_html: Callable[[Any], object]
) -> None:
    place = a_place()
    put = a_put(place=place)
    a_co_author(put.proposal)
    a_merger(put.proposal, a_proposal("Another", place=place))
    as_author(client, put)
    for name in ("own", "receipt", "change", "withdraw", "own_merger", "forget"):
        response = client.get(reverse(f"ideas:{name}", args=[put.proposal.ref]))
        assert response.status_code == 200, name
        valid_html(response)
    invited = actions.invite_author(
        proposal=put.proposal, email="dai@example.org", author=None, by=None, at=NOON
    )
    secret = links.new_secret()
    invited.links.create(secret_hash=links.hash_of(secret), made_at=NOON)
    response = client.get(reverse("ideas:link", args=[secret]), follow=True)
    assert "Will you be an author" in response.content.decode()
    valid_html(response)
    valid_html(client.get(reverse("ideas:link", args=["nothing"])))
    client.force_login(someone("Sam"))
    valid_html(client.get(reverse("ideas:mine")))
    a_proposal(place=place, by=someone("Sam"))
    valid_html(client.get(reverse("ideas:mine")))
    valid_html(client.get(reverse("ideas:support", args=[put.proposal.ref])))


def test_every_page_of_the_team_is_sound(
    client: Client, valid_html: Callable[[Any], object]
) -> None:
    place = a_place()
    actions.set_welcome(
        place=place, welcome=Welcome(place=place, look_first=True), by=None, at=NOON
    )
    a_proposal("Held", place=place)
    proposal = a_proposal(place=place, by=someone("Sam"), longitude=1.0, latitude=51.0)
    other = a_proposal("A bench too", place=place, by=someone("Sal"), longitude=1.0, latitude=51.0)
    actions.report_proposal(proposal=proposal, ground="advert", words="", by=None, at=NOON)
    client.force_login(a_convenor(place))
    for name in ("place", "paper", "welcome", "looks"):
        valid_html(client.get(reverse(f"ideas:{name}", args=[place.slug])))
    for name in ("proposal", "assign", "merge", "put_to_decision", "take_down", "paper_author"):
        response = client.get(reverse(f"ideas:{name}", args=[proposal.ref]))
        assert response.status_code == 200, name
        valid_html(response)
    valid_html(client.get(reverse("ideas:merge", args=[proposal.ref]) + f"?with={other.ref}"))
    merger = a_merger(proposal, other)
    valid_html(client.get(reverse("ideas:merger", args=[merger.pk])))
    a_decision(place=place)
    valid_html(
        client.get(
            reverse("ideas:put_to_decision", args=[a_proposal(by=someone("Sam"), place=place).ref])
        )
    )

    officer = an_officer(place)
    client.force_login(officer)
    an_assessment(proposal, officer)
    valid_html(client.get(reverse("ideas:queue")))
    valid_html(client.get(reverse("ideas:queue") + "?state=done&whose=mine"))
    declare = client.get(reverse("ideas:assess", args=[proposal.ref]))
    assert "Before you look" in declare.content.decode()
    valid_html(declare)
    sent = client.post(reverse("ideas:declare", args=[proposal.ref]), {"interest": "none"})
    assert sent.status_code == 302
    valid_html(client.get(reverse("ideas:assess", args=[proposal.ref])))


def test_markup_in_any_field_stays_words(
    client: Client, valid_html: Callable[[Any], object]
) -> None:
    place = a_place()
    draft = Draft(
        title=NASTY[:120], what=NASTY, why=NASTY, where_words=NASTY, running_by=NASTY,
        running_pence=1, theme=NASTY[:60], cost_least_pence=1, cost_most_pence=2,
        longitude=0.1, latitude=51.0,
    )  # fmt: skip
    put = actions.put_proposal(
        place=place, draft=draft, contact=a_contact(NASTY[:80], email="a@example.org"), by=None,
        at=NOON,
    )  # fmt: skip
    a_verdict(put.proposal, Finding.CHANGES, reason=NASTY, would_need=NASTY, land_words=NASTY)
    changed = actions.change_text(
        proposal=put.proposal, draft=a_draft(what=NASTY + " more"), author=None, by=None, at=NOON
    )
    as_author(client, put)
    addresses = [
        *public_addresses(place),
        reverse("ideas:version", args=[changed.ref, 2]),
        reverse("ideas:own", args=[changed.ref]),
        reverse("ideas:change", args=[changed.ref]),
        reverse("ideas:place", args=[place.slug]) + "?search=" + NASTY + "&theme=" + NASTY,
    ]
    for address in addresses:
        response = client.get(address)
        text = response.content.decode()
        assert "<img src=x" not in text, address
        assert "<script>alert" not in text, address
        valid_html(response)


def test_contact_details_and_internal_notes_are_on_no_public_page(client: Client) -> None:
    place = a_place()
    contact = a_contact(
        "Nia Private", shown_name="Nia", reach_by="letter", address="9 Hidden Row", phone="0199"
    )
    put = a_put(place=place, contact=contact)
    officer = an_officer(place, "Olu")
    assessment = an_assessment(put.proposal, officer)
    actions.declare_interest(
        assessment=assessment, interest=Interest.SHOWN, words="I live near.", by=officer, at=NOON
    )
    actions.write_internal_note(assessment=assessment, text="Secret note", by=officer, at=NOON)
    a_verdict(put.proposal, officer=officer)
    a_support(put.proposal, "cara@example.org")
    a_co_author(put.proposal)
    pages = [*public_addresses(place), reverse("ideas:version", args=[put.proposal.ref, 1])]
    for address in pages:
        text = client.get(address).content.decode()
        for hidden in (
            "Nia Private", "nia@example.org", "Hidden Row", "0199", "Secret note",
            "cara@example.org", "ben@example.org", officer.email, put.secret,
        ):  # fmt: skip
            assert hidden not in text, (address, hidden)


def test_what_was_taken_down_is_read_on_none_of_its_pages(client: Client) -> None:
    proposal = a_proposal("Joe Bloggs is a thief", what="He lives at 4 Mill Street.")
    actions.take_down(proposal=proposal, because="It names someone.", by=None, at=NOON)

    page = client.get(reverse("ideas:proposal", args=[proposal.ref])).content.decode()
    assert "This proposal was taken down" in page
    assert "Joe Bloggs" not in page
    assert "Mill Street" not in page
    words = reverse("ideas:version", args=[proposal.ref, 1])
    assert client.get(words).status_code == 404

    client.force_login(a_convenor(proposal.place))
    assert client.get(words).status_code == 200, "the team can look at what it took down"
