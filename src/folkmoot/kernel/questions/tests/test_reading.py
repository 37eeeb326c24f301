"""What people type, read as answers: taken, or told in one sentence what to mend."""

from datetime import date
from typing import Any

import pytest

from folkmoot.kernel.questions.asking import (
    Asked,
    Column,
    Condition,
    Form,
    Kind,
    Part,
    why_not_publish,
)
from folkmoot.kernel.questions.counting import n_words
from folkmoot.kernel.questions.exporting import answers_as_csv
from folkmoot.kernel.questions.reading import read
from folkmoot.kernel.questions.tests.makers import FORM, MONEY, PARTNERS, WHOLE, YOU
from folkmoot.kernel.questions.whole import by_meaning, is_asked, what_is_wrong

ASKED = {asked.key: asked for _, asked in FORM.every()}
ANSWERS = {(key, 0): typed for key, typed in WHOLE.items()}


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("who", " Mill Lane ", "Mill Lane"),
        ("people", "1,200", 1200),
        ("people", "12.5", 12.5),
        ("begins", "3 May 2027", date(2027, 5, 3)),
        ("begins", "3/5/2027", date(2027, 5, 3)),
        ("begins", "2027-05-03", date(2027, 5, 3)),
        ("begins", "", None),
        ("held", "Yes", True),
        ("held", "n", False),
        ("sum", "£1,250.50", 125050),
        ("kind", "Food, and eating together", "food"),
        ("ways", ["web", "By post"], ["web", "post"]),
        ("costs", [["Pans", "4"], ["", ""]], [{"what": "Pans", "cost": 400}]),
        ("paper", {"file": "1", "name": "a.pdf"}, {"file": "1", "name": "a.pdf"}),
    ],
)
def test_what_people_type_is_taken(key: str, typed: Any, value: Any) -> None:
    found = read(ASKED[key], typed)
    assert (found.value, found.wrong) == (value, "")


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("who", "", "Write an answer."),
        ("who", "two\nlines", "Keep it to one line."),
        ("who", "x" * 501, "Keep it to 500 letters; you have 501."),
        ("story", "word " * 21, "Use at most 20 words; you have 21."),
        ("people", "many", "Write a number in figures"),
        ("people", "1e9", "Write a number in figures"),
        ("people", "nan", "Write a number in figures"),
        ("people", "-3", "Write 1 or more."),
        ("people", "9999", "Write 5000 or less."),
        ("begins", "31 February 2027", "Write a day"),
        ("begins", "3.5.27", "Write a day"),
        ("held", "perhaps", "Answer yes or no."),
        ("sum", "12.5k", "Write a sum of money in figures"),
        ("sum", "-5", "Write £0 or more."),
        ("sum", "240,000.01", "Write £240,000 or less."),
        ("kind", "dragons", "Choose one of the answers shown."),
        ("ways", ["web", "dragons"], "Choose from the answers shown."),
        ("costs", [["Pans", "four"]], "Row 1, Cost: Write a sum of money"),
        ("costs", [["Pans", "4"], ["", "5"]], "Row 2, What: Fill it in."),
        ("costs", [["Pans", "4"]] * 7, "Use at most 6 rows; you have 7."),
        ("costs", "rubbish", "Fill in the rows."),
        ("paper", "rubbish", "Choose the file again."),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(key: str, typed: Any, sentence: str) -> None:
    assert sentence in read(ASKED[key], typed).wrong


def test_a_reference_is_one_of_those_offered() -> None:
    assert read(ASKED["holder"], "a", offered=["a"]).value == "a"
    assert read(ASKED["holder"], "b", offered=["a"]).wrong == "Choose one of those shown."
    assert read(ASKED["holder"], "Anybody").value == "Anybody"


def test_words_are_counted_as_a_browser_counts_them() -> None:
    """`"…".match(/\\S+/g).length` in JavaScript gives these."""
    assert n_words("one\u00a0two\u2003three\ufefffour") == 4
    assert n_words("\u200bzero-width joins\u200bnothing") == 2
    assert n_words("\x1cnot a space to a browser") == 6


def test_a_question_is_asked_only_when_another_is_answered_so() -> None:
    holder = ASKED["holder"]
    for said, asked in (("yes", True), ("no", False), ("", False), ("perhaps", False)):
        assert is_asked(FORM, YOU, holder, 0, {("held", 0): said}) is asked
    wrong = {each.key for each in what_is_wrong(FORM, ANSWERS | {("held", 0): "yes"})}
    assert wrong == {"holder"}
    assert what_is_wrong(FORM, ANSWERS | {("holder", 0): "left over"}) == []


def test_what_waits_for_a_question_that_is_not_asked_is_not_asked() -> None:
    third = Asked("third", Kind.SHORT, "And?", shown_when=Condition("second", "yes"))
    second = Asked("second", Kind.YES_NO, "Then?", shown_when=Condition("first", "yes"))
    part = Part("One", [Asked("first", Kind.YES_NO, "So?"), second, third])
    form = Form("Three", [part])
    assert not is_asked(form, part, third, 0, {("first", 0): "no", ("second", 0): "yes"})
    assert is_asked(form, part, third, 0, {("first", 0): "yes", ("second", 0): "yes"})


def test_answers_are_found_by_what_they_mean_wherever_they_stand() -> None:
    turned = Form("Round", [PARTNERS, MONEY, Part(YOU.title, list(YOU.questions))])
    for form in (FORM, turned):
        assert by_meaning(form, ANSWERS) == {"recipient": "Mill Lane Kitchen", "amount": 240050}


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (Asked("who", Kind.SHORT, "Again?"), "another question has its key"),
        (Asked("a", Kind.SHORT, "Who?", meaning="recipient"), "another question means the same"),
        (Asked("a", Kind.ONE, "Which?", choices=[("x", "X")]), "nothing to choose from"),
        (Asked("a", Kind.TABLE, "Which?"), "its table has no columns"),
        (Asked("a", Kind.LONG, "Tell us"), "say how many words"),
        (Asked("a b", Kind.SHORT, "Who?"), "short word"),
        (Asked("a", Kind.SHORT, "  "), "it asks nothing"),
        (Asked("a", Kind.TABLE, "T", columns=[Column("f", "F", Kind.FILE)]), "unfit kind"),
        (Asked("a", Kind.SHORT, "Who?", shown_when=Condition("later", "yes")), "before it"),
        (Asked("a", Kind.SHORT, "Who?", shown_when=Condition("held", "maybe")), "nobody can give"),
    ],
)
def test_questions_that_cannot_be_answered_are_not_published(asked: Asked, sentence: str) -> None:
    form = Form("Street", [YOU, Part("More", [asked])])
    assert sentence in why_not_publish(form)
    assert why_not_publish(FORM) == ""


def test_a_turn_that_was_emptied_asks_nothing_any_more() -> None:
    part = Part("Partners", [Asked("partner", Kind.SHORT, "Who?")], most_turns=4)
    form = Form("Partners", [part])
    assert [each.turn for each in what_is_wrong(form, {})] == [0]
    emptied = {("partner", 0): "The church", ("partner", 1): "", ("partner", 2): "The school"}
    assert what_is_wrong(form, emptied) == []


def test_an_export_holds_no_formulas_and_every_question_that_was_asked() -> None:
    told = answers_as_csv(FORM, [("Mill Lane", ANSWERS | {("who", 0): '=HYPERLINK("x")'})])
    lines = told.decode("utf-8-sig").splitlines()
    assert '"\'=HYPERLINK(""x"")"' in told.decode("utf-8-sig")
    assert lines[0].startswith("of,part,turn,question_key,meaning")
    assert "Which organisation?" not in told.decode()
