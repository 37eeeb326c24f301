"""The nation, loaded: for seeing that what feels light in one place feels light in four hundred.

It is written in bulk and not through actions, which would take an hour; the database's own rules
and guards hold for it all the same, and a small nation is compared with what actions make.
"""

from datetime import datetime
from random import Random

from django.urls import reverse

from folkmoot.gatherings.models import Gathering
from folkmoot.organising.models import Conversation, Neighbour
from folkmoot.people.models import Consent
from folkmoot.people.models.consents import Purpose
from folkmoot.places.models import Place
from folkmoot.scenarios.national import said
from folkmoot.scenarios.national.ground import STEWARD_EMAIL, Ground, close_rounds, ground
from folkmoot.scenarios.national.named import name_people
from folkmoot.scenarios.national.sizes import Sizes
from folkmoot.scenarios.telling import Tell, World

SHOWN = 10


def national(*, at: datetime, rng: Random, tell: Tell, sizes: Sizes | None = None) -> World:
    """Every place, every organiser, every conversation."""
    sizes = sizes or Sizes()
    tell(f"{sizes.n_places:,} places with their streets, groups, teams and rounds")
    found = ground(sizes, at=at, rng=rng)
    for n in said.listen(found, sizes.n_conversations, at=at, rng=rng):
        tell.far("Conversations", n, sizes.n_conversations)
    tell(f"{sizes.n_mobilised:,} people met by name, of whom {sizes.n_volunteers:,} may be asked")
    said.meet(found, sizes.n_mobilised, sizes.n_volunteers, at=at, rng=rng)
    tell(f"{sizes.n_projects:,} things done together")
    said.gather(found, sizes.n_projects, at=at, rng=rng)
    name_people(found, at=at, rng=Random("named"))
    close_rounds(found, at=at)
    return _told(found)


def _told(found: Ground) -> World:
    shown = found.places[:SHOWN]
    team = {account.email: account.name for account in found.teams[0]}
    return World(
        name="national",
        places={place.name: reverse("site:place", args=[place.slug]) for place in shown},
        decisions={},
        accounts={STEWARD_EMAIL: "Steward", **team},
        numbers={
            "places": Place.objects.count(),
            "organisers": sum(len(team) for team in found.teams),
            "conversations": Conversation.objects.count(),
            "people met by name": Neighbour.objects.count(),
            "of them may be asked to help": Consent.objects.filter(purpose=Purpose.ASK).count(),
            "things done together": Gathering.objects.count(),
        },
    )
