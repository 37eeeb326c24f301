"""Reading support: one package, a contractor's places, and what waits."""

from folkmoot.awards.queries.support.pages import (
    ContractorPage,
    Days,
    ItemRow,
    SupportPage,
    contractor_page,
    packages_seen,
    support_page,
)
from folkmoot.awards.queries.support.tasks import tasks_for

__all__ = [
    "ContractorPage",
    "Days",
    "ItemRow",
    "SupportPage",
    "contractor_page",
    "packages_seen",
    "support_page",
    "tasks_for",
]
