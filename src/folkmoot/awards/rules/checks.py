"""When something may be found in due diligence, and a condition be met."""

from datetime import date

from folkmoot.awards.models import Award, AwardStage, Check, Condition

OVER = ("DECLINED", "LAPSED", "TERMINATED", "CLOSED")
MOST_CONDITIONS = 20


def why_not_find(check: Check, finding: str, evidence: str) -> str:
    """Something is found on evidence, while the award is being checked."""
    if check.award.stage != AwardStage.CHECKING:
        return "This award is not being checked."
    if not finding:
        return "Say what you found."
    return "" if evidence.strip() else "Say on what evidence, so that somebody else can look."


def why_not_agree_check(check: Check, *, by_pk: object) -> str:
    """Somebody else agrees with what was found."""
    if check.award.stage != AwardStage.CHECKING:
        return "This award is not being checked."
    if not check.finding:
        return "Nobody has looked at this yet."
    if check.agreed_by_id:
        return "Two people have looked at this already."
    if check.checked_by_id == by_pk:
        return "You looked at this yourself. Somebody else must look a second time."
    return ""


def why_not_add_condition(award: Award, words: str, *, n_there: int) -> str:
    """Conditions are part of what is signed."""
    if award.stage not in ("DRAFT", "CHECKING"):
        return "The offer has been made. Withdraw it to change its conditions."
    if not words.strip():
        return "Say what has to be true."
    if n_there >= MOST_CONDITIONS:
        return f"An award has {MOST_CONDITIONS} conditions at the most."
    return ""


def why_not_meet_condition(condition: Condition, evidence: str, *, today: date) -> str:
    """A condition is met, or waived, once."""
    if condition.met_at:
        return "This has been answered already."
    if condition.award.stage in OVER:
        return "This award is over."
    return "" if evidence.strip() else "Say how you know, or why it need not be."
