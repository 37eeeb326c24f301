"""What the tests of this room share."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from folkmoot.ideas.tests.makers import LATER
from folkmoot.kernel import clock


@pytest.fixture(autouse=True)
def _nobody_has_come_yet() -> Iterator[None]:
    """No building has sent any form this hour."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is three days after the proposals of the makers were put."""
    monkeypatch.setattr(clock, "now", lambda: LATER)
