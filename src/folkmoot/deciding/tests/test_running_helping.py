"""Helping people vote by phone and in the hall."""

from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from folkmoot.deciding import actions, codes
from folkmoot.deciding.models import Channel, Decision, RollEntry, Stage, Standing
from folkmoot.deciding.rolls import RollLine
from folkmoot.deciding.tests.crew import run, someone
from folkmoot.deciding.tests.makers import NOON, a_code, a_decision, a_place
from folkmoot.deciding.tests.voters import Voter, text_of
from folkmoot.kernel.access.roles import POLLING_HELPER
from folkmoot.kernel.record.models import Event
from folkmoot.places.models import Place
from tests.fixtures.pages import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

DAI = {"name": "Dai Jones", "address": "2 Mill Street", "postcode": "AB1 2CD", "doubt": ""}


def at_the_phone(place: Place, **settings: Any) -> tuple[Decision, Client]:
    decision = a_decision(place=place, stage=Stage.OPEN, **settings)
    return decision, browser_of(someone(place, POLLING_HELPER))


def test_a_number_alone_takes_no_vote_because_it_could_be_guessed() -> None:
    decision, browser = at_the_phone(a_place())
    entry, _ = a_code(decision)
    page = browser.post(run(decision, "help"), {"code": str(entry.number)}).content.decode()
    assert f"Number {entry.number}" in page
    assert "The number alone is not enough." in page
    for shown in ("", "made-up", signing.dumps("another", salt="deciding.code-shown")):
        told = {"entry": entry.pk, "channel": "PHONE", "shown": shown}
        assert browser.post(run(decision, "take"), told).status_code == 409


def test_a_helper_who_is_told_the_code_takes_the_vote_by_phone() -> None:
    decision, browser = at_the_phone(a_place())
    entry, code = a_code(decision)
    page = browser.post(run(decision, "help"), {"code": code}).content.decode()
    shown = page.split('name="shown" value="')[1].split('"')[0]

    answer = browser.post(
        run(decision, "take"), {"entry": entry.pk, "channel": "PHONE", "shown": shown}
    )
    assert answer["Location"] == reverse("deciding:ballot", args=[decision.ref])
    voter = Voter(decision, browser)
    voter.fill_in({2: 1})
    voter.cast()
    for page in (voter.get("receipt"), voter.post("stop_voting")):
        assert f'href="{run(decision, "help")}"' in page.content.decode()

    entry.refresh_from_db()
    assert entry.channel == Channel.PHONE
    assert decision.envelopes.count() == 1
    helped = Event.objects.get(kind="vote_taken_for_someone")
    assert (helped.at.hour, helped.facts, str(entry.pk) in helped.about) == (0, {}, False)


def test_a_helper_finds_a_letter_by_its_code() -> None:
    decision, browser = at_the_phone(a_place())
    entry, code = a_code(decision)
    page = browser.post(run(decision, "help"), {"code": codes.printed(code).lower()})
    assert f"Number {entry.number}" in page.content.decode()
    assert codes.printed(code).lower() not in page.content.decode()


def test_somebody_on_the_list_is_found_however_the_name_is_typed() -> None:
    decision, browser = at_the_phone(a_place(), by_roll=True)
    line = RollLine(name="Siân O’Neil", postcode="AB1 2CD", roll_number="17")
    actions.load_roll(decision=decision, lines=[line], by=None, at=NOON)
    page = browser.post(run(decision, "help"), {"name": "sian oneil", "postcode": "ab12cd"})
    assert "Siân O’Neil" in page.content.decode()
    elsewhere = browser.post(run(decision, "help"), {"name": "sian", "postcode": "AB1 2CE"})
    assert "try the postcode with only a surname" in elsewhere.content.decode()
    number = browser.post(run(decision, "help"), {"code": "12345678"})
    assert "No letter of this vote has that code or number." in number.content.decode()


def test_who_has_voted_already_is_shown_the_way_to_change_the_ballot() -> None:
    decision, browser = at_the_phone(a_place())
    entry, _ = a_code(decision)
    actions.cast_ballot(entry=entry, choices={1: 1}, channel=Channel.WEB, by=None, at=NOON)
    page = browser.post(run(decision, "help"), {"code": str(entry.number)}).content.decode()
    assert "A vote has been cast with this already" in page
    assert reverse("deciding:change", args=[decision.ref]) in page
    taken = browser.post(run(decision, "take"), {"entry": entry.pk, "channel": "PHONE"})
    assert taken.status_code == 409


def test_a_line_of_another_decision_cannot_be_taken_here() -> None:
    place = a_place()
    decision, browser = at_the_phone(place)
    entry, _ = a_code(a_decision(place=a_place("There"), stage=Stage.OPEN))
    for typed in (entry.pk, "nonsense"):
        answer = browser.post(run(decision, "take"), {"entry": typed, "channel": "PHONE"})
        assert answer.status_code == 404


def test_a_claim_by_phone_goes_on_the_roll_and_on_to_the_ballot() -> None:
    decision, browser = at_the_phone(a_place(), by_postcode=True)
    answer = browser.post(run(decision, "claim"), DAI | {"doubt": "I know his voice."})
    assert answer["Location"] == reverse("deciding:ballot", args=[decision.ref])
    entry = RollEntry.objects.get(decision=decision)
    assert (entry.name, entry.standing) == ("Dai Jones", Standing.PROVISIONAL)
    assert entry.why_provisional == "By phone, to a helper who says: I know his voice."
    assert "two people look, each on their own" in text_of(browser.get(answer["Location"]))


def test_what_could_not_be_checked_at_the_desk_is_written_down_and_settled_later() -> None:
    decision, browser = at_the_phone(a_place())
    without = browser.post(run(decision, "hall"), DAI | {"sure": "doubt"})
    assert "Say what could not be checked" in without.content.decode()
    browser.post(run(decision, "hall"), DAI | {"sure": "doubt", "doubt": "No papers."})
    entry = RollEntry.objects.get(decision=decision)
    assert (entry.standing, entry.why_provisional) == (Standing.PROVISIONAL, "No papers.")


def test_somebody_with_the_name_of_another_on_the_roll_is_always_in_doubt() -> None:
    decision, browser = at_the_phone(a_place(), by_postcode=True, by_roll=True)
    line = RollLine(name="Dai Jones", postcode="AB1 2CD", roll_number="17")
    actions.load_roll(decision=decision, lines=[line], by=None, at=NOON)
    browser.post(run(decision, "hall"), DAI | {"sure": "sure"})
    entry = RollEntry.objects.get(decision=decision, way="IN_PERSON")
    assert entry.standing == Standing.PROVISIONAL


def test_where_claims_are_not_taken_the_door_is_closed() -> None:
    decision, browser = at_the_phone(a_place())
    answer = browser.post(run(decision, "claim"), DAI | {"sure": "sure"})
    assert "people need a code" in answer.content.decode()
    assert decision.roll.count() == 0


def test_the_desk_gives_a_slip_with_a_code_that_votes_in_the_hall() -> None:
    decision, browser = at_the_phone(a_place())
    slip = browser.post(run(decision, "hall"), DAI | {"sure": "sure"})
    assert "no-store" in slip["Cache-Control"]
    code = slip.context["slip"].code

    tablet = browser_of(None)
    tablet.post(reverse("deciding:enter_code"), {"code": code})
    voter = Voter(decision, tablet)
    voter.fill_in({1: 1})
    voter.cast()

    assert RollEntry.objects.get(decision=decision).channel == Channel.HALL
    again = browser.post(run(decision, "hall"), DAI | {"sure": "sure"})
    assert "on the roll with this name and postcode already" in again.content.decode()


def test_nobody_is_helped_after_closing() -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.CLOSED)
    browser = browser_of(someone(place, POLLING_HELPER))
    page = browser.get(run(decision, "help")).content.decode()
    assert "Voting has closed" in page
    assert browser.post(run(decision, "hall"), DAI | {"sure": "sure"}).status_code == 422
