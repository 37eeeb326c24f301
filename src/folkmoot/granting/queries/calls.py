"""What a call refers to: areas, invited places, sets of questions, who runs it."""

from datetime import datetime

from django.db.models import QuerySet

from folkmoot.granting.models import Call, CallArea
from folkmoot.kernel.questions.models import QuestionSet
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from folkmoot.programmes.models import Programme, TakingPartStage
from folkmoot.programmes.queries import grant_managers


def area_in(call: Call, code: str) -> CallArea | None:
    """The area with that code, among those the call lists."""
    return call.areas.filter(code=code).first()


def invited_to(call: Call) -> QuerySet[Place]:
    """Places that take part in its programme now."""
    there = call.programme.taking_part.filter(stage=TakingPartStage.IN)
    return Place.objects.filter(pk__in=there.values("place"))


def published_sets_of(programme: Programme) -> QuerySet[QuestionSet]:
    """Sets of questions the programme keeps, that can be asked."""
    return QuestionSet.objects.filter(
        kept_by__programme=programme, published_at__isnull=False
    ).order_by("title", "-version")


def managers_of(call: Call, *, at: datetime) -> list[Account]:
    """Who runs the call's programme that day."""
    return list(grant_managers(call.programme, at=at))
