"""One small grant, as its page shows it to whoever reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from folkmoot.awards.models import (
    GroupMember,
    PanelAnswer,
    Panellist,
    SmallFund,
    SmallGrant,
)
from folkmoot.awards.rules import small
from folkmoot.gatherings.models import Photo
from folkmoot.gatherings.queries import shown_photos
from folkmoot.kernel import links
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.people.models import Account


@dataclass(frozen=True, slots=True)
class GrantPage:
    """Everything about one small grant that this reader may see."""

    grant: SmallGrant
    group: tuple[GroupMember, ...]
    answers: tuple[PanelAnswer, ...]
    photos: Sequence[Photo]
    may: frozenset[Permission]
    panellist: Panellist | None
    gives: int
    n_said: int
    days_left: int
    is_overdue: bool

    @property
    def is_inside(self) -> bool:
        """Whether the reader belongs to the team of the place, or pays."""
        wanted = {Permission.SMALL_GRANT_ENTER, Permission.SMALL_GRANT_PAY}
        return bool(wanted & self.may)

    @property
    def n_missing(self) -> int:
        """How many of the panel still have to say."""
        return max(self.grant.fund.quorum - self.n_said, 0)

    @property
    def says_gathered(self) -> list[int]:
        """What each would give, the most first: the picture of how the sum came about."""
        return sorted((each.pence or 0 for each in self.answers if each.says), reverse=True)


def grant_page(grant: SmallGrant, reader: object, *, at: datetime) -> GrantPage:
    """The page of one grant; six queries at the most."""
    may = permissions_of(reader, within=grant.scope, at=at)
    inside = bool({Permission.SMALL_GRANT_ENTER, Permission.SMALL_GRANT_PAY} & may)
    panellist = panellist_of(grant.fund, reader)
    answers = tuple(grant.answers.select_related("panellist__account")) if inside else ()
    sums = [each.pence for each in answers if each.pence is not None]
    today = localdate(at)
    return GrantPage(
        grant=grant,
        group=tuple(grant.group.all()) if inside else (),
        answers=answers,
        photos=shown_photos(grant.gathering) if grant.gathering and grant.story else (),
        may=may,
        panellist=panellist,
        gives=small.panel_sum(sums),
        n_said=len(sums),
        days_left=max((grant.due_date - today).days, 0),
        is_overdue=small.is_overdue(grant, today=today),
    )


def panellist_of(fund: SmallFund, reader: object) -> Panellist | None:
    """This reader on the panel of a fund; None for everybody else."""
    key = getattr(reader, "pk", None)
    return fund.panel.serving().filter(account_id=key).first() if key else None


def sums_of_panel(grant: SmallGrant) -> list[int]:
    """What each of the panel would give."""
    rows = grant.answers.filter(pence__isnull=False).values_list("pence", flat=True)
    return [pence for pence in rows if pence is not None]


def grant_by_secret(secret: str) -> SmallGrant | None:
    """The grant whose four hold this private link."""
    rows = SmallGrant.objects.select_related("fund__place", "fund__holder", "gathering")
    return rows.filter(secret_hash=links.hash_of(secret)).first()


def everything_about(account: Account) -> dict[str, object]:
    """What somebody on a panel declared and said, to take away."""
    rows = PanelAnswer.objects.filter(panellist__account=account)
    return {
        "small_grants_decided": [
            {
                "idea": each.grant.title,
                "had_an_interest": each.has_interest,
                "interest": each.interest,
                "said": each.get_says_display(),
                "because": each.because,
                "declared_at": each.declared_at.isoformat(),
            }
            for each in rows.select_related("grant").order_by("declared_at", "id")
        ]
    }
