"""A place's and a hub's numbers: what they are made of, who reads them, and how much they ask."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.gatherings.models import Gathering, Guest
from folkmoot.kernel.access.roles import CUSTODIAN
from folkmoot.learning import actions, queries
from folkmoot.learning.models import (
    Completion,
    CourseEdition,
    Learner,
    Run,
    Seat,
    Session,
    Standing,
    Way,
)
from folkmoot.learning.tests.makers import (
    AFTER,
    NOON,
    a_convenor,
    a_course,
    a_place,
    a_run,
    a_trainer,
    at_moment,
    came,
    completed,
    page,
    signed_up,
)
from folkmoot.people.actions import add_organisation, give_organisation_role
from folkmoot.people.models import Organisation
from folkmoot.places.models import Place
from folkmoot.places.tests.makers import a_steward, someone
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _after(monkeypatch: pytest.MonkeyPatch) -> None:
    at_moment(monkeypatch, AFTER)


def a_hub(name: str = "The Wheel") -> Organisation:
    add_organisation(name=name, kind="charity", by=None, at=NOON)
    return Organisation.objects.get(name=name)


def a_group(place: Place, n_finished: int, n_more: int = 0, **more: Any) -> Run:
    """A run that some finished, and some only began."""
    run = a_run(a_course(place, n_needed=1, **more), seats=100)
    people = [signed_up(run, f"Learner {n}") for n in range(n_finished + n_more)]
    came(run, *people, to=1)
    if n_finished:
        actions.confirm_completions(run=run, learners=people[:n_finished], by=None, at=AFTER)
    return run


def test_each_number_is_what_it_says_and_opens_to_the_runs_it_is_made_of() -> None:
    place = a_place()
    run = a_group(place, 2, 1)
    knew = signed_up(run, "Knew it", at=NOON)
    actions.recognise_learning(learner=knew, because="Ten years", by=None, at=AFTER)
    wrong = completed(signed_up(a_run(run.course), "Wrong"))
    actions.withdraw_completion(completion=wrong, why="Wrong", by=None, at=AFTER)
    found = queries.numbers_of_place(place, exactly=True, at=AFTER)
    assert (found.whole.n_runs, found.whole.started, found.whole.finished) == (2, "4", "3")
    assert found.whole.hours == "30"  # three at one session of six hours, one at two
    [quarter] = found.by_quarter
    assert quarter.told.name == "April to June 2026"
    assert sorted((each.n_started, each.n_finished) for each in quarter.runs) == [(1, 0), (3, 3)]
    [trainer] = found.by_trainer
    assert trainer.told.name == "Tess of Wren's Cross"


def test_a_run_that_has_not_begun_or_was_only_planned_counts_for_nothing() -> None:
    place = a_place()
    a_run(a_course(place))
    assert queries.numbers_of_place(place, exactly=True, at=NOON).whole.n_runs == 0


def test_a_hub_reads_all_its_places_and_nothing_of_other_hubs() -> None:
    here, there, hub, other = a_place(), a_place("Elm Park"), a_hub(), a_hub("The Mill")
    a_group(here, 6, hub=hub)
    a_group(there, 7, hub=hub, title="Listening")
    a_group(here, 8, hub=other, title="Power")
    found = queries.numbers_of_hub(hub, exactly=True, at=AFTER)
    told = [(each.told.name, each.told.finished) for each in found.by_place]
    assert told == [("Elm Park", "7"), ("Wren's Cross", "6")]
    assert found.whole.finished == "13"
    assert queries.numbers_of_place(here, exactly=True, at=AFTER).whole.finished == "14"


def test_few_are_hidden_from_outsiders_on_the_page_and_in_the_table(valid_html: ValidHtml) -> None:
    place, hub = a_place(), a_hub()
    a_group(place, 2, hub=hub)
    add = give_organisation_role
    keeper = someone("Kit")
    add(organisation=hub, email=keeper.email, role=CUSTODIAN, by=None, at=NOON)
    for account, address, sees in (
        (a_convenor(place), page("numbers", place.slug), True),
        (a_convenor(a_place("Elm Park")), page("numbers", place.slug), False),
        (None, page("numbers", place.slug), False),
        (keeper, page("hub_numbers", hub.ref), True),
        (a_convenor(place), page("hub_numbers", hub.ref), False),
        (a_steward(), page("hub_numbers", hub.ref), False),
        (None, page("hub_numbers", hub.ref), False),
    ):
        answer = browser_of(account).get(address)
        valid_html(answer)
        shown = answer.content.decode()
        assert ("Tess" in shown) == sees
        assert ("fewer than 5" in shown) != sees
        rows = list(csv.reader(io.StringIO(browser_of(account).get(f"{address}table.csv")
                                           .content.decode("utf-8-sig"))))  # fmt: skip
        assert rows[1][4] == ("2" if sees else "not shown")


def test_a_table_holds_no_formula() -> None:
    place = a_place()
    a_group(place, 6, title="=HYPERLINK(1)")
    sent = browser_of(a_convenor(place)).get(page("numbers_table", place.slug))
    assert "course,'=HYPERLINK(1)" in sent.content.decode()


def test_an_empty_place_says_so(valid_html: ValidHtml) -> None:
    answer = browser_of(None).get(page("numbers", a_place().slug))
    valid_html(answer)
    assert "Nobody has learnt anything here yet" in answer.content.decode()


def many(place: Place, n_runs: int, n_each: int) -> None:
    """Runs with completions, written straight into the tables."""
    course = a_course(place, n_sessions=1, n_needed=1)
    edition, trainer = CourseEdition.objects.get(course=course), a_trainer(course)
    begins = NOON - timedelta(days=900)
    made: dict[Any, list[Any]] = {}

    def put(row: Any) -> Any:
        made.setdefault(type(row), []).append(row)
        return row

    for number in range(n_runs):
        starts = begins + timedelta(days=number)
        run = put(Run(edition=edition, stage="OPEN", seats=50, planned_at=begins, opened_at=begins))
        meeting = put(
            Gathering(
                place=place, kind="training", title="Listening", stage="HELD", where="The hall",
                starts_at=starts, ends_at=starts + timedelta(hours=6), changed_at=begins,
                planned_at=begins, announced_at=begins, ended_at=starts + timedelta(hours=6),
            )
        )  # fmt: skip
        session = put(Session(run=run, gathering=meeting))
        for _ in range(n_each):
            standing = Standing.TAKING_PART
            learner = put(
                Learner(run=run, standing=standing, signed_up_at=begins, seated_at=begins)
            )
            guest = put(Guest(gathering=meeting, came_at=starts))
            put(Seat(learner=learner, session=session, guest=guest))
            put(Completion(learner=learner, way=Way.CAME, confirmed_at=starts))
    for model, rows in made.items():
        model.objects.bulk_create(rows, batch_size=500)
    runs = made[Run]
    through = Run.trainers.through
    through.objects.bulk_create(through(run=run, trainer=trainer) for run in runs)


@pytest.mark.sqlite
def test_nine_thousand_completions_ask_no_more_than_nine() -> None:
    few, lots = a_place(), a_place("Elm Park")
    many(few, 3, 3)
    many(lots, 600, 15)
    asked = []
    for place in (few, lots):
        browser = browser_of(a_convenor(place))
        for address in (page("numbers", place.slug), page("in_place", place.slug)):
            browser.get(address)
            with CaptureQueriesContext(connection) as seen:
                shown = browser.get(address).content.decode()
            asked.append(len(seen))
        if place == lots:
            found = queries.numbers_of_place(place, exactly=True, at=AFTER)
            assert (found.whole.finished, found.whole.hours) == ("9,000", "54,000")
            assert shown
    assert asked[:2] == asked[2:]
