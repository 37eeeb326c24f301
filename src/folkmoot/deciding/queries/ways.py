"""One option's way through the count, and all rounds, ready to be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from folkmoot.deciding.explaining import Telling, few
from folkmoot.deciding.models import Count, Decision, FindingKind, Option
from folkmoot.deciding.nearness_words import firmness, near_in_full
from folkmoot.deciding.queries.findings import Findings, findings_of
from folkmoot.deciding.queries.results import Row, row_of

TALLEST = 1.25  # the part of its cost that fills the picture


@dataclass(frozen=True, slots=True)
class Moment:
    """Where an option stood at one moment of the count."""

    after: int  # so many rounds; 0 is the start
    funded: Option | None  # in the round just before
    had: str
    percent: int  # of its cost that it could have had
    is_fall: bool
    is_win: bool
    fits: bool = True  # False where it fell because it no longer fitted the money left


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the picture of support; measures in hundredths of the whole picture."""

    x: str
    y: str
    width: str
    height: str
    tone: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What the supporters of an option paid for one that was funded."""

    option: Option
    sum: str
    voters: str  # how many of them paid
    is_this: bool


@dataclass(frozen=True, slots=True)
class Course:
    """Where an option stood from the start to the end."""

    moments: Sequence[Moment]
    n_quiet: int  # rounds left out of `moments`, because nothing changed for it
    columns: Sequence[Column]
    is_late: bool  # whether a column of the picture came too late
    holds: str  # whose money `had` is: "supporters", "saved" or "budget"
    fell: Sequence[str]


@dataclass(frozen=True, slots=True)
class Way:
    """What became of one option, and what is known about it."""

    row: Row
    course: Course | None  # None while it is not worked out
    taken: Sequence[Taken]
    left: str
    near: Sequence[str]
    firm: str
    findings: Findings


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One purchase, for the table under the picture."""

    place: int
    option: Option
    votes: int
    most: str  # that any one supporter paid; "" where voters hold no money
    paid_full: int
    paid_rest: int


def way_of(decision: Decision, number: int) -> Way | None:
    """What became of an option; None when there is no count, or it was not in it. Three queries."""
    count = Count.objects.filter(decision=decision).first()
    accounts = count.outcome["accounts"] if count else []
    account = next((each for each in accounts if each["option"] == number), None)
    if count is None or account is None:
        return None
    options = {option.number: option for option in decision.options.all()}
    telling = Telling(count.outcome, {n: o.title for n, o in options.items()}, decision.currency)
    findings = findings_of(count, about=number)
    row = row_of(count.outcome, account, options[number], telling)
    kept, recounts = findings.of(FindingKind.WAY, number), findings.recounts
    return Way(
        row=row,
        course=_course(kept, row, options, telling) if kept else None,
        taken=[_taken(part, options, number, telling) for part in account["taken"]],
        left=telling.sum(account["left"]),
        near=[] if row.funded else near_in_full(findings, number, decision.currency),
        firm=firmness(recounts, number, funded=row.funded) if recounts else "",
        findings=findings,
    )


def rounds_of(decision: Decision, count: Count) -> list[RoundRow]:
    """All purchases in their order. One query."""
    options = {option.number: option for option in decision.options.all()}
    telling = Telling(count.outcome, {}, decision.currency)
    return [
        RoundRow(
            place=place,
            option=options[step["option"]],
            votes=step["votes"],
            most=telling.at_most(step["cap"]) if Fraction(step["cap"]) else "",
            paid_full=step["paid_full"],
            paid_rest=step["paid_rest"],
        )
        for place, step in enumerate(count.outcome["rounds"], start=1)
    ]


def _taken(
    part: Mapping[str, Any], options: Mapping[int, Option], number: int, telling: Telling
) -> Taken:
    option = options[part["option"]]
    paid = telling.sum(part["sum"])
    return Taken(option, paid, few(part["voters"]), part["option"] == number)


def _course(
    kept: Mapping[str, Any], row: Row, options: Mapping[int, Option], telling: Telling
) -> Course:
    moments = _moments(kept, row, options, telling)
    shown = [each for at, each in enumerate(moments) if _matters(at, moments)]
    columns = _columns(kept, row)
    return Course(
        moments=shown,
        n_quiet=len(moments) - len(shown),
        columns=columns,
        is_late=any(each.tone == "late" for each in columns),
        holds=_holds(kept, telling.outcome["rule"]),
        fell=[telling.fell(fall, row.option.cost_pence) for fall in kept["falls"]],
    )


def _moments(
    kept: Mapping[str, Any], row: Row, options: Mapping[int, Option], telling: Telling
) -> list[Moment]:
    had = kept["held"] if any(kept["held"]) else kept["left"]
    falls = {fall["after"]: fall["of"] for fall in reversed(kept["falls"])}
    winners, cost = telling.outcome["winners"], row.option.cost_pence
    told = had[: row.place + 1] if row.funded else had  # what comes after says nothing of it
    return [
        Moment(
            after=after,
            funded=options[winners[after - 1]] if after else None,
            had=telling.sum(sum_) if sum_ >= cost else telling.short_of(sum_, cost),
            percent=int(kept["support"][after] * 100),
            is_fall=after in falls,
            is_win=after > 0 and after == row.place,
            fits=falls.get(after) != "budget",
        )
        for after, sum_ in enumerate(told)
    ]


def _matters(at: int, moments: Sequence[Moment]) -> bool:
    """The first, the last, what changed its money, and what it won or fell by."""
    here = moments[at]
    if at in (0, len(moments) - 1) or here.is_fall or here.is_win:
        return True
    return here.had != moments[at - 1].had


def _columns(kept: Mapping[str, Any], row: Row) -> list[Column]:
    """One column a round, as far as it had not won; the cost stands at four fifths.

    What reaches its cost only once less than that is left of all the money comes too late.
    """
    support, n = kept["support"], len(kept["support"])
    shown = support[: row.place] if row.funded else support
    too_late = min((fall["after"] for fall in kept["falls"] if fall["of"] == "budget"), default=n)
    width = 100 / max(len(shown), 1)
    columns = []
    for at, share in enumerate(shown):
        height = 100 * min(share, TALLEST) / TALLEST
        columns.append(
            Column(
                x=f"{at * width + width * 0.1:.2f}",
                y=f"{100 - height:.2f}",
                width=f"{width * 0.8:.2f}",
                height=f"{height:.2f}",
                tone="short" if share < 1 else "late" if at >= too_late else "enough",
            )
        )
    return columns


def _holds(kept: Mapping[str, Any], rule: str) -> str:
    if not any(kept["held"]):
        return "budget"
    return "saved" if rule.startswith("phragmen") else "supporters"
