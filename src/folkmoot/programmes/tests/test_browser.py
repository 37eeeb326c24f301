"""A programme in a real browser: read, approved and moved on, on a phone and at a desk."""

import pytest
from playwright.sync_api import Page, expect

from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import CONTRACTOR
from folkmoot.people.models import Account
from folkmoot.programmes import actions
from folkmoot.programmes.models import Version
from folkmoot.programmes.tests.makers import (
    FUNDERS,
    NOON,
    POUNDS,
    a_decider,
    a_manager,
    a_part,
    a_phase_plan,
    a_place,
    a_programme,
    at,
    on_the_team,
    some_terms,
)
from tests.fixtures.browser import PHONE, Axe, OpenPage, Screenshots, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENS = {"a phone": PHONE, "a desk": {"width": 1280, "height": 800}}


def a_third_phase() -> Version:
    """A live programme whose next version is being written."""
    programme = a_programme()
    part = a_part(programme)
    a_part(programme, "Elm Park")
    a_place("Oak Hill")
    on_the_team(
        programme, CONTRACTOR, "Lena", of="Locality", ends_at=clock.now().replace(year=2031)
    )
    phase = programme.phases.get(number=1)
    actions.enter_phase(part=part, phase=phase, because="Seen", by=None, at=NOON)
    draft = actions.draft_version(programme=programme, by=None, at=NOON)
    terms = some_terms(why="£50,000 more, to sustain what was built", quorum=2)
    actions.write_terms(version=draft, terms=terms, by=None, at=NOON)
    plan = a_phase_plan("Keeping going", 2028, ceiling_pence=50_000 * POUNDS)
    actions.add_phase(version=draft, plan=plan, by=None, at=NOON)
    return Version.objects.select_related("programme").get(pk=draft.pk)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_later_phase_is_put_to_three_funders_and_comes_into_force(
    screen: str, open_page: OpenPage, axe: Axe, screenshots: Screenshots
) -> None:
    version = a_third_phase()
    programme = version.programme
    page = open_page(viewport=SCREENS[screen])

    def look(name: str) -> None:
        axe(page)
        screenshots(page, f"programme-{name}-{screen.split()[1]}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    sign_in(page, a_manager(programme))
    for name in ("terms", "criteria", "funders", "money", "phases"):
        page.goto(at(name, version.pk))
        look(name)
    for name in ("team", "places", "suspend"):
        page.goto(at(name, programme.slug))
        look(name)
    page.goto(at("version", version.pk))
    page.get_by_role("button", name="Put it to the funders").click()
    look("proposed")
    for funder in FUNDERS:
        answers_for(open_page(viewport=SCREENS[screen]), a_decider(programme, funder), version)
    page.reload()
    expect(page.get_by_text("In force", exact=True)).to_be_visible()
    look("agreed")
    page.goto(at("programme", programme.slug))
    expect(page.get_by_role("heading", name="Phase 3: Keeping going")).to_be_visible()
    page.get_by_text("Year by year").click()
    look("page")
    page.goto(at("everywhere"))
    look("all")


def answers_for(page: Page, account: Account, version: Version) -> None:
    sign_in(page, account)
    page.goto(at("version", version.pk))
    page.get_by_label("We approve it as it is").check()
    page.get_by_role("button", name="Give this answer").click()
    expect(page.get_by_text("Kept, for everyone to read.")).to_be_visible()
