"""What a copy that is put on a server refuses to do."""

import sys
from importlib import import_module
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured


def test_nothing_is_served_with_the_key_that_everybody_can_read(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "folkmoot.wsgi", raising=False)
    settings.SECRET_KEY = settings.KNOWN_KEY
    with pytest.raises(ImproperlyConfigured, match="There is no secret key"):
        import_module("folkmoot.wsgi")

    settings.SECRET_KEY = "a key of its own, " * 4
    assert import_module("folkmoot.wsgi").application
