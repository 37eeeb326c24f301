"""Results, as anyone reads them, checks them and takes them away."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folkmoot.counting.asked import Asked
from folkmoot.counting.facts.counted import counted
from folkmoot.deciding import actions
from folkmoot.deciding.analysis import held_election
from folkmoot.deciding.models import BallotType, Completion, Decision, Stage
from folkmoot.deciding.queries.results import result_of
from folkmoot.deciding.tests.makers import (
    NOON,
    Drawn,
    a_decision,
    a_place,
    a_vote,
    close,
    close_and_count,
    three_officers,
)

pytestmark = pytest.mark.django_db
FILES = ("result.csv", "recount.zip", "ballots.pb")


def a_result(**settings: Any) -> Decision:
    """Six people want the first two things, five of them the third, three people the fourth."""
    decision = a_decision(stage=Stage.OPEN, completion="none", **settings)
    for _ in range(5):
        a_vote(decision, 1, 2, 3)
    a_vote(decision, 1, 2)
    for _ in range(3):
        a_vote(decision, 4)
    close_and_count(decision)
    return Decision.objects.get(pk=decision.pk)


def page_of(client: Client, decision: Decision) -> str:
    response = client.get(f"/decisions/{decision.ref}/")
    assert response.status_code == 200
    return response.content.decode()


def test_whoever_lost_reads_why_with_names_and_sums(client: Client) -> None:
    page = page_of(client, a_result())
    assert "5 people chose it, but all of their money had gone to other things" in page
    assert "£25 to “Option 1”" in page
    assert "£25 to “Option 2”" in page
    assert "£0 was left, and it costs £30." in page


def test_the_result_is_set_beside_most_votes_wins(client: Client) -> None:
    page = page_of(client, a_result())
    assert "“Most votes wins” would have funded 3 options for £90." in page
    assert "67% of voters would have had at least one of their choices, instead of 100%." in page


def test_turnout_is_told_by_channel(client: Client) -> None:
    page = page_of(client, a_result())
    assert "On the web" in page


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.CLOSED, Stage.COUNTED])
def test_no_number_of_votes_is_out_before_the_result_is_published(
    client: Client, stage: Stage
) -> None:
    decision = a_decision(stage=Stage.OPEN)
    a_vote(decision, 2)
    if stage != Stage.OPEN:
        close(decision)
    if stage == Stage.COUNTED:
        decision = a_decision(stage=Stage.OPEN)
        a_vote(decision, 2)
        close_and_count(decision, publish=False)
    page = page_of(client, decision)
    assert "vote" in page
    assert "1 vote" not in page
    assert "1 people" not in page
    for name in FILES:
        assert client.get(f"/decisions/{decision.ref}/{name}").status_code == 404, name


def test_anyone_can_recount_the_pack_and_gets_the_same_digest(client: Client) -> None:
    decision = a_result()
    response = client.get(f"/decisions/{decision.ref}/recount.zip")
    with zipfile.ZipFile(io.BytesIO(response.content)) as pack:
        assert pack.testzip() is None
        ballots = pack.read("ballots.pb")
        frozen = pack.read("frozen.json")
        told = pack.read("README.txt").decode()
    recount = counted(ballots)
    assert recount["winners"] == ["1", "2", "4"]
    assert recount["digest"] == decision.count.digest
    assert decision.count.digest in told
    assert json.loads(frozen)["tie_order"].startswith("the cheaper")


@pytest.mark.parametrize(
    ("ballot_type", "ballots", "settings"),
    [
        (BallotType.POINTS, [{1: 6, 2: 4}, {2: 10}, {4: 7, 1: 3}], {"satisfaction": "points"}),
        (BallotType.RANKING, [{1: 1, 2: 2}, {2: 1}, {4: 1, 1: 2}], {"satisfaction": "points"}),
        (BallotType.KNAPSACK, [{1: 1, 2: 1}, {2: 1}, {4: 1, 1: 1, 3: 1}], {}),
        (BallotType.APPROVAL, [{1: 1, 2: 1}, {2: 1}, {4: 1}], {"max_choices": 2}),
    ],
)
@pytest.mark.parametrize("completion", list(Completion))
def test_every_kind_of_ballot_counts_and_recounts(
    ballot_type: BallotType,
    ballots: list[dict[int, int]],
    settings: dict[str, Any],
    completion: str,
    client: Client,
) -> None:
    decision = a_decision(
        stage=Stage.OPEN,
        costs=(30_00, 25_50, 40_00, 10_00),
        ballot_type=ballot_type,
        completion=completion,
        **settings,
    )
    for given in ballots:
        a_vote(decision, given=given)
    count = close_and_count(decision)
    file = client.get(f"/decisions/{decision.ref}/ballots.pb").content

    recount = counted(file)

    assert recount["digest"] == count.digest
    assert [int(number) for number in recount["winners"]] == count.outcome["winners"]


@pytest.mark.parametrize("family", ["greedy", "greedy-no-skip", "greedy-per-cost", "phragmen"])
def test_every_other_rule_counts_recounts_and_explains(client: Client, family: str) -> None:
    decision = a_decision(stage=Stage.OPEN, rule_family=family, completion="none")
    for numbers in [(1, 2), (1,), (3,), (1, 4)]:
        a_vote(decision, *numbers)
    count = close_and_count(decision)
    recount = counted(client.get(f"/decisions/{decision.ref}/ballots.pb").content)
    assert recount["digest"] == count.digest
    found = result_of(decision)
    assert found is not None
    assert all(row.why for row in found.rows)
    page_of(client, decision)


def test_a_winner_struck_out_is_neither_counted_nor_hidden(client: Client) -> None:
    decision = a_decision(stage=Stage.OPEN, completion="none", veto_grounds="It must be lawful.")
    for _ in range(3):
        a_vote(decision, 1, 2)
    first = decision.options.get(number=1)
    actions.veto_option(option=first, because="The land is not ours.", by=None, at=NOON)
    count = close_and_count(decision)
    assert count.outcome["winners"] == [2]
    assert "The land is not ours." in page_of(client, decision)


def test_a_title_with_markup_stays_text(client: Client, valid_html: Any) -> None:
    decision = a_decision(completion="none")
    nasty = '"><img src=x onerror=alert(1)>'
    actions.change_option(
        option=decision.options.get(number=1), title=nasty, theme=nasty, by=None, at=NOON
    )
    three_officers(decision)
    decision = actions.open_voting(decision=decision, rng=Drawn(), by=None, at=NOON)
    a_vote(decision, 1)
    for _ in ("open", "decided"):
        page = page_of(client, decision)
        assert "<img" not in page
        assert "&lt;img" in page
        valid_html(page)
        if decision.stage == Stage.OPEN:
            close_and_count(decision)
            decision.refresh_from_db()


def test_a_spreadsheet_runs_no_formula_from_a_title(client: Client) -> None:
    decision = a_decision(completion="none")
    option = decision.options.get(number=1)
    actions.change_option(option=option, title="=HYPERLINK(1)", by=None, at=NOON)
    three_officers(decision)
    decision = actions.open_voting(decision=decision, rng=Drawn(), by=None, at=NOON)
    a_vote(decision, 1)
    close_and_count(decision)
    table = client.get(f"/decisions/{decision.ref}/result.csv").content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in table


@pytest.mark.parametrize("number", [1, 100])
def test_the_list_of_decisions_costs_the_same_however_long(client: Client, number: int) -> None:
    place = a_place()
    for _ in range(number):
        a_decision(place=place, costs=(10_00, 20_00))
    Decision.objects.update(stage=Stage.OPEN, opened_at=NOON, digest="x")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/decisions/").status_code == 200
    assert len(queries) == 2  # how many there are, and those of this page


def test_decisions_are_turned_page_by_page_with_those_one_can_vote_on_first(
    client: Client, valid_html: Any
) -> None:
    place = a_place()
    first = a_decision(place=place, stage=Stage.OPEN)
    for _ in range(22):
        off = a_decision(place=place, costs=(10_00, 20_00))
        actions.abandon_decision(decision=off, because="No money.", by=None, at=NOON)
    one, two = (client.get("/decisions/", {"page": str(page)}) for page in (1, 2))
    valid_html(one)
    valid_html(two)
    shown = [page.content.decode() for page in (one, two)]
    assert "23 decisions, page 1 of 2." in shown[0]
    assert f"/decisions/{first.ref}/" in shown[0]
    assert f"/decisions/{first.ref}/" not in shown[1]
    refs = [set(re.findall(r'href="/decisions/(\w+)/"', page)) for page in shown]
    assert (len(refs[0]), len(refs[1]), len(refs[0] | refs[1])) == (20, 3, 23)
    searched = client.get("/decisions/", {"q": "Spring", "page": "1"}).content.decode()
    assert "q=Spring&amp;page=2" in searched


def test_a_result_costs_the_same_for_few_and_many_options(client: Client, valid_html: Any) -> None:
    numbers = []
    for n_options in (2, 60):
        decision = a_decision(stage=Stage.OPEN, costs=(1_00,) * n_options, completion="none")
        a_vote(decision, 1)
        close_and_count(decision)
        with CaptureQueriesContext(connection) as queries:
            valid_html(client.get(f"/decisions/{decision.ref}/"))
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] <= 8


@pytest.mark.sqlite
def test_lodz_imports_counts_and_shows_its_result_page(
    client: Client, real_data: Path, valid_html: Any
) -> None:
    data = (real_data / "elections" / "Poland_Lodz_2022.pb").read_bytes()
    held = held_election(data, Asked(rule="equal-shares/cost/add1"), source="Poland_Lodz_2022.pb")
    decision = actions.import_election(place=a_place("Łódź"), held=held, by=None, at=NOON)

    assert decision.count.n_ballots == 90_494
    assert decision.count.rule == "equal-shares/cost/add1/1"
    assert sum(decision.piles.values_list("n_ballots", flat=True)) == 90_494
    with CaptureQueriesContext(connection) as queries:
        tree = valid_html(client.get(f"/decisions/{decision.ref}/"))
    assert len(queries) < 20
    assert "90,494 people voted" in "".join(tree.itertext())


def test_an_imported_election_is_the_places_own_and_nobody_elses(client: Client) -> None:
    here, there = a_place("Wren's Cross"), a_place("Saltmarsh Quay")
    file = client.get(f"/decisions/{a_result().ref}/ballots.pb").content
    held = held_election(file, Asked(), source="ours.pb")
    decision = actions.import_election(place=here, held=held, by=None, at=NOON)
    assert decision.count.outcome["winners"] == [1, 2, 4]
    assert list(here.decisions.all()) == [decision]
    assert not there.decisions.exists()
