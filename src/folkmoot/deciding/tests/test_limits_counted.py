"""A count keeps the limits; whoever lost to one reads which, and anyone counts it again alike."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from folkmoot.counting.command import main
from folkmoot.counting.tests.files import changed
from folkmoot.deciding import actions
from folkmoot.deciding.analysis import Finder, recount, steps
from folkmoot.deciding.finding import work_out_findings
from folkmoot.deciding.models import Decision, FindingKind
from folkmoot.deciding.tests.limits import (
    NORTH,
    SQUARE,
    a_limit,
    a_limited_result,
    opened_with_limits,
)
from folkmoot.deciding.tests.makers import (
    NOON,
    Drawn,
    a_decision,
    a_vote,
    close_and_count,
    three_officers,
)
from folkmoot.deciding.tests.test_results import page_of
from folkmoot.methods.budgeting.pabulib import read

pytestmark = pytest.mark.django_db

RULES = [
    {"rule_family": "equal-shares", "completion": "none"},
    {"rule_family": "equal-shares", "completion": "add1"},
    {"rule_family": "equal-shares", "completion": "add1-full"},
    {"rule_family": "equal-shares", "completion": "add1-then-votes"},
    {"rule_family": "equal-shares", "completion": "comparison"},
    {"rule_family": "greedy", "completion": "none"},
    {"rule_family": "greedy-no-skip", "completion": "none"},
    {"rule_family": "greedy-per-cost", "completion": "none"},
    {"rule_family": "phragmen", "completion": "none"},
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: "/".join(rule.values()))
def test_every_rule_that_can_be_chosen_keeps_the_limits(rule: dict[str, str]) -> None:
    decision = a_limited_result(SQUARE, NORTH, **rule)
    won = set(decision.count.outcome["winners"])
    assert not {1, 2} <= won
    assert len(won & {1, 2, 3}) == 1
    assert recount(decision, decision.count).is_same


def test_whoever_was_excluded_reads_who_won_first(client: Client) -> None:
    page = page_of(client, a_limited_result(SQUARE, completion="none"))
    assert (
        "6 people chose it and it would have fitted, but “Option 1” was already funded, and only "
        "one for “The square” can be." in page
    )
    assert "Of all options for “The square”, only one can be funded." in page
    assert page.count("Ruled out by a limit") == 1


def test_the_page_of_an_option_says_that_a_limit_rules_it_out(client: Client) -> None:
    decision = a_limited_result(SQUARE, completion="none")
    page = client.get(f"/decisions/{decision.ref}/options/2/").content.decode()
    assert "A limit rules it out." in page
    other = client.get(f"/decisions/{decision.ref}/options/3/").content.decode()
    assert "A limit rules it out." not in other


def test_of_a_group_left_behind_by_a_limit_the_page_says_so(client: Client) -> None:
    decision = a_limited_result(
        {"about": (2, 4), "name": "Music"}, completion="none", rule_family="greedy"
    )
    work_out_findings(decision.count, at=NOON)
    page = client.get(f"/decisions/{decision.ref}/fairness/").content.decode()
    assert "A limit did not allow it." in page


def test_whoever_met_a_ceiling_reads_what_had_used_it_up(client: Client) -> None:
    page = page_of(client, a_limited_result(NORTH, completion="none"))
    assert (
        "but the money for “North” was spent: of £50, £30 went to “Option 1”. £20 was left of it, "
        "and this costs £30." in page
    )


def test_a_struck_out_option_shuts_nobody_out() -> None:
    decision = opened_with_limits(SQUARE, completion="none", veto_grounds="Unsafe")
    a_vote(decision, 1, 2)
    a_vote(decision, 1, 2)
    option = decision.options.get(number=1)
    actions.veto_option(option=option, because="It is unsafe", by=None, at=NOON)
    count = close_and_count(decision)
    assert count.outcome["winners"] == [2]
    assert count.outcome["limits"][0]["options"] == [2]


def test_money_is_counted_in_a_unit_in_which_the_ceiling_is_whole() -> None:
    decision = a_limited_result(NORTH | {"most_pence": 59_99}, completion="none")
    [limit] = decision.count.outcome["limits"]
    assert (limit["money"], len(set(decision.count.outcome["winners"]) & {1, 2, 3})) == (59_99, 1)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: "/".join(rule.values()))
def test_anyone_who_counts_the_pack_again_gets_the_same_digest(
    rule: dict[str, str], client: Client, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decision = a_limited_result(SQUARE, NORTH, **rule)
    response = client.get(f"/decisions/{decision.ref}/recount.zip")
    with zipfile.ZipFile(io.BytesIO(response.content)) as pack:
        pack.extractall(tmp_path)
    ballots, outcome = tmp_path / "ballots.pb", tmp_path / "outcome.json"
    assert "limit_1;at most 1 project of 1,2" in ballots.read_text()
    assert "At most £50 can go to “North”." in (tmp_path / "README.txt").read_text()
    assert main("count", [str(ballots), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["digest"] == decision.count.digest
    assert main("certify", [str(outcome), str(ballots)]) == 0
    assert "All agrees" in capsys.readouterr().out


def test_a_limit_called_after_its_theme_goes_by_it_in_the_file(client: Client) -> None:
    draft = a_decision(completion="none")
    for option in draft.options.filter(number__lte=3):
        actions.change_option(option=option, theme="North", by=None, at=NOON)
    said = dict(NORTH)
    a_limit(draft, *said.pop("about"), **said)
    three_officers(draft)
    decision = actions.open_voting(decision=draft, rng=Drawn(), by=None, at=NOON)
    a_vote(decision, 1, 2)
    close_and_count(decision)
    written = client.get(f"/decisions/{decision.ref}/ballots.pb").content
    assert b"limit_1;at most 50 money with category North" in written


LIMITED = changed(
    "budget;90",
    "budget;90\nlimit_1;at most 1 project of a,b\nlimit_2;at most 40 money with category rest",
)


def test_a_file_brings_its_limits_along(tmp_path: Path, client: Client) -> None:
    path = tmp_path / "limited.pb"
    path.write_text(LIMITED)
    call_command("import_election", str(path), "--place", "Elm Park", "--rule", "greedy")
    decision = Decision.objects.get()
    assert [(each.name, each.most_options, each.most_pence) for each in decision.limits.all()] == [
        ("", 1, None),
        ("rest", None, 40_00),
    ]
    assert decision.count.outcome["winners"] == [1, 3, 4]
    written = client.get(f"/decisions/{decision.ref}/ballots.pb").content
    assert b"limit_2;at most 40 money with category rest" in written
    assert read(written).election.limits == read(LIMITED.encode()).election.limits
    page = page_of(client, decision)
    assert "“Ash tree” was already funded, and only one of the two can be." in page
    assert "It stands in the file of the vote." in page


def test_the_imported_count_has_the_digest_of_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "limited.pb"
    path.write_text(LIMITED)
    call_command("import_election", str(path), "--place", "Elm Park", "--rule", "greedy")
    capsys.readouterr()
    main("count", [str(path), "--rule", "greedy", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["digest"] == Decision.objects.get().count.digest


def test_two_limits_of_one_label_get_names_that_tell_them_apart(tmp_path: Path) -> None:
    path = tmp_path / "limited.pb"
    path.write_text(LIMITED.replace("1 project of a,b", "1 project with category rest"))
    call_command("import_election", str(path), "--place", "Elm Park", "--rule", "greedy")
    assert {each.name for each in Decision.objects.get().limits.all()} == {"rest", "rest 2"}


def test_everything_is_found_out_about_a_count_with_limits() -> None:
    decision = a_limited_result(SQUARE, NORTH, completion="none")
    finder = Finder(decision.count)
    outcome, n_ballots = decision.count.outcome, decision.count.n_ballots
    found = [each for step in steps(outcome, n_ballots) for each in finder.find(step)]
    assert {each.kind for each in found} == set(FindingKind) - {FindingKind.ALL}
