"""What the room of awards keeps of one organisation, for it to take away.

No checks: what a funder finds out about a recipient is the funder's. No names of people.
"""

from typing import Any

from folkmoot.awards.models import Award, Loan, Return, SmallFund, SupportPackage
from folkmoot.awards.models.award import SHOWN_TO_RECIPIENT
from folkmoot.kernel.questions.queries import said_in_each
from folkmoot.kernel.taking import told
from folkmoot.people.models import Organisation

OF_AWARD = (
    "ref", "title", "purpose", "stage", "stage_because", "place", "funder", "recipient",
    "partnership", "awarded_pence", "asked_pence", "decided_date", "starts_date", "ends_date",
    "terms", "document_sha256", "offered_at", "signed_at", "countersigned_at", "spent_pence",
    "given_back_pence", "carried_on",
)  # fmt: skip
OF_PAYMENT = (
    "ref", "number", "pence", "due_date", "milestone", "stage", "stage_because", "claim",
    "held_because", "requested_at", "certified_at", "approved_at", "paid_date", "bank_reference",
)  # fmt: skip
OF_VARIATION = (
    "number", "stage", "stage_because", "because", "ends_date", "purpose", "document",
    "document_sha256", "submitted_at", "decided_at", "applied_at",
)  # fmt: skip
OF_RETURN = (
    "ref", "number", "starts_date", "ends_date", "due_date", "stage", "stage_because",
    "submitted_at", "certified_at", "accepted_at",
)  # fmt: skip
OF_LOAN = (
    "ref", "title", "purpose", "stage", "place", "funder", "recipient", "most_pence", "words",
    "document_sha256", "offered_at", "signed_at", "countersigned_at", "declined_because",
    "written_off_date", "written_off_pence", "ended_date",
)  # fmt: skip
OF_PLAN = (
    "number", "why", "rate_hundredths", "first_date", "n_payments", "every_months", "repaid",
    "n_interest_only", "agreed_at", "from_date", "capital_pence", "interest_pence",
)  # fmt: skip
OF_DRAW = ("pence", "what", "stage", "asked_at", "approved_at", "paid_date", "refused_because")
OF_FUND = ("ref", "name", "what", "place", "set_aside_pence", "given_back_pence", "most_pence")
INSIDE = (
    "budget", "conditions", "payments", "areas", "variations", "indicators",
    "returns__spending__line", "returns__measured__indicator", "returns__remarks",
    "returns__answer_set__question_set",
)  # fmt: skip


def everything_of(organisation: Organisation) -> dict[str, Any]:
    """Awards with their payments and returns, loans, funds it holds, support it gives."""
    received = Award.objects.filter(recipient=organisation, stage__in=SHOWN_TO_RECIPIENT)
    decided = Award.objects.filter(partnership=organisation, stage__in=SHOWN_TO_RECIPIENT)
    return {
        "awards_received": _awards(received),
        "awards_made": _awards(Award.objects.filter(funder=organisation)),
        "awards_it_decides_on": [
            told(each, "ref", "title", "funder", "recipient", "awarded_pence", "stage")
            for each in decided.select_related("funder", "recipient")
        ],
        "loans_taken": _loans(Loan.objects.filter(recipient=organisation)),
        "loans_made": _loans(Loan.objects.filter(funder=organisation)),
        "small_funds_held": [
            told(each, *OF_FUND)
            | {"grants": [told(one, *OF_GRANT) for one in each.grants.all() if one.is_given]}
            for each in _small_funds(organisation)
        ],
        "shared_funds": [
            told(each, "ref", "name", "what", "set_aside_pence", "most_pence", "opened_at")
            for each in organisation.shared_funds.all()
        ],
        "support_given": [
            told(each, "ref", "place", "programme", "starts_date", "ends_date", "stage", "review")
            for each in SupportPackage.objects.filter(supporter=organisation).select_related(
                "place", "programme"
            )
        ],
    }


OF_GRANT = ("ref", "title", "what", "stage", "granted_pence", "paid_date", "story", "spent_pence")


def _small_funds(organisation: Organisation) -> Any:
    rows = SmallFund.objects.filter(holder=organisation).select_related("place")
    return rows.prefetch_related("grants")


def _awards(rows: Any) -> list[dict[str, Any]]:
    awards = list(
        rows.select_related("place", "funder", "recipient", "partnership").prefetch_related(*INSIDE)
    )
    sets = [one.answer_set for each in awards for one in each.returns.all() if one.answer_set]
    answers = said_in_each(sets)
    return [_award(each, answers) for each in awards]


def _award(award: Award, answers: dict[Any, list[dict[str, Any]]]) -> dict[str, Any]:
    return told(award, *OF_AWARD) | {
        "areas": [told(each, "code", "name", "edition") for each in award.areas.all()],
        "budget": [told(each, "number", "heading", "pence") for each in award.budget.all()],
        "conditions": [
            told(each, "words", "due_date", "met_at", "is_waived", "evidence")
            for each in award.conditions.all()
        ],
        "payments": [told(each, *OF_PAYMENT) for each in award.payments.all()],
        "variations": [told(each, *OF_VARIATION) for each in award.variations.all()],
        "measures": [
            told(each, "number", "name", "baseline", "aim") for each in award.indicators.all()
        ],
        "returns": [_return(each, answers) for each in award.returns.all()],
    }


def _return(returned: Return, answers: dict[Any, list[dict[str, Any]]]) -> dict[str, Any]:
    money = ("line", "planned_pence", "spent_pence", "expected_pence", "words")
    measured = ("indicator", "recorded", "came_to", "expected", "words")
    return told(returned, *OF_RETURN) | {
        "money": [told(each, *money) for each in returned.spending.all()],
        "measures": [told(each, *measured) for each in returned.measured.all()],
        "answers": answers.get(returned.answer_set_id, []),
        "sent_back": [
            told(each, "turn", "field", "words", "made_at") for each in returned.remarks.all()
        ],
    }


def _loans(rows: Any) -> list[dict[str, Any]]:
    whole = rows.select_related("place", "funder", "recipient")
    return [
        told(loan, *OF_LOAN)
        | {
            "plans": [told(each, *OF_PLAN) for each in loan.plans.all()],
            "handed_over": [told(each, *OF_DRAW) for each in loan.draws.all()],
            "came_back": [
                told(each, "on_date", "pence", "is_settlement") for each in loan.repayments.all()
            ],
        }
        for loan in whole.prefetch_related("plans", "draws", "repayments")
    ]
