"""Counting officers, opening, closing, striking out, calling off."""

import hashlib
import json

import pytest
from django.urls import reverse

from folkmoot.deciding import actions
from folkmoot.deciding.models import Decision, Stage
from folkmoot.deciding.tests.crew import run, someone
from folkmoot.deciding.tests.makers import (
    NOON,
    PASSPHRASE,
    Drawn,
    a_decision,
    a_place,
    a_vote,
    an_account,
    three_officers,
)
from folkmoot.deciding.tests.voters import text_of
from folkmoot.kernel.access.roles import CONVENOR, COUNTING_OFFICER, ROLL_KEEPER
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.rules import Refused
from tests.fixtures.pages import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def test_only_a_counting_officer_of_this_place_can_be_named() -> None:
    here, there = a_place("Here"), a_place("There")
    decision = a_decision(place=here)
    browser = browser_of(someone(here, CONVENOR))
    of_there = someone(there, COUNTING_OFFICER)
    keeper = someone(here, ROLL_KEEPER)
    page = browser.get(run(decision, "officers")).content.decode()
    assert "Nobody is a Counting officer in Here yet." in page
    named, other = someone(here, COUNTING_OFFICER), someone(here, COUNTING_OFFICER)
    for key in (of_there.pk, keeper.pk, "nobody", ""):
        answer = browser.post(run(decision, "officers"), {"officer": key})
        assert answer.status_code == 422
    browser.post(run(decision, "officers"), {"officer": named.pk})
    assert [each.account for each in decision.counting_officers.all()] == [named]
    page = browser.get(run(decision, "officers")).content.decode()
    assert f'value="{other.pk}"' in page
    assert f'value="{named.pk}"' not in page


def test_an_officer_sets_a_passphrase_that_is_kept_nowhere() -> None:
    place = a_place()
    decision = a_decision(place=place)
    account = someone(place, COUNTING_OFFICER)
    officer = actions.name_counting_officer(decision=decision, account=account, by=None, at=NOON)
    browser = browser_of(account)
    page = browser.get(run(decision, "passphrase"))
    assert "no-store" in page["Cache-Control"]

    browser.post(run(decision, "passphrase"), {"passphrase": PASSPHRASE, "again": PASSPHRASE})

    officer.refresh_from_db()
    assert officer.has_passphrase
    assert not Event.objects.filter(facts__icontains="lantern").exists()
    assert PASSPHRASE not in str(dict(browser.session))


def test_two_passphrases_that_differ_are_both_asked_again_and_not_shown() -> None:
    place = a_place()
    decision = a_decision(place=place)
    account = someone(place, COUNTING_OFFICER)
    actions.name_counting_officer(decision=decision, account=account, by=None, at=NOON)
    typed = {"passphrase": PASSPHRASE, "again": PASSPHRASE + "s"}
    page = browser_of(account).post(run(decision, "passphrase"), typed).content.decode()
    assert "The two are not the same" in page
    assert PASSPHRASE not in page


def test_an_easy_passphrase_is_refused() -> None:
    place = a_place()
    decision = a_decision(place=place)
    account = someone(place, COUNTING_OFFICER)
    actions.name_counting_officer(decision=decision, account=account, by=None, at=NOON)
    typed = {"passphrase": "password1", "again": "password1"}
    page = browser_of(account).post(run(decision, "passphrase"), typed).content.decode()
    assert "easy to guess" in page


def test_somebody_not_named_is_told_so() -> None:
    place = a_place()
    decision = a_decision(place=place)
    page = browser_of(someone(place, COUNTING_OFFICER)).get(run(decision, "passphrase"))
    assert "You are not one of the counting officers" in page.content.decode()


def test_what_is_opened_is_what_was_shown() -> None:
    place = a_place()
    decision = a_decision(place=place)
    three_officers(decision)
    browser = browser_of(someone(place, CONVENOR))
    seen = browser.get(run(decision, "open")).context["seen"]
    actions.change_decision(decision=decision, budget_pence=1_00, by=None, at=NOON)

    changed = browser.post(run(decision, "open"), {"seen": seen})

    assert changed.status_code == 409
    assert "Something was changed while you looked" in changed.content.decode()
    decision.refresh_from_db()
    assert decision.stage == Stage.DRAFT


def test_before_it_is_fixed_one_reads_what_is_better_thought_of() -> None:
    place = a_place()
    decision = a_decision(place=place, costs=(300_00, 200_00))
    browser = browser_of(someone(place, CONVENOR))

    def told(pence: int) -> str:
        actions.change_decision(decision=decision, budget_pence=pence, by=None, at=NOON)
        return text_of(browser.get(run(decision, "open")))

    assert "Before you fix it" not in told(499_99)
    assert "All options together cost £500, and there is £500 to share" in told(500_00)
    assert "“Option 1” alone costs £300, which is more than all the money" in told(299_00)


def test_opening_fixes_everything_and_anyone_can_check_the_seal() -> None:
    place = a_place()
    decision = a_decision(place=place)
    three_officers(decision)
    browser = browser_of(someone(place, CONVENOR))
    seen = browser.get(run(decision, "open")).context["seen"]
    opened = browser.post(run(decision, "open"), {"seen": seen}, follow=True)

    decision = Decision.objects.get(pk=decision.pk)
    assert decision.stage == Stage.OPEN
    assert set(decision.options.values_list("lot", flat=True)) == {0, 1, 2, 3}
    told = "".join(opened.context["digest"])
    file = browser_of(None).get(reverse("deciding:frozen", args=[decision.ref])).content
    assert hashlib.sha256(file).hexdigest() == told


def test_nobody_sees_a_lot_before_everything_is_fixed_so_none_can_be_shopped_for() -> None:
    place = a_place()
    decision = a_decision(place=place, costs=(10_00, 20_00, 30_00))
    three_officers(decision)
    browser = browser_of(someone(place, CONVENOR))
    for _ in range(2):  # changing the list and coming back shows no more
        page = browser.get(run(decision, "open"))
        assert "The computer draws a lot for each option in the moment" in page.content.decode()
        assert set(decision.options.values_list("lot", flat=True)) == {None}
        actions.move_option(option=decision.options.get(number=1), up=False, by=None, at=NOON)

    opened = actions.open_voting(decision=decision, rng=Drawn(2, 0, 1), by=None, at=NOON)

    assert [option["lot"] for option in json.loads(opened.frozen)["options"]] == [2, 0, 1]
    assert "A last tie is won in this order: 2, 3, 1." in text_of(
        browser.get(run(decision, "open"))
    )
    with pytest.raises(Refused, match="already opened"):
        actions.open_voting(decision=decision, rng=Drawn(0, 1, 2), by=None, at=NOON)
    assert list(decision.options.values_list("lot", flat=True)) == [2, 0, 1]


def test_without_passphrases_the_door_is_closed_with_a_sentence() -> None:
    place = a_place()
    decision = a_decision(place=place)
    browser = browser_of(someone(place, CONVENOR))
    page = browser.get(run(decision, "open"))
    assert "Name 2 counting officers or more" in page.content.decode()
    answer = browser.post(run(decision, "open"), {"seen": page.context["seen"]})
    assert answer.status_code == 409


def test_closing_says_how_many_envelopes_there_are_and_publishes_their_marks() -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN)
    receipt = a_vote(decision, 1)
    browser = browser_of(someone(place, CONVENOR))
    page = browser.get(run(decision, "close")).content.decode()
    assert "There is 1 sealed ballot in the box, and 1 of 1 person on the roll has voted." in page
    why = {"because": "The hall is flooded."}
    browser.post(run(decision, "close"), why)
    decision.refresh_from_db()
    assert decision.envelope_list == receipt.mark
    assert browser.post(run(decision, "close"), why).status_code == 422


def test_an_option_is_struck_out_on_the_grounds_that_were_fixed() -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN, veto_grounds="It is unsafe.")
    browser = browser_of(someone(place, CONVENOR))
    page = browser.get(run(decision, "strike_out")).content.decode()
    assert "It is unsafe." in page
    browser.post(run(decision, "strike_out"), {"option": "2", "because": "Unsafe: the wall."})
    assert decision.options.get(number=2).veto_reason == "Unsafe: the wall."


def test_without_grounds_nothing_can_be_struck_out() -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN)
    browser = browser_of(someone(place, CONVENOR))
    answer = browser.post(run(decision, "strike_out"), {"option": "2", "because": "No."})
    assert "No grounds for striking out were fixed" in answer.content.decode()
    assert decision.options.standing().count() == 4


def test_calling_off_needs_a_reason_and_leaves_nothing_to_read() -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN)
    a_vote(decision, 1)
    paper = actions.register_papers(decision=decision, n_papers=1, by=None, at=NOON)[0]
    actions.type_paper(paper=paper, choices={1: 1}, is_spoilt=False, by=an_account(), at=NOON)
    browser = browser_of(someone(place, CONVENOR))
    assert browser.post(run(decision, "call_off"), {"because": " "}).status_code == 422
    browser.post(run(decision, "call_off"), {"because": "The money was withdrawn."})
    decision.refresh_from_db()
    assert decision.stage == Stage.ABANDONED
    assert (decision.envelopes.count(), paper.typings.count()) == (0, 0)
