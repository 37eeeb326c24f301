"""The register of charities: loaded from a file, and read beside what we were told."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from folkmoot.awards.actions import start_checks
from folkmoot.awards.models import Charity, CharityExtract
from folkmoot.awards.register.files import opened, rows_of
from folkmoot.awards.register.rows import Registered, read_row
from folkmoot.awards.tests.makers import NOON, a_draft, manager
from folkmoot.kernel.rules import Refused
from folkmoot.people.models import OrganisationIdentifier
from tests.fixtures.pages import ValidHtml, browser_of

database = pytest.mark.django_db
DAY = "2026-11-01"


def a_row(number: int | str = 1_000_001, **more: Any) -> dict[str, Any]:
    said: dict[str, Any] = {
        "date_of_extract": f"{DAY}T00:00:00", "organisation_number": 7,
        "registered_charity_number": number, "linked_charity_number": 0,
        "charity_name": "WREN'S CROSS TRUST", "charity_type": "CIO",
        "charity_registration_status": "Registered", "date_of_registration": "2004-05-03T00:00:00",
        "date_of_removal": None, "charity_reporting_status": "Submission Received",
        "latest_acc_fin_period_end_date": "2026-03-31T00:00:00", "latest_income": 310000.0,
        "latest_expenditure": 298000.5, "charity_company_registration_number": None,
        "charity_insolvent": False, "charity_in_administration": False,
        "count_trustees": 6, "charity_activities": "A hall, a kitchen and a green.",
    }  # fmt: skip
    return said | more


def a_file(path: Path, rows: list[dict[str, Any]], name: str = "charities.json") -> Path:
    file = path / name
    file.write_text("\ufeff" + json.dumps(rows, indent=1), encoding="utf-8")
    return file


def loaded(file: Path, *more: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("load_charities", str(file), *more, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_a_row_becomes_a_charity_and_no_person_s_name_is_kept() -> None:
    found = read_row(a_row(trustee_name="Ann", charity_contact_email="ann@example.org"))

    assert isinstance(found, Registered)
    assert (found.number, found.latest_income_pence, found.latest_expenditure_pence) == (
        "1000001", 31_000_000, 29_800_050,
    )  # fmt: skip
    assert "ann" not in repr(found).casefold().replace("wren's", "")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"registered_charity_number": "GB1"}, "“GB1” is not the number of a charity."),
        ({"charity_name": " "}, "Charity 1000001 has no name."),
        ({"latest_income": "lots"}, "Charity 1000001: “lots” in latest_income is not a sum."),
        (
            {"date_of_removal": "31st of May"},
            "Charity 1000001: “31st of Ma” in date_of_removal is not a day.",
        ),
    ],
)
def test_a_wrong_row_is_named(more: dict[str, Any], sentence: str) -> None:
    assert read_row(a_row(**more)) == sentence


@pytest.mark.parametrize("kind", ["json", "lines", "csv", "tabs", "zip"])
def test_every_kind_of_extract_is_read_row_by_row(tmp_path: Path, kind: str) -> None:
    rows = [a_row(1_000_001), a_row(1_000_002, charity_activities="Tea, cake\n“and” talk")]
    heads = list(rows[0])
    plain = [["" if row[head] is None else str(row[head]) for head in heads] for row in rows]
    file = tmp_path / f"extract.{'csv' if kind == 'csv' else 'txt' if kind == 'tabs' else 'json'}"
    if kind in ("csv", "tabs"):
        import csv as tables

        with file.open("w", encoding="utf-8", newline="") as to:
            write = tables.writer(to, delimiter="\t" if kind == "tabs" else ",")
            write.writerows([heads, *plain])
    elif kind == "lines":
        file.write_text("\n".join(json.dumps(row) for row in rows))
    else:
        file = a_file(tmp_path, rows)
    if kind == "zip":
        packed = tmp_path / "extract.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as to_zip:
            to_zip.write(file, "publicextract.charity.json")
        file = packed

    with opened(file) as (name, stream, _):
        found = [read_row(row) for _, row in rows_of(name, stream)]

    assert [each.number for each in found if isinstance(each, Registered)] == ["1000001", "1000002"]


def test_what_is_no_extract_is_refused_in_words(tmp_path: Path) -> None:
    for text, sentence in (
        ("Name,Number\nAnn,1\n", "no column registered_charity_number"),
        ('[{"a": 1}, {"b": ', "breaks off after row 1"),
        ("[1, 2]", "row 1: this is no row"),
    ):
        file = tmp_path / "x.csv"
        file.write_text(text)
        with opened(file) as (name, stream, _), pytest.raises(Refused, match=sentence):
            list(rows_of(name, stream))


@database
def test_an_extract_takes_the_place_of_the_one_before_and_the_same_changes_nothing(
    tmp_path: Path,
) -> None:
    rows = [a_row(1_000_001), a_row(1_000_002), a_row(1_000_002, linked_charity_number=1)]
    first = a_file(tmp_path, [*rows, a_row("x"), a_row(1_000_003)], "first.json")
    out, err = loaded(first)
    assert out == "The register of 2026-11-01 holds 3 charities; 1 rows were wrong and left out.\n"
    assert "Row 4: “x” is not the number of a charity." in err
    assert loaded(first)[0] == out

    changed = a_row(1_000_001, charity_name="Another name")
    loaded(a_file(tmp_path, [changed, a_row(1_000_002)], "second.json"), "--day", "2026-11-02")

    assert dict(Charity.objects.values_list("number", "name")) == {
        "1000001": "Another name", "1000002": "WREN'S CROSS TRUST",
    }  # fmt: skip
    assert str(CharityExtract.objects.get().extract_date) == "2026-11-02"


@database
def test_what_is_mostly_wrong_is_not_loaded(tmp_path: Path, capsys: Any) -> None:
    loaded(a_file(tmp_path, [a_row()], "good.json"))

    with pytest.raises(SystemExit):
        loaded(a_file(tmp_path, [a_row("x"), a_row("y"), a_row(1_000_009)], "bad.json"))

    assert list(Charity.objects.values_list("number", flat=True)) == ["1000001"]


@database
def test_the_check_shows_the_register_beside_what_we_were_told(
    tmp_path: Path, valid_html: ValidHtml
) -> None:
    award = a_draft()
    start_checks(award=award, by=manager(award), at=NOON)
    check = award.checks.get(kind="register")
    gil = browser_of(manager(award))

    def page() -> str:
        answer = gil.get(f"/awards/{award.ref}/checks/{check.pk}/")
        valid_html(answer)
        return " ".join(answer.content.decode().split())

    assert "is not loaded here" in page()
    loaded(a_file(tmp_path, [a_row()], "one.json"))
    assert "has named no charity number" in page()
    OrganisationIdentifier.objects.create(
        organisation=award.recipient, scheme="GB-CHC", value="1000001"
    )
    assert "It agrees" in page()
    assert "as it stood on 1 November 2026" in page()
    loaded(
        a_file(
            tmp_path,
            [a_row(charity_name="Crossing", date_of_removal="2026-10-02",
                   charity_registration_status="Removed", latest_income=5000,
                   charity_reporting_status="Submission Overdue", charity_insolvent=True)],
            "two.json",
        )
    )  # fmt: skip
    told = page()
    for sentence in (
        "we know it as “Wren&#x27;s Cross Trust”, the register as “Crossing”",
        "It is “Removed” on 2 October 2026.",
        "insolvent",
        "“Submission Overdue”",
        "The award (£240,000) is more than its latest yearly income (£5,000).",
    ):
        assert sentence in told, sentence
