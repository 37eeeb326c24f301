"""Everything that changes a proposal. Keyword-only, one transaction, one record each."""

from folkmoot.ideas.actions.again import put_again
from folkmoot.ideas.actions.assessing import (
    assign_assessment,
    declare_interest,
    give_verdict,
    write_internal_note,
)
from folkmoot.ideas.actions.authors import (
    accept_invitation,
    add_author_on_paper,
    decline_invitation,
    invite_author,
    show_name_as,
    step_back,
)
from folkmoot.ideas.actions.deciding import (
    put_to_decision,
    take_out_of_decision,
    tell_outcome,
)
from folkmoot.ideas.actions.forgetting import forget_account, forget_author
from folkmoot.ideas.actions.looking import (
    leave_standing,
    report_proposal,
    show_proposal,
    take_down,
)
from folkmoot.ideas.actions.merging import answer_merger, call_off_merger, suggest_merger
from folkmoot.ideas.actions.private_links import renew_link, send_link_again, use_new_link
from folkmoot.ideas.actions.putting import (
    Put,
    change_text,
    put_proposal,
    set_welcome,
    withdraw_proposal,
    write_down_proposal,
)
from folkmoot.ideas.actions.reaching import set_right_how_to_reach
from folkmoot.ideas.actions.supporting import (
    ask_to_confirm_support,
    end_support,
    stop_news,
    support_proposal,
)

__all__ = [
    "Put",
    "accept_invitation",
    "add_author_on_paper",
    "answer_merger",
    "ask_to_confirm_support",
    "assign_assessment",
    "call_off_merger",
    "change_text",
    "declare_interest",
    "decline_invitation",
    "end_support",
    "forget_account",
    "forget_author",
    "give_verdict",
    "invite_author",
    "leave_standing",
    "put_again",
    "put_proposal",
    "put_to_decision",
    "renew_link",
    "report_proposal",
    "send_link_again",
    "set_right_how_to_reach",
    "set_welcome",
    "show_name_as",
    "show_proposal",
    "step_back",
    "stop_news",
    "suggest_merger",
    "support_proposal",
    "take_down",
    "take_out_of_decision",
    "tell_outcome",
    "use_new_link",
    "withdraw_proposal",
    "write_down_proposal",
    "write_internal_note",
]
