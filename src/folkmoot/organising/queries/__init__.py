"""Reading about listening. Nothing here changes anything."""

from folkmoot.organising.queries.agreement import (
    AgreementPage,
    Difference,
    agreement_page,
    difference_in,
)
from folkmoot.organising.queries.agreements import agreements_of, undertakings_due, whole_agreement
from folkmoot.organising.queries.because import choices_in, record_in
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
from folkmoot.organising.queries.gifts import (
    Asking,
    Giving,
    asking_of,
    gift_for,
    giving_of,
    opportunities_of,
    said_by,
    tags_found,
    tags_in_common,
    tags_offered,
    vocabulary,
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
from folkmoot.organising.queries.joined import (
    duplicates_in,
    joined_with,
    names_of_both,
    parting_of,
    side_by_side,
)
from folkmoot.organising.queries.journey import Journey, journey_of, own_journey, starts_of
from folkmoot.organising.queries.knots import address_of, key_of_record, words_of
from folkmoot.organising.queries.naming import (
    connectors,
    named_page,
    names_in,
    person_named,
)
from folkmoot.organising.queries.neighbours import (
    Known,
    Neighbours,
    everything_known,
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
from folkmoot.organising.queries.voice import voice_of

__all__ = [
    "AgreementPage",
    "Asking",
    "Breadth",
    "CannotOpen",
    "Choice",
    "CodeBook",
    "CodingTable",
    "ConcernPage",
    "Difference",
    "Giving",
    "Ground",
    "Heard",
    "HeardView",
    "Home",
    "Journey",
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
    "asking_of",
    "breadth_of",
    "choices_in",
    "code_book",
    "coding_table",
    "concern_page",
    "concerns_in",
    "connectors",
    "conversation_page",
    "difference_in",
    "duplicates_in",
    "everything_known",
    "figures_of",
    "gift_for",
    "giving_of",
    "ground_of",
    "heard_page_in",
    "heard_view",
    "home_of",
    "joined_with",
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
    "names_of_both",
    "neighbours_in",
    "neighbours_listed",
    "newest_key",
    "noticed_by",
    "opportunities_of",
    "others_of",
    "outing_page",
    "outings_late",
    "own_journey",
    "parting_of",
    "person_named",
    "quotable",
    "reach_of",
    "record_in",
    "released_in",
    "round_open_in",
    "rounds_begun",
    "safety_of",
    "said_by",
    "side_by_side",
    "starts_of",
    "survey_page",
    "surveys_of",
    "tags_found",
    "tags_in_common",
    "tags_offered",
    "themes_in_use",
    "undertakings_due",
    "vocabulary",
    "voice_of",
    "whole_agreement",
    "words_of",
]
