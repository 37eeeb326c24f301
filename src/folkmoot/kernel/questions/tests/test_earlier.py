"""What was written before is there to read, with who wrote it, and can stand again."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from folkmoot.kernel.questions import actions, queries
from folkmoot.kernel.questions.actions import Typing
from folkmoot.kernel.questions.models import AnswerSet, AnswerVersion
from folkmoot.kernel.questions.pages.earlier import sittings
from folkmoot.kernel.questions.tests.makers import NOON, some_answers, somebody
from tests.fixtures.pages import ValidHtml

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("folkmoot.kernel.questions.tests.addresses"),
]
ADA, BEN = "ada", "ben"


def written(answers: AnswerSet, *times: tuple[str, str, int]) -> None:
    """Words, by whom, and how many minutes after noon; each having seen what stood."""
    people = {name: somebody(name) for name in (ADA, BEN)}
    for seen, (words, who, minutes) in enumerate(times):
        actions.save_answers(
            answer_set=answers,
            typing=[Typing("story", words, seen)],
            by=people[who],
            at=NOON + timedelta(minutes=minutes),
        )


def address(answers: AnswerSet, name: str = "story-0") -> str:
    return f"/q/{answers.ref}/1/?earlier={name}"


def told(answer: Any, valid_html: ValidHtml) -> str:
    return " ".join("".join(valid_html(answer).itertext()).split())


def test_who_wrote_what_and_when_is_read_latest_first(valid_html: ValidHtml) -> None:
    answers = some_answers({})
    written(answers, ("Cook.", ADA, 0), ("Cook and eat.", BEN, 60), ("Eat.", ADA, 120))
    page = told(Client().get(address(answers)), valid_html)
    assert page.index("Eat.") < page.index("Cook and eat.") < page.index("Cook. ")
    assert page.count(ADA) >= 2
    assert "?earlier=story-0" in Client().get(f"/q/{answers.ref}/1/").content.decode()


def test_one_sitting_of_typing_is_one_thing_to_read(valid_html: ValidHtml) -> None:
    answers = some_answers({})
    written(answers, *((f"Cook {step}", ADA, step) for step in range(5)), ("Eat.", BEN, 6))
    answer = answers.answers.get(question__key="story")
    found = sittings(queries.versions_of(answer))
    assert [each.typed for each in found] == ["Eat.", "Cook 4"]
    page = told(Client().get(address(answers)), valid_html)
    assert "Cook 4" in page
    assert "Cook 3" not in page


def test_what_was_before_stands_again_and_what_stood_is_kept() -> None:
    answers = some_answers({})
    written(answers, ("Cook.", ADA, 0), ("Eat.", BEN, 60))
    first = AnswerVersion.objects.get(number=1)
    client = Client()
    client.cookies["who"] = ADA
    answer = client.post(address(answers), {"version": str(first.pk), "seen": "2"})
    assert answer["Location"] == f"/q/{answers.ref}/1/"
    now = answers.answers.get(question__key="story")
    assert (now.typed, now.version) == ("Cook.", 3)
    assert [each.typed for each in queries.versions_of(now)] == ["Cook.", "Eat.", "Cook."]


def test_nothing_of_a_colleagues_who_wrote_meanwhile_is_lost() -> None:
    answers = some_answers({})
    written(answers, ("Cook.", ADA, 0), ("Eat.", BEN, 60))
    first = AnswerVersion.objects.get(number=1)
    client = Client()
    client.cookies["who"] = ADA
    answer = client.post(address(answers), {"version": str(first.pk), "seen": "1"}, follow=True)
    assert "Somebody wrote here meanwhile." in answer.content.decode()
    assert answer.redirect_chain == [(address(answers), 302)]
    assert answers.answers.get(question__key="story").typed == "Eat."


@pytest.mark.parametrize("name", ["story-9", "sum-0", "", "<b>"])
def test_what_was_never_asked_or_answered_here_is_not_found(name: str) -> None:
    answers = some_answers({"sum": "12"})
    expected = 200 if not name else 404
    assert Client().get(address(answers, name)).status_code == expected


def test_nobody_puts_back_words_from_other_answers() -> None:
    ours = some_answers({"story": "Ours."})
    theirs = some_answers({"story": "Theirs."}, questions=ours.question_set)
    stranger = AnswerVersion.objects.get(answer__answer_set=theirs)
    for version in (str(stranger.pk), "x", ""):
        answer = Client().post(address(ours), {"version": version, "seen": "1"})
        assert answer.status_code == 404
    assert ours.answers.get(question__key="story").typed == "Ours."
