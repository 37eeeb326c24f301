"""Work after the answer: a thousand draws of a choice, and letters to all."""

import logging

from folkmoot.granting import actions
from folkmoot.granting.models import (
    DRAWS_JOB,
    LETTERS_JOB,
    Choice,
    ChoiceStage,
    Letter,
    LetterStage,
)
from folkmoot.granting.queries import choice as queries
from folkmoot.granting.rules.choice import MOST_DRAWS
from folkmoot.kernel.jobs.kinds import does
from folkmoot.kernel.jobs.running import Running, Stopped
from folkmoot.kernel.notify.tasks import hand_to_mail_server
from folkmoot.kernel.rules import Refused, refuse

log = logging.getLogger("folkmoot.letters")

MOST_IN_A_ROW = 5  # failures after which the mail server is given a rest
NO_SERVER = "The mail server does not take anything just now. Let it go on later."
SOME_LEFT = "{} could not be sent just now. Let it go on, and they are tried again."


@does(DRAWS_JOB)
def draw_choices(running: Running) -> None:
    """Choose again for a thousand draws of the strengths, and keep how firm the set is."""
    choice = Choice.objects.select_related("panel__call").get(pk=running.job.thing)
    found = queries.firmness_of(
        choice,
        n_draws=MOST_DRAWS,
        progress=lambda done, of: running.report(done, of, "Choosing again, draw after draw"),
    )
    with running.last_step():
        actions.keep_firmness(choice=choice, found=found, by=None, at=running.now())


@does(LETTERS_JOB)
def send_letters(running: Running) -> None:
    """Send each letter that waits, once. Cut short, it goes on where it was."""
    choice = Choice.objects.get(pk=running.job.thing)
    if choice.stage != ChoiceStage.TELLING:
        return
    actions.note_letters_unsure(choice=choice, by=None, at=running.now())
    keys = list(choice.letters.filter(stage=LetterStage.WAITING).values_list("pk", flat=True))
    n_before = choice.letters.exclude(stage=LetterStage.WAITING).count()
    in_a_row = 0
    for number, key in enumerate(keys):
        running.report(n_before + number, n_before + len(keys), "Sending one after another")
        in_a_row = 0 if _sent(running, Letter.objects.get(pk=key)) else in_a_row + 1
        refuse(NO_SERVER if in_a_row >= MOST_IN_A_ROW else "")
    n_left = choice.letters.filter(stage=LetterStage.WAITING).count()
    refuse(SOME_LEFT.format(n_left) if n_left else "")
    with running.last_step():
        actions.finish_letters(choice=choice, by=None, at=running.now())


def _sent(running: Running, letter: Letter) -> bool:
    """Whether this one is settled; if not, it waits for another time."""
    try:
        letter = actions.take_letter(letter=letter, by=None, at=running.now())
    except Refused:
        raise Stopped from None
    except Exception as failure:  # one that cannot go keeps nobody else from getting theirs
        log.error("Letter %s could not be sent (%s).", letter.pk, type(failure).__name__)
        return False
    if letter.stage != LetterStage.IN_HAND or letter.message is None:
        return True
    why, for_good = hand_to_mail_server(letter.message)
    actions.note_letter(letter=letter, failure=why, for_good=for_good, by=None, at=running.now())
    return not why or for_good
