"""What people see of the closing time: voters to the word, helpers and the public with reasons."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from folkmoot.deciding import actions
from folkmoot.deciding.models import Channel, Decision, Stage
from folkmoot.deciding.tests.crew import EVERYTHING, run, someone
from folkmoot.deciding.tests.makers import a_code, a_decision, close_and_count
from folkmoot.deciding.tests.voters import Voter, text_of
from folkmoot.kernel import clock
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db

At = Callable[[timedelta], datetime]
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Set the clock to so long after the closing time, which is 8 pm in an hour."""
    eight = clock.now().replace(hour=19, minute=0, second=0, microsecond=0) + timedelta(days=9)

    def set_to(after: timedelta) -> datetime:
        monkeypatch.setattr(clock, "now", lambda: eight + after)
        return eight

    set_to(-HOUR)
    return set_to


def an_open(at: At, **settings: Any) -> Decision:
    return a_decision(stage=Stage.OPEN, closes_at=at(-HOUR), **settings)


def page_of(decision: Decision, browser: Client | None = None) -> str:
    return text_of((browser or Client()).get(f"/decisions/{decision.ref}/"))


def test_a_ballot_begun_before_and_sent_after_is_not_cast_and_the_voter_is_told_exactly(
    at: At, valid_html: ValidHtml
) -> None:
    voter = Voter(an_open(at))
    voter.come_in()
    voter.fill_in({1: 1})
    at(MINUTE)

    answer = voter.cast("1:1")

    assert answer.status_code == 409
    assert "before your ballot reached us. So it was not cast, and we are sorry." in text_of(answer)
    assert "Voting has closed" in text_of(answer)
    valid_html(answer)
    assert voter.decision.envelopes.count() == 0
    assert voter.get("ballot").status_code == 200, "the pass is gone, and the door says so again"


def test_a_change_sent_too_late_leaves_the_ballot_as_it_was_and_says_so(at: At) -> None:
    voter = Voter(an_open(at))
    receipt, mark = voter.vote({1: 1})
    voter.post("change", {"receipt": receipt})
    voter.fill_in({2: 1})
    at(MINUTE)

    assert "the ballot you had cast stays in the box, as it was" in text_of(voter.cast("2:1"))
    assert voter.decision.envelopes.get().mark == mark


def test_a_button_pressed_twice_over_the_closing_time_shows_the_receipt(at: At) -> None:
    voter = Voter(an_open(at))
    voter.come_in()
    voter.fill_in({1: 1})
    window = voter.again()
    voter.cast("1:1")
    receipt = voter.receipt()
    at(MINUTE)

    assert window.cast("1:1").status_code == 302
    assert window.receipt() == receipt


def test_the_voter_sees_the_closing_time_with_its_zone(at: At) -> None:
    voter = Voter(an_open(at))
    voter.come_in()
    voter.fill_in({1: 1})
    for name in ("vote", "review"):
        assert "at 7 pm (GMT)" in text_of(voter.get(name)) or "at 8 pm (BST)" in text_of(
            voter.get(name)
        )


def test_a_slip_from_the_hall_opens_the_ballot_for_half_an_hour_and_a_letter_does_not(
    at: At, valid_html: ValidHtml
) -> None:
    decision = an_open(at)
    person = {"name": "Dai", "address": "", "postcode": "AB1 2CD", "doubt": ""}
    _, slip = actions.admit_in_person(decision=decision, **person, by=None, at=clock.now())
    letter = a_code(decision)[1]
    at(10 * MINUTE)
    voter, other = Voter(decision), Voter(decision)
    assert "Are you in the hall, with a slip?" in text_of(voter.get("vote"))
    valid_html(voter.get("vote"))
    assert other.come_in(letter).status_code == 409

    voter.vote({1: 1}, slip)

    assert decision.roll.get(channel=Channel.HALL).has_voted
    at(31 * MINUTE)
    assert "Voting has closed, so no more votes" in text_of(voter.get("vote"))


def test_a_device_handed_over_in_the_hall_in_time_can_be_finished_and_none_is_handed_after(
    at: At,
) -> None:
    decision = an_open(at)
    helper = browser_of(someone(decision.place, *EVERYTHING))
    first, second = (a_code(decision) for _ in range(2))
    tablet = Voter(decision, helper)
    shown = [
        helper.post(run(decision, "help"), {"code": code}).context["people"][0].shown
        for _, code in (first, second)
    ]
    take = {"channel": "HALL", "entry": first[0].pk, "shown": shown[0]}
    helper.post(run(decision, "take"), take)
    at(10 * MINUTE)
    tablet.fill_in({1: 1})
    assert tablet.cast().status_code == 302

    take = {"channel": "HALL", "entry": second[0].pk, "shown": shown[1]}
    assert helper.post(run(decision, "take"), take).status_code == 409


def test_a_receipt_is_still_looked_up_between_the_closing_time_and_the_list(at: At) -> None:
    voter = Voter(an_open(at))
    receipt, _ = voter.vote({1: 1})
    at(MINUTE)
    assert "Your ballot is in the box" in text_of(voter.post("check", {"receipt": receipt}))


def test_everybodys_pages_say_closed_from_the_very_moment(at: At, valid_html: ValidHtml) -> None:
    decision = an_open(at)
    assert "Vote now" in page_of(decision)
    at(timedelta())
    page = page_of(decision)
    assert "Vote now" not in page
    assert "People who were in the hall by then can finish until" in page
    valid_html(Client().get(f"/decisions/{decision.ref}/"))
    for address in ("/", f"/places/{decision.place.slug}/"):
        assert "Vote now" not in text_of(Client().get(address))
        assert "Closes on" not in text_of(Client().get(address))
    assert "The votes are being counted" in text_of(Client().get("/decisions/"))


def test_closing_early_asks_for_the_reason_and_everyone_reads_it(
    at: At, valid_html: ValidHtml
) -> None:
    decision = an_open(at)
    Voter(decision).vote({1: 1})
    browser = browser_of(someone(decision.place, *EVERYTHING))
    assert browser.post(run(decision, "close"), {"because": " "}).status_code == 422
    browser.post(run(decision, "close"), {"because": "The hall is flooded."})

    assert "Voting closed before its time" in page_of(decision)
    assert "The hall is flooded." in page_of(decision)
    valid_html(Client().get(f"/decisions/{decision.ref}/"))


def test_giving_longer_is_asked_beside_its_field_and_everyone_reads_why(
    at: At, valid_html: ValidHtml
) -> None:
    decision = an_open(at)
    Voter(decision).vote({1: 1})
    until = at(-HOUR) + timedelta(days=2)
    browser = browser_of(someone(decision.place, *EVERYTHING))
    valid_html(browser.get(run(decision, "longer")))
    told = {"because": "The post came late.", "until_time": "9 pm"}
    for day, status in ((-5, 422), (2, 302)):
        when = at(-HOUR) + timedelta(days=day)
        boxes = {"until_day": when.day, "until_month": when.month, "until_year": when.year}
        answer = browser.post(run(decision, "longer"), told | boxes)
        assert answer.status_code == status
        if status == 422:
            assert "it can only become longer" in " ".join(answer.context["form"].errors["until"])
    decision.refresh_from_db()
    assert decision.closes_at is not None
    assert decision.closes_at.date() == until.date()
    assert "People got longer to vote" in page_of(decision)
    close_and_count(decision)
    assert "The post came late." in page_of(decision), "on the result's page too"


def test_a_closing_time_that_has_passed_is_told_beside_its_field(at: At) -> None:
    decision = a_decision(closes_at=at(-HOUR))
    browser = browser_of(someone(decision.place, *EVERYTHING))
    at(MINUTE)
    assert "that has passed" in text_of(browser.get(run(decision, "open")))
    page = browser.get(run(decision, "settings"))
    told = _as_shown(page.context["form"])
    answer = browser.post(run(decision, "settings"), told)
    assert answer.status_code == 422
    assert "This time has passed" in " ".join(answer.context["form"].errors["closes_at"])


def test_checking_paper_in_after_closing_asks_when_it_came(at: At, valid_html: ValidHtml) -> None:
    decision = an_open(at)
    codes = [a_code(decision)[1] for _ in range(2)]
    helper = browser_of(someone(decision.place, *EVERYTHING))
    assert "When did this envelope come?" not in text_of(helper.get(run(decision, "check_in")))
    at(MINUTE)
    valid_html(helper.get(run(decision, "check_in")))
    check_in = run(decision, "check_in")
    assert helper.post(check_in, {"code": codes[0]}).status_code == 422
    late = helper.post(check_in, {"code": codes[0], "came": "too-late"})
    assert "It came after voting had closed" in text_of(late)
    assert helper.post(check_in, {"code": codes[1], "came": "in-time"}).status_code == 302
    assert decision.roll.filter(channel=Channel.PAPER).count() == 1


def _as_shown(form: Any) -> dict[str, Any]:
    """What a browser sends when nothing is touched."""
    told: dict[str, Any] = {}
    for bound in form:
        parts = (
            bound.field.widget.decompress(bound.value())
            if hasattr(bound.field.widget, "decompress")
            else None
        )
        if parts is None:
            told[bound.html_name] = bound.value() if bound.value() is not None else ""
        else:
            told |= {
                f"{bound.html_name}{suffix}": part or ""
                for suffix, part in zip(bound.field.widget.widgets_names, parts, strict=True)
            }
    return told
