"""When it may be noted what somebody did next, and taken out again."""

from datetime import date

from folkmoot.organising.models import Did, Neighbour, Step, StepKind

MOST_STEP_WORDS = 200


def why_not_note_step(neighbour: Neighbour, did: Did, *, today: date) -> str:
    """Something that has been done, on a day, in a few words; of somebody we still know."""
    if neighbour.forgotten_at:
        return "They asked to be forgotten."
    if did.kind not in StepKind.values:
        return "Say what it was."
    if did.done_date > today:
        return "That day is still to come. Note it when it has been done."
    if did.kind == StepKind.OTHER and not did.words.strip():
        return "Say in a few words what they did."
    if len(did.words) > MOST_STEP_WORDS:
        return f"Keep it to {MOST_STEP_WORDS} letters; this has {len(did.words)}."
    return ""


def why_not_take_step_out(step: Step) -> str:
    """Taken out once."""
    return "That has been taken out already." if step.ended_at else ""
