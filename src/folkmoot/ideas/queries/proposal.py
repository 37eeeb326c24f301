"""One proposal, whole: what its page shows."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate

from folkmoot.deciding.models import Stage as DecisionStage
from folkmoot.ideas import rules
from folkmoot.ideas.models import (
    Assessment,
    Author,
    Merger,
    MergerPart,
    MergerStage,
    Proposal,
    Stage,
    Support,
    Verdict,
    Version,
)
from folkmoot.ideas.queries import parts
from folkmoot.ideas.queries.facts import Facts, answer_facts, cost_range, credit_of, text_facts
from folkmoot.ideas.queries.standing import Standing, standing_of, winners_among
from folkmoot.kernel import links
from folkmoot.kernel.ui.words import day, deadline
from folkmoot.people.models import Account
from folkmoot.places.queries import place_contains


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to a proposal, for its history."""

    at: datetime
    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """Everything the public page of a proposal shows. No contact details, no internal notes."""

    proposal: Proposal
    standing: Standing
    authors: list[Author]
    credit: str
    facts: Facts
    verdict: Verdict | None
    verdict_facts: Facts
    earlier_verdicts: list[Verdict]
    n_supports: int
    merged_from: list[Proposal]
    history: list[Step]
    next: str
    cost: str
    outside: bool
    is_stale: bool  # the words have changed since officers answered
    put_again_as: Proposal | None


def proposal_page(proposal: Proposal, *, at: datetime) -> ProposalPage:
    """All of a proposal that anyone may see."""
    authors = parts.credited_with(proposal.pk)
    verdicts = parts.answers_to(proposal.pk)
    versions = parts.words_of(proposal.pk)
    merged_from = parts.merged_into(proposal.pk)
    winners = winners_among([proposal])
    verdict = verdicts[0] if verdicts else None
    standing = standing_of(proposal, winners)
    again = next(iter(parts.put_again_from(proposal.pk)), None)
    return ProposalPage(
        proposal=proposal,
        standing=standing,
        authors=authors,
        credit=credit_of(authors),
        facts=text_facts(proposal),
        verdict=verdict,
        verdict_facts=answer_facts(verdict) if verdict else [],
        earlier_verdicts=verdicts[1:],
        n_supports=parts.n_supports_of(proposal.pk),
        merged_from=merged_from,
        history=_history(proposal, versions, verdicts, merged_from, again),
        next=what_next(proposal, standing, at=at, again=again),
        cost=cost_range(proposal.cost_least_pence, proposal.cost_most_pence),
        outside=is_outside(proposal),
        is_stale=bool(verdict and verdict.version < proposal.version),
        put_again_as=again,
    )


def is_outside(proposal: Proposal) -> bool:
    """Whether the point is outside the place as drawn; allowed, and said."""
    if proposal.longitude is None or proposal.latitude is None or not proposal.place.boundary:
        return False
    return not place_contains(proposal.place, proposal.longitude, proposal.latitude)


def what_next(
    proposal: Proposal, standing: Standing, *, at: datetime, again: Proposal | None = None
) -> str:
    """What happens next, and when, in one or two sentences."""
    if proposal.stage in {Stage.PUT, Stage.ASSESSED}:
        if proposal.answer_date < localdate(at):
            late = day(proposal.answer_date)
            return f"Officers were to answer by {late}. They are late, and the team has been told."
        return f"Officers say by {day(proposal.answer_date)} whether it can be done, and why."
    if proposal.stage == Stage.DECIDING and proposal.option:
        return _next_in_decision(proposal, standing, again, at)
    return {
        Stage.HELD: "Someone on the team reads it first. Then everyone can see it.",
        Stage.FEASIBLE: "It can go into the next decision, where people vote.",
        Stage.CHANGES: "With these changes it can go into the next decision, where people vote.",
        Stage.NOT_FEASIBLE: "Its authors can change it, and officers look at it again.",
        Stage.WITHDRAWN: "Nothing more. It stays here so that old links work.",
        Stage.MERGED: "Follow the proposal it has become part of.",
        Stage.TAKEN_DOWN: "",
    }.get(Stage(proposal.stage), "")


def _next_in_decision(
    proposal: Proposal, standing: Standing, again: Proposal | None, at: datetime
) -> str:
    decision = proposal.option.decision if proposal.option else None
    if decision is None:
        return ""
    if decision.stage == DecisionStage.DRAFT:
        opens = f" on {day(decision.opens_at)}" if decision.opens_at else ""
        return f"When voting opens{opens}, the words are fixed and everyone can choose."
    if decision.takes_votes(at):
        closes = f" It closes on {deadline(decision.closes_at)}." if decision.closes_at else ""
        return f"Voting is open.{closes}"
    if decision.stage == DecisionStage.ABANDONED:
        return "That decision was called off. It can go into another."
    if decision.stage == DecisionStage.PUBLISHED:
        if standing.key == "FUNDED":
            return "It becomes a project. See on the decision's page how it was chosen."
        why = "See on the decision's page why not."
        then = "It was put forward again" if again else "Its authors can put it forward again"
        return f"{why} {then}."
    return "Voting has closed. The votes are being counted."


def _history(
    proposal: Proposal,
    versions: list[Version],
    verdicts: list[Verdict],
    merged_from: list[Proposal],
    again: Proposal | None,
) -> list[Step]:
    before = proposal.put_again_from
    steps = [Step(proposal.put_at, _how_put(proposal), _address(before) if before else "")]
    if again:
        steps.append(Step(again.put_at, f"Put forward again as {again.ref}", _address(again)))
    steps += [
        Step(
            version.written_at,
            f"The words were changed (version {version.number})",
            reverse("ideas:version", args=[proposal.ref, version.number]),
        )
        for version in versions
        if version.number > 1
    ]
    steps += [
        Step(verdict.answered_at, f"Officers answered: {verdict.get_finding_display().lower()}")
        for verdict in verdicts
    ]
    steps += [
        Step(part.ended_at, f"“{part.title}” became part of this", _address(part))
        for part in merged_from
        if part.ended_at
    ]
    if proposal.ended_at:
        steps.append(Step(proposal.ended_at, proposal.get_stage_display(), _end_address(proposal)))
    steps += _merger_steps(proposal) + _decision_steps(proposal)
    return sorted(steps, key=lambda step: step.at)


def _how_put(proposal: Proposal) -> str:
    if proposal.put_again_from:
        return f"Put forward again from {proposal.put_again_from.ref}"
    if not proposal.paper_date:
        return "Put forward"
    number = f", sheet {proposal.paper_number}" if proposal.paper_number else ""
    return f"Put forward on paper of {day(proposal.paper_date)}{number}, typed in by the team"


def _merger_steps(proposal: Proposal) -> list[Step]:
    """That a merger was suggested, and that it came to nothing; who said no is theirs to tell."""
    steps = []
    for merger in (part.merger for part in parts.mergers_of(proposal.pk)):
        words = f"The team suggested making it part of “{merger.title}”"
        steps.append(Step(merger.suggested_at, words))
        if merger.ended_at and merger.stage != MergerStage.AGREED:
            steps.append(Step(merger.ended_at, "It stays apart: not everyone agreed to the merger"))
    return steps


def _decision_steps(proposal: Proposal) -> list[Step]:
    option = proposal.option
    if option is None:
        return []
    decision = option.decision
    steps = []
    if decision.opened_at:
        steps.append(Step(decision.opened_at, f"Voting opened in “{decision.title}”"))
    if decision.stage == DecisionStage.PUBLISHED and decision.published_at:
        steps.append(Step(decision.published_at, f"“{decision.title}” was decided"))
    return steps


def _address(proposal: Proposal) -> str:
    return reverse("ideas:proposal", args=[proposal.ref])


def _end_address(proposal: Proposal) -> str:
    return _address(proposal.merged_into) if proposal.merged_into else ""


def support_by(proposal: Proposal, account: Account) -> Support | None:
    """This account's support of a proposal, if any."""
    mark = links.mark_of(account.email)
    return Support.objects.filter(proposal=proposal, mark=mark).first()


def open_merger_of(proposal: Proposal) -> MergerPart | None:
    """The merger this proposal's authors are being asked about."""
    parts = MergerPart.objects.filter(proposal=proposal, is_open=True)
    return parts.select_related("merger__place").first()


def open_merger_seen_by(user: object, proposal: Proposal) -> MergerPart | None:
    """The merger the authors are being asked about, for someone who may look at it."""
    part = open_merger_of(proposal)
    seen = part and Merger.objects.visible_to(user).filter(pk=part.merger_id).exists()
    return part if seen else None


def is_given_out(proposal: Proposal) -> bool:
    """Whether a service has been asked to answer."""
    return Assessment.objects.filter(proposal=proposal).exists()


def can_be_asked_again(proposal: Proposal) -> bool:
    """Whether a change of words is a reason for officers to look again."""
    verdict = rules.latest_verdict(proposal)
    return bool(verdict and verdict.version < proposal.version)
