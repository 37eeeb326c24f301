"""Makers: the shortest way to say what a test about support needs."""

from collections.abc import Callable
from datetime import date
from typing import Any

from folkmoot.awards.actions import support
from folkmoot.awards.actions.support import SupportPlan
from folkmoot.awards.models import Delivery, SupportItem, SupportPackage
from folkmoot.awards.tests.makers import NOON, TODAY, an_organisation
from folkmoot.awards.tests.small_makers import on_the_team
from folkmoot.kernel.access.roles import CONTRACTOR, CONVENOR, GRANT_MANAGER, Role
from folkmoot.people.models import Account, Organisation
from folkmoot.places.models import Place
from folkmoot.places.tests.makers import a_place, someone
from folkmoot.programmes.models import Programme, ProgrammeRole, TakingPart

ROOTS = "Common Roots"


def a_programme(name: str = "Common Ground") -> Programme:
    found = Programme.objects.filter(name=name).first()
    slug = name.lower().replace(" ", "-")
    return found or Programme.objects.create(
        name=name, slug=slug, summary="Places", stage="LIVE", stage_at=NOON, started_at=NOON
    )


def in_programme(
    programme: Programme, role: Role, name: str, of: Organisation | None = None, **more: Any
) -> Account:
    """Somebody who holds this role in a programme, for an organisation if one is given."""
    account = someone(name)
    held = {"programme": programme, "account": account, "role": role.name, "organisation": of}
    if not ProgrammeRole.objects.filter(**held).exists():
        ProgrammeRole.objects.create(**held, starts_at=NOON, **more)
    return account


def contractor(package: SupportPackage) -> Account:
    it = package
    return in_programme(it.programme, CONTRACTOR, f"Helper of {it.supporter}", it.supporter)


def convenor(package: SupportPackage) -> Account:
    return on_the_team(package.place, CONVENOR, f"Convenor of {package.place}")


def grant_manager(package: SupportPackage) -> Account:
    return in_programme(package.programme, GRANT_MANAGER, f"Manager of {package.programme}")


def a_package(
    place: Place | None = None, *, of: str = ROOTS, programme: str = "Common Ground"
) -> SupportPackage:
    """A supporter is named for a place; nothing is written yet."""
    frame, place, supporter = a_programme(programme), place or a_place(), an_organisation(of)
    TakingPart.objects.get_or_create(programme=frame, place=place, defaults={"joined_at": NOON})
    in_programme(frame, CONTRACTOR, f"Helper of {supporter}", supporter)
    plan = SupportPlan(frame, place, supporter, TODAY, date(2027, 1, 11))
    manager = in_programme(frame, GRANT_MANAGER, f"Manager of {frame}")
    return support.open_support(plan=plan, by=manager, at=NOON)


def designed(place: Place | None = None, *quarters: int, **more: Any) -> SupportPackage:
    """Written by both, and agreed by nobody yet: ten days unless others are given."""
    package = a_package(place, **more)
    by = contractor(package)
    support.write_diagnosis(package=package, diagnosis="Strong hall, weak data", by=by, at=NOON)
    for number, each in enumerate(quarters or (40,), 1):
        support.add_support(
            package=package, kind="data", what=f"Thing {number}", n_quarters=each, by=by, at=NOON
        )
    package.refresh_from_db()
    return package


def agreed(place: Place | None = None, *quarters: int, **more: Any) -> SupportPackage:
    return by_both(designed(place, *quarters, **more))


def by_both(package: SupportPackage) -> SupportPackage:
    """Both agree to what is written."""
    support.agree_support(package=package, side="supporter", by=contractor(package), at=NOON)
    return support.agree_support(package=package, side="place", by=convenor(package), at=NOON)


def first(package: SupportPackage) -> SupportItem:
    item: SupportItem = package.items.get(number=1)
    item.package = package
    return item


def noted(
    package: SupportPackage, n_quarters: int = 6, item: SupportItem | None = None
) -> Delivery:
    return support.note_delivery(
        item=item or first(package),
        n_quarters=n_quarters,
        what="A day in the hall",
        on_date=TODAY,
        by=contractor(package),
        at=NOON,
    )


def confirmed(package: SupportPackage, n_quarters: int = 6) -> Delivery:
    return support.confirm_delivery(
        delivery=noted(package, n_quarters), by=convenor(package), at=NOON
    )


def active(place: Place | None = None, **more: Any) -> SupportPackage:
    return confirmed(agreed(place, **more)).item.package


def reviewed(place: Place | None = None, **more: Any) -> SupportPackage:
    package = active(place, **more)
    return support.review_support(package=package, words="Good", by=convenor(package), at=NOON)


def ended(place: Place | None = None, **more: Any) -> SupportPackage:
    package = active(place, **more)
    return support.end_support(package=package, because="Done", by=grant_manager(package), at=NOON)


IN_STAGE: dict[str, Callable[..., SupportPackage]] = {
    "DESIGNED": designed, "AGREED": agreed, "ACTIVE": active, "REVIEWED": reviewed, "ENDED": ended,
}  # fmt: skip
