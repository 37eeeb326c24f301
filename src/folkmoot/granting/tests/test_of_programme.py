"""On the page of a programme people find its calls, and nobody else's."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

from folkmoot.granting import actions
from folkmoot.granting.models import Choice
from folkmoot.granting.queries.of_programme import added_to_programme, calls_on
from folkmoot.granting.tests.assessing_makers import LATER, decided, written
from folkmoot.granting.tests.makers import (
    NOON,
    OPEN,
    SHUT,
    a_call,
    a_draft_call,
    a_manager,
    a_programme,
)
from folkmoot.kernel import clock
from folkmoot.programmes.models import Programme
from tests.fixtures.pages import browser_of

pytestmark = pytest.mark.django_db


def words_on(programme: Programme, account: object = None) -> str:
    return browser_of(account).get(f"/programmes/{programme.slug}/").content.decode()


def test_what_is_named_in_the_settings_is_there() -> None:
    for names in settings.ADDED_TO_PAGES.values():
        assert all(callable(import_string(name)) for name in names)


def test_a_programmes_page_leads_to_its_calls_with_the_one_next_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours, theirs = a_programme(), a_programme("Cold Ash together")
    assert 'id="calls"' not in words_on(ours)
    call = a_call(ours, "Come forward")
    a_call(theirs, "Somewhere else")
    draft = a_draft_call(ours, "Not published yet")
    for at, told in (
        (NOON, "Opens soon"),
        (OPEN, "See whether it is for you"),
        (SHUT, "No call is open now."),
    ):
        monkeypatch.setattr(clock, "now", lambda at=at: at)
        page = words_on(ours)
        assert told in page
        assert f"/calls/{call.ref}/" in page
        assert "Somewhere else" not in page
        assert draft.name not in page
    assert "Prepare calls" not in words_on(ours)
    assert "Prepare calls" in words_on(ours, a_manager(ours))


def test_a_published_choice_is_led_to_and_another_is_not() -> None:
    choice = decided()
    programme = choice.panel.call.programme
    (row,) = calls_on(programme, at=LATER)
    assert row.chosen_href == ""
    written(choice)
    for stage in ("TELLING", "TOLD"):
        Choice.objects.filter(pk=choice.pk).update(stage=stage)
    actions.publish_choice(choice=choice, names_all=False, by=None, at=LATER)
    (row,) = calls_on(programme, at=LATER)
    assert row.chosen_href == f"/choices/{choice.ref}/chosen/"
    assert row.next_href == ""


def test_the_page_asks_the_database_as_often_for_many_calls_as_for_one() -> None:
    programme = a_programme()
    phase = programme.phases.order_by("number")[0]

    def n_queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            words_on(programme)
        return len(asked)

    a_call(programme, "The first", phase=phase)
    few = n_queries()
    for number in range(3):
        a_call(programme, f"Call {number}", phase=phase)
    assert n_queries() == few
    added = added_to_programme(programme, user=None, at=OPEN)
    assert added
    assert len(added.beside[phase.pk]) == 4
    assert "open until" in added.beside[phase.pk][0].words
