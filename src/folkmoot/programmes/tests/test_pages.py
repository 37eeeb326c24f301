"""The pages of programmes: public once agreed, papers for the team of one programme alone."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import (
    ASSESSOR,
    CONTRACTOR,
    DECISION_MAKER,
    EVALUATOR,
    GRANT_MANAGER,
    PANEL_CHAIR,
)
from folkmoot.people.models import Account
from folkmoot.programmes import actions
from folkmoot.programmes.models import Programme, Stage, Version, VersionState
from folkmoot.programmes.tests.makers import (
    FUNDERS,
    NOON,
    a_decider,
    a_draft,
    a_manager,
    a_part,
    a_place,
    a_programme,
    a_steward,
    an_organisation,
    at,
    on_the_team,
    someone,
)
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


TERMS: dict[str, Any] = {
    "principles": "Places decide.",
    "rule": "majority",
    "quorum": "2",
    "delegations": "Letters: the grant manager",
    "first_year": "2026",
    "n_years": "2",
}
PHASE: dict[str, Any] = {
    "name": "Keeping going", "what": "", "ceiling": "£50,000", "gate": "An award that ended well",
    "starts_day": "1", "starts_month": "4", "starts_year": "2028",
    "ends_day": "31", "ends_month": "3", "ends_year": "2029",
}  # fmt: skip


def everyone(programme: Programme, other: Programme) -> dict[str, Account | None]:
    """One of each who might come to the door of a programme."""
    team = {
        role.name: on_the_team(programme, role, f"A {role.name}")
        for role in (CONTRACTOR, ASSESSOR, PANEL_CHAIR, EVALUATOR)
    }
    return team | {
        "stranger": None,
        "somebody": someone("Sam"),
        "steward": a_steward(),
        GRANT_MANAGER.name: a_manager(programme),
        DECISION_MAKER.name: a_decider(programme),
        "another's grant manager": a_manager(other),
        "another's decision-maker": a_decider(other),
    }


def test_every_page_is_sound(valid_html: ValidHtml) -> None:
    programme = a_programme()
    part, _ = a_part(programme), a_place("Elm Park")
    draft = actions.draft_version(programme=programme, by=None, at=NOON)
    pages = [
        at("everywhere"), at("programme", programme.slug), at("team", programme.slug),
        at("places", programme.slug), at("part", programme.slug, part.pk),
        at("gate", programme.slug, part.pk), at("suspend", programme.slug),
        at("closing", programme.slug), at("version", draft.pk),
        at("version", programme.versions.get(number=1).pk),
        *(at(page, draft.pk) for page in ("terms", "criteria", "funders", "money", "phases")),
    ]  # fmt: skip
    browser = browser_of(a_manager(programme))
    for page in pages:
        valid_html(browser.get(page))
    valid_html(browser_of(a_steward()).get(at("new")))
    actions.propose(version=_worded(draft), by=None, at=NOON)
    for page in (at("version", draft.pk), at("answer", draft.pk)):
        valid_html(browser_of(a_decider(programme)).get(page))
    valid_html(browser_of(None).get(at("programme", programme.slug)))


def _worded(draft: Version) -> Version:
    Version.objects.filter(pk=draft.pk).update(why="More money")
    return Version.objects.select_related("programme").get(pk=draft.pk)


def test_a_draft_is_seen_by_its_team_and_stewards_alone() -> None:
    version, other = a_draft(), a_draft("Elsewhere")
    programme = version.programme
    outside = {"stranger", "somebody", "another's grant manager", "another's decision-maker"}
    for who, account in everyone(programme, other.programme).items():
        browser = browser_of(account)
        expected = 404 if who in outside else 200
        assert browser.get(at("programme", programme.slug)).status_code == expected, who
        assert browser.get(at("version", version.pk)).status_code == expected, who
        listed = programme.name in browser.get(at("everywhere")).content.decode()
        assert listed == (expected == 200), who


WRITES, RUNS = {GRANT_MANAGER.name}, {GRANT_MANAGER.name}


def test_who_may_pass_which_door_of_a_live_programme() -> None:
    programme, other = a_programme(), a_programme("Elsewhere")
    part, theirs = a_part(programme), a_part(other, "Oak Hill")
    draft = actions.draft_version(programme=programme, by=None, at=NOON)
    doors = [
        *((at(page, draft.pk), WRITES) for page in ("terms", "criteria", "funders", "money")),
        (at("phases", draft.pk), WRITES),
        (at("suspend", programme.slug), RUNS),
        (at("closing", programme.slug), RUNS),
        (at("places", programme.slug), RUNS),
        (at("part", programme.slug, part.pk), RUNS),
        (at("gate", programme.slug, part.pk), RUNS),
        (at("team", programme.slug), {GRANT_MANAGER.name, "steward"}),
    ]
    for who, account in everyone(programme, other).items():
        browser = browser_of(account)
        for address, may in doors:
            answer = browser.get(address).status_code
            hidden = address.startswith("/programmes/versions/") and who in {
                "stranger", "somebody", "another's grant manager", "another's decision-maker",
            }  # fmt: skip
            assert answer == (200 if who in may else 404 if hidden else 403), (who, address)
        sees = 404 if who in {"stranger", "somebody"} or "another" in who else 403
        told = browser.post(at("answer", draft.pk)).status_code
        assert told == (409 if who == DECISION_MAKER.name else sees), who
    manager = browser_of(a_manager(programme))
    assert manager.get(at("part", programme.slug, theirs.pk)).status_code == 404
    assert manager.post(at("propose", programme.versions.get(number=1).pk)).status_code == 409


def test_a_programme_is_set_up_on_its_pages_and_approved() -> None:
    steward = browser_of(a_steward())
    begun = {"name": "New", "summary": "For places.", "manager": "max@example.org"}
    steward.post(at("new"), begun)
    version = Version.objects.get()
    max_ = browser_of(Account.objects.get(email="max@example.org"))
    lottery = an_organisation("The Lottery")
    max_.post(at("terms", version.pk), TERMS | {"quorum": "1"})
    max_.post(at("criteria", version.pk), {"criteria": "60 Rooted\n40% – Can be done"})
    max_.post(at("funders", version.pk), {"organisation": lottery.pk})
    funder = version.funders.get()
    sums = {f"money_{funder.pk}_2026": "£400,000.50", f"money_{funder.pk}_2027": ""}
    max_.post(at("money", version.pk), sums)
    max_.post(at("phases", version.pk), PHASE)
    named = {"email": "dee@example.org", "role": "Decision-maker", "organisation": lottery.pk}
    max_.post(at("team", version.programme.slug), named)
    max_.post(at("propose", version.pk))
    dee = browser_of(Account.objects.get(email="dee@example.org"))
    assert "still awaited" in dee.get(at("version", version.pk)).content.decode()
    dee.post(at("answer", version.pk), {"organisation": lottery.ref, "says": "YES"})
    assert Version.objects.get().state == VersionState.AGREED
    max_.post(at("live", version.programme.slug))
    page = browser_of(None).get(at("programme", version.programme.slug)).content.decode()
    for words in ("£400,000.50", "Keeping going", "Rooted", "40 of 100", "Live", "Letters: the"):
        assert words in page, words


@pytest.mark.parametrize(
    ("which", "sent", "words"),
    [
        ("terms", TERMS | {"quorum": "none"}, "How many of them have to decide"),
        ("terms", TERMS | {"n_years": "40"}, "15"),
        ("terms", TERMS | {"principles": ""}, "What is it for"),
        ("criteria", {"criteria": "60 Rooted\nCan be done"}, "Line 2, “Can be done”"),
        ("criteria", {"criteria": "60 Rooted\n30 Can be done"}, "add up to 90"),
        ("criteria", {"criteria": "0 Rooted"}, "Line 1"),
        ("funders", {"organisation": "nobody"}, "Which organisation pays?"),
        ("phases", PHASE | {"ends_year": "2027"}, "The last day comes after the first."),
        ("phases", PHASE | {"ceiling": "lots"}, "Write a sum of money in figures"),
        ("phases", PHASE | {"starts_month": "13"}, "month"),
        ("phases", PHASE | {"gate": ""}, "What does a place need"),
    ],
)
def test_what_cannot_be_kept_is_said_where_it_stands_and_stays_as_typed(
    which: str, sent: dict[str, Any], words: str, valid_html: ValidHtml
) -> None:
    version = a_draft()
    answer = browser_of(a_manager(version.programme)).post(at(which, version.pk), sent)
    assert answer.status_code == 422
    valid_html(answer)
    text = answer.content.decode()
    assert words in text
    for typed in sent.values():
        first = str(typed).splitlines()[0] if typed else ""
        if first and which not in ("funders",):
            assert first in text or f'value="{first}"' in text, first


@pytest.mark.parametrize("typed", ["lots", "-5", "12.345", "9" * 30])
def test_a_sum_that_is_none_is_said_beside_its_box(typed: str) -> None:
    version = a_draft()
    name = f"money_{version.funders.all()[0].pk}_2026"
    browser = browser_of(a_manager(version.programme))
    answer = browser.post(at("money", version.pk), {name: typed})
    assert answer.status_code == 422
    assert re.search("Write a sum", answer.content.decode())
    assert typed in answer.content.decode()


def test_a_reason_is_asked_for_and_a_missing_name_is_said() -> None:
    programme = a_programme()
    part, browser = a_part(programme), browser_of(a_manager(programme))
    for page, sent, words in (
        (at("suspend", programme.slug), {"why": " "}, "Why?"),
        (at("part", programme.slug, part.pk), {"to": "PAUSED"}, "Say why"),
        (at("part", programme.slug, part.pk), {"to": "GONE"}, "What happens?"),
        (at("gate", programme.slug, part.pk), {"because": ""}, "How does the place meet this?"),
        (at("places", programme.slug), {"place": str(part.pk)}, "Which place takes part?"),
        (
            at("team", programme.slug),
            {"email": "x@y.org", "role": "Decision-maker"},
            "which funder",
        ),
        (at("team", programme.slug), {"email": "no", "role": "Assessor"}, "e-mail address"),
    ):
        answer = browser.post(page, sent)
        assert (answer.status_code, words in answer.content.decode()) == (422, True), page
    draft = actions.draft_version(programme=programme, by=None, at=NOON)
    actions.propose(version=_worded(draft), by=None, at=NOON)
    funder = an_organisation(FUNDERS[0]).ref
    decider = browser_of(a_decider(programme))
    for sent in ({"organisation": funder, "says": "BACK"}, {"organisation": "x", "says": "YES"}):
        assert decider.post(at("answer", draft.pk), sent).status_code == 422


def test_pages_ask_the_database_as_often_for_many_as_for_few() -> None:
    programme = a_programme()

    def asked(client: Client, page: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as few:
            assert client.get(page).status_code == 200
        return len(few)

    a_part(programme)
    manager = browser_of(a_manager(programme))
    pages = [at("programme", programme.slug), at("places", programme.slug), at("everywhere")]
    before = [asked(manager, page) for page in pages]
    for number in range(6):
        part = a_part(programme, f"Place {number}")
        phase = programme.phases.get(number=1)
        actions.enter_phase(part=part, phase=phase, because="Seen", by=None, at=NOON)
        on_the_team(programme, CONTRACTOR, f"Con {number}", of=f"Org {number}")
    a_programme("Another", stage=Stage.CLOSED)
    assert [asked(manager, page) for page in pages] == before


def test_e_mail_addresses_are_for_those_who_name_the_team() -> None:
    programme = a_programme()
    lena = on_the_team(programme, CONTRACTOR, "Lena", of="Locality")
    for account in (None, lena, a_decider(programme)):
        page = browser_of(account).get(at("programme", programme.slug)).content.decode()
        assert "Lena" in page
        assert "@example.org" not in page.split("<main")[1]
    team = browser_of(a_manager(programme)).get(at("team", programme.slug)).content.decode()
    assert "lena@example.org" in team
