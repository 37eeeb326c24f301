"""What is found out about a count: worked out once, in steps, and shown in plain sentences."""

from collections.abc import Callable
from itertools import count as counting
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folkmoot.counting.asked import Asked
from folkmoot.deciding import actions, finding
from folkmoot.deciding.analysis import Finder, NotThisCount, held_election
from folkmoot.deciding.finding import work_out_findings
from folkmoot.deciding.models import Count, Decision, Finding, FindingKind, Stage
from folkmoot.deciding.queries.fairness import Chosen
from folkmoot.deciding.queries.findings import counts_to_work_out, findings_of, steps_waiting
from folkmoot.deciding.queries.ways import way_of
from folkmoot.deciding.tests.makers import (
    NOON,
    Drawn,
    a_decision,
    a_place,
    a_vote,
    close_and_count,
    three_officers,
)
from folkmoot.kernel.record.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
FAMILIES = ("equal-shares", "greedy", "greedy-no-skip", "greedy-per-cost", "phragmen")


def a_result(*, worked_out: bool = True, **settings: Any) -> Decision:
    """Six people want the first two things, five of them the third, three people the fourth."""
    decision = a_decision(stage=Stage.OPEN, **{"completion": "none"} | settings)
    for _ in range(5):
        a_vote(decision, 1, 2, 3)
    a_vote(decision, 1, 2)
    for _ in range(3):
        a_vote(decision, 4)
    kept = close_and_count(decision)
    if worked_out:
        work_out_findings(kept, at=NOON)
    return Decision.objects.get(pk=decision.pk)


def page_of(client: Client, decision: Decision, rest: str = "") -> str:
    response = client.get(f"/decisions/{decision.ref}/{rest}")
    assert response.status_code == 200
    return response.content.decode()


def after(number: int) -> Callable[[], bool]:
    """Stop once so many steps are done."""
    asked = counting()
    return lambda: next(asked) >= number


def test_whoever_lost_reads_with_how_many_votes_it_would_have_won(client: Client) -> None:
    decision = a_result()
    assert "It would have won with 2 more votes." in page_of(client, decision)
    page = page_of(client, decision, "options/3/")
    assert "It does not get the money." in page
    assert "2 more voters who each chose only this would have been enough, and no fewer." in page
    assert "no lower cost that we tried would have been enough" in page


def test_whoever_was_too_dear_reads_at_what_cost_it_would_have_won(client: Client) -> None:
    decision = a_result(satisfaction="count")
    assert "It would have won at a cost of £2" in page_of(client, decision)
    assert "or less; it costs £30." in page_of(client, decision, "options/3/")


def test_one_option_is_told_round_by_round(client: Client) -> None:
    page = page_of(client, a_result(), "options/3/")
    assert "its supporters still held £25 together. It costs £30" in page
    assert "Once “Option 1” was funded, in round 1," in page
    assert "No longer enough" in page


def test_in_the_round_before_it_was_funded_an_option_had_enough(client: Client) -> None:
    kept = a_result(costs=(37_33, 39_26, 30_34, 28_05)).count  # floats lose a hair here
    for place, number in enumerate(kept.outcome["winners"]):
        way = findings_of(kept, about=number).of(FindingKind.WAY, number)
        assert way["support"][place] >= 1


def test_the_story_of_an_option_ends_when_it_is_funded() -> None:
    decision = a_result()
    first, *_, last = decision.count.outcome["winners"]
    for number in (first, last):
        way = way_of(decision, number)
        assert way is not None
        assert way.course is not None
        assert [each.is_win for each in way.course.moments].index(True) + 1 == len(
            way.course.moments
        )


def test_of_very_few_with_nothing_no_table_says_how_many() -> None:
    assert Chosen(1, 1, 40, 3).with_nothing == "under 5"
    assert Chosen(1, 1, 40, 0).with_nothing == "0"


def test_what_would_have_been_enough_has_no_heading_before_it_is_known(client: Client) -> None:
    decision = a_result(worked_out=False)
    assert "What would have been enough</h2>" not in page_of(client, decision, "options/3/")
    work_out_findings(decision.count, at=NOON)
    assert "What would have been enough</h2>" in page_of(client, decision, "options/3/")


def test_what_supporters_paid_for_stands_with_how_many_paid(client: Client) -> None:
    page = page_of(client, a_result(), "options/3/")
    assert "What the 5 people who chose it paid for" in page
    assert page.count("£25") >= 3


def test_of_very_few_people_no_page_says_how_many(client: Client) -> None:
    decision = a_result(completion="add1")
    page = page_of(client, decision, "options/4/")
    assert "What the 3 people who chose it paid for" in page  # its votes, which all may know
    assert '<td class="govuk-table__cell govuk-table__cell--numeric">under 5</td>' in page
    page = page_of(client, decision, "fairness/")
    assert '<th class="govuk-table__header course__when" scope="row">1 to 3</th>' in page
    assert 'scope="row">2</th>' not in page


def test_a_funded_option_says_how_firmly_it_stands(client: Client) -> None:
    page = page_of(client, a_result(), "options/1/")
    assert "It gets the money." in page
    assert "It stands firm: it was funded in all 1,000 recounts." in page


def test_nobody_left_behind_is_said_in_words_a_councillor_can_follow(client: Client) -> None:
    page = page_of(client, a_result(), "fairness/")
    assert "they should not all be left with less than that" in page
    assert "We looked at the one option without money for such a group" in page


def test_a_group_left_behind_by_most_votes_is_named_with_its_part(client: Client) -> None:
    page = page_of(client, a_result(rule_family="greedy"), "fairness/")
    assert "Yes, one group was" in page
    assert "Option 4" in page
    assert "£30" in page


def test_the_money_of_a_theme_stands_beside_its_votes(client: Client) -> None:
    decision = a_decision(completion="none")
    for number, theme in ((1, "Green"), (2, "Green, Sport"), (3, "Sport")):
        option = decision.options.get(number=number)
        actions.change_option(option=option, theme=theme, by=None, at=NOON)
    three_officers(decision)
    decision = actions.open_voting(decision=decision, rng=Drawn(), by=None, at=NOON)
    for numbers in ((1, 2), (3,), (4,)):
        a_vote(decision, *numbers)
    work_out_findings(close_and_count(decision), at=NOON)
    page = page_of(client, Decision.objects.get(pk=decision.pk), "fairness/")
    assert "Did the money go where the votes went?" in page
    for name in ("Green", "Sport", "No theme"):
        assert f'<h3 class="themes__name">{name}</h3>' in page


@pytest.mark.parametrize("family", FAMILIES)
def test_every_page_is_sound_by_every_rule(client: Client, valid_html: Any, family: str) -> None:
    decision = a_result(rule_family=family)
    for rest in ("", "rounds/", "fairness/", *(f"options/{n}/" for n in range(1, 5))):
        valid_html(client.get(f"/decisions/{decision.ref}/{rest}"))


def test_before_it_is_worked_out_the_pages_say_so(client: Client, valid_html: Any) -> None:
    decision = a_result(worked_out=False)
    for rest in ("", "rounds/", "fairness/", "options/3/"):
        response = client.get(f"/decisions/{decision.ref}/{rest}")
        valid_html(response)
        assert "More is being worked out" in response.content.decode()
    work_out_findings(decision.count, at=NOON)
    for rest in ("", "rounds/", "fairness/", "options/3/"):
        assert "More is being worked out" not in page_of(client, decision, rest)


def test_nothing_is_told_of_a_result_that_is_not_published(client: Client) -> None:
    decision = a_decision(stage=Stage.OPEN)
    a_vote(decision, 1)
    work_out_findings(close_and_count(decision, publish=False), at=NOON)
    for rest in ("rounds/", "rounds.svg", "fairness/", "options/1/"):
        assert client.get(f"/decisions/{decision.ref}/{rest}").status_code == 404


def test_the_picture_is_in_the_page_and_can_be_taken_away(client: Client, valid_html: Any) -> None:
    decision = a_result()
    tree = valid_html(client.get(f"/decisions/{decision.ref}/"))
    (drawn,) = [each for each in tree.iter() if each.get("class") == "drawn"]
    assert "Whose money went where" in "".join(drawn.itertext())
    response = client.get(f"/decisions/{decision.ref}/rounds.svg")
    assert response["Content-Type"].startswith("image/svg+xml")
    assert response.content.startswith(b"<svg xmlns=")


def test_stopped_in_the_middle_the_work_goes_on_where_it_ended() -> None:
    kept = a_result(worked_out=False).count
    whole = len(steps_waiting(kept) or [])
    assert work_out_findings(kept, at=NOON, stop=after(5)) == 5
    assert counts_to_work_out() == [kept]
    assert work_out_findings(kept, at=NOON) == whole - 5
    assert work_out_findings(kept, at=NOON) == 0
    assert counts_to_work_out() == []
    assert Event.objects.filter(kind="findings_complete").count() == 1


def test_two_who_work_at_once_keep_each_thing_once() -> None:
    kept = a_result(worked_out=False).count
    first = (steps_waiting(kept) or [])[0]
    for _ in range(2):
        found = Finder(kept).find(first)
        actions.keep_findings(count=kept, found=found, by=None, at=NOON)
    assert Finding.objects.filter(kind=FindingKind.WAY).count() == 4


def test_the_same_ballots_are_left_out_whoever_counts_again() -> None:
    kept = a_result().count
    told = findings_of(kept).recounts
    Finding.objects.filter(kind__in=[FindingKind.RECOUNTS, FindingKind.ALL]).delete()
    work_out_findings(kept, at=NOON)
    assert findings_of(kept).recounts == told
    assert told is not None
    assert told.n_recounts == 1000


def test_of_a_count_that_another_version_made_nothing_is_made_up(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = a_result(worked_out=False)

    def another(_: Count) -> Finder:
        raise NotThisCount

    monkeypatch.setattr(finding, "Finder", another)
    assert work_out_findings(decision.count, at=NOON) == 0
    assert "This count was made by another version of the program" in page_of(client, decision)
    assert counts_to_work_out() == []


def test_what_was_found_is_written_once() -> None:
    a_result()
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(kind=FindingKind.FAIRNESS).update(says={})


def test_the_command_works_out_one_decision_or_says_there_is_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    decision = a_result(worked_out=False)
    call_command("findings", decision.ref)
    assert "Spring fund: 26 steps worked out." in capsys.readouterr().out
    with pytest.raises(SystemExit):
        call_command("findings", "nowhere")
    assert "No decision nowhere has been counted here." in capsys.readouterr().err


def test_no_page_costs_more_with_many_options(client: Client) -> None:
    numbers = []
    for n_options in (2, 40):
        decision = a_decision(stage=Stage.OPEN, costs=(1_00,) * n_options, completion="none")
        a_vote(decision, 1)
        a_vote(decision, 2)
        work_out_findings(close_and_count(decision), at=NOON)
        for rest in ("", "rounds/", "fairness/", "options/1/"):
            with CaptureQueriesContext(connection) as queries:
                page_of(client, decision, rest)
            numbers.append(len(queries))
    assert numbers[:4] == numbers[4:]
    assert max(numbers) <= 8


def test_lodz_shows_what_is_known_of_it_and_works_nothing_out(
    client: Client, real_data: Path, valid_html: Any
) -> None:
    data = (real_data / "elections" / "Poland_Lodz_2022.pb").read_bytes()
    held = held_election(data, Asked(rule="equal-shares/cost/add1"), source="Poland_Lodz_2022.pb")
    decision = actions.import_election(place=a_place("Łódź"), held=held, by=None, at=NOON)
    work_out_findings(decision.count, at=NOON, stop=after(4))
    for rest in ("", "rounds/", "fairness/", "options/2/"):
        with CaptureQueriesContext(connection) as queries:
            valid_html(client.get(f"/decisions/{decision.ref}/{rest}"))
        assert len(queries) < 20
        assert not any("deciding_pile" in query["sql"] for query in queries), "ballots were read"


def test_support_is_told_in_percent_only_where_it_was_too_little(client: Client) -> None:
    assert "enough support" not in page_of(client, a_result(), "options/3/")
    late = page_of(client, a_result(rule_family="phragmen"), "options/3/")
    assert "enough support" in late
    assert "No longer fits the money left" in late
    assert "course__column--late" in late
    assert "course__column--enough" not in late
