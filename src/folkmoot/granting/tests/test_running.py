"""The grant manager's pages: a call from its questions to its list, and what is said of each."""

import csv
import io
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folkmoot.granting.models import Application, ApplicationStage, Call, CallStage, QuestionsKept
from folkmoot.granting.tests.makers import (
    CLOSES,
    NOON,
    OPEN,
    SHUT,
    a_call,
    a_draft_call,
    a_manager,
    a_programme,
    an_application,
    an_eligible,
    handed_in,
    leader_of,
    someone,
)
from folkmoot.granting.tests.test_pages import words_in
from folkmoot.kernel import clock
from folkmoot.kernel.questions.asking import Kind
from folkmoot.kernel.questions.models import QuestionSet
from folkmoot.programmes.models import Programme
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db
S = ApplicationStage


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def moment(name: str, when: datetime) -> dict[str, str]:
    return {
        f"{name}_day": str(when.day),
        f"{name}_month": str(when.month),
        f"{name}_year": str(when.year),
        f"{name}_time": "12:00",
    }


YES_NO: dict[str, Any] = {
    "part": "1", "text": "Does anybody hold money for you?", "kind": "yes_no", "is_required": "on",
}  # fmt: skip
WHICH = {
    "part": "1", "text": "Which?", "kind": "reference", "meaning": "holder",
    "condition": "does_anybody_hold_money_for=yes",
}  # fmt: skip
TABLE = {
    "part": "new", "new_part": "Costs", "text": "What is it for?", "kind": "table",
    "columns": "What\nCost | money", "most": "6",
}  # fmt: skip
CHOICE = {
    "part": "3", "text": "What is it about?", "kind": "one", "choices": "Food\nYoung people",
}  # fmt: skip


def a_set_begun(programme: Programme) -> tuple[Client, str, QuestionSet]:
    """A set of questions that the grant manager has begun: browser, address, set."""
    browser, home = browser_of(a_manager(programme)), f"/calls/of/{programme.slug}/questions/"
    begun = browser.post(f"{home}new/", {"title": "Expression of interest"})
    return browser, begun["Location"], QuestionsKept.objects.get(programme=programme).question_set


def test_questions_of_every_kind_are_written_without_a_script(valid_html: ValidHtml) -> None:
    browser, page, kept = a_set_begun(a_programme())
    valid_html(browser.get(page))
    valid_html(browser.get(f"{page}add/"))
    for wrong, why in (
        ({"kind": "long"}, "Say how many words there may be."),
        ({"kind": "one", "choices": "Only one"}, "Write at least two answers"),
        ({"kind": "table"}, "Write the columns"),
        ({"kind": "reference"}, "Say which list it is chosen from."),
        ({"kind": "short", "meaning": "amount"}, "that is answered with a sum of money"),
        ({"part": "new"}, "Say what the new part is called."),
        ({"kind": "money", "most": "lots"}, "Write it in figures"),
    ):
        answer = browser.post(f"{page}add/", YES_NO | wrong)
        assert (answer.status_code, why in words_in(answer)) == (422, True), why
    for more in (YES_NO, WHICH, TABLE, CHOICE):
        assert browser.post(f"{page}add/", more).status_code == 302, more
    form = kept.form()
    assert [part.title for part in form.parts] == ["The place and its people", "Money", "Costs"]
    columns = [(each.text, each.kind) for each in form.parts[2].questions[0].columns]
    assert columns == [("What", Kind.SHORT), ("Cost", Kind.MONEY)]
    valid_html(browser.get(f"{page}ask/{form.parts[2].questions[1].key}/"))
    valid_html(browser.get(f"{page}see/"))


def test_questions_are_moved_published_and_written_anew_by_their_own_programme_alone() -> None:
    programme, other = a_programme(), a_programme("Elsewhere")
    browser, page, kept = a_set_begun(programme)
    for more in (YES_NO, WHICH, TABLE, CHOICE):
        browser.post(f"{page}add/", more)
    table, choice = (each.key for each in kept.form().parts[2].questions)
    browser.post(page, {"move": f"up:{choice}"})
    assert [each.key for each in kept.form().parts[2].questions] == [choice, table]
    refused = browser.post(page, {"move": "down:does_anybody_hold_money_for"})
    assert (refused.status_code, "has to be asked before it" in words_in(refused)) == (409, True)
    browser.post(page, {"out": table})
    browser.post(f"{page}part/2/", {"title": "The money", "intro": "", "most_turns": "1"})
    browser.post(page, {"part": "up:2"})
    assert kept.form().parts[0].title == "The money"
    strangers = browser_of(a_manager(other))
    assert strangers.get(page).status_code == 403
    assert strangers.get(page.replace(programme.slug, other.slug)).status_code == 404
    assert browser.post(f"{page}publish/").status_code == 302
    assert browser.post(page, {"out": choice}).status_code == 409
    assert browser.get(f"{page}add/").status_code == 409
    assert browser.post(f"{page}copy/").status_code == 302
    assert QuestionsKept.objects.filter(programme=programme).count() == 2


def test_a_call_is_prepared_published_and_its_deadline_moved(
    monkeypatch: pytest.MonkeyPatch, valid_html: ValidHtml
) -> None:
    done = a_draft_call()  # its questions are there to choose
    programme = done.programme
    browser = browser_of(a_manager(programme))
    home = f"/calls/of/{programme.slug}/"
    valid_html(browser.get(home))
    assert browser.post(f"{home}new/", {"name": "", "kind": "plan"}).status_code == 422
    begun = browser.post(
        f"{home}new/",
        {"name": "Come along", "kind": "expression", "what": "A", "who": "B", "how": "C",
         "most_pence": "£50,000"},
    )  # fmt: skip
    page = begun["Location"]
    call = Call.objects.get(name="Come along")
    assert (page, call.most_pence) == (f"/calls/{call.ref}/", 5_000_000)
    for name in ("edit", "needs", "areas", "first", "questions", "publish"):
        valid_html(browser.get(f"{page}{name}/"))
    wrong = browser.post(f"{page}areas/", {"areas": "Burnley"})
    assert "Line 1, “Burnley”: write a code and a name." in words_in(wrong)
    browser.post(f"{page}areas/", {"areas": "e07000117, Burnley, North West, urban"})
    first = {"text1": "One place?", "fits1": "yes", "otherwise1": "", "fits2": "yes"}
    assert "say why not, and what else" in words_in(browser.post(f"{page}first/", first))
    browser.post(f"{page}first/", first | {"otherwise1": "Try another."})
    browser.post(
        f"{page}needs/", {"n_partners_wanted": "1", "one_per_area": "on", "when_two": "join"}
    )
    browser.post(f"{page}questions/", {"questions": str(done.questions_id)})
    window = moment("opens_at", NOON) | moment("closes_at", NOON)
    assert browser.post(f"{page}publish/", window).status_code == 422
    window = moment("opens_at", OPEN) | moment("closes_at", CLOSES)
    assert browser.post(f"{page}publish/", window).status_code == 302
    call.refresh_from_db()
    assert (call.stands(NOON), call.areas.get().region) == (CallStage.SCHEDULED, "North West")
    assert browser.get(f"{page}edit/").status_code == 409
    monkeypatch.setattr(clock, "now", lambda: SHUT)
    valid_html(browser.get(page))
    assert browser.post(f"{page}reopen/", moment("closes_at", SHUT)).status_code == 422
    later = moment("closes_at", SHUT.replace(month=12)) | {"why": "Floods"}
    assert browser.post(f"{page}reopen/", later).status_code == 302
    assert "Opened again" in words_in(browser_of().get(page))


def test_what_is_said_of_an_application_is_said_in_words_by_somebody_else(
    monkeypatch: pytest.MonkeyPatch, valid_html: ValidHtml
) -> None:
    call = a_call()
    application = handed_in(an_application(call))
    late = an_application(call, "Late")
    monkeypatch.setattr(clock, "now", lambda: SHUT)
    browser = browser_of(a_manager(call.programme))
    page = f"/applications/{application.ref}/"
    valid_html(browser.get(page))
    valid_html(browser.get(f"{page}ask/"))
    assert browser.post(f"{page}ask/", {"words": "One thing"}).status_code == 422
    asked = {"words": "One thing", "people-0": "Of which census?"}
    assert browser.post(f"{page}ask/", asked).status_code == 302
    assert browser.post(f"{page}unfit/", {"words": " "}).status_code == 422
    assert browser.post(f"{page}unfit/", {"words": "It is outside the area."}).status_code == 302
    assert browser.post(f"{page}fits/", {"words": ""}).status_code == 422
    assert browser.post(f"{page}again/", {"words": "We misread the map."}).status_code == 302
    assert browser.post(f"{page}fits/", {"words": ""}).status_code == 302
    application.refresh_from_db()
    assert application.stage == S.ELIGIBLE
    until = moment("until_at", SHUT.replace(month=12)) | {"because": "Fire"}
    let_in = f"/calls/{call.ref}/let-in/"
    assert browser.post(let_in, until | {"ref": "2222222"}).status_code == 422
    assert browser.post(let_in, until | {"ref": late.ref.upper()}).status_code == 302
    assert late.let_in.count() == 1
    assert browser.post(f"/calls/{call.ref}/conclude/").status_code == 409


def test_the_list_pages_filters_sorts_with_as_many_questions_for_many_as_for_few(
    monkeypatch: pytest.MonkeyPatch, valid_html: ValidHtml
) -> None:
    call = a_call()
    an_eligible(call, "Kitchen")
    handed_in(an_application(call, "Orchard", area="E08000026"))
    an_application(call, "A draft")
    monkeypatch.setattr(clock, "now", lambda: SHUT)
    browser = browser_of(a_manager(call.programme))
    page = f"/calls/{call.ref}/applications/"
    shown = browser.get(page)
    valid_html(shown)
    assert "2 applications: 1 handed in" in words_in(shown)
    assert "A draft" not in words_in(shown)
    for query, there, away in (
        ("stage=ELIGIBLE", "Kitchen", "Orchard"),
        ("area=E08000026", "Orchard", "Kitchen"),
        ("words=orch+trust", "Orchard", "Kitchen"),
    ):
        said = words_in(browser.get(f"{page}?{query}"))
        assert there in said, query
        assert away not in said.replace("Come forward", ""), query
    assert "None of them is like that" in words_in(browser.get(f"{page}?words=nothing"))

    def n_queries(query: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"{page}?{query}")
        return len(asked)

    few = [n_queries(query) for query in ("", "words=o&sort=sum&page=2")]
    model = Application.objects.get(title="Orchard")
    for number in range(60):
        handed_in(an_application(call, f"Onion {number}", by=leader_of(model)))
    assert [n_queries(query) for query in ("", "words=o&sort=sum&page=2")] == few
    assert "Onion" in words_in(browser.get(f"{page}?page=2&sort=title"))
    for account in (a_manager(call.programme), leader_of(model), someone("Sam")):
        whole = Application.objects.visible_to(account).filter(call=call, is_handed_in=True)
        assert {*Application.objects.visible_in(call, account)} == {*whole}
        counts = Application.objects.counts_in(call, account)
        assert sum(counts.values()) == len(whole)


def test_the_list_goes_out_as_tables_in_which_nothing_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    call = a_call()
    handed_in(an_application(call, "=HYPERLINK(1)", lead="@Trust"))
    monkeypatch.setattr(clock, "now", lambda: SHUT)
    browser = browser_of(a_manager(call.programme))
    streamed: Any = browser.get(f"/calls/{call.ref}/applications.csv")
    sent = b"".join(streamed.streaming_content)
    head, row = csv.reader(io.StringIO(sent.decode("utf-8-sig")))
    told = dict(zip(head, row, strict=True))
    assert (told["title"], told["lead organisation"]) == ("'=HYPERLINK(1)", "'@Trust")
    assert told["asked pence"] == "2000000"
    book = browser.get(f"/calls/{call.ref}/applications.xlsx").getvalue()
    assert book[:2] == b"PK"
