"""Every address is tried by strangers, people who signed in, each role it opens to, and others.

What may come of it is a page, a way on, or a plain no; never a broken page. The places and what
happens in them are the believable ones of the demo.
"""

import re
import uuid
from collections.abc import Iterator
from datetime import timedelta
from http.cookies import SimpleCookie
from itertools import cycle, islice
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command, get_commands
from django.db import transaction
from django.db.models import Model
from django.http import HttpResponseBase
from django.test import Client

from folkmoot.granting.models import Application, ApplicationRole
from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import ROLES, Role
from folkmoot.learning.models import Course, Trainer
from folkmoot.people.models import Account, Organisation, OrganisationRole, SiteRole
from folkmoot.places.models import Place, PlaceRole
from folkmoot.programmes.models import Programme, ProgrammeRole
from tests.architecture.house import WHOLE, Address, addresses

FINE = {200, 204, 301, 302, 303, 400, 403, 404, 405, 409, 410, 422, 429}
PART = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>|\(\?P<(?P<group>\w+)>[^)]*\)")
STATES = ("stage", "state", "status", "kind")
FORM = "application/x-www-form-urlencoded"
Ways = tuple[tuple[str, str], ...]
LOOK, SEND_NOTHING, SEND_A_FORM = ("GET", ""), ("POST", ""), ("POST", "asked=nothing")
EVERY_WAY: Ways = (LOOK, SEND_NOTHING, SEND_A_FORM)
TURNED_AWAY = {403, 404}
TO_MEND = b"<title>To mend:"
NOBODY, STRANGER = "someone without a role", "someone not signed in"
MOST = 6  # things of one kind tried at one address


@pytest.mark.sqlite
@pytest.mark.django_db
def test_nobody_who_tries_a_door_finds_a_broken_page(quiet: None) -> None:
    if "scenario" in get_commands():
        call_command("scenario", "wrens-cross", verbosity=0)
    people = {STRANGER: Client(raise_request_exception=False)}
    people |= {who: signed_in(account) for who, account in somebody_in_each_role()}
    turns = cycle(people)
    broken = [
        f"{who}: {method} {path} gave {outcome}"
        for address in addresses()
        for path, who, ways in tries(address, turns)
        for method, outcome in tried(path, people[who], ways, twice=WHOLE or who == NOBODY)
    ]
    assert broken == [], "\n".join(broken)


def somebody_in_each_role() -> Iterator[tuple[str, Account]]:
    """One account without any role, and one for each role, held in the first place there is."""
    yield NOBODY, Account.objects.create_user("nobody.in.particular@example.org")
    for role in ROLES.values():
        account = Account.objects.create_user(f"{role.name.replace(' ', '.').lower()}@example.org")
        give(account, role)
        yield role.name, account


def give(account: Account, role: Role) -> None:
    """Let an account hold a role since yesterday."""
    held = {"account": account, "role": role.name, "starts_at": clock.now() - timedelta(days=1)}
    if role.scope == "site":
        SiteRole.objects.create(**held)
    elif role.scope == "organisation":
        organisation = Organisation.objects.first() or Organisation.objects.create(name="The Hall")
        OrganisationRole.objects.create(organisation=organisation, **held)
    elif role.scope == "programme":
        programme = Programme.objects.get()
        funder = Organisation.objects.filter(name__contains="Lottery").first()
        ProgrammeRole.objects.create(programme=programme, organisation=funder, **held)
    elif role.scope == "application":  # in every one, so that each state is met
        for application in Application.objects.all():
            ApplicationRole.objects.create(application=application, **held)
    elif role.scope == "course":
        Trainer.objects.create(course=a_course(), **held)
    else:
        place = Place.objects.order_by("pk").first()
        place = place or Place.objects.create(name="Elm Park", slug="elm-park")
        PlaceRole.objects.create(place=place, **held)


def a_course() -> Course:
    """The first there is."""
    place = Place.objects.order_by("pk").first()
    place = place or Place.objects.create(name="Elm Park", slug="elm-park")
    there = Course.objects.order_by("pk").first()
    return there or Course.objects.create(place=place, title="Listening", planned_at=clock.now())


def tries(address: Address, turns: Iterator[str]) -> Iterator[tuple[str, str, Ways]]:
    """Who tries which thing at an address, and in which ways.

    The first thing is tried by all who pass, by one without a role, and by one of all there are,
    each in turn. How a thing differs by its state is seen by whoever may do most there, and by
    another who passes, each in turn; what is not there is missing for one as for another. With
    FOLKMOOT_WHOLE=yes all who pass try everything in every way, which takes twice as long.
    """
    able = those_who_pass(address)
    states = len(things(address))
    for number, path in enumerate(paths(address)):
        if number == 0 or WHOLE:
            everybody = able if number else [*able, NOBODY, *islice(turns, 2 if WHOLE else 1)]
            for who in dict.fromkeys(everybody):
                yield path, who, EVERY_WAY if WHOLE or who == able[0] else (LOOK, SEND_A_FORM)
        else:
            yield path, able[0], (LOOK, SEND_A_FORM)
            if number < states:
                yield path, able[1:][number % len(able[1:])], (LOOK,)


def those_who_pass(address: Address) -> list[str]:
    """Roles that open the door, first whichever may do most, and a stranger."""
    permitted = sorted(roles_at(address), key=lambda role: len(role.permissions), reverse=True)
    return [*([role.name for role in permitted] or ["Convenor"]), STRANGER]


def roles_at(address: Address) -> list[Role]:
    """Roles of which one is needed there; none where a door opens to people without."""
    wanted = address.door[1] if address.door else ""
    return [role for role in ROLES.values() if wanted in role.permissions]


def paths(address: Address) -> Iterator[str]:
    """The address with real things in it, one in each state, and with a thing there is not."""
    for thing in [*things(address), None]:
        yield path_to(address, thing)
        if "<" not in address.path:
            return


def path_to(address: Address, thing: Model | None) -> str:
    """The address of one thing, or of none there is."""
    pattern = address.path.replace("^", "").replace("$", "").replace("\\Z", "")
    return PART.sub(lambda found: filled(found, thing), pattern)


def things(address: Address) -> list[Model]:
    """Things of the kind the door opens to, one in each state they can be in."""
    label = address.door[0] if address.door else ""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return []
    states = [name for name in STATES if name in {field.name for field in model._meta.fields}]
    one_of_each = {
        tuple(getattr(row, name) for name in states): row
        for row in model._default_manager.order_by("-pk")[:500]
    }
    return list(one_of_each.values())[:MOST]


def filled(found: re.Match[str], thing: Model | None) -> str:
    """A word for one part of an address."""
    name = found["name"] or found["group"]
    if thing is not None and name in {"pk", "ref", "slug"}:
        return str(getattr(thing, name))
    if found["kind"] == "uuid":
        return str(beside(name, thing) or uuid.uuid4())
    return {"int": "1"}.get(found["kind"] or "", str(beside(name, thing) or "nowhere"))


def beside(name: str, thing: Model | None) -> Any:
    """What else the address may name: something that belongs to the thing, by its kind."""
    model = next((m for m in apps.get_models() if m._meta.model_name == name), None)
    row = model._default_manager.first() if model and thing is not None else None
    return next((getattr(row, key) for key in ("ref", "slug", "pk") if hasattr(row, key)), None)


def signed_in(account: Account) -> Client:
    """A browser in which someone has signed in."""
    client = Client(raise_request_exception=False)
    client.force_login(account)
    return client


def tried(path: str, client: Client, ways: Ways, *, twice: bool) -> Iterator[tuple[str, str]]:
    """Look, send nothing, send a form that answers nothing; only what should not be is told.

    Whoever is turned away has met a closed door, which reads nothing of what is sent: that it is
    as closed to a form as to a look, one without a role finds out (`twice`) for the others.
    """
    answered: list[int] = []
    for method, sent in ways:
        cookies = client.cookies.copy()
        with transaction.atomic():
            answer = client.generic(method, path, sent, content_type=FORM)
            answer.getvalue()  # what is streamed is closed once it is read
            transaction.set_rollback(True)
        client.cookies = SimpleCookie(cookies)
        closed = answer.status_code in TURNED_AWAY
        if closed and (answered == [answer.status_code] or not (answered or twice)):
            return
        answered.append(answer.status_code)
        if answer.status_code not in FINE:
            yield method, f"{answer.status_code} {why(answer)}"
        if answer.status_code == 200 and TO_MEND in getattr(answer, "content", b""):
            yield method, "200, although there is something to mend in the form: that is 422"


def why(answer: HttpResponseBase) -> str:
    """The exception behind a broken page."""
    _, trouble, _ = getattr(answer, "exc_info", None) or (None, "", None)
    return f"{type(trouble).__name__}: {trouble}"[:300] if trouble else ""
