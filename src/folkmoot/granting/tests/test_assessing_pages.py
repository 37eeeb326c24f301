"""The pages of a panel and a choice: each finds their own next step, and nobody else a way in."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folkmoot.granting import actions
from folkmoot.granting.models import Application, Choice, Letter
from folkmoot.granting.queries import marks
from folkmoot.granting.queries.waiting import everything_waiting as tasks_for
from folkmoot.granting.tests.assessing_makers import (
    LATER,
    MAY,
    a_chair,
    a_choice,
    all_marked,
    answered,
    decided,
    given_out,
    marked,
    recommended,
    task_of,
    tasks_on,
    the_manager,
)
from folkmoot.granting.tests.makers import a_manager, leader_of, on_the_team, someone
from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import CONTRACTOR, EVALUATOR
from folkmoot.programmes.tests.makers import a_decider, a_programme
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def test_an_assessor_declares_marks_keeps_and_hands_in_by_the_pages(
    valid_html: ValidHtml,
) -> None:
    panel = given_out()
    task = task_of(panel, "Ada")
    ada, here = browser_of(task.assessor.account), f"/panels/tasks/{task.pk}/"
    page = ada.get(here)
    valid_html(page)
    text = page.content.decode()
    assert "Before you read" in text
    assert "People are ready." not in text
    assert ada.get(f"/applications/{task.application.ref}/").status_code == 404
    assert ada.post(here, {"interest": ""}).status_code == 422
    assert ada.post(here, {"interest": "yes", "words": ""}).status_code == 422

    assert ada.post(here, {"interest": "no"}).status_code == 302
    assert ada.get(f"/applications/{task.application.ref}/").status_code == 200
    rooted, done = marks.criteria_of(task.application.call)
    said = {f"value-{rooted.pk}": "4", f"words-{rooted.pk}": "They asked every street."}
    wrong = ada.post(here, said)
    assert wrong.status_code == 422
    assert "Choose a mark for “Can be done”." in wrong.content.decode()
    assert "They asked every street." in wrong.content.decode()
    quiet = ada.post(here, said, headers={"accept": "application/json"})
    assert quiet.json()["aside"] == []
    assert "They asked every street." in ada.get(here).content.decode()
    said |= {f"value-{done.pk}": "3", f"words-{done.pk}": "The rooms are there."}
    assert ada.post(here, said).status_code == 302
    page = ada.get(here)
    valid_html(page)
    assert "Handed in on" in page.content.decode()


def test_every_page_of_a_panel_is_sound(valid_html: ValidHtml) -> None:
    panel = given_out()
    mill = panel.call.applications.get(title="The mill")
    first, second = tasks_on(mill)
    marked(first, 1)
    marked(second, 5)
    chair = browser_of(a_chair(panel))
    here = f"/panels/{panel.pk}/"
    talk = actions.open_moderation(application=mill, by=a_chair(panel), at=MAY)
    pages = [
        here, f"{here}terms/", f"{here}assessors/", f"{here}share/", f"{here}by-hand/",
        f"{here}interests/", f"/panels/applications/{mill.ref}/", f"/panels/talks/{talk.pk}/",
        f"/panels/applications/{mill.ref}/interest/", f"/choices/find/{panel.pk}/",
        f"/panels/applications/{mill.ref}/meetings/",
    ]  # fmt: skip
    for path in pages:
        answer = chair.get(path)
        assert answer.status_code == 200, path
        valid_html(answer)
    valid_html(browser_of(first.assessor.account).get(here))


def test_every_page_of_a_choice_is_sound(valid_html: ValidHtml) -> None:
    choice = a_choice()
    chair, here = browser_of(a_chair(choice.panel)), f"/choices/{choice.ref}/"
    mill = Application.objects.get(title="The mill")
    for path in (
        here, f"{here}strengths/", f"{here}reasons/", f"{here}rival/?chosen={mill.ref}",
        f"{here}recommend/", f"{here}traits/{mill.ref}/", f"{here}decision/",
    ):  # fmt: skip
        answer = chair.get(path)
        assert answer.status_code == 200, path
        valid_html(answer)
    nobody = chair.get(f"{here}rival/?chosen=nobody")
    assert (nobody.status_code, "govuk-error-summary" in nobody.content.decode()) == (422, True)
    choice = answered(recommended(choice))
    valid_html(chair.get(f"{here}decision/"))
    manager = browser_of(the_manager(choice.panel))
    actions.settle(choice=choice, minutes="All were there.", by=None, at=LATER)
    letter = Letter.objects.first()
    assert letter
    for path in (here, f"{here}decision/", f"{here}letters/", f"/choices/letters/{letter.pk}/"):
        answer = manager.get(path)
        assert answer.status_code == 200, path
        valid_html(answer)


def test_an_aim_is_set_changed_and_given_up_on_the_page() -> None:
    choice = a_choice()
    chair, here = browser_of(a_chair(choice.panel)), f"/choices/{choice.ref}/"
    assert chair.post(f"{here}aims/", {"group": "region:", "most": "1"}).status_code == 302
    assert "At most 1 in each region" in chair.get(here).content.decode()
    for said, sentence in (
        ({"group": "region:"}, "Say at least how many"),
        ({"group": "region:", "least": "3", "most": "1"}, "cannot be"),
        ({"group": "moon:", "most": "1"}, "Choose"),
    ):
        answer = chair.post(f"{here}aims/", said)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert (
        chair.post(f"{here}ask/", {"budget": "lots", "least": "1", "most": "1"}).status_code == 422
    )
    chair.post(f"{here}aims/", {"group": "region:North West", "least": "2"})
    assert "No set meets every aim" in chair.get(here).content.decode()
    for aim in choice.aims.all():
        chair.post(f"{here}aims/{aim.pk}/drop/")
    assert not choice.aims.exists()
    assert chair.post(f"{here}draw/", {"few": "1"}).status_code == 302
    assert "Chosen again 20 times" in chair.get(here).content.decode()


PATHS = {
    "panel": "/panels/{panel}/",
    "share": "/panels/{panel}/share/",
    "assessed": "/panels/applications/{mill}/",
    "strengths": "/choices/{choice}/strengths/",
    "choice": "/choices/{choice}/",
    "recommend": "/choices/{choice}/recommend/",
    "decision": "/choices/{choice}/decision/",
    "answer": "/choices/{choice}/answer/",
    "minutes": "/choices/{choice}/minutes/",
    "letters": "/choices/{choice}/letters/",
    "chosen": "/choices/{choice}/chosen/",
}
MAY_READ = {
    "manager": {"panel", "share", "assessed", "strengths", "choice", "decision", "minutes",
                "letters"},
    "chair": {"panel", "share", "assessed", "strengths", "choice", "recommend", "decision"},
    "decider": {"panel", "strengths", "choice", "decision", "answer"},
    "assessor": {"panel"},
    "contractor": set(), "evaluator": set(), "leader": set(), "other manager": set(),
    "nobody": set(),
}  # fmt: skip


def test_each_role_reaches_its_own_pages_and_no_other() -> None:
    choice = a_choice()
    programme = choice.panel.call.programme
    mill = Application.objects.get(title="The mill")
    other = a_programme("Other Places")
    people: dict[str, Any] = {
        "manager": the_manager(choice.panel),
        "chair": a_chair(choice.panel),
        "decider": a_decider(programme),
        "assessor": someone("Ada"),
        "contractor": on_the_team(programme, CONTRACTOR),
        "evaluator": on_the_team(programme, EVALUATOR),
        "leader": leader_of(mill),
        "other manager": a_manager(other),
        "nobody": None,
    }
    names = {"panel": choice.panel.pk, "mill": mill.ref, "choice": choice.ref}
    for who, account in people.items():
        browser = browser_of(account)
        for name, path in PATHS.items():
            status = browser.get(path.format(**names)).status_code
            # A recommendation that is not there yet is shown as a page that says so.
            is_open = name in MAY_READ[who]
            assert (status == 200) == is_open, (who, name, status)


def test_severity_is_shown_to_the_chair_alone() -> None:
    choice = a_choice()
    path = f"/choices/{choice.ref}/strengths/"
    assert (
        "How strict each assessor is"
        in browser_of(a_chair(choice.panel)).get(path).content.decode()
    )
    for account in (the_manager(choice.panel), a_decider(choice.panel.call.programme)):
        page = browser_of(account).get(path).content.decode()
        assert "How strict" not in page
        assert "Ada" not in page


def test_who_has_an_interest_finds_it_on_no_page_of_the_panel() -> None:
    panel = given_out()
    all_marked(panel)
    mill, chair = panel.call.applications.get(title="The mill"), a_chair(panel)
    actions.declare_interest(application=mill, words="My sister", by=chair, at=MAY)
    browser = browser_of(chair)
    for path in (f"/panels/{panel.pk}/", f"/panels/{panel.pk}/share/",
                 f"/panels/{panel.pk}/by-hand/", f"/panels/{panel.pk}/interests/"):  # fmt: skip
        answer = browser.get(path)
        assert answer.status_code == 200
        assert "The mill" not in answer.content.decode(), path
    for path in (f"/panels/applications/{mill.ref}/", f"/panels/applications/{mill.ref}/meetings/",
                 f"/applications/{mill.ref}/"):  # fmt: skip
        assert browser.get(path).status_code == 404


def titles(account: Any) -> list[str]:
    return [each.title for each in tasks_for(account, LATER)]


def test_what_waits_is_on_the_list_of_the_one_it_waits_for() -> None:
    panel = given_out()
    ada = someone("Ada")
    assert titles(ada) == ["Say whether you have an interest"] * 2
    choice = a_choice(panel)
    assert titles(ada) == []
    assert "Recommend a set of places" in titles(a_chair(panel))
    recommended(choice)
    assert titles(a_decider(panel.call.programme)) == ["Decide for The Lottery"]
    answered(choice)
    assert "Write the minutes of the decision" in titles(the_manager(panel))
    assert titles(someone("Nobody")) == []


def test_the_public_reads_what_was_published_and_no_mark_or_name() -> None:
    choice = decided()
    path = f"/choices/{choice.ref}/chosen/"
    assert Client().get(path).status_code == 404
    Choice.objects.filter(pk=choice.pk).update(stage="TELLING")
    Choice.objects.filter(pk=choice.pk).update(stage="TOLD")
    actions.publish_choice(choice=choice, names_all=False, by=None, at=LATER)
    page = Client().get(path).content.decode()
    assert "The mill" in page
    assert "So it is carried." in page
    for inside in ("The quay", "The moor", "Ada", "points ·"):
        assert inside not in page


@pytest.mark.parametrize("number", [2, 5])
def test_a_panel_costs_the_same_however_much_there_is(number: int) -> None:
    titles = [f"Place {at}" for at in range(number)]
    panel = given_out(titles=titles)
    browser = browser_of(the_manager(panel))
    browser.get(f"/panels/{panel.pk}/")
    with CaptureQueriesContext(connection) as page:
        browser.get(f"/panels/{panel.pk}/")
    assert len(page) == 13
