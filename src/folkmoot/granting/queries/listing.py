"""The list of applications to one call: filtered, sorted, in pages; as costly at 10,000 as at 100.

Keys of a page are found in an index first, and only its rows are read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet

from folkmoot.granting.models import Application, ApplicationStage, Call, Endorsement
from folkmoot.kernel.sheets.cells import Value
from folkmoot.kernel.ui.words import day

A_PAGE, A_CHUNK = 50, 500
SORTS = {
    "newest": ("Handed in last", ("-submitted_at", "-id")),
    "oldest": ("Handed in first", ("submitted_at", "id")),
    "title": ("Title", ("title", "id")),
    "area": ("Council area", ("area_name", "id")),
    "sum": ("Asks for most", ("-asked_pence", "id")),
}
HEADS = (
    "reference", "title", "lead organisation", "organisation number", "area code", "area",
    "place", "asked pence", "stage", "handed in", "partners who said yes", "endorsed",
)  # fmt: skip
COLUMNS = (
    "id", "ref", "title", "area_code", "area_name", "asked_pence", "stage", "submitted_at",
    "lead__name", "place__name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to see of the list."""

    stage: str = ""
    area: str = ""
    place: str = ""
    words: str = ""
    sort: str = "newest"

    @property
    def is_plain(self) -> bool:
        """Whether nothing but a stage narrows the list."""
        return not (self.area or self.place or self.words)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list, and how many there are in each stage."""

    page: Page[Application]
    counts: Sequence[tuple[str, str, int]]  # stage, its words, how many
    n_all: int


class _Counted(Paginator):  # type: ignore[type-arg]
    """Pages of keys whose number is known already."""

    def __init__(self, keys: QuerySet[Any], number: int | None) -> None:
        super().__init__(keys, A_PAGE)
        if number is not None:
            self.__dict__["count"] = number


def wished(seen: QuerySet[Application], wish: Wish) -> QuerySet[Application]:
    """Those of the applications somebody may see that are as wished, in order."""
    found = seen
    if wish.stage:
        found = found.filter(stage=wish.stage)
    if wish.area:
        found = found.filter(area_code=wish.area)
    if wish.place:
        found = found.filter(place__slug=wish.place)
    for word in wish.words.lower().split()[:6]:
        found = found.filter(words__contains=word)
    order = SORTS.get(wish.sort, SORTS["newest"])[1]
    return found.order_by(*order)


def listing(call: Call, user: object, wish: Wish, number: str | int = 1) -> Listing:
    """One page; at most nine queries, however many applications there are."""
    seen = Application.objects.visible_in(call, user)
    counted = Application.objects.counts_in(call, user)
    n_all = sum(counted.values())
    known = (counted.get(wish.stage, 0) if wish.stage else n_all) if wish.is_plain else None
    keys = wished(seen, wish).values_list("pk", flat=True)
    page: Any = _Counted(keys, known).get_page(number)
    found = Application.objects.filter(pk__in=list(page.object_list)).select_related(
        "lead", "place"
    )
    by_key = {each.pk: each for each in found.only(*COLUMNS)}
    page.object_list = [by_key[key] for key in page.object_list]
    counts = [
        (stage.value, stage.label, counted[stage]) for stage in ApplicationStage if stage in counted
    ]
    return Listing(page, counts, n_all)


def lines_of_export(call: Call, user: object, wish: Wish) -> Iterator[tuple[Value, ...]]:
    """The list as lines of a table, read in chunks."""
    yes = Endorsement.objects.filter(
        application=OuterRef("pk"), replaced_at__isnull=True, says_yes=True
    )
    rows = (
        wished(Application.objects.visible_in(call, user), wish)
        .select_related("lead", "place")
        .annotate(endorsed=Exists(yes))
        .prefetch_related("lead__identifiers", "partners")
    )
    for each in rows.iterator(chunk_size=A_CHUNK):
        n_yes = sum(bool(partner.is_partner) for partner in each.partners.all())
        yield (
            each.ref,
            each.title,
            each.lead.name,
            each.lead.org_id(),
            each.area_code,
            each.area_name,
            each.place.name if each.place else "",
            each.asked_pence,
            each.get_stage_display(),
            day(each.submitted_at),
            n_yes,
            each.endorsed,
        )
