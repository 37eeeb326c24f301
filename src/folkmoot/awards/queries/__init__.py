"""Reading awards: for their two sides, for the public, and as open data."""

from folkmoot.awards.queries.awards import (
    AwardPage,
    Sums,
    award_page,
    awards_seen_by,
    funders_of,
    payment_page,
    sums_of,
)
from folkmoot.awards.queries.open_data import open_grants
from folkmoot.awards.queries.tasks import tasks_for

__all__ = [
    "AwardPage",
    "Sums",
    "award_page",
    "awards_seen_by",
    "funders_of",
    "open_grants",
    "payment_page",
    "sums_of",
    "tasks_for",
]
