"""Why a vote may not be taken. Said to the person who came to vote, so kindly."""

from folkmoot.deciding.models import CodeBatch, Decision, RollEntry, Stage, Standing


def why_not_cast_now(decision: Decision) -> str:
    """Why no ballots are being taken."""
    if decision.stage == Stage.DRAFT:
        return "Voting has not opened yet."
    if decision.stage == Stage.ABANDONED:
        return f"This decision was called off: {decision.abandoned_because}"
    if decision.stage != Stage.OPEN:
        return "Voting has closed, so no more votes can be taken or changed."
    return ""


def why_not_cast(decision: Decision, entry: RollEntry, *, changes: bool) -> str:
    """Why this entry on the roll may not cast, or change, a ballot now.

    `changes` says that the voter has shown the receipt code of the ballot to be replaced.
    """
    if closed := why_not_cast_now(decision):
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


def why_not_paper(decision: Decision, entry: RollEntry) -> str:
    """Why a paper ballot may not be checked in for this entry."""
    if closed := why_not_cast_now(decision):
        return closed
    if entry.decision_id != decision.pk:
        return "That code is for another decision."
    if entry.standing != Standing.ADMITTED:
        return "Settle whether this person may vote first. Keep the envelope shut until then."
    if entry.has_voted:
        return (
            f"A vote has come in for this already ({entry.get_channel_display().lower()}). "
            "Put the envelope aside, unopened."
        )
    return ""


def why_not_enrol(decision: Decision) -> str:
    """Why nobody may be added to the roll."""
    if decision.stage not in {Stage.DRAFT, Stage.OPEN}:
        return "Voting has closed, so the roll is fixed."
    return ""


def why_not_make_codes(decision: Decision, n_codes: int) -> str:
    """Why codes may not be made."""
    if refused := why_not_enrol(decision):
        return refused
    if not 1 <= n_codes <= 200_000:
        return "Say how many codes to make: from 1 to 200,000."
    return ""


def why_not_withdraw_codes(batch: CodeBatch) -> str:
    """Why a batch of codes may not be taken back."""
    if batch.withdrawn_at:
        return "These codes were taken back already."
    return why_not_enrol(batch.decision)


def why_not_forget_voters(decision: Decision) -> str:
    """Why the names stay on the roll: until it is over they show who may vote."""
    if decision.voters_forgotten_at:
        return "The names on this roll have been blanked."
    if decision.stage not in {Stage.PUBLISHED, Stage.ABANDONED}:
        return "The result has not been published yet."
    return ""


def why_not_settle_now(decision: Decision) -> str:
    """Why no doubtful vote may be settled."""
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


def why_not_claim(decision: Decision) -> str:
    """Why nobody may ask for a vote by saying where they live."""
    if closed := why_not_cast_now(decision):
        return closed
    if not decision.by_postcode:
        return "In this decision people need a code, or their name on the roll."
    return ""


def why_not_claim_on_roll(decision: Decision) -> str:
    """Why nobody may ask for a vote by saying that the roll should have named them."""
    if closed := why_not_cast_now(decision):
        return closed
    if not decision.by_roll:
        return "In this decision there is no list of voters to be on."
    return ""


def why_not_admit(decision: Decision) -> str:
    """Why nobody may be given a vote at a desk in the hall."""
    if closed := why_not_cast_now(decision):
        return closed
    if not decision.in_person:
        return "In this decision nobody is given a vote at a desk. They need a code or the roll."
    return ""
