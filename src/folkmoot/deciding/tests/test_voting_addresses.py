"""Someone says they live here: let in at once, or taken now and checked later."""

from typing import Any

import pytest
from django.core.cache import cache

from folkmoot.deciding import actions, patience
from folkmoot.deciding.actions.casting import NAME_ALONE
from folkmoot.deciding.models import Decision, RollEntry, Stage, Standing, Way
from folkmoot.deciding.rolls import RollLine
from folkmoot.deciding.tests.makers import (
    NOON,
    Drawn,
    a_decision,
    a_place,
    settled,
    three_officers,
)
from folkmoot.deciding.tests.voters import Voter, text_of
from folkmoot.geodata.actions import load_postcodes
from folkmoot.places.actions import redraw_boundary
from folkmoot.places.tests import makers as drawn

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

ANN = {"name": "Siân O'Neil", "postcode": "LS1 4AP"}


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet() -> None:
    cache.clear()


def an_open(**settings: Any) -> Decision:
    return a_decision(stage=Stage.OPEN, **settings)


def postcodes(**where: tuple[float, float]) -> None:
    rows = [f"{code},{lat},{lon}" for code, (lon, lat) in where.items()]
    load_postcodes(
        lines=["pcds,lat,long", *rows],
        edition="May 2026",
        source="made up",
        licence="OGL 3.0",
        by=None,
        at=NOON,
    )


def claim(voter: Voter, **told: str) -> RollEntry:
    response = voter.post("vote_by_address", ANN | {"address": "1 Mill Lane"} | told)
    assert response["Location"] == voter.page("ballot"), text_of(response)
    return voter.decision.roll.get(way=Way.POSTCODE)


def test_someone_inside_the_boundary_votes_now_and_two_people_look_who_it_was() -> None:
    postcodes(LS14AP=(-1.50, 53.805))
    voter = Voter(an_open(by_postcode=True))
    entry = claim(voter)

    assert entry.standing == Standing.PROVISIONAL
    assert entry.why_provisional == NAME_ALONE
    assert "two people look, each on their own, whether it was you" in text_of(voter.get("ballot"))


def test_someone_outside_votes_all_the_same_and_people_settle_it() -> None:
    postcodes(LS14AP=(-1.60, 53.805))
    voter = Voter(an_open(by_postcode=True, place=a_place("Mill Lane")))
    entry = claim(voter)

    assert entry.standing == Standing.PROVISIONAL
    assert entry.why_provisional == "That postcode looks to be outside Mill Lane."
    assert entry.why_provisional in text_of(voter.get("ballot"))


@pytest.mark.parametrize(
    ("postcode", "doubt"),
    [("LS1 9ZZ", "could not find the postcode LS1 9ZZ"), ("", "No postcode was given.")],
)
def test_an_unknown_postcode_does_not_shut_anybody_out(postcode: str, doubt: str) -> None:
    postcodes(LS14AP=(-1.50, 53.805))
    entry = claim(Voter(an_open(by_postcode=True)), postcode=postcode)

    assert entry.standing == Standing.PROVISIONAL
    assert doubt in entry.why_provisional


def test_without_a_list_of_postcodes_every_vote_is_taken_and_checked() -> None:
    entry = claim(Voter(an_open(by_postcode=True)))

    assert entry.standing == Standing.PROVISIONAL
    assert "We have no list of postcodes" in entry.why_provisional


def test_what_is_no_postcode_is_told_with_what_was_typed() -> None:
    voter = Voter(an_open(by_postcode=True))

    response = voter.post("vote_by_address", ANN | {"address": "1 Mill Lane", "postcode": "LS1"})

    assert "That is the first half of a postcode." in text_of(response)
    assert 'value="1 Mill Lane"' in text_of(response)


def test_someone_who_comes_back_before_casting_is_let_in_again() -> None:
    decision = an_open(by_postcode=True)
    first = claim(Voter(decision))

    again = claim(Voter(decision), name="SIAN ONEIL", postcode="ls1 4ap")

    assert again.pk == first.pk


def test_nobody_votes_twice_by_saying_it_again() -> None:
    decision = an_open(by_postcode=True)
    voter = Voter(decision)
    claim(voter)
    voter.fill_in({1: 1})
    voter.cast()

    response = Voter(decision).post("vote_by_address", ANN | {"address": "1 Mill Lane"})

    assert response.status_code == 409
    assert "A vote has been cast in this name already" in text_of(response)
    assert decision.envelopes.count() == 1


def test_a_namesake_on_the_roll_is_checked_before_the_count() -> None:
    postcodes(LS14AP=(-1.50, 53.805))
    decision = an_open(by_roll=True, by_postcode=True)
    line = RollLine(ANN["name"], ANN["postcode"], "12", "1 Mill Lane")
    actions.load_roll(decision=decision, lines=[line], by=None, at=NOON)
    entry = claim(Voter(decision))

    assert entry.standing == Standing.PROVISIONAL
    assert "is on the list of voters already" in entry.why_provisional


def test_a_refused_voter_is_told_so_and_nobody_who_knows_the_name_reads_why() -> None:
    decision = an_open(by_postcode=True)
    voter = Voter(decision)
    entry = claim(voter)
    voter.fill_in({1: 1})
    voter.cast()
    settled(entry, counts=False, because="Lives in Leeds.")

    response = Voter(decision).post("vote_by_address", ANN | {"address": "1 Mill Lane"})

    assert "found that it does not count. Ask the people who run this vote" in text_of(response)
    assert "Leeds" not in text_of(response)


def test_redrawing_the_place_while_people_vote_changes_nothing_for_them() -> None:
    postcodes(LS14AP=(-1.50, 53.805), LS99ZZ=(-1.40, 53.805))
    place = drawn.a_place(geometry=drawn.a_shape(-1.50, 53.805))
    decision, later = an_open(place=place, by_postcode=True), a_decision(place=place)
    away = drawn.a_shape(-1.40, 53.805)
    redraw_boundary(place=place, geometry=away, reason="Moved", by=None, at=NOON)

    def is_inside(decision: Decision, name: str, postcode: str) -> bool:
        told = {"name": name, "postcode": postcode, "address": "1 Mill Lane"}
        Voter(decision).post("vote_by_address", told)
        return "outside" not in decision.roll.get(name=name).why_provisional

    assert is_inside(decision, "Siân", "LS1 4AP")
    assert not is_inside(decision, "Dai", "LS9 9ZZ")

    Decision.objects.filter(pk=later.pk).update(by_postcode=True)
    later.refresh_from_db()
    three_officers(later)
    later = actions.open_voting(decision=later, rng=Drawn(), by=None, at=NOON)
    assert not is_inside(later, "Siân", "LS1 4AP")
    assert is_inside(later, "Dai", "LS9 9ZZ")


def test_a_place_drawn_only_while_people_vote_was_not_drawn_for_them() -> None:
    postcodes(LS14AP=(-1.50, 53.805))
    place = drawn.a_place(drawn=False)
    decision = an_open(place=place, by_postcode=True)
    shape = drawn.a_shape(-1.50, 53.805)
    redraw_boundary(place=place, geometry=shape, reason="", by=None, at=NOON)
    assert "outside" in claim(Voter(decision)).why_provisional


def test_a_machine_that_makes_up_neighbours_is_taken_with_doubt_and_nobody_is_turned_away() -> None:
    postcodes(LS14AP=(-1.50, 53.805))
    decision = an_open(by_postcode=True)
    most = patience.MOST["claims"]
    for number in range(most + 1):
        told = {"name": f"Neighbour {number}", "postcode": "LS1 4AP", "address": "1 Mill Lane"}
        assert Voter(decision).post("vote_by_address", told).status_code == 302

    assert decision.roll.filter(why_provisional=NAME_ALONE).count() == most
    assert decision.roll.exclude(why_provisional=NAME_ALONE).get().why_provisional == (
        patience.MANY_CLAIMS
    )


def test_one_building_cannot_make_work_without_end_and_a_neighbour_who_is_known_is_let_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    decision = an_open(by_postcode=True)  # no list: every name is in doubt
    monkeypatch.setattr(patience, "CROWD", 3)
    told = [
        {"name": f"Neighbour {number}", "postcode": "LS1 4AP", "address": "1 Mill Lane"}
        for number in range(4)
    ]
    for one in told[:3]:
        assert Voter(decision).post("vote_by_address", one).status_code == 302
    page = Voter(decision).post("vote_by_address", told[3])
    assert page.status_code == 422
    assert "Very many people have asked for a vote from this building" in page.content.decode()
    assert "Neighbour 3" in page.content.decode(), "what was typed is kept"
    assert decision.roll.count() == 3
    assert Voter(decision).post("vote_by_address", told[0]).status_code == 302
    cache.clear()  # an hour later
    assert Voter(decision).post("vote_by_address", told[3]).status_code == 302
