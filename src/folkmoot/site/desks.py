"""Where somebody works: each place, programme, organisation, application, course with a role.

What waits on them stands above it on the same page; here is the way to everything else their
roles open, so that nobody has to find the foot of a public page to begin their day.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import Any
from uuid import UUID

from django.db.models import Exists, QuerySet
from django.urls import reverse

from folkmoot.deciding.models import Decision
from folkmoot.deciding.queries.decisions import being_run_in
from folkmoot.granting.models import ApplicationRole, Panel
from folkmoot.granting.queries import panels_open_to
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import permitted_by
from folkmoot.kernel.prepared import Prepared, prepared
from folkmoot.learning.models import Trainer
from folkmoot.people.models import Account, OrganisationRole
from folkmoot.people.models.roles import RoleHeld
from folkmoot.places.models import Place
from folkmoot.places.queries.teams import Teams
from folkmoot.programmes.models import ProgrammeRole

P = Permission
# What opens a page, its address, and what it is called there. The address takes the scope's own
# word where it is of one place or one programme.
Way = tuple[frozenset[Permission], str, str]


def _way(words: str, address: str, *permissions: Permission) -> Way:
    return frozenset(permissions), address, words


IN_PLACE: tuple[Way, ...] = (
    _way("Concerns that somebody may not be safe", "organising:concerns", P.SAFEGUARD),
    _way("Listening: rounds, conversations, promises", "organising:home", P.LISTEN),
    _way("Gatherings: plan one, see who comes", "gatherings:in_place", P.GATHERING_HOLD),
    _way("Courses: give one, see who takes part", "learning:in_place", P.COURSE_LEAD),
    _way("Prepare a new decision", "deciding:new_decision", P.DECISION_PREPARE),
    _way("Write down a proposal from paper", "ideas:paper", P.PROPOSAL_ENTER),
    _way("Set money aside for small ideas", "small_grants:new_fund", P.SMALL_FUND_KEEP),
    _way("Letters to print and post", "ideas:letters", P.LETTER_POST),
    _way("Calls to make and texts to send", "ideas:calls", P.LETTER_POST),
    _way("Change what its page says", "places:edit", P.PLACE_EDIT),
    _way("Draw the boundary", "places:draw", P.PLACE_EDIT),
    _way("Choose the colour", "places:set_colour", P.PLACE_EDIT),
    _way("Name the team", "places:team", P.PLACE_TEAM),
)
OF_A_PLACE: tuple[Way, ...] = (
    _way("Proposals to answer", "ideas:queue", P.PROPOSAL_ASSESS, P.PROPOSAL_ASSIGN),
    _way("Support that is promised and given", "support:mine", P.SUPPORT_SEE),
)
IN_PROGRAMME: tuple[Way, ...] = (
    _way("Calls and questions: prepare one, see what came in", "calls:of", P.CALL_KEEP),
    _way("Places that take part", "programmes:places", P.PROGRAMME_RUN),
    _way("Name its team", "programmes:team", P.PROGRAMME_TEAM),
)
OF_A_PROGRAMME: tuple[Way, ...] = (
    _way("Support that is promised and given", "support:mine", P.SUPPORT_SEE),
)
OF_AN_ORGANISATION: tuple[Way, ...] = (
    _way("Awards, payments and returns", "awards:awards", P.AWARD_SEE),
    _way("Loans", "loans:loans", P.AWARD_SEE),
    _way("Money for small ideas", "small_grants:funds", P.SMALL_GRANT_PAY),
)


ELSEWHERE: tuple[type[RoleHeld], ...] = (
    ProgrammeRole,
    OrganisationRole,
    ApplicationRole,
    Trainer,
)


@dataclass(frozen=True, slots=True)
class Link:
    """A page, by its address and what it is called."""

    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Desk:
    """One place, programme, organisation, application or course somebody works in.

    Attributes:
        roles: what they are there, in the words of the field.
        ways: the pages those roles open, the most used first.
    """

    name: str
    href: str
    roles: tuple[str, ...]
    ways: tuple[Link, ...]


def ways_in_place(
    place: Place, may: Iterable[Permission], running: Iterable[Decision]
) -> list[Link]:
    """What a team member may do in a place; `running` are decisions on which there is work."""
    held = frozenset(may)
    runs = running if P.DECISION_RUN in held else ()
    return [
        *(_decision(each) for each in runs if each.place_id == place.pk),
        *_open(IN_PLACE, held, place.slug),
        *_open(OF_A_PLACE, held),
    ]


Roles = dict[Any, tuple[str, ...]]
Elsewhere = Mapping[type[RoleHeld], Roles]


def roles_elsewhere(account: Account, *, at: datetime) -> Elsewhere:
    """What an account is beside its teams, by the kind of role; one query, one more for each kind
    that it holds.
    """
    is_held = next(iter(_kinds_held(account.pk, at)), (False,) * len(ELSEWHERE))
    return {
        table: _roles(table, account, at) if held else {}
        for table, held in zip(ELSEWHERE, is_held, strict=True)
    }


def desks_of(account: Account, teams: Teams, elsewhere: Elsewhere) -> list[Desk]:
    """Everywhere an account has a role now; one query for decisions, one for panels."""
    running = list(being_run_in(teams.roles)) if teams.roles else []
    return [
        *_by_name(teams.roles, partial(_place, running=running)),
        *_programmes(account, elsewhere[ProgrammeRole]),
        *_by_name(elsewhere[OrganisationRole], _organisation),
        *_by_name(elsewhere[ApplicationRole], _application),
        *_by_name(elsewhere[Trainer], _course),
    ]


@prepared
def _kinds_held(account: UUID, at: datetime) -> QuerySet[Account, tuple[bool, ...]]:
    held = [table.objects.held_at(at).filter(account=account) for table in ELSEWHERE]
    return Account.objects.filter(pk=account).values_list(*map(Exists, held))


def _roles(table: type[RoleHeld], account: Account, at: datetime) -> Roles:
    roles: Roles = {}
    for one in _held(table)(account.pk, at):
        scope = getattr(one, table.scope_field())
        roles[scope] = (*roles.get(scope, ()), one.role)
    return roles


@cache
def _held(table: type[RoleHeld]) -> Prepared[[UUID, datetime], Any]:
    """The roles of one kind that an account holds, the longest held first."""

    def ask(account: UUID, at: datetime) -> QuerySet[Any]:
        held = table.objects.held_at(at).filter(account=account)
        return held.select_related(table.scope_field()).order_by("starts_at", "pk")

    return prepared(ask)


def _by_name(roles: Mapping[Any, tuple[str, ...]], drawn: Callable[..., Desk]) -> list[Desk]:
    ordered = sorted(roles, key=lambda scope: str(scope).casefold())
    return [drawn(scope, roles[scope], permitted_by(roles[scope])) for scope in ordered]


def _place(
    place: Place,
    roles: tuple[str, ...],
    may: frozenset[Permission],
    *,
    running: Iterable[Decision],
) -> Desk:
    here = reverse("site:place", args=[place.slug])
    return Desk(place.name, here, roles, tuple(ways_in_place(place, may, running)))


def _decision(decision: Decision) -> Link:
    return Link(reverse("deciding:run", args=[decision.ref]), f"The vote: {decision.title}")


def _programmes(account: Account, roles: Roles) -> list[Desk]:
    """Each programme, with the panels that read what came in to its calls."""
    panels = panels_open_to(account, roles) if roles else []

    def drawn(programme: Any, names: tuple[str, ...], may: frozenset[Permission]) -> Desk:
        here = reverse("programmes:programme", args=[programme.slug])
        reading = [_panel(each) for each in panels if each.call.programme_id == programme.pk]
        ways = [*_open(IN_PROGRAMME, may, programme.slug), *reading, *_open(OF_A_PROGRAMME, may)]
        return Desk(programme.name, here, names, tuple(ways))

    return _by_name(roles, drawn)


def _panel(panel: Panel) -> Link:
    return Link(reverse("panels:panel", args=[panel.pk]), f"The panel of {panel.call.name}")


def _organisation(organisation: Any, roles: tuple[str, ...], may: frozenset[Permission]) -> Desk:
    here = reverse("people:organisation", args=[organisation.ref])
    return Desk(organisation.name, here, roles, tuple(_open(OF_AN_ORGANISATION, may)))


def _application(application: Any, roles: tuple[str, ...], may: frozenset[Permission]) -> Desk:
    here = reverse("granting:application", args=[application.ref])
    return Desk(str(application), here, roles, ())


def _course(course: Any, roles: tuple[str, ...], may: frozenset[Permission]) -> Desk:
    return Desk(str(course), reverse("learning:course", args=[course.ref]), roles, ())


def _open(ways: Iterable[Way], may: frozenset[Permission], *scope: str) -> list[Link]:
    return [
        Link(reverse(address, args=scope), words)
        for permissions, address, words in ways
        if permissions & may
    ]
