"""A programme walked by those who make it: funder, place, council, assessor, contractor."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from folkmoot.awards.tests import makers as awarding
from folkmoot.awards.tests import support_makers as supporting
from folkmoot.granting import actions
from folkmoot.granting.models import Application, Call, Choice, Panel
from folkmoot.granting.queries import sharing
from folkmoot.granting.queries.marks import criteria_of
from folkmoot.granting.tests.assessing_makers import (
    LATER,
    MAY,
    a_chair,
    a_panel,
    marked,
    recommended,
    task_of,
    written,
)
from folkmoot.granting.tests.makers import CHIEF, OPEN, SHUT, a_call, a_manager
from folkmoot.kernel import clock
from folkmoot.kernel.notify.models import Message
from folkmoot.people.models import Account
from folkmoot.programmes import actions as programmes
from folkmoot.programmes.models import Programme
from folkmoot.programmes.tests.makers import (
    FUNDERS,
    NOON,
    a_decider,
    a_draft,
    says,
    someone,
)
from tests.fixtures.browser import PHONE, Axe, OpenPage, Screenshots, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
UNA = "una@hall.example"


class Walk:
    """One browser at a time, on a phone or a desk, at a moment of the story."""

    def __init__(
        self,
        open_page: OpenPage,
        axe: Axe,
        screenshots: Screenshots,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        self.phone = open_page(viewport=PHONE)
        self.desk = open_page(viewport={"width": 1280, "height": 800})
        self.axe, self.screenshots, self.now = axe, screenshots, NOON
        monkeypatch.setattr(clock, "now", lambda: self.now)

    def as_(self, account: Account, at: datetime, page: Page) -> Page:
        """Somebody sits down at it."""
        self.now = at
        page.context.clear_cookies()
        sign_in(page, account)
        return page

    def nobody(self, at: datetime, page: Page) -> Page:
        """Somebody without an account."""
        self.now = at
        page.context.clear_cookies()
        return page

    def look(self, page: Page, path: str, name: str) -> None:
        """Open it, and look whether everyone could use it."""
        page.goto(path)
        self.axe(page)
        self.screenshots(page, f"programme-{name}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def press(page: Page, name: str) -> None:
    """The button or link of that name."""
    main = page.locator("main")
    main.get_by_role("button", name=name, exact=True).or_(
        main.get_by_role("link", name=name, exact=True)
    ).first.click()


def go_on(page: Page) -> None:
    """The first button of the page's form."""
    page.locator("main form .govuk-button").first.click()


def link_to(address: str, kind: str) -> str:
    """The private link last written to an address."""
    last = Message.objects.filter(to=address).order_by("-id")[0]
    found = re.search(rf"/applications/{kind}/[\w-]+/", last.text)
    assert found
    return found[0]


def test_a_programme_is_walked_by_all_who_make_it(
    open_page: OpenPage, axe: Axe, screenshots: Screenshots, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = Walk(open_page, axe, screenshots, monkeypatch)
    programme = _funders_agree(walk)
    call = a_call(programme, n_partners_wanted=1, wants_endorsement=True, one_per_area=True)
    application = _a_place_asks(walk, call)
    _partner_and_council_answer(walk, application)
    _it_is_handed_in_and_fits(walk, application, call)
    panel = _an_assessor_marks(walk, call)
    _funders_decide(walk, panel)
    sign_in(walk.phone, someone("Rosa Tan"))
    walk.look(walk.phone, f"/applications/{application.ref}/", "chosen")
    expect(walk.phone.get_by_text("Chosen").first).to_be_visible()
    _the_award_is_signed(walk)
    _support_is_given_and_confirmed(walk)


def _funders_agree(walk: Walk) -> Programme:
    """Two have said yes already; with the third the programme is in force."""
    draft = a_draft()
    programmes.propose(version=draft, by=None, at=NOON)
    for name in FUNDERS[1:]:
        says(draft, name)
    page = walk.as_(a_decider(draft.programme, FUNDERS[0]), NOON, walk.desk)
    walk.look(page, f"/programmes/versions/{draft.pk}/", "version")
    page.get_by_label("We approve it as it is").check()
    press(page, "Give this answer")
    expect(page.get_by_text("In force")).to_be_visible()
    programmes.go_live(programme=draft.programme, by=None, at=NOON)
    return Programme.objects.get(pk=draft.programme.pk)


def _a_place_asks(walk: Walk, call: Call) -> Application:
    """On a phone: whether it fits, who leads, what is asked, who is with them."""
    page = walk.as_(someone("Rosa Tan"), OPEN, walk.phone)
    walk.look(page, f"/calls/{call.ref}/", "call")
    press(page, "See whether it is for you")
    page.get_by_label("Yes").check()
    go_on(page)
    press(page, "Begin an application")
    page.get_by_label("What is it about?").fill("The Mill Lane kitchen")
    page.get_by_label("Which organisation leads?").fill("Mill Lane Trust")
    page.get_by_label("Which council area is it for?").select_option(label="Burnley")
    go_on(page)
    application = Application.objects.get()
    here = f"/applications/{application.ref}/"
    walk.look(page, f"{here}part/1/", "part")
    page.get_by_label("Why here, and why now?").fill("People are ready.")
    page.get_by_label("How many people live there?").fill("4,200")
    go_on(page)
    page.goto(f"{here}part/2/")
    page.get_by_label("How much do you ask for?").fill("20,000")
    go_on(page)
    page.goto(f"{here}partners/")
    page.get_by_label("Which organisation?").fill("The Hall")
    page.get_by_label("Who can say yes for it?").fill(UNA)
    press(page, "Ask them")
    page.goto(f"{here}council/")
    page.get_by_label("Which council?").fill(CHIEF.council)
    page.get_by_label("What is its chief executive called?").fill(CHIEF.name)
    page.get_by_label("Their e-mail address").fill(CHIEF.email)
    press(page, "Ask them")
    return application


def _partner_and_council_answer(walk: Walk, application: Application) -> None:
    """Both by the link they were written, without an account."""
    page = walk.nobody(OPEN, walk.desk)
    walk.look(page, link_to(UNA, "partner"), "partner")
    page.locator("input[type=radio]").first.check()
    page.get_by_label("In your own words").fill("Our room, and two evenings.")
    page.get_by_label("Who are you?").fill("Una Bright, keeper")
    press(page, "Send this answer")
    page = walk.nobody(OPEN, walk.phone)
    walk.look(page, link_to(CHIEF.email, "council"), "council")
    page.locator("input[type=radio]").first.check()
    press(page, "Send this answer")
    assert application.endorsements.get().says_yes
    assert application.partners.get().is_partner


def _it_is_handed_in_and_fits(walk: Walk, application: Application, call: Call) -> None:
    here = f"/applications/{application.ref}/"
    page = walk.as_(someone("Rosa Tan"), OPEN + timedelta(hours=2), walk.phone)
    walk.look(page, here, "whole")
    press(page, "Look once more, and hand it in")
    press(page, "Hand it in")
    expect(page.get_by_text("Handed in").first).to_be_visible()
    page = walk.as_(a_manager(call.programme), SHUT, walk.desk)
    walk.look(page, here, "to-check")
    press(page, "It fits the call")
    go_on(page)
    expect(page.get_by_text("Fits the call").first).to_be_visible()


def _an_assessor_marks(walk: Walk, call: Call) -> Panel:
    """Interests first; then a mark and a reason for each criterion."""
    panel = a_panel(call, ("Ada", "Ben"))
    shared = sharing.proposal_of(panel, at=MAY)
    actions.share_out(panel=panel, expected=shared.digest, by=None, at=MAY)
    task = task_of(panel, "Ada")
    page = walk.as_(someone("Ada"), MAY, walk.desk)
    walk.look(page, f"/panels/tasks/{task.pk}/", "declare")
    page.get_by_label("No, nothing links me with it").check()
    press(page, "Go on")
    for criterion in criteria_of(call):
        page.locator(f"input[name='value-{criterion.pk}'][value='4']").check()
        page.locator(f"[name='words-{criterion.pk}']").fill("It is happening already.")
    walk.axe(page)
    press(page, "Hand in")
    marked(task_of(panel, "Ben"), 3)
    task.refresh_from_db()
    assert task.stage == "SUBMITTED"
    return panel


def _funders_decide(walk: Walk, panel: Panel) -> None:
    """The panel recommends, each funder answers, the manager writes minutes; letters go."""
    choice = actions.find_strengths(panel=panel, by=None, at=LATER)
    actions.ask(choice=choice, budget_pence=3_000_000, least=1, most=1, by=None, at=LATER)
    recommended(Choice.objects.get(pk=choice.pk))
    here = f"/choices/{choice.ref}/"
    for name in FUNDERS:
        page = walk.as_(a_decider(panel.call.programme, name), LATER, walk.desk)
        page.goto(f"{here}decision/")
        press(page, "Give your funder’s answer")
        page.get_by_label("Approves", exact=True).check()
        go_on(page)
    walk.look(page, f"{here}decision/", "decision")
    page = walk.as_(a_manager(panel.call.programme), LATER, walk.desk)
    page.goto(f"{here}decision/")
    press(page, "Write the minutes")
    page.get_by_label("Minutes").fill("All three were there, and agreed.")
    go_on(page)
    choice = written(Choice.objects.get(pk=choice.pk))
    walk.look(page, f"{here}letters/", "letters")
    actions.send_letters(choice=choice, by=a_chair(panel), at=LATER)


def _the_award_is_signed(walk: Walk) -> None:
    """The recipient signs what the funder offered; then the funder does."""
    award = awarding.an_offer()
    page = walk.as_(awarding.holder(award), awarding.NOON, walk.phone)
    walk.look(page, f"/awards/{award.ref}/sign/", "sign")
    page.get_by_label("I have read the agreement").check()
    press(page, "Sign it")
    page = walk.as_(awarding.signatory(award), awarding.NOON, walk.desk)
    page.goto(f"/awards/{award.ref}/countersign/")
    page.get_by_label("I have read the agreement").check()
    press(page, "Sign it")
    award.refresh_from_db()
    assert award.stage == "ACTIVE"


def _support_is_given_and_confirmed(walk: Walk) -> None:
    """The contractor notes a day; the place says that it was so."""
    package = supporting.agreed()
    page = walk.as_(supporting.contractor(package), awarding.NOON, walk.desk)
    walk.look(page, "/support/", "all-places")
    page.goto(f"/support/{package.ref}/")
    page.get_by_role("link", name="Note a day given").first.click()
    page.get_by_label("Day", exact=True).fill("12")
    page.get_by_label("Month", exact=True).fill("1")
    page.get_by_label("Year", exact=True).fill("2026")
    page.get_by_label("How many days of work?").fill("1.5")
    page.get_by_label("What was done?").fill("Read the figures with four residents.")
    go_on(page)
    page = walk.as_(supporting.convenor(package), awarding.NOON, walk.phone)
    walk.look(page, f"/support/{package.ref}/", "support")
    page.get_by_role("button", name="It was so").first.click()
    expect(page.get_by_text("Confirmed 1½ days").first).to_be_visible()
