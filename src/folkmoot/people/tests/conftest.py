"""What tests about people share."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet() -> Iterator[None]:
    """How much one building has asked for is kept in the cache, which outlives a test."""
    cache.clear()
    yield
    cache.clear()
