"""The pages of courses: what is public, what those who lead one see, and nobody elsewhere."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.learning import actions
from folkmoot.learning.models import Completion, Course, Learner, Run, SignUp
from folkmoot.learning.tests.makers import (
    AFTER,
    FIRST,
    NOON,
    a_convenor,
    a_course,
    a_draft,
    a_place,
    a_planned_run,
    a_run,
    a_trainer,
    an_organiser,
    at_moment,
    beside,
    came,
    completed,
    page,
    sessions_of,
    signed_up,
    someone,
)
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    at_moment(monkeypatch, NOON)


def a_filled(**more: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "title": "Listening", "able_to": "Listen\nTell", "hours": "12", "n_sessions": "2",
        "n_needed": "2", "lasts_months": "", "about": "", "units": "", "level": "", "before": "",
        "may_train": "", "hub": "",
    }  # fmt: skip
    return facts | more


def a_day(**more: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "starts_day": "21", "starts_month": "5", "starts_year": "2026", "starts_time": "10 am",
        "ends_day": "21", "ends_month": "5", "ends_year": "2026", "ends_time": "4 pm",
        "where": "The hall", "childcare": "none", "access_words": "",
    }  # fmt: skip
    return facts | more


# Page, what it is of, and who may open it: in the place or as a trainer of the course.
LEADERS = {"convenor", "organiser", "trainer", "in training"}
EVERYBODY = LEADERS | {"convenor elsewhere", "trainer elsewhere", "Robin", "nobody"}
DOORS: dict[str, tuple[str, set[str]]] = {
    "in_place": ("place", EVERYBODY),
    "course": ("course", EVERYBODY),
    "join": ("run", EVERYBODY),
    "new": ("place", {"convenor"}),
    "change": ("course", {"convenor"}),
    "trainers": ("course", {"convenor"}),
    "new_run": ("course", LEADERS),
    "run": ("run", LEADERS),
    "change_run": ("run", LEADERS),
    "call_off": ("run", LEADERS),
    "sheet": ("run", LEADERS),
    "note": ("run", LEADERS),
    "learner": ("learner", LEADERS),
    "know": ("learner", {"convenor", "organiser"}),
    "recognise": ("learner", {"trainer"}),
}
HIDDEN = {"learner", "know", "recognise"}  # not even that there is such a thing


def test_every_door_opens_to_those_it_is_for_and_to_nobody_of_another_place() -> None:
    here, there = a_place(), a_place("Elm Park")
    course, other = a_course(here), a_course(there)
    run = a_run(course)
    learner = signed_up(run)
    found = {"place": here.slug, "course": course.ref, "run": run.ref, "learner": learner.pk}
    who = {
        "convenor": a_convenor(here),
        "organiser": an_organiser(here),
        "trainer": a_trainer(course, "Tom").account,
        "in training": beside(course).account,
        "convenor elsewhere": a_convenor(there),
        "trainer elsewhere": a_trainer(other).account,
        "Robin": someone("Robin"),
        "nobody": None,
    }
    wrong = []
    for name, account in who.items():
        browser = browser_of(account)
        for door, (kind, may) in DOORS.items():
            shut = 404 if door in HIDDEN and name not in LEADERS else 403
            wanted = 200 if name in may else shut
            answer = browser.get(page(door, found[kind])).status_code
            if answer != wanted:
                wrong.append(f"{name}, {door}: {answer}, not {wanted}")
    assert wrong == []


def test_a_draft_and_a_planned_run_are_not_found_by_others() -> None:
    here, there = a_place(), a_place("Elm Park")
    draft = a_draft(here)
    run = a_planned_run(a_course(here))
    for account, wanted in ((a_convenor(here), 200), (a_convenor(there), 404), (None, 404)):
        browser = browser_of(account)
        assert browser.get(page("course", draft.ref)).status_code == wanted
        assert browser.get(page("run", run.ref)).status_code == wanted
    assert browser_of(None).get(page("join", run.ref)).status_code == 404


def test_every_page_is_sound(valid_html: ValidHtml, monkeypatch: pytest.MonkeyPatch) -> None:
    place = a_place()
    course = a_course(place, level="For beginners", before="Nothing", lasts_months=24)
    run = a_run(course, seats=2, childcare="ask")
    dai, secret = actions.sign_up(
        run=run, wish=SignUp("Dai", needs="No nuts", n_children=2), by=None, at=NOON
    )
    signed_up(run, "Ann")
    _, waiting = actions.sign_up(run=run, wish=SignUp("Ben"), by=None, at=NOON)
    browser = browser_of(a_convenor(place))
    planned = a_planned_run(course)
    for address in (
        page("everywhere"), page("in_place", place.slug), page("new", place.slug),
        page("course", course.ref), page("course", a_draft(place).ref),
        page("change", course.ref), page("trainers", course.ref), page("new_run", course.ref),
        page("run", run.ref), page("run", planned.ref), page("change_run", run.ref),
        page("call_off", run.ref), page("sheet", run.ref), page("join", run.ref),
        page("note", run.ref), page("learner", dai.pk), page("know", dai.pk),
        page("mine", secret), page("mine", waiting),
    ):  # fmt: skip
        answer = browser.get(address)
        assert answer.status_code == 200, address
        valid_html(answer)
    assert "1 is before you" not in browser.get(page("mine", waiting)).content.decode()
    completion = completed(dai)
    at_moment(monkeypatch, AFTER)
    trainer = browser_of(run.trainers.get().account)
    for address in (
        page("day", sessions_of(run)[0].pk), page("run", run.ref), page("learner", dai.pk),
        page("certificate", completion.pk), page("mine", secret), page("my_certificate", secret),
        page("recognise", Learner.objects.get(name="Ann").pk),
    ):  # fmt: skip
        answer = trainer.get(address)
        assert answer.status_code == 200, address
        valid_html(answer)
    valid_html(browser.get(page("withdraw", completion.pk)))
    actions.withdraw_completion(completion=completion, why="Wrong Dai", by=None, at=AFTER)
    assert "Wrong Dai" in browser_of(None).get(page("mine", secret)).content.decode()
    assert browser_of(None).get(page("my_certificate", secret)).status_code == 404


def test_a_course_is_written_published_given_and_closed_on_its_pages() -> None:
    place = a_place()
    browser = browser_of(a_convenor(place))
    browser.post(page("new", place.slug), a_filled())
    course = Course.objects.get()
    browser.post(page("publish", course.ref))
    browser.post(
        page("trainers", course.ref),
        {"email": "tess@example.org", "role": "Trainer", "first_day_day": ""},
    )
    trainer = course.trainers.get()
    browser.post(page("new_run", course.ref), {"seats": "8", "trainers": [str(trainer.pk)]})
    run = Run.objects.get()
    for day in ("21", "28"):
        sent = a_day(starts_day=day, ends_day=day)
        assert browser.post(page("add_session", run.ref), sent).status_code == 302
    assert browser.post(page("add_session", run.ref), a_day()).status_code == 409
    browser.post(page("open_run", run.ref))
    run.refresh_from_db()
    assert run.stage == "OPEN"
    assert browser.post(page("close", course.ref)).status_code == 409
    browser.post(page("call_off", run.ref), {"why": "Snow"})
    assert browser.post(page("close", course.ref)).status_code == 302


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"n_needed": "3"}, "There are 2: nobody can come to 3."),
        ({"hours": "long"}, "number"),
        ({"title": "x" * 121}, "120"),
        ({"able_to": " "}, "What can somebody do afterwards"),
        ({"hours": "0"}, "How many hours does it take?"),
    ],
)
def test_what_is_wrong_with_a_course_is_said_and_everything_typed_is_kept(
    more: dict[str, str], sentence: str
) -> None:
    place = a_place()
    answer = browser_of(a_convenor(place)).post(page("new", place.slug), a_filled(**more))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in shown
    assert "Tell" in shown or "able_to" in more
    assert not Course.objects.exists()


def test_on_the_day_each_is_one_tick_and_a_trainer_says_who_completed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = a_run()
    dai, ann = signed_up(run), signed_up(run, "Ann")
    trainer = run.trainers.get()
    browser = browser_of(trainer.account)
    first, second = sessions_of(run)
    assert browser.get(page("day", first.pk)).status_code == 409
    at_moment(monkeypatch, AFTER)
    for session in (first, second):
        browser.post(page("day", session.pk), {"came": [str(dai.pk)], "n_counted": ""})
    seen = browser.get(page("run", run.ref))
    assert [each.pk for each in seen.context["page"].ready] == [dai.pk]
    refused = browser.post(page("run", run.ref), {"learners": [str(ann.pk)]})
    assert refused.status_code == 422
    browser.post(page("run", run.ref), {"learners": [str(dai.pk)]})
    assert Completion.objects.get().confirmed_by == trainer.account
    assert browser.post(page("run", run.ref), {"learners": [str(dai.pk)]}).status_code == 409


def test_somebody_in_training_notes_who_came_but_does_not_confirm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = a_run()
    dai = signed_up(run)
    came(run, dai)
    bea = browser_of(beside(run.course).account)
    at_moment(monkeypatch, AFTER)
    assert bea.get(page("day", sessions_of(run)[0].pk)).status_code == 200
    assert bea.post(page("run", run.ref), {"learners": [str(dai.pk)]}).status_code == 409
    assert bea.post(page("recognise", dai.pk), {"because": "x"}).status_code == 403
    assert not Completion.objects.exists()


def test_a_trainer_whose_time_is_over_sees_nothing_any_more() -> None:
    run = a_run()
    learner = signed_up(run)
    trainer = run.trainers.get()
    browser = browser_of(trainer.account)
    assert browser.get(page("learner", learner.pk)).status_code == 200
    actions.end_trainer(trainer=trainer, by=None, at=NOON - timedelta(0))
    assert browser.get(page("learner", learner.pk)).status_code == 404
    assert browser.get(page("run", run.ref)).status_code == 403


def test_pages_ask_the_same_whether_few_or_many_take_part() -> None:
    run = a_run(seats=200)
    browser = browser_of(a_convenor(run.place))

    def asked() -> list[int]:
        numbers = []
        for address in (
            page("course", run.course.ref), page("run", run.ref), page("sheet", run.ref),
            page("in_place", run.place.slug), page("everywhere"),
        ):  # fmt: skip
            browser.get(address)  # the session and the content types are known now
            with CaptureQueriesContext(
                connection,
            ) as seen:
                browser.get(address)
            numbers.append(len(seen))
        return numbers

    signed_up(run)
    few = asked()
    for number in range(8):
        signed_up(run, f"Learner {number}")
    a_run(run.course)
    a_run(a_course(run.place, title="Another"))
    assert asked() == few
    assert max(few) < 25


def test_a_session_that_nobody_signed_up_for_can_still_be_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = a_run()
    browser = browser_of(a_convenor(run.place))
    at_moment(monkeypatch, FIRST + timedelta(hours=1))
    session = sessions_of(run)[0]
    assert browser.post(page("day", session.pk), {"n_counted": "9"}).status_code == 302
    session.gathering.refresh_from_db()
    assert session.gathering.n_counted == 9
