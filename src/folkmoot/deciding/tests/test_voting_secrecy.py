"""What nobody can find out: not from the database, not from the log, not from an address."""

import json
import logging
import re
import struct
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.views.debug import get_exception_reporter_filter

from folkmoot.deciding import actions, codes, voting_urls
from folkmoot.deciding.ballots import as_text
from folkmoot.deciding.models import Decision, Envelope, Stage
from folkmoot.deciding.tests.makers import NOON, a_code, a_decision, close_and_count
from folkmoot.deciding.tests.voters import Voter, text_of
from folkmoot.kernel.record.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.both]

# Points nobody gives by accident: whoever finds them has found the ballot.
SECRET = {2: 10_917, 3: 10_423, 5: 10_009}  # five figures: no group of a key has as many


def with_points(**settings: Any) -> Decision:
    return a_decision(
        stage=Stage.OPEN,
        ballot_type="POINTS",
        points_total=32_000,
        points_most=32_000,
        costs=(10_00,) * 6,
        **settings,
    )


def everything_kept() -> bytes:
    """Every value of every row of every table, one after the other."""
    parts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                parts.append(b"|".join(_bytes(value) for value in row))
    return b"\n".join(parts)


def _bytes(value: object) -> bytes:
    if isinstance(value, bytes | memoryview):
        return bytes(value) + b" " + bytes(value).hex().encode()
    return (json.dumps(value) if isinstance(value, dict | list) else str(value)).encode()


def ways_to_write(choices: dict[int, int]) -> Iterator[bytes]:
    """The ways a ballot could have been left lying about."""
    yield as_text(choices).encode()
    for number, given in choices.items():
        yield f"{number}:{given}".encode()
    yield struct.pack(">6H", *(choices.get(number, 0) for number in range(1, 7)))


def lying_about(choices: dict[int, int], kept: bytes) -> list[bytes]:
    """What of a ballot is found in all that is kept; points only where they stand alone, for
    any figures come up by chance in the middle of a digest.
    """
    alone = [rb"(?<![0-9A-Za-z])%d(?![0-9A-Za-z])" % given for given in choices.values()]
    found = [match.group() for each in alone if (match := re.search(each, kept))]
    return found + [way for way in ways_to_write(choices) if way in kept]


def ways_to_print(code: str) -> Iterator[bytes]:
    """The ways a code could have been left lying about."""
    plain = codes.plain(code)
    for one in (plain, codes.printed(plain)):
        yield one.encode()
        yield one.lower().encode()


def the_whole_journey(voter: Voter, code: str) -> tuple[str, str]:
    """Wrong turn and all: mistakes, a pause, a change, a look in the box."""
    voter.come_in(code.lower())
    voter.fill_in({**SECRET, 6: 9999})
    voter.fill_in(SECRET, step="keep")
    voter.fill_in(SECRET, step="later")
    voter.get("vote")
    voter.get("ballot")
    voter.fill_in(SECRET)
    voter.get("review")
    voter.cast()
    first, _ = voter.receipt()
    voter.post("change", {"receipt": first})
    voter.fill_in(SECRET)
    voter.cast()
    second, _ = voter.receipt()
    voter.post("check", {"receipt": second})
    voter.come_in(code)
    voter.post("stop_voting")
    return first, second


def test_nothing_kept_says_what_was_chosen_or_holds_a_code_or_a_receipt() -> None:
    voter = Voter(with_points())
    _, code = a_code(voter.decision)
    first, second = the_whole_journey(voter, code)

    kept = everything_kept()

    assert Envelope.objects.get().mark.encode() in kept  # the search does find things
    assert codes.hash_of(code, salt=bytes(voter.decision.salt)).encode() in kept
    assert not lying_about(SECRET, kept)
    for each in (code, first, second):
        for printed in ways_to_print(each):
            assert printed not in kept


def test_the_search_would_find_a_ballot_that_lay_about() -> None:
    voter = Voter(with_points())
    Event.objects.create(kind="leak", at=NOON, about="x", facts={"points": SECRET})

    assert len(lying_about(SECRET, everything_kept())) == len(SECRET)
    assert voter.decision.pk


def test_no_session_is_made_for_a_voter() -> None:
    voter = Voter(with_points())
    the_whole_journey(voter, a_code(voter.decision)[1])

    assert Session.objects.count() == 0
    assert "sessionid" not in voter.client.cookies


def test_the_account_of_what_happened_has_the_day_and_nothing_else() -> None:
    voter = Voter(with_points())
    the_whole_journey(voter, a_code(voter.decision)[1])

    for event in Event.objects.filter(kind="ballot_received"):
        assert (event.by, event.facts) == ("", {})
        assert (event.at.hour, event.at.minute, event.at.second) == (0, 0, 0)


def test_no_address_and_no_log_line_holds_a_secret(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    voter = Voter(with_points())
    entry, code = a_code(voter.decision)
    first, second = the_whole_journey(voter, code)
    logging.getLogger("folkmoot").info("the log is on")

    said = "\n".join([*voter.went, caplog.text]).encode()

    assert b"the log is on" in said
    assert f"/decisions/{voter.decision.ref}/ballot/".encode() in said
    for each in (code, first, second):
        for printed in ways_to_print(each):
            assert printed not in said
    assert not lying_about(SECRET, said)
    assert str(entry.pk).encode() not in said
    assert b"?" not in "\n".join(voter.went).encode()


SIZES: list[tuple[dict[str, Any], list[dict[int, int]]]] = [
    ({"max_choices": 3}, [{2: 1}, {1: 1, 2: 1, 5: 1}, {6: 1, 1: 1}]),
    ({"ballot_type": "POINTS", "points_total": 900, "points_most": 900}, [{1: 3}, {2: 800, 5: 9}]),
    ({"ballot_type": "RANKING"}, [{3: 1}, {number: number for number in range(1, 7)}]),
    ({"ballot_type": "KNAPSACK"}, [{4: 1}, dict.fromkeys(range(1, 7), 1)]),
]


@pytest.mark.parametrize(("settings", "ballots"), SIZES, ids=lambda each: str(len(each)))
def test_a_log_that_says_how_long_an_answer_was_does_not_say_what_was_chosen(
    settings: dict[str, Any], ballots: list[dict[int, int]]
) -> None:
    decision = a_decision(stage=Stage.OPEN, costs=(10_00,) * 6, **settings)
    told = set()
    for choices in ballots:
        voter = Voter(decision)
        voter.come_in()
        voter.fill_in(choices)
        pages = voter.get("review"), voter.get("ballot"), voter.cast(), voter.get("receipt")
        assert all(page["Content-Encoding"] == "identity" for page in pages), "a proxy packs it"
        told.add(tuple(len(page.content) for page in pages))
    assert len(told) == 1, told


def test_a_page_that_breaks_does_not_report_what_was_typed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    voter = Voter(with_points())
    voter.come_in()
    voter.client.raise_request_exception = False

    def broken(**_: object) -> None:
        raise RuntimeError("out of paper")

    monkeypatch.setattr(actions, "cast_ballot", broken)
    response = voter.cast(as_text(SECRET))

    reported = get_exception_reporter_filter(response.wsgi_request).get_post_parameters(
        response.wsgi_request
    )
    assert response.status_code == 500
    assert set(reported.values()) == {"********************"}
    assert as_text(SECRET) not in caplog.text


def test_a_published_result_does_not_say_who_chose_what() -> None:
    decision = with_points()
    entry, code = a_code(decision)
    Voter(decision).vote(SECRET, code)
    close_and_count(decision)

    rows = everything_kept().split(b"\n")

    holding = [row for row in rows if as_text(SECRET).encode() in row]
    assert len(holding) == 1  # the pile
    assert str(entry.pk).encode() not in holding[0]
    assert entry.pk.hex.encode() not in holding[0]


POSTED = ["vote", "vote_by_roll", "vote_by_address", "ballot", "cast", "stop_voting", "change"]
POSTED += ["check", "my_share"]


@pytest.mark.parametrize("name", POSTED)
def test_no_other_site_can_press_a_button_here(name: str) -> None:
    decision = with_points(by_roll=True, by_postcode=True)
    client = Client(enforce_csrf_checks=True)

    response = client.post(reverse(f"deciding:{name}", args=[decision.ref]), {"ballot": "2:1"})

    assert response.status_code == 403


def test_the_code_page_too_is_safe_from_other_sites() -> None:
    client = Client(enforce_csrf_checks=True)

    assert client.post(reverse("deciding:enter_code"), {"code": "x"}).status_code == 403


@pytest.mark.parametrize("route", voting_urls.urlpatterns, ids=lambda route: route.name)
def test_no_copy_of_a_voters_page_is_kept_anywhere(route: Any) -> None:
    voter = Voter(with_points(by_roll=True, by_postcode=True))
    voter.come_in()
    voter.fill_in(SECRET)
    arguments = [voter.decision.ref] if "ref" in str(route.pattern) else []
    address = reverse(f"deciding:{route.name}", args=arguments)
    if route.name == "envelopes":
        pytest.skip("it is published for everyone to keep")

    for response in (voter.client.get(address), voter.client.post(address, {"ballot": "9:1"})):
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]


@pytest.mark.parametrize("route", voting_urls.urlpatterns, ids=lambda route: route.name)
def test_each_of_these_pages_has_a_door(route: Any) -> None:
    assert str(route.callback.door) == "everyone"


def test_a_name_with_markup_in_it_stays_a_name() -> None:
    nasty = '"><img src=x onerror=alert(1)>'
    voter = Voter(with_points(by_roll=True))

    page = voter.post("vote_by_roll", {"name": nasty, "postcode": "LS1 4AP"})

    assert b"<img src=x" not in page.content
    assert nasty in text_of(page)
