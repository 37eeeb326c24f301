"""Putting the ideas forward, having officers answer them, and asking two authors to join up."""

from datetime import datetime, timedelta
from random import Random

from folkmoot.ideas import actions
from folkmoot.ideas.models import Answer, Contact, Draft, Finding, Interest, Paper, Proposal
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from folkmoot.scenarios.wrens_cross.ground import CORNERS
from folkmoot.scenarios.wrens_cross.idea import GREEN, YOUNG, Idea

Accounts = dict[str, Account]


def put(place: Place, idea: Idea, *, accounts: Accounts, at: datetime, rng: Random) -> Proposal:
    """Someone puts an idea forward; every third comes on paper, through the organiser."""
    lon, lat = CORNERS[idea.corner]
    draft = Draft(
        title=idea.title,
        what=idea.what,
        why=idea.why,
        where_words=idea.corner,
        longitude=round(lon + rng.uniform(-0.0022, 0.0022), 5),
        latitude=round(lat + rng.uniform(-0.0012, 0.0012), 5),
        cost_least_pence=int(idea.cost * 0.8) * 100,
        cost_most_pence=int(idea.cost * 1.2) * 100,
        running_pence=idea.running * 100 if idea.running else None,
        running_by=idea.running_by,
        theme=idea.theme,
    )
    contact = Contact(
        name=idea.name or idea.author,
        shown_name=idea.author,
        reach_by=idea.told_by,
        **{"address" if idea.told_by == "letter" else "phone": idea.told_at},
    )
    if rng.random() < 0.35:
        paper = Paper(date=at.date(), number=f"P{rng.randrange(100, 999)}")
        written = actions.write_down_proposal(
            place=place,
            draft=draft,
            contact=contact,
            paper=paper,
            by=accounts["organiser"],
            at=at,
        )
        return written.proposal
    return actions.put_proposal(place=place, draft=draft, contact=contact, by=None, at=at).proposal


def find_support(proposal: Proposal, idea: Idea, *, at: datetime, rng: Random) -> None:
    """Some people say they would support it."""
    for number in range(int(30 * idea.known * rng.uniform(0.4, 1.1))):
        actions.support_proposal(
            proposal=proposal,
            email=f"neighbour{number}.{proposal.ref}@wrens-cross.example",
            wants_news=False,
            by=None,
            at=at,
        )


def answer(
    proposal: Proposal,
    idea: Idea,
    *,
    accounts: Accounts,
    at: datetime,
    finding: Finding = Finding.FEASIBLE,
    reason: str = "We have looked at it on site and it can be done within a year.",
    would_need: str = "",
) -> None:
    """The right service looks at it, says it has no interest in it, and answers."""
    key = "parks" if idea.theme in (GREEN, YOUNG) else "highways"
    officer, service = accounts[key], {"parks": "Parks", "highways": "Streets"}[key]
    assessment = actions.assign_assessment(
        proposal=proposal, service=service, officer=officer, by=accounts["convenor"], at=at
    )
    actions.declare_interest(
        assessment=assessment, interest=Interest.NONE, by=officer, at=at + timedelta(hours=1)
    )
    assessment.refresh_from_db()
    actions.give_verdict(
        assessment=assessment,
        answer=Answer(
            finding=finding,
            reason=reason,
            would_need=would_need,
            cost_least_pence=int(idea.cost * 0.9) * 100,
            cost_most_pence=int(idea.cost * 1.1) * 100,
            certainty="fair",
            running_pence=idea.running * 100 or None,
            running_by=idea.running_by if idea.running else "",
            land="clear",
            consents="clear",
            equality="clear",
        ),
        by=officer,
        at=at + timedelta(days=4),
    )
