"""When somebody may sign up, leave, be noted, and complete."""

from datetime import datetime, timedelta

from folkmoot.learning.models import Completion, Learner, Run, RunStage, SignUp, Standing

REACHED_FOR = timedelta(days=60)  # after the last session
MOST_CHILDREN = 20
MOST_WAITING = 500


def why_not_sign_up(run: Run, *, is_over: bool, n_waiting: int = 0) -> str:
    """People sign up while it is open, or go on the waiting list when it is full."""
    if run.stage == RunStage.OFF:
        return "It was called off."
    if run.stage == RunStage.DRAFT:
        return "Nobody can sign up for it yet."
    if is_over:
        return "It is over. Ask when it is given next."
    if n_waiting >= MOST_WAITING:
        return "So many wait for it that nobody more can. Ask when it is given next."
    return ""


def why_not_note(run: Run) -> str:
    """Those who lead it may write somebody down until it is called off, afterwards too."""
    if run.stage == RunStage.OFF:
        return "It was called off."
    return "Open it first." if run.stage == RunStage.DRAFT else ""


def why_not_told(wish: SignUp) -> str:
    """As little as they like, and not too much."""
    if len(wish.name) > 80 or len(wish.needs) > 400:
        return "Keep the name to 80 letters and what is needed to 400."
    if not 0 <= wish.n_children <= MOST_CHILDREN:
        return f"How many children? From 0 to {MOST_CHILDREN}."
    if not (wish.name.strip() or wish.email.strip() or wish.phone.strip()):
        return "Give a name to be called by; a first name is enough."
    return ""


def why_not_leave(learner: Learner, *, is_over: bool) -> str:
    """A seat is given back before the end, once."""
    if learner.standing == Standing.LEFT:
        return "The place has been given back already."
    return "It is over." if is_over else ""


def why_not_complete(
    learner: Learner, completion: Completion | None, *, n_came: int, has_begun: bool
) -> str:
    """Completed by whoever came to as many sessions as the course asks."""
    needed = learner.run.edition.n_needed
    if why_not := _why_not_yet(learner, completion, has_begun=has_begun):
        return why_not
    if n_came >= needed:
        return ""
    came = f"{n_came} of the {needed} sessions that are needed"
    return (
        f"{learner.shown_name} came to {came}. If they could do it already, recognise that "
        "instead, with the reason."
    )


def why_not_recognise(
    learner: Learner, completion: Completion | None, because: str, *, has_begun: bool
) -> str:
    """What somebody could do already is recognised with the reason."""
    if why_not := _why_not_yet(learner, completion, has_begun=has_begun):
        return why_not
    if not because.strip():
        return "Say how you know that they could do it already."
    return "Say it in at most 400 letters." if len(because) > 400 else ""


def _why_not_yet(learner: Learner, completion: Completion | None, *, has_begun: bool) -> str:
    if learner.forgotten_at:
        return "They took their name back."
    if completion is not None:
        return (
            "That was withdrawn, and is not given again."
            if completion.withdrawn_at
            else f"{learner.shown_name} has completed it already."
        )
    if learner.standing != Standing.TAKING_PART:
        return f"{learner.shown_name} does not take part."
    return "" if has_begun else "It has not begun."


def why_not_withdraw(completion: Completion, why: str) -> str:
    """Withdrawn once, with a reason that the learner reads."""
    if completion.withdrawn_at:
        return "It has been withdrawn already."
    if not why.strip():
        return "Say why: they read it."
    return "Say why in at most 400 letters." if len(why) > 400 else ""


def why_not_link(learner: Learner, *, same_place: bool, is_known: bool, is_taken: bool) -> str:
    """Courses stand on the own page of somebody whom the team of the same place knows."""
    if learner.forgotten_at:
        return "They took their name back."
    if not same_place:
        return "That person is known to the team of another place."
    if not is_known:
        return "They asked to be forgotten."
    return "Somebody else in this run is noted as that person." if is_taken else ""


def why_not_forget(learner: Learner) -> str:
    """Forgotten once."""
    return "We have forgotten it already." if learner.forgotten_at else ""


def lasts_until(months: int | None, at: datetime) -> datetime | None:
    """When a completion that holds for so many months ends; None when it holds for good.

    The last day of a shorter month stands for one that it does not have.
    """
    if months is None:
        return None
    year, month = divmod(at.month - 1 + months, 12)
    first = at.replace(year=at.year + year, month=month + 1, day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    last = (following - timedelta(days=1)).day
    return first.replace(day=min(at.day, last))
