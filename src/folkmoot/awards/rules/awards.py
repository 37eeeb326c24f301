"""When an award may be prepared, offered, signed, stopped and closed."""

from collections.abc import Collection, Sequence
from datetime import date

from folkmoot.awards.models import ONWARDS, Award, AwardStage, Check, Finding, Looked
from folkmoot.kernel.ui.words import money

BY_TWO = "The same person cannot sign for both sides."
MOST_LINES = 20


def why_not_begin(
    *, funder_pk: object, recipient_pk: object, partnership_pk: object, pence: int
) -> str:
    """Who gives, who holds the money and who decides on it are different organisations."""
    if funder_pk == recipient_pk:
        return "The funder and the recipient are the same organisation. Choose another recipient."
    if partnership_pk and partnership_pk == recipient_pk:
        return (
            "Whoever holds the money is not who decides on it. Leave the partnership empty when "
            "the recipient decides alone."
        )
    return "" if pence > 0 else "An award is a penny or more."


def why_not_change_draft(award: Award) -> str:
    """Its sums and words change freely until it is checked."""
    return _not_in(award, "DRAFT", "This award is no longer being prepared.")


def why_not_set_budget(award: Award, lines: Sequence[tuple[str, int]]) -> str:
    """The lines add up to the award, to the penny."""
    if why := why_not_change_draft(award):
        return why
    if not lines or len(lines) > MOST_LINES:
        return f"A budget has 1 to {MOST_LINES} lines."
    if any(not heading.strip() for heading, _ in lines):
        return "Each line says what it is for."
    if any(pence < 0 for _, pence in lines):
        return "No line is less than nought."
    total = sum(pence for _, pence in lines)
    if total != award.awarded_pence:
        return f"The lines add up to {money(total)}, and the award is {money(award.awarded_pence)}."
    return ""


def why_not_start_checks(award: Award, *, has_budget: bool) -> str:
    """What is to be checked is known."""
    if why := _cannot(award, "CHECKING"):
        return why
    return "" if has_budget else "Say what the money is for, line by line, before it is checked."


def why_not_offer(
    award: Award, checks: Collection[Check], *, terms: str, lapses_date: date, today: date
) -> str:
    """Everything has been looked at twice, nothing failed, and there is something to sign."""
    if why := _cannot(award, "OFFERED"):
        return why
    by_kind = {check.kind: check for check in checks}
    for kind in Looked:
        check = by_kind.get(kind)
        if check is None or not check.finding:
            return f"Not looked at yet: {kind.label}."
        if check.finding == Finding.FAIL:
            return f"Not in order: {kind.label}. An award is not offered on that."
        if check.agreed_by_id is None:
            return f"Looked at by one person only: {kind.label}."
        if check.expires_date and check.expires_date < today:
            return f"The evidence is too old: {kind.label}. Look again."
    if not terms.strip():
        return "There is nothing to sign. Write the agreement."
    return "" if lapses_date > today else "An offer stands for a day at least."


def why_not_withdraw_offer(award: Award, because: str) -> str:
    """An offer that nobody has signed may be taken back, to be mended."""
    return _cannot(award, "CHECKING") or _says_why(because)


def why_not_sign(award: Award, *, today: date) -> str:
    """The recipient signs while the offer stands."""
    if why := _cannot(award, "SIGNED"):
        return why
    if award.lapses_date and award.lapses_date < today:
        return "The offer has lapsed. Ask the funder for a new one."
    return ""


def why_not_decline(award: Award, because: str) -> str:
    """The recipient may say no, and why."""
    return _cannot(award, "DECLINED") or _says_why(because)


def why_not_lapse(award: Award, *, today: date) -> str:
    """An offer lapses when its day has passed."""
    if why := _cannot(award, "LAPSED"):
        return why
    if award.lapses_date and award.lapses_date >= today:
        return "The offer still stands."
    return ""


def why_not_countersign(award: Award, *, by_pk: object) -> str:
    """The funder signs after the recipient, by somebody else."""
    return _cannot(award, "ACTIVE", "SIGNED") or (BY_TWO if award.signed_by_id == by_pk else "")


def why_not_return_signature(award: Award, because: str) -> str:
    """The funder may ask for it to be signed anew."""
    if award.stage != AwardStage.SIGNED:
        return "Nobody has signed this yet, or both have."
    return _says_why(because)


def why_not_suspend(award: Award, because: str) -> str:
    """What is under way may be stopped for a while."""
    return _cannot(award, "SUSPENDED") or _says_why(because)


def why_not_resume(award: Award, because: str) -> str:
    """What was suspended may go on."""
    return _cannot(award, "ACTIVE", "SUSPENDED") or _says_why(because)


def why_not_terminate(award: Award, because: str, *, waiting: int) -> str:
    """It may be brought to an end before its time, once no payment is half done."""
    return _cannot(award, "TERMINATED") or _settled(waiting) or _says_why(because)


def why_not_end(award: Award, *, waiting: int, today: date) -> str:
    """It ends when its time is over and no payment waits."""
    if why := _cannot(award, "ENDED") or _settled(waiting):
        return why
    if today < award.ends_date:
        return "Its time is not over. End it earlier by a variation, or bring it to an end."
    return ""


def why_not_reconcile(award: Award, *, spent_pence: int, paid_pence: int) -> str:
    """What was paid is accounted for: spent, or given back."""
    if why := _cannot(award, "RECONCILED"):
        return why
    if spent_pence < 0:
        return "What was spent is nought or more."
    if spent_pence > paid_pence:
        return (
            f"More was spent ({money(spent_pence)}) than was paid ({money(paid_pence)}). "
            "Only what was paid is accounted for here."
        )
    return ""


def why_not_take_back(award: Award, pence: int, *, owed_pence: int) -> str:
    """What comes back is what was paid and not spent, and no more."""
    if award.spent_pence is None:
        return "What was spent is not accounted for yet."
    if pence <= 0:
        return "What comes back is a penny or more."
    return "" if pence <= owed_pence else f"Only {money(owed_pence)} is still to come back."


def why_not_sustain(award: Award, carried_on: str) -> str:
    """It says who carries on what, once the money is gone."""
    if why := _cannot(award, "SUSTAINING"):
        return why
    return "" if carried_on.strip() else "Say who carries on what."


def why_not_close(award: Award, *, to_give_back_pence: int) -> str:
    """Everything that was not spent has come back."""
    if why := _cannot(award, "CLOSED"):
        return why
    if to_give_back_pence:
        return f"{money(to_give_back_pence)} that was not spent has not come back yet."
    return ""


def _cannot(award: Award, stage: str, only_from: str = "") -> str:
    """Why it cannot go to a stage from where it is."""
    may = stage in ONWARDS[award.stage] and (not only_from or award.stage == only_from)
    said = award.get_stage_display()
    return "" if may else f"This award is “{said}”, so this cannot be done now."


def _not_in(award: Award, stage: str, sentence: str) -> str:
    return "" if award.stage == stage else sentence


def _settled(waiting: int) -> str:
    if waiting == 1:
        return "One payment is under way. Pay it, send it back or cancel it first."
    if waiting:
        return f"{waiting} payments are under way. Pay them, send them back or cancel them first."
    return ""


def _says_why(because: str) -> str:
    return "" if because.strip() else "Say why: the other side will read it."
