"""Why a vote may not be taken. Said to the person who came to vote, so kindly."""

from datetime import datetime

from folkmoot.deciding.models import (
    TO_FINISH,
    CodeBatch,
    Decision,
    RollEntry,
    Stage,
    Standing,
)
from folkmoot.kernel.ui.words import deadline

NO_MORE = "so no more votes can be taken or changed."


def why_not_cast_now(decision: Decision, *, at: datetime, in_hall: bool = False) -> str:
    """Why no ballots are being taken.

    Parameters
    ----------
    in_hall : bool
        Asked for somebody who was admitted in the hall before the closing time, as the line at
        a polling station is: they may finish.
    """
    if decision.stage == Stage.DRAFT:
        return "Voting has not opened yet."
    if decision.stage == Stage.ABANDONED:
        return f"This decision was called off: {decision.abandoned_because}"
    if decision.stage == Stage.OPEN:
        since = at - TO_FINISH if in_hall else at
        if not decision.is_past_closing(since):
            return ""
    when = f" It closed on {deadline(decision.votes_until)}." if decision.votes_until else ""
    return f"Voting has closed, {NO_MORE}{when}"


def why_not_cast(
    decision: Decision, entry: RollEntry, *, changes: bool, at: datetime, in_hall: bool = False
) -> str:
    """Why this entry on the roll may not cast, or change, a ballot now.

    `changes` says that the voter has shown the receipt code of the ballot to be replaced. Who
    was admitted in the hall may finish a first ballot a little after the closing time, and
    changes none.
    """
    if closed := why_not_cast_now(decision, at=at, in_hall=in_hall and not changes):
        return closed
    if entry.decision_id != decision.pk:
        return "That code is for another decision."
    if entry.standing == Standing.REFUSED:
        return f"This vote cannot be taken: {entry.settled_because}"
    if entry.has_voted and not changes:
        return (
            "A vote has been cast with this already. "
            "To change it, use the receipt code you were given."
        )
    return ""


def why_not_help(entry: RollEntry, *, told_code: bool) -> str:
    """Why a helper may not take this vote: a number is printed in order and could be guessed."""
    if entry.code_hash and not told_code:
        return (
            "The number alone is not enough. Ask for the sixteen letters and numbers of the code: "
            "only they show that the letter is theirs."
        )
    return ""


def why_not_paper_now(decision: Decision, *, came_in_time: bool, at: datetime) -> str:
    """Why no paper ballot may be checked in: after closing, only what was there before."""
    if why_not := why_not_begun(decision):
        return why_not
    if decision.stage not in {Stage.OPEN, Stage.CLOSED}:
        return "The box has been opened, so no more paper can be checked in."
    if decision.takes_votes(at) or came_in_time:
        return ""
    return "It came after voting had closed. Put it aside, unopened, and keep it."


def why_not_paper(
    decision: Decision, entry: RollEntry, *, told_code: bool, came_in_time: bool, at: datetime
) -> str:
    """Why a paper ballot may not be checked in for this entry.

    Where there is a code, the number is not enough: it is printed in order, and whoever guesses
    one would take a vote away from somebody else.
    """
    if closed := why_not_paper_now(decision, came_in_time=came_in_time, at=at):
        return closed
    if entry.decision_id != decision.pk:
        return "That code is for another decision."
    if entry.code_hash and not told_code:
        return (
            "The number alone is not enough. Type the sixteen letters and numbers of the code: "
            "the letter should lie in the outer envelope. If it does not, keep the envelope shut."
        )
    if entry.standing != Standing.ADMITTED:
        return "Settle whether this person may vote first. Keep the envelope shut until then."
    if entry.has_voted:
        return (
            f"A vote has come in for this already ({entry.get_channel_display().lower()}). "
            "Put the envelope aside, unopened."
        )
    return ""


def why_not_enrol(decision: Decision, *, at: datetime) -> str:
    """Why nobody may be added to the roll."""
    if decision.stage != Stage.DRAFT and not decision.takes_votes(at):
        return "Voting has closed, so the roll is fixed."
    return ""


def why_not_make_codes(decision: Decision, n_codes: int, *, at: datetime) -> str:
    """Why codes may not be made."""
    if refused := why_not_enrol(decision, at=at):
        return refused
    if not 1 <= n_codes <= 200_000:
        return "Say how many codes to make: from 1 to 200,000."
    return ""


def why_not_withdraw_codes(batch: CodeBatch, *, at: datetime) -> str:
    """Why a batch of codes may not be taken back."""
    if batch.withdrawn_at:
        return "These codes were taken back already."
    return why_not_enrol(batch.decision, at=at)


def why_not_forget_voters(decision: Decision) -> str:
    """Why the names stay on the roll: until it is over they show who may vote."""
    if decision.voters_forgotten_at:
        return "The names on this roll have been blanked."
    if decision.stage not in {Stage.PUBLISHED, Stage.ABANDONED}:
        return "The result has not been published yet."
    return ""


def why_not_begun(decision: Decision) -> str:
    """Why nothing can be done yet with votes: there are none."""
    if decision.stage == Stage.ABANDONED:
        return "This decision was called off."
    return "Voting has not opened yet." if decision.stage == Stage.DRAFT else ""


def why_not_settle_now(decision: Decision) -> str:
    """Why no doubtful vote may be settled."""
    if why_not := why_not_begun(decision):
        return why_not
    if decision.stage not in {Stage.OPEN, Stage.CLOSED}:
        return "Doubtful votes can be settled only while voting is open or before the count."
    return ""


def why_not_settle(entry: RollEntry, *, admit: bool, because: str) -> str:
    """Why a provisional vote may not be settled this way."""
    if closed := why_not_settle_now(entry.decision):
        return closed
    if entry.standing != Standing.PROVISIONAL:
        return "This has been settled already."
    if not admit and not because.strip():
        return "Say why this vote cannot be taken. The person may ask."
    return ""


def why_not_claim(decision: Decision, *, at: datetime) -> str:
    """Why nobody may ask for a vote by saying where they live."""
    if closed := why_not_cast_now(decision, at=at):
        return closed
    if not decision.by_postcode:
        return "In this decision people need a code, or their name on the roll."
    return ""


def why_not_claim_on_roll(decision: Decision, *, at: datetime) -> str:
    """Why nobody may ask for a vote by saying that the roll should have named them."""
    if closed := why_not_cast_now(decision, at=at):
        return closed
    if not decision.by_roll:
        return "In this decision there is no list of voters to be on."
    return ""


def why_not_admit(decision: Decision, *, at: datetime) -> str:
    """Why nobody may be given a vote at a desk in the hall."""
    if closed := why_not_cast_now(decision, at=at):
        return closed
    if not decision.in_person:
        return "In this decision nobody is given a vote at a desk. They need a code or the roll."
    return ""
