"""Reading about programmes."""

from folkmoot.programmes.queries.answers import (
    Answer,
    answers_to,
    decision_makers,
    funders_deciding_for,
    funders_silent,
    grant_managers,
    organisations_deciding,
)
from folkmoot.programmes.queries.comparing import Change, changes_between
from folkmoot.programmes.queries.fingerprints import fingerprint
from folkmoot.programmes.queries.money import Budget, BudgetRow, budget_of, year_named
from folkmoot.programmes.queries.pages import (
    Page,
    PlaceRow,
    agreed_phases,
    in_force,
    open_version,
    page_of,
    phases_to_write,
    place_rows,
    places_still_in,
    places_to_add,
    programmes_for,
    programmes_of_place,
    roster_of,
    version_page,
)
from folkmoot.programmes.queries.watching import everything_about, tasks_for

__all__ = [
    "Answer",
    "Budget",
    "BudgetRow",
    "Change",
    "Page",
    "PlaceRow",
    "agreed_phases",
    "answers_to",
    "budget_of",
    "changes_between",
    "decision_makers",
    "everything_about",
    "fingerprint",
    "funders_deciding_for",
    "funders_silent",
    "grant_managers",
    "in_force",
    "open_version",
    "organisations_deciding",
    "page_of",
    "phases_to_write",
    "place_rows",
    "places_still_in",
    "places_to_add",
    "programmes_for",
    "programmes_of_place",
    "roster_of",
    "tasks_for",
    "version_page",
    "year_named",
]
