"""Support for two places: one under way and revised once, one being designed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from folkmoot.awards.actions import support
from folkmoot.awards.actions.support import SupportPlan
from folkmoot.awards.models import SupportItem, SupportPackage
from folkmoot.people.models import Organisation
from folkmoot.places.models import Place
from folkmoot.programmes.models import Programme
from folkmoot.scenarios.wrens_cross.proposals import Accounts


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a place is helped with; days in quarters, and those given after so many days."""

    kind: str
    what: str
    n_quarters: int
    outcome: str
    given: tuple[tuple[int, int, str], ...] = ()


LINES = (
    Line("data", "Maps and figures of the mill streets, read with the team", 12,
         "A page of figures that anyone can explain", ((20, 6, "Half the maps, in the library"),
                                                       (45, 5, "The rest, with the school"))),
    Line("partners", "Bringing the school, the mosque and the trust to one table", 16,
         "A partnership that meets without us", ((30, 2, "First talk with the head"),
                                                 (60, 4, "The table, fourteen people"))),
    Line("skills", "Two residents learn to keep the books", 10,
         "Books that two people here can keep", ((75, 4, "First Saturday with the books"),)),
    Line("finance", "A loan for the kitchen: what it takes, and whether to", 8,
         "A yes or a no, with reasons"),
)  # fmt: skip


def help_places(
    programme: Programme, place: Place, quay: Place, accounts: Accounts, *, at: datetime
) -> None:
    """What the contractor does in each."""
    package = _opened(programme, place, accounts, at - timedelta(days=110), at)
    by, convenor = accounts["support"], accounts["convenor"]
    began = at - timedelta(days=105)
    support.write_diagnosis(
        package=package,
        diagnosis="Strong: a hall, a committee that has held for years, forty people who cook.\n\n"
        "In the way: nobody here can read the figures, and one person keeps all the books.",
        by=convenor,
        at=began,
    )
    items = [_added(package, line, accounts, began) for line in LINES]
    _agreed(package, accounts, "convenor", began + timedelta(days=4))
    for line, item in zip(LINES, items, strict=True):
        for after, quarters, what in line.given:
            day = began + timedelta(days=after)
            noted = support.note_delivery(
                item=item, n_quarters=quarters, what=what, on_date=localdate(day), by=by, at=day
            )
            if after < 70:
                support.confirm_delivery(delivery=noted, by=convenor, at=day)
    support.rate_support(
        item=items[0],
        stars=5,
        words="We can say ourselves now where the buses do not go.",
        came_of_it="The page hangs in the library, and the council asked for it.",
        is_shown_to_supporter=True,
        by=convenor,
        at=at - timedelta(days=30),
    )
    support.revise_support(
        package=package,
        why="The books take longer, and the figures are done.",
        by=convenor,
        at=at - timedelta(days=12),
    )
    support.promise_days(item=items[0], n_quarters=11, by=by, at=at - timedelta(days=11))
    support.promise_days(item=items[2], n_quarters=14, by=by, at=at - timedelta(days=11))
    _agreed(package, accounts, "convenor", at - timedelta(days=10))
    support.plan_next(item=items[2], next_date=localdate(at + timedelta(days=9)), by=by, at=at)
    _at_the_quay(programme, quay, accounts, at)


def _at_the_quay(programme: Programme, quay: Place, accounts: Accounts, at: datetime) -> None:
    """Being designed: the supporter has agreed, and the place has it on its list."""
    package = _opened(programme, quay, accounts, at - timedelta(days=14), at)
    by = accounts["support"]
    support.write_diagnosis(
        package=package,
        diagnosis="Strong: people who have known each other for forty years. In the way: no room "
        "to meet in when it rains.",
        by=accounts["nesta"],
        at=at - timedelta(days=8),
    )
    for line in LINES[1:3]:
        _added(package, line, accounts, at - timedelta(days=6))
    support.agree_support(package=package, side="supporter", by=by, at=at - timedelta(days=3))


def _opened(
    programme: Programme, place: Place, accounts: Accounts, opened: datetime, at: datetime
) -> SupportPackage:
    plan = SupportPlan(
        programme=programme,
        place=place,
        supporter=Organisation.objects.get(name="Common Roots Co-operative"),
        starts_date=localdate(opened),
        ends_date=localdate(at + timedelta(days=280)),
    )
    return support.open_support(plan=plan, by=accounts["grants"], at=opened)


def _added(package: SupportPackage, line: Line, accounts: Accounts, at: datetime) -> SupportItem:
    return support.add_support(
        package=package,
        kind=line.kind,
        what=line.what,
        n_quarters=line.n_quarters,
        outcome=line.outcome,
        by=accounts["support"],
        at=at,
    )


def _agreed(package: SupportPackage, accounts: Accounts, convenor: str, at: datetime) -> None:
    support.agree_support(package=package, side="supporter", by=accounts["support"], at=at)
    support.agree_support(package=package, side="place", by=accounts[convenor], at=at)
