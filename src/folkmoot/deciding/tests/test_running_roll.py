"""Keeping the roll: letters shown once, lists loaded whole."""

import csv
import io
import re

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile

from folkmoot.deciding import actions, codes, rolls
from folkmoot.deciding.models import Channel, CodeBatch, RollEntry, Stage
from folkmoot.deciding.queries.voting import entry_for_code
from folkmoot.deciding.tests.crew import run, someone
from folkmoot.deciding.tests.makers import NOON, a_code, a_decision, a_place
from folkmoot.kernel.access.roles import ROLL_KEEPER
from folkmoot.kernel.record.models import Event
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

LETTERS = {"label": "Mill Street", "way": "LETTER", "n_codes": "3", "output": "letters"}


def csv_file(text: str | bytes) -> SimpleUploadedFile:
    data = text.encode() if isinstance(text, str) else text
    return SimpleUploadedFile("roll.csv", data, content_type="text/csv")


def test_letters_are_shown_once_each_with_a_code_that_works(valid_html: ValidHtml) -> None:
    place = a_place()
    decision = a_decision(place=place)
    browser = browser_of(someone(place, ROLL_KEEPER))
    answer = browser.post(run(decision, "codes"), LETTERS)
    valid_html(answer)
    assert "no-store" in answer["Cache-Control"]
    printed = [letter.code for letter in answer.context["letters"]]
    decision.refresh_from_db()
    entries = [entry_for_code(decision, code) for code in printed]
    assert [entry.number for entry in entries if entry] == [1, 2, 3]
    assert "/vote/#" not in answer.content.decode()  # only inside the picture


def test_a_code_sheet_cannot_be_had_a_second_time() -> None:
    place = a_place()
    decision = a_decision(place=place)
    browser = browser_of(someone(place, ROLL_KEEPER))
    browser.post(run(decision, "codes"), LETTERS)
    again = browser.post(run(decision, "codes"), LETTERS)
    assert again.status_code == 422
    assert "shown once and cannot be shown" in again.content.decode()
    assert decision.roll.count() == 3


def test_no_code_stays_in_any_table_session_or_message() -> None:
    place = a_place()
    decision = a_decision(place=place)
    browser = browser_of(someone(place, ROLL_KEEPER))
    answer = browser.post(run(decision, "codes"), LETTERS)
    code = codes.plain(answer.context["letters"][0].code)
    kept = [str(row) for row in Event.objects.values_list("facts", flat=True)]
    kept += [str(row) for row in RollEntry.objects.values_list()]
    kept += [str(row) for row in CodeBatch.objects.values_list()]
    kept += [str(one.get_decoded()) for one in Session.objects.all()]
    kept += [str(cookie) for cookie in browser.cookies.values()]
    text = codes.plain(" ".join(kept))
    assert code not in text
    assert code[:8] not in text


def test_a_printer_gets_a_file_with_the_code_behind_the_hash_sign() -> None:
    place = a_place()
    decision = a_decision(place=place)
    browser = browser_of(someone(place, ROLL_KEEPER))
    answer = browser.post(run(decision, "codes"), LETTERS | {"output": "file"})
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode())))
    assert [row["number"] for row in rows] == ["1", "2", "3"]
    assert all(row["qr_code"] == f"{row['address']}#{row['code']}" for row in rows)
    assert "no-store" in answer["Cache-Control"]
    assert re.fullmatch(r'attachment; filename="codes-\w+-1-3\.csv"', answer["Content-Disposition"])


def test_too_many_letters_for_one_page_are_offered_as_a_file() -> None:
    place = a_place()
    decision = a_decision(place=place)
    browser = browser_of(someone(place, ROLL_KEEPER))
    answer = browser.post(run(decision, "codes"), LETTERS | {"n_codes": "251"})
    assert "or take a file" in answer.content.decode()
    assert decision.roll.count() == 0


def test_a_batch_taken_back_leaves_the_votes_already_cast() -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN)
    entry, _ = a_code(decision)
    actions.cast_ballot(entry=entry, choices={1: 1}, channel=Channel.WEB, by=None, at=NOON)
    browser = browser_of(someone(place, ROLL_KEEPER))
    browser.post(run(decision, "withdraw", entry.batch_id))
    assert decision.envelopes.count() == 1
    assert browser.post(run(decision, "withdraw", entry.batch_id)).status_code == 409


def test_a_batch_of_another_decision_is_not_found() -> None:
    place = a_place()
    decision, other = a_decision(place=place), a_decision(place=place)
    entry, _ = a_code(other)
    browser = browser_of(someone(place, ROLL_KEEPER))
    assert browser.post(run(decision, "withdraw", entry.batch_id)).status_code == 404


def test_a_list_is_loaded_whole_or_not_at_all() -> None:
    place = a_place()
    decision = a_decision(place=place, by_roll=True)
    browser = browser_of(someone(place, ROLL_KEEPER))
    bad = csv_file("name,postcode\nAnn,AB1 2CD\nBob,\n")
    answer = browser.post(run(decision, "roll_load"), {"file": bad})
    assert "Line 3: the postcode is missing." in answer.content.decode()
    assert decision.roll.count() == 0
    good = csv_file("name,postcode\nAnn,AB1 2CD\nBob,AB1 2CD\n")
    browser.post(run(decision, "roll_load"), {"file": good})
    assert decision.roll.count() == 2


def test_fifty_megabytes_get_one_sentence() -> None:
    place = a_place()
    decision = a_decision(place=place, by_roll=True)
    browser = browser_of(someone(place, ROLL_KEEPER))
    huge = csv_file(b"x" * 50 * 1024 * 1024)
    answer = browser.post(run(decision, "roll_load"), {"file": huge})
    assert answer.status_code == 422
    assert "Choose a file of up to 20 MB; this one is larger." in answer.content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'name,postcode\n"' + b"x" * 200_000, "this line cannot be read"),
        (b"name,postcode\nAnn\0,AB1 2CD\n", "Line 2: this is not a CSV file"),
        (b"name,postcode\n\n\nAnn,\n", "Line 4: the postcode is missing"),
        ("naïve,postcode\n".encode("latin-1"), "Line 1: save the file as CSV in UTF-8"),
        (b"", "Line 1: the first line must name"),
    ],
)
def test_a_list_that_cannot_be_read_names_the_line(data: bytes, sentence: str) -> None:
    with pytest.raises(rolls.BadRoll, match=sentence):
        rolls.read_roll(data)


def test_a_list_of_a_whole_city_is_loaded_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rolls, "MOST_PEOPLE", 2)
    head, line = b"name,postcode\n", b"Ann,LS1 4AP\n"
    assert len(rolls.read_roll(head + 2 * line)) == 2
    with pytest.raises(rolls.BadRoll, match="more than 2 people"):
        rolls.read_roll(head + 3 * line)
