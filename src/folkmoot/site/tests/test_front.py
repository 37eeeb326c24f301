"""Front doors: what a visitor meets, and what waits on those who are signed in."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folkmoot.deciding.models import Stage
from folkmoot.deciding.tests.makers import a_decision, a_vote, close_and_count
from folkmoot.ideas.actions import assign_assessment
from folkmoot.ideas.models import Proposal
from folkmoot.ideas.tests.makers import a_proposal
from folkmoot.kernel.access.roles import ORGANISER, SERVICE_OFFICER, Role, roles_in
from folkmoot.organising.actions import release_heard
from folkmoot.organising.tests.makers import a_heard_page, a_round_heard
from folkmoot.places.actions import give_role
from folkmoot.places.tests.makers import NOON, a_convenor, a_place, someone, someone_with
from folkmoot.site.front import front_door
from tests.fixtures.pages import browser_of

pytestmark = pytest.mark.django_db


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("roles", "most"),
    [([], 10), ([SERVICE_OFFICER], 13), ([ORGANISER], 19), (roles_in("place"), 26)],
)
def test_what_waits_is_found_in_few_queries_and_those_who_may_less_ask_less(
    roles: Sequence[Role], most: int
) -> None:
    here = a_place()
    account = someone("Olive")
    for role in roles:
        give_role(place=here, email=account.email, role=role, by=None, at=NOON)
    client = browser_of(account)
    before = queries_of(client, "/tasks/")
    for number in range(3):
        a_proposal(f"A bench, {number}", place=here)
    assert queries_of(client, "/tasks/") == before <= most


def test_a_place_shows_what_is_proposed_and_decided_and_what_it_means_in_money(
    client: Client, valid_html: Any
) -> None:
    here, there = a_place("Wren's Cross"), a_place("Saltmarsh Quay")
    a_proposal(place=here, title="Lights on the steps")
    a_proposal(place=there, title="A longer jetty")
    decision = a_decision(place=here, stage=Stage.OPEN, completion="none")
    a_vote(decision, 1, 2)
    close_and_count(decision)

    page = valid_html(client.get(f"/places/{here.slug}/"))

    told = "".join(page.itertext())
    assert "Lights on the steps" in told
    assert "A longer jetty" not in told
    assert "1 person shared £60" in told
    assert "Put an idea forward" in told


def test_an_open_vote_is_the_first_thing_one_can_do(client: Client) -> None:
    here = a_place()
    decision = a_decision(place=here, stage=Stage.OPEN)
    page = client.get(f"/places/{here.slug}/").content.decode()
    assert f"/decisions/{decision.ref}/vote/" in page
    assert page.index("Vote now") < page.index("What people propose")


def test_a_draft_is_on_the_door_only_for_the_team(client: Client) -> None:
    here = a_place()
    a_decision(place=here)
    convenor = a_convenor(here)
    assert "Spring fund" not in client.get(f"/places/{here.slug}/").content.decode()
    client.force_login(convenor)
    assert "Spring fund" in client.get(f"/places/{here.slug}/").content.decode()


def test_the_door_costs_the_same_for_one_proposal_and_thirty(client: Client) -> None:
    here = a_place()
    numbers = []
    for more in (1, 29):
        for step in range(more):
            a_proposal(place=here, title=f"Idea {step}")
        numbers.append(queries_of(client, f"/places/{here.slug}/"))
    assert numbers[0] == numbers[1] <= 12


def test_the_door_reads_who_won_and_not_the_whole_count_however_many_there_are(
    client: Client,
) -> None:
    here, there = a_place(), a_place("Saltmarsh Quay")
    seen = []
    for place in (here, there, here, here):
        decision = a_decision(place=place, stage=Stage.OPEN, costs=(5_00,) * 12, completion="none")
        a_vote(decision, *range(1, 13))
        close_and_count(decision)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"/places/{here.slug}/").content.decode()
        seen.append(len(queries))
        assert not [one["sql"] for one in queries if '"outcome"' in one["sql"]]
        assert "and 6 more" in page
    assert seen[0] == seen[-1] <= 12
    front = front_door(here, None, at=NOON)
    assert [(one.theme, one.pence) for one in front.by_theme] == [("Other", 3 * 12 * 5_00)]
    assert [len(each.winners) for each in front.decided] == [6, 6, 6]
    assert {each.n_more for each in front.decided} == {6}


def test_the_first_page_costs_the_same_for_one_place_and_ten(client: Client) -> None:
    a_decision(place=a_place("First"), stage=Stage.OPEN)
    before = queries_of(client, "/")
    for number in range(9):
        a_decision(place=a_place(f"Place {number}"), stage=Stage.OPEN)
    assert queries_of(client, "/") == before <= 4


@pytest.mark.parametrize("address", ["/", "/about/", "/privacy/", "/accessibility/", "/open-data/"])
def test_pages_of_the_site_are_sound_before_there_is_anything(
    client: Client, valid_html: Any, address: str
) -> None:
    valid_html(client.get(address))


def test_an_officer_finds_the_proposal_that_waits_and_nobody_elses(client: Client) -> None:
    here, there = a_place("Wren's Cross"), a_place("Saltmarsh Quay")
    officer = someone_with(SERVICE_OFFICER, here)
    a_proposal(place=here, title="Lights on the steps")
    a_proposal(place=there, title="A longer jetty")
    for proposal in Proposal.objects.all():
        assign_assessment(proposal=proposal, service="Streets", officer=None, by=None, at=NOON)
    client.force_login(officer)
    page = client.get("/tasks/").content.decode()
    assert "Lights on the steps" in page
    assert "A longer jetty" not in page


def test_an_officer_with_many_proposals_meets_one_entry_that_leads_to_all_of_them(
    client: Client, valid_html: Any
) -> None:
    here = a_place("Wren's Cross")
    officer = someone_with(SERVICE_OFFICER, here)
    for number in range(12):
        proposal = a_proposal(place=here, title=f"Bench {number}")
        assign_assessment(proposal=proposal, service="Streets", officer=None, by=None, at=NOON)
    a_proposal(place=here, title="Given to nobody yet")
    client.force_login(officer)
    page = valid_html(client.get("/tasks/"))
    (entry,) = [each for each in page.iter("li") if each.get("class") == "duties__one"]
    assert "Answer a proposal: 12 of these, Wren's Cross" in "".join(entry.itertext())
    links = [link.get("href") for link in entry.iter("a")]
    assert links[0] == f"/ideas/queue/?place={here.slug}"
    assert len(links) == 4
    assert client.get(links[0]).content.decode().count("Bench ") >= 12


def test_someone_with_nothing_to_do_is_told_so(client: Client, valid_html: Any) -> None:
    client.force_login(someone_with(SERVICE_OFFICER, a_place()))
    assert "Nothing is waiting on you" in "".join(valid_html(client.get("/tasks/")).itertext())


def test_a_stranger_has_no_list(client: Client) -> None:
    assert client.get("/tasks/").status_code == 403


def test_a_name_with_markup_stays_text(client: Client) -> None:
    nasty = '"><img src=x onerror=alert(1)>'
    here = a_place()
    a_proposal(place=here, title=nasty)
    for address in ("/", f"/places/{here.slug}/"):
        assert "<img" not in client.get(address).content.decode()


def test_what_a_place_heard_stands_on_its_door_once_it_has_been_released(
    client: Client, valid_html: Any
) -> None:
    here, there = a_place("Wren's Cross"), a_place("Saltmarsh Quay")
    page = a_heard_page(a_round_heard(here))
    assert "What we heard" not in client.get(f"/places/{here.slug}/").content.decode()
    release_heard(page=page, by=a_convenor(here), at=NOON)
    told = valid_html(client.get(f"/places/{here.slug}/"))
    words = " ".join("".join(told.itertext()).split())
    assert "6 conversations, told on" in words
    assert "Raised in most streets: Play." in words
    assert f"/heard/{page.ref}/" in client.get(f"/places/{here.slug}/").content.decode()
    assert "What we heard" not in client.get(f"/places/{there.slug}/").content.decode()
