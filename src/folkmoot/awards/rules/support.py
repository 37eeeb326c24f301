"""When support may be designed, agreed, given, confirmed, rated, looked back on and ended."""

from datetime import date

from folkmoot.awards.models import (
    SUPPORT_ONWARDS,
    Delivery,
    SupportItem,
    SupportPackage,
    SupportStage,
    SupportVersion,
)
from folkmoot.awards.models.days import days

MOST_ITEMS = 40
SIDES = ("place", "supporter")
FEWEST_PLACES = 3  # an average is shown from so many places on


def why_not_open_support(
    *, takes_part: bool, is_contractor: bool, there: bool, starts: date, ends: date
) -> str:
    """For a place that takes part, by an organisation whose contractors are on the team."""
    if not takes_part:
        return "This place does not take part in the programme."
    if not is_contractor:
        return "Nobody on the programme's team is a support contractor for that organisation."
    if there:
        return "They support this place already. End that first."
    return "" if starts <= ends else "It ends before it begins. Choose a later day."


def why_not_write(package: SupportPackage, *, is_written: bool) -> str:
    """While a version is being written, both write."""
    if package.stage == SupportStage.ENDED:
        return "This support has ended."
    return "" if is_written else "This is agreed. Begin another version to change it."


def why_not_promise(item_count: int, n_quarters: int, what: str) -> str:
    """A line says what it is, in quarter days."""
    if not what.strip():
        return "Say what the place is helped with."
    if n_quarters < 0:
        return "Days are nought or more."
    if item_count >= MOST_ITEMS:
        return f"A package has {MOST_ITEMS} lines at the most."
    return ""


def why_not_less(item: SupportItem, n_quarters: int, *, given: int) -> str:
    """What has been given stays promised."""
    if n_quarters < given:
        return f"{days(given)} of “{item.what}” have been given already. Promise that at least."
    return ""


def why_not_agree(
    package: SupportPackage, version: SupportVersion | None, side: str, *, promised: int,
    by_pk: object,
) -> str:  # fmt: skip
    """Both agree to the same words, and they are two people."""
    if version is None:
        return "There is nothing new to agree on."
    if not package.diagnosis.strip():
        return "Say first where the place stands."
    if not promised:
        return "There is nothing in it yet. Add what the place is helped with."
    if getattr(version, f"{side}_agreed_by_id"):
        return "Your side has agreed already."
    other = SIDES[1 - SIDES.index(side)]
    if getattr(version, f"{other}_agreed_by_id") == by_pk:
        return "You agreed for the other side. It takes somebody else for this one."
    return ""


def why_not_revise(package: SupportPackage, why: str, *, is_written: bool) -> str:
    """Another version says why, and the one before stays readable."""
    if is_written:
        return "Another version is being written already."
    return _cannot(package, "DESIGNED") or _says_why(why)


def why_not_deliver(
    package: SupportPackage, n_quarters: int, what: str, on_date: date, *, left: int, today: date
) -> str:
    """What was promised is given, within the package's days and no more than is left."""
    if package.stage == SupportStage.ENDED:
        return "This support has ended."
    if not what.strip():
        return "Say in a few words what was done."
    if n_quarters < 1:
        return "A quarter of a day is the least."
    if not package.starts_date <= on_date <= min(package.ends_date, today):
        return "The day lies outside this support, or has not come."
    if n_quarters > left:
        return f"Only {days(left)} of this are left. Agree on another version for more."
    return ""


def why_not_confirm(delivery: Delivery, *, by_pk: object) -> str:
    """The place says that it was so; not the one who gave it."""
    if delivery.stage != "NOTED":
        return "This does not wait to be confirmed."
    return (
        "You noted this yourself. The place confirms it." if delivery.noted_by_id == by_pk else ""
    )


def why_not_question(delivery: Delivery, question: str) -> str:
    """The place may ask, before it confirms."""
    if delivery.stage != "NOTED":
        return "This does not wait to be confirmed."
    return "" if question.strip() else "Say what is not right, so that they can mend it."


def why_not_mend(delivery: Delivery) -> str:
    """What was questioned is put right or taken back by who noted it."""
    if delivery.stage == "ASKED":
        return ""
    return "The place has not questioned this."


def why_not_take_back_delivery(delivery: Delivery) -> str:
    """Until it is confirmed."""
    return "" if delivery.stage in ("NOTED", "ASKED") else "This is settled."


def why_not_rate(package: SupportPackage, stars: int, words: str, *, given: int) -> str:
    """The place rates what it was given, with words."""
    if not given:
        return "Nothing of this has been confirmed yet, so there is nothing to rate."
    if not 1 <= stars <= 5:
        return "Choose one to five."
    return "" if words.strip() else "Say in a few words why."


def why_not_review(package: SupportPackage, words: str) -> str:
    """The place looks back on what is under way."""
    return _cannot(package, "REVIEWED") or ("" if words.strip() else "Say what you see.")


def why_not_go_on(package: SupportPackage) -> str:
    """After looking back it may go on as it is."""
    return "" if package.stage == SupportStage.REVIEWED else "It goes on already, or has ended."


def why_not_end_support(package: SupportPackage, because: str, *, waiting: int) -> str:
    """Once nothing waits to be confirmed."""
    if why := _cannot(package, "ENDED"):
        return why
    if waiting:
        return "Days still wait for the place's answer. Confirm them or take them back first."
    return _says_why(because)


def _cannot(package: SupportPackage, stage: str) -> str:
    if stage in SUPPORT_ONWARDS[package.stage]:
        return ""
    return f"This support is “{package.get_stage_display()}”, so this cannot be done now."


def _says_why(because: str) -> str:
    return "" if because.strip() else "Say why: the other side will read it."
