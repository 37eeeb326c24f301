"""Work after the answer: sending a circular, one copy after another."""

import logging

from folkmoot.kernel.jobs.kinds import does
from folkmoot.kernel.jobs.running import Running, Stopped
from folkmoot.kernel.notify.tasks import hand_to_mail_server
from folkmoot.kernel.rules import Refused, refuse
from folkmoot.organising import actions
from folkmoot.organising.models import SEND_JOB, Circular, CircularStage, Copy, CopyStage

log = logging.getLogger("folkmoot.circulars")

MOST_IN_A_ROW = 5  # failures after which the mail server is given a rest
NO_SERVER = "The mail server does not take anything just now. Let it go on later."
SOME_LEFT = "{} could not be sent just now. Let it go on, and they are tried again."


@does(SEND_JOB)
def send_circular(running: Running) -> None:
    """Send each copy that waits: once, and only if its reader still says yes.

    Unlike other long work, each step is kept by itself: run again after it was cut short, it goes
    on where it was, and sends nothing twice.
    """
    circular = Circular.objects.get(pk=running.job.thing)
    if circular.stage != CircularStage.SENDING:
        return
    actions.note_unsure(circular=circular, by=None, at=running.now())
    keys = list(circular.copies.filter(stage=CopyStage.WAITING).values_list("pk", flat=True))
    n_before = circular.copies.exclude(stage__in=[CopyStage.WAITING, CopyStage.LEFT_OUT]).count()
    in_a_row = 0
    for number, key in enumerate(keys):
        running.report(n_before + number, n_before + len(keys), "Sending to one after another")
        in_a_row = 0 if _sent(running, Copy.objects.get(pk=key)) else in_a_row + 1
        refuse(NO_SERVER if in_a_row >= MOST_IN_A_ROW else "")
    n_left = circular.copies.filter(stage=CopyStage.WAITING).count()
    refuse(SOME_LEFT.format(n_left) if n_left else "")
    with running.last_step():
        actions.finish_circular(circular=circular, by=None, at=running.now())


def _sent(running: Running, copy: Copy) -> bool:
    """Whether this one is settled; if not, it waits for another time."""
    try:
        copy = actions.take_copy(copy=copy, by=None, at=running.now())
    except Refused:
        raise Stopped from None
    except Exception as failure:  # one that cannot go keeps nobody else from getting theirs
        log.error("Copy %s could not be sent (%s).", copy.pk, type(failure).__name__)
        return False
    if copy.stage != CopyStage.IN_HAND or copy.message is None:
        return True
    why, for_good = hand_to_mail_server(copy.message)
    actions.note_handed(copy=copy, failure=why, for_good=for_good, by=None, at=running.now())
    return not why or for_good
