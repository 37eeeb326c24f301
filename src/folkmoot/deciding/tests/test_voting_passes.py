"""The pass in a voter's own browser."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse

from folkmoot.deciding import passes
from folkmoot.deciding.models import Channel, Decision, Stage
from folkmoot.deciding.tests.makers import NOON, a_code, a_decision

pytestmark = pytest.mark.django_db


def request_with(cookie: str, name: str = passes.PASS) -> Any:
    return SimpleNamespace(COOKIES={name: cookie})


def cookie_of(decision: Decision, held: passes.Pass) -> Any:
    response = HttpResponse()
    passes.keep(response, decision, held, at=NOON)
    return response.cookies[passes.PASS]


def test_a_pass_comes_back_as_it_was_given() -> None:
    decision = a_decision(stage=Stage.OPEN)
    entry, _ = a_code(decision)
    held = passes.Pass.to(entry, channel=Channel.PHONE, replaces="0123456789ABCDEF")
    held = held.with_draft({1: 1, 250: 65_535})

    found = passes.held_pass(request_with(cookie_of(decision, held).value), decision, at=NOON)

    assert found == held


def test_two_hundred_and_fifty_options_with_points_fit_in_one_cookie() -> None:
    decision = a_decision(stage=Stage.OPEN)
    held = passes.Pass.to(a_code(decision)[0])
    full = held.with_draft({number: 65_535 for number in range(1, 251)})

    cookie = cookie_of(decision, full)

    assert len(cookie.OutputString()) < 1400
    kept = passes.held_pass(request_with(cookie.value), decision, at=NOON)
    assert kept is not None
    assert sum(kept.draft.values()) == 250 * 65_535


def test_the_size_of_the_cookie_does_not_say_how_much_is_ticked() -> None:
    decision = a_decision(stage=Stage.OPEN)
    held = passes.Pass.to(a_code(decision)[0])
    changing = passes.Pass.to(a_code(decision)[0], replaces="0123456789ABCDEF")

    sizes = {
        len(cookie_of(decision, one).value)
        for one in (held, held.with_draft(dict.fromkeys(range(1, 200), 9)), changing)
    }

    assert len(sizes) == 1


def test_what_cannot_be_a_choice_is_left_out_of_the_draft() -> None:
    held = passes.Pass.to(a_code(a_decision())[0])

    assert held.with_draft({-1: 1, 0: 1, 251: 1, 3: -1, 4: 70_000, 5: 2}).draft == {5: 2}


def test_the_cookie_goes_to_one_decision_only_and_no_script_reads_it() -> None:
    decision = a_decision(stage=Stage.OPEN)

    cookie = cookie_of(decision, passes.Pass.to(a_code(decision)[0]))

    assert cookie["path"] == f"/decisions/{decision.ref}/"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["max-age"] == 2 * 3600


def test_the_cookie_says_nothing_and_cannot_be_meddled_with() -> None:
    decision = a_decision(stage=Stage.OPEN)
    entry, _ = a_code(decision)
    value = cookie_of(decision, passes.Pass.to(entry).with_draft({2: 7})).value

    for position in (0, 40, len(value) // 2, len(value) - 5):
        other = "A" if value[position] != "A" else "B"
        changed = value[:position] + other + value[position + 1 :]
        assert passes.held_pass(request_with(changed), decision, at=NOON) is None
    assert str(entry.pk) not in value
    assert entry.pk.hex not in value


@pytest.mark.parametrize("nonsense", ["", "x", "é", "====", "A" * 900, "A" * 5000])
def test_nonsense_in_the_cookie_is_no_pass(nonsense: str) -> None:
    decision = a_decision(stage=Stage.OPEN)

    assert passes.held_pass(request_with(nonsense), decision, at=NOON) is None
    assert passes.shown_slip(request_with(nonsense, passes.SLIP), decision, at=NOON) is None


def test_a_pass_ends_after_two_hours() -> None:
    decision = a_decision(stage=Stage.OPEN)
    value = cookie_of(decision, passes.Pass.to(a_code(decision)[0])).value

    still = passes.held_pass(request_with(value), decision, at=NOON + timedelta(minutes=119))
    over = passes.held_pass(request_with(value), decision, at=NOON + timedelta(minutes=121))

    assert still is not None
    assert over is None


def test_a_pass_for_one_decision_is_none_for_another() -> None:
    decision, other = a_decision(stage=Stage.OPEN), a_decision(stage=Stage.OPEN)
    value = cookie_of(decision, passes.Pass.to(a_code(decision)[0])).value

    assert passes.held_pass(request_with(value), other, at=NOON) is None


def test_a_receipt_is_no_pass_and_a_pass_no_receipt() -> None:
    decision = a_decision(stage=Stage.OPEN)
    response = HttpResponse()
    slip = passes.Slip(decision.pk, "0123456789ABCDEF", "ab" * 32, False, True)
    passes.show(response, decision, slip, at=NOON)
    shown = response.cookies[passes.SLIP].value
    held = cookie_of(decision, passes.Pass.to(a_code(decision)[0])).value

    assert passes.shown_slip(request_with(shown, passes.SLIP), decision, at=NOON) == slip
    assert passes.held_pass(request_with(shown), decision, at=NOON) is None
    assert passes.shown_slip(request_with(held, passes.SLIP), decision, at=NOON) is None
    later = NOON + timedelta(minutes=11)
    assert passes.shown_slip(request_with(shown, passes.SLIP), decision, at=later) is None
