"""Reading about listening. Nothing here changes anything."""

from folkmoot.organising.queries.agreement import (
    AgreementPage,
    Difference,
    agreement_page,
    difference_in,
)
from folkmoot.organising.queries.agreements import agreements_of, undertakings_due, whole_agreement
from folkmoot.organising.queries.because import (
    address_of,
    choices_in,
    conversations_with,
    journey_of,
    key_of_record,
    record_in,
    words_of,
)
from folkmoot.organising.queries.breadth import (
    Breadth,
    breadth_of,
)
from folkmoot.organising.queries.coding import (
    Choice,
    CodingTable,
    coding_table,
)
from folkmoot.organising.queries.concerns import (
    ConcernPage,
    Safety,
    concern_page,
    concerns_in,
    safety_of,
)
from folkmoot.organising.queries.ground import (
    Ground,
    ground_of,
    listeners_in,
)
from folkmoot.organising.queries.heard import (
    HeardView,
    Quotable,
    figures_of,
    heard_page_in,
    heard_view,
    quotable,
    released_in,
)
from folkmoot.organising.queries.home import (
    Home,
    home_of,
)
from folkmoot.organising.queries.naming import (
    connectors,
    named_page,
    names_in,
    person_named,
)
from folkmoot.organising.queries.neighbours import (
    Known,
    Neighbours,
    known_of,
    neighbours_in,
    neighbours_listed,
)
from folkmoot.organising.queries.notebook import (
    CannotOpen,
    NotebookKeys,
    Written,
    all_ground_of,
    keys_of,
    mark_of_writer,
    moment_of,
    newest_key,
    rounds_begun,
)
from folkmoot.organising.queries.notes import (
    Listing,
    Said,
    and_before,
    conversation_page,
    listing,
    noticed_by,
)
from folkmoot.organising.queries.outings import (
    OutingPage,
    n_still_listening,
    outing_page,
    outings_late,
)
from folkmoot.organising.queries.partnerships import others_of, survey_page, surveys_of
from folkmoot.organising.queries.rounds import (
    Heard,
    Reach,
    reach_of,
    round_open_in,
)
from folkmoot.organising.queries.themes import (
    CodeBook,
    KeyedTheme,
    code_book,
    keyed,
    themes_in_use,
)

__all__ = [
    "AgreementPage",
    "Breadth",
    "CannotOpen",
    "Choice",
    "CodeBook",
    "CodingTable",
    "ConcernPage",
    "Difference",
    "Ground",
    "Heard",
    "HeardView",
    "Home",
    "KeyedTheme",
    "Known",
    "Listing",
    "Neighbours",
    "NotebookKeys",
    "OutingPage",
    "Quotable",
    "Reach",
    "Safety",
    "Said",
    "Written",
    "address_of",
    "agreement_page",
    "agreements_of",
    "all_ground_of",
    "and_before",
    "breadth_of",
    "choices_in",
    "code_book",
    "coding_table",
    "concern_page",
    "concerns_in",
    "connectors",
    "conversation_page",
    "conversations_with",
    "difference_in",
    "figures_of",
    "ground_of",
    "heard_page_in",
    "heard_view",
    "home_of",
    "journey_of",
    "key_of_record",
    "keyed",
    "keys_of",
    "known_of",
    "listeners_in",
    "listing",
    "mark_of_writer",
    "moment_of",
    "n_still_listening",
    "named_page",
    "names_in",
    "neighbours_in",
    "neighbours_listed",
    "newest_key",
    "noticed_by",
    "others_of",
    "outing_page",
    "outings_late",
    "person_named",
    "quotable",
    "reach_of",
    "record_in",
    "released_in",
    "round_open_in",
    "rounds_begun",
    "safety_of",
    "survey_page",
    "surveys_of",
    "themes_in_use",
    "undertakings_due",
    "whole_agreement",
    "words_of",
]
