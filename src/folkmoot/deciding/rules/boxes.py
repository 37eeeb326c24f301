"""Why the box may not be opened, or a paper not be typed."""

from datetime import datetime

from folkmoot.deciding.models import (
    Channel,
    CountingOfficer,
    Decision,
    PaperBallot,
    Stage,
    Standing,
)
from folkmoot.kernel.access.roles import COUNTING_OFFICER
from folkmoot.kernel.jobs.models import Job
from folkmoot.people.models import Account

SHORTEST_PASSPHRASE = 16
CALL_IT_OFF = "Call the decision off, and say why."


def why_not_passphrase(officer: CountingOfficer, passphrase: str) -> str:
    """Why this may not be a counting officer's passphrase."""
    if officer.decision.stage != Stage.DRAFT:
        return "The passphrases were fixed when voting opened."
    if len("".join(passphrase.split())) < SHORTEST_PASSPHRASE:
        return "That is easy to guess. Use four words or more, with at least sixteen letters."
    if len(set(passphrase.casefold().split())) < 3:
        return "Use at least three different words."
    return ""


def why_not_name_officer(decision: Decision, account: Account | None, *, at: datetime) -> str:
    """Why this person may not be named as a counting officer."""
    if decision.stage != Stage.DRAFT:
        return "The counting officers were fixed when voting opened."
    if account is None or COUNTING_OFFICER not in decision.place.roles_of(account, at=at):
        return (
            f"Only a Counting officer of {decision.place.name} can be named. "
            "Whoever leads the place can give them that role on its team page."
        )
    if decision.counting_officers.filter(account=account).exists():
        return f"{account.shown_name()} is named already."
    return ""


def why_not_register_papers(decision: Decision, n_papers: int) -> str:
    """Why papers may not be numbered."""
    if decision.stage == Stage.DRAFT:
        return "Voting has not opened yet."
    if decision.stage not in {Stage.OPEN, Stage.CLOSED}:
        return "Paper ballots are numbered while voting is open or just after it closes."
    return "" if 1 <= n_papers <= 5000 else "Say how many papers there are: from 1 to 5,000."


def why_not_type_paper(paper: PaperBallot, by: Account) -> str:
    """Why this person may not type this paper."""
    if paper.decision.stage not in {Stage.OPEN, Stage.CLOSED}:
        return "Paper ballots are typed while voting is open or just after it closes."
    if paper.is_sealed or paper.is_spoilt:
        return "Two people have typed this paper and agree. It is sealed."
    typists = set(paper.typings.values_list("typed_by", flat=True))
    if by.pk in typists:
        return "You have typed this paper. Now somebody else must type it, without your help."
    if len(typists) >= 2:
        return "Two people have typed this paper. Compare what they read."
    return ""


def why_not_settle_paper(paper: PaperBallot) -> str:
    """Why nobody may say yet what is right on this paper."""
    if paper.decision.stage not in {Stage.OPEN, Stage.CLOSED}:
        return "Paper ballots are typed while voting is open or just after it closes."
    if paper.is_sealed or paper.is_spoilt:
        return "This paper is settled already."
    if paper.typings.count() < 2:
        return "Two people must type this paper first."
    return ""


def why_not_count(decision: Decision) -> str:
    """What must be settled before the box is opened."""
    if decision.stage == Stage.OPEN:
        return "Close the voting first."
    if decision.stage == Stage.ABANDONED:
        return "This decision was called off."
    if decision.stage != Stage.CLOSED:
        return _why_not_any_more(decision)
    return why_not_ever_count(decision) or _why_not_ready(decision)


def _why_not_any_more(decision: Decision) -> str:
    if decision.counted_at:
        return "The votes have been counted."
    return "The box is open already." if decision.is_box_open else "Voting has not opened."


def why_not_write_count(decision: Decision) -> str:
    """Why a count may not be written down."""
    if decision.counted_at:
        return "The votes have been counted."
    return "" if decision.stage == Stage.COUNTING else "The box has not been opened."


def why_not_stop_count(decision: Decision, job: Job | None) -> str:
    """Why the count may not be stopped."""
    if why_not := why_not_write_count(decision):
        return why_not
    under_way = job is not None and job.is_under_way
    return "" if under_way else "The count has stopped already."


def why_not_count_again(decision: Decision, job: Job | None) -> str:
    """Why the count may not be begun again."""
    if why_not := why_not_write_count(decision):
        return why_not
    under_way = job is not None and job.is_under_way
    return "The votes are being counted." if under_way else ""


def why_not_ever_count(decision: Decision) -> str:
    """Why no count can come of this once voting has closed; then it may be called off."""
    if decision.stage != Stage.CLOSED:
        return ""
    if not decision.options.standing().exists():
        return f"Every option was struck out, so there is nothing to count. {CALL_IT_OFF}"
    votes = decision.envelopes.exclude(entry__standing=Standing.REFUSED)
    if votes.exists() or _why_not_ready(decision):
        return ""
    return f"Nobody voted, so there is nothing to count. {CALL_IT_OFF}"


def _why_not_ready(decision: Decision) -> str:
    waiting = decision.roll.filter(standing=Standing.PROVISIONAL).exclude(channel="").count()
    if waiting:
        return (
            f"{_votes(waiting)} still to be settled. Two roll keepers look at each, on their own, "
            "and say whether it counts."
        )
    if untyped := decision.paper_ballots.filter(is_sealed=False, is_spoilt=False).count():
        papers = "One paper ballot is" if untyped == 1 else f"{untyped} paper ballots are"
        return f"{papers} not yet typed twice and agreed."
    return _why_not_in_step(decision) or _why_not_reconciled(decision)


def _why_not_in_step(decision: Decision) -> str:
    """An envelope more or fewer than the roll says means that somebody tampered."""
    voted = decision.roll.exclude(channel__in=[Channel.NONE, Channel.PAPER]).count()
    named = decision.envelopes.filter(entry__isnull=False).count()
    sealed = decision.paper_ballots.filter(is_sealed=True).count()
    unnamed = decision.envelopes.filter(entry__isnull=True).count()
    if (voted, sealed) == (named, unnamed):
        return ""
    return (
        f"The box holds {named + unnamed} envelopes, but {voted + sealed} votes were taken. "
        "Do not open it: find out what happened first."
    )


def _votes(number: int) -> str:
    return "One doubtful vote is" if number == 1 else f"{number} doubtful votes are"


def _why_not_reconciled(decision: Decision) -> str:
    checked_in = decision.roll.filter(channel=Channel.PAPER).count()
    typed = decision.paper_ballots.count()
    if checked_in == typed or decision.reconciliation.strip():
        return ""
    return (
        f"{checked_in} paper votes were checked in, but {typed} papers were typed. "
        "Find the difference, or write down why it stands."
    )


def why_not_publish(decision: Decision) -> str:
    """Why the result may not be published."""
    if decision.stage == Stage.PUBLISHED:
        return "The result has been published."
    return "" if decision.stage == Stage.COUNTED else "The votes have not been counted yet."
