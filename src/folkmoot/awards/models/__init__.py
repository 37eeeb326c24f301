"""What the room of awards keeps."""

from folkmoot.awards.models.area import AwardArea
from folkmoot.awards.models.asks import ReturnQuestions, ReturnsAsk, WhichReturns
from folkmoot.awards.models.award import (
    ONWARDS,
    OVER_BEFORE_SIGNING,
    Award,
    AwardStage,
    organisations_of,
)
from folkmoot.awards.models.charity import Charity, CharityExtract
from folkmoot.awards.models.check import Check, Finding, Looked
from folkmoot.awards.models.delivery import DELIVERY_ONWARDS, Delivery, DeliveryStage
from folkmoot.awards.models.figures import Indicator, Measured, Source, Spending
from folkmoot.awards.models.loan import (
    LOAN_ONWARDS,
    HowRepaid,
    Loan,
    LoanPlan,
    LoanStage,
)
from folkmoot.awards.models.loan_money import (
    DRAW_HANDS,
    DRAW_ONWARDS,
    DrawStage,
    LoanDraw,
    Repayment,
)
from folkmoot.awards.models.parts import BudgetLine, Condition
from folkmoot.awards.models.payment import HANDS, PAYMENT_ONWARDS, Payment, PaymentStage
from folkmoot.awards.models.returned import (
    OPEN_TO_WRITE,
    RETURN_ONWARDS,
    WITH_RECIPIENT,
    Remark,
    Reminder,
    Reminding,
    Return,
    ReturnStage,
)
from folkmoot.awards.models.shared_fund import SharedFund
from folkmoot.awards.models.small_fund import Panellist, SmallFund
from folkmoot.awards.models.small_grant import (
    SMALL_ONWARDS,
    GroupMember,
    PanelAnswer,
    Payee,
    Says,
    SmallGrant,
    SmallStage,
)
from folkmoot.awards.models.support import (
    SUPPORT_ONWARDS,
    SupportItem,
    SupportKind,
    SupportPackage,
    SupportPromise,
    SupportStage,
    SupportVersion,
)
from folkmoot.awards.models.variation import (
    VARIATION_ONWARDS,
    Variation,
    VariationStage,
    VariedLine,
)

__all__ = [
    "DELIVERY_ONWARDS",
    "DRAW_HANDS",
    "DRAW_ONWARDS",
    "HANDS",
    "LOAN_ONWARDS",
    "ONWARDS",
    "OPEN_TO_WRITE",
    "OVER_BEFORE_SIGNING",
    "PAYMENT_ONWARDS",
    "RETURN_ONWARDS",
    "SMALL_ONWARDS",
    "SUPPORT_ONWARDS",
    "VARIATION_ONWARDS",
    "WITH_RECIPIENT",
    "Award",
    "AwardArea",
    "AwardStage",
    "BudgetLine",
    "Charity",
    "CharityExtract",
    "Check",
    "Condition",
    "Delivery",
    "DeliveryStage",
    "DrawStage",
    "Finding",
    "GroupMember",
    "HowRepaid",
    "Indicator",
    "Loan",
    "LoanDraw",
    "LoanPlan",
    "LoanStage",
    "Looked",
    "Measured",
    "PanelAnswer",
    "Panellist",
    "Payee",
    "Payment",
    "PaymentStage",
    "Remark",
    "Reminder",
    "Reminding",
    "Repayment",
    "Return",
    "ReturnQuestions",
    "ReturnStage",
    "ReturnsAsk",
    "Says",
    "SharedFund",
    "SmallFund",
    "SmallGrant",
    "SmallStage",
    "Source",
    "Spending",
    "SupportItem",
    "SupportKind",
    "SupportPackage",
    "SupportPromise",
    "SupportStage",
    "SupportVersion",
    "Variation",
    "VariationStage",
    "VariedLine",
    "WhichReturns",
    "organisations_of",
]
