"""Assessing, choosing and deciding in a real browser, on a phone and at a desk."""

import pytest

from folkmoot.granting import actions
from folkmoot.granting.models import Assignment, Choice, Panel
from folkmoot.granting.queries import sharing
from folkmoot.granting.queries.marks import standing_of
from folkmoot.granting.tests.assessing_makers import (
    LATER,
    MAY,
    a_chair,
    a_panel,
    an_assessor,
    answered,
    clear,
    marked,
    recommended,
    the_manager,
    written,
)
from folkmoot.granting.tests.makers import a_call, an_eligible
from folkmoot.kernel import clock
from folkmoot.programmes.tests.makers import FUNDERS
from tests.fixtures.browser import PHONE, Axe, OpenPage, Screenshots, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENS = {"phone": PHONE, "desk": {"width": 1280, "height": 800}}
TITLES = (
    "Harvest for all", "The valley listens", "Skills at the mill", "A market again",
    "Marsh paths", "Young voices", "The lido", "Warm rooms",
)  # fmt: skip
THEMES = ("Food", "Belonging", "Work", "Food", "Green places", "Young people", "Belonging", "Work")
AREAS = ("E07000117", "E08000026", "E06000019", "E07000042")
STRICT = {"Ada Quill": -1, "Ben Osei": 0, "Cy Marsh": 1, "Di Flynn": 0}


def a_round() -> Panel:
    """Eight applications given out to four assessors from three funders and none."""
    call = a_call()
    for number, title in enumerate(TITLES):
        an_eligible(call, title, area=AREAS[number % 4])
    panel = a_panel(call, ())
    for name, funder in zip(STRICT, (*FUNDERS, ""), strict=True):
        an_assessor(panel, name, of=funder)
    found = sharing.proposal_of(panel, at=MAY)
    actions.share_out(panel=panel, expected=found.digest, by=None, at=MAY)
    return panel


def all_in(panel: Panel) -> Choice:
    tasks = Assignment.objects.filter(assessor__panel=panel, stage__in=["ASSIGNED", "CLEAR"])
    tasks = tasks.select_related("application", "assessor__account")
    for task in tasks:
        worth = 2 + TITLES.index(task.application.title) % 3
        mark = worth + STRICT[task.assessor.account.name]
        other = len(task.application.title + task.assessor.account.name) % 3 - 1
        marked(task, [mark, max(0, min(5, mark + other))])
    for piece in panel.call.applications.all():
        if standing_of(piece).spread >= panel.wide_points:
            talk = actions.open_moderation(application=piece, by=None, at=MAY)
            actions.note_moderation(
                moderation=talk, agreed=False, words="Each stands by theirs.", values={}, by=None,
                at=MAY,
            )  # fmt: skip
    choice = actions.find_strengths(panel=panel, by=None, at=LATER)
    traits = {
        piece.ref: {
            "region": piece.traits.region,
            "settlement": piece.traits.settlement,
            "theme": THEMES[TITLES.index(piece.title)],
            "need": ("high", "middle")[TITLES.index(piece.title) % 2],
        }
        for piece in panel.call.applications.select_related("traits")
    }
    actions.note_traits(choice=choice, traits=traits, by=None, at=LATER)
    actions.set_aim(choice=choice, kind="region", most=1, by=None, at=LATER)
    actions.set_aim(choice=choice, kind="settlement", value="rural", least=1, by=None, at=LATER)
    return Choice.objects.select_related("panel__call__programme", "version").get(pk=choice.pk)


def told_and_published(choice: Choice) -> None:
    written(choice)
    for stage in ("TELLING", "TOLD"):
        Choice.objects.filter(pk=choice.pk).update(stage=stage)
    actions.publish_choice(choice=choice, names_all=True, by=None, at=LATER)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_round_is_assessed_chosen_decided_and_told(
    screen: str,
    open_page: OpenPage,
    axe: Axe,
    screenshots: Screenshots,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    panel = a_round()
    page = open_page(viewport=SCREENS[screen])

    def look(path: str, name: str) -> None:
        page.goto(path)
        axe(page)
        screenshots(page, f"granting-{name}-{screen}")

    first = Assignment.objects.select_related("assessor__account", "application").first()
    assert first
    sign_in(page, first.assessor.account)
    look(f"/panels/{panel.pk}/", "mine")
    look(f"/panels/tasks/{first.pk}/", "declare")
    clear(first)
    look(f"/panels/tasks/{first.pk}/", "marks")
    sign_in(page, a_chair(panel))
    look(f"/panels/{panel.pk}/share/", "share")
    look(f"/panels/{panel.pk}/", "panel")
    choice = all_in(panel)
    here = f"/choices/{choice.ref}/"
    look(f"/panels/applications/{first.application.ref}/", "assessed")
    look(f"{here}strengths/", "strengths")
    page.goto(here)
    page.get_by_role("button", name="A few draws, at once").click()
    look(here, "choice")
    look(f"{here}reasons/", "reasons")
    refs = [each["ref"] for each in choice.found["standings"]]
    look(f"{here}rival/?chosen={refs[0]}&chosen={refs[1]}", "rival")
    answered(recommended(choice), Ministry="conditions")
    look(f"{here}decision/", "decision")
    actions.settle(choice=choice, minutes="All three were there.", by=None, at=LATER)
    sign_in(page, the_manager(panel))
    look(f"{here}letters/", "letters")
    letter = choice.letters.first()
    assert letter
    look(f"/choices/letters/{letter.pk}/", "letter")
    told_and_published(choice)
    look(f"{here}chosen/", "chosen")
