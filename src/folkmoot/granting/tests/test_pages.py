"""Calls and applications as people meet them: by page, by link, and what each page says."""

import re
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.granting import actions, queries
from folkmoot.granting.models import Application, ApplicationStage, Doubt, WhenTwo
from folkmoot.granting.tests.makers import (
    AREAS,
    CHIEF,
    CLOSES,
    OPEN,
    SHUT,
    a_call,
    a_manager,
    a_partner,
    a_programme,
    an_application,
    an_endorsement,
    handed_in,
    leader_of,
    someone,
    write,
)
from folkmoot.kernel import clock
from folkmoot.kernel.notify.models import Message
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db
S = ApplicationStage


@pytest.fixture(autouse=True)
def _open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: OPEN)


def at_time(monkeypatch: pytest.MonkeyPatch, when: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: when)


def words_in(answer: Any) -> str:
    """What a page says, without its marks."""
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.content.decode(), flags=re.S)
    return " ".join(text.replace("&#x27;", "'").replace("&amp;", "&").split())


def link_to(address: str, kind: str) -> str:
    """The private link last written to an address."""
    last = Message.objects.filter(to=address).order_by("-id")[0]
    found = re.search(rf"/applications/{kind}/[\w-]+/", last.text)
    assert found
    return found[0]


def page(application: Application, name: str = "") -> str:
    return f"/applications/{application.ref}/{name}"


def test_anyone_reads_what_a_call_is_for_who_may_apply_and_what_counts(
    valid_html: ValidHtml,
) -> None:
    call = a_call(one_per_area=True, when_two=WhenTwo.JOIN, n_partners_wanted=2)
    answer = browser_of().get(f"/calls/{call.ref}/")
    valid_html(answer)
    said = words_in(answer)
    for each in (
        "Up to £50,000 for people",
        "60 of 100",
        "2 partners who say yes",
        "When two are handed in, both are asked to join into one",
        "Mid Devon E07000042",
        "(BST)",
    ):
        assert each in said, each
    assert "Come forward" in words_in(browser_of().get("/calls/"))


def test_a_few_first_questions_say_why_not_and_what_else_and_nothing_is_kept(
    valid_html: ValidHtml,
) -> None:
    call = a_call()
    browser = browser_of()
    address = f"/calls/{call.ref}/fit/"
    assert browser.post(address, {}).status_code == 422
    unfit = browser.post(address, {"q1": "no"})
    valid_html(unfit)
    assert "Look at the Countywide Fund instead." in words_in(unfit)
    assert "It looks as if it is for you" in words_in(browser.post(address, {"q1": "yes"}))
    assert not browser.session.keys()


def test_one_begins_signed_in_and_what_was_typed_is_kept(valid_html: ValidHtml) -> None:
    call = a_call(one_per_area=True)
    address = f"/calls/{call.ref}/apply/"
    assert browser_of().get(address).status_code == 403
    browser = browser_of(someone("Bea"))
    wrong = browser.post(address, {"title": "Food on Mill Lane", "lead": "", "area": "E99"})
    assert wrong.status_code == 422
    assert "Food on Mill Lane" in wrong.content.decode()
    answer = browser.post(
        address, {"title": "Food on Mill Lane", "lead": "Mill Trust", "area": AREAS[0].code}
    )
    begun = Application.objects.get()
    assert (answer.status_code, begun.area_name, begun.lead.name) == (302, "Burnley", "Mill Trust")
    hub = browser.get(page(begun))
    valid_html(hub)
    assert "3 things left before you can hand it in" in words_in(hub)
    assert "Before you can hand it in" in words_in(hub)


def test_a_partner_answers_by_link_without_an_account_once(valid_html: ValidHtml) -> None:
    application = an_application(a_call(n_partners_wanted=1))
    leader = browser_of(leader_of(application))
    for wrong in ({"name": "", "email": "x@y.org"}, {"name": "Hall", "email": "nobody"}):
        assert leader.post(page(application, "partners/"), wrong).status_code == 422
    asked = {"name": "The Hall", "email": "una@hall.example"}
    assert leader.post(page(application, "partners/"), asked).status_code == 302
    wrong_link = link_to("una@hall.example", "partner")
    named = application.partners.get()
    again = page(application, f"partners/{named.pk}/ask/")
    valid_html(leader.get(again))
    assert leader.post(again, {"email": "una@hall.example"}).status_code == 302
    assert "This link opens nothing" in words_in(browser_of().get(wrong_link))
    link = link_to("una@hall.example", "partner")
    stranger = browser_of()
    valid_html(stranger.get(link))
    no_words = stranger.post(link, {"says": "yes", "name": "Una", "words": ""})
    assert (no_words.status_code, "Say what you bring" in words_in(no_words)) == (422, True)
    told = {"says": "yes", "name": "Una Oyelaran", "words": "Our hall, twice a week"}
    assert stranger.post(link, told).status_code == 302
    assert "This link opens nothing" in words_in(stranger.get(link))
    hub = leader.get(page(application))
    assert "Our hall, twice a week (Una Oyelaran)" in words_in(hub)
    valid_html(leader.get(page(application, "partners/")))
    assert leader.post(page(application, f"partners/{named.pk}/drop/")).status_code == 302


def test_a_partner_with_an_account_answers_on_its_page_and_nobody_else_does() -> None:
    application, una = an_application(), someone("Una")
    partner = actions.add_partner(
        application=application, name="The Hall", email=una.email, by=None, at=OPEN
    )
    answer = page(application, f"partners/{partner.pk}/answer/")
    told = {"says": "no", "name": "Una", "words": "We are too small."}
    assert browser_of(leader_of(application)).post(answer, told).status_code == 404
    assert "You are asked" in words_in(browser_of(una).get(page(application)))
    assert browser_of(una).post(answer, told).status_code == 302
    assert browser_of(una).post(answer, told).status_code == 409


def test_the_chief_executive_reads_and_says_yes_by_a_link_that_works_once(
    valid_html: ValidHtml,
) -> None:
    application = an_application(a_call(wants_endorsement=True))
    leader = browser_of(leader_of(application))
    asked = {"council": CHIEF.council, "name": CHIEF.name, "email": "cheif@x.example"}
    assert leader.post(page(application, "council/"), asked).status_code == 302
    wrong = link_to("cheif@x.example", "council")
    leader.post(page(application, "council/"), asked | {"email": CHIEF.email})
    assert "This link opens nothing" in words_in(browser_of().get(wrong))
    link = link_to(CHIEF.email, "council")
    opened = browser_of().get(link)
    valid_html(opened)
    assert "People are ready." in words_in(opened)
    assert queries.fingerprint(application)[:16] in words_in(opened)
    assert browser_of().post(link, {"says": "no", "words": " "}).status_code == 422
    assert browser_of().post(link, {"says": "yes"}).status_code == 302
    assert "This link opens nothing" in words_in(browser_of().get(link))
    hub = leader.get(page(application))
    assert "Stands behind it" in words_in(hub)
    write(application, {"people": "9"})
    changed = words_in(leader.get(page(application)))
    assert "Void The application changed after Burnley Council was asked" in changed
    valid_html(leader.get(page(application, "council/")))


def test_a_deadline_passed_while_typing_keeps_the_work_and_tells_why(
    monkeypatch: pytest.MonkeyPatch, valid_html: ValidHtml
) -> None:
    application = an_application()
    leader = browser_of(leader_of(application))
    at_time(monkeypatch, CLOSES)
    sent = {"why-0": "We are still here.", "seen-why-0": "1", "on": "1"}
    assert leader.post(page(application, "part/1/"), sent).status_code == 302
    hub = leader.get(page(application))
    valid_html(hub)
    said = words_in(hub)
    assert "Too late to hand in" in said
    assert "All you wrote is kept" in said
    assert leader.post(page(application, "hand-in/")).status_code == 409
    actions.let_in_late(application=application, until_at=SHUT, because="Fire", by=None, at=CLOSES)
    assert "You are let in" in words_in(leader.get(page(application)))
    assert leader.post(page(application, "hand-in/")).status_code == 302
    kept = Application.objects.get(pk=application.pk)
    assert (kept.stage, "still here" in words_in(leader.get(page(application)))) == (
        S.SUBMITTED,
        True,
    )


def test_two_of_one_area_are_told_what_follows_before_and_after(valid_html: ValidHtml) -> None:
    call = a_call(one_per_area=True, when_two=WhenTwo.JOIN)
    first, second = an_application(call, "Kitchen"), an_application(call, "Orchard")
    before = browser_of(leader_of(first)).get(page(first, "hand-in/"))
    assert "both are asked to join into one" in words_in(before)
    for each in (first, second):
        assert browser_of(leader_of(each)).post(page(each, "hand-in/")).status_code == 302
    for each in (first, second):
        after = browser_of(leader_of(each)).get(page(each))
        valid_html(after)
        assert "You are all asked to join into one" in words_in(after)
        told = Message.objects.filter(to=leader_of(each).email, text__contains="join into one")
        assert told.exists()


def test_what_is_asked_is_answered_answer_by_answer_and_its_history_kept(
    monkeypatch: pytest.MonkeyPatch, valid_html: ValidHtml
) -> None:
    application = handed_in()
    at_time(monkeypatch, SHUT)
    actions.ask_more(
        application=application,
        words="One thing.",
        doubts=[Doubt("people", "Of which census?")],
        by=None,
        at=SHUT,
    )
    leader = browser_of(leader_of(application))
    assert leader.get(page(application, "part/1/")).status_code == 302
    shown = leader.get(page(application, "more/"))
    valid_html(shown)
    assert "They ask: Of which census?" in words_in(shown)
    wrong = leader.post(page(application, "more/"), {"people-0": "many"})
    assert (wrong.status_code, "many" in wrong.content.decode()) == (422, True)
    assert leader.post(page(application, "more/hand-in/")).status_code == 409
    assert leader.post(page(application, "more/"), {"people-0": "4300"}).status_code == 302
    assert leader.post(page(application, "more/hand-in/")).status_code == 302
    read = leader.get(page(application))
    valid_html(read)
    assert "Before: 4200 Now: 4300" in words_in(read)


def test_nobody_else_reads_a_draft_and_other_teams_and_programmes_read_nothing() -> None:
    application, manager = an_application(), None
    manager = a_manager(application.call.programme)
    other = a_manager(a_programme("Elsewhere"))
    for account in (None, someone("Sam"), manager, other):
        assert browser_of(account).get(page(application)).status_code == 404
    handed_in(application)
    assert browser_of(manager).get(page(application)).status_code == 200
    for account in (None, someone("Sam"), other):
        assert browser_of(account).get(page(application)).status_code == 404
    assert browser_of(manager).post(page(application, "withdraw/")).status_code == 403


def test_one_page_costs_the_same_however_much_stands_behind_it() -> None:
    application = an_application(a_call(n_partners_wanted=2, wants_endorsement=True))
    browser = browser_of(leader_of(application))
    an_endorsement(application)
    a_partner(application, "The first")

    def n_queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get(page(application))
        return len(asked)

    n_queries()  # the first page of a session asks a little more
    few = n_queries()
    for number in range(6):
        a_partner(application, f"Partner {number}")
    assert n_queries() == few
