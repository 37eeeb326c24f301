"""Rounds of listening, the streets and groups they reach, outings, conversations, promises."""

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
    "NAMING_ASKS",
    "QUESTIONS",
    "Answer",
    "Asks",
    "Band",
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
    "PeopleGroup",
    "Promise",
    "Question",
    "Quote",
    "RoundPlan",
    "RoundStage",
    "Speaker",
    "Street",
    "Telling",
    "Theme",
    "Told",
    "Way",
    "WhomToCall",
]
