"""A return by its pages alone, and who may do what."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.awards import actions
from folkmoot.awards.models import Return
from folkmoot.awards.tests.makers import (
    NOON,
    a_measure,
    accepted,
    an_award,
    filled,
    handed_on,
    holder,
    manager,
    officer,
    opened,
    over,
    sent_back,
    some_returns,
    tasks_for,
    who,
    with_funder,
)
from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import GRANT_HOLDER
from folkmoot.places.tests.makers import someone
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first quarter is over."""
    later = NOON.replace(month=4, day=20)
    monkeypatch.setattr(clock, "now", lambda: later)


def test_returns_are_planned_written_certified_and_accepted_by_the_pages_alone() -> None:
    award = an_award()
    gil, ann = browser_of(manager(award)), browser_of(holder(award))
    gil.post(f"/awards/{award.ref}/measures/", {"name": "Meals", "baseline": "0", "aim": "1,000"})
    plan = {"every": "3", "due_days": "30", "lines": "", "questions": "return-period"}
    answer = gil.post(f"/awards/{award.ref}/returns/", plan)
    assert answer.status_code == 302
    first = award.returns.get(number=1)
    here = f"/awards/returns/{first.ref}/"

    ann.post(f"{here}begin/")
    told = {"spent-1": "1,000.50", "expected-1": "170000", "why-1": "", "seen-why-1": "0",
            "spent-2": "0", "expected-2": "£60,000", "why-2": "Later", "seen-why-2": "0",
            "came-1": "12", "ahead-1": "900", "about-1": "", "seen-about-1": "0",
            "on": "1"}  # fmt: skip
    answer = ann.post(f"{here}figures/", told)
    assert answer.url == f"{here}part/1/"  # type: ignore[attr-defined]
    ann.post(f"{here}part/1/", {"done-0": "We cooked.", "seen-done-0": "0",
                                "changed-0": "They talk.", "seen-changed-0": "0"})  # fmt: skip
    ann.post(f"{here}part/2/", {"worry-0": "no", "seen-worry-0": "0"})
    ann.post(f"{here}submit/")
    browser_of(officer(award)).post(f"{here}certify/")
    gil.post(f"{here}accept/")

    first.refresh_from_db()
    assert first.stage == "ACCEPTED"
    assert list(first.spending.values_list("spent_pence", flat=True)) == [100_050, 0]


def test_every_page_of_a_return_is_sound(valid_html: ValidHtml) -> None:
    award = an_award()
    a_measure(award)
    first, second, third = some_returns(award, asked=True)
    accepted(first)
    opened(second)
    mending = sent_back(some_returns(an_award(), asked=True)[0])
    waits = with_funder()
    ann, gil = browser_of(holder(award)), browser_of(manager(award))
    for browser, paths in {
        ann: [
            f"/awards/{award.ref}/",
            *(f"/awards/returns/{each.ref}/" for each in (first, second, third, mending)),
            *(f"/awards/returns/{mending.ref}/{page}/" for page in ("figures", "part/1")),
            f"/awards/returns/{second.ref}/workbook/",
        ],
        gil: [
            f"/awards/{award.ref}/returns/",
            f"/awards/{award.ref}/measures/",
            f"/awards/returns/{waits.ref}/",
            f"/awards/returns/{waits.ref}/send-back/",
            f"/awards/returns/{third.ref}/skip/",
        ],
    }.items():
        for path in paths:
            answer = browser.get(path)
            assert answer.status_code == 200, path
            valid_html(answer)


def test_a_return_of_many_lines_takes_no_more_queries() -> None:
    award = an_award()
    small = opened(some_returns(award)[0])
    for _ in range(6):
        a_measure(award)
    large = opened(some_returns(an_award())[0])
    browser = browser_of(holder(award))

    def queries(returned: Return) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            browser.get(f"/awards/returns/{returned.ref}/")
        return len(seen)

    queries(small)
    assert queries(large) == queries(small) <= 30


@pytest.mark.parametrize(
    ("box", "typed", "sentence"),
    [
        ("spent-1", "12 pounds odd", "People: Write a sum of money in figures, such as £1,250.50."),
        ("spent-1", "-5", "People: Write a sum of £0 or more."),
        ("came-1", "many", "Write a number in figures, such as 12 or 12.5."),
    ],
)
def test_what_cannot_be_read_is_said_and_everything_typed_is_kept(
    box: str, typed: str, sentence: str
) -> None:
    award = an_award()
    a_measure(award)
    returned = opened(some_returns(award)[0])
    told = {"spent-2": "77.77", "why-2": "Chairs for the hall", box: typed}

    answer = browser_of(holder(award)).post(f"/awards/returns/{returned.ref}/figures/", told)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(each in page for each in (sentence, typed, "77.77", "Chairs for the hall"))
    assert not returned.spending.filter(spent_pence__isnull=False).exists()


def test_a_colleague_who_was_quicker_is_named_and_nothing_typed_is_lost() -> None:
    award = an_award()
    returned = opened(some_returns(award)[0])
    ann, bea = browser_of(holder(award)), browser_of(who(GRANT_HOLDER, award.recipient, "Bea"))
    here = f"/awards/returns/{returned.ref}/figures/"
    ann.post(here, {"spent-1": "5", "expected-1": "0", "seen-why-1": "0"})

    answer = bea.post(here, {"spent-1": "9", "expected-1": "0", "seen-why-1": "0"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "a colleague wrote here meanwhile" in page
    assert 'name="seen-why-1" value="1"' in page
    again = bea.post(here, {"spent-1": "9", "expected-1": "0", "seen-why-1": "1"})
    assert again.status_code == 302
    assert returned.spending.get(line__number=1).spent_pence == 900


def test_each_one_finds_the_return_on_their_list() -> None:
    award = an_award()
    first = some_returns(award)[0]
    ann, sanjay, gil = holder(award), officer(award), manager(award)

    def waiting(account: Any) -> list[str]:
        return [each.title for each in tasks_for(account, over(first)) if "eturn" in each.title]

    assert (waiting(ann), waiting(sanjay), waiting(gil)) == (["Write return 1"], [], [])
    handed_on(first)
    assert (waiting(ann), waiting(sanjay), waiting(gil)) == ([], ["Certify return 1"], [])
    actions.certify_return(returned=first, by=sanjay, at=over(first))
    assert (waiting(ann), waiting(sanjay), waiting(gil)) == ([], [], ["Read return 1"])
    actions.send_back_return(returned=first, remarks={"spend:1": "Why?"}, by=gil, at=over(first))
    assert waiting(ann) == ["Mend return 1"]


def test_strangers_find_no_return_and_each_side_only_its_own_steps() -> None:
    returned = filled()
    award, here = returned.award, f"/awards/returns/{returned.ref}/"
    steps = {
        "figures": holder(award), "part/1": holder(award), "workbook": holder(award),
        "submit": holder(award), "certify": officer(award), "give-back": officer(award),
        "send-back": manager(award), "accept": manager(award), "skip": manager(award),
    }  # fmt: skip
    everyone = {holder(award), officer(award), manager(award)}

    assert browser_of(someone("Stranger")).get(here).status_code == 404
    assert all(browser_of(each).get(here).status_code == 200 for each in everyone)
    for step, does in steps.items():
        for each in everyone - {does}:
            assert browser_of(each).post(f"{here}{step}/").status_code == 403, (step, each)
