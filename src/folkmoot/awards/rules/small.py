"""When a small grant may be asked for, decided, paid, told and finished."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from folkmoot.awards.models import (
    SMALL_ONWARDS,
    PanelAnswer,
    Says,
    SmallFund,
    SmallGrant,
    SmallStage,
)
from folkmoot.kernel.ui.words import day, money

DECIDED_WITHIN = timedelta(days=10)
REMIND_BEFORE = timedelta(days=2)
THE_FOUR = 4
BIGGEST_PANEL = 15
# Names go this long after a no, and after the end.
FORGOTTEN_AFTER_NO = timedelta(days=60)
FORGOTTEN_AFTER_END = timedelta(days=365)


def why_not_open_fund(*, name: str, what: str, set_aside: int, most: int, quorum: int) -> str:
    """There is money for one grant at least, and two people decide."""
    if not name.strip() or not what.strip():
        return "Say what it is called and what the money is for."
    if most <= 0:
        return "The most for one grant is a penny or more."
    if set_aside < most:
        return "The money set aside is less than the most for one grant. Set more aside."
    if not 2 <= quorum <= BIGGEST_PANEL:
        return f"Between 2 and {BIGGEST_PANEL} of the panel decide."
    return ""


def why_not_change_money(fund: SmallFund, set_aside: int, *, committed: int) -> str:
    """What was given stays covered."""
    if fund.closed_at:
        return "This fund is closed."
    if fund.shared:
        return f"This is a part of what {fund.shared.funder} shares out. They set its money."
    if set_aside < committed:
        return f"{money(committed)} has been given already. Set that aside at least."
    if set_aside < fund.most_pence:
        return f"One grant may be up to {money(fund.most_pence)}. Set that aside at least."
    return ""


def why_not_close_fund(fund: SmallFund, *, n_waiting: int) -> str:
    """Everybody who asked has an answer."""
    if fund.closed_at:
        return "This fund is closed already."
    if n_waiting:
        return "Somebody still waits for an answer. Decide first."
    return ""


def why_not_add_panellist(fund: SmallFund, *, serves: bool, n_panel: int) -> str:
    """Once each, and not without end."""
    if fund.closed_at:
        return "This fund is closed."
    if serves:
        return "They are on the panel already."
    return "" if n_panel < BIGGEST_PANEL else f"A panel has {BIGGEST_PANEL} people at the most."


def why_not_take(fund: SmallFund, *, left: int, n_panel: int, today: date) -> str:
    """Whether anybody can ask for a grant now: nobody is told ten days where nobody decides."""
    if fund.closed_at:
        return "This fund is closed. Ask the team of the place what comes next."
    if fund.last_date and fund.last_date < today:
        return f"The last day to ask was {day(fund.last_date)}."
    if n_panel < fund.quorum:
        return "Its panel is not named yet. Neighbours are asked first; then you can."
    if left <= 0:
        return "All the money is given for now. Money that comes back is given again."
    return ""


def why_not_ask(fund: SmallFund, pence: int, names: Sequence[str], *, can_reach: bool) -> str:
    """Four people, within the most, and one of them can be told."""
    if pence <= 0:
        return "Say how much you need."
    if pence > fund.most_pence:
        return f"One grant is up to {money(fund.most_pence)}. Ask for that or less."
    if len([name for name in names if name.strip()]) != THE_FOUR:
        return "Tell us the names of all four of you."
    return "" if can_reach else "Tell us how to reach one of you: an e-mail address or a phone."


def why_not_declare(grant: SmallGrant, *, has_interest: bool, interest: str, done: bool) -> str:
    """Each of the panel declares once, before they read it."""
    if grant.stage != SmallStage.PUT:
        return "This has been decided."
    if done:
        return "You have declared already."
    if has_interest and not interest.strip():
        return "Say in a few words what your interest is."
    return ""


def why_not_say(answer: PanelAnswer, says: str, pence: int | None, because: str) -> str:
    """Whoever declared no interest says yes, yes with less, or no."""
    grant = answer.grant
    if grant.stage != SmallStage.PUT:
        return "This has been decided."
    if answer.has_interest:
        return "You have an interest in this, so the others decide."
    if says == Says.LESS and not (pence and 0 < pence < grant.asked_pence):
        return f"With less: say a sum below {money(grant.asked_pence)}."
    if says in (Says.LESS, Says.NO) and not because.strip():
        return "Say why in a few words. They will be told the reason."
    return "" if says in Says.values else "Choose one of the three answers."


def panel_sum(sums: Collection[int]) -> int:
    """The largest sum that more than half of those who answered would give, in pence.

    >>> panel_sum([30_000, 30_000, 0]), panel_sum([30_000, 20_000, 10_000, 0]), panel_sum([500, 0])
    (30000, 10000, 0)
    """
    return sorted(sums, reverse=True)[len(sums) // 2] if sums else 0


def why_not_decide(
    grant: SmallGrant, *, n_said: int, gives: int, left: int, reason: str, way_on: str
) -> str:
    """Enough of the panel have said, and the answer says why when it is not a plain yes."""
    if grant.stage != SmallStage.PUT:
        return f"This is “{grant.get_stage_display()}” already."
    if n_said < grant.fund.quorum:
        missing = grant.fund.quorum - n_said
        return f"{missing} more of the panel {'has' if missing == 1 else 'have'} to say first."
    if gives > left:
        return f"Only {money(left)} is left. Set more aside, or ask the panel for less."
    if gives < grant.asked_pence and not reason.strip():
        return "Say why it is less than they asked for." if gives else "Say why it is a no."
    if not gives and not way_on.strip():
        return "Say what they can do now: another fund, a smaller start, somebody who can help."
    return ""


def why_not_withdraw(grant: SmallGrant) -> str:
    """Until money is on its way."""
    return _cannot(grant, "WITHDRAWN")


def why_not_name_payee(grant: SmallGrant, payee: str, name: str) -> str:
    """After the yes they say who is paid."""
    if grant.stage != SmallStage.GRANTED:
        return "This can be said after a yes, and until the money is on its way."
    return "" if payee and name.strip() else "Say who the money goes to."


def why_not_make_ready(grant: SmallGrant) -> str:
    """One person says that it is right to pay."""
    if why := _cannot(grant, "READY"):
        return why
    return "" if grant.payee else "They have not said yet who the money goes to."


def why_not_pay_small(grant: SmallGrant, paid_date: date, *, by_pk: object, today: date) -> str:
    """Another person pays."""
    if why := _cannot(grant, "PAID"):
        return why
    if grant.approved_by_id == by_pk:
        return "You said yourself that it is right. It takes somebody else to pay."
    return "" if paid_date <= today else "That day has not come. Say on which day it was paid."


def why_not_unready(grant: SmallGrant, because: str) -> str:
    """It goes back when something is not right."""
    if grant.stage != SmallStage.READY:
        return "Nobody has said yet that this can be paid, or it has been."
    return "" if because.strip() else "Say why."


def why_not_tell(grant: SmallGrant, story: str, spent: int | None) -> str:
    """What happened, and what was spent, once the money is there."""
    if grant.stage not in (SmallStage.PAID, SmallStage.TOLD):
        return "The story is told after the money has come."
    if not story.strip():
        return "Tell us in a few words what happened."
    granted = grant.granted_pence or 0
    if spent is None or not 0 <= spent <= granted:
        return f"You were given {money(granted)}. Say how much of it was spent."
    if spent + grant.returned_pence > granted:
        return f"{money(grant.returned_pence)} has come back already, so less than that was spent."
    return ""


def why_not_return(grant: SmallGrant, pence: int) -> str:
    """What comes back is what was not spent."""
    if grant.stage != SmallStage.TOLD:
        return "What was spent is not known yet, or all is settled."
    if pence <= 0:
        return "What came back is a penny or more."
    owed = grant.to_return_pence
    return "" if pence <= owed else f"Only {money(owed)} is to come back."


def why_not_finish(grant: SmallGrant) -> str:
    """Everything that was not spent is back."""
    if why := _cannot(grant, "DONE"):
        return why
    owed = grant.to_return_pence
    return f"{money(owed)} that was not spent has not come back yet." if owed else ""


def why_not_forget(grant: SmallGrant) -> str:
    """Names stay while something is still to be told or paid."""
    if grant.forgotten_at:
        return "Your names are forgotten already."
    if grant.stage not in (SmallStage.DECLINED, SmallStage.WITHDRAWN, SmallStage.DONE):
        return "We need to reach you until this is over. Until you are paid you can withdraw it."
    return ""


def is_overdue(grant: SmallGrant, *, today: date) -> bool:
    """Whether the ten days are over and there is no answer."""
    return grant.stage == SmallStage.PUT and grant.due_date < today


def _cannot(grant: SmallGrant, stage: str) -> str:
    if stage in SMALL_ONWARDS[grant.stage]:
        return ""
    return f"This is “{grant.get_stage_display()}”, so this cannot be done now."
