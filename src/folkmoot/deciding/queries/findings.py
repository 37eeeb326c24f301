"""What has been found out about a count, and what is still to be."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from folkmoot.deciding.analysis import Step, steps
from folkmoot.deciding.models import Count, Finding, FindingKind

# Of these there is one row for each option; a page about all options reads them only if it must.
ONE_EACH = (FindingKind.WAY,)


def counts_to_work_out() -> list[Count]:
    """Counts about which there is more to find out, the latest first; one query."""
    found = Count.objects.exclude(findings__kind=FindingKind.ALL)
    large = ("decision__frozen", "decision__envelope_list", "decision__place__boundary")
    found = found.select_related("decision__place").defer(*large)
    return list(found.order_by("-decision__counted_at", "-pk"))


def steps_waiting(count: Count) -> list[Step] | None:
    """The steps not done yet, in order; None once all is said to be done. One query."""
    kept = set(Finding.objects.filter(count=count).values_list("kind", "part"))
    if (FindingKind.ALL, 0) in kept:
        return None
    begun = {kind for kind, _ in kept}
    return [
        step
        for step in steps(count.outcome, count.n_ballots)
        if (step.kind, step.part) not in kept and not (step.kind in ONE_EACH and step.kind in begun)
    ]


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known about a count by now: by kind, and within it by option or part."""

    by_kind: Mapping[str, Mapping[int, Any]]

    @property
    def complete(self) -> bool:
        """Whether there is no more to find out."""
        return FindingKind.ALL in self.by_kind

    @property
    def why_not(self) -> str:
        """Why nothing can be found out; "" when it can."""
        return str(self.of(FindingKind.ALL)["why_not"]) if self.complete else ""

    def of(self, kind: FindingKind, part: int = 0) -> Any:
        """What was found of this kind; None while it is not known."""
        return self.by_kind.get(kind, {}).get(part)

    @property
    def recounts(self) -> "Recounts | None":
        """All recounts together, as far as they are done."""
        parts = self.by_kind.get(FindingKind.RECOUNTS, {})
        won: Counter[str] = Counter()
        for part in parts.values():
            won.update(part["won"])
        n_recounts = sum(part["recounts"] for part in parts.values())
        if not n_recounts:
            return None
        return Recounts(
            n_recounts=n_recounts,
            n_left_out=next(iter(parts.values()))["left_out"],
            n_same=sum(part["same"] for part in parts.values()),
            n_won={int(number): n for number, n in won.items()},
        )


@dataclass(frozen=True, slots=True)
class Recounts:
    """Recounts without one ballot in a hundred, all together."""

    n_recounts: int
    n_left_out: int
    n_same: int
    n_won: Mapping[int, int]

    def won_share(self, number: int) -> float:
        """The share of recounts in which an option was funded."""
        return self.n_won.get(number, 0) / self.n_recounts

    @property
    def same_share(self) -> float:
        """The share of recounts with just the same outcome."""
        return self.n_same / self.n_recounts


def findings_of(count: Count, *, about: int | None = None, picture: bool = False) -> Findings:
    """What is known about a count; with `about`, no more than is needed for one option.

    One query. The picture is left out unless asked for: in a large election it is long.
    """
    kept = Finding.objects.filter(count=count)
    if about is None:
        kept = kept.exclude(kind__in=ONE_EACH)
    else:
        of_all = (FindingKind.RECOUNTS, FindingKind.ALL)
        kept = kept.filter(part=about) | kept.filter(kind__in=of_all)
    if not picture:
        kept = kept.exclude(kind=FindingKind.PICTURE)
    by_kind: dict[str, dict[int, Any]] = {}
    for kind, part, says in kept.values_list("kind", "part", "says"):
        by_kind.setdefault(kind, {})[part] = says
    return Findings(by_kind)


def ways_known(count: Count, numbers: Collection[int]) -> Findings:
    """The ways of these options, as far as they are worked out. One query, however many."""
    kept = Finding.objects.filter(count=count)
    found = kept.filter(kind=FindingKind.WAY, part__in=numbers) | kept.filter(kind=FindingKind.ALL)
    by_kind: dict[str, dict[int, Any]] = {}
    for kind, part, says in found.values_list("kind", "part", "says"):
        by_kind.setdefault(kind, {})[part] = says
    return Findings(by_kind)
