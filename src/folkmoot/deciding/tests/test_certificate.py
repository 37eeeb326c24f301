"""A certified count: how it was made stays written down, and it can be made again."""

import io
import json
import zipfile
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from folkmoot.deciding.models import Certificate, Count, Decision, Stage
from folkmoot.deciding.tests.makers import NOON, a_decision, a_vote, close_and_count
from tests.fixtures.pages import ValidHtml

pytestmark = pytest.mark.django_db


def published() -> Decision:
    decision = a_decision(stage=Stage.OPEN)
    for _ in range(6):
        a_vote(decision, 1, 2, 3)
    for _ in range(3):
        a_vote(decision, 4)
    close_and_count(decision)
    return Decision.objects.get(pk=decision.pk)


def test_the_rule_in_full_the_code_and_the_moment_are_kept_with_the_count() -> None:
    certificate = published().count.certificate
    assert certificate.made_at == NOON
    assert certificate.rule_in_full["name"] == "equal-shares/cost/add1/1"
    assert certificate.rule_in_full["sentence"].startswith("Every voter holds an equal share")
    assert certificate.engine.startswith(("compiled core, edition", "plain numpy"))


def test_the_database_lets_nobody_change_how_a_count_was_made() -> None:
    certificate = published().count.certificate
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(engine="an abacus")
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        certificate.delete()


def test_everyone_reads_at_the_foot_of_the_result_how_it_was_counted(
    client: Client, valid_html: ValidHtml
) -> None:
    decision = published()
    answer = client.get(reverse("deciding:decision", args=[decision.ref]))
    valid_html(answer)
    page = answer.content.decode()
    assert "by the rule <code>equal-shares/cost/add1/1</code>" in page
    assert "opened by 2 counting officers together" in page
    assert "Officer 0" not in page


def test_the_recount_pack_holds_the_certificate(client: Client) -> None:
    decision = published()
    answer = client.get(reverse("deciding:recount_pack", args=[decision.ref]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as pack:
        certificate = json.loads(pack.read("certificate.json"))
    assert certificate["digest"] == decision.count.digest
    assert certificate["rule"]["completion"] == "add1"
    assert certificate["ballots"] == 9


def test_counting_again_says_that_it_is_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    decision = published()
    call_command("recount", decision.ref)
    assert f"{decision.ref} same" in capsys.readouterr().out


def test_counting_again_says_where_it_differs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the certified count had been made by a program that counted otherwise."""
    decision = published()
    whole = Count.from_db.__func__  # type: ignore[attr-defined]

    def otherwise(cls: type[Count], db: Any, names: Any, values: Any) -> Count:
        count: Count = whole(cls, db, names, values)
        count.digest, count.outcome = "0" * 64, count.outcome | {"winners": [1, 2, 3]}
        return count

    monkeypatch.setattr(Count, "from_db", classmethod(otherwise))
    with pytest.raises(SystemExit):
        call_command("recount")
    said = capsys.readouterr()
    assert f"{decision.ref} DIFFERENT" in said.out
    assert "Funded only then: no. 3 then, none now." in said.out
    assert "Funded only now: none then, no. 4 now." in said.out
    assert decision.ref in said.err


def test_there_is_no_counting_again_of_what_was_not_counted() -> None:
    with pytest.raises(SystemExit):
        call_command("recount", a_decision().ref)
