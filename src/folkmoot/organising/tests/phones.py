"""A phone that sends notes it sealed, and what it is answered."""

import json
from typing import Any

from django.test import Client
from django.urls import reverse

from folkmoot.organising.tests.makers import LATER
from folkmoot.people.models import Account
from folkmoot.places.models import Place


def phone_of(account: Account | None) -> Client:
    client = Client(headers={"accept": "application/json"})
    if account:
        client.force_login(account)
    return client


def sent(place: Place, phone: Client, *rows: Any, at: Any = LATER) -> Any:
    """What a phone is answered."""
    told = {"notes": rows, "sent": at.isoformat() if at else None}
    address = reverse("organising:notes", args=[place.slug])
    return phone.post(address, json.dumps(told), content_type="application/json")


def came_of(answer: Any) -> list[tuple[str, str]]:
    assert answer.status_code == 200
    return [(each["status"], each["sentence"]) for each in answer.json()["notes"]]
