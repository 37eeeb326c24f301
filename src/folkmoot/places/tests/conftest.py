"""What every test of this room can ask for."""

import pytest

from folkmoot.places.models import Place
from folkmoot.places.tests.makers import a_place


@pytest.fixture
def wren(db: None) -> Place:
    return a_place()
