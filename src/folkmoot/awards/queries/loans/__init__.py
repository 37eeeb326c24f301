"""Reading loans: the account to the penny, what is late, and what waits."""

from folkmoot.awards.queries.loans.ledger import Ledger, Line, ledger_of, terms_of
from folkmoot.awards.queries.loans.pages import LoanPage, lenders_of, loan_page, loans_seen_by
from folkmoot.awards.queries.loans.tasks import tasks_for

__all__ = [
    "Ledger",
    "Line",
    "LoanPage",
    "ledger_of",
    "lenders_of",
    "loan_page",
    "loans_seen_by",
    "tasks_for",
    "terms_of",
]
