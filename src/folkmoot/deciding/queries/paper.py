"""Paper ballots: which wait for a first typing, a second, or two people to look together."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from folkmoot.deciding.ballots import from_text
from folkmoot.deciding.models import (
    BallotType,
    Channel,
    Decision,
    Option,
    PaperBallot,
    PaperLook,
    PaperTyping,
    Standing,
)
from folkmoot.deciding.queries.running import papers_of
from folkmoot.kernel.ui.words import listed
from folkmoot.people.models import Account


@dataclass(frozen=True, slots=True)
class Differing:
    """A paper that two people read differently, and who has said what is right."""

    number: int
    said_by: list[str]

    @property
    def waits_for(self) -> str:
        """What it waits for, in words."""
        if not self.said_by:
            return "two people look at it together"
        if len(self.said_by) == 1:
            return f"{self.said_by[0]} has said what is right; a second person must say the same"
        return f"{listed(self.said_by)} do not say the same; look at it together once more"


@dataclass(frozen=True, slots=True)
class Pile:
    """The papers of a decision by what each waits for."""

    first: int
    second: int
    differing: list[Differing]
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
        differing=_differing(decision, [number for number, typings in waiting if typings > 1]),
        sealed=counted.sealed,
        spoilt=counted.spoilt,
    )


def _differing(decision: Decision, numbers: list[int]) -> list[Differing]:
    looks = PaperLook.objects.filter(paper__decision=decision).select_related("paper", "looked_by")
    said: dict[int, list[str]] = {number: [] for number in numbers}
    for look in looks.order_by("id"):
        said[look.paper.number].append(look.looked_by.shown_name())
    return [Differing(number, names) for number, names in said.items()]


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
class Word:
    """What one person has said is right: one of the readings, or what they typed anew."""

    name: str
    said: str
    mine: bool


def words_on(paper: PaperBallot, account: Account) -> list[Word]:
    """Who has said what of a paper that was read differently. What was typed anew is not told:
    whoever confirms it must read it on the paper.
    """
    readings = [(each.choices, each.is_spoilt) for each in paper.typings.order_by("id")]
    names = dict(
        zip(readings, ("the first reading is right", "the second reading is right"), strict=False)
    )
    looks = paper.looks.select_related("looked_by").order_by("id")
    return [
        Word(
            each.looked_by.shown_name(),
            names.get((each.choices, each.is_spoilt), "neither reading is right"),
            each.looked_by_id == account.pk,
        )
        for each in looks
    ]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paper checked in against paper typed, and every other way beside it."""

    checked_in: int
    pile: Pile
    rows: list[tuple[str, int]]  # way of voting, votes noted on the roll
    envelopes: int
    in_doubt: int  # votes noted on the roll that two people have still to agree on
    refused: int  # votes noted on the roll that do not count

    @property
    def difference(self) -> int:
        """How many more papers were checked in than numbered."""
        return self.checked_in - self.pile.numbered


def sheet_of(decision: Decision) -> Sheet:
    """The reconciling sheet."""
    noted = decision.roll.order_by().exclude(channel=Channel.NONE)
    votes = dict(noted.values_list("channel").annotate(n=Count("id")))
    standings = dict(noted.values_list("standing").annotate(n=Count("id")))
    return Sheet(
        checked_in=votes.get(Channel.PAPER.value, 0),
        pile=pile_of(decision),
        rows=[(each.label, votes.get(each.value, 0)) for each in Channel if each.value],
        envelopes=decision.envelopes.count(),
        in_doubt=standings.get(Standing.PROVISIONAL.value, 0),
        refused=standings.get(Standing.REFUSED.value, 0),
    )
