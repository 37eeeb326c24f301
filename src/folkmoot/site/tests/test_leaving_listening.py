"""What somebody who listens takes along when they leave, and what they do not."""

import pytest

from folkmoot.kernel import clock
from folkmoot.organising.tests.makers import LATER, a_round, an_organiser
from folkmoot.organising.tests.test_naming import naming
from folkmoot.site.leaving import everything_about

pytestmark = pytest.mark.django_db


def test_no_file_takes_a_name_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    round = a_round()
    naming(round, "Asha Patel", street="Mill Lane")
    told = everything_about(an_organiser(round.place), LATER)
    assert "Asha Patel" not in str(told)
    assert told["conversations_listened_to"]
    assert told["agreements_looked_after"] == []
