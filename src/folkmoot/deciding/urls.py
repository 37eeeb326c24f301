"""Addresses of the deciding room."""

from importlib import import_module
from importlib.util import find_spec

app_name = "deciding"
urlpatterns = [
    pattern
    for part in ("result_urls", "voting_urls", "running_urls")
    if find_spec(f"folkmoot.deciding.{part}")
    for pattern in import_module(f"folkmoot.deciding.{part}").urlpatterns
]
