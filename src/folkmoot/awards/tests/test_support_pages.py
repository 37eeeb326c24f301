"""Pages of support: each side does its own part, and nobody else finds a way in."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from folkmoot.awards.actions import support
from folkmoot.awards.models import (
    Delivery,
    SupportStage,
)
from folkmoot.awards.queries.support import tasks_for
from folkmoot.awards.tests.makers import NOON, an_organisation
from folkmoot.awards.tests.small_makers import on_the_team
from folkmoot.awards.tests.support_makers import (
    IN_STAGE,
    a_package,
    active,
    agreed,
    confirmed,
    contractor,
    convenor,
    designed,
    first,
    grant_manager,
    in_programme,
    noted,
)
from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import (
    ASSESSOR,
    CONTRACTOR,
    DECISION_MAKER,
    EVALUATOR,
    ORGANISER,
)
from folkmoot.people.models import Account
from folkmoot.places.tests.makers import a_place, someone
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def titles(account: Account) -> list[str]:
    return [task.title for task in tasks_for(account, NOON)]


def test_what_waits_is_on_the_list_of_the_one_it_waits_for() -> None:
    package = designed()
    support.agree_support(package=package, side="supporter", by=contractor(package), at=NOON)
    assert titles(convenor(package)) == ["Agree to support, or change it"]
    assert titles(contractor(package)) == []
    support.agree_support(package=package, side="place", by=convenor(package), at=NOON)
    delivery = noted(package)
    assert titles(convenor(package)) == ["Confirm support that was given"]
    support.question_delivery(delivery=delivery, question="When?", by=convenor(package), at=NOON)
    assert titles(contractor(package)) == ["A place asks about a day of support"]
    assert titles(someone("Nobody")) == []


# Who may try what; for others it is not for them (403) or not there (404).
MAY = {
    "diagnosis/": {"convenor", "contractor"}, "add/": {"convenor", "contractor"},
    "days/K/": {"convenor", "contractor"}, "agree/": {"convenor", "contractor"},
    "revise/": {"convenor", "contractor"}, "given/K/": {"contractor"}, "next/K/": {"contractor"},
    "confirm/D/": {"convenor"}, "question/D/": {"convenor"}, "mend/D/": {"contractor"},
    "take-back/D/": {"contractor"}, "rate/K/": {"convenor"}, "review/": {"convenor"},
    "go-on/": {"convenor"}, "end/": {"manager"},
}  # fmt: skip
SEE = {"convenor", "organiser", "contractor", "manager", "decides", "evaluates"}


@pytest.mark.parametrize("stage", SupportStage.values)
def test_each_may_do_their_own_part_of_support_and_no_other(stage: str) -> None:
    package = IN_STAGE[stage]()
    quay = a_place("Saltmarsh Quay")
    other = agreed(quay, of="Other Roots", programme="Higher Ground")
    frame = package.programme
    day = Delivery.objects.filter(item__package=package).first()
    people: dict[str, Account | None] = {
        "convenor": convenor(package), "contractor": contractor(package),
        "organiser": on_the_team(package.place, ORGANISER, "Org"),
        "manager": grant_manager(package),
        "decides": in_programme(frame, DECISION_MAKER, "Dec", an_organisation("A Fund")),
        "evaluates": in_programme(frame, EVALUATOR, "Eva"),
        "assesses": in_programme(frame, ASSESSOR, "Ass"),
        "other contractor here": in_programme(frame, CONTRACTOR, "Oth", an_organisation("Oth")),
        "contractor who left": in_programme(
            frame, CONTRACTOR, "Left", package.supporter, ends_at=NOON + timedelta(seconds=1)
        ),
        "convenor there": convenor(other), "contractor there": contractor(other),
        "manager there": grant_manager(other), "nobody": someone("No"), "stranger": None,
    }  # fmt: skip
    for name, account in people.items():
        browser, here = browser_of(account), f"/support/{package.ref}/"
        assert browser.get(here).status_code == (200 if name in SEE else 404), name
        for step, may in MAY.items():
            path = step.replace("K", str(first(package).pk))
            path = path.replace("D", str(day.pk if day else first(package).pk))
            if "D" in step and not day:
                continue
            with transaction.atomic():
                status = browser.post(here + path).status_code
                transaction.set_rollback(True)
            if name in may:
                assert status not in (403, 404), (name, step, status)
            else:
                assert status == (403 if name in SEE else 404), (name, step, status)


def test_every_page_is_sound_and_costs_the_same(valid_html: ValidHtml) -> None:
    package = active(None)
    item, helper, carys = first(package), contractor(package), convenor(package)
    here = f"/support/{package.ref}/"
    for path in ("", "versions/", "review/", "revise/", f"rate/{item.pk}/"):
        valid_html(browser_of(carys).get(here + path))
    for path in (f"given/{item.pk}/", f"next/{item.pk}/"):
        valid_html(browser_of(helper).get(here + path))
    empty = a_package(a_place("Saltmarsh Quay"))
    for path in ("", "diagnosis/", "add/"):
        valid_html(browser_of(helper).get(f"/support/{empty.ref}/{path}"))
    valid_html(browser_of(helper).get("/support/"))
    valid_html(browser_of(carys).get("/support/"))
    valid_html(browser_of(grant_manager(package)).get(f"/support/new/{package.programme.slug}/"))
    table = browser_of(helper).get("/support/table.csv").content.decode("utf-8-sig")
    assert ",10," in table
    costs = []
    for _ in range(2):
        browser = browser_of(helper)
        for path in (here, "/support/"):
            browser.get(path)
            with CaptureQueriesContext(connection) as asked:
                browser.get(path)
            costs.append(len(asked))
        for _ in range(3):
            confirmed(package, 1)
    assert costs[:2] == costs[2:]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"quarters": "2.3"}, "Write days in quarters"),
        ({"quarters": "0"}, "A quarter of a day is the least"),
        ({"what": ""}, "What will be done?"),
    ],
)
def test_a_line_that_needs_mending_keeps_what_was_typed(
    typed: dict[str, str], sentence: str
) -> None:
    package = designed()
    said = {"kind": "data", "what": "Maps", "quarters": "2", "outcome": "A map for all"} | typed
    answer = browser_of(convenor(package)).post(f"/support/{package.ref}/add/", said)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'value="A map for all"' in answer.content.decode()
