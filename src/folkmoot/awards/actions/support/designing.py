"""Support: a supporter named for a place, and what both design, agree on and revise."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Sum

from folkmoot.awards.models import (
    Award,
    Delivery,
    SupportItem,
    SupportPackage,
    SupportPromise,
    SupportVersion,
)
from folkmoot.awards.rules import support as rules
from folkmoot.kernel.access.roles import CONTRACTOR
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account, Organisation
from folkmoot.places.models import Place
from folkmoot.programmes.models import Programme, ProgrammeRole, TakingPart

COUNTING = ("NOTED", "CONFIRMED")  # deliveries that use up what was promised


@dataclass(frozen=True, slots=True)
class SupportPlan:
    """Who supports which place of a programme, and from when until when."""

    programme: Programme
    place: Place
    supporter: Organisation
    starts_date: date
    ends_date: date
    condition_of: Award | None = None


@transaction.atomic
def open_support(*, plan: SupportPlan, by: Account, at: datetime) -> SupportPackage:
    """Name a supporter for a place; the two design together from now on."""
    roles = ProgrammeRole.objects.held_at(at).filter(
        programme=plan.programme, role=CONTRACTOR.name, organisation=plan.supporter
    )
    part = TakingPart.objects.filter(
        programme=plan.programme, place=plan.place, ended_at__isnull=True
    )
    there = SupportPackage.objects.filter(
        programme=plan.programme, place=plan.place, supporter=plan.supporter, ended_at=None
    )
    refuse(
        rules.why_not_open_support(
            takes_part=part.exists(),
            is_contractor=roles.exists(),
            there=there.exists(),
            starts=plan.starts_date,
            ends=plan.ends_date,
        )
    )
    said = {name: getattr(plan, name) for name in SupportPlan.__slots__}
    package = SupportPackage.objects.create(**said, opened_at=at, opened_by=by)
    SupportVersion.objects.create(package=package, number=1, drafted_at=at)
    record("support_opened", about=package, by=by, at=at)
    return package


@transaction.atomic
def write_diagnosis(
    *, package: SupportPackage, diagnosis: str, by: Account, at: datetime
) -> SupportPackage:
    """Where the place stands: its strengths, and what is in the way."""
    package = locked_package(package.pk)
    version = _written(package)
    package.diagnosis = diagnosis.strip()
    package.save(update_fields=["diagnosis"])
    _agreed_by_nobody(version)
    record("support_diagnosed", about=package, by=by, at=at)
    return package


@transaction.atomic
def add_support(
    *,
    package: SupportPackage,
    kind: str,
    what: str,
    n_quarters: int,
    outcome: str = "",
    by: Account,
    at: datetime,
) -> SupportItem:
    """Something the place is helped with, and how many quarter days of it."""
    package = locked_package(package.pk)
    version = _written(package)
    refuse(rules.why_not_promise(package.items.count(), n_quarters, what))
    last = package.items.aggregate(last=Max("number"))["last"] or 0
    item: SupportItem = SupportItem.objects.create(
        package=package, number=last + 1, kind=kind, what=what.strip(), outcome=outcome.strip()
    )
    SupportPromise.objects.create(version=version, item=item, n_quarters=n_quarters)
    _agreed_by_nobody(version)
    record("support_added", about=package, by=by, at=at, of=kind, quarters=n_quarters)
    return item


@transaction.atomic
def promise_days(
    *, item: SupportItem, n_quarters: int, by: Account, at: datetime
) -> SupportPromise:
    """More days of one thing, or fewer; none drops it from this version."""
    package = locked_package(item.package_id)
    version = _written(package)
    refuse(rules.why_not_promise(0, n_quarters, item.what))
    refuse(rules.why_not_less(item, n_quarters, given=given_of(item)))
    promise = SupportPromise.objects.get(version=version, item=item)
    promise.n_quarters = n_quarters
    promise.save(update_fields=["n_quarters"])
    _agreed_by_nobody(version)
    record("support_days", about=package, by=by, at=at, item=str(item.pk), quarters=n_quarters)
    return promise


@transaction.atomic
def agree_support(
    *, package: SupportPackage, side: str, by: Account, at: datetime
) -> SupportPackage:
    """One side agrees to this version as it stands; with the second it is in force."""
    package = locked_package(package.pk)
    version = written_of(package)
    promised = version.promises.aggregate(sum=Sum("n_quarters"))["sum"] or 0 if version else 0
    refuse(rules.why_not_agree(package, version, side, promised=promised, by_pk=by.pk))
    assert version
    setattr(version, f"{side}_agreed_at", at)
    setattr(version, f"{side}_agreed_by", by)
    fields = [f"{side}_agreed_at", f"{side}_agreed_by"]
    if version.place_agreed_by_id and version.supporter_agreed_by_id:
        version.in_force_at = at
        fields.append("in_force_at")
    version.save(update_fields=fields)
    record("support_agreed", about=package, by=by, at=at, side=side, version=version.number)
    if version.in_force_at:
        began = Delivery.objects.filter(item__package=package).exists()
        package.stage = "ACTIVE" if began else "AGREED"
        package.save(update_fields=["stage"])
    return package


@transaction.atomic
def revise_support(
    *, package: SupportPackage, why: str, by: Account, at: datetime
) -> SupportVersion:
    """Begin another version as the one in force, which holds until both agree to the new one."""
    package = locked_package(package.pk)
    refuse(rules.why_not_revise(package, why, is_written=written_of(package) is not None))
    before = package.versions.order_by("-number")[0]
    version = SupportVersion.objects.create(
        package=package, number=before.number + 1, why=why.strip(), drafted_at=at
    )
    SupportPromise.objects.bulk_create(
        SupportPromise(version=version, item_id=each.item_id, n_quarters=each.n_quarters)
        for each in before.promises.all()
    )
    package.stage = "DESIGNED"
    package.save(update_fields=["stage"])
    record("support_revised", about=package, by=by, at=at, version=version.number)
    return version


def locked_package(key: uuid.UUID) -> SupportPackage:
    """The package, for nobody else to change meanwhile."""
    rows = SupportPackage.objects.select_for_update(of=("self",))
    found: SupportPackage = rows.select_related("place", "supporter").get(pk=key)
    return found


def written_of(package: SupportPackage) -> SupportVersion | None:
    """The version that is being written, if one is."""
    return package.versions.filter(in_force_at__isnull=True).first()


def given_of(item: SupportItem) -> int:
    """Quarter days noted or confirmed for one item."""
    rows = item.deliveries.filter(stage__in=COUNTING)
    return rows.aggregate(sum=Sum("n_quarters"))["sum"] or 0


def _written(package: SupportPackage) -> SupportVersion:
    version = written_of(package)
    refuse(rules.why_not_write(package, is_written=version is not None))
    assert version
    return version


def _agreed_by_nobody(version: SupportVersion) -> None:
    """Who agreed, agreed to other words."""
    version.place_agreed_at = version.place_agreed_by = None
    version.supporter_agreed_at = version.supporter_agreed_by = None
    version.save(
        update_fields=[
            "place_agreed_at", "place_agreed_by", "supporter_agreed_at", "supporter_agreed_by",
        ]
    )  # fmt: skip
