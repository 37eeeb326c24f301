"""Load a nation, time its pages of listening: reads a share and how often, prints JSON."""

import json
import random
import sys
import time
from typing import Any

import django

from bench.page_times import timed

N_NOTES = 500


def main(share: float, times: int) -> dict[str, Any]:
    """Every page of one organiser's day, and a queue of notes sent twice."""
    django.setup()
    from django.db import transaction
    from django.test import Client

    from folkmoot.kernel import clock
    from folkmoot.people.models import Account
    from folkmoot.scenarios.national.sizes import Sizes
    from folkmoot.scenarios.national.story import national
    from folkmoot.scenarios.telling import Quiet

    with transaction.atomic():
        national(at=clock.now(), rng=random.Random(1), tell=Quiet(), sizes=Sizes().part(share))
    browser = Client()
    browser.force_login(Account.objects.get(email="organiser-0@nation.example"))
    pages = {name: (lambda path=path: browser.get(path)) for name, path in _addresses().items()}
    told = [timed(name, ask, times) for name, ask in pages.items()]
    return {"pages": told, "batch": _batch(browser)}


def _addresses() -> dict[str, str]:
    from django.urls import reverse

    from folkmoot.organising.models import Conversation, ListeningRound, Neighbour
    from folkmoot.places.models import Place

    place = Place.objects.get(slug="oakley-0")
    round = ListeningRound.objects.get(place=place, stage="OPEN")
    named = Conversation.objects.filter(round=round, namings__is_nobody=False)
    said = named.order_by("id").first()  # in which somebody is named, as in the other nation
    met = Neighbour.objects.filter(place=place).order_by("id").first()

    def at(page: str, *named: object) -> str:
        return reverse(f"organising:{page}", args=named)

    return {
        "organiser's home": at("home", place.slug),
        "conversations": at("conversations", place.slug),
        "conversations with a word": at("conversations", place.slug) + "?search=bus",
        "a round": at("round", round.ref),
        "a conversation": at("conversation", said and said.pk),
        "coding table": at("coding", round.ref),
        "coding table, read by two": at("coding", round.ref) + "?reading=second",
        "agreement of two": at("agreement", round.ref),
        "breadth": at("breadth", round.ref),
        "connectors": at("connectors", place.slug),
        "people met": at("neighbours", place.slug),
        "a person": at("neighbour", met and met.pk),
        "what waits on me": reverse("site:tasks"),
        "the place's front door": reverse("site:place", args=[place.slug]),
        "gatherings everywhere": reverse("gatherings:everywhere"),
    }


def _batch(browser: Any) -> dict[str, Any]:
    """Five hundred notes that waited on a phone, in parts as it sends them; and all once more."""
    from django.urls import reverse

    from folkmoot.kernel import clock
    from folkmoot.organising.actions import make_notebook_key
    from folkmoot.organising.models import Conversation, ListeningRound
    from folkmoot.organising.rules import MOST_NOTES
    from folkmoot.organising.tests.makers import a_sealed_note
    from folkmoot.people.models import Account

    round = ListeningRound.objects.select_related("place").get(place__slug="oakley-0", stage="OPEN")
    me, now = Account.objects.get(email="organiser-0@nation.example"), clock.now()
    make_notebook_key(place=round.place, by=me, at=now)
    rows = [a_sealed_note(round, f"Note {n}.", by=me, written=now) for n in range(N_NOTES)]
    address = reverse("organising:notes", args=[round.place.slug])
    before, begun, became = Conversation.objects.count(), time.process_time(), []
    for _ in range(2):
        for first in range(0, N_NOTES, MOST_NOTES):
            told = {"notes": rows[first : first + MOST_NOTES], "sent": now.isoformat()}
            answer = browser.post(address, json.dumps(told), content_type="application/json")
            became += [each["status"] for each in answer.json()["notes"]]
    return {
        "n_sent": N_NOTES,
        "n_stored": Conversation.objects.count() - before,
        "n_twice": became[N_NOTES:].count("stored"),
        "cpu_s": time.process_time() - begun,
    }


if __name__ == "__main__":
    print(json.dumps(main(*json.loads(sys.stdin.read()))))
