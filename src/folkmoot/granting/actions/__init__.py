"""Everything that changes calls and applications."""

from folkmoot.granting.actions.applying import (
    change_application,
    hand_in,
    start_application,
    withdraw,
)
from folkmoot.granting.actions.asking_more import ask_more, hand_in_again
from folkmoot.granting.actions.calls import (
    keep_questions,
    set_areas,
    set_first_questions,
    set_rules,
    start_call,
    use_questions,
    write_call,
)
from folkmoot.granting.actions.council import (
    answer_council,
    ask_council,
    send_council_again,
)
from folkmoot.granting.actions.handling import (
    begin_assessment,
    find_eligible,
    find_ineligible,
    let_in_late,
    reconsider,
)
from folkmoot.granting.actions.partners import (
    add_partner,
    answer_partner,
    ask_partner_again,
    drop_partner,
)
from folkmoot.granting.actions.running import (
    cancel_call,
    conclude_call,
    publish_call,
    reopen_call,
    take_back_call,
)
from folkmoot.granting.actions.team import add_colleague, end_colleague

__all__ = [
    "add_colleague",
    "add_partner",
    "answer_council",
    "answer_partner",
    "ask_council",
    "ask_more",
    "ask_partner_again",
    "begin_assessment",
    "cancel_call",
    "change_application",
    "conclude_call",
    "drop_partner",
    "end_colleague",
    "find_eligible",
    "find_ineligible",
    "hand_in",
    "hand_in_again",
    "keep_questions",
    "let_in_late",
    "publish_call",
    "reconsider",
    "reopen_call",
    "send_council_again",
    "set_areas",
    "set_first_questions",
    "set_rules",
    "start_application",
    "start_call",
    "take_back_call",
    "use_questions",
    "withdraw",
    "write_call",
]
