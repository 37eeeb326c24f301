"""The ballot paper as a form: what stands on it, and what somebody wrote on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.html import escape

from folkmoot.deciding import rules
from folkmoot.deciding.ballots import Choices, from_text
from folkmoot.deciding.models import BallotType, Decision, Option
from folkmoot.kernel.ui.words import currency

TICKED = frozenset({BallotType.APPROVAL, BallotType.KNAPSACK})
LONG_LIST = 12
MOST_PLACES_TO_CHOOSE_FROM = 10
THINNEST = 0.8  # percent: a sum that small is still seen
UNREADABLE = -1  # no rule lets it through
ROW_LOOKED_OVER, PAGE_LOOKED_OVER = 640, 3072  # bytes, of the look-over page, without titles
ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One option as it stands on the paper."""

    option: Option
    written: str  # what is in its box: "" for nothing, "1" for a tick
    cost_percent: str  # of all the money, for the bar

    @property
    def number(self) -> int:
        """As printed."""
        return self.option.number

    @property
    def name(self) -> str:
        """What its box is called in the form."""
        return f"give-{self.option.number}"


@dataclass(frozen=True)
class Paper:
    """A ballot paper with whatever has been written on it."""

    decision: Decision
    options: Sequence[Option]
    written: Mapping[int, str] = field(default_factory=dict)
    starts_at: int = 0
    why_not: str = ""

    @classmethod
    def blank(cls, decision: Decision, options: Sequence[Option], **more: Any) -> "Paper":
        """A paper nobody has touched, or one with a draft: `draft=choices`."""
        draft: Choices = more.pop("draft", {})
        return cls(decision, options, {n: str(given) for n, given in draft.items()}, **more)

    @classmethod
    def read(
        cls, decision: Decision, options: Sequence[Option], post: QueryDict, **more: Any
    ) -> "Paper":
        """The paper as somebody filled it in, with the sentence on what to mend."""
        if decision.ballot_type in TICKED:
            written = {_whole(each): "1" for each in post.getlist("choose")}
        else:
            boxes = ((name, str(post[name]).strip()) for name in post if name.startswith("give-"))
            written = {
                _whole(name.removeprefix("give-")): words
                for name, words in boxes
                if words not in {"", "0"}
            }
        filled = cls(decision, options, written, **more)
        why_not = rules.why_not_these_choices(decision, options, filled.choices)
        return cls(decision, options, written, why_not=why_not, **more)

    @cached_property
    def choices(self) -> dict[int, int]:
        """What is written, as numbers; what is not a number stands as one that is refused."""
        return {number: _whole(words) for number, words in self.written.items()}

    @cached_property
    def rows(self) -> list[Row]:
        """What can be chosen, by number, but not always the same one first."""
        standing = [self._row(option) for option in self.options if not option.vetoed_at]
        start = self.starts_at % len(standing) if standing else 0
        return standing[start:] + standing[:start]

    @property
    def struck_out(self) -> list[Option]:
        """What can no longer be chosen, and is shown with the reason."""
        return [option for option in self.options if option.vetoed_at]

    @property
    def chosen(self) -> list[Row]:
        """What has been chosen: in the order of the ranks, or by number."""
        rows = sorted((row for row in self.rows if row.written), key=lambda row: row.number)
        if self.kind == BallotType.RANKING:
            return sorted(rows, key=lambda row: self.choices[row.number])
        return rows

    @property
    def kind(self) -> str:
        """The type of ballot."""
        return self.decision.ballot_type

    @property
    def ticked(self) -> bool:
        """Whether one ticks boxes on it."""
        return self.kind in TICKED

    @property
    def is_long(self) -> bool:
        """Whether people need help to find something on it."""
        return len(self.rows) > LONG_LIST

    @property
    def places(self) -> list[tuple[str, str]]:
        """What can be picked for a rank, when there are few places; else people type it."""
        n_places = self.decision.max_choices or len(self.rows)
        if self.kind != BallotType.RANKING or n_places > MOST_PLACES_TO_CHOOSE_FROM:
            return []
        return [(str(place), ORDINALS[place - 1]) for place in range(1, n_places + 1)]

    @property
    def cost(self) -> int:
        """What the chosen options cost together."""
        return sum(row.option.cost_pence for row in self.chosen)

    @property
    def given(self) -> int:
        """How many points have been given."""
        return sum(self.choices.values())

    @property
    def room(self) -> int:
        """The bytes that looking over any ballot of this decision takes at most."""
        titles = sorted((len(escape(row.option.title).encode()) for row in self.rows), reverse=True)
        n_most = self.decision.max_choices or len(titles)
        return PAGE_LOOKED_OVER + sum(ROW_LOOKED_OVER + title for title in titles[:n_most])

    @property
    def facts(self) -> dict[str, Any]:
        """What the script needs to count along."""
        decision = self.decision
        return {
            "kind": self.kind,
            "least": decision.min_choices,
            "most": decision.max_choices,
            "points": decision.points_total,
            "pointsMost": decision.points_most,
            "budget": decision.budget_pence,
            "money": currency(decision.currency)._asdict(),
        }

    @property
    def points_on_map(self) -> list[dict[str, Any]]:
        """Where the options are, for those that are somewhere."""
        return [
            {
                "lon": row.option.longitude,
                "lat": row.option.latitude,
                "label": f"{row.number}. {row.option.title}",
                "href": f"#option-{row.number}",
                "tone": "moss",
                "shape": "circle",
            }
            for row in sorted(self.rows, key=lambda row: row.number)
            if row.option.longitude is not None and row.option.latitude is not None
        ]

    def _row(self, option: Option) -> Row:
        share = max(min(option.cost_pence / self.decision.budget_pence, 1) * 100, THINNEST)
        return Row(option, self.written.get(option.number, ""), f"{share:.2f}")


def first_on_paper(entry_id: UUID) -> int:
    """Where the list begins for this voter: chance, but the same whenever they look."""
    return entry_id.int >> 64


def choices_from_page(text: str) -> dict[int, int]:
    """The choices a page carries in a hidden box; nothing when they are not readable."""
    try:
        return from_text(text)
    except ValueError:
        return {}


def _whole(text: str) -> int:
    """The whole number somebody wrote, or one that no rule lets through."""
    figures = text.strip()
    readable = figures.isascii() and figures.isdigit() and len(figures) < 7
    return int(figures) if readable else UNREADABLE
