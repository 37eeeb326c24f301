"""Support packages as their pages show them: promised, given, to confirm, left, by place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet, Sum

from folkmoot.awards.models import (
    Delivery,
    SupportItem,
    SupportKind,
    SupportPackage,
    SupportPromise,
    SupportVersion,
)
from folkmoot.awards.models.days import days
from folkmoot.awards.rules import support as rules
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.people.models import Account


@dataclass(frozen=True, slots=True)
class Days:
    """Quarter days: what was promised is the sum of the other three."""

    promised: int
    confirmed: int
    noted: int  # waits for the place to confirm

    @property
    def left(self) -> int:
        """Still to be given."""
        return self.promised - self.confirmed - self.noted

    @property
    def said(self) -> dict[str, str]:
        """Each in words."""
        given = {"promised": self.promised, "confirmed": self.confirmed, "noted": self.noted}
        return {name: days(number) for name, number in (given | {"left": self.left}).items()}

    def __add__(self, other: "Days") -> "Days":
        """Both together."""
        return Days(
            self.promised + other.promised,
            self.confirmed + other.confirmed,
            self.noted + other.noted,
        )


NONE = Days(0, 0, 0)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One line of a package, with its days in force and in the version that is being written."""

    item: SupportItem
    days: Days
    written: int | None
    deliveries: tuple[Delivery, ...]

    @property
    def written_said(self) -> str:
        """What the version that is being written promises, in words."""
        return days(self.written or 0)

    @property
    def is_changed(self) -> bool:
        """Whether the version that is being written promises something else."""
        return self.written is not None and self.written != self.days.promised


@dataclass(frozen=True, slots=True)
class SupportPage:
    """Everything about one package that this reader may see and do."""

    package: SupportPackage
    rows: tuple[ItemRow, ...]
    days: Days
    versions: tuple[SupportVersion, ...]
    may: frozenset[Permission]

    @property
    def written(self) -> SupportVersion | None:
        """The version that is being written."""
        return next((each for each in self.versions if each.in_force_at is None), None)

    @property
    def in_force(self) -> SupportVersion | None:
        """The version both agreed to last."""
        done = [each for each in self.versions if each.in_force_at]
        return done[-1] if done else None

    @property
    def side(self) -> str:
        """For which side this reader can agree: the place, the supporter, or neither."""
        if Permission.SUPPORT_AGREE in self.may:
            return "place"
        return "supporter" if Permission.SUPPORT_GIVE in self.may else ""

    @property
    def reads_all_ratings(self) -> bool:
        """The place and those who run the programme; the supporter only what the place shows."""
        return self.side != "supporter"


def support_page(package: SupportPackage, reader: object, *, at: datetime) -> SupportPage:
    """The page of one package; seven queries, however much was given."""
    may = permissions_of(reader, within=package.scope, at=at)
    agreed = ("place_agreed_by", "supporter_agreed_by")
    versions = tuple(package.versions.select_related(*agreed))
    numbers = {each.pk: each.in_force_at is not None for each in versions}
    in_force: dict[object, int] = {}
    written: dict[object, int] = {}
    rows = SupportPromise.objects.filter(version__package=package).order_by("version__number")
    for promise in rows:
        kept = in_force if numbers[promise.version_id] else written
        kept[promise.item_id] = promise.n_quarters
    given: dict[object, list[Delivery]] = defaultdict(list)
    people = ("noted_by", "answered_by")
    for each in Delivery.objects.filter(item__package=package).select_related(*people):
        given[each.item_id].append(each)
    items = tuple(
        ItemRow(
            item,
            _days(in_force.get(item.pk, 0), given[item.pk]),
            written.get(item.pk),
            tuple(given[item.pk]),
        )
        for item in package.items.select_related("rated_by")
    )
    total = NONE
    for row in items:
        total += row.days
    return SupportPage(package, items, total, versions, may)


def _days(promised: int, deliveries: Iterable[Delivery]) -> Days:
    sums = {"CONFIRMED": 0, "NOTED": 0}
    for each in deliveries:
        if each.stage in sums:
            sums[each.stage] += each.n_quarters
    return Days(promised, sums["CONFIRMED"], sums["NOTED"])


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place of a contractor: how its days stand, and what comes next."""

    package: SupportPackage
    days: Days
    n_questioned: int
    next_item: SupportItem | None


@dataclass(frozen=True, slots=True)
class KindRating:
    """How places rate one kind of support, of those that keep their rating to themselves; the
    average only when there are enough of them."""

    kind: str
    n_places: int
    average: float | None


@dataclass(frozen=True, slots=True)
class ContractorPage:
    """A contractor's places, all together and each by itself."""

    rows: tuple[PlaceRow, ...]
    days: Days
    ratings: tuple[KindRating, ...]


def contractor_page(account: Account) -> ContractorPage:
    """Everything a contractor gives, over all its places; four queries."""
    packages = list(
        SupportPackage.objects.given_by(account).select_related("place", "programme", "supporter")
    )
    promised = _promised(packages)
    sums: dict[tuple[object, str], int] = {}
    questioned: dict[object, int] = defaultdict(int)
    given = Delivery.objects.filter(item__package__in=packages).order_by()
    grouped = given.values_list("item__package", "stage").annotate(Sum("n_quarters"), Count("pk"))
    for key, stage, quarters, number in grouped:
        sums[key, stage] = quarters
        if stage == "ASKED":
            questioned[key] = number
    coming: dict[object, SupportItem] = {}
    ratings: dict[str, dict[object, list[int]]] = defaultdict(lambda: defaultdict(list))
    for item in SupportItem.objects.filter(package__in=packages).order_by("-next_date"):
        if item.next_date:
            coming[item.package_id] = item
        if item.stars and not item.is_shown_to_supporter:
            ratings[item.kind][item.package_id].append(item.stars)
    rows = tuple(
        PlaceRow(
            each,
            Days(
                promised.get(each.pk, 0),
                sums.get((each.pk, "CONFIRMED"), 0),
                sums.get((each.pk, "NOTED"), 0),
            ),
            questioned[each.pk],
            coming.get(each.pk),
        )
        for each in packages
    )
    total = NONE
    for row in rows:
        total += row.days
    return ContractorPage(rows, total, tuple(_rated(ratings)))


def _promised(packages: Iterable[SupportPackage]) -> dict[object, int]:
    """Quarter days in force of each package: of each item, what its newest version says."""
    newest: dict[object, tuple[object, int]] = {}
    rows = SupportPromise.objects.filter(
        version__package__in=packages, version__in_force_at__isnull=False
    )
    for item, package, quarters in rows.order_by("version__number").values_list(
        "item", "version__package", "n_quarters"
    ):
        newest[item] = (package, quarters)
    found: dict[object, int] = defaultdict(int)
    for whole, quarters in newest.values():
        found[whole] += quarters
    return found


def _rated(ratings: dict[str, dict[object, list[int]]]) -> Iterator[KindRating]:
    """Each place counts once for a kind, so that one with many lines is not heard louder."""
    for kind in SupportKind:
        by_place = [sum(stars) / len(stars) for stars in ratings.get(kind, {}).values()]
        if by_place:
            enough = len(by_place) >= rules.FEWEST_PLACES
            average = sum(by_place) / len(by_place) if enough else None
            yield KindRating(kind.label, len(by_place), average)


def packages_seen(reader: object, *, place_slug: str = "") -> QuerySet[SupportPackage]:
    """Packages somebody may read, of one place when one is named."""
    rows = SupportPackage.objects.visible_to(reader)
    return rows.filter(place__slug=place_slug) if place_slug else rows
