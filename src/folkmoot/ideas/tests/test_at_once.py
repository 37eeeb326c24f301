"""People who act on the same proposal in the same moment wait for each other, and in one order."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, local
from typing import Any

import pytest
from django.db import connections

from folkmoot.ideas import actions
from folkmoot.ideas.actions import assessing, merging
from folkmoot.ideas.actions.keeping import locked
from folkmoot.ideas.models import Finding, Interest, Merger, MergerStage, Proposal, Stage
from folkmoot.ideas.tests.makers import (
    NOON,
    a_merger,
    a_place,
    a_proposal,
    an_answer,
    an_assessment,
    an_officer,
    the_author,
)
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import Refused

pytestmark = pytest.mark.django_db(transaction=True)

A_MOMENT = 0.4  # long enough for the other to come in between


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What each answered, or how it was refused, when all begin together."""
    together = Barrier(len(deeds))

    def done(deed: Callable[[], Any]) -> Any:
        together.wait()
        try:
            return deed()
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(done, deeds))


def test_the_last_yes_to_a_merger_and_a_withdrawal_do_not_hold_each_other_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = a_place()
    bench, seat = a_proposal("A bench", place=place), a_proposal("A seat", place=place)
    merger = a_merger(bench, seat)
    yes: dict[str, Any] = {"merger": merger, "is_yes": True, "by": None, "at": NOON}
    actions.answer_merger(author=the_author(bench), **yes)
    half_way = Event()

    def slowly(*given: Any, **named: Any) -> Any:
        half_way.set()
        time.sleep(A_MOMENT)
        return record(*given, **named)

    def withdraw() -> Any:
        half_way.wait(timeout=20)
        return actions.withdraw_proposal(proposal=bench, author=None, by=None, at=NOON)

    monkeypatch.setattr(merging, "record", slowly)
    agreed, withdrawn = at_once(
        lambda: actions.answer_merger(author=the_author(seat), **yes),
        withdraw,
    )

    stages = {Merger.objects.get().stage, Proposal.objects.get(pk=bench.pk).stage}
    assert stages in ({MergerStage.AGREED, Stage.MERGED}, {MergerStage.CALLED_OFF, Stage.WITHDRAWN})
    assert isinstance(agreed, Refused) is not isinstance(withdrawn, Refused)


def test_an_answer_and_an_assignment_do_not_hold_each_other_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proposal = a_proposal()
    officer = an_officer(proposal.place)
    assessment = an_assessment(proposal, officer)
    actions.declare_interest(assessment=assessment, interest=Interest.NONE, by=officer, at=NOON)
    answering = local()

    def late(wanted: Proposal) -> Proposal:
        if getattr(answering, "now", False):
            time.sleep(A_MOMENT)
        return locked(wanted)

    def answer() -> Any:
        answering.now = True
        return actions.give_verdict(assessment=assessment, answer=an_answer(), by=officer, at=NOON)

    def assign() -> Any:
        return actions.assign_assessment(
            proposal=proposal, service="Parks", officer=officer, by=None, at=NOON
        )

    monkeypatch.setattr(assessing, "locked", late)
    given, _ = at_once(answer, assign)

    assert given.finding == Finding.FEASIBLE
    assert Proposal.objects.get().stage == Stage.FEASIBLE
