"""What another rule would have funded: shown to anyone, marked as not the result, and held."""

import threading
from itertools import count as counting
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folkmoot.counting.asked import Asked
from folkmoot.deciding import actions, what_if
from folkmoot.deciding.analysis import QUICK, held_election, rules_to_try
from folkmoot.deciding.analysis.other_rules import SLOW as SLOW_RULES
from folkmoot.deciding.forms.what_if import name_of_rule
from folkmoot.deciding.models import WHAT_IF_JOB, Decision, Stage, WhatIf
from folkmoot.deciding.tests.crew import counted, someone
from folkmoot.deciding.tests.limits import SQUARE, a_limited_result
from folkmoot.deciding.tests.makers import NOON, a_decision, a_place, a_vote, close_and_count
from folkmoot.deciding.tests.test_results import a_result
from folkmoot.kernel.access.roles import CONVENOR, COUNTING_OFFICER, ROLL_KEEPER
from folkmoot.kernel.jobs.models import Job, State
from folkmoot.kernel.rules import Refused
from folkmoot.methods.budgeting import Rule
from folkmoot.methods.budgeting import count as count_by_rule
from folkmoot.methods.budgeting.pabulib import read
from tests.fixtures.pages import ValidHtml, browser_of

SLOW = "exact-equal-shares/cost/add1"
JUST_ENOUGH = "exact-equal-shares/cost/add-opt"


@pytest.fixture(autouse=True)
def nobody_has_asked_before() -> None:
    """What is kept in memory is of this test only."""
    cache.clear()


def address(decision: Decision, rest: str = "") -> str:
    return f"/decisions/{decision.ref}/what-if/{rest}"


def words_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def tried(client: Client, decision: Decision, rule: str) -> str:
    answer = client.get(address(decision), {"rule": rule})
    assert answer.status_code == 200
    return words_of(answer)


@pytest.mark.django_db
def test_anyone_sees_what_most_votes_would_have_funded_and_that_it_is_not_the_result(
    client: Client, valid_html: ValidHtml
) -> None:
    decision = a_result()  # equal shares: 1, 2 and 4
    answer = client.get(address(decision), {"rule": "greedy"})
    valid_html(answer)
    page = words_of(answer)
    assert "What if: not the result" in page
    only_here, only_decided = page.split("Funded only in this what if")[1].split(
        "Funded only in the result"
    )
    assert "Option 3" in only_here
    assert "Option 4" in only_decided.split("Everything it would have funded")[0]
    assert (
        "5 voters would have had more of their choices funded, 3 would have had fewer, and for 1 "
        "it makes no difference." in page
    )


@pytest.mark.django_db
def test_every_rule_on_the_list_gives_what_counting_the_file_by_it_gives(client: Client) -> None:
    decision = a_result()
    file = read(client.get(f"/decisions/{decision.ref}/ballots.pb").content)
    for name in rules_to_try(decision):
        if name in QUICK:
            found = what_if.preview(decision.count, name, seconds=lambda: 0.0)
            assert found.says is not None, name
            rule = Rule.parse(found.says["rule"])
            own = count_by_rule(file.election, rule).funded
            assert found.says["winners"] == [int(file.ids[j]) for j in own], name


@pytest.mark.django_db
def test_limits_hold_under_another_rule_too() -> None:
    decision = a_limited_result(SQUARE, completion="none")
    for name in rules_to_try(decision):
        if name in QUICK:
            says = what_if.preview(decision.count, name, seconds=lambda: 0.0).says
            assert says is not None
            assert not {1, 2} <= set(says["winners"]), name


@pytest.mark.django_db
def test_the_result_offers_other_rules_and_not_its_own(client: Client) -> None:
    decision = a_result()
    page = words_of(client.get(f"/decisions/{decision.ref}/"))
    assert f'action="{address(decision)}"' in page
    assert 'value="equal-shares/cost/add1"' in page
    assert 'value="equal-shares/cost/none"' not in page
    assert 'value="equal-shares/points/add1"' not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", ["", "dictator", "equal-shares/points/add1", "equal-shares/cost/none", "a" * 5000]
)
def test_a_rule_that_cannot_be_tried_is_told_in_one_sentence(
    client: Client, valid_html: ValidHtml, wrong: str
) -> None:
    answer = client.get(address(a_result()), {"rule": wrong})
    assert answer.status_code == 422
    valid_html(answer)
    assert "There is something to mend" in words_of(answer)


@pytest.mark.django_db
@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.COUNTED])
def test_before_a_result_is_public_nobody_can_ask(client: Client, stage: Stage) -> None:
    decision = a_decision(stage=Stage.OPEN)
    a_vote(decision, 1)
    if stage == Stage.COUNTED:
        close_and_count(decision, publish=False)
        with pytest.raises(Refused, match="Only of a published result"):
            actions.ask_what_if(decision=decision, rule=SLOW, by=None, at=NOON)
        with pytest.raises(DatabaseError, match="published result"), transaction.atomic():
            WhatIf.objects.create(count=decision.count, rule=SLOW, asked_at=NOON)
    assert client.get(address(decision), {"rule": "greedy"}).status_code == 404


@pytest.mark.django_db
def test_what_was_worked_out_once_is_not_worked_out_again(client: Client) -> None:
    decision = a_result()
    tried(client, decision, "greedy")
    with CaptureQueriesContext(connection) as asked:
        tried(client, decision, "greedy")
    assert not any("deciding_pile" in query["sql"] for query in asked)
    what_if._ballots.cache_clear()
    with CaptureQueriesContext(connection) as asked:
        tried(client, decision, "phragmen")
        tried(client, decision, "greedy-per-cost")
    assert sum("deciding_pile" in query["sql"] for query in asked) == 1, "read once for all"


@pytest.mark.django_db
def test_a_rule_that_takes_too_long_is_given_up_and_not_tried_again(client: Client) -> None:
    decision = a_result(budget=90_00, increment_pence=1, rule_family="greedy")
    clock = counting(step=60)
    found = what_if.preview(decision.count, "welfare/cost", seconds=lambda: float(next(clock)))
    assert (found.says, found.asked) == (None, None)
    page = tried(client, decision, "welfare/cost")
    assert "it is not worked out while you wait" in page
    assert "or one of its counting officers, can have it worked out" in page


@pytest.mark.django_db
def test_while_somebody_else_asks_one_is_told_to_come_back(
    client: Client, valid_html: ValidHtml, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = a_result()
    monkeypatch.setattr(what_if, "WAIT", 0.01)
    asking, over = threading.Event(), threading.Event()

    def somebody() -> None:
        with what_if._alone():
            asking.set()
            over.wait(30)

    other = threading.Thread(target=somebody)
    other.start()
    asking.wait(30)
    answer = client.get(address(decision), {"rule": "greedy"})
    over.set()
    other.join()
    valid_html(answer)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "Somebody else is asking" in words_of(answer)
    assert "What if: not the result" in tried(client, decision, "greedy")


@pytest.mark.django_db
def test_a_slow_rule_is_worked_out_when_somebody_who_may_asks_for_it(
    valid_html: ValidHtml, django_capture_on_commit_callbacks: Any
) -> None:
    decision = a_result()
    stranger, officer = Client(), browser_of(someone(decision.place, COUNTING_OFFICER))
    assert "not worked out while you wait" in tried(stranger, decision, SLOW)
    assert not WhatIf.objects.exists()
    answer = officer.post(address(decision, "ask/"), {"rule": SLOW}, follow=True)
    valid_html(answer)
    assert "is being worked out" in words_of(answer)
    assert "is being worked out" in tried(stranger, decision, SLOW)
    with pytest.raises(Refused, match="being worked out already"):
        actions.ask_what_if(decision=decision, rule=SLOW, by=None, at=NOON)
    counted()
    page = tried(stranger, decision, SLOW)
    assert "What if: not the result" in page
    with pytest.raises(Refused, match="known already"):
        actions.ask_what_if(decision=decision, rule=SLOW, by=None, at=NOON)


@pytest.mark.django_db
def test_raising_shares_by_just_what_changes_something_is_asked_for_like_other_slow_rules() -> None:
    decision = a_result()
    convenor = browser_of(someone(decision.place, CONVENOR))
    convenor.post(address(decision, "ask/"), {"rule": JUST_ENOUGH})
    counted()
    file = read(convenor.get(f"/decisions/{decision.ref}/ballots.pb").content)
    own = count_by_rule(file.election, Rule.parse(JUST_ENOUGH)).funded
    asked = WhatIf.objects.get()
    assert asked.says is not None
    assert asked.says["winners"] == [int(file.ids[j]) for j in own]
    assert "What if: not the result" in tried(Client(), decision, JUST_ENOUGH)


@pytest.mark.django_db
def test_what_did_not_come_to_its_end_can_be_asked_again() -> None:
    decision = a_result()
    convenor = browser_of(someone(decision.place, CONVENOR))
    convenor.post(address(decision, "ask/"), {"rule": SLOW})
    Job.objects.filter(kind=WHAT_IF_JOB).update(
        state=State.FAILED, ended_at=NOON, because="It was cut short three times."
    )
    page = tried(convenor, decision, SLOW)
    assert "It was cut short three times." in page
    assert "Have it worked out" in page
    convenor.post(address(decision, "ask/"), {"rule": SLOW})
    counted()
    assert WhatIf.objects.get().found_at is not None


@pytest.mark.django_db
def test_only_those_who_lead_or_count_here_have_long_work_done() -> None:
    decision, other = a_result(), a_result()
    for account in (someone(decision.place, ROLL_KEEPER), someone(other.place, CONVENOR), None):
        answer = browser_of(account).post(address(decision, "ask/"), {"rule": SLOW})
        assert answer.status_code == 403
    officer = browser_of(someone(decision.place, COUNTING_OFFICER))
    assert officer.post(address(decision, "ask/"), {"rule": "dictator"}).status_code == 422
    assert not WhatIf.objects.exists()


@pytest.mark.django_db
def test_what_was_found_is_never_changed_or_lost() -> None:
    decision = a_result()
    asked = actions.ask_what_if(decision=decision, rule=SLOW, by=None, at=NOON)
    actions.keep_what_if(asked=asked, says={"winners": [1]}, by=None, at=NOON)
    for change in (
        lambda: WhatIf.objects.update(says={"winners": [2]}),
        lambda: WhatIf.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
            change()


@pytest.mark.django_db
def test_every_rule_has_a_name_of_its_own() -> None:
    decision = a_decision(ballot_type="POINTS")
    names = [name_of_rule(name) for name in rules_to_try(decision)]
    assert len(names) == len(set(names)) == len(QUICK) + len(SLOW_RULES)


@pytest.mark.django_db
@pytest.mark.sqlite
def test_lodz_is_tried_by_every_quick_rule_within_its_time(real_data: Path) -> None:
    data = (real_data / "elections" / "Poland_Lodz_2022.pb").read_bytes()
    held = held_election(data, Asked(rule="equal-shares/cost/add1"), source="Poland_Lodz_2022.pb")
    decision = actions.import_election(place=a_place("Łódź"), held=held, by=None, at=NOON)
    for name in rules_to_try(decision):
        if name in QUICK:
            assert what_if.preview(decision.count, name, seconds=lambda: 0.0).says, name
