"""Agreements between parties: who promises what by when; kept, late, broken, renewed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from folkmoot.kernel import clock
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions, queries
from folkmoot.organising.models import Agreement, Party, Standing, Undertaking
from folkmoot.organising.queries.tasks import tasks_for
from folkmoot.organising.tests.makers import LATER, NOON, a_place, an_organiser, at, someone
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db

DUE = date(2026, 5, 20)


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def a_draft(place: Place | None = None, title: str = "The hall on Tuesdays") -> Agreement:
    """Two parties; the hall promises the room, the club to clean it."""
    place = place or a_place()
    by = an_organiser(place)
    agreement = actions.propose_agreement(place=place, title=title, by=by, at=NOON)
    for name, gains, risks, words in (
        ("The hall", "Life on a dead evening", "The heating bill", "Open at six"),
        ("The club", "A room", "", "Leave it clean"),
    ):
        party = actions.add_party(
            agreement=agreement, name=name, gains=gains, risks=risks, by=by, at=NOON
        )
        actions.undertake(party=party, words=words, due_date=DUE, by=by, at=NOON)
    return agreement


def an_agreement(place: Place | None = None, **more: Any) -> Agreement:
    draft = a_draft(place, **more)
    return actions.agree(agreement=draft, by=draft.kept_by, at=NOON)


def standing(agreement: Agreement, today: date = DUE) -> Standing:
    fresh = Agreement.objects.get(pk=agreement.pk)
    return fresh.standing(fresh.undertakings.all(), today)


def the(words: str, agreement: Agreement) -> Undertaking:
    return agreement.undertakings.get(words=words)


def test_an_agreement_is_kept_when_each_promise_in_it_is() -> None:
    draft = a_draft()
    assert standing(draft) == Standing.PROPOSED
    agreement = actions.agree(agreement=draft, by=draft.kept_by, at=NOON)
    assert standing(agreement) == Standing.AGREED
    assert standing(agreement, DUE + timedelta(days=1)) == Standing.LATE, "by the calendar alone"
    by = agreement.kept_by
    actions.keep_undertaking(undertaking=the("Open at six", agreement), by=by, at=LATER)
    assert standing(agreement) == Standing.AGREED
    actions.keep_undertaking(undertaking=the("Leave it clean", agreement), by=by, at=LATER)
    assert standing(agreement, DUE + timedelta(days=99)) == Standing.KEPT
    kinds = [each.kind for each in Event.objects.filter(about__contains="Undertaking")]
    assert kinds.count("undertaking_kept") == 2


def test_one_broken_promise_breaks_it_and_says_why() -> None:
    agreement = an_agreement()
    by, late = agreement.kept_by, the("Leave it clean", agreement)
    with pytest.raises(Refused, match="Say why it was not kept"):
        actions.break_undertaking(undertaking=late, why=" ", by=by, at=LATER)
    actions.break_undertaking(undertaking=late, why="They moved out.", by=by, at=LATER)
    assert standing(agreement) == Standing.BROKEN
    with pytest.raises(Refused, match="was broken"):
        actions.keep_undertaking(undertaking=late, by=by, at=LATER)


def test_it_is_renewed_once_with_the_same_parties_and_the_earlier_one_stays() -> None:
    agreement = an_agreement()
    by = agreement.kept_by
    with pytest.raises(Refused, match="not been agreed yet"):
        actions.renew_agreement(agreement=a_draft(agreement.place), by=by, at=LATER)
    renewed = actions.renew_agreement(agreement=agreement, by=by, at=LATER)
    assert standing(agreement) == Standing.RENEWED
    assert standing(renewed) == Standing.PROPOSED
    assert [p.name for p in renewed.parties.order_by("name")] == ["The club", "The hall"]
    assert not renewed.undertakings.exists()
    with pytest.raises(Refused, match="renewed already"):
        actions.renew_agreement(agreement=agreement, by=by, at=LATER)
    assert tasks_for(by, LATER + timedelta(days=60)) == [], "nobody asks after the earlier one"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda a, by: actions.add_party(agreement=a, name=" ", by=by, at=NOON), "Say who it is"),
        (lambda a, by: actions.add_party(agreement=a, name="the CLUB", by=by, at=NOON), "already"),
        (
            lambda a, by: actions.undertake(
                party=a.parties.first(), words="x", due_date=date(2026, 4, 1), by=by, at=NOON
            ),
            "still to come",
        ),
        (
            lambda a, by: actions.undertake(
                party=a.parties.first(), words=" ", due_date=DUE, by=by, at=NOON
            ),
            "Say what is promised",
        ),
        (
            lambda a, by: actions.keep_undertaking(
                undertaking=a.undertakings.first(), by=by, at=NOON
            ),
            "not been agreed yet",
        ),
    ],
)
def test_what_cannot_be_in_an_agreement_says_why(
    change: Callable[[Agreement, Account], object], sentence: str
) -> None:
    draft = a_draft()
    with pytest.raises(Refused, match=sentence):
        change(draft, draft.kept_by)


def test_nobody_agrees_alone_or_to_nothing() -> None:
    place = a_place()
    by = an_organiser(place)
    draft = actions.propose_agreement(place=place, title="The hall", by=by, at=NOON)
    with pytest.raises(Refused, match="two parties"):
        actions.agree(agreement=draft, by=by, at=NOON)
    for name in ("The hall", "The club"):
        actions.add_party(agreement=draft, name=name, by=by, at=NOON)
    with pytest.raises(Refused, match="Nobody promises anything"):
        actions.agree(agreement=draft, by=by, at=NOON)


def test_what_was_agreed_stays_also_to_the_database() -> None:
    agreement = an_agreement()
    by = agreement.kept_by
    with pytest.raises(Refused, match="stays as it is"):
        actions.add_party(agreement=agreement, name="The school", by=by, at=LATER)
    actions.keep_undertaking(undertaking=the("Open at six", agreement), by=by, at=LATER)
    changes: list[Callable[[], object]] = [
        lambda: Agreement.objects.update(title="Something else"),
        lambda: Agreement.objects.all().delete(),
        lambda: Party.objects.update(gains="Nothing"),
        lambda: Party.objects.all().delete(),
        lambda: Undertaking.objects.update(due_date=date(2030, 1, 1)),
        lambda: Undertaking.objects.filter(kept_at__isnull=False).update(kept_at=None),
        lambda: Undertaking.objects.all().delete(),
    ]
    for change in changes:
        with pytest.raises(DatabaseError, match="stays as it was agreed"), transaction.atomic():
            change()


def test_who_looks_after_it_is_asked_a_week_before_a_promise_is_due() -> None:
    agreement = an_agreement()
    by = agreement.kept_by
    week = LATER.replace(day=13)
    assert tasks_for(by, week - timedelta(days=1)) == []
    asked = tasks_for(by, week)
    assert [task.title for task in asked] == ["Ask whether a promise is kept"] * 2
    assert "is due 20 May 2026" in asked[0].otherwise
    assert "was due" in tasks_for(by, week + timedelta(days=30))[0].otherwise
    assert tasks_for(an_organiser(agreement.place, "Percy"), week) == []


def test_an_agreement_is_made_on_its_pages(valid_html: ValidHtml) -> None:
    place = a_place()
    browser = browser_of(an_organiser(place))
    assert browser.post(at("new_agreement", place.slug), {"title": ""}).status_code == 422
    browser.post(
        at("new_agreement", place.slug), {"title": "The hall", "why": "A club needs room."}
    )
    draft = Agreement.objects.get()
    early = browser.post(at("agree", draft.ref))
    assert early.status_code == 409
    assert "two parties" in early.content.decode()
    assert browser.get(at("undertake", draft.ref)).status_code == 409
    for name in ("The hall", "The club", "The school"):
        browser.post(at("add_party", draft.ref), {"name": name, "gains": "Room"})
    twice = browser.post(at("add_party", draft.ref), {"name": "The hall", "risks": "The bill"})
    assert twice.status_code == 422
    assert "The bill" in twice.content.decode()
    school = draft.parties.get(name="The school")
    browser.post(at("drop_party", draft.ref, school.pk))
    hall = draft.parties.get(name="The hall")
    due = {"due_day": "20", "due_month": "5", "due_year": "2026"}
    sent = {"party": str(hall.pk), "words": "Open at six"}
    past = browser.post(at("undertake", draft.ref), sent | due | {"due_year": "2025"})
    assert past.status_code == 422
    assert "still to come" in past.content.decode()
    assert "Open at six" in past.content.decode()
    for _ in range(2):
        browser.post(at("undertake", draft.ref), sent | due)
    _, second = draft.undertakings.all()
    browser.post(at("drop_undertaking", second.pk))
    valid_html(browser.get(at("one_agreement", draft.ref)))
    browser.post(at("agree", draft.ref))
    assert browser.get(at("add_party", draft.ref)).status_code == 409


def test_what_came_of_it_is_said_on_its_page_and_it_is_renewed(valid_html: ValidHtml) -> None:
    draft = an_agreement()
    browser = browser_of(draft.kept_by)
    first = the("Open at six", draft)
    valid_html(browser.get(at("undertaking", first.pk)))
    why = browser.post(at("undertaking", first.pk), {"answer": "broken"})
    assert why.status_code == 422
    browser.post(at("undertaking", first.pk), {"answer": "kept", "outcome": "Every week"})
    page = browser.get(at("one_agreement", draft.ref))
    valid_html(page)
    assert "Every week" in page.content.decode()
    assert browser.post(at("undertaking", first.pk), {"answer": "kept"}).status_code == 409
    browser.post(at("renew", draft.ref))
    assert Agreement.objects.get(renews=draft).agreed_date is None
    valid_html(browser.get(at("agreements", draft.place.slug)))


def test_another_places_team_finds_none_of_it() -> None:
    agreement = an_agreement()
    undertaking = agreement.undertakings.first()
    assert undertaking
    inside = [
        *(at(p, agreement.ref) for p in ("one_agreement", "add_party", "undertake")),
        at("undertaking", undertaking.pk),
    ]
    posts = [at("agree", agreement.ref), at("renew", agreement.ref), *inside]
    who: list[Account | None] = [an_organiser(a_place("Elm Park")), someone("Sam"), None]
    for account in who:
        browser = browser_of(account)
        assert browser.get(at("agreements", agreement.place.slug)).status_code == 403
        assert {browser.get(address).status_code for address in inside} == {404}
        assert {browser.post(address, {}).status_code for address in posts} == {404}
    mine = browser_of(an_organiser(agreement.place))
    other = an_agreement(a_place("Quay"))
    party = other.parties.first()
    assert party
    assert mine.post(at("drop_party", agreement.ref, party.pk)).status_code == 404


def test_forty_agreements_ask_the_database_as_often_as_one() -> None:
    place = a_place()
    browser = browser_of(an_organiser(place))

    def n_queries(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        return len(asked)

    one = an_agreement(place)
    first = n_queries(at("agreements", place.slug))
    inside = n_queries(at("one_agreement", one.ref))
    for number in range(10):
        an_agreement(place, title=f"Agreement {number}")
    assert n_queries(at("agreements", place.slug)) == first
    draft = a_draft(place)
    for number in range(8):
        actions.add_party(agreement=draft, name=f"Party {number}", by=draft.kept_by, at=NOON)
    assert n_queries(at("one_agreement", draft.ref)) <= inside
    [stands] = [s for s in queries.agreements_of(place, at=LATER) if s.agreement.pk == one.pk]
    assert stands.next_due == DUE
    assert stands.next_due > localdate(LATER)
