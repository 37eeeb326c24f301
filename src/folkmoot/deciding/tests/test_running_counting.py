"""Opening the box, looking, publishing."""

import logging
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from folkmoot.deciding.models import Decision, Envelope, Stage
from folkmoot.deciding.queries.running import officers_of
from folkmoot.deciding.tests.crew import counted, run, someone
from folkmoot.deciding.tests.makers import PASSPHRASE, a_decision, a_place, a_vote
from folkmoot.kernel.access.roles import CONVENOR, COUNTING_OFFICER
from folkmoot.kernel.jobs.models import Job
from folkmoot.kernel.record.models import Event
from folkmoot.places.models import Place
from tests.fixtures.pages import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

BOTH = {"officer_0": f"{PASSPHRASE} 0", "officer_1": f"{PASSPHRASE} 1"}


WHY = {"because": "The hall is flooded."}


def closed(place: Place) -> tuple[Decision, Client]:
    decision = a_decision(place=place, stage=Stage.OPEN)
    a_vote(decision, 1, 2)
    browser_of(someone(place, CONVENOR)).post(run(decision, "close"), WHY)
    return decision, browser_of(someone(place, COUNTING_OFFICER))


def test_two_officers_open_the_box_together_and_look_before_anyone_else() -> None:
    place = a_place()
    decision, browser = closed(place)
    browser.post(run(decision, "count"), BOTH)
    counted()
    answer = browser.get(run(decision, "count"), follow=True)
    assert answer.redirect_chain[-1][0] == run(decision, "look")
    assert "Nobody else can see this yet" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    public = browser_of(None).get(reverse("deciding:decision", args=[decision.ref]))
    assert "Option 1, " not in public.content.decode()


def test_a_wrong_passphrase_opens_nothing_and_none_is_shown_again() -> None:
    decision, browser = closed(a_place())
    answer = browser.post(
        run(decision, "count"), BOTH | {"officer_1": "quite another phrase altogether"}
    )
    page = answer.content.decode()
    assert "That is not the passphrase of Officer 1. Nothing was opened." in page
    assert 'id="id_officer_1-error"' in page
    assert PASSPHRASE not in page
    assert "quite another" not in page
    assert Envelope.objects.count() == 1


@pytest.mark.parametrize("typed", [{}, {"officer_0": f"{PASSPHRASE} 0"}])
def test_one_passphrase_alone_opens_nothing(typed: dict[str, str]) -> None:
    decision, browser = closed(a_place())
    answer = browser.post(run(decision, "count"), typed)
    assert "Fill in 2 of the 3 passphrases" in answer.content.decode()
    assert Envelope.objects.count() == 1


def test_the_convenor_cannot_count_even_with_the_passphrases() -> None:
    place = a_place()
    decision, _ = closed(place)
    answer = browser_of(someone(place, CONVENOR)).post(run(decision, "count"), BOTH)
    assert answer.status_code == 403
    decision.refresh_from_db()
    assert decision.stage == Stage.CLOSED


def test_a_passphrase_leaves_no_trace(caplog: pytest.LogCaptureFixture) -> None:
    decision, browser = closed(a_place())
    with caplog.at_level(logging.DEBUG):
        browser.post(run(decision, "count"), BOTH)
        counted()
    assert "lantern" not in caplog.text
    assert not [each for each in Job.objects.values() if "lantern" in str(each)]
    assert not [each for each in Event.objects.all() if "lantern" in str(each.facts)]
    assert "lantern" not in str(dict(browser.session))
    assert not [cookie for cookie in browser.cookies.values() if "lantern" in str(cookie)]
    assert not any(each.public_key for each in officers_of(decision))


def test_a_failure_while_counting_is_reported_without_the_passphrases(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from django.views.debug import SafeExceptionReporterFilter

    from folkmoot.deciding import actions

    decision, browser = closed(a_place())
    seen = []

    def fails(**_given: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(actions, "open_box", fails)
    browser.handler.load_middleware()
    from django.core.signals import got_request_exception

    def note(sender: object, request: Any = None, **_more: object) -> None:
        seen.append(SafeExceptionReporterFilter().get_post_parameters(request))

    got_request_exception.connect(note)
    try:
        browser.raise_request_exception = False
        browser.post(run(decision, "count"), BOTH)
    finally:
        got_request_exception.disconnect(note)
    assert seen
    assert "lantern" not in str(seen)


def test_the_convenor_looks_and_publishes_and_then_everyone_sees_it() -> None:
    place = a_place()
    decision, officer = closed(place)
    officer.post(run(decision, "count"), BOTH)
    counted()
    convenor = browser_of(someone(place, CONVENOR))
    assert officer.post(run(decision, "publish")).status_code == 403
    assert "Publish the result" in convenor.get(run(decision, "publish")).content.decode()
    convenor.post(run(decision, "publish"))
    decision.refresh_from_db()
    assert decision.stage == Stage.PUBLISHED
    assert convenor.post(run(decision, "publish")).status_code == 409


def test_nothing_can_be_looked_at_before_the_count() -> None:
    place = a_place()
    decision, officer = closed(place)
    assert officer.get(run(decision, "look")).status_code == 409
    convenor = browser_of(someone(place, CONVENOR))
    assert convenor.get(run(decision, "publish")).status_code == 409
