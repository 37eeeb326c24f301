"""People sign up, wait, leave, are known by name on their own page, and are forgotten."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from folkmoot.gatherings import actions as gatherings
from folkmoot.kernel import links
from folkmoot.kernel.notify.actions import forget_messages_about
from folkmoot.kernel.personal import forget
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.kernel.sweeping import sweep_after_commit
from folkmoot.learning import notices, rules
from folkmoot.learning.actions.badges import end_badges_of
from folkmoot.learning.actions.runs import is_over, locked_learner, locked_run
from folkmoot.learning.actions.seating import give_up_seats, guests_of, move_up, seat
from folkmoot.learning.models import Learner, Run, SignUp, Standing
from folkmoot.organising.models import Neighbour
from folkmoot.organising.queries import notes_about
from folkmoot.people.models import Account

A_BATCH = 200
KNOWN_ALREADY = (
    "Somebody signed up with that e-mail address already. The link in our e-mail changes it."
)
SENT_ALREADY = "This was sent already, and you have your place. One press is enough."


@transaction.atomic
def sign_up(*, run: Run, wish: SignUp, by: Account | None, at: datetime) -> tuple[Learner, str]:
    """Take a place, or go on the waiting list; and the secret that opens their page."""
    run = locked_run(run.pk)
    n_waiting = run.learners.filter(standing=Standing.WAITING).count()
    refuse(rules.why_not_sign_up(run, is_over=is_over(run, at), n_waiting=n_waiting))
    learner, secret = _add(run, wish, by=by, at=at)
    record("learner_signed_up", about=run, by=by, at=at)
    return learner, secret


@transaction.atomic
def note_learner(*, run: Run, wish: SignUp, by: Account | None, at: datetime) -> Learner:
    """Write down somebody who signed up on paper, or who came without: afterwards too."""
    run = locked_run(run.pk)
    refuse(rules.why_not_note(run))
    learner, _ = _add(run, wish, by=by, at=at)
    record("learner_noted", about=run, by=by, at=at)
    return learner


@transaction.atomic
def leave(*, learner: Learner, by: Account | None, at: datetime) -> Learner:
    """Give the place back; the first who waits gets it."""
    learner = locked_learner(learner)
    refuse(rules.why_not_leave(learner, is_over=is_over(learner.run, at)))
    learner.standing, learner.left_at = Standing.LEFT, at
    learner.save(update_fields=["standing", "left_at"])
    give_up_seats(learner, by=by, at=at)
    record("learner_left", about=learner.run, by=by, at=at)
    move_up(learner.run, by=by, at=at)
    return learner


@transaction.atomic
def know_learner(
    *, learner: Learner, neighbour: Neighbour | None, by: Account | None, at: datetime
) -> Learner:
    """Let their courses stand on the own page of somebody the team knows; None takes them off."""
    learner = locked_learner(learner)
    if neighbour is not None:
        others = learner.run.learners.exclude(pk=learner.pk)
        refuse(
            rules.why_not_link(
                learner,
                same_place=neighbour.place_id == learner.run.place.pk,
                is_known=neighbour.forgotten_at is None,
                is_taken=others.filter(neighbour__in=notes_about(neighbour)).exists(),
            )
        )
    learner.neighbour = neighbour
    learner.save(update_fields=["neighbour"])
    record("learner_known", about=learner.run, by=by, at=at, known=neighbour is not None)
    return learner


@transaction.atomic
def forget_learner(*, learner: Learner, by: Account | None, at: datetime) -> Learner:
    """Take a name back: blank who they are here and at each session. The numbers stay."""
    learner = locked_learner(learner)
    refuse(rules.why_not_forget(learner))
    _forget(learner, by=by, at=at)
    record("learner_forgotten", about=learner.run, by=by, at=at)
    sweep_after_commit([Learner])
    if not is_over(learner.run, at):
        move_up(learner.run, by=by, at=at)
    return learner


@transaction.atomic
def forget_learners(*, by: Account | None, at: datetime) -> int:
    """Forget whom the team has forgotten, and how to reach those whose course is long over.

    How many, up to a batch. Sixty days after the last session e-mail address, telephone number and
    needs go; with them the name of everyone who did not complete.
    """
    gone = Learner.objects.filter(forgotten_at=None, neighbour__forgotten_at__isnull=False)
    found = list(gone.select_related("run")[:A_BATCH])
    for learner in found:
        _forget(learner, by=by, at=at)
        record("learner_forgotten", about=learner.run, by=by, at=at)
    long_over = Run.objects.annotate(last=Max("sessions__gathering__ends_at")).filter(
        last__lte=at - rules.REACHED_FOR
    )
    reached = Learner.objects.filter(
        forgotten_at=None, reach_ended_at=None, run__in=long_over.values("pk")
    )
    ended = list(reached.select_related("run", "completion")[:A_BATCH])
    for learner in ended:
        _end_reach(learner, by=by, at=at)
    if found or ended:
        sweep_after_commit([Learner])
    return len(found) + len(ended)


def _add(run: Run, wish: SignUp, *, by: Account | None, at: datetime) -> tuple[Learner, str]:
    refuse(rules.why_not_told(wish))
    refuse(_why_not_twice(run, wish))
    secret = links.new_secret()
    has_seat = run.learners.filter(standing=Standing.TAKING_PART).count() < run.seats
    neighbour = wish.neighbour
    if neighbour is not None and neighbour.place_id != run.place.pk:
        neighbour = None
    learner = Learner.objects.create(
        run=run,
        name=" ".join(wish.name.split()),
        email=wish.email.strip(),
        phone=wish.phone.strip(),
        n_children=wish.n_children,
        needs=wish.needs.strip(),
        standing=Standing.TAKING_PART if has_seat else Standing.WAITING,
        neighbour=neighbour,
        secret_hash=links.hash_of(secret),
        sent_as=wish.sent_as,
        signed_up_at=at,
        seated_at=at if has_seat else None,
    )
    if has_seat:
        seat(learner, by=by, at=at)
    if learner.email:
        notices.signed_up(learner, secret, by=by, at=at)
    return learner, secret


def _why_not_twice(run: Run, wish: SignUp) -> str:
    if wish.sent_as and Learner.objects.filter(sent_as=wish.sent_as).exists():
        return SENT_ALREADY
    email, here = wish.email.strip(), run.learners.exclude(standing=Standing.LEFT)
    if email and here.filter(email__iexact=email).exists():
        return KNOWN_ALREADY
    if wish.neighbour and run.learners.filter(neighbour__in=notes_about(wish.neighbour)).exists():
        return "You have signed up for this already. It stands on your own page."
    return ""


def _end_reach(learner: Learner, *, by: Account | None, at: datetime) -> None:
    completion = getattr(learner, "completion", None)
    if completion is None or completion.withdrawn_at:
        _forget(learner, by=by, at=at)
        record("learner_forgotten", about=learner.run, by=by, at=at)
        return
    forget_messages_about(thing=learner, by=by, at=at)
    learner.email = learner.phone = learner.needs = ""
    learner.reach_ended_at = at
    learner.save(update_fields=["email", "phone", "needs", "reach_ended_at"])
    record("learner_reach_ended", about=learner.run, by=by, at=at)


def _forget(learner: Learner, *, by: Account | None, at: datetime) -> None:
    forget_messages_about(thing=learner, by=by, at=at)
    end_badges_of(learner, at)
    gatherings.take_back_replies(guests=guests_of(learner), by=by, at=at)
    forget(learner)
    learner.forgotten_at = at
    if not is_over(learner.run, at):  # a place that nobody sits on is for the next
        learner.standing, learner.left_at = Standing.LEFT, at
    learner.save(update_fields=["forgotten_at", "standing", "left_at"])
