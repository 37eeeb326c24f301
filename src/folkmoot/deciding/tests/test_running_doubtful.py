"""Doubtful votes: two roll keepers look, each on their own; who is seen in the hall comes first."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from folkmoot.deciding import actions
from folkmoot.deciding.models import (
    Channel,
    Decision,
    Envelope,
    RollEntry,
    RollLook,
    Stage,
    Standing,
)
from folkmoot.deciding.rolls import RollLine
from folkmoot.deciding.tests.crew import run, someone
from folkmoot.deciding.tests.makers import (
    NOON,
    Drawn,
    a_decision,
    a_place,
    settled,
    three_officers,
    two_keepers,
)
from folkmoot.deciding.tests.voters import text_of
from folkmoot.kernel.access.roles import POLLING_HELPER, ROLL_KEEPER
from folkmoot.kernel.rules import Refused
from folkmoot.places.models import PlaceRole
from tests.fixtures.browser import PHONE, Axe, OpenPage, Screenshots, Troubles, sign_in
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db

DESK = {"width": 1280, "height": 800}


def an_open(**more: Any) -> Decision:
    return a_decision(stage=Stage.OPEN, by_postcode=True, **more)


def doubtful(decision: Decision, name: str = "Dai Jones") -> RollEntry:
    entry = actions.claim_by_postcode(
        decision=decision, name=name, address="2 Mill Street", postcode="AB1 2CD",
        doubt="", by=None, at=NOON,
    )  # fmt: skip
    actions.cast_ballot(entry=entry, choices={1: 1}, channel=Channel.WEB, by=None, at=NOON)
    entry.refresh_from_db()
    return entry


def say(entry: RollEntry, by: object, *, counts: bool, because: str = "I asked.") -> None:
    look = actions.Look(entry.pk, counts, because)
    actions.look_at_votes(decision=entry.decision, looks=[look], by=by, at=NOON)  # type: ignore[arg-type]
    entry.refresh_from_db()


def test_one_look_settles_nothing_and_a_second_that_says_the_same_does() -> None:
    entry = doubtful(an_open())
    one, two = two_keepers(entry.decision.place)
    say(entry, one, counts=True)
    assert entry.standing == Standing.PROVISIONAL
    with pytest.raises(Refused, match="Now somebody else must"):
        say(entry, one, counts=True)
    say(entry, two, counts=True)
    assert entry.standing == Standing.ADMITTED


def test_when_two_differ_a_third_settles_it() -> None:
    entry = doubtful(an_open())
    one, two = two_keepers(entry.decision.place)
    third = someone(entry.decision.place, ROLL_KEEPER, name="Thea")
    say(entry, one, counts=True)
    say(entry, two, counts=False, because="Lives in Leeds.")
    assert entry.standing == Standing.PROVISIONAL
    say(entry, third, counts=False, because="The flat is empty.")
    assert entry.standing == Standing.REFUSED
    assert "Lives in Leeds." in entry.settled_because
    assert "The flat is empty." in entry.settled_because


def test_nobody_looks_at_a_vote_in_their_own_name_or_without_a_reason() -> None:
    entry = doubtful(an_open(), name="Thea Pugh")
    thea = someone(entry.decision.place, ROLL_KEEPER, name="Thea Pugh")
    with pytest.raises(Refused, match="in your own name"):
        say(entry, thea, counts=True)
    with pytest.raises(Refused, match="Say how you know"):
        say(entry, two_keepers(entry.decision.place)[1], counts=True, because=" ")
    assert not RollLook.objects.exists()


def test_a_look_does_not_tell_when_it_was_given() -> None:
    assert {f.name for f in RollLook._meta.fields} == {
        "id", "entry", "looked_by", "counts", "because",
    }  # fmt: skip
    entry = doubtful(an_open())
    say(entry, two_keepers(entry.decision.place)[0], counts=True)
    assert RollLook.objects.get().pk.version == 4


def test_the_database_settles_nothing_on_one_word_and_keeps_what_was_said() -> None:
    entry = doubtful(an_open())
    say(entry, two_keepers(entry.decision.place)[0], counts=True)
    for change, sentence in (
        (lambda: RollEntry.objects.filter(pk=entry.pk).update(standing="ADMITTED"), "two people"),
        (lambda: RollLook.objects.update(counts=False), "stays as it was said"),
        (lambda: RollLook.objects.update(because="No."), "stays as it was said"),
        (lambda: RollLook.objects.all().delete(), "stays as it was said"),
    ):
        with pytest.raises(DatabaseError, match=sentence), transaction.atomic():
            change()


def test_who_is_seen_in_the_hall_takes_the_place_of_the_vote_in_their_name_unread() -> None:
    decision = an_open(by_roll=True, in_person=True)
    line = RollLine(name="Dai Jones", postcode="AB1 2CD", roll_number="")
    actions.load_roll(decision=decision, lines=[line], by=None, at=NOON)
    entry = decision.roll.get(name="Dai Jones")
    actions.cast_ballot(entry=entry, choices={1: 1}, channel=Channel.WEB, by=None, at=NOON)
    entry.refresh_from_db()
    assert entry.standing == Standing.PROVISIONAL
    before = Envelope.objects.get(entry=entry)
    with pytest.raises(Refused, match="come to the hall"):
        actions.cast_ballot(entry=entry, choices={2: 1}, channel=Channel.PHONE, by=None, at=NOON)

    helper = someone(decision.place, POLLING_HELPER, name="Ann")
    actions.cast_ballot(
        entry=entry, choices={2: 1}, channel=Channel.HALL, by=None, at=NOON, seen_by=helper
    )
    entry.refresh_from_db()
    after = Envelope.objects.get(entry=entry)
    assert (entry.standing, entry.channel, entry.seen_by) == ("ADMITTED", "HALL", helper)
    assert after.pk == before.pk
    assert after.mark != before.mark
    with pytest.raises(Refused, match="cast with this already"):
        actions.cast_ballot(
            entry=entry, choices={1: 1}, channel=Channel.HALL, by=None, at=NOON, seen_by=helper
        )


def test_once_settled_a_vote_makes_way_for_nobody() -> None:
    decision = an_open(in_person=True)
    entry = settled(doubtful(decision), counts=True)
    helper = someone(decision.place, POLLING_HELPER, name="Ann")
    with pytest.raises(Refused, match="cast with this already"):
        actions.cast_ballot(
            entry=entry, choices={2: 1}, channel=Channel.HALL, by=None, at=NOON, seen_by=helper
        )


def test_two_keepers_settle_it_on_the_page_and_neither_sees_what_the_other_said(
    valid_html: ValidHtml,
) -> None:
    decision = an_open()
    entry = doubtful(decision)
    first, second = (browser_of(each) for each in two_keepers(decision.place))
    valid_html(first.get(run(decision, "doubtful")))
    sent = {f"{entry.pk}-answer": "counts", f"{entry.pk}-because": "I rang her sister."}
    assert first.post(run(decision, "doubtful"), sent).status_code == 302
    page = second.get(run(decision, "doubtful"))
    assert "Dai Jones" in text_of(page)
    assert "sister" not in text_of(page)
    assert "waits for a second look" in text_of(page)
    assert second.post(run(decision, "doubtful"), sent).status_code == 302
    entry.refresh_from_db()
    assert entry.standing == Standing.ADMITTED


def test_a_look_without_a_reason_is_asked_for_it_and_keeps_what_was_chosen() -> None:
    decision = an_open()
    entry = doubtful(decision)
    browser = browser_of(two_keepers(decision.place)[0])
    answer = browser.post(run(decision, "doubtful"), {f"{entry.pk}-answer": "counts"})
    assert answer.status_code == 422
    assert not RollLook.objects.exists()


def test_a_doubtful_vote_of_another_place_is_not_looked_at_here() -> None:
    here, there = an_open(place=a_place("Here")), an_open(place=a_place("There"))
    entry = doubtful(there)
    browser = browser_of(two_keepers(here.place)[0])
    assert "Dai Jones" not in text_of(browser.get(run(here, "doubtful")))
    sent = {f"{entry.pk}-answer": "counts", f"{entry.pk}-because": "I know him."}
    assert browser.post(run(here, "doubtful"), sent).status_code == 422
    assert browser.get(run(there, "doubtful")).status_code in (403, 404)
    assert not RollLook.objects.exists()


def test_no_vote_by_name_opens_in_a_place_with_one_roll_keeper() -> None:
    decision = a_decision(by_postcode=True)
    three_officers(decision)  # and with them two keepers, of whom one leaves
    PlaceRole.objects.filter(place=decision.place, role=ROLL_KEEPER.name).first().delete()  # type: ignore[union-attr]
    with pytest.raises(Refused, match="two roll keepers"):
        actions.open_voting(decision=decision, rng=Drawn(), by=None, at=NOON)


@pytest.mark.django_db(transaction=True)
def test_two_people_settle_a_vote_on_phones_and_at_desks(
    open_page: OpenPage, axe: Axe, screenshots: Screenshots, troubles: Troubles
) -> None:
    troubles.allow("422")
    decision = an_open()
    entry, _ = doubtful(decision), doubtful(decision, "Siân Morgan")
    for keeper, screen in zip(two_keepers(decision.place), (PHONE, DESK), strict=True):
        page = open_page(viewport=screen)
        sign_in(page, keeper)
        page.goto(run(decision, "doubtful"))
        axe(page)
        dai = page.get_by_role("region", name="Dai Jones")
        dai.get_by_label("It counts").check()
        page.get_by_role("button", name="Keep what I say").click()
        page.get_by_text("There is something to mend").first.wait_for()
        axe(page)
        screenshots(page, f"doubtful-{screen['width']}")
        dai.get_by_role("textbox").fill("She came to the door.")
        page.get_by_role("button", name="Keep what I say").click()
        page.get_by_text("What you say of one vote is kept.").wait_for()
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    entry.refresh_from_db()
    assert entry.standing == Standing.ADMITTED
