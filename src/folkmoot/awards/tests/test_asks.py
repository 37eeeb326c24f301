"""A funder asks questions of its own in returns: published, from a day on, and never of what was
begun.
"""

import io
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError

from folkmoot.awards import queries
from folkmoot.awards.actions import asks, take_in_sheet
from folkmoot.awards.models import Award, Return, ReturnsAsk
from folkmoot.awards.queries.asks import set_of_funder
from folkmoot.awards.returning.sheet import tables_of
from folkmoot.awards.returning.which import SaidToAsk, asked_of
from folkmoot.awards.tests.makers import (
    NOON,
    TODAY,
    an_award,
    an_organisation,
    holder,
    manager,
    opened,
    over,
    some_returns,
    who,
)
from folkmoot.kernel.access.roles import AWARD_MANAGER
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.questions.actions import publish_set, rewrite_set
from folkmoot.kernel.questions.asking import Asked, Column, Form, Kind, Part
from folkmoot.kernel.questions.models import QuestionSet
from folkmoot.kernel.questions.queries import meant_by, typed_in
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.sheets.reading import read_sheets
from folkmoot.kernel.sheets.writing import as_workbook
from folkmoot.kernel.ui.words import day
from folkmoot.places.tests.makers import a_place
from tests.fixtures.pages import browser_of

pytestmark = pytest.mark.django_db
FORM = Form(
    "How is it going?",
    [
        Part(
            "Money and meals",
            [
                Asked("granted", Kind.MONEY, "What was awarded?", meaning="amount"),
                Asked("meals", Kind.NUMBER, "How many meals?", meaning="meals"),
                Asked(
                    "costs",
                    Kind.TABLE,
                    "What did it cost?",
                    columns=[Column("what", "What"), Column("cost", "Cost", Kind.MONEY)],
                    is_required=False,
                ),
            ],
        )
    ],
)


def some_asked(award: Award, form: Form = FORM, *, published: bool = True) -> QuestionSet:
    """A set of the funder's own."""
    by = manager(award)
    drafted = asks.write_return_questions(funder=award.funder, title=form.title, by=by, at=NOON)
    drafted = rewrite_set(question_set=drafted, form=form, by=by, at=NOON)
    return publish_set(question_set=drafted, by=by, at=NOON) if published else drafted


def ask(of: Award, asked: QuestionSet, **more: object) -> ReturnsAsk:
    said = {"from_date": TODAY, "by": manager(of), "at": NOON} | more
    return asks.ask_in_returns(funder=of.funder, question_set=asked, **said)  # type: ignore[arg-type]


def asked_in(award: Award) -> list[str]:
    rows = award.returns.order_by("number").select_related("question_set")
    return [str(each.question_set or "") for each in rows]


def test_what_is_said_of_one_award_goes_before_what_is_said_of_all_and_then_the_later() -> None:
    award, other, first, second, third = (uuid4() for _ in range(5))
    said = [
        SaidToAsk(first, date(2026, 1, 1), NOON),
        SaidToAsk(second, date(2026, 7, 1), NOON + timedelta(1), which="LAST"),
        SaidToAsk(third, date(2026, 7, 1), NOON - timedelta(1), award=award),
    ]

    def found(award_: object, ends: date, *, is_last: bool) -> object:
        told = asked_of(said, award=award_, ends=ends, is_last=is_last)  # type: ignore[arg-type]
        return told and told.question_set

    assert found(award, date(2026, 3, 31), is_last=False) == first
    assert found(award, date(2026, 9, 30), is_last=True) == third
    assert found(other, date(2026, 9, 30), is_last=True) == second
    assert found(other, date(2026, 9, 30), is_last=False) == first
    assert found(other, date(2025, 12, 31), is_last=False) is None


def test_returns_to_come_ask_it_and_what_was_begun_keeps_what_it_asked() -> None:
    award = an_award()
    elsewhere = an_award(a_place("Cold Ash"), funder=an_organisation("Another Fund"))
    first, second, _ = some_returns(award, asked=True)
    some_returns(elsewhere)
    opened(first)
    ask(award, some_asked(award), from_date=second.ends_date)
    ours = "What we did (1)"
    assert asked_in(award) == [ours, "How is it going? (1)", "How is it going? (1)"]
    assert asked_in(elsewhere) == ["", "", ""]
    with pytest.raises(DatabaseError, match="keeps what it asked"):
        Return.objects.filter(pk=first.pk).update(question_set=None)


def test_whoever_writes_returns_to_come_is_told_once_what_they_ask_from_when() -> None:
    award = an_award()
    twin = an_award(title="Another winter")
    elsewhere = an_award(a_place("Cold Ash"), funder=an_organisation("Another Fund"))
    first, second, _ = some_returns(award, asked=True)
    for each in (twin, elsewhere):
        some_returns(each)
    opened(first)
    ask(award, some_asked(award), from_date=second.ends_date)
    written = Message.objects.filter(subject__contains="asks something else")
    told = written.get()
    assert told.to == holder(award).email
    wanted = [f"From periods that end on {day(second.ends_date)}", "How is it going?"]
    for words in (*wanted, "Return 2 of", "Return 3 of", "Another winter", "keeps what it asked"):
        assert words in told.text
    assert "Return 1 of “A hub" not in told.text
    ask(award, ReturnsAsk.objects.get().question_set, from_date=second.ends_date)
    assert written.count() == 1, "nothing asks anything else now"


def test_a_later_version_is_asked_from_its_day_and_of_the_last_return_alone() -> None:
    award = an_award()
    returns = some_returns(award)
    asked = some_asked(award)
    ask(award, asked)
    again = asks.copy_return_questions(
        funder=award.funder, question_set=asked, by=manager(award), at=NOON
    )
    with pytest.raises(Refused, match="Publish the questions first"):
        ask(award, again)
    again = publish_set(question_set=again, by=manager(award), at=NOON)
    ask(award, again, which="LAST", award=award, from_date=returns[0].ends_date)
    assert asked_in(award)[1:] == ["How is it going? (1)", "How is it going? (2)"]
    with pytest.raises(Refused, match="more than a year ago"):
        ask(award, again, from_date=TODAY - timedelta(400))


def test_a_funder_asks_its_own_questions_of_its_own_awards() -> None:
    award = an_award()
    other = an_award(a_place("Cold Ash"), funder=an_organisation("Another Fund"))
    asked = some_asked(award)
    with pytest.raises(Refused, match="not questions of Another Fund"):
        ask(other, asked)
    with pytest.raises(Refused, match="is not an award of"):
        ask(award, asked, award=other)
    offered = dict(queries.questions_offered(other.funder))
    assert str(asked.pk) not in offered
    assert str(asked.pk) in dict(queries.questions_offered(award.funder))
    said = ask(award, asked)
    with pytest.raises(DatabaseError, match="stays"):
        ReturnsAsk.objects.filter(pk=said.pk).delete()


def test_returns_planned_later_ask_what_the_funder_said() -> None:
    award = an_award()
    ask(award, some_asked(award))
    some_returns(award, as_funder_asks=True)
    assert set(asked_in(award)) == {"How is it going? (1)"}


def test_answers_go_on_by_what_they_mean_and_the_workbook_comes_back() -> None:
    award = an_award()
    first, second, _ = some_returns(award)
    ask(award, some_asked(award))
    returned = opened(Return.objects.get(pk=first.pk))
    assert returned.answer_set
    assert meant_by(returned.answer_set)["amount"] == award.awarded_pence
    book = queries.stands_in(returned)
    cells = [replace(c, typed="120") if c.asked.key == "meals" else c for c in book.answers]
    filled = replace(book, answers=tuple(reversed(cells)))
    tables = [t if t.name != "Return" else tables_of(book)[0] for t in tables_of(filled)]
    sheets = read_sheets(io.BytesIO(as_workbook(tables, at=NOON)), "return.xlsx")
    at, by = over(first), holder(award)
    take_in_sheet(returned=returned, sheets=sheets, by=by, at=at)
    assert meant_by(returned.answer_set)["meals"] == 120
    meals = Asked("plates", Kind.NUMBER, "How many plates?", meaning="meals")
    renamed = Form(FORM.title, [Part("Meals", [meals, Asked("costs", Kind.SHORT, "Why?")])])
    asked = QuestionSet.objects.get(slug__contains="how-is")
    again = asks.copy_return_questions(
        funder=award.funder, question_set=asked, by=manager(award), at=NOON
    )
    rewrite_set(question_set=again, form=renamed, by=manager(award), at=NOON)
    later_on = NOON + timedelta(hours=1)
    ask(award, publish_set(question_set=again, by=manager(award), at=NOON), at=later_on)
    later = opened(Return.objects.get(pk=second.pk))
    assert later.answer_set
    assert typed_in(later.answer_set) == {("plates", 0): "120"}


def test_only_those_who_look_after_the_funders_awards_come_in() -> None:
    award = an_award()
    asked = some_asked(award, published=False)
    gil, ann = browser_of(manager(award)), browser_of(holder(award))
    elsewhere = an_organisation("Another Fund")
    other = browser_of(who(AWARD_MANAGER, elsewhere))
    here = f"/awards/asks/{award.funder.ref}/"
    assert [each.get(here).status_code for each in (browser_of(), other, ann)] == [403] * 3
    assert other.get(f"/awards/asks/{elsewhere.ref}/{asked.pk}/").status_code == 404
    assert gil.get(f"{here}{asked.pk}/use/").status_code == 409
    gil.post(f"{here}{asked.pk}/publish/")
    assert "Say from when it is asked" in gil.get(here).content.decode()
    assert gil.get(f"{here}{asked.pk}/see/").status_code == 200
    for wrong in ({}, {"from_date": "soon", "which": "EVERY"}, {"which": "SOME"}):
        assert gil.post(f"{here}{asked.pk}/use/", wrong).status_code == 422
    first = some_returns(award)[0]
    told = {"from_date_day": "12", "from_date_month": "1", "from_date_year": "2026"}
    told |= {"which": "EVERY", "award": ""}
    answer = gil.post(f"{here}{asked.pk}/use/", told, follow=True)
    assert "for periods that end on 12 January 2026 or later" in answer.content.decode()
    assert "What it asks" in ann.get(f"/awards/returns/{first.ref}/").content.decode()
    assert "How many meals?" in ann.get(f"/awards/returns/{first.ref}/asks/").content.decode()
    assert other.get(f"/awards/returns/{first.ref}/asks/").status_code == 404


def test_the_same_title_twice_is_refused_in_a_sentence() -> None:
    award = an_award()
    some_asked(award)
    with pytest.raises(Refused, match="already"):
        some_asked(award)
    assert set_of_funder(an_organisation("Another Fund"), uuid4()) is None
