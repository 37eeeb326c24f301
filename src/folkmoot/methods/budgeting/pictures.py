"""Whose money went where, as a drawing: one bar a project, measured against its cost.

Plain SVG text with nothing outside it: no script, no style sheet, no link. Colours are CSS
variables with fall-backs, so a page may set them and a file stands alone; every part has a
pattern of its own besides. Drawn 360 units wide, to be read on a small phone without zooming.
"""

from collections.abc import Sequence
from fractions import Fraction
from html import escape

from folkmoot.methods.budgeting.bar_lengths import Bar, bars
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.lettering import lines_of, shortened
from folkmoot.methods.budgeting.outcome import Outcome
from folkmoot.methods.budgeting.picture_looks import (
    DASHED,
    INK,
    LOOKS,
    PAPER,
    QUIET,
    SKY,
    patterns,
)
from folkmoot.methods.budgeting.picture_words import (
    LISTED,
    SAVING,
    SHARING,
    WEIGHED,
    Labels,
    Words,
)
from folkmoot.methods.budgeting.rule import Rule
from folkmoot.methods.budgeting.turns import decided_by_list
from folkmoot.methods.errors import InvalidInput

WIDTH, MARGIN = 360, 8
COST_AT = 236  # where the line of the cost stands
ALL_BUT_ALL = 0.999999  # not funded although it had all it needed: a tie, or no money left
BOLD = 1.08  # how much wider bold letters are
BAR = 16  # how high a bar is
UNIT = COST_AT - MARGIN  # how long a bar of just the cost is
NO_BREAK = "\xa0"


def picture_of_rounds(
    election: Election,
    outcome: Outcome,
    labels: Labels,
    *,
    words: Words | None = None,
    ids: str = "rounds",
) -> str:
    """Draw an outcome as SVG: what was paid for each funded project, and how far others came.

    The line is what a project costs. Left of it a funded project's bar shows who paid in full
    and who gave their last; what reaches beyond it is what its supporters kept (down a list:
    what was left of the budget). The bar of one that is not funded ends where the most that
    its supporters could have paid ends, and says in which round it fell and to whom.

    Parameters
    ----------
    election : Election
    outcome : Outcome
    labels : Labels
        A name a project, and a function that writes a sum given in the smallest unit.
    words : Words, optional
        Those of the rule when not given: `SHARING`, `SAVING`, `LISTED` or `WEIGHED`.
    ids : str
        Put before every id, so that several pictures can stand in one page: letters, digits
        and hyphens.

    Returns
    -------
    str
        An `<svg>` element, well-formed as XML and valid inside HTML.

    Notes
    -----
    Time: as `explain` and `journeys`. Some 600 characters for each project.

    Examples
    --------
    >>> from folkmoot.methods.budgeting.counting import count
    >>> from folkmoot.methods.budgeting import Rule
    >>> election = Election.of(approvals=[[1, 0], [1, 1]], costs=[30, 40], budget=60)
    >>> labels = Labels(["Hall", "Garden"], lambda pence: f"{float(pence):.0f}p")
    >>> picture = picture_of_rounds(election, count(election, Rule("equal-shares")), labels)
    >>> picture.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 ')
    True
    """
    if len(labels.names) != election.n_projects:
        raise InvalidInput("Each project needs its own name.")
    if not ids or not all(each.isascii() and (each.isalnum() or each == "-") for each in ids):
        raise InvalidInput("Ids are made of letters, digits and hyphens.", ids=ids)
    sheet = _Sheet(labels, words or _words_of(outcome), ids)
    found = bars(election, outcome)
    funded = [bar for bar in found if bar.place]
    missed = [bar for bar in found if not bar.place]
    sheet.legend(found)
    if funded:
        sheet.heading(sheet.words.funded)
        for bar in funded:
            sheet.bought(bar)
    if missed:
        sheet.heading(sheet.words.missed)
        for bar in missed:
            sheet.missed(bar)
    return sheet.drawn(len(funded), len(missed))


def _words_of(outcome: Outcome) -> Words:
    rule = Rule.parse(outcome.rule)
    if decided_by_list(rule, outcome):
        return LISTED
    return {"phragmen": SAVING, "welfare": WEIGHED}.get(rule.family, SHARING)


class _Sheet:
    """A drawing under way, from the top down."""

    def __init__(self, labels: Labels, words: Words, ids: str) -> None:
        self.words = words
        self._labels, self._ids = labels, ids
        self._parts: list[str] = []
        self._barred = False
        self._y = 12.0

    def heading(self, text: str) -> None:
        """A heading over the bars, and the name of the line of the cost."""
        self._y += 26
        self._text(MARGIN, self._y, text, size=15, weight=600)
        self._y += 18
        self._text(COST_AT + 4, self._y, f"{self.words.line} ▾", size=11, fill=QUIET, anchor="end")
        self._y -= 3

    def legend(self, found: Sequence[Bar]) -> None:
        """What the parts of these bars mean."""
        told = [part for part in _OF_A_FUNDED if any(getattr(b, part) for b in found)]
        missed = [bar for bar in found if not bar.place]
        told += ["reached", "missing"] if missed else []
        told += ["late"] if any(map(_came_late, missed)) else []
        told += ["barred"] if any(bar.why == "ruled-out" for bar in missed) else []
        self._barred = "barred" in told
        for part in told:
            self._box(MARGIN, self._y, 22, part, height=12)
            self._text(MARGIN + 30, self._y + 10, getattr(self.words, part), size=12)
            self._y += 18

    def bought(self, bar: Bar) -> None:
        """A funded project: paid in full, with their last, by the rest of the budget; kept."""
        words, money = self.words, self._labels.money
        self._name(f"{bar.place}. ", bar)
        start = float(MARGIN)
        for part in _OF_A_FUNDED:
            length = min(getattr(bar, part) * UNIT, WIDTH - MARGIN - start)
            if length >= 0.05:
                self._box(start, self._y, length, part)
                start += length
        if (1 + bar.kept) * UNIT > WIDTH - 2 * MARGIN:
            self._torn()
        self._end_bar()
        text = words.bought if bar.most else words.topped_up if bar.topped_up else words.listed
        cost, most = money(Fraction(bar.cost)), money(bar.most)
        self._caption(text.format(cost=cost, votes=self._votes(bar), most=most))

    def missed(self, bar: Bar) -> None:
        """A project that is not funded: how far it came, and where it fell."""
        self._name("", bar)
        self._box(MARGIN, self._y, UNIT, "missing")
        if (length := min(bar.reached * UNIT, UNIT - 3)) >= 0.05:  # a near miss does not touch
            self._box(MARGIN, self._y, length, "late" if _came_late(bar) else "reached")
        if bar.why == "ruled-out":
            self._box(COST_AT + 3, self._y, 22, "barred")
        self._end_bar()
        cost, percent = self._labels.money(Fraction(bar.cost)), f"{int(bar.reached * 100)} %"
        text = self.words.near if bar.reached < ALL_BUT_ALL else self.words.listed
        self._caption(text.format(percent=percent, cost=cost, votes=self._votes(bar)))
        if told := self._fell(bar):
            self._y -= 6
            self._caption(told)

    def drawn(self, n_funded: int, n_missed: int) -> str:
        """The whole drawing, on paper of its own."""
        words, ids = self.words, self._ids
        self._y += MARGIN
        told = words.description.format(
            projects=n_funded + n_missed, funded=n_funded, missed=n_missed
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self._y:.0f}" '
            f'role="img" aria-labelledby="{ids}-title {ids}-words" '
            'font-family="Figtree, system-ui, sans-serif">'
            f'<title id="{ids}-title">{_safe(words.title)}</title>'
            f'<desc id="{ids}-words">{_safe(told)}</desc>'
            f'<path d="M0 0H{WIDTH}V{self._y:.0f}H0z" fill="{PAPER}"/>'
            f"<defs>{patterns(ids, barred=self._barred)}</defs>{''.join(self._parts)}</svg>"
        )

    def _votes(self, bar: Bar) -> str:
        return self.words.vote if bar.votes == 1 else self.words.votes.format(n=f"{bar.votes:,}")

    def _fell(self, bar: Bar) -> str:
        """When it fell, and who took most of its supporters' money by then."""
        fall, words, money = bar.fall, self.words, self._labels.money
        if bar.why == "lost-a-tie":
            return words.tied
        if bar.why == "ruled-out":
            return self._ruled_out(bar)
        if fall is None or not bar.votes:
            return ""
        if fall.of == "budget":
            return words.budget_gone.format(after=fall.after, had=money(fall.had))
        if not fall.taken:
            return words.too_few.format(had=money(fall.had))
        taker, paid, _ = fall.taken[0]
        return words.fell.format(after=fall.after, taker=self._quoted(taker), sum=money(paid))

    def _ruled_out(self, bar: Bar) -> str:
        if bar.barred_by < 0:
            return self.words.ruled_out_alone
        return self.words.ruled_out.format(taker=self._quoted(bar.barred_by))

    def _quoted(self, project: int) -> str:
        return f"“{shortened(self._labels.names[project], 250, size=12)}”"

    def _name(self, number: str, bar: Bar) -> None:
        self._y += 16
        whole = number + self._labels.names[bar.project]
        for line in lines_of(whole, WIDTH - 2 * MARGIN, size=13 * BOLD, most=2):
            self._text(MARGIN, self._y, line, size=13, weight=600)
            self._y += 16
        self._y -= 10

    def _caption(self, text: str) -> None:
        self._y += 14
        for line in lines_of(text, WIDTH - 2 * MARGIN, size=12, most=2):
            self._text(MARGIN, self._y, line, size=12, fill=QUIET)
            self._y += 15
        self._y -= 9

    def _end_bar(self) -> None:
        """The line of the cost across a bar, and on to what stands under it."""
        top, end = self._y - 3, self._y + BAR + 3
        self._parts.append(
            f'<path d="M{COST_AT} {top:.1f}V{end:.1f}" stroke="{INK}" stroke-width="2"/>'
        )
        self._y += BAR

    def _torn(self) -> None:
        """A zigzag at the right end: the bar is longer than there is room for."""
        x, y = WIDTH - MARGIN + 2, self._y - 1
        edge = f"M{x - 2} {y:.1f}l-5 3 5 3 -5 3 5 3 -5 3 5 3"
        self._parts.append(
            f'<path d="{edge}H{x}V{y:.1f}z" fill="{PAPER}"/>'
            f'<path d="{edge}" fill="none" stroke="{SKY}"/>'
        )

    def _box(self, x: float, y: float, length: float, part: str, height: int = BAR) -> None:
        fill, edge = LOOKS[part]
        fill = fill.format(ids=self._ids)
        dashes = ' stroke-dasharray="3 2"' if part in DASHED else ""
        self._parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{length:.1f}" height="{height}" '
            f'fill="{fill}" stroke="{edge}"{dashes}/>'
        )

    def _text(
        self, x: float, y: float, text: str, *, size: int, weight: int = 400,
        fill: str = INK, anchor: str = "start",
    ) -> None:  # fmt: skip
        at = "" if anchor == "start" else f' text-anchor="{anchor}"'
        bold = "" if weight == 400 else f' font-weight="{weight}"'
        self._parts.append(
            f'<text x="{x:.0f}" y="{y:.1f}" font-size="{size}" fill="{fill}"{bold}{at}>'
            f"{_safe(text)}</text>"
        )


def _came_late(bar: Bar) -> bool:
    """Whether its supporters had its cost in the end, but less was left of all the money."""
    gone = bar.fall is not None and bar.fall.of == "budget"
    return bar.why == "did-not-fit" and gone and bar.reached >= ALL_BUT_ALL


_OF_A_FUNDED = ("full", "last", "rest", "kept")


def _safe(text: str) -> str:
    """Text for an element: escaped, and without characters XML does not have."""
    return escape("".join(each if _shows(each) else " " for each in text), quote=False)


def _shows(character: str) -> bool:
    return character.isprintable() or character == NO_BREAK
