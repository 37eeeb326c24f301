"""What the programme says of an application that was handed in, before it is assessed."""

from datetime import datetime

from django.db import transaction

from folkmoot.granting import notices, queries, rules
from folkmoot.granting.actions.locking import locked, moved
from folkmoot.granting.models import Application, ApplicationStage, LetIn
from folkmoot.granting.queries.panels import is_being_chosen
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.kernel.ui.words import deadline
from folkmoot.people.models import Account

S = ApplicationStage


@transaction.atomic
def find_eligible(
    *, application: Application, words: str = "", by: Account | None, at: datetime
) -> Application:
    """It fits the call, and goes on. Where an area has one seat, it takes it."""
    application = locked(application)
    others = list(queries.others_in_area(application).values_list("title", flat=True))
    refuse(
        rules.why_not_eligible(
            application,
            others=others,
            standing=queries.area_standing(application),
            on_its_team=queries.on_team_of(application, by, at=at),
        )
    )
    application.stands_for_area = application.call.one_per_area
    moved(application, S.ELIGIBLE, words, at=at)
    record("application_fits", about=application, by=by, at=at, words=words.strip())
    _tell(application, "It fits the call and goes on to be assessed.", words, by=by, at=at)
    return application


@transaction.atomic
def find_ineligible(
    *, application: Application, words: str, by: Account | None, at: datetime
) -> Application:
    """It does not fit the call, for this reason."""
    application = locked(application)
    on_its_team = queries.on_team_of(application, by, at=at)
    refuse(rules.why_not_ineligible(application, words, on_its_team=on_its_team))
    was_asked = queries.open_round(application)
    if was_asked:
        was_asked.answered_at = at
        was_asked.save(update_fields=["answered_at"])
    moved(application, S.INELIGIBLE, words, at=at)
    record("application_does_not_fit", about=application, by=by, at=at, words=words.strip())
    _tell(application, "It does not fit the call.", words, by=by, at=at)
    return application


@transaction.atomic
def reconsider(
    *, application: Application, words: str, by: Account | None, at: datetime
) -> Application:
    """A finding is looked at again."""
    application = locked(application)
    on_its_team = queries.on_team_of(application, by, at=at)
    refuse(rules.why_not_reconsider(application, words, on_its_team=on_its_team))
    application.stands_for_area = False
    moved(application, S.SUBMITTED, words, at=at)
    record("application_looked_at_again", about=application, by=by, at=at, words=words.strip())
    _tell(application, "We look at it again.", words, by=by, at=at)
    return application


@transaction.atomic
def begin_assessment(*, application: Application, by: Account | None, at: datetime) -> Application:
    """Assessors read it from now on."""
    application = locked(application)
    on_its_team = queries.on_team_of(application, by, at=at)
    refuse(
        rules.why_not_handle(application, on_its_team=on_its_team)
        or rules.why_not_move(application, S.IN_ASSESSMENT)
    )
    moved(application, S.IN_ASSESSMENT, at=at)
    record("application_in_assessment", about=application, by=by, at=at)
    return application


@transaction.atomic
def let_in_late(
    *,
    application: Application,
    until_at: datetime,
    because: str,
    by: Account | None,
    at: datetime,
) -> LetIn:
    """An exception for this one, with its reason on record: handed in until then, it counts."""
    application = locked(application)
    on_its_team = queries.on_team_of(application, by, at=at)
    refuse(
        rules.why_not_let_in(
            application,
            until_at,
            because,
            on_its_team=on_its_team,
            is_being_chosen=is_being_chosen(application.call),
            at=at,
        )
    )
    exception = LetIn.objects.create(
        application=application,
        until_at=until_at,
        because=because.strip(),
        let_in_at=at,
        let_in_by=by,
    )
    record(
        "application_let_in",
        about=application,
        by=by,
        at=at,
        until=until_at.isoformat(),
        because=because.strip(),
    )
    said = f"You can hand it in until {deadline(until_at)}."
    _tell(application, said, because, by=by, at=at)
    return exception


def _tell(
    application: Application, said: str, words: str, *, by: Account | None, at: datetime
) -> None:
    to = [held.account for held in queries.team_of(application, at=at)]
    told = f"{said}\n\n{words.strip()}".strip()
    notices.tell_team(application, f"{application.title}: {said}", told, to, by=by, at=at)
