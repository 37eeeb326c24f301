"""The closing time binds everyone, on every way of voting, whoever presses what."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from folkmoot.deciding import actions
from folkmoot.deciding.models import Channel, Decision, Extension, RollEntry, Stage
from folkmoot.deciding.tests.makers import (
    NOON,
    Drawn,
    a_code,
    a_decision,
    a_vote,
    an_account,
    close,
    passphrases,
    three_officers,
)
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.rules import Refused

pytestmark = pytest.mark.django_db

EIGHT = NOON + timedelta(days=7, hours=7)  # 8 pm on 8 May 2026, in summer time
JUST_BEFORE, LATER = EIGHT - timedelta(seconds=1), EIGHT + timedelta(minutes=10)
HALF_PAST = EIGHT + timedelta(minutes=30)
PERSON: dict[str, Any] = {"name": "Dai Jones", "address": "2 Mill Street", "postcode": "AB1 2CD"}
FLOODED = "The hall is flooded."


def an_open(**settings: Any) -> Decision:
    return a_decision(stage=Stage.OPEN, closes_at=EIGHT, **settings)


def cast(
    entry: RollEntry, *, at: datetime, channel: Channel = Channel.WEB, receipt: str = ""
) -> Any:
    return actions.cast_ballot(
        entry=entry,
        choices={1: 1},
        channel=channel,
        receipts=actions.Receipts(shown=receipt),
        by=None,
        at=at,
    )


def by_hand(decision: Decision, **changed: object) -> None:
    with transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(**changed)


@pytest.mark.parametrize(
    ("closes_at", "sentence"),
    [
        (None, "Say in the settings when voting will close."),
        (NOON + timedelta(hours=1), "Voting was to close on 1 May 2026 at 2 pm (BST)"),
    ],
)
def test_voting_does_not_open_without_a_closing_time_still_to_come(
    closes_at: datetime | None, sentence: str
) -> None:
    decision = a_decision(closes_at=closes_at)
    three_officers(decision)
    at = NOON + timedelta(hours=1)
    with pytest.raises(Refused, match=sentence.replace("(", "[(]").replace(")", "[)]")):
        actions.open_voting(decision=decision, rng=Drawn(), by=None, at=at)
    with pytest.raises(DatabaseError, match="closing time that is still to come"):
        by_hand(decision, stage=Stage.OPEN, opened_at=at, digest="d")


def test_settings_with_a_closing_time_that_has_passed_are_refused() -> None:
    with pytest.raises(Refused, match="This time has passed"):
        a_decision(closes_at=NOON)


@pytest.mark.parametrize("channel", [Channel.WEB, Channel.PHONE])
def test_nobody_casts_at_the_closing_time_or_after_though_nobody_has_closed(
    channel: Channel,
) -> None:
    decision = an_open()
    first, second = a_code(decision)[0], a_code(decision)[0]
    cast(first, at=JUST_BEFORE, channel=channel)
    for late in (EIGHT, LATER):
        with pytest.raises(Refused, match="It closed on 8 May 2026 at 8 pm"):
            cast(second, at=late, channel=channel)
    assert decision.envelopes.count() == 1


@pytest.mark.parametrize("channel", [Channel.WEB, Channel.PHONE, Channel.HALL])
def test_nobody_changes_a_ballot_after_the_closing_time(channel: Channel) -> None:
    entry, _ = a_code(an_open())
    receipt = cast(entry, at=NOON).code
    with pytest.raises(Refused, match="Voting has closed"):
        cast(entry, at=EIGHT, channel=channel, receipt=receipt)
    assert cast(entry, at=JUST_BEFORE, channel=channel, receipt=receipt).code != receipt


def test_nobody_is_given_a_vote_after_the_closing_time() -> None:
    decision = an_open(by_postcode=True, by_roll=True)
    with pytest.raises(Refused, match="Voting has closed"):
        actions.claim_by_postcode(decision=decision, **PERSON, doubt="", by=None, at=EIGHT)
    with pytest.raises(Refused, match="Voting has closed"):
        actions.admit_in_person(decision=decision, **PERSON, doubt="", by=None, at=EIGHT)
    with pytest.raises(Refused, match="Voting has closed"):
        actions.claim_place_on_roll(decision=decision, **PERSON, by=None, at=EIGHT)
    with pytest.raises(Refused, match="the roll is fixed"):
        actions.load_roll(decision=decision, lines=[], by=None, at=EIGHT)
    assert not decision.roll.exists()


def test_who_was_admitted_in_the_hall_in_time_has_half_an_hour_to_finish() -> None:
    decision = an_open()
    admit: dict[str, Any] = {"decision": decision, "doubt": "", "by": None, "at": JUST_BEFORE}
    first, _ = actions.admit_in_person(**admit, **PERSON)
    second, _ = actions.admit_in_person(**admit, **PERSON | {"name": "Ann Jones"})
    cast(first, at=HALF_PAST - timedelta(seconds=1), channel=Channel.HALL)
    with pytest.raises(Refused, match="Voting has closed"):
        cast(second, at=HALF_PAST, channel=Channel.HALL)


def test_paper_that_lay_there_in_time_is_checked_in_until_the_count_and_later_paper_never() -> None:
    decision = an_open()
    entries = [a_code(decision)[0] for _ in range(4)]
    a_vote(decision, 1)
    actions.check_in_paper(entry=entries[0], told_code=True, by=None, at=JUST_BEFORE)
    actions.check_in_paper(entry=entries[1], told_code=True, came_in_time=True, by=None, at=LATER)
    with pytest.raises(Refused, match="It came after voting had closed"):
        actions.check_in_paper(
            entry=entries[2], told_code=True, came_in_time=False, by=None, at=LATER
        )

    decision = close(decision)
    actions.check_in_paper(
        entry=entries[2], told_code=True, came_in_time=True, by=None, at=HALF_PAST
    )
    ann, ben = an_account("Ann"), an_account("Ben")
    for paper in actions.register_papers(decision=decision, n_papers=3, by=None, at=HALF_PAST):
        for one in (ann, ben):
            actions.type_paper(paper=paper, choices={2: 1}, is_spoilt=False, by=one, at=HALF_PAST)
    decision.refresh_from_db()
    count = actions.count_votes(
        decision=decision, passphrases=passphrases(decision), by=None, at=HALF_PAST
    )

    assert count.turnout == {"PAPER": 3, "WEB": 1}
    with pytest.raises(Refused, match="box has been opened"):
        actions.check_in_paper(
            entry=entries[3], told_code=True, came_in_time=True, by=None, at=HALF_PAST
        )


def test_closing_before_the_time_needs_a_reason_that_is_kept_and_recorded() -> None:
    decision = an_open()
    with pytest.raises(Refused, match="until 8 May 2026 at 8 pm"):
        actions.close_voting(decision=decision, because=" ", by=None, at=JUST_BEFORE)
    with pytest.raises(DatabaseError):
        by_hand(decision, stage=Stage.CLOSED, closed_at=JUST_BEFORE)

    decision = actions.close_voting(decision=decision, because=FLOODED, by=None, at=JUST_BEFORE)

    assert decision.closed_early_because == FLOODED
    assert Event.objects.get(kind="voting_closed").facts["because"] == FLOODED
    with pytest.raises(DatabaseError, match="stays as it was said"):
        by_hand(decision, closed_early_because="It rained.")


def test_closing_at_its_time_needs_no_reason_and_keeps_none() -> None:
    decision = actions.close_voting(decision=an_open(), because=FLOODED, by=None, at=EIGHT)
    assert decision.closed_early_because == ""
    assert "because" not in Event.objects.get(kind="voting_closed").facts


def test_people_can_be_given_longer_with_a_reason_and_never_less() -> None:
    decision = an_open()
    frozen, longer = decision.frozen, EIGHT + timedelta(days=1)
    entry, _ = a_code(decision)
    extend: dict[str, Any] = {"decision": decision, "by": an_account(), "at": JUST_BEFORE}
    with pytest.raises(Refused, match="Say why people get longer"):
        actions.extend_voting(**extend, until=longer, because="")
    for sooner in (EIGHT, JUST_BEFORE):
        with pytest.raises(Refused, match="can only become longer"):
            actions.extend_voting(**extend, until=sooner, because="Late post.")

    decision = actions.extend_voting(**extend, until=longer, because="Late post.")

    cast(entry, at=LATER)
    assert (decision.closes_at, decision.frozen) == (longer, frozen)
    kept = Extension.objects.get()
    assert (kept.was_until, kept.closes_at, kept.because) == (EIGHT, longer, "Late post.")
    assert Event.objects.get(kind="voting_extended").facts["because"] == "Late post."


def test_the_time_is_not_made_longer_once_it_has_come() -> None:
    decision = an_open()
    with pytest.raises(Refused, match="Voting has closed"):
        actions.extend_voting(
            decision=decision, until=HALF_PAST, because="Late post.", by=None, at=EIGHT
        )


def test_nobody_moves_the_closing_time_by_hand() -> None:
    decision = an_open()
    for moved in (JUST_BEFORE, HALF_PAST, None):
        with pytest.raises(DatabaseError, match="only close later, with a reason in writing"):
            by_hand(decision, closes_at=moved)
    for blank in ({"because": ""}, {"because": "Why?", "closes_at": JUST_BEFORE}):
        facts: dict[str, Any] = {"was_until": EIGHT, "closes_at": HALF_PAST, "made_at": NOON}
        with pytest.raises(DatabaseError), transaction.atomic():
            Extension.objects.create(decision=decision, **{"because": "Why?"} | facts | blank)
