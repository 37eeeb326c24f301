"""Counting as long work: the box is opened in a moment, the count may take its time."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from folkmoot.deciding import actions
from folkmoot.deciding.models import COUNT_JOB, Count, Decision, Stage
from folkmoot.deciding.queries.counting import count_job
from folkmoot.deciding.tests.crew import counted, run, someone
from folkmoot.deciding.tests.makers import (
    NOON,
    a_decision,
    a_place,
    a_vote,
    close,
    close_and_count,
    opened,
    passphrases,
)
from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import CONVENOR, COUNTING_OFFICER
from folkmoot.kernel.jobs.holding import end_job, take_job
from folkmoot.kernel.jobs.kinds import known_kinds
from folkmoot.kernel.jobs.models import Job, State
from folkmoot.kernel.jobs.rules import LEASE
from folkmoot.kernel.rules import Refused
from folkmoot.places.models import Place
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


def voted(place: Place | None = None) -> Decision:
    decision = a_decision(place=place or a_place(), stage=Stage.OPEN, veto_grounds="Unsafe")
    for _ in range(6):
        a_vote(decision, 1, 2, 3)
    for _ in range(3):
        a_vote(decision, 4)
    return decision


def test_when_the_box_is_open_the_envelopes_are_gone_before_anything_is_counted() -> None:
    decision = opened(voted())
    assert decision.stage == Stage.COUNTING
    assert not decision.envelopes.exists()
    assert not decision.box_keys.exists()
    assert not decision.counting_officers.exclude(public_key=b"").exists()
    assert decision.opened_box.n_ballots == sum(pile.n_ballots for pile in decision.piles.all())
    assert not Count.objects.exists()


def test_who_opened_the_box_is_written_down() -> None:
    decision = voted()
    typed = passphrases(decision)
    decision = opened(decision)
    assert set(decision.opened_box.officers.all()) == set(typed)


def test_a_count_by_a_worker_is_the_count_at_once() -> None:
    at_once = close_and_count(voted(), publish=False)
    at_once.refresh_from_db()
    decision = opened(voted())
    counted()
    by_worker = Count.objects.get(decision=decision)
    assert (by_worker.outcome, by_worker.digest) == (at_once.outcome, at_once.digest)
    assert (by_worker.turnout, by_worker.n_ballots) == ({"WEB": 9}, 9)
    job = count_job(decision)
    assert job is not None
    assert job.state == State.DONE


def test_somebody_knows_how_to_count() -> None:
    assert COUNT_JOB in known_kinds()


def test_if_the_box_does_not_open_nothing_is_to_be_counted() -> None:
    decision = close(voted())
    with pytest.raises(Refused):
        actions.open_box(decision=decision, passphrases={}, by=None, at=NOON)
    assert not Job.objects.exists()


def test_a_count_whose_worker_died_is_done_by_the_next() -> None:
    decision = opened(voted())
    long_ago = clock.now() - 2 * LEASE
    Job.objects.update(put_at=long_ago, due_at=long_ago)
    assert take_job({COUNT_JOB}, at=long_ago, lease=LEASE)
    counted()
    assert Count.objects.filter(decision=decision).count() == 1


def test_a_decision_is_counted_once_whoever_counts() -> None:
    decision = opened(voted())
    counted()
    first = Count.objects.get(decision=decision)
    with pytest.raises(Refused, match="have been counted"):
        actions.count_again(decision=decision, by=None, at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Count.objects.create(
            decision=decision, rule="other", outcome={}, digest="d", n_ballots=1, spent_pence=1
        )
    assert Count.objects.get(decision=decision).digest == first.digest


def test_no_option_can_be_struck_out_once_ballots_can_be_looked_at() -> None:
    decision = opened(voted())
    with pytest.raises(Refused, match="between opening and counting"):
        actions.veto_option(
            option=decision.options.get(number=1), because="Unsafe", by=None, at=NOON
        )


def test_an_officer_stops_the_count_and_another_begins_it_again() -> None:
    place = a_place()
    decision = opened(voted(place))
    officer = browser_of(someone(place, COUNTING_OFFICER))
    officer.post(run(decision, "stop_count"))
    page = officer.get(run(decision, "counting")).content.decode()
    assert "The count has stopped" in page
    counted()
    assert not Count.objects.exists()

    browser_of(someone(place, COUNTING_OFFICER)).post(run(decision, "count_again"))
    counted()
    decision.refresh_from_db()
    assert decision.stage == Stage.COUNTED
    assert officer.get(run(decision, "counting"))["Location"] == run(decision, "look")


def test_what_has_stopped_is_not_stopped_and_what_goes_on_is_not_begun_twice() -> None:
    place = a_place()
    decision = opened(voted(place))
    officer = browser_of(someone(place, COUNTING_OFFICER))
    assert officer.post(run(decision, "count_again")).status_code == 409
    officer.post(run(decision, "stop_count"))
    assert officer.post(run(decision, "stop_count")).status_code == 409


def test_only_those_who_count_see_the_count_go_on_and_stop_it() -> None:
    place = a_place()
    decision = opened(voted(place))
    convenor = browser_of(someone(place, CONVENOR))
    assert convenor.get(run(decision, "counting")).status_code == 403
    for page in ("stop_count", "count_again"):
        assert convenor.post(run(decision, page)).status_code == 403
    assert "the votes are being counted" in convenor.get(run(decision)).content.decode()


def test_before_the_box_is_open_there_is_no_count_to_see() -> None:
    place = a_place()
    decision = close(voted(place))
    officer = browser_of(someone(place, COUNTING_OFFICER))
    assert officer.get(run(decision, "counting"))["Location"] == run(decision, "count")
    assert officer.post(run(decision, "count_again")).status_code == 409


@pytest.mark.parametrize("standing", ["waits", "waits long", "is done", "stops", "failed", "lost"])
def test_the_counting_page_is_sound_however_the_count_stands(
    standing: str, valid_html: ValidHtml
) -> None:
    place = a_place()
    decision = opened(voted(place))
    now = clock.now()
    Job.objects.update(put_at=now, due_at=now)
    said = "It begins in a moment"
    if standing == "waits long":
        Job.objects.update(put_at=NOON, due_at=NOON)
        said = "the program that counts is not running"
    if standing in {"is done", "stops", "failed"}:
        job = take_job({COUNT_JOB}, at=now + timedelta(seconds=1), lease=LEASE)
        assert job is not None
        Job.objects.update(n_done=1, n_all=4, saying="Applying the rule")
        said = "1 of 4 parts done"
        if standing == "stops":
            actions.stop_count(decision=decision, by=None, at=now)
            said = "It stops at the next step"
        if standing == "failed":
            end_job(job, State.FAILED, at=now, because="Something went wrong.")
            said = "Something went wrong."
    if standing == "lost":
        Job.objects.all().delete()
        said = "Count again"
    browser = browser_of(someone(place, COUNTING_OFFICER))
    answer = browser.get(run(decision, "counting"))
    assert said in answer.content.decode()
    valid_html(answer)
    valid_html(browser.get(run(decision)))
    valid_html(browser.get(run(decision, "counting") + "?still=yes"))
