"""Reading pages in tests."""

from typing import Any

from django.test import Client

from folkmoot.places.models import Place
from folkmoot.places.tests.makers import a_convenor


def text_of(answer: Any) -> str:
    """A page as one line, apostrophes as they are read."""
    return " ".join(answer.content.decode().replace("&#x27;", "'").split())


def signed_in(client: Client, place: Place) -> Client:
    """The place's convenor at the keyboard."""
    client.force_login(a_convenor(place))
    return client
