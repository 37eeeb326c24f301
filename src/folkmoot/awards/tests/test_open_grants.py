"""What we publish of grants keeps to the standard, and what does not is named."""

import csv
import io
import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from folkmoot.awards.open_grants.checking import what_is_wrong
from folkmoot.awards.open_grants.grants import Area, OpenGrant, Party, grant_id
from folkmoot.awards.open_grants.package import Publisher, package, package_pieces, table
from folkmoot.kernel.sheets.writing import as_csv

FUND = Party("GB-CHC-1036733", "The Long Table Fund")
TRUST = Party("GB-COH-04567890", "Wren's Cross Trust")
PUBLISHER = Publisher(
    "The Long Table Fund", "GB-CHC-1036733", "https://fund.example", "https://a.example/g.json"
)
GRANT = OpenGrant(
    id=grant_id("360G-longtable", "k4m2pxr", "1"),
    title="Wren's Cross: what we do together",
    description="Three years of what the place chose.",
    awarded=12_000_050,
    award_date=date(2027, 2, 1),
    recipient=TRUST,
    funder=FUND,
    changed_at=datetime(2027, 3, 1, 9, tzinfo=UTC),
    applied_for=24_000_000,
    paid=3_000_000,
    starts_date=date(2027, 4, 1),
    ends_date=date(2030, 3, 31),
    programme=("place-2027", "Places together", "https://a.example/programmes/x/"),
    areas=(
        Area("Ancoats and Beswick", "E05011358", "2023"),
        Area("Manchester 055A", "E01033677", "2021"),
    ),
    related=("360G-longtable-k4m2pxr-2",),
    is_held_for_others=True,
)
ON = date(2027, 3, 2)


def made(*grants: OpenGrant) -> dict[str, Any]:
    return package(grants or (GRANT,), PUBLISHER, on_date=ON)


def test_a_grant_keeps_to_the_standard() -> None:
    told = made(GRANT, replace(GRANT, id="360G-longtable-k4m2pxr-2", awarded=100))

    assert what_is_wrong(told) == ()
    assert json.loads(json.dumps(told)) == told


def test_the_file_is_written_grant_by_grant_and_says_the_same() -> None:
    asked_for = 0

    def many() -> Iterator[OpenGrant]:
        nonlocal asked_for
        for number in range(3):
            asked_for += 1
            yield replace(GRANT, id=f"360G-longtable-{number}", title="Ŵyl “y Pîl”")

    pieces = package_pieces(many(), PUBLISHER, on_date=ON)
    begun = next(pieces) + next(pieces)
    assert asked_for == 0, "nothing is read before it is sent"
    begun += next(pieces)
    assert asked_for == 1, "and no more than is sent"
    assert json.loads(begun + "".join(pieces)) == made(*many())
    none = json.loads("".join(package_pieces((), PUBLISHER, on_date=ON)))
    assert none == package((), PUBLISHER, on_date=ON)


def test_the_ten_fields_that_are_required_are_there() -> None:
    # Grant schema 1.4, "required", with the two required fields of each organisation.
    (grant,) = made()["grants"]

    assert [grant[field] for field in ("id", "title", "currency", "awardDate")] == [
        "360G-longtable-k4m2pxr-1",
        "Wren's Cross: what we do together",
        "GBP",
        "2027-02-01",
    ]
    assert grant["description"] == GRANT.description
    assert grant["amountAwarded"] == 120_000.50
    assert grant["recipientOrganization"] == [{"id": TRUST.org_id, "name": TRUST.name}]
    assert grant["fundingOrganization"] == [{"id": FUND.org_id, "name": FUND.name}]


def test_an_area_is_named_by_code_kind_and_edition() -> None:
    (grant,) = made()["grants"]

    assert grant["beneficiaryLocation"][1] == {
        "name": "Manchester 055A",
        "countryCode": "GB",
        "geoCode": "E01033677",
        "geoCodeType": "LSOA",
        "description": "Boundaries of 2021",
    }


def test_the_parts_of_two_funders_are_joined() -> None:
    (grant,) = made()["grants"]

    assert grant["relatedActivity"] == ["360G-longtable-k4m2pxr-2"]
    assert grant["regrantType"] == "FRG050"


def test_the_table_has_the_titles_of_the_schema_and_sums_to_the_penny() -> None:
    heads, rows = table(
        [GRANT, replace(GRANT, id="360G-longtable-b", areas=(), related=())], n_areas=2
    )

    text = as_csv(heads, rows).decode("utf-8-sig")
    first, second = csv.DictReader(io.StringIO(text, newline=""))
    assert first["Amount Awarded"] == "120000.50"
    assert first["Recipient Org:Identifier"] == "GB-COH-04567890"
    assert first["Beneficiary Location:1:Geographic Code"] == "E01033677"
    assert second["Beneficiary Location:1:Geographic Code"] == ""
    assert set(first) == set(second)


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("description", "", "description is missing."),
        ("title", "x" * 140, "the title has 140 characters or more."),
        ("id", "k4m2pxr", "the identifier does not begin with the publisher's prefix (360G-…)."),
        ("amountAwarded", "£12", "amountAwarded is not a number."),
        ("awardDate", "1/2/2027", "awardDate is not a day (YYYY-MM-DD)."),
        (
            "dateModified",
            "2027-03-01",
            "dateModified is not a moment (YYYY-MM-DDThh:mm:ss and the offset).",
        ),
        ("fromOpenCall", "Perhaps", "fromOpenCall is neither Yes nor No."),
        (
            "plannedDates",
            [{"startDate": "2027-04-01", "endDate": "2027-03-01"}],
            "the grant is planned to end before it begins.",
        ),
        (
            "recipientOrganization",
            [],
            "recipientOrganization names 0 organisations, and must name one.",
        ),
        (
            "fundingOrganization",
            [{"id": "1036733", "name": "Fund"}],
            "fundingOrganization has no identifier of a list (GB-CHC-…, GB-COH-…, 360G-…).",
        ),
        (
            "beneficiaryLocation",
            [{"geoCode": "E99"}],
            "the area E99 does not say what kind of area it is.",
        ),
    ],
)
def test_what_is_wrong_is_said_with_the_grant_it_is_in(
    field: str, value: object, fault: str
) -> None:
    told = deepcopy(made())
    told["grants"][0][field] = value

    (wrong,) = what_is_wrong(told)
    assert wrong.endswith(fault)
    assert wrong.startswith(told["grants"][0]["id"])


def test_a_file_with_nothing_or_twice_the_same_is_not_published() -> None:
    assert what_is_wrong(package((), PUBLISHER, on_date=ON)) == ("There is no grant in the file.",)
    assert what_is_wrong(made(GRANT, GRANT)) == (
        "360G-longtable-k4m2pxr-1: two grants have this identifier.",
    )


def test_a_prefix_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="begins with 360G-"):
        grant_id("long table", "k4m2pxr")
