"""Paper ballots: which wait for a first typing, a second, or two people to look together."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from folkmoot.deciding.ballots import from_text
from folkmoot.deciding.models import BallotType, Channel, Decision, Option, PaperBallot, PaperTyping
from folkmoot.deciding.queries.running import papers_of
from folkmoot.people.models import Account


@dataclass(frozen=True, slots=True)
class Pile:
    """The papers of a decision by what each waits for."""

    first: int
    second: int
    differing: list[int]  # numbers on the papers
    sealed: int
    spoilt: int

    @property
    def waiting(self) -> int:
        """Papers that are not settled."""
        return self.first + self.second + len(self.differing)

    @property
    def numbered(self) -> int:
        """All papers that have a number."""
        return self.waiting + self.sealed + self.spoilt


def waiting_papers(decision: Decision) -> QuerySet[Any]:
    """Papers that are not settled, each with how many people have typed it."""
    waiting = decision.paper_ballots.filter(is_sealed=False, is_spoilt=False)
    return waiting.annotate(n_typings=Count("typings")).order_by("number")


def pile_of(decision: Decision) -> Pile:
    """How far the papers have come."""
    counted = papers_of(decision)
    waiting = list(waiting_papers(decision).values_list("number", "n_typings"))
    return Pile(
        first=sum(typings == 0 for _, typings in waiting),
        second=sum(typings == 1 for _, typings in waiting),
        differing=[number for number, typings in waiting if typings > 1],
        sealed=counted.sealed,
        spoilt=counted.spoilt,
    )


def papers_for(decision: Decision, account: Account) -> QuerySet[Any]:
    """Papers this person may type: not settled, not typed by them, nor by two others."""
    mine = PaperTyping.objects.filter(paper=OuterRef("pk"), typed_by=account)
    return waiting_papers(decision).filter(~Exists(mine), n_typings__lt=2)


def next_paper(decision: Decision, account: Account, *, after: int = 0) -> PaperBallot | None:
    """The paper this person might take from the pile next."""
    papers = papers_for(decision, account)
    found: PaperBallot | None = papers.filter(number__gt=after).first() or papers.first()
    return found


@dataclass(frozen=True, slots=True)
class Reading:
    """What two people read beside one option."""

    option: Option
    first: str
    second: str

    @property
    def differs(self) -> bool:
        """Whether they read it differently."""
        return self.first != self.second


def readings_of(paper: PaperBallot) -> tuple[list[PaperTyping], list[Reading]]:
    """Both typings of a paper that two people have typed, and option by option what differs."""
    typings = list(paper.typings.select_related("typed_by").order_by("id"))
    if len(typings) < 2:
        return [], []
    one, other = (from_text(typing.choices) for typing in typings)
    ticks = paper.decision.ballot_type in {BallotType.APPROVAL, BallotType.KNAPSACK}

    def said(choices: dict[int, int], option: Option) -> str:
        given = choices.get(option.number)
        return "" if given is None else "ticked" if ticks else str(given)

    options = paper.decision.options.order_by("number")
    return typings, [Reading(each, said(one, each), said(other, each)) for each in options]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paper checked in against paper typed, and every other way beside it."""

    checked_in: int
    pile: Pile
    rows: list[tuple[str, int]]  # way of voting, votes noted on the roll
    envelopes: int

    @property
    def difference(self) -> int:
        """How many more papers were checked in than numbered."""
        return self.checked_in - self.pile.numbered


def sheet_of(decision: Decision) -> Sheet:
    """The reconciling sheet."""
    noted = decision.roll.order_by().exclude(channel=Channel.NONE)
    votes = dict(noted.values_list("channel").annotate(n=Count("id")))
    return Sheet(
        checked_in=votes.get(Channel.PAPER.value, 0),
        pile=pile_of(decision),
        rows=[(each.label, votes.get(each.value, 0)) for each in Channel if each.value],
        envelopes=decision.envelopes.count(),
    )
