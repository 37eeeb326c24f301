"""Everyone with every role in one place, at every button of another's decision."""

import uuid
from typing import Any

import pytest
from django.urls import reverse

from folkmoot.deciding import actions, running_urls
from folkmoot.deciding.models import CodeBatch, RollEntry, Stage, Standing
from folkmoot.deciding.tests.crew import ROLES, someone
from folkmoot.deciding.tests.makers import NOON, a_code, a_decision, a_place, a_vote, close
from folkmoot.kernel.record.models import Event
from tests.fixtures.pages import browser_of

pytestmark = pytest.mark.django_db

BUTTONS = [each for each in running_urls.urlpatterns if each.name != "rules_explained"]
FILLED_IN: dict[str, Any] = {
    "title": "Ours now",
    "cost_pence": "1",
    "because": "Because",
    "answer": "admit",
    "email": "officer@example.org",
    "passphrase": "badger copper lighthouse tulip",
    "again": "badger copper lighthouse tulip",
    "n_codes": "3",
    "label": "Letters",
    "way": "LETTER",
    "output": "file",
    "n_papers": "3",
    "option": "1",
    "spoilt": "on",
    "name": "Dai Jones",
    "postcode": "AB1 2CD",
    "sure": "sure",
    "to": "up",
}


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.OPEN, Stage.CLOSED], ids=str)
@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.name)
def test_nobody_from_another_place_can_press_it(button: Any, stage: Stage) -> None:
    there = a_place("There")
    decision = a_decision(
        place=there, stage=stage if stage == Stage.DRAFT else Stage.OPEN, veto_grounds="Unsafe"
    )
    entry, _ = a_code(decision)
    if stage != Stage.DRAFT:
        a_vote(decision, 1)
        actions.register_papers(decision=decision, n_papers=1, by=None, at=NOON)
    RollEntry.objects.filter(pk=entry.pk).update(standing=Standing.PROVISIONAL)
    if stage == Stage.CLOSED:
        close(decision)
    known = {
        "ref": decision.ref,
        "slug": there.slug,
        "number": 1,
        "paper": 1,
        "officer": getattr(decision.counting_officers.first(), "pk", uuid.uuid4()),
        "limit": getattr(decision.limits.first(), "pk", 1),
        "batch": CodeBatch.objects.earliest("made_at", "id").pk,
        "entry": entry.pk,
    }
    address = reverse(
        f"deciding:{button.name}", kwargs={name: known[name] for name in button.pattern.converters}
    )
    browser = browser_of(someone(a_place("Here"), *ROLES))
    before = Event.objects.count()

    answer = browser.post(address, FILLED_IN | {"entry": str(entry.pk), "channel": "PHONE"})

    assert answer.status_code in {403, 404}
    assert "voting-pass" not in answer.cookies
    assert Event.objects.count() == before
