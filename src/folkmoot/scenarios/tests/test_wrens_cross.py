"""Wren's Cross can be loaded, once, and is worth looking at."""

import json

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from folkmoot.awards.queries.decided import awards_of
from folkmoot.deciding.codes import why_not_code
from folkmoot.deciding.models import Decision, Stage
from folkmoot.granting.models import Choice
from folkmoot.ideas.models import Proposal
from folkmoot.places.models import Place


@pytest.fixture
def told(db: None, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    """What loading it says to a program."""
    call_command("scenario", "wrens-cross", "--json")
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_the_world_is_whole_and_says_what_it_made(
    told: dict[str, object], client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    assert set(Place.objects.values_list("slug", flat=True)) == {
        "wrens-cross", "saltmarsh-quay", "mill-street",
    }  # fmt: skip
    came = awards_of(Choice.objects.get(stage="PUBLISHED"))
    assert (came.n_made, came.n_to_make) == (2, 7), "an award of a joint decision, and some to make"
    decided = Decision.objects.get(stage=Stage.PUBLISHED)
    assert decided.count.n_ballots == 412
    assert set(decided.count.turnout) == {"WEB", "PAPER", "PHONE", "HALL"}
    winners, greedy = decided.count.outcome["winners"], decided.count.outcome["greedy"]["winners"]
    assert set(winners) != set(greedy), "the demonstration should show what equal shares changes"
    shut_out = {
        row["option"] for row in decided.count.outcome["accounts"] if row["why"] == "ruled-out"
    }
    assert shut_out, "somebody new should see what a limit does"
    assert Proposal.objects.filter(option__isnull=False).count() == 24
    assert Decision.objects.filter(stage=Stage.OPEN).count() == 1

    letters = told["letters"]
    assert isinstance(letters, list)
    assert [why_not_code(code) for code in letters] == [""] * 8
    cards = told["cards"]
    assert isinstance(cards, dict)
    card = {"code": cards["Idris Vale"]}
    assert client.post(reverse("own:claim"), card).headers["Location"] == reverse("own:page")
    for kind in ("places", "decisions"):
        addresses = told[kind]
        assert isinstance(addresses, dict)
        for address in addresses.values():
            assert client.get(address).status_code == 200, address

    with pytest.raises(SystemExit):
        call_command("scenario", "wrens-cross")
    assert "is here already" in capsys.readouterr().err


def test_a_world_nobody_wrote_is_refused_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        call_command("scenario", "atlantis")
    assert (
        capsys.readouterr().err
        == "There is no scenario atlantis. There is: wrens-cross, national, programme.\n"
    )
