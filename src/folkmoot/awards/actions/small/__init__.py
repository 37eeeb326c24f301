"""Every change a small fund and a small grant can go through."""

from folkmoot.awards.actions.small.funds import (
    FundPlan,
    add_panellist,
    close_small_fund,
    end_panellist,
    open_small_fund,
    set_money,
)
from folkmoot.awards.actions.small.grants import (
    WHAT_IS_AGREED,
    Friend,
    SmallAsk,
    ask_small_grant,
    decide_small_grant,
    declare_interest,
    forget_group,
    forget_groups,
    remind_of_small_grant,
    say_on_small_grant,
    withdraw_small_grant,
)
from folkmoot.awards.actions.small.money import (
    finish_small_grant,
    make_ready,
    name_payee,
    pay_small_grant,
    return_money,
    tell_story,
    unready,
)

__all__ = [
    "WHAT_IS_AGREED",
    "Friend",
    "FundPlan",
    "SmallAsk",
    "add_panellist",
    "ask_small_grant",
    "close_small_fund",
    "decide_small_grant",
    "declare_interest",
    "end_panellist",
    "finish_small_grant",
    "forget_group",
    "forget_groups",
    "make_ready",
    "name_payee",
    "open_small_fund",
    "pay_small_grant",
    "remind_of_small_grant",
    "return_money",
    "say_on_small_grant",
    "set_money",
    "tell_story",
    "unready",
    "withdraw_small_grant",
]
