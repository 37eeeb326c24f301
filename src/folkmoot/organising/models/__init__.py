"""Rounds of listening, the streets and groups they reach, outings, conversations, promises."""

from folkmoot.organising.models.agreement import (
    Agreement,
    AgreementStage,
    Party,
    Standing,
    Undertaking,
)
from folkmoot.organising.models.because import KNOT_KINDS, Because, Knot, Tied
from folkmoot.organising.models.concern import (
    Concern,
    ConcernStage,
    ConcernStep,
    Told,
    WhomToCall,
)
from folkmoot.organising.models.conversation import (
    Answer,
    Band,
    Conversation,
    ConversationQuerySet,
    Kind,
    Listener,
    Noticed,
)
from folkmoot.organising.models.ground import (
    DoNotCall,
    PeopleGroup,
    Street,
)
from folkmoot.organising.models.heard import (
    HeardPage,
    HeardStage,
    Quote,
)
from folkmoot.organising.models.naming import (
    NAMING_ASKS,
    QUESTIONS,
    NamedPerson,
    Naming,
)
from folkmoot.organising.models.neighbour import (
    Met,
    Neighbour,
    NeighbourQuerySet,
    Speaker,
)
from folkmoot.organising.models.notebook import (
    NotebookKey,
)
from folkmoot.organising.models.outing import (
    Outing,
    OutingMember,
    OutingStage,
)
from folkmoot.organising.models.partnership import Partner, PartnerSurvey
from folkmoot.organising.models.promise import (
    Promise,
)
from folkmoot.organising.models.round import (
    FIRST_QUESTIONS,
    Asks,
    ListeningRound,
    Question,
    RoundStage,
    Telling,
    Way,
)
from folkmoot.organising.models.theme import (
    Coding,
    Theme,
)
from folkmoot.organising.models.values import (
    Note,
    OutingPlan,
    RoundPlan,
)

__all__ = [
    "FIRST_QUESTIONS",
    "KNOT_KINDS",
    "NAMING_ASKS",
    "QUESTIONS",
    "Agreement",
    "AgreementStage",
    "Answer",
    "Asks",
    "Band",
    "Because",
    "Coding",
    "Concern",
    "ConcernStage",
    "ConcernStep",
    "Conversation",
    "ConversationQuerySet",
    "DoNotCall",
    "HeardPage",
    "HeardStage",
    "Kind",
    "Knot",
    "Listener",
    "ListeningRound",
    "Met",
    "NamedPerson",
    "Naming",
    "Neighbour",
    "NeighbourQuerySet",
    "Note",
    "NotebookKey",
    "Noticed",
    "Outing",
    "OutingMember",
    "OutingPlan",
    "OutingStage",
    "Partner",
    "PartnerSurvey",
    "Party",
    "PeopleGroup",
    "Promise",
    "Question",
    "Quote",
    "RoundPlan",
    "RoundStage",
    "Speaker",
    "Standing",
    "Street",
    "Telling",
    "Theme",
    "Tied",
    "Told",
    "Undertaking",
    "Way",
    "WhomToCall",
]
