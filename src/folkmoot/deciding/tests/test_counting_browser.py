"""Waiting for a count, stopping it and beginning again, in real browsers."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connections
from playwright.sync_api import Page, expect

from folkmoot.deciding.models import COUNT_JOB, Decision, Stage
from folkmoot.deciding.tests.crew import counted, run, someone
from folkmoot.deciding.tests.makers import a_decision, a_place, a_vote, opened
from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import COUNTING_OFFICER
from folkmoot.kernel.jobs.holding import take_job
from folkmoot.kernel.jobs.models import Job
from folkmoot.kernel.jobs.rules import LEASE
from tests.fixtures.browser import Axe, Screenshots, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def an_opened_box() -> Decision:
    decision = a_decision(place=a_place(), stage=Stage.OPEN)
    a_vote(decision, 1, 2)
    return opened(decision)


def officer_at(page: Page, decision: Decision) -> None:
    """A counting officer of the place sits down at this browser, on the counting page."""
    sign_in(page, someone(decision.place, COUNTING_OFFICER))
    page.goto(run(decision, "counting"))


@contextmanager
def somebody_counts() -> Iterator[None]:
    """The worker comes."""

    def work() -> None:
        try:
            counted()
        finally:
            connections.close_all()

    working = threading.Thread(target=work)
    working.start()
    yield
    working.join()


def test_the_page_says_how_far_the_count_is_and_moves_on_by_itself(
    page: Page, axe: Axe, screenshots: Screenshots
) -> None:
    decision = an_opened_box()
    now = clock.now()
    Job.objects.update(put_at=now, due_at=now)
    officer_at(page, decision)
    axe(page)
    expect(page.get_by_text("It begins in a moment")).to_be_visible()

    job = take_job({COUNT_JOB}, at=clock.now(), lease=LEASE)
    assert job is not None
    Job.objects.update(n_done=1, n_all=4, saying="Raising everyone’s share, step 40")
    expect(page.get_by_text("1 of 4 parts done")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Raising everyone’s share")
    screenshots(page, "counting")
    axe(page)

    Job.objects.update(state="WAITING", held_until=None)
    with somebody_counts():
        expect(page.get_by_text("ballots fund")).to_be_visible(timeout=15_000)
    axe(page)


def test_someone_on_a_phone_stops_the_count_and_begins_it_again(
    narrow_page: Page, axe: Axe, screenshots: Screenshots
) -> None:
    decision = an_opened_box()
    officer_at(narrow_page, decision)
    screenshots(narrow_page, "waits")
    narrow_page.get_by_role("button", name="Stop the count").click()
    expect(narrow_page.get_by_role("heading", name="The count has stopped")).to_be_visible()
    screenshots(narrow_page, "stopped")
    axe(narrow_page)
    narrow_page.get_by_role("button", name="Count again").click()
    with somebody_counts():
        expect(narrow_page.get_by_text("ballots fund")).to_be_visible(timeout=15_000)


def test_without_scripts_the_page_looks_again_by_itself_and_can_be_held_still(
    no_script_page: Page,
) -> None:
    decision = an_opened_box()
    officer_at(no_script_page, decision)
    no_script_page.get_by_role("link", name="Hold it still").click()
    no_script_page.wait_for_url("**/?still=yes")
    assert "This page stays as it is" in no_script_page.content()
    no_script_page.get_by_role("link", name="Look again").click()
    with somebody_counts():
        expect(no_script_page.get_by_text("ballots fund")).to_be_visible(timeout=20_000)
