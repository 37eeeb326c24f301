"""An agreement begins with what was decided, so that no sum is typed twice."""

import pytest

from folkmoot.awards.tests.makers import a_checked, manager
from folkmoot.awards.texts import first_terms
from tests.fixtures.pages import browser_of

pytestmark = pytest.mark.django_db


def test_an_agreement_begins_with_its_sum_its_days_and_its_lines() -> None:
    award = a_checked()
    words = first_terms(award)
    assert "gives Wren's Cross Trust £240,000 for" in words
    for line in award.budget.all():
        assert line.heading in words
    page = browser_of(manager(award)).get(f"/awards/{award.ref}/offer/").content.decode()
    assert "£240,000 for" in page
