"""The pages to answer on, with and without a script."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folkmoot.kernel.files.tests.makers import PDF, an_office_file
from folkmoot.kernel.questions import actions, queries
from folkmoot.kernel.questions.actions import Typing
from folkmoot.kernel.questions.models import AnswerSet
from folkmoot.kernel.questions.offline import to_write_in
from folkmoot.kernel.questions.tests.makers import (
    FORM,
    NOON,
    WHOLE,
    some_answers,
    some_questions,
    somebody,
)
from tests.fixtures.pages import ValidHtml

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("folkmoot.kernel.questions.tests.addresses"),
]


def at(answers: AnswerSet, page: object = "") -> str:
    return f"/q/{answers.ref}/{page}/" if page else f"/q/{answers.ref}/"


def sent(part: int, **more: Any) -> dict[str, Any]:
    """A page as a browser sends it: every box, and the version of each."""
    asked = [each.key for each in FORM.parts[part - 1].questions]
    seen = {f"seen-{key}-0": "0" for key in asked}
    boxes = {f"{key}-0": "" for key in asked if key not in ("costs", "paper", "ways")}
    return seen | boxes | {name.replace("_", "-"): told for name, told in more.items()}


def test_every_page_is_sound(valid_html: ValidHtml) -> None:
    answers = some_answers(WHOLE | {"partner": "The church"})
    for page in ("", 1, 2, 3, "3/?more=1", "back"):
        address = at(answers, page) if page != "3/?more=1" else at(answers, 3) + "?more=1"
        valid_html(Client().get(address))
    actions.close_answers(answer_set=answers, by=None, at=NOON)
    closed = Client().get(at(answers))
    valid_html(closed)
    assert "Handed in" in closed.content.decode()
    assert Client().get(at(answers, 1)).status_code == 302
    assert Client().get(at(answers, 9)).status_code == 404


def test_answers_are_saved_by_the_button_and_the_page_goes_on() -> None:
    answers = some_answers()
    told = sent(1, who_0="Mill Lane", story_0="Cook.\r\nEat.", on="1")
    answer = Client().post(at(answers, 1), told)
    assert answer["Location"] == at(answers, 2)
    assert queries.typed_in(answers) == {("who", 0): "Mill Lane", ("story", 0): "Cook.\nEat."}
    table = sent(2, **{"costs-0-0-what": "Pans", "costs-0-0-cost": "4", "ways_0": ["web"]})
    Client().post(at(answers, 2), table)
    assert queries.typed_in(answers)["costs", 0] == [["Pans", "4"]]
    assert queries.typed_in(answers)["ways", 0] == ["web"]
    page = Client().get(at(answers, 2)).content.decode()
    assert 'value="Pans"' in page


@pytest.mark.parametrize(
    ("part", "wrong", "sentence"),
    [
        (1, {"story_0": "word " * 21}, "Use at most 20 words; you have 21."),
        (1, {"people_0": "many"}, "Write a number in figures"),
        (1, {"begins_0": "soon"}, "Write a day"),
        (1, {"held_0": "yes", "holder_0": "dragon"}, "Choose one of those shown."),
        (2, {"sum_0": "12.5k"}, "Write a sum of money"),
        (2, {"costs-0-0-what": "Pans", "costs-0-0-cost": "lots"}, "Row 1, Cost: Write a sum"),
        (2, {"paper_0": SimpleUploadedFile("a.csv", an_office_file("xlsm"))}, "with macros"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept_all_the_same(
    part: int, wrong: dict[str, Any], sentence: str, valid_html: ValidHtml
) -> None:
    answers = some_answers()
    answer = Client().post(at(answers, part), sent(part, **wrong))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    valid_html(answer)
    kept = queries.typed_in(answers)
    assert kept or "paper_0" in wrong
    again = Client().post(at(answers, part), sent(part, **wrong) | versions(answer))
    assert again.status_code == 422  # the same page sent once more is no quarrel with oneself


def versions(answer: Any) -> dict[str, str]:
    import re

    found = re.findall(r'name="(seen-[^"]+)" value="(\d+)"', answer.content.decode())
    return dict(found)


def test_two_colleagues_in_one_box_both_see_both_texts(valid_html: ValidHtml) -> None:
    answers = some_answers()
    for name in ("Ann", "Bea"):
        somebody(name)
    ann, bea = Client(), Client()
    ann.cookies["who"], bea.cookies["who"] = "Ann", "Bea"
    ann.post(at(answers, 1), sent(1, who_0="Mill Lane", story_0="Ann’s words"))
    late = bea.post(at(answers, 1), sent(1, who_0="", story_0="Bea’s words"))
    assert late["Location"] == at(answers, 1)
    page = bea.get(at(answers, 1))
    valid_html(page)
    text = page.content.decode()
    assert "Both texts are kept" in text
    assert "Ann wrote, and it stands:" in text
    assert "Bea’s words" in text
    assert queries.typed_in(answers)["who", 0] == "Mill Lane"  # Bea had not written there
    [aside] = queries.standing_in(answers)["story", 0].asides
    choice = {f"seen-{aside.pk}": "1", "settle": f"theirs:{aside.pk}"}
    bea.post(at(answers, 1), choice)
    assert queries.typed_in(answers)["story", 0] == "Bea’s words"
    assert bea.post(at(answers, 1), choice).status_code == 409
    other = some_answers(questions=answers.question_set)
    assert bea.post(at(other, 1), choice).status_code == 404


def test_a_script_saves_one_box_and_is_told_the_version() -> None:
    answers = some_answers()
    quiet = {"Accept": "application/json"}
    told = sent(1, who_0="Mill Lane", story_0="not yet", only="who-0")
    saved = Client().post(at(answers, 1), told, headers=quiet).json()
    assert saved["versions"] == {"who-0": 1}
    assert queries.typed_in(answers) == {("who", 0): "Mill Lane"}
    late = Client().post(at(answers, 1), told | {"who-0": "Bea’s"}, headers=quiet).json()
    assert late["aside"] == ["who-0"]
    actions.settle(
        aside=queries.standing_in(answers)["who", 0].asides[0],
        typed="x",
        seen=1,
        by=None,
        at=NOON,
    )
    wrong = Client().post(
        at(answers, 1), told | {"people-0": "many", "only": "people-0"}, headers=quiet
    )
    assert "in figures" in wrong.json()["wrong"]["people-0"]


def test_a_question_follows_when_the_one_before_is_answered_so() -> None:
    answers = some_answers()
    page = Client().get(at(answers, 1)).content.decode()
    assert 'data-when="held-0" data-is="yes" hidden' in page
    Client().post(at(answers, 1), sent(1, held_0="yes"))
    page = Client().get(at(answers, 1)).content.decode()
    assert 'data-when="held-0" data-is="yes">' in page
    assert "The Hall Trust" in page


def test_partners_are_added_one_after_another() -> None:
    answers = some_answers()
    answer = Client().post(at(answers, 3), sent(3, partner_0="The church", another="1"))
    assert answer["Location"].endswith("?more=1")
    page = Client().get(answer["Location"]).content.decode()
    assert 'name="partner-1"' in page
    told = {"seen-partner-1": "0", "seen-gives-1": "0", "partner-1": "The school", "gives-1": ""}
    Client().post(at(answers, 3), sent(3, partner_0="The church") | {"seen-partner-0": "1"} | told)
    kept = queries.typed_in(answers)
    assert (kept["partner", 0], kept["partner", 1]) == ("The church", "The school")


def test_a_file_is_an_answer_and_nobody_elses_opens_by_guessing() -> None:
    answers = some_answers()
    paper = SimpleUploadedFile("our accounts.pdf", PDF)
    Client().post(at(answers, 2), sent(2, paper_0=paper))
    typed = queries.typed_in(answers)["paper", 0]
    page = Client().get(at(answers, 2)).content.decode()
    assert "our accounts.pdf" in page
    found = Client().get(at(answers, f"file/{typed['file']}"))
    assert b"".join(found) == PDF
    other = some_answers(questions=answers.question_set)
    assert Client().get(at(other, f"file/{typed['file']}")).status_code == 404


def test_a_form_filled_in_away_from_here_comes_back(valid_html: ValidHtml) -> None:
    answers = some_answers({"who": "Mill Lane"})
    document = Client().get(at(answers, "document"))
    assert document["Content-Disposition"].endswith('.docx"')
    whole = {(key, 0): typed for key, typed in WHOLE.items()}
    filled = SimpleUploadedFile("form.docx", to_write_in(FORM, whole, {("who", 0): 1}))
    answer = Client().post(at(answers, "back"), {"file": filled})
    assert answer.status_code == 302
    assert queries.meant_by(answers)["amount"] == 240050
    for wrong, sentence in (
        (SimpleUploadedFile("form.docx", an_office_file("docx")), "not one that we can read"),
        (SimpleUploadedFile("form.docx", PDF), "is a PDF; here we take .docx"),
        (SimpleUploadedFile("form.docx", to_write_in(FORM, whole | {("people", 0): "lots"}, {
            ("people", 0): 1})), "How many people would take part?"),
    ):  # fmt: skip
        answer = Client().post(at(answers, "back"), {"file": wrong})
        assert answer.status_code == 422, sentence
        assert sentence in answer.content.decode()
        valid_html(answer)
    assert queries.typed_in(answers)["people", 0] == "lots"


def test_a_form_that_comes_back_late_overwrites_nobody() -> None:
    answers = some_answers({"story": "First."})
    typed = {("story", 0): "Written on the train."}
    filled = SimpleUploadedFile("form.docx", to_write_in(FORM, typed, {("story", 0): 1}))
    meanwhile = [Typing("story", "Written at the desk.", 1)]
    actions.save_answers(answer_set=answers, typing=meanwhile, by=None, at=NOON)
    Client().post(at(answers, "back"), {"file": filled})
    standing = queries.standing_in(answers)["story", 0]
    assert standing.typed == "Written at the desk."
    assert [each.typed for each in standing.asides] == ["Written on the train."]


def test_pages_ask_as_much_for_many_questions_as_for_few() -> None:
    few, many = (
        some_answers({"partner": "One"}),
        some_answers(WHOLE, questions=some_questions(slug="b")),
    )
    more = [Typing("partner", f"Partner {n}", 0, n) for n in range(1, 4)]
    actions.save_answers(answer_set=many, typing=more, by=None, at=NOON)
    numbers = []
    for answers in (few, many):
        for page in (3, ""):
            with CaptureQueriesContext(connection) as caught:
                assert Client().get(at(answers, page)).status_code == 200
            numbers.append(len(caught))
    assert numbers[:2] == numbers[2:]
    assert max(numbers) <= 9


def test_who_looks_after_a_part_is_named() -> None:
    answers = some_answers()
    Client().post(at(answers, 1), {"owner": "Ann"})
    assert "Ann looks after it" in Client().get(at(answers)).content.decode()
    assert Client().post(at(answers, 1), {"owner": "x" * 81}).status_code == 422
