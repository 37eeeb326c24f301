"""Codes sent to an e-mail address: what people can rely on, and what nobody can learn."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.rules import Refused
from folkmoot.people import actions, rules
from folkmoot.people.models import OneTimeCode
from folkmoot.people.tests.makers import NOON, an_account, the_code_written_to

pytestmark = pytest.mark.django_db

SIGN_IN = OneTimeCode.Purpose.SIGN_IN
AMINA, BEN = "amina@people.example", "ben@people.example"


def ask(address: str = AMINA, minutes: float = 0) -> OneTimeCode:
    return actions.ask_code(
        purpose=SIGN_IN, address=address, by=None, at=NOON + timedelta(minutes=minutes)
    )


def try_it(code: OneTimeCode, typed: str, *, address: str = AMINA, minutes: float = 1) -> str:
    return actions.try_code(
        key=code.pk,
        purpose=code.purpose,
        address=address,
        typed=typed,
        by=None,
        at=NOON + timedelta(minutes=minutes),
    )


@pytest.mark.parametrize("manner", ["{}", " {} ", "{}.", "code: {}"])
def test_a_code_works_however_it_is_typed(manner: str) -> None:
    code = ask()
    assert try_it(code, manner.format(the_code_written_to(AMINA))) == ""


def test_a_code_works_once() -> None:
    code = ask()
    figures = the_code_written_to(AMINA)
    assert try_it(code, figures) == ""
    assert "has been used" in try_it(code, figures)


def test_a_code_runs_out_after_a_quarter_of_an_hour() -> None:
    code = ask()
    figures = the_code_written_to(AMINA)
    assert "has run out" in try_it(code, figures, minutes=15)
    assert try_it(code, figures, minutes=14.9) == ""


def test_a_code_bears_five_tries_and_says_how_many_are_left() -> None:
    code = ask()
    figures = the_code_written_to(AMINA)
    wrong = "0000 0001" if figures != "0000 0001" else "0000 0002"
    said = [try_it(code, wrong) for _ in range(5)]
    assert "4 tries left" in said[0]
    assert "one try left" in said[3]
    assert "tried too often" in said[4]
    assert "tried too often" in try_it(code, figures), "the right figures come too late"


def test_an_empty_code_is_a_wrong_code() -> None:
    assert "not the code" in try_it(ask(), "")


def test_a_code_is_only_good_for_the_address_it_went_to() -> None:
    code = ask(AMINA)
    figures = the_code_written_to(AMINA)
    assert try_it(code, figures, address=BEN) != ""


def test_a_code_is_only_good_for_what_it_was_asked_for() -> None:
    account = an_account()
    code = ask()
    why = actions.try_code(
        key=code.pk,
        purpose=OneTimeCode.Purpose.CHANGE_EMAIL,
        address=AMINA,
        typed=the_code_written_to(AMINA),
        by=account,
        at=NOON,
    )
    assert why != ""


def test_a_code_asked_for_by_one_account_is_no_good_to_another() -> None:
    amina, ben = an_account("Amina"), an_account("Ben")
    code = actions.ask_code(
        purpose=OneTimeCode.Purpose.STILL_YOU, address=amina.email, by=amina, at=NOON
    )
    why = actions.try_code(
        key=code.pk,
        purpose=code.purpose,
        address=amina.email,
        typed=the_code_written_to(amina.email),
        by=ben,
        at=NOON,
    )
    assert why != ""


def test_neither_the_address_nor_the_code_can_be_read_from_what_is_kept() -> None:
    code = ask()
    figures = the_code_written_to(AMINA)
    kept = str(OneTimeCode.objects.filter(pk=code.pk).values().get())
    assert "amina" not in kept
    assert figures.replace(" ", "") not in kept
    events = str(list(Event.objects.values_list("kind", "by", "about", "facts")))
    assert "amina" not in events


def test_after_five_codes_in_an_hour_an_address_has_to_wait_and_is_told_how_long() -> None:
    for minute in range(5):
        ask(minutes=minute)
    with pytest.raises(Refused, match="ask again in 55 minutes"):
        ask(minutes=5)
    ask(BEN, minutes=5)  # others are not held up
    assert ask(minutes=60.5)


def test_after_fifteen_codes_in_a_day_an_address_has_to_wait_for_hours() -> None:
    for number in range(15):
        ask(minutes=13 * number)
    with pytest.raises(Refused, match=r"ask again in \d\d hours"):
        ask(minutes=13 * 15)
    assert ask(minutes=24 * 60 + 1)


def test_a_known_and_an_unknown_address_get_the_same_letter() -> None:
    an_account("Amina")
    Message.objects.all().delete()
    ask(AMINA)
    ask(BEN)
    known, unknown = (
        Message.objects.get(to=address).text.replace(the_code_written_to(address), "#")
        for address in (AMINA, BEN)
    )
    assert known == unknown


def test_the_subject_does_not_give_the_code_away_to_a_locked_screen() -> None:
    ask()
    letter = Message.objects.get(to=AMINA)
    assert not any(figure.isdigit() for figure in letter.subject)


def test_old_codes_are_not_kept_for_longer_than_they_are_counted() -> None:
    first = ask()
    ask(minutes=60 * 24 * 2 + 1)
    assert not OneTimeCode.objects.filter(pk=first.pk).exists()


def test_the_database_itself_keeps_a_used_code_used() -> None:
    code = ask()
    assert try_it(code, the_code_written_to(AMINA)) == ""
    with pytest.raises(DatabaseError, match="used"), transaction.atomic():
        OneTimeCode.objects.filter(pk=code.pk).update(used_at=None)


def test_the_wait_is_said_in_whole_minutes_and_hours() -> None:
    asked = [NOON - timedelta(minutes=59, seconds=30)] + [NOON] * 4
    assert "ask again in a minute." in rules.why_not_ask_code(asked, at=NOON)
