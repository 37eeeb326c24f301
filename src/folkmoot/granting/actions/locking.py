"""Rows held until the transaction is over: always the call first, then an application of it."""

from datetime import datetime

from folkmoot.granting.models import Application, ApplicationStage, Call
from folkmoot.programmes.models import Programme

LETTING_GO = (ApplicationStage.INELIGIBLE, ApplicationStage.WITHDRAWN)


def locked_call(call: Call) -> Call:
    """The call, held, with its programme."""
    found = Call.objects.select_for_update(of=("self",)).select_related("programme")
    return found.get(pk=call.pk)


def locked(application: Application) -> Application:
    """An application, held with its call: two of one area are handed in one after the other."""
    call = locked_call(application.call)
    rows = Application.objects.select_for_update(of=("self",))
    found = rows.select_related("lead", "place", "answers__question_set").get(pk=application.pk)
    found.call = call
    return found


def locked_programme(programme: Programme) -> Programme:
    """The programme, held."""
    return Programme.objects.select_for_update().get(pk=programme.pk)


def moved(application: Application, to: str, why: str = "", *, at: datetime) -> Application:
    """It goes there; the rule has been asked. Out of the call, it holds no seat of its area."""
    application.stage, application.stage_at, application.stage_why = to, at, why.strip()
    if to in LETTING_GO:
        application.stands_for_area = False
    application.save()
    return application
