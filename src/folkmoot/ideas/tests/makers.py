"""Makers: the shortest way to say what a test about proposals needs."""

from datetime import UTC, datetime, timedelta
from typing import Any

from folkmoot.deciding.models import Decision, Option
from folkmoot.deciding.tests.makers import a_decision
from folkmoot.ideas import actions
from folkmoot.ideas.models import (
    Answer,
    Assessment,
    Author,
    Certainty,
    Contact,
    Draft,
    Finding,
    Interest,
    Merger,
    Proposal,
    Support,
    Verdict,
)
from folkmoot.kernel.access.roles import ORGANISER, SERVICE_OFFICER
from folkmoot.people.models import Account, Person
from folkmoot.places.models import Place
from folkmoot.places.tests.makers import a_convenor, a_place, someone, someone_with

__all__ = ["a_convenor", "a_decision", "a_place", "someone", "someone_with"]

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=3)


def an_organiser(place: Place, name: str = "") -> Account:
    return someone_with(ORGANISER, place, name=name)


def an_officer(place: Place, name: str = "") -> Account:
    if name and SERVICE_OFFICER in place.roles_of(someone(name), at=NOON):
        return someone(name)
    return someone_with(SERVICE_OFFICER, place, name=name)


def a_draft(title: str = "A bench by the bus stop", **more: Any) -> Draft:
    facts: dict[str, Any] = {
        "what": "A bench where one can wait sitting down.",
        "why": "The bus comes every hour.",
        "cost_least_pence": 400_00,
        "cost_most_pence": 900_00,
    }
    return Draft(title=title, **(facts | more))


def a_contact(name: str = "Amina Khan", **more: Any) -> Contact:
    email = f"{name.split()[0].lower()}@example.org"
    return Contact(
        **({"name": name, "shown_name": name, "reach_by": "email", "email": email} | more)
    )


def a_put(
    title: str = "A bench by the bus stop",
    *,
    place: Place | None = None,
    by: Account | None = None,
    contact: Contact | None = None,
    at: datetime = NOON,
    **draft: Any,
) -> actions.Put:
    """A proposal with its first author and the secret of their private link."""
    return actions.put_proposal(
        place=place or a_place(),
        draft=a_draft(title, **draft),
        contact=contact or a_contact(),
        by=by,
        at=at,
    )


def a_proposal(title: str = "A bench by the bus stop", **more: Any) -> Proposal:
    return a_put(title, **more).proposal


def the_author(proposal: Proposal) -> Author:
    return proposal.authors.get(is_first=True)


def the_person(proposal: Proposal) -> Person:
    person = the_author(proposal).person
    assert person is not None
    return person


def the_option(proposal: Proposal) -> Option:
    assert proposal.option is not None
    return proposal.option


def the_middle(place: Place) -> dict[str, Any]:
    """A point inside the place."""
    assert place.boundary is not None
    assert place.west is not None
    assert place.east is not None
    assert place.south is not None
    assert place.north is not None
    return {
        "longitude": (place.west + place.east) / 2,
        "latitude": (place.south + place.north) / 2,
    }


def a_co_author(
    proposal: Proposal, name: str = "Ben Okoro", *, by: Account | None = None
) -> Author:
    """Someone who was invited and said yes."""
    contact = a_contact(name)
    invited = actions.invite_author(
        proposal=proposal, email=contact.email, author=None, by=None, at=NOON
    )
    return actions.accept_invitation(author=invited, contact=contact, by=by, at=NOON)


def a_support(proposal: Proposal, email: str = "cara@example.org", *, news: bool = True) -> Support:
    return actions.support_proposal(
        proposal=proposal, email=email, wants_news=news, by=None, at=NOON
    )


def an_assessment(proposal: Proposal, officer: Account | None = None) -> Assessment:
    """Given to the parks service; to an officer, if there is one."""
    return actions.assign_assessment(
        proposal=proposal, service="Parks", officer=officer, by=None, at=NOON
    )


def an_answer(finding: Finding = Finding.FEASIBLE, **more: Any) -> Answer:
    facts: dict[str, Any] = {"finding": finding, "reason": "There is room by the kerb."}
    if finding == Finding.NOT_FEASIBLE:
        facts |= {"would_need": "The county would have to move the stop."}
    else:
        facts |= {
            "cost_least_pence": 600_00,
            "cost_most_pence": 800_00,
            "certainty": Certainty.FAIR,
            "would_need": "A wider kerb." if finding == Finding.CHANGES else "",
        }
    return Answer(**(facts | more))


def a_verdict(
    proposal: Proposal,
    finding: Finding = Finding.FEASIBLE,
    *,
    officer: Account | None = None,
    at: datetime = NOON,
    **more: Any,
) -> Verdict:
    """Officers' answer, after a declaration of no interest."""
    officer = officer or an_officer(proposal.place, "Olu")
    assessment = an_assessment(proposal, officer)
    actions.declare_interest(assessment=assessment, interest=Interest.NONE, by=officer, at=at)
    return actions.give_verdict(
        assessment=assessment, answer=an_answer(finding, **more), by=officer, at=at
    )


def in_a_decision(
    proposal: Proposal, *, decision: Decision | None = None, cost: int = 700_00
) -> Proposal:
    """Found feasible, and on the list of a draft decision of its place."""
    a_verdict(proposal)
    return actions.put_to_decision(
        proposal=proposal,
        decision=decision or a_decision(place=proposal.place),
        cost_pence=cost,
        by=None,
        at=NOON,
    )


def a_merger(*proposals: Proposal, reason: str = "They are about the same corner.") -> Merger:
    return actions.suggest_merger(
        proposals=proposals,
        draft=a_draft("Benches on the High Street"),
        reason=reason,
        by=None,
        at=NOON,
    )
