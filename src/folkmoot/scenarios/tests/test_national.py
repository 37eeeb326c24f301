"""The nation can be loaded, in a small edition here, and holds together like what people made."""

import io
import random

import pytest
from django.test import Client
from django.urls import reverse

from folkmoot.gatherings.models import Gathering
from folkmoot.kernel import clock
from folkmoot.organising.models import (
    Answer,
    Conversation,
    ListeningRound,
    Neighbour,
    RoundStage,
    Street,
)
from folkmoot.people.models import Account, Consent
from folkmoot.places.models import Place
from folkmoot.scenarios.national.sizes import Sizes
from folkmoot.scenarios.national.story import national
from folkmoot.scenarios.national.words import place_name
from folkmoot.scenarios.telling import Quiet, Teller, World

SMALL = Sizes().part(0.01)


@pytest.fixture
def told(db: None) -> World:
    return national(at=clock.now(), rng=random.Random(1), tell=Quiet(), sizes=SMALL)


def test_the_whole_nation_is_that_of_the_programme() -> None:
    whole = Sizes()
    assert (whole.n_places, whole.n_organisers, whole.n_conversations) == (400, 540, 125_000)
    assert (whole.n_mobilised, whole.n_volunteers, whole.n_projects) == (20_000, 5_000, 1_500)
    assert len({place_name(n) for n in range(400)}) == 400


def test_a_hundredth_of_it_has_a_hundredth_of_everything_and_opens(told: World) -> None:
    assert told.numbers == {
        "places": 4,
        "organisers": 5,
        "conversations": 1250,
        "people met by name": 200,
        "of them may be asked to help": 50,
        "things done together": 15,
    }
    assert (Answer.objects.count(), Street.objects.count()) == (2500, 48)
    assert len(set(Answer.objects.values_list("words", flat=True))) > 60
    stages = ListeningRound.objects.values_list("stage", flat=True)
    assert sorted(stages) == [RoundStage.CLOSED] * 8 + [RoundStage.OPEN] * 4
    assert Neighbour.objects.filter(person__consents__purpose="know").count() == 200
    assert not Consent.objects.exclude(said="yes").exists()
    assert not Gathering.objects.exclude(stage="HELD").exists()
    its_organisers_open_its_pages_and_nobody_elses(told)


def its_organisers_open_its_pages_and_nobody_elses(told: World) -> None:
    here, there = (Place.objects.get(slug=slug) for slug in ("oakley-0", "oakton-1"))
    browser = Client()
    browser.force_login(Account.objects.get(email="organiser-0@nation.example"))
    for page in ("home", "conversations", "neighbours"):
        assert browser.get(reverse(f"organising:{page}", args=[here.slug])).status_code == 200
        assert browser.get(reverse(f"organising:{page}", args=[there.slug])).status_code == 403
    theirs = Conversation.objects.filter(place=there).first()
    assert theirs is not None
    address = reverse("organising:conversation", args=[theirs.pk])
    assert browser.get(address).status_code == 404
    assert all(Client().get(address).status_code == 200 for address in told.places.values())


def test_loading_shows_how_far_it_is_in_a_file_too() -> None:
    stream = io.StringIO()
    tell = Teller(stream)
    tell("4 places")
    for n in range(0, 1001, 50):
        tell.far("Conversations", n, 1000)
    lines = stream.getvalue().splitlines()
    assert lines[0] == "  4 places"
    assert lines[-1] == "  Conversations: 1,000 of 1,000"
    assert 10 <= len(lines) <= 13


def test_on_a_terminal_it_is_a_bar_that_grows_in_its_place() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    tell = Teller(stream)
    tell.far("Conversations", 500, 1000)
    tell.far("Conversations", 1000, 1000)
    shown = stream.getvalue()
    assert shown.count("\r") == 2
    assert shown.count("\n") == 1
    assert "███████████████░░░" in shown
