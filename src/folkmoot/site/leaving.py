"""Leaving: what every room knows of an account, to take along, and closing it in all of them.

The people room lies below the others and cannot reach up to them, so this is done from above.
"""

from datetime import datetime

from django.db import transaction

from folkmoot.awards.queries.organisation import everything_of as awarded_to
from folkmoot.awards.queries.small.shared import programmes_of_funder
from folkmoot.awards.queries.takeaway import everything_about as in_awards
from folkmoot.deciding.queries.takeaway import everything_about as in_decisions
from folkmoot.gatherings.queries import everything_about as in_gatherings
from folkmoot.granting.queries.organisation import everything_of as applied_for
from folkmoot.granting.queries.takeaway import everything_about as in_granting
from folkmoot.ideas import actions as ideas
from folkmoot.ideas.queries import everything_about as in_ideas
from folkmoot.learning.queries import everything_about as in_courses
from folkmoot.organising import actions as organising
from folkmoot.organising.queries.notes import everything_about as in_listening
from folkmoot.people import actions as people
from folkmoot.people.models import Account, Organisation
from folkmoot.people.queries import everything_about as of_the_account
from folkmoot.people.queries.accounts import everything_of as of_the_organisation
from folkmoot.places.queries import everything_about as in_places
from folkmoot.programmes.queries import everything_about as in_programmes


def everything_about(account: Account, at: datetime) -> dict[str, object]:
    """All that Folkmoot knows of an account. How it voted is not known, and so not in it."""
    here = (
        in_places,
        in_programmes,
        in_gatherings,
        in_decisions,
        in_ideas,
        in_listening,
        in_courses,
        in_granting,
        in_awards,
    )
    rooms = [everything_in(account) for everything_in in here]
    return of_the_account(account, at) | {key: told for room in rooms for key, told in room.items()}


def everything_of(organisation: Organisation, reader: Account, at: datetime) -> dict[str, object]:
    """All that Folkmoot keeps of an organisation, as far as this reader of its own may see."""
    return (
        of_the_organisation(organisation, at)
        | {"programmes_it_funds": [each.name for each in programmes_of_funder(organisation)]}
        | applied_for(organisation, reader)
        | awarded_to(organisation)
    )


@transaction.atomic
def close_account(*, account: Account, by: Account | None, at: datetime) -> Account:
    """Forget an account everywhere, or, when it may not be closed, nowhere."""
    ideas.forget_account(account=account, by=by, at=at)
    organising.forget_account(account=account, by=by, at=at)
    return people.close_account(account=account, by=by, at=at)
