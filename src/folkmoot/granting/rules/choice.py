"""What may be asked of a choice, recommended, decided, told and published."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from folkmoot.granting.models import Choice

SOON = timedelta(days=14)  # before its last day, a reserve is spoken of
MOST_AIMS = 12
MOST_DRAWS = 1000


def why_not_ask(choice: Choice, budget_pence: int, least: int, most: int, *, n: int) -> str:
    """While it is looked for: money, and how many of those there are."""
    if why := why_not_change_choice(choice):
        return why
    if budget_pence <= 0:
        return "Say how much money there is."
    if not 1 <= least <= most:
        return "At least one place, and at most as many or more."
    return "" if least <= n else f"There are {n} applications, so not {least}."


def why_not_aim(
    choice: Choice, least: int | None, most: int | None, *, n_there: int, is_there: bool
) -> str:
    """An aim asks for at least or at most so many."""
    if why := why_not_change_choice(choice):
        return why
    if is_there:
        return "There is an aim for that already: change it."
    if least is None and most is None:
        return "Say at least how many, at most how many, or both."
    if least is not None and most is not None and least > most:
        return f"At least {least} and at most {most} cannot be."
    return "" if n_there < MOST_AIMS else f"{MOST_AIMS} aims are enough."


def why_not_change_choice(choice: Choice) -> str:
    """What was recommended stays as it is."""
    if choice.stage == "OPEN":
        return ""
    return f"This choice is “{choice.get_stage_display()}”: what was asked stays as it was."


def why_not_recommend(
    choice: Choice, refs: Collection[str], reserve: Collection[str], why: str, *, is_best: bool
) -> str:
    """A set, reasons in words; more words where it is not the one that was found."""
    if why_not := why_not_change_choice(choice):
        return why_not
    if not refs:
        return "Choose at least one."
    if set(refs) & set(reserve):
        return "What is chosen is not in reserve too."
    if not why.strip():
        return "Say in a few words why the panel recommends this."
    if not is_best and len(why.split()) < 10:
        return (
            "This is not the set that meets the aims with the greatest strength. Say in at "
            "least ten words why the panel prefers it."
        )
    return ""


def why_not_take_back(choice: Choice, because: str, *, n_answers: int) -> str:
    """The panel takes back what no funder has answered; or begins anew what was not carried."""
    if choice.stage == "NOT_CARRIED":
        return "" if because.strip() else "Say why the panel looks again."
    if choice.stage != "RECOMMENDED":
        return f"This choice is “{choice.get_stage_display()}”."
    if n_answers:
        return (
            "A funder has answered already. Let them decide, and look again if it is not carried."
        )
    return "" if because.strip() else "Say why the panel looks again."


def why_not_answer_for(
    choice: Choice, says: str, words: str, *, decides: bool, has_answered: bool
) -> str:
    """Once for each funder, by who decides for it; in words but for a plain yes."""
    if choice.stage != "RECOMMENDED":
        return "There is nothing before the funders now."
    if not decides:
        return "Only somebody who decides for that funder answers for it."
    if has_answered:
        return "That funder has answered. An answer stays."
    needs = {
        "conditions": "Say on which conditions.",
        "reject": "Say why: your reasons stay with the decision.",
        "abstain": "Say why you abstain.",
        "recused": "Say what links you.",
    }
    return "" if words.strip() else needs.get(says, "")


def why_not_settle(choice: Choice, minutes: str, *, waiting: Sequence[str]) -> str:
    """When every funder has answered, with the minutes."""
    if choice.stage != "RECOMMENDED":
        return "There is nothing before the funders now."
    if waiting:
        return f"{', '.join(waiting)} {'has' if len(waiting) == 1 else 'have'} not answered."
    return "" if minutes.strip() else "Write the minutes: who was there, and what was said."


def why_not_write_letter(choice: Choice, *, stage: str) -> str:
    """Until it has gone."""
    if choice.stage not in ("DECIDED", "TELLING"):
        return "There is nothing to tell yet, or everybody has been told."
    return "" if stage in ("DRAFT",) else "This letter is on its way, so it stays as it is."


def why_not_this_letter(
    outcome: str, *, subject: str, text: str, feedback: str, way_on: str, to: str, is_read: bool
) -> str:
    """Why one letter holds the others up; "" when it can go."""
    if not to:
        return "nobody to send it to"
    if not subject.strip() or not text.strip():
        return "it has no words"
    if not feedback.strip():
        return "it has no feedback"
    if outcome != "INVITED" and not way_on.strip():
        return "it says no way on"
    if "[" in text + feedback + way_on:
        return "something is still to be filled in: […]"
    return "" if is_read else "nobody has read it over"


def why_not_send_letters(choice: Choice, held_up: Sequence[str], *, n: int) -> str:
    """All at once, and only when every one has its words."""
    if choice.stage != "DECIDED":
        return "The letters cannot be sent now."
    if not n:
        return "There is no letter."
    if held_up:
        some = "; ".join(held_up[:4])
        more = f"; and {len(held_up) - 4} more" if len(held_up) > 4 else ""
        return f"Nothing goes until every letter has its words. {some}{more}."
    return ""


def why_not_go_on_sending(choice: Choice, *, is_under_way: bool) -> str:
    """What was stopped can go on, once nobody works on it."""
    if choice.stage != "TELLING":
        return "There is nothing left to send."
    return "It is being sent. Wait a moment." if is_under_way else ""


def reserve_step(until_date: date | None, today: date) -> str:
    """What there is to remind of: that a reserve runs out soon, that it has; "" for neither.

    >>> from datetime import date
    >>> [reserve_step(date(2027, 5, 31), date(2027, *day)) for day in ((5, 16), (5, 17), (6, 1))]
    ['', 'SOON', 'OVER']
    """
    if until_date is None or today < until_date - SOON:
        return ""
    return "OVER" if today > until_date else "SOON"


def why_not_publish_choice(choice: Choice) -> str:
    """After everybody has been told by letter."""
    if choice.stage == "PUBLISHED":
        return "It is published."
    return "" if choice.stage == "TOLD" else "First everybody gets their letter; then the public."
