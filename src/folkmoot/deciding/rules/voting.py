"""Why a vote may not be taken. Said to the person who came to vote, so kindly."""

from datetime import datetime

from folkmoot.deciding.identity import is_same_name
from folkmoot.deciding.models import (
    BY_NAME,
    TO_FINISH,
    CodeBatch,
    Decision,
    RollEntry,
    Stage,
    Standing,
    Way,
)
from folkmoot.kernel.ui.words import deadline
from folkmoot.people.models import Account

NO_MORE = "so no more votes can be taken or changed."
CAST_ALREADY = (
    "A vote has been cast with this already. To change it, use the receipt code you were given."
)
# Said of every letter, however its owner has voted: a finder learns no more than that they have.
LETTER_IS_USED = (
    "Whoever this letter was sent to has voted, so its code is no longer good. If that was you, "
    "you can change your ballot with the receipt code, where you were given one. If it was not, "
    "tell the people who run this vote."
)
IN_DOUBT = (
    "A vote has been cast in this name already, and two people will look whether it counts. If it "
    "was yours, change it with the receipt code you were given. If it was not, come to the hall "
    "before voting closes: once somebody has seen you there, your vote takes its place."
)


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
    decision: Decision,
    entry: RollEntry,
    *,
    changes: bool,
    at: datetime,
    in_hall: bool = False,
    seen: bool = False,
) -> str:
    """Why this entry on the roll may not cast, or change, a ballot now.

    `changes` says that the voter has shown the receipt code of the ballot to be replaced. Who
    was admitted in the hall may finish a first ballot a little after the closing time, and
    changes none. `seen` says that somebody has seen there that the voter is the one whom the
    line names: then a vote cast in their name, and still in doubt, is not in their way.
    """
    if closed := why_not_cast_now(decision, at=at, in_hall=in_hall and not changes):
        return closed
    if entry.decision_id != decision.pk:
        return "That code is for another decision."
    if seen and makes_way(decision, entry):
        return ""
    if entry.standing == Standing.REFUSED:
        return _why_refused(entry)
    return _why_not_again(entry) if entry.has_voted and not changes else ""


def _why_not_again(entry: RollEntry) -> str:
    """What is said when a vote has come in for this line."""
    if _in_doubt_by_name(entry):
        return IN_DOUBT
    return LETTER_IS_USED if entry.way == Way.LETTER and entry.name else CAST_ALREADY


def makes_way(decision: Decision, entry: RollEntry) -> bool:
    """Whether a vote cast in this name from afar makes way for the person seen in the hall.

    It does while it is in doubt. Once two people have found that it counts it is theirs; once
    they found that it does not, the person on the list of voters can still vote, and somebody
    whom they found not to belong here cannot.
    """
    if not (entry.way in BY_NAME and (entry.was_loaded or decision.in_person)):
        return False
    if entry.standing == Standing.PROVISIONAL:
        return True
    return entry.standing == Standing.REFUSED and entry.was_loaded


def _in_doubt_by_name(entry: RollEntry) -> bool:
    return entry.standing == Standing.PROVISIONAL and entry.way in BY_NAME


def _why_refused(entry: RollEntry) -> str:
    """Why no vote is taken. The reason is not for whoever happens to know somebody's name."""
    if entry.way not in BY_NAME:
        return f"This vote cannot be taken: {entry.settled_because}"
    said = "Two people have looked into a vote cast in this name and found that it does not count."
    if entry.was_loaded:
        return f"{said} If you are that person, come to the hall: seen there, you can vote."
    return f"{said} Ask the people who run this vote why."


def why_not_help(entry: RollEntry, *, told: bool, in_hall: bool = False) -> str:
    """Why a helper may not take this vote: what the voter tells could be known to others.

    `told` says that they told what only they have: the code of their letter, or the number on
    their card. The number of a letter is printed in order and could be guessed. A letter that
    names somebody can be missing in the hall, where a helper sees who they are.
    """
    if entry.has_number and not told and not in_hall:
        return (
            "Ask for the number on their card: others may know the name and the postcode. "
            "Without it they can vote in the hall, where somebody sees who they are."
        )
    if entry.code_hash and not told and not (in_hall and entry.name):
        return (
            "The number alone is not enough. Ask for the sixteen letters and numbers of the code: "
            "only they show that the letter is theirs."
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


def why_not_make_letters(
    decision: Decision, n_letters: int, n_waiting: int, *, at: datetime
) -> str:
    """Why no letters may be made to so many people of the list."""
    if refused := why_not_enrol(decision, at=at):
        return refused
    if not n_waiting:
        return "Nobody on the list has an address and no letter yet."
    if not 1 <= n_letters <= n_waiting:
        return f"Say how many letters to make: from 1 to {n_waiting:,}, for so many wait for one."
    return ""


def why_not_by_name(entry: RollEntry) -> str:
    """Why somebody may not vote on this line by saying a name and a postcode, as others could."""
    if entry.code_hash and not entry.has_number:
        return (
            "There is a code for this name: in a letter to its address, or on a slip from the "
            "hall. Vote with that code. If it has not come or is lost, come to the hall, where "
            "somebody sees who you are, or ask the people who run this vote."
        )
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
        return "The box has been opened, so every doubtful vote was settled before."
    return ""


def why_not_look_at(entry: RollEntry, by: Account, *, because: str) -> str:
    """Why this person may not say whether a doubtful vote counts."""
    if closed := why_not_settle_now(entry.decision):
        return closed
    name = entry.name or "this person"
    if entry.standing != Standing.PROVISIONAL:
        return f"The vote of {name} is settled already."
    if entry.is_by_name and not entry.has_voted:
        return f"No vote has been cast in the name of {name}, so there is nothing to settle."
    if entry.looks.filter(looked_by=by).exists():
        return f"You have looked at the vote of {name}. Now somebody else must, without your help."
    if is_same_name(entry.name, by.shown_name()):
        return f"The vote of {name} is in your own name. Somebody else must look at it."
    return "" if because.strip() else f"Say how you know whether the vote of {name} counts."


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
