"""Forms ask plainly, keep what was typed, and say how to mend it."""

from datetime import UTC, date, datetime
from typing import Any

import html5lib
import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines

from folkmoot.kernel.ui.forms import (
    CheckboxesField,
    DateField,
    ListField,
    MomentField,
    MoneyField,
    PlainForm,
    RadiosField,
    TextField,
    UploadField,
    YesField,
)
from folkmoot.kernel.ui.forms.moments import MomentBoxes
from folkmoot.kernel.ui.gallery import GalleryForm


def tree_of(form: forms.BaseForm) -> Any:
    """A form with its error summary, as a tree."""
    source = "<!doctype html><title>x</title>{% form_errors form %}<form>{{ form }}</form>"
    page = engines["django"].from_string(source).render({"form": form})
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def by_id(tree: Any, name: str) -> Any:
    """The one part of a page with that id."""
    (found,) = [each for each in tree.iter() if each.get("id") == name]
    return found


def error_of(field: forms.Field, value: Any) -> str:
    """What is said about a value."""
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    return " ".join(caught.value.messages)


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("£1,250", 125_000),
        ("1250.00", 125_000),
        ("1250", 125_000),
        (" 1 250 ", 125_000),
        ("£1,250.5", 125_050),
        ("0.05", 5),
        ("1250 gbp", 125_000),
    ],
)
def test_a_sum_is_understood_however_it_is_written(typed: str, pence: int) -> None:
    assert MoneyField().clean(typed) == pence


def test_a_sum_in_another_currency_is_understood_as_it_is_written_there() -> None:
    assert MoneyField(code="PLN").clean("1 250,50 zł") == 125_050
    assert MoneyField(code="EUR").clean("€1,250") == 125_000


@pytest.mark.parametrize("typed", ["lots", "1.2.3", "12,50", "1,25,000", "12.505", "٣", "1e5"])
def test_what_is_not_a_sum_is_asked_for_again_with_an_example(typed: str) -> None:
    said = error_of(MoneyField(), typed)
    assert said == "Write a sum of money in figures, such as £1,250.50."


def test_a_sum_outside_its_limits_is_told_the_limit_as_money() -> None:
    field = MoneyField(min_amount=10_000, max_amount=500_000)
    assert error_of(field, "£5") == "Write a sum of £100 or more."
    assert error_of(field, "£6,000") == "Write a sum of £5,000 or less."
    assert error_of(MoneyField(), "-5") == "Write a sum of £0 or more."


def test_a_kept_sum_goes_back_into_its_box_as_figures() -> None:
    assert MoneyField().prepare_value(125_050) == "1,250.50"
    assert MoneyField().prepare_value("lots") == "lots"
    assert MoneyField(code="PLN").prepare_value(125_000) == "1\xa0250"


@pytest.mark.parametrize("month", ["5", "05", "may", "May"])
def test_a_day_is_understood_from_its_three_boxes(month: str) -> None:
    assert DateField().clean(["3", month, "2027"]) == date(2027, 5, 3)


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        (["3", "", ""], "Add the month and year."),
        (["30", "2", "2027"], "Write a day that is in the calendar, such as 27 3 2027."),
        (["3", "5", "27"], "Write the year with four figures, such as 2027."),
        (["3", "Mai Mai", "2027"], "Write the month as a number from 1 to 12, or as a word."),
        (["³", "5", "2027"], "Write a day that is in the calendar, such as 27 3 2027."),
        (["9" * 40, "5", "2027"], "Write a day that is in the calendar, such as 27 3 2027."),
        (["1", "1", "0001"], "Write a year from 1000 to 2999."),
    ],
)
def test_a_day_that_is_not_there_is_said_how_to_mend(boxes: list[str], said: str) -> None:
    assert error_of(DateField(), boxes) == said


def test_a_day_too_early_is_told_the_first_that_will_do() -> None:
    field = DateField(earliest=date(2027, 5, 3), latest=date(2027, 6, 1))
    assert error_of(field, ["2", "5", "2027"]) == "Choose 3 May 2027 or a later day."
    assert error_of(field, ["2", "6", "2027"]) == "Choose 1 June 2027 or an earlier day."


def test_a_moment_is_meant_on_the_clock_of_where_we_are() -> None:
    summer = MomentField().clean(["3", "5", "2027", "7:30 pm"])
    assert summer == datetime(2027, 5, 3, 18, 30, tzinfo=UTC)


def test_an_hour_the_clocks_skip_is_refused_with_the_reason() -> None:
    assert "the clocks go forward" in error_of(MomentField(), ["28", "3", "2027", "1:30 am"])


@pytest.mark.parametrize("typed", ["25:00", "7:60", "13 pm", "soon", "0 am"])
def test_a_time_that_is_not_on_the_clock_is_asked_for_again(typed: str) -> None:
    said = error_of(MomentField(), ["3", "5", "2027", typed])
    assert said == "Write the time such as 7:30 pm or 19:30."


def test_a_kept_moment_goes_back_into_its_boxes() -> None:
    boxes = MomentBoxes().decompress(datetime(2027, 5, 3, 18, 30, tzinfo=UTC))
    assert boxes == ["3", "5", "2027", "7:30 pm"]
    assert MomentField().clean(boxes) == datetime(2027, 5, 3, 18, 30, tzinfo=UTC)


def test_a_list_is_one_thing_a_line() -> None:
    assert ListField().clean("Ann\n\n  Bo \r\n") == ["Ann", "Bo"]
    assert ListField(required=False).clean("") == []
    assert "at most 1 lines" in error_of(ListField(max_lines=1), "Ann\nBo")
    assert "Null characters" in error_of(ListField(), "Ann\nB\x00")
    assert "Keep each line to 3 letters" in error_of(ListField(max_line_length=3), "Anne")


def test_words_are_counted_as_people_count_them() -> None:
    assert error_of(TextField(max_words=2), "one two  three") == "Use at most 2 words; you have 3."


def test_a_file_too_large_or_of_another_kind_is_refused() -> None:
    field = UploadField(max_megabytes=0.001, kinds=(".csv",))
    large = SimpleUploadedFile("a.csv", b"x" * 2000)
    other = SimpleUploadedFile("a.exe", b"x")
    assert error_of(field, large) == "Choose a file of up to 0.001 MB; this one is larger."
    assert error_of(field, other) == "Choose a file that ends in .csv."
    assert field.clean(SimpleUploadedFile("A.CSV", b"x")).size == 1


class Visit(PlainForm):
    name = forms.CharField(max_length=5)
    why = forms.CharField(label="Why do you ask?")
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])
    helpers = CheckboxesField(label="Who helps?", choices=[("a", "A"), ("b", "B")])
    number = forms.IntegerField(max_value=9)
    email = forms.EmailField()
    agreed = YesField(label="I agree")
    file = UploadField()
    own = forms.CharField(error_messages={"required": "Write a title of up to 100 letters."})


def test_every_mistake_is_said_in_our_words() -> None:
    form = Visit({"name": "Abcdefg", "number": "x", "email": "x", "kind": "z", "helpers": ["z"]})
    assert {name: str(errors[0]) for name, errors in form.errors.items()} == {
        "name": "Use at most 5 letters for “Name”; you have 7.",
        "why": "Write an answer: “Why do you ask?”",
        "kind": "Choose one of the answers shown for “Kind”.",
        "helpers": "Choose one of the answers shown for “Who helps?”.",
        "number": "Write “Number” as a number in figures, such as 12.",
        "email": "Write an e-mail address such as name@example.org.",
        "agreed": "Tick “I agree” to go on.",
        "file": "Choose a file for “File”.",
        "own": "Write a title of up to 100 letters.",
    }


def test_no_sentence_calls_anything_invalid() -> None:
    said = [
        str(sentence)
        for field in GalleryForm().fields.values()
        for code, sentence in field.error_messages.items()
        if code != "contradiction"
    ]
    assert not [sentence for sentence in said if "valid" in sentence.lower()]


def test_each_mistake_at_the_top_leads_to_a_box_that_can_be_mended() -> None:
    tree = tree_of(GalleryForm({"first_day_day": "31"}))
    links = [link.get("href") for link in tree.iter("a")]
    assert len(links) == len(GalleryForm({}).errors)
    tags = {by_id(tree, href.removeprefix("#")).tag for href in links}
    assert tags == {"input", "select", "textarea"}


def test_a_mistake_stands_beside_its_field_and_is_read_with_it() -> None:
    tree = tree_of(GalleryForm({"cost": "lots"}))
    box = by_id(tree, "id_cost")
    assert box.get("value") == "lots"
    assert box.get("aria-invalid") == "true"
    described = [by_id(tree, name) for name in box.get("aria-describedby").split()]
    said = " ".join("".join(each.itertext()) for each in described)
    assert "A guess is enough for now." in said
    assert "Write a sum of money in figures" in said


def test_everything_typed_is_kept_to_the_letter() -> None:
    typed = "\n first line\n    <b>second & third\n\nlast "
    tree = tree_of(
        GalleryForm(
            {
                "title": '"x" & <y>',
                "words": typed,
                "helpers": "Ann\n  Bo",
                "kind": "hands",
                "whom": ["old", "all"],
                "street": "high",
                "first_day_day": "31",
                "meeting_time": "seven",
                "agreed": "on",
            }
        )
    )
    assert by_id(tree, "id_title").get("value") == '"x" & <y>'
    assert by_id(tree, "id_words").text == typed
    assert by_id(tree, "id_helpers").text == "Ann\n  Bo"
    assert by_id(tree, "id_first_day_day").get("value") == "31"
    assert by_id(tree, "id_meeting_time").get("value") == "seven"
    ticked = {(box.get("name"), box.get("value")) for box in tree.iter() if "checked" in box.attrib}
    assert ticked == {("kind", "hands"), ("whom", "old"), ("whom", "all"), ("agreed", "on")}
    chosen = {option.get("value") for option in tree.iter("option") if "selected" in option.attrib}
    assert chosen == {"high"}


def test_no_box_cuts_off_what_is_pasted_nor_bars_the_way_itself() -> None:
    boxes = [each for each in tree_of(GalleryForm()).iter() if each.get("name")]
    assert not [box.get("name") for box in boxes if {"maxlength", "required"} & box.attrib.keys()]


def test_the_limit_is_said_where_no_script_counts() -> None:
    tree = tree_of(GalleryForm())
    assert "Up to 600 letters." in "".join(by_id(tree, "id_words-info").itertext())


def test_what_may_be_left_empty_says_so() -> None:
    said = "".join(tree_of(GalleryForm()).itertext())
    assert "Your e-mail address (optional)" in said
    assert "What is your idea called? (optional)" not in said


def test_phones_are_told_which_keys_to_show() -> None:
    tree = tree_of(GalleryForm())
    assert by_id(tree, "id_cost").get("inputmode") == "decimal"
    assert by_id(tree, "id_people").get("inputmode") == "numeric"
    assert by_id(tree, "id_first_day_day").get("inputmode") == "numeric"
    assert by_id(tree, "id_email").get("type") == "email"
    assert by_id(tree, "id_email").get("autocomplete") == "email"


def test_a_form_without_mistakes_has_no_summary() -> None:
    assert "mend" not in "".join(tree_of(GalleryForm()).itertext())


def test_a_mistake_of_the_whole_form_is_said_at_the_top() -> None:
    form = PlainForm({})
    form.add_error(None, "Voting closed while you were writing.")
    assert "Voting closed while you were writing." in "".join(tree_of(form).itertext())


def test_a_secret_is_never_put_back_into_the_page() -> None:
    class Secret(PlainForm):
        passphrase = forms.CharField(widget=forms.PasswordInput)

    assert by_id(tree_of(Secret({"passphrase": "open sesame"})), "id_passphrase").get("value") in (
        None,
        "",
    )


def test_a_choice_with_markup_in_its_name_stays_a_name() -> None:
    class Choosing(PlainForm):
        which = RadiosField(choices=[('"><xss>', "<xss>")], hints={'"><xss>': "<xss>"})
        other = forms.ChoiceField(choices=[('"><xss>', "<xss>")], label="<xss>", help_text="<xss>")

    assert not list(tree_of(Choosing({"which": "<xss>"})).iter("xss"))


def test_hidden_fields_are_there_and_not_seen() -> None:
    class Hidden(PlainForm):
        key = forms.CharField(widget=forms.HiddenInput)

    (box,) = tree_of(Hidden(initial={"key": "<k>"})).iter("input")
    assert (box.get("type"), box.get("value")) == ("hidden", "<k>")
