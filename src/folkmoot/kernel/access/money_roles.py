"""The roles of those who give money and of those who receive it, held in organisations."""

from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.role import Role

AWARD_MANAGER = Role(
    "Award manager",
    "organisation",
    "Looks after a funder's awards: prepares and checks them, approves payments, reads returns.",
    frozenset(
        {
            Permission.ORGANISATION_TAKE,
            Permission.AWARD_SEE,
            Permission.AWARD_PREPARE,
            Permission.AWARD_CHECK,
            Permission.PAYMENT_APPROVE,
            Permission.RETURN_ACCEPT,
        }
    ),
)
GRANT_SIGNATORY = Role(
    "Grant signatory",
    "organisation",
    "Signs agreements for a funder.",
    frozenset({Permission.AWARD_SEE, Permission.AWARD_COUNTERSIGN}),
)
PAYMASTER = Role(
    "Paymaster",
    "organisation",
    "Pays what a funder has approved.",
    frozenset({Permission.AWARD_SEE, Permission.PAYMENT_PAY}),
)
GRANT_HOLDER = Role(
    "Grant holder",
    "organisation",
    "Signs for an organisation that receives an award, asks for its payments, writes its returns.",
    frozenset(
        {
            Permission.ORGANISATION_TAKE,
            Permission.AWARD_SEE,
            Permission.AWARD_SIGN,
            Permission.PAYMENT_REQUEST,
            Permission.RETURN_WRITE,
        }
    ),
)
FINANCE_OFFICER = Role(
    "Finance officer",
    "organisation",
    "Certifies what an organisation asks for and says it has spent; pays small grants from money "
    "that the organisation holds.",
    frozenset(
        {
            Permission.AWARD_SEE,
            Permission.PAYMENT_CERTIFY,
            Permission.RETURN_CERTIFY,
            Permission.SMALL_GRANT_PAY,
        }
    ),
)
