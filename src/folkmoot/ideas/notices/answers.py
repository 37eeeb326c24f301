"""What is told when officers answer and when people have decided."""

from datetime import datetime

from folkmoot.ideas.models import Finding, Proposal, Verdict
from folkmoot.ideas.notices.telling import (
    News,
    page_of,
    site_address,
    tell_authors,
    tell_supporters,
)
from folkmoot.kernel.notify import actions as notify
from folkmoot.kernel.ui.words import day, money
from folkmoot.people.models import Account


def assigned(proposal: Proposal, officer: Account, *, by: Account | None, at: datetime) -> None:
    """A proposal waits for your answer."""
    notify.send_email(
        to=officer.email,
        subject=f"For you to answer by {day(proposal.answer_date)}: {proposal.title}",
        text=News(
            "",
            (
                f"“{proposal.title}”, a proposal for {proposal.place.name}, is yours to answer "
                f"by {day(proposal.answer_date)}.",
                site_address("ideas:assess", proposal.ref),
            ),
            proposal,
        ).text(),
        about=proposal,
        by=by,
        at=at,
    )


SAID = {
    Finding.FEASIBLE: "it can be done",
    Finding.CHANGES: "it can be done with changes",
    Finding.NOT_FEASIBLE: "it cannot be done as it stands",
}


def answered(
    proposal: Proposal, verdict: Verdict, *, again: bool, by: Account | None, at: datetime
) -> None:
    """Officers have said whether it can be done, and why."""
    said = SAID[Finding(verdict.finding)]
    cost = ""
    if verdict.cost_most_pence is not None:
        cost = (
            f"What it would cost: {money(verdict.cost_least_pence)} "
            f"to {money(verdict.cost_most_pence)}."
        )
    opening = "have changed their answer" if again else "have answered"
    news = News(
        f"Answered: {proposal.title}",
        tuple(
            filter(
                None,
                (
                    f"Officers {opening} about “{proposal.title}”: {said}.",
                    f"Their reason: {verdict.reason}",
                    verdict.would_need and f"What would make it possible: {verdict.would_need}",
                    cost,
                    f"All of it: {page_of(proposal)}",
                ),
            )
        ),
        proposal,
    )
    tell_authors(proposal, news, by=by, at=at)
    tell_supporters(proposal, news, by=by, at=at)


def joined_decision(proposal: Proposal, *, by: Account | None, at: datetime) -> None:
    """People will be able to vote for it."""
    option = proposal.option
    if option is None:
        return
    news = News(
        f"In a decision: {proposal.title}",
        (
            f"“{proposal.title}” is on the list of “{option.decision.title}” "
            f"at {money(option.cost_pence)}.",
            "When voting opens its words are fixed. Until then its authors can mend them.",
            page_of(proposal),
        ),
        proposal,
    )
    tell_authors(proposal, news, by=by, at=at)
    tell_supporters(proposal, news, by=by, at=at)


def outcome(proposal: Proposal, *, funded: bool, by: Account | None, at: datetime) -> None:
    """What people chose."""
    decision = proposal.option.decision if proposal.option else None
    if decision is None:
        return
    said = "will get the money" if funded else "did not get the money this time"
    news = News(
        f"Decided: {proposal.title}",
        (
            f"The result of “{decision.title}” is out. “{proposal.title}” {said}.",
            "Why, with all the sums: " + site_address("ideas:proposal", proposal.ref),
        ),
        proposal,
    )
    tell_authors(proposal, news, by=by, at=at)
    tell_supporters(proposal, news, by=by, at=at)
