"""Rounds of listening, the streets and groups they reach, outings, conversations, promises."""

from folkmoot.organising.models.agreement import (
    Agreement,
    AgreementStage,
    Party,
    Standing,
    Undertaking,
)
from folkmoot.organising.models.because import KNOT_KINDS, OF_A_PERSON, Because, Knot, Tied
from folkmoot.organising.models.circular import (
    OF_WHICH,
    PURPOSES,
    SEND_JOB,
    THROUGH,
    Among,
    Circular,
    CircularStage,
    Copy,
    CopyStage,
    Drafted,
    Why,
)
from folkmoot.organising.models.concern import (
    Concern,
    ConcernStage,
    ConcernStep,
    Told,
    WhomToCall,
)
from folkmoot.organising.models.contact_list import (
    ContactList,
    FromList,
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
from folkmoot.organising.models.gifts import (
    GOING,
    Ask,
    AskStage,
    Check,
    Gift,
    MayAsk,
    Opportunity,
    OpportunityStage,
    Tag,
    TagKind,
    TagWord,
    Wish,
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
from folkmoot.organising.models.joined import (
    BROUGHT_KINDS,
    Brought,
    Joined,
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
from folkmoot.organising.models.paper import AgreementPaper
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
from folkmoot.organising.models.step import Step, StepKind
from folkmoot.organising.models.theme import (
    Coding,
    Theme,
)
from folkmoot.organising.models.values import (
    Note,
    OutingPlan,
    RoundPlan,
)
from folkmoot.organising.models.voice import Voice
from folkmoot.organising.models.wanted import Did, Duties, Needed, Offered

__all__ = [
    "BROUGHT_KINDS",
    "FIRST_QUESTIONS",
    "GOING",
    "KNOT_KINDS",
    "NAMING_ASKS",
    "OF_A_PERSON",
    "OF_WHICH",
    "PURPOSES",
    "QUESTIONS",
    "SEND_JOB",
    "THROUGH",
    "Agreement",
    "AgreementPaper",
    "AgreementStage",
    "Among",
    "Answer",
    "Ask",
    "AskStage",
    "Asks",
    "Band",
    "Because",
    "Brought",
    "Check",
    "Circular",
    "CircularStage",
    "Coding",
    "Concern",
    "ConcernStage",
    "ConcernStep",
    "ContactList",
    "Conversation",
    "ConversationQuerySet",
    "Copy",
    "CopyStage",
    "Did",
    "DoNotCall",
    "Drafted",
    "Duties",
    "FromList",
    "Gift",
    "HeardPage",
    "HeardStage",
    "Joined",
    "Kind",
    "Knot",
    "Listener",
    "ListeningRound",
    "MayAsk",
    "Met",
    "NamedPerson",
    "Naming",
    "Needed",
    "Neighbour",
    "NeighbourQuerySet",
    "Note",
    "NotebookKey",
    "Noticed",
    "Offered",
    "Opportunity",
    "OpportunityStage",
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
    "Step",
    "StepKind",
    "Street",
    "Tag",
    "TagKind",
    "TagWord",
    "Telling",
    "Theme",
    "Tied",
    "Told",
    "Undertaking",
    "Voice",
    "Way",
    "WhomToCall",
    "Why",
    "Wish",
]
