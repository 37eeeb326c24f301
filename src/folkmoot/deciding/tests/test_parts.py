"""Whether the money went where the votes went: by part of the place, and by theme."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client

from folkmoot.counting.tests.files import SMALL
from folkmoot.deciding import actions
from folkmoot.deciding.finding import work_out_findings
from folkmoot.deciding.models import Decision, Stage
from folkmoot.deciding.tests.browsing import SIZES, Axe, OpenPage, look_at
from folkmoot.deciding.tests.limits import a_limit
from folkmoot.deciding.tests.makers import (
    NOON,
    Drawn,
    a_decision,
    a_vote,
    close_and_count,
    three_officers,
)
from folkmoot.deciding.tests.test_findings import page_of
from tests.fixtures.browser import Screenshots

NORTH, SOUTH = "North side", "South side"


def a_divided_result(**parts: dict[int, str]) -> Decision:
    """Five people want three things in the north, four want one in the south; £90 are there."""
    draft = a_decision(completion="none", rule_family="greedy")
    for fact, told in parts.items():
        for number, words in told.items():
            option = draft.options.get(number=number)
            actions.change_option(option=option, by=None, at=NOON, **{fact: words})
    three_officers(draft)
    decision = actions.open_voting(decision=draft, rng=Drawn(), by=None, at=NOON)
    for _ in range(5):
        a_vote(decision, 1, 2, 3)
    for _ in range(4):
        a_vote(decision, 4)
    work_out_findings(close_and_count(decision), at=NOON)
    return Decision.objects.get(pk=decision.pk)


def divided() -> dict[int, str]:
    return {1: NORTH, 2: NORTH, 3: NORTH, 4: SOUTH}


def words(page: str) -> str:
    return " ".join(page.split())


@pytest.mark.django_db
def test_the_money_of_each_part_stands_beside_its_votes_on_the_result(client: Client) -> None:
    page = words(page_of(client, a_divided_result(district=divided())))
    assert "Did the money go where the votes went?" in page
    assert "By parts of the place, 44% of the money would have had to go elsewhere" in page
    north, south = page.split(f'themes__name">{NORTH}')[1].split(f'themes__name">{SOUTH}')
    assert "3 of 3 options funded, £90" in north
    assert "0 of 1 option funded, £0" in south
    assert "By theme" not in page


@pytest.mark.django_db
def test_both_divisions_are_shown_and_what_has_none_is_named_so(
    client: Client, valid_html: Any
) -> None:
    decision = a_divided_result(district={4: SOUTH}, theme={1: "Green", 2: "Green, Sport"})
    for rest in ("", "fairness/"):
        valid_html(client.get(f"/decisions/{decision.ref}/{rest}"))
        page = page_of(client, decision, rest)
        for name in (SOUTH, "No part named", "Green", "Sport", "No theme"):
            assert f'<h3 class="themes__name">{name}</h3>' in page


@pytest.mark.django_db
def test_of_very_many_parts_the_result_shows_the_first_and_leads_to_all(client: Client) -> None:
    decision = a_divided_result(
        district={n: ", ".join(f"Ward {n}{letter}" for letter in "abc") for n in (1, 2, 3, 4)}
    )
    assert page_of(client, decision).count('"themes__name"') == 6
    assert "See all of them" in page_of(client, decision)
    assert page_of(client, decision, "fairness/").count('"themes__name"') == 12


@pytest.mark.django_db
def test_a_place_that_names_no_parts_sees_nothing_of_them(client: Client) -> None:
    assert "where the votes went" not in page_of(client, a_divided_result())


@pytest.mark.django_db
def test_where_an_option_is_is_fixed_with_everything_else() -> None:
    draft = a_decision()
    option = draft.options.get(number=1)
    actions.change_option(option=option, district=NORTH, by=None, at=NOON)
    three_officers(draft)
    decision = actions.open_voting(decision=draft, rng=Drawn(), by=None, at=NOON)
    told = [each.get("district") for each in json.loads(decision.frozen)["options"]]
    assert told == [NORTH, None, None, None]
    key = option.pk.hex if connection.vendor == "sqlite" else str(option.pk)
    for change in ("district = 'South'", "theme = 'Sport'"):
        with (
            pytest.raises(DatabaseError, match="list is fixed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE deciding_option SET {change} WHERE id = %s", [key])


@pytest.mark.django_db
def test_a_file_brings_its_districts_along_and_takes_them_out_again(
    tmp_path: Path, client: Client
) -> None:
    path = tmp_path / "held.pb"
    text = SMALL.replace("name;category", "name;district").replace(
        "budget;90", "budget;90\nlimit_1;at most 40 money with district rest"
    )
    path.write_text(text)
    call_command("import_election", str(path), "--place", "Elm Park", "--rule", "greedy")
    decision = Decision.objects.get()
    assert [each.district for each in decision.options.all()] == ["green", "rest", "rest", "music"]
    written = client.get(f"/decisions/{decision.ref}/ballots.pb").content.decode()
    assert "limit_1;at most 40 money with district rest" in written
    assert "district" in written.split("PROJECTS")[1].splitlines()[1]


@pytest.mark.django_db
def test_a_limit_for_a_part_is_written_by_its_name(client: Client) -> None:
    draft = a_decision(completion="none")
    for option in draft.options.filter(number__lte=3):
        actions.change_option(option=option, district=NORTH, by=None, at=NOON)
    a_limit(draft, 1, 2, 3, name=NORTH, most_pence=50_00)
    three_officers(draft)
    decision = actions.open_voting(decision=draft, rng=Drawn(), by=None, at=NOON)
    a_vote(decision, 1)
    close_and_count(decision)
    decision.refresh_from_db()
    assert decision.stage == Stage.PUBLISHED
    written = client.get(f"/decisions/{decision.ref}/ballots.pb").content
    assert b"at most 50 money with district North side" in written


@pytest.mark.browser
@pytest.mark.parametrize("size", ["desk", "phone"])
def test_votes_and_money_can_be_compared_by_everyone(
    open_page: OpenPage, axe: Axe, screenshots: Screenshots, transactional_db: None, size: str
) -> None:
    decision = a_divided_result(district=divided(), theme={1: "Green", 2: "Green, Sport"})
    page = open_page(**SIZES[size])
    page.goto(f"/decisions/{decision.ref}/")
    look_at(page, axe)
    screenshots(page, f"parts-{size}")
    page.goto(f"/decisions/{decision.ref}/fairness/")
    look_at(page, axe)
    page.goto("about:blank")
