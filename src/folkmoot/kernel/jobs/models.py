"""The list of long work."""

from typing import Any

from django.db import models

from folkmoot.kernel.ids import new_key

ENDED = ("DONE", "STOPPED", "FAILED")


class State(models.TextChoices):
    WAITING = "WAITING", "Waiting"
    RUNNING = "RUNNING", "Being done"
    DONE = "DONE", "Done"
    STOPPED = "STOPPED", "Stopped"
    FAILED = "FAILED", "Failed"


class JobQuerySet(models.QuerySet["Job"]):
    def under_way(self) -> "JobQuerySet":
        """Jobs that wait or are being done."""
        return self.filter(ended_at__isnull=True)

    def about(self, thing: models.Model) -> "JobQuerySet":
        """Jobs about this thing."""
        return self.filter(about=name_of(thing))


class Job(models.Model):
    """One piece of long work: of what kind, about which thing, how far it is, how it ended.

    There is no room in it for anything else. Whoever does the work reads what it needs from
    the thing it is about, so that no secret can come to stand here.

    `tries` goes up each time a worker takes the job. It is also the ticket of that worker:
    every later change by it names its number, so that one who was thought dead and comes back
    changes nothing.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=80)  # as the account names it: "deciding.Decision:…"
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    put_at = models.DateTimeField()
    due_at = models.DateTimeField()  # not before
    tries = models.PositiveSmallIntegerField(default=0)
    held_until = models.DateTimeField(null=True, blank=True)
    stop_asked_at = models.DateTimeField(null=True, blank=True)
    n_done = models.PositiveIntegerField(default=0)
    n_all = models.PositiveIntegerField(default=0)  # 0: nobody can say how much there is
    saying = models.CharField(max_length=120, blank=True)  # what is being done, for people
    ended_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=300, blank=True)  # why it failed, for people

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["state", "due_at"], name="job_state_due"),)
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "about"],
                condition=models.Q(ended_at__isnull=True),
                name="job_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.RUNNING, held_until__isnull=False)
                | (~models.Q(state=State.RUNNING) & models.Q(held_until__isnull=True)),
                name="job_held_while_running",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ENDED, ended_at__isnull=False)
                | (~models.Q(state__in=ENDED) & models.Q(ended_at__isnull=True)),
                name="job_ended_has_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.FAILED) | ~models.Q(because=""),
                name="job_failed_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.about} {self.state}"

    @property
    def thing(self) -> str:
        """The key of the thing it is about."""
        return self.about.partition(":")[2]

    @property
    def is_under_way(self) -> bool:
        """Whether it waits or is being done."""
        return self.ended_at is None


def name_of(thing: models.Model) -> str:
    """How a job names what it is about."""
    meta: Any = thing._meta
    return f"{meta.label}:{thing.pk}"
