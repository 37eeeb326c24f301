"""Lists, the map and the queue: what they find, and what they cost."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from folkmoot.deciding.models import Count, Decision, Winner
from folkmoot.deciding.tests.makers import CLOSING
from folkmoot.ideas.tests.makers import (
    LATER,
    NOON,
    a_convenor,
    a_place,
    a_proposal,
    a_support,
    an_assessment,
    an_officer,
    an_organiser,
    in_a_decision,
    the_option,
)
from folkmoot.ideas.tests.test_pages import a_rich_place, public_addresses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_three_days_later")]
NASTY = '"><img src=x onerror=alert(1)><script>alert(2)</script>'


def test_looking_changes_nothing(client: Client) -> None:
    place = a_rich_place()
    with CaptureQueriesContext(connection) as made:
        for address in public_addresses(place):
            client.get(address)
    assert {query["sql"].split()[0] for query in made} == {"SELECT"}


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_however_long(
    client: Client,
    number: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[None]],
) -> None:
    place = a_place()
    for each in range(number):
        proposal = a_proposal(f"Number {each}", place=place, longitude=0.1, latitude=51.0)
        a_support(proposal)
    with django_assert_num_queries(7):
        client.get(reverse("ideas:place", args=[place.slug]))


@pytest.mark.parametrize("number", [1, 12])
def test_the_queue_costs_the_same_however_long(
    client: Client,
    number: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[None]],
) -> None:
    place = a_place()
    officer = an_officer(place)
    for each in range(number):
        an_assessment(a_proposal(f"Number {each}", place=place), officer)
    client.force_login(officer)
    with django_assert_num_queries(10):
        client.get(reverse("ideas:queue"))


def test_search_and_filters_find_what_they_say(client: Client) -> None:
    place = a_rich_place()
    a_proposal("Elsewhere", place=a_place("Elm Park"))

    def found(**asked: str) -> set[str]:
        page = client.get(reverse("ideas:place", args=[place.slug]), asked)
        return {row.proposal.title for row in page.context["listing"].rows}

    assert found(search="put") == {"Put"}
    assert found(theme="Boats") == {"Away"}
    assert found(stage="NOT_FEASIBLE") == {"Answered NOT_FEASIBLE"}
    assert found(stage="FEASIBLE") == {"Answered FEASIBLE", "Answered CHANGES"}
    assert found(stage="DECIDING") == {"Deciding"}
    assert found(stage="FUNDED") == set()
    assert "Elsewhere" not in found()
    assert not {"Gone", "Down", "One", "Two"} & found()


@pytest.mark.parametrize("nonsense", ["page=zzz", "stage=';--", "page=-1&theme=%01x", "page=10000"])
def test_nonsense_in_the_address_does_no_harm(client: Client, nonsense: str) -> None:
    place = a_place()
    assert client.get(reverse("ideas:place", args=[place.slug]) + f"?{nonsense}").status_code == 200
    client.force_login(a_convenor(place))
    for listed in ("?service=%01&place=%01", f"?{nonsense}"):
        assert client.get(reverse("ideas:queue") + listed).status_code == 200
    proposal = a_proposal(place=place)
    address = reverse("ideas:merge", args=[proposal.ref])
    assert client.get(address + "?with=%01").status_code == 200


def test_the_map_shows_every_proposal_that_is_somewhere(client: Client) -> None:
    place = a_rich_place()
    page = client.get(reverse("ideas:place", args=[place.slug]))
    assert {point["label"] for point in page.context["listing"].points} == {"Put", "Away"}


def test_a_funded_proposal_says_so_once_the_result_is_public(client: Client) -> None:
    proposal = in_a_decision(a_proposal())
    option = the_option(proposal)
    Decision.objects.filter(pk=option.decision_id).update(stage="OPEN", opened_at=NOON, digest="x")
    count = Count.objects.create(
        decision=option.decision, rule="r", outcome={}, digest="d", n_ballots=1, spent_pence=1
    )
    Winner.objects.create(count=count, option=option, turn=1)
    page = client.get(reverse("ideas:proposal", args=[proposal.ref])).content.decode()
    assert "Got the money" not in page
    decision = Decision.objects.filter(pk=option.decision_id)
    decision.update(stage="CLOSED", closed_at=CLOSING)
    decision.update(stage="COUNTING")
    decision.update(stage="COUNTED", counted_at=NOON)
    decision.update(stage="PUBLISHED", published_at=LATER)
    page = client.get(reverse("ideas:proposal", args=[proposal.ref])).content.decode()
    assert "Got the money" in page
    assert (
        client.get(reverse("ideas:place", args=[proposal.place.slug]), {"stage": "FUNDED"})
        .context["listing"]
        .n_found
        == 1
    )


def test_an_organiser_sees_what_is_theirs_to_do_and_nothing_more(client: Client) -> None:
    place, other = a_place(), a_place("Elm Park")
    client.force_login(an_organiser(place))
    assert (
        "Type in a paper" in client.get(reverse("ideas:place", args=[place.slug])).content.decode()
    )
    text = client.get(reverse("ideas:place", args=[other.slug])).content.decode()
    assert "Type in a paper" not in text
