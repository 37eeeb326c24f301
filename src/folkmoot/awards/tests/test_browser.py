"""Returns and variations in a browser: written, sent back and mended, on a phone and a desk."""

import pytest
from playwright.sync_api import expect

from folkmoot.awards import actions
from folkmoot.awards.tests.makers import (
    a_measure,
    accepted,
    an_award,
    holder,
    manager,
    officer,
    over,
    some_returns,
    with_funder,
)
from folkmoot.awards.tests.test_asks import ask, some_asked
from folkmoot.awards.tests.varied import asked
from tests.fixtures.browser import PHONE, Axe, OpenPage, Screenshots, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SENT_BACK = {"spend:1": "This is twice what was planned. For what?", "asked:done": "Where?"}
SCREENS = {"a phone": PHONE, "a desk": {"width": 1280, "height": 800}}


@pytest.mark.parametrize("screen", SCREENS)
def test_a_return_is_mended_handed_on_and_certified_and_a_variation_read(
    screen: str, open_page: OpenPage, axe: Axe, screenshots: Screenshots
) -> None:
    award = an_award()
    a_measure(award, name="People who cook for others")
    first, second, third = some_returns(award, asked=True)
    accepted(first)
    gil, ann = manager(award), holder(award)
    back = with_funder(second)
    own = ask(award, some_asked(award), from_date=third.ends_date).question_set
    actions.send_back_return(returned=back, remarks=SENT_BACK, by=gil, at=over(second))
    variation = asked(award=award)
    page = open_page(viewport=SCREENS[screen])

    def look(path: str, name: str) -> None:
        page.goto(path)
        axe(page)
        screenshots(page, f"award-{name}-{screen.split()[1]}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    sign_in(page, ann)
    here = f"/awards/returns/{second.ref}/"
    look(f"/awards/{award.ref}/", "whole")
    look(f"/awards/variations/{variation.ref}/", "variation")
    for name, path in (("sent-back", ""), ("part", "part/1/"), ("workbook", "workbook/")):
        look(f"{here}{path}", f"return-{name}")
    look(f"{here}figures/", "return-figures")
    page.get_by_label("Anything to say about it?").first.fill("Two months of the hall.")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("“Two months of the hall.”")).to_be_visible()
    page.get_by_role("button", name="Hand it to your finance officer").click()
    expect(page.get_by_text("Waits to be certified")).to_be_visible()
    other = open_page(viewport=SCREENS[screen])
    sign_in(other, officer(award))
    other.goto(here)
    other.get_by_role("button", name="Certify it").click()
    expect(other.get_by_text("Certified. The funder has it now.")).to_be_visible()
    sign_in(page, gil)
    look(f"{here}send-back/", "return-to-send-back")
    look(f"/awards/{award.ref}/returns/", "plan-returns")
    for name, path in (("asks", ""), ("asks-set", f"{own.pk}/"), ("asks-use", f"{own.pk}/use/")):
        look(f"/awards/asks/{award.funder.ref}/{path}", name)
