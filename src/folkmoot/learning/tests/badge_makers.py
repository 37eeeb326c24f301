"""Makers: badges, and what is signed in them."""

import base64
import json
from typing import Any

from folkmoot.learning import actions
from folkmoot.learning.models import Badge, BadgeWish, Completion
from folkmoot.learning.tests.makers import AFTER, a_course, a_place, a_run, completed, signed_up
from folkmoot.organising.tests.people_makers import a_neighbour


def a_completion(name: str = "Dilys", place: Any = None, **more: Any) -> Completion:
    """Somebody with a page of their own has completed a course."""
    place = place or a_place()
    neighbour = a_neighbour(place, name, email=f"{name.lower()}@example.org", reach_by="email")
    learner = signed_up(a_run(a_course(place, **more)), name, neighbour=neighbour)
    return completed(learner)


def a_badge(completion: Completion | None = None, name: str = "") -> Badge:
    completion = completion or a_completion()
    wish = BadgeWish(shown_name=name)
    return actions.make_badge(completion=completion, wish=wish, by=None, at=AFTER)


def decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def payload_of(jws: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(decoded(jws.split(".")[1]))
    return told
