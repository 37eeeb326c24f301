"""When a gift may be noted, something asked for, answered, confirmed; and which check it needs."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from folkmoot.kernel.ui.words import day
from folkmoot.organising.models import (
    Ask,
    AskStage,
    Check,
    Duties,
    Gift,
    MayAsk,
    Neighbour,
    Opportunity,
    OpportunityStage,
    Tag,
    Wish,
)
from folkmoot.people.models import Account

MOST_TAGS = 5
GAPS = (7, 30, 90, 365)
MOST_WAITING = 3  # questions of one person to neighbours, without an answer


def why_not_hear_gift(neighbour: Neighbour, words: str, tags: Sequence[Tag], gap_days: int) -> str:
    """A gift has one to five tags, and says how often they may be asked."""
    if neighbour.forgotten_at:
        return "They asked to be forgotten."
    if len(words) > 300:
        return f"Keep it to 300 letters; this has {len(words)}."
    if why := why_not_tags(tags):
        return why
    return "" if gap_days in GAPS else "Say how often they may be asked."


def why_not_change_asking(gift: Gift, may_ask: str, gap_days: int) -> str:
    """Of something that is still offered: by whom, and how often at most."""
    if gift.ended_at:
        return "That is no longer offered."
    if why := why_not_may_ask(may_ask):
        return why
    return "" if gap_days in GAPS else "Say how often they may be asked."


def why_not_may_ask(may_ask: str) -> str:
    """One of the answers to who may ask."""
    return "" if may_ask in MayAsk.values else "Say who may ask."


def why_not_tags(tags: Sequence[Tag]) -> str:
    """Few tags that say it, rather than many that say nothing."""
    if not tags:
        return "Choose at least one word for it, so that it can be found."
    if len(tags) > MOST_TAGS:
        return f"Choose at most {MOST_TAGS} words for it; the ones that say it best."
    return ""


def why_not_end_gift(gift: Gift) -> str:
    """A gift is taken back once."""
    return "That has been taken back already." if gift.ended_at else ""


def why_not_tag(name: str, words: Sequence[str]) -> str:
    """A tag has a short name and short words."""
    if not name.strip():
        return "Give it a name."
    if long := next((each for each in (name, *words) if len(each) > 60), None):
        return f"Keep each to 60 letters; “{long[:40]}…” is longer."
    return ""


def why_not_open_opportunity(title: str, words: str, tags: Sequence[Tag], n_needed: int) -> str:
    """What is needed has a title, one to five tags, and a number of people."""
    if not title.strip():
        return "Say what is needed, such as “Chef for the street party”."
    if len(title) > 120:
        return f"Keep the title to 120 letters; this has {len(title)}."
    if len(words) > 1000:
        return f"Keep it to 1,000 letters; this has {len(words):,}."
    if why := why_not_tags(tags):
        return why
    return "" if 1 <= n_needed <= 500 else "How many people does it need: one to 500?"


def why_not_ask(opportunity: Opportunity, neighbour: Neighbour, asked: Ask | None) -> str:
    """Somebody of the same place is asked once for one thing, while it looks for people."""
    if opportunity.stage != OpportunityStage.OPEN:
        return f"Nobody is looked for: {opportunity.get_stage_display().lower()}."
    if neighbour.place_id != opportunity.place_id:
        return "They were met in another place."
    if neighbour.forgotten_at:
        return "They asked to be forgotten."
    return "They have been asked for this already." if asked else ""


def why_not_ask_for(fits: Gift | Wish | None, by: Account | None) -> str:
    """Who may ask for what somebody offers, or about what they would like, as they said."""
    if fits is None or fits.may_ask in (MayAsk.TEAM, MayAsk.PLACE):
        return ""
    if fits.may_ask == MayAsk.NOBODY:
        what = "for it" if isinstance(fits, Gift) else "about it"
        return f"They said that nobody is to ask them {what}, for now."
    if by is not None and fits.heard_by_id == by.pk:
        return ""
    who = fits.heard_by.shown_name() if fits.heard_by else "the one they told it to"
    return f"They said that only {who} may ask them."


def why_not_ask_neighbour(
    fits: Gift | Wish, by: Account, *, asked_at: datetime | None, n_waiting: int, at: datetime
) -> str:
    """Why one of the place may not ask for this, or about this, now.

    `asked_at` is when they were last asked for anything, by anybody; `n_waiting` how many who
    were asked by the same person have not answered.
    """
    neighbour, is_gift = fits.neighbour, isinstance(fits, Gift)
    if fits.is_over or neighbour.forgotten_at:
        return "That is no longer offered." if is_gift else "That is wished for no more."
    if fits.may_ask != MayAsk.PLACE:
        return "That is not for everybody to ask for. The team knows whom to ask."
    if neighbour.person.account_id == by.pk:
        return "That is what you offer yourself." if is_gift else "That is a wish of your own."
    again = asked_at + timedelta(days=fits.gap_days) if asked_at else at
    if again > at:
        return f"They were asked for something lately. They may be asked again from {day(again)}."
    if n_waiting >= MOST_WAITING:
        return "Three people have a question of yours already. Wait for an answer first."
    return ""


def why_not_neighbour_words(title: str, words: str) -> str:
    """What is asked, and how they find whoever asks."""
    if not title.strip():
        return "Say in one line what you ask for."
    if len(title) > 120:
        return f"Keep the line to 120 letters; this has {len(title)}."
    if not words.strip():
        return "Say what they would do, when, and how they find you."
    return "" if len(words) <= 500 else f"Keep it to 500 letters; this has {len(words):,}."


def why_not_answer(ask: Ask, answer: str) -> str:
    """An ask is answered once; who said yes can still cancel until it is done."""
    if answer == AskStage.CANCELLED:
        return "" if ask.stage == AskStage.YES else "Only somebody who said yes can cancel."
    if answer not in (AskStage.YES, AskStage.NOT_NOW, AskStage.NO):
        return "Say yes, not now, or no."
    if ask.opportunity.stage in (OpportunityStage.DONE, OpportunityStage.CALLED_OFF):
        return f"It is over: {ask.opportunity.get_stage_display().lower()}."
    if ask.stage == AskStage.NOT_NOW and answer == AskStage.YES:
        return ""
    return "" if ask.stage == AskStage.ASKED else "This has been answered already."


def why_not_confirm(ask: Ask, side: str) -> str:
    """Each side says once that it was given, or received, by somebody who had said yes."""
    if ask.stage != AskStage.YES:
        return (
            "Only what somebody said yes to can be confirmed."
            if (ask.stage not in (AskStage.DID, AskStage.THANKED))
            else "Both have confirmed it already."
        )
    done = ask.given_at if side == "given" else ask.received_at
    return "That has been confirmed already." if done else ""


def why_not_thank(ask: Ask) -> str:
    """Thanks come when both sides have said that it was done, and once is enough to note."""
    if ask.stage == AskStage.THANKED:
        return "They have been thanked. Thank them again, and leave it unwritten."
    return "" if ask.stage == AskStage.DID else "First both sides say that it was done."


def why_not_end_opportunity(opportunity: Opportunity) -> str:
    """What is over is over."""
    over = (OpportunityStage.DONE, OpportunityStage.CALLED_OFF)
    if opportunity.stage in over:
        return f"It is over already: {opportunity.get_stage_display().lower()}."
    return ""


def check_for(duties: Duties) -> Check:
    """The check that the law lets one ask for; by the rules of regulated activity in England.

    With adults who need it because of age or illness, even once counts. With children it is
    often and unwatched work that is regulated; watched, a check without the list may be asked for.
    """
    if duties.cares_for_adults:
        return Check.BARRED_ADULTS
    if duties.with_children and duties.often:
        return Check.CHILDREN if duties.watched else Check.BARRED_CHILDREN
    return Check.NONE
