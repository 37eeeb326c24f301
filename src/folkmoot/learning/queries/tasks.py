"""What waits on those who lead a course, and what we know of one account."""

from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet
from django.urls import reverse

from folkmoot.kernel.access.roles import TRAINER
from folkmoot.kernel.personal import named_in
from folkmoot.kernel.prepared import prepared
from folkmoot.kernel.waiting import Task
from folkmoot.learning.models import Course, Learner, Trainer
from folkmoot.learning.queries.learners import runs_to_confirm
from folkmoot.people.models import Account


def tasks_for(account: Account, at: datetime) -> list[Task]:
    """Courses that are over, of which a trainer has not said who completed them.

    One query for those who train nobody, two for trainers.
    """
    courses = _trains_in(account.pk, at)
    if not courses:
        return []
    return [
        Task(
            title="Say who has completed a course",
            about=run.edition.title,
            place=run.place.name,
            since=run.last,
            href=reverse("learning:run", args=[run.ref]),
            otherwise="Those who came get no certificate.",
        )
        for run in runs_to_confirm(courses, at=at)
    ]


@prepared
def _trains_in(account: UUID, at: datetime) -> QuerySet[Trainer, UUID]:
    held = Trainer.objects.held_at(at).filter(account=account, role=TRAINER.name)
    return held.values_list("course", flat=True)


def everything_about(account: Account) -> dict[str, object]:
    """All that this room knows of one account, to take away; its roles are told with the others."""
    written = Course.objects.filter(planned_by=account).select_related("place")
    learnt = Learner.objects.filter(email__iexact=account.email).exclude(email="")
    return {
        "named_in_courses": named_in(apps.get_app_config("learning").get_models(), account),
        "courses_taken": [
            {
                "course": each.run.edition.title,
                "name": each.name,
                "phone": each.phone,
                "needs": each.needs,
                "signed_up_at": each.signed_up_at.isoformat(),
                "completed": hasattr(each, "completion"),
            }
            for each in learnt.select_related("run__edition", "completion").order_by("pk")
        ],
        "courses_written": [
            {"place": each.place.name, "title": each.title, "at": each.planned_at.isoformat()}
            for each in written.order_by("planned_at", "id")
        ],
    }
