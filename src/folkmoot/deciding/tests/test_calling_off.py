"""A decision out of which no count can come is called off, with the reason; no other is."""

import pytest
from django.db import IntegrityError, transaction

from folkmoot.deciding import actions, rules
from folkmoot.deciding.ballots import mark_of
from folkmoot.deciding.models import Channel, Decision, Envelope, RollEntry, Stage
from folkmoot.deciding.tests.crew import run, someone
from folkmoot.deciding.tests.makers import (
    NOON,
    a_code,
    a_decision,
    a_place,
    a_vote,
    an_account,
    close,
    passphrases,
    settled,
)
from folkmoot.kernel.access.roles import CONVENOR, COUNTING_OFFICER
from folkmoot.kernel.rules import Refused
from tests.fixtures.pages import browser_of

pytestmark = pytest.mark.django_db

NOBODY, ALL_STRUCK = "Nobody voted", "Every option was struck out"


def closed(decision: Decision) -> Decision:
    return close(decision)


def called_off(decision: Decision) -> Decision:
    return actions.abandon_decision(decision=decision, because="Nobody came.", by=None, at=NOON)


def counted(decision: Decision) -> None:
    actions.count_votes(decision=decision, passphrases=passphrases(decision), by=None, at=NOON)


def claimed(decision: Decision) -> RollEntry:
    return actions.claim_by_postcode(
        decision=decision, name="Dai", address="", postcode="AB1", doubt="?", by=None, at=NOON
    )


def test_when_nobody_voted_there_is_no_count_and_it_can_be_called_off() -> None:
    decision = closed(a_decision(stage=Stage.OPEN))
    a_vote(a_decision(stage=Stage.OPEN), 1)  # elsewhere somebody did
    with pytest.raises(Refused, match=NOBODY):
        counted(decision)
    with pytest.raises(Refused, match="Say why"):
        actions.abandon_decision(decision=decision, because=" ", by=None, at=NOON)
    decision = called_off(decision)
    assert (decision.stage, decision.abandoned_at) == (Stage.ABANDONED, NOON)
    assert not decision.box_keys.exists()
    with pytest.raises(Refused, match="called off already"):
        called_off(decision)


def test_a_vote_that_was_refused_is_nobodys() -> None:
    decision = a_decision(stage=Stage.OPEN, by_postcode=True)
    entry = claimed(decision)
    actions.cast_ballot(entry=entry, choices={1: 1}, channel=Channel.WEB, by=None, at=NOON)
    closed(decision)
    with pytest.raises(Refused, match="decision stands"):
        called_off(decision)
    with pytest.raises(Refused, match="still to be settled"):
        counted(decision)
    settled(entry, counts=False, because="Lives elsewhere.")
    with pytest.raises(Refused, match=NOBODY):
        counted(decision)
    called_off(decision)
    assert not Envelope.objects.exists()


def test_a_paper_that_is_not_typed_yet_may_be_a_vote() -> None:
    decision = a_decision(stage=Stage.OPEN)
    entry, _ = a_code(decision)
    actions.check_in_paper(entry=entry, told_code=True, by=None, at=NOON)
    (paper,) = actions.register_papers(decision=decision, n_papers=1, by=None, at=NOON)
    decision = closed(decision)
    with pytest.raises(Refused, match="decision stands"):
        called_off(decision)
    for _ in range(2):
        actions.type_paper(paper=paper, choices={}, is_spoilt=True, by=an_account(), at=NOON)
    assert NOBODY in rules.why_not_count(decision)
    called_off(decision)


def test_an_empty_box_that_should_not_be_is_looked_into_and_not_called_off() -> None:
    decision = a_decision(stage=Stage.OPEN)
    a_vote(decision, 1)
    closed(decision)
    Envelope.objects.all().delete()
    with pytest.raises(Refused, match="find out what happened"):
        counted(decision)
    with pytest.raises(Refused, match="decision stands"):
        called_off(decision)


def test_when_every_option_was_struck_out_it_can_be_called_off() -> None:
    decision = a_decision(stage=Stage.OPEN, veto_grounds="Not lawful.")
    a_vote(decision, 1)
    closed(decision)
    first, *others = decision.options.all()
    for option in others:
        actions.veto_option(option=option, because="Not lawful.", by=None, at=NOON)
    with pytest.raises(Refused, match="decision stands"):
        called_off(decision)
    actions.veto_option(option=first, because="Not lawful.", by=None, at=NOON)
    with pytest.raises(Refused, match=ALL_STRUCK):
        counted(decision)
    called_off(decision)
    assert not Envelope.objects.exists()


def test_a_box_without_a_readable_ballot_is_not_opened() -> None:
    decision = a_decision(stage=Stage.OPEN)
    a_vote(decision, 1)
    odd = b"nothing that opens"
    Envelope.objects.update(sealed=odd, mark=mark_of(odd))
    closed(decision)
    with pytest.raises(Refused, match="can be read"):
        counted(decision)
    decision.refresh_from_db()
    assert (decision.stage, Envelope.objects.count()) == (Stage.CLOSED, 1)


def test_the_database_itself_calls_off_nothing_that_people_voted_on() -> None:
    decision, empty = a_decision(stage=Stage.OPEN), closed(a_decision(stage=Stage.OPEN))
    a_vote(decision, 1)
    closed(decision)
    off = {"stage": Stage.ABANDONED, "abandoned_because": "Because."}
    with pytest.raises(IntegrityError, match="the decision stands"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(**off)
    counted(decision)
    with pytest.raises(IntegrityError, match="does not go back"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(**off)
    Decision.objects.filter(pk=empty.pk).update(**off)


def test_the_pages_say_so_and_lead_there() -> None:
    place = a_place()
    decision = closed(a_decision(place=place, stage=Stage.OPEN))
    convenor = browser_of(someone(place, CONVENOR))
    home = convenor.get(run(decision)).content.decode()
    assert NOBODY in home
    assert run(decision, "call_off") in home
    officer = browser_of(someone(place, COUNTING_OFFICER))
    assert NOBODY in officer.get(run(decision, "count")).content.decode()
    typed = {"officer_0": "kettle lantern orchard violin 0", "officer_1": "x y z"}
    assert NOBODY in officer.post(run(decision, "count"), typed).content.decode()
    convenor.post(run(decision, "call_off"), {"because": "Nobody came."})
    decision.refresh_from_db()
    assert decision.stage == Stage.ABANDONED
    home = convenor.get(run(decision)).content.decode()
    assert "Nobody came." in home
    assert "Next:" not in home
