"""Reading small grants: for everybody, for the panel, for the team, for the four."""

from folkmoot.awards.queries.small.lists import (
    FundMoney,
    FundRow,
    funds_seen,
    grants_given,
    in_place,
    kept_funds,
    money_of,
    queue_of,
    why_not_ask_now,
    why_not_close,
)
from folkmoot.awards.queries.small.pages import (
    GrantPage,
    everything_about,
    grant_by_secret,
    grant_page,
    panellist_of,
    sums_of_panel,
)
from folkmoot.awards.queries.small.tasks import (
    for_team,
    grants_to_remind_of,
    to_name,
    to_pay,
    to_say,
)

__all__ = [
    "FundMoney",
    "FundRow",
    "GrantPage",
    "everything_about",
    "for_team",
    "funds_seen",
    "grant_by_secret",
    "grant_page",
    "grants_given",
    "grants_to_remind_of",
    "in_place",
    "kept_funds",
    "money_of",
    "panellist_of",
    "queue_of",
    "sums_of_panel",
    "to_name",
    "to_pay",
    "to_say",
    "why_not_ask_now",
    "why_not_close",
]
