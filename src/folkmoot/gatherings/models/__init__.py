"""What the room of gatherings keeps."""

from folkmoot.gatherings.models.day import DayOfAction
from folkmoot.gatherings.models.gathering import (
    ACCESS,
    AgendaItem,
    Childcare,
    Gathering,
    GatheringStage,
    Kind,
    OpenTo,
)
from folkmoot.gatherings.models.guest import Guest, Reply, Uninvited
from folkmoot.gatherings.models.photo import InPhoto, Photo, PhotoAnswer
from folkmoot.gatherings.models.values import (
    Coming,
    DayPlan,
    GatheringPlan,
    Invited,
    NewPhoto,
    Report,
)

__all__ = [
    "ACCESS",
    "AgendaItem",
    "Childcare",
    "Coming",
    "DayOfAction",
    "DayPlan",
    "Gathering",
    "GatheringPlan",
    "GatheringStage",
    "Guest",
    "InPhoto",
    "Invited",
    "Kind",
    "NewPhoto",
    "OpenTo",
    "Photo",
    "PhotoAnswer",
    "Reply",
    "Report",
    "Uninvited",
]
