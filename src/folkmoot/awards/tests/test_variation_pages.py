"""A variation by its pages alone, and who may do what."""

import pytest

from folkmoot.awards.tests.makers import (
    NOON,
    an_award,
    an_organisation,
    holder,
    manager,
    signatory,
    tasks_for,
)
from folkmoot.awards.tests.varied import asked
from folkmoot.places.tests.makers import someone
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


def test_a_variation_by_its_pages_alone(valid_html: ValidHtml) -> None:
    award = an_award()
    ann, gil, sig = (browser_of(each(award)) for each in (holder, manager, signatory))
    form = {"line-1": "150,000", "line-2": "80,000", "more": "Fair: 10,000", "because": "A fair"}
    valid_html(ann.get(f"/awards/{award.ref}/variations/"))
    answer = ann.post(f"/awards/{award.ref}/variations/", form)
    here = answer.url  # type: ignore[attr-defined]
    valid_html(ann.get(here))
    ann.post(f"{here}submit/")
    assert [each.title for each in tasks_for(manager(award), NOON)] == ["Look at variation 1"]
    valid_html(gil.get(f"{here}assess/"))
    gil.post(f"{here}assess/", {"assessment": "Sound"})
    assert [each.title for each in tasks_for(signatory(award), NOON)] == ["Decide on variation 1"]
    valid_html(sig.get(here))
    sig.post(f"{here}approve/")
    gil.post(f"{here}apply/")

    valid_html(gil.get(here))
    assert dict(award.budget.values_list("heading", "pence")) == {
        "People": 15_000_000,
        "Rooms": 8_000_000,
        "Fair": 1_000_000,
    }


@pytest.mark.parametrize(
    ("box", "typed", "sentence"),
    [
        ("line-1", "lots", "Write a sum of money in figures, such as £1,250.50."),
        ("line-1", "1", "The lines add up to £60,001, and the award is £240,000."),
        ("more", "Fair 10", "Line 1: put a colon before the sum, like “Rooms: 60”."),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_is_kept(
    box: str, typed: str, sentence: str
) -> None:
    award = an_award()
    form = {"line-1": "180000", "line-2": "60000", "because": "A fair", box: typed}

    answer = browser_of(holder(award)).post(f"/awards/{award.ref}/variations/", form)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(each in page for each in (sentence, typed, "A fair"))


def test_each_side_does_its_own_steps_and_strangers_find_nothing() -> None:
    variation = asked()
    award, here = variation.award, f"/awards/variations/{variation.ref}/"
    steps = {
        "submit": holder(award), "withdraw": holder(award), "assess": manager(award),
        "apply": manager(award), "approve": signatory(award), "refuse": signatory(award),
    }  # fmt: skip
    other = an_award(funder=an_organisation("The Other Fund"), partnership=None)

    assert browser_of(someone("Stranger")).get(here).status_code == 404
    assert browser_of(manager(other)).get(here).status_code == 404
    for step, does in steps.items():
        for each in {holder(award), manager(award), signatory(award)} - {does}:
            assert browser_of(each).post(f"{here}{step}/").status_code == 403, (step, each)
