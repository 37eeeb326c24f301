"""Meetings on their pages: what may be done when, in words, and what is typed wrong is kept."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from itertools import product
from typing import Any

import pytest
from django.test import Client

from folkmoot.granting.models import MEETING_ONWARDS, Interview, MeetingStage, Panel
from folkmoot.granting.rules import meetings as rules
from folkmoot.granting.tests.assessing_makers import MAY, the_manager
from folkmoot.granting.tests.makers import leader_of
from folkmoot.granting.tests.test_meetings import AFTER, THEN, proposed, to_meet
from folkmoot.kernel import clock
from tests.fixtures.pages import ValidHtml, browser_of

S = MeetingStage
# For each thing done with a meeting: in which stages it may be, and where it leads.
DONE: dict[str, tuple[set[str], str, Callable[[Interview], str]]] = {
    "agree": ({S.PROPOSED}, S.SCHEDULED, rules.why_not_agree_meeting),
    "move": (
        {S.PROPOSED, S.SCHEDULED},
        S.PROPOSED,
        lambda one: rules.why_not_move_meeting(one, THEN, at=MAY),
    ),
    "call off": (
        {S.PROPOSED, S.SCHEDULED},
        S.CANCELLED,
        lambda one: rules.why_not_call_off(one, "Snow"),
    ),
    "note": (
        {S.SCHEDULED, S.HELD},
        S.HELD,
        lambda one: rules.why_not_note_meeting(one, "Eleven came.", at=AFTER),
    ),
    "share": ({S.HELD}, S.NOTE_SHARED, rules.why_not_share_note),
    "answer": (
        {S.NOTE_SHARED},
        S.CONFIRMED,
        lambda one: rules.why_not_answer_note(one, True, ""),
    ),
    "tell of us": (
        {S.HELD, S.NOTE_SHARED, S.CONFIRMED, S.CORRECTED},
        "",
        lambda one: rules.why_not_tell_of_us(one, "yes"),
    ),
}


@pytest.mark.parametrize(("done", "stage"), list(product(DONE, S)))
def test_what_may_be_done_with_a_meeting_hangs_on_how_far_it_is(done: str, stage: str) -> None:
    stages, leads_to, why_not = DONE[done]
    said = why_not(Interview(stage=stage, starts_at=THEN))
    assert (said == "") is (stage in stages)
    assert not said or said.endswith(".")
    if not said and leads_to:
        assert leads_to == stage or leads_to in MEETING_ONWARDS[stage]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"stage": "ELIGIBLE"}, "while their application is assessed"),
        ({"has_one": True}, "arranged already"),
        ({"starts_at": MAY}, "has passed"),
        ({"starts_at": MAY + timedelta(minutes=1)}, ""),
    ],
)
def test_why_nobody_is_met_is_said_in_words(wrong: dict[str, Any], said: str) -> None:
    facts: dict[str, Any] = {
        "stage": "IN_ASSESSMENT",
        "has_one": False,
        "starts_at": THEN,
        "at": MAY,
    }
    why = rules.why_not_propose_meeting(Panel(), **(facts | wrong))
    assert said in why
    assert bool(why) is bool(said)
    locked = rules.why_not_propose_meeting(Panel(marks_locked_at=MAY), **facts)
    assert "locked" in locked


def test_who_goes_is_enough_from_each_funder_and_reads_it() -> None:
    panel = Panel(n_meeting=2, one_per_funder=True)
    funders = ("The Lottery", "The Ministry")
    assert "nobody judges alone" in rules.why_not_go(panel, funders, n=1, funders=funders, unread=0)
    alone = rules.why_not_go(panel, funders[:1], n=2, funders=funders, unread=0)
    assert alone == "Somebody goes from each funder: nobody is from The Ministry."
    assert "no interest" in rules.why_not_go(panel, funders, n=2, funders=funders, unread=1)
    assert rules.why_not_go(panel, funders, n=2, funders=funders, unread=0) == ""


def refused(browser: Client, address: str, sent: dict[str, Any], said: str) -> str:
    """What is wrong is said on the page, and what was typed is there still; gives the page."""
    answer = browser.post(address, sent)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422, (said, answer.status_code)
    assert said in page, (said, re.findall(r"error[^>]*>([^<]+)<", page))
    for typed in sent.values():
        if isinstance(typed, str) and len(typed) < 200:
            assert typed in page
    return page


@pytest.mark.django_db
def test_a_meeting_typed_wrong_is_mended_and_two_at_once_are_one(
    monkeypatch: pytest.MonkeyPatch, valid_html: ValidHtml
) -> None:
    monkeypatch.setattr(clock, "now", lambda: MAY)
    application, two = to_meet()
    manager = browser_of(the_manager(application.call.panel))
    here = f"/panels/applications/{application.ref}/meetings/new/"
    day = {"starts_day": str(THEN.day), "starts_month": str(THEN.month)}
    whole: dict[str, Any] = {
        "kind": "VISIT", "where": "The hall", "assessors": [str(each.pk) for each in two],
        "plan": "The kitchen", **day, "starts_year": str(THEN.year), "starts_time": "2 pm",
    }  # fmt: skip
    for more, said in (
        ({"where": "", "kind": ""}, "Write an answer: “Where?”"),
        ({"where": "x" * 301}, "Use at most 300 letters for “Where?”; you have 301."),
        ({"starts_day": "31", "starts_month": "2"}, "Write a day that is in the calendar"),
        ({"starts_year": "27"}, "Write the year with four figures"),
        ({"starts_time": "noonish"}, "Write the time such as 7:30 pm or 19:30."),
        ({"starts_year": str(THEN.year - 1)}, "That moment has passed."),
        ({"assessors": [str(two[0].pk)]}, "At least 2 assessors go"),
        ({"assessors": ["somebody"]}, "Choose one of the answers shown for “Who comes?”."),
        ({"plan": "y" * 1001}, "you have 1001."),
    ):
        refused(manager, here, whole | more, said)
    assert not Interview.objects.exists()
    assert manager.post(here, whole).status_code == 302
    refused(manager, here, whole, "A meeting is arranged already.")
    meeting = Interview.objects.get()
    valid_html(manager.get(f"/panels/meetings/{meeting.pk}/"))
    refused(manager, f"/panels/meetings/{meeting.pk}/move/",
            {**day, "starts_year": "2020", "starts_time": "2 pm", "where": "The mill"},
            "That moment has passed.")  # fmt: skip
    refused(
        manager,
        f"/panels/meetings/{meeting.pk}/call-off/",
        {"because": " "},
        "Write an answer: “Why?”",
    )


@pytest.mark.django_db
def test_the_place_and_the_goers_are_told_what_is_missing_and_answer_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: MAY)
    meeting = proposed()
    here = f"/panels/meetings/{meeting.pk}/"
    place = browser_of(leader_of(meeting.application))
    goer = browser_of(meeting.goers.all()[0].assessor.account)

    refused(place, f"{here}agree/", {"access_needs": "z" * 1001}, "Use at most 1000 letters")
    assert place.post(f"{here}agree/", {"access_needs": "A break"}).status_code == 302
    refused(place, f"{here}agree/", {"access_needs": "Another"}, "There is nothing to agree to")
    refused(goer, f"{here}note/", {"note": "Eleven came."}, "It has not been held yet.")

    monkeypatch.setattr(clock, "now", lambda: AFTER)
    refused(goer, f"{here}note/", {"note": ""}, "Write an answer: “Who was there")
    refused(goer, f"{here}note/", {"note": "w" * 6001}, "Use at most 6000 letters")
    assert goer.post(f"{here}note/", {"note": "Eleven came."}).status_code == 302
    assert "Eleven came." not in place.get(here).content.decode()  # not theirs yet
    assert goer.post(f"{here}share/").status_code == 302
    assert goer.post(f"{here}share/").status_code == 409
    assert "Eleven came." in place.get(here).content.decode()
    otherwise = {"answer": "otherwise", "correction": ""}
    refused(place, f"{here}answer/", otherwise, "Say what was otherwise.")
    refused(place, f"{here}answer/", {"answer": ""}, "Choose an answer: “Are the facts right?”")
    assert place.post(f"{here}answer/", otherwise | {"correction": "Twelve."}).status_code == 302
    refused(place, f"{here}answer/", {"answer": "right"}, "There is no note to look at.")
    refused(place, f"{here}of-us/", {"words": "Soup"}, "Choose an answer: “Were you met fairly?”")
    assert place.post(f"{here}of-us/", {"was_fair": "mostly", "words": "Soup"}).status_code == 302
    refused(place, f"{here}of-us/", {"was_fair": "no", "words": "Anew"}, "You have told us")
    meeting.refresh_from_db()
    assert (meeting.note, meeting.correction) == ("Eleven came.", "Twelve.")
    assert (meeting.was_fair, meeting.of_us) == ("mostly", "Soup")
    assert "Soup" not in goer.get(here).content.decode()  # not before it is decided
