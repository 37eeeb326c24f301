"""Meetings with a place, who could go, and whom to tell."""

from datetime import datetime

from folkmoot.granting.models import Application, Assessor, Interview, Panel
from folkmoot.granting.models.hidden import READING
from folkmoot.granting.queries.panels import funders_in
from folkmoot.people.models import Account


def meetings_of(application: Application, reader: object) -> list[Interview]:
    """Every meeting about one application, the newest first."""
    rows = Interview.objects.visible_to(reader).filter(application=application)
    return list(rows.order_by("-starts_at"))


def who_could_go(application: Application) -> list[Assessor]:
    """Those who assess it and have said that they have no interest."""
    rows = Assessor.objects.filter(
        assignments__application=application, assignments__stage__in=READING
    )
    return list(rows.select_related("account", "organisation", "panel").order_by("starts_at", "pk"))


def goers_of(meeting: Interview) -> list[Assessor]:
    """Who goes."""
    rows = meeting.goers.select_related("assessor__account", "assessor__organisation")
    return [each.assessor for each in rows]


def funder_names(panel: Panel) -> list[str]:
    """Who pays, by name."""
    return [each.name for each in funders_in(panel)]


def team_accounts(application: Application, *, at: datetime) -> list[Account]:
    """Those who write the application, whoever leads it first."""
    held = application.roles_held.held_at(at).select_related("account")
    return [each.account for each in held.order_by("-role", "starts_at")]


def is_of_the_place(meeting: Interview, account: object, *, at: datetime) -> bool:
    """Whether somebody writes the application."""
    held = meeting.application.roles_held.held_at(at)
    return held.filter(account_id=getattr(account, "pk", None)).exists()
