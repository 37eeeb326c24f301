"""Reading awards: for their two sides, for the public, and as open data."""

from folkmoot.awards.queries.awards import (
    AwardPage,
    Sums,
    award_page,
    awards_seen_by,
    funders_of,
    payment_page,
    stands_at,
    sums_of,
)
from folkmoot.awards.queries.register import (
    InRegister,
    in_register,
)
from folkmoot.awards.queries.reminding import (
    returns_to_remind_of,
)
from folkmoot.awards.queries.returned import (
    FieldOfReturn,
    ReturnPage,
    fields_of,
    figures_missing,
    return_page,
)
from folkmoot.awards.queries.schedule import (
    picture_of,
    questions_offered,
    questions_with,
    returns_of,
)
from folkmoot.awards.queries.sheet import (
    stands_in,
    why_stale,
)
from folkmoot.awards.queries.variations import (
    VariationPage,
    changes_of,
    moved_since_signing,
    variation_page,
    words_to_sign,
)

__all__ = [
    "AwardPage",
    "FieldOfReturn",
    "InRegister",
    "ReturnPage",
    "Sums",
    "VariationPage",
    "award_page",
    "awards_seen_by",
    "changes_of",
    "fields_of",
    "figures_missing",
    "funders_of",
    "in_register",
    "moved_since_signing",
    "payment_page",
    "picture_of",
    "questions_offered",
    "questions_with",
    "return_page",
    "returns_of",
    "returns_to_remind_of",
    "stands_at",
    "stands_in",
    "sums_of",
    "variation_page",
    "why_stale",
    "words_to_sign",
]
