"""What follows from an answer at once: names go, and what waits to be sent does not go."""

from datetime import datetime

from folkmoot.gatherings import actions as gatherings
from folkmoot.kernel.notify import actions as notify
from folkmoot.kernel.sweeping import sweep_after_commit
from folkmoot.organising.actions.untying import untie_words
from folkmoot.organising.models import Conversation, Copy, CopyStage, Neighbour, Speaker, Why
from folkmoot.organising.queries import and_before, notes_about
from folkmoot.people.models import Account, Purpose, Said, Through
from folkmoot.people.queries import answer_to
from folkmoot.people.rules import why_not_contact

TAKEN_BACK = "They took their yes back before it was done."


def follow_answers(neighbour: Neighbour, *, by: Account | None, at: datetime) -> None:
    """Whatever rested on a yes that no longer stands ends with it."""
    _names_away(neighbour, at)
    _nothing_more_by_hand(neighbour, by, at)
    keep_invitations_in_step(neighbour, by=by, at=at)


def keep_invitations_in_step(neighbour: Neighbour, *, by: Account | None, at: datetime) -> None:
    """A no to news by e-mail is a no to invitations by e-mail, and a later yes lets them again."""
    email = neighbour.person.email
    answer = answer_to(neighbour.person, purpose=Purpose.NEWS, through=Through.EMAIL, at=at)
    if not email or answer is None:
        return
    if answer.said == Said.NO:
        gatherings.hold_invitations(place=neighbour.place, email=email, by=by, at=at)
    elif answer.said == Said.YES:
        gatherings.let_invitations(
            place=neighbour.place, email=email, said_at=answer.asked_at, by=by, at=at
        )


def _names_away(neighbour: Neighbour, at: datetime) -> None:
    """Take their name from all they said, unless their yes to it stands."""
    yes = answer_to(neighbour.person, purpose=Purpose.KNOW, through=Through.NONE, at=at)
    if yes is not None and yes.said == Said.YES:
        return
    notes = notes_about(neighbour)
    theirs = Conversation.objects.filter(speakers__neighbour__in=notes)
    said = [each.pk for newest in theirs for each in and_before(newest)]
    gone, _ = Speaker.objects.filter(neighbour__in=notes).delete()
    if gone:
        untie_words(said=said, whose=[each.pk for each in notes])
        sweep_after_commit([Speaker])


def _nothing_more_by_hand(neighbour: Neighbour, by: Account | None, at: datetime) -> None:
    """Letters, texts and calls of a circular that wait on a list come off it."""
    there = Copy.objects.filter(neighbour__in=notes_about(neighbour), stage=CopyStage.SENT)
    waiting = there.filter(message__sent_at=None, message__failed_at=None, message__isnull=False)
    for copy in waiting.select_related("circular", "message"):
        of = copy.circular
        if why_not_contact(neighbour.person, of.purpose, of.through, at):
            assert copy.message is not None
            notify.call_off_messages(messages=[copy.message], why=TAKEN_BACK, by=by, at=at)
            copy.stage, copy.why, copy.sent_at = CopyStage.LEFT_OUT, Why.TOOK_BACK, None
            copy.save(update_fields=["stage", "why", "sent_at"])
