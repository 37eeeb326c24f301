"""What holds when several people, or one impatient machine, do the same thing at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from folkmoot.kernel.access.roles import STEWARD
from folkmoot.kernel.rules import Refused
from folkmoot.people import actions, queries
from folkmoot.people.models import Account, OneTimeCode, OrganisationIdentifier, SiteRole
from folkmoot.people.tests.makers import NOON, a_steward, an_organisation, the_code_written_to

pytestmark = pytest.mark.django_db(transaction=True)

AMINA = "amina@people.example"


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What each deed answered, or how it was refused, when all begin together."""
    together = Barrier(len(deeds))

    def done(deed: Callable[[], Any]) -> Any:
        together.wait()
        try:
            return deed()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(done, deeds))


def trying(code: OneTimeCode, typed: str) -> Callable[[], str]:
    return lambda: actions.try_code(
        key=code.pk, purpose=code.purpose, address=AMINA, typed=typed, by=None, at=NOON
    )


def a_code() -> OneTimeCode:
    return actions.ask_code(purpose=OneTimeCode.Purpose.SIGN_IN, address=AMINA, by=None, at=NOON)


def test_a_machine_that_guesses_all_at_once_gets_five_tries_like_anyone() -> None:
    code = a_code()
    at_once(*[trying(code, str(guess)) for guess in range(12)])
    code.refresh_from_db()
    assert code.tries == 5
    assert "too often" in trying(code, the_code_written_to(AMINA))()


def test_the_right_code_typed_several_times_at_once_works_once() -> None:
    code = a_code()
    figures = the_code_written_to(AMINA)
    assert at_once(*[trying(code, figures)] * 6).count("") == 1


def test_two_first_visits_at_once_make_one_account() -> None:
    found = at_once(
        *[lambda: actions.account_for(address=AMINA, by=None, at=NOON)] * 4,
    )
    assert len({account.pk for account in found}) == 1
    assert Account.objects.count() == 1


def test_two_stewards_who_end_each_other_at_once_leave_one() -> None:
    a_steward("First"), a_steward("Second")
    held = list(SiteRole.objects.all())
    later = NOON + timedelta(days=1)
    at_once(
        *[lambda each=each: actions.end_site_role(held=each, by=None, at=later) for each in held]
    )
    assert queries.stewards(later).filter(role=STEWARD.name).count() == 1


def test_one_number_given_to_two_organisations_at_once_goes_to_one() -> None:
    first, second = an_organisation("First"), an_organisation("Second")
    answers = at_once(
        *[
            lambda each=each: actions.add_identifier(
                organisation=each, scheme="GB-CHC", value="1234567", by=None, at=NOON
            )
            for each in (first, second)
        ]
    )
    assert OrganisationIdentifier.objects.filter(scheme="GB-CHC").count() == 1
    (refusal,) = [answer for answer in answers if isinstance(answer, Refused)]
    assert "has that number already (GB-CHC-1234567)" in str(refusal)
