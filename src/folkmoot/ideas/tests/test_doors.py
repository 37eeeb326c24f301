"""Who may pass: every change of state, for the author, others, and teams of two places."""

import pytest
from django.test import Client
from django.urls import reverse

from folkmoot.ideas import actions
from folkmoot.ideas.models import Interest, Proposal, Stage, Welcome
from folkmoot.ideas.tests.makers import (
    NOON,
    a_co_author,
    a_convenor,
    a_merger,
    a_place,
    a_proposal,
    a_put,
    an_assessment,
    an_officer,
    an_organiser,
    someone,
)
from folkmoot.kernel.ui.forms.guarded import began
from folkmoot.people.models import Account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_three_days_later")]

TEAM = ("convenor", "organiser", "officer")
PEOPLE = (
    "nobody", "resident", "author", "co-author",
    *TEAM, *(f"{role} elsewhere" for role in TEAM), "author elsewhere",
)  # fmt: skip
MAKE = {"convenor": a_convenor, "organiser": an_organiser, "officer": an_officer}


class Scene:
    """Two places; a proposal in the first, with an author and a co-author who have accounts."""

    def __init__(self) -> None:
        self.here, self.there = a_place(), a_place("Elm Park")
        self.proposal = a_proposal(place=self.here, by=someone("Amina"))
        a_co_author(self.proposal, by=someone("Ben"))
        self.other = a_proposal("A shelter", place=self.here, by=someone("Cerys"))
        a_proposal("Over there", place=self.there, by=someone("Dai"))

    def account(self, who: str) -> Account | None:
        if who == "nobody":
            return None
        role, _, elsewhere = who.partition(" ")
        if role in MAKE:
            return MAKE[role](self.there if elsewhere else self.here)
        names = {
            "resident": "Sam", "author": "Amina", "co-author": "Ben", "author elsewhere": "Dai",
        }  # fmt: skip
        return someone(names[who])

    def client(self, who: str) -> Client:
        client, account = Client(), self.account(who)
        if account:
            client.force_login(account)
        return client


def passes(status: int) -> bool:
    """Whether the door opened; what the room then says of the form is another matter."""
    return status not in {403, 404}


DOORS: dict[str, set[str]] = {
    "own": {"author", "co-author"},
    "change": {"author", "co-author"},
    "withdraw": {"author", "co-author"},
    "forget": {"author", "co-author"},
    "receipt": {"author", "co-author"},
    "assign": {"convenor"},
    "assess": {"officer"},
    "merge": {"convenor"},
    "put_to_decision": {"convenor"},
    "take_down": {"convenor"},
    "paper_author": {"convenor", "organiser"},
    "proposal": set(PEOPLE),
    "support": set(PEOPLE),
    "report": set(PEOPLE),
}
POSTS: dict[str, set[str]] = {
    "change": {"author", "co-author"},
    "withdraw": {"author", "co-author"},
    "invite": {"author", "co-author"},
    "name": {"author", "co-author"},
    "leave": {"author", "co-author"},
    "own_merger": {"author", "co-author"},
    "forget": {"author", "co-author"},
    "again": {"author", "co-author"},
    "assign": {"convenor"},
    "assess": {"officer"},
    "declare": {"officer"},
    "note": {"officer"},
    "merge": {"convenor"},
    "put_to_decision": {"convenor"},
    "take_out": {"convenor"},
    "show": {"convenor"},
    "take_down": {"convenor"},
    "paper_author": {"convenor", "organiser"},
    "end_support": set(PEOPLE),
}
OF_A_PLACE: dict[str, set[str]] = {
    "place": set(PEOPLE),
    "put": set(PEOPLE),
    "paper": {"convenor", "organiser"},
    "letters": {"convenor", "organiser"},
    "print_letters": {"convenor", "organiser"},
    "calls": {"convenor", "organiser"},
    "looks": {"convenor"},
    "welcome": {"convenor"},
}


@pytest.mark.parametrize("door", DOORS)
def test_a_page_of_a_proposal_opens_to_those_it_is_for(door: str) -> None:
    scene = Scene()
    address = reverse(f"ideas:{door}", args=[scene.proposal.ref])
    passed = {who for who in PEOPLE if passes(scene.client(who).get(address).status_code)}
    assert passed == DOORS[door]


@pytest.mark.parametrize("door", POSTS)
def test_a_change_to_a_proposal_is_made_only_by_those_it_belongs_to(door: str) -> None:
    scene = Scene()
    a_merger(scene.proposal, scene.other)
    address = reverse(f"ideas:{door}", args=[scene.proposal.ref])
    passed = {who for who in PEOPLE if passes(scene.client(who).post(address).status_code)}
    assert passed == POSTS[door]


@pytest.mark.parametrize("door", OF_A_PLACE)
def test_a_page_of_a_place_opens_to_its_own_team(door: str) -> None:
    scene = Scene()
    address = reverse(f"ideas:{door}", args=[scene.here.slug])
    passed = {who for who in PEOPLE if passes(scene.client(who).get(address).status_code)}
    assert passed == OF_A_PLACE[door]


@pytest.mark.parametrize(
    ("door", "may"),
    [
        ("merger", set(TEAM)),
        ("merger_paper", {"convenor", "organiser"}),
        ("merger_off", {"convenor"}),
    ],
)
def test_a_merger_is_the_teams(door: str, may: set[str]) -> None:
    scene = Scene()
    address = reverse(f"ideas:{door}", args=[a_merger(scene.proposal, scene.other).pk])

    def status(who: str) -> int:
        client = scene.client(who)
        return (client.get if door == "merger" else client.post)(address).status_code

    assert {who for who in PEOPLE if passes(status(who))} == may


def test_the_queue_is_for_those_who_answer_or_give_out() -> None:
    scene = Scene()
    passed = {
        who for who in PEOPLE if passes(scene.client(who).get(reverse("ideas:queue")).status_code)
    }
    assert passed == {"convenor", "officer", "convenor elsewhere", "officer elsewhere"}


def test_a_report_of_one_proposal_is_not_answered_through_another() -> None:
    scene = Scene()
    report = actions.report_proposal(
        proposal=scene.proposal, ground="advert", words="", by=None, at=NOON
    )
    wrong = reverse("ideas:leave_standing", args=[scene.other.ref, report.pk])
    assert scene.client("convenor").post(wrong).status_code == 404
    right = reverse("ideas:leave_standing", args=[scene.proposal.ref, report.pk])
    assert scene.client("organiser").post(right).status_code == 403
    assert scene.client("nobody").post(right).status_code == 403


def test_what_waits_to_be_read_is_not_there_for_others(client: Client) -> None:
    place = a_place()
    actions.set_welcome(
        place=place, welcome=Welcome(place=place, look_first=True), by=None, at=NOON
    )
    put = a_put(place=place)
    for name in ("proposal", "support", "report", "own", "lost_link"):
        address = reverse(f"ideas:{name}", args=[put.proposal.ref])
        assert client.get(address).status_code == 404, name
    client.force_login(a_convenor(a_place("Elm Park")))
    assert client.get(reverse("ideas:proposal", args=[put.proposal.ref])).status_code == 404
    own = Client()
    opened = own.get(reverse("ideas:link", args=[put.secret]), follow=True)
    assert opened.status_code == 200
    for listed in (reverse("ideas:proposals"), reverse("ideas:place", args=[place.slug])):
        assert put.proposal.title not in Client().get(listed).content.decode()


def test_a_link_opens_one_proposal_and_no_other(client: Client) -> None:
    one, other = a_put("A bench"), a_put("A shelter", place=a_place("Elm Park"))
    client.get(reverse("ideas:link", args=[one.secret]))
    assert client.get(reverse("ideas:own", args=[one.proposal.ref])).status_code == 200
    assert client.post(reverse("ideas:withdraw", args=[other.proposal.ref])).status_code == 403


def test_an_author_who_left_has_no_say(client: Client) -> None:
    scene = Scene()
    ben = scene.proposal.authors.get(shown_name="Ben Okoro")
    actions.step_back(author=ben, by=None, at=NOON)
    address = reverse("ideas:change", args=[scene.proposal.ref])
    assert scene.client("co-author").get(address).status_code == 403


def test_a_withdrawal_that_is_looked_at_changes_nothing() -> None:
    scene = Scene()
    scene.client("author").get(reverse("ideas:withdraw", args=[scene.proposal.ref]))
    assert Proposal.objects.get(pk=scene.proposal.pk).stage == Stage.PUT


def test_the_other_proposal_of_a_merger_must_be_of_the_same_place() -> None:
    scene = Scene()
    away = Proposal.objects.get(title="Over there")
    address = reverse("ideas:merge", args=[scene.proposal.ref]) + f"?with={away.ref}"
    assert "No other proposal" in scene.client("convenor").get(address).content.decode()


def test_an_officer_who_stepped_aside_sees_no_form_and_no_notes() -> None:
    scene = Scene()
    officer = an_officer(scene.here, "Olu")
    assessment = an_assessment(scene.proposal, officer)
    actions.write_internal_note(assessment=assessment, text="Between us", by=officer, at=NOON)
    client = Client()
    client.force_login(officer)
    address = reverse("ideas:assess", args=[scene.proposal.ref])
    assert "Between us" not in client.get(address).content.decode()
    actions.declare_interest(
        assessment=assessment, interest=Interest.RECUSED, words="My street.", by=officer, at=NOON
    )
    refused = client.get(address)
    assert refused.status_code == 409
    assert "Between us" not in refused.content.decode()


def test_supporting_is_never_done_by_looking(client: Client) -> None:
    scene = Scene()
    client.force_login(someone("Sam"))
    address = reverse("ideas:support", args=[scene.proposal.ref])
    client.get(address)
    assert scene.proposal.supports.count() == 0
    client.post(address, {"began": began(NOON)})
    assert scene.proposal.supports.count() == 1


def test_the_mine_page_shows_ones_own_and_no_one_elses() -> None:
    scene = Scene()
    page = scene.client("author").get(reverse("ideas:mine"))
    assert [row.proposal for row in page.context["rows"]] == [scene.proposal]
    assert Client().get(reverse("ideas:mine")).status_code in {302, 403}


def test_roles_that_have_ended_open_nothing() -> None:
    scene = Scene()
    convenor = a_convenor(scene.here, "Carys")
    scene.here.roles_held.filter(account=convenor).update(ends_at=NOON)
    client = Client()
    client.force_login(convenor)
    assert client.get(reverse("ideas:looks", args=[scene.here.slug])).status_code == 403
