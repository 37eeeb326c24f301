"""A trainer's time is ended where the course is led."""

import pytest

from folkmoot.learning.tests.makers import (
    NOON,
    a_convenor,
    a_course,
    a_place,
    a_trainer,
    at_moment,
    page,
)
from tests.fixtures.pages import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    at_moment(monkeypatch, NOON)


def test_a_convenor_ends_a_trainers_time_on_the_page_and_nobody_else_does() -> None:
    course = a_course()
    trainer = a_trainer(course)
    end = page("end_trainer", trainer.pk)
    elsewhere = a_convenor(a_place("Elm Park"))
    for who, code in ((None, 404), (elsewhere, 404), (trainer.account, 403)):
        assert browser_of(who).post(end).status_code == code
    answer = browser_of(a_convenor(course.place)).post(end)
    assert answer["Location"] == page("trainers", course.ref)
    trainer.refresh_from_db()
    assert trainer.ends_at == NOON
