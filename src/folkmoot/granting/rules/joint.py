"""Several funders decide together: by the rule and the quorum they agreed on before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from folkmoot.kernel.ui.words import listed

APPROVE, CONDITIONS, REJECT, ABSTAIN, RECUSED = (
    "approve", "conditions", "reject", "abstain", "recused",
)  # fmt: skip
YES, DECIDES = {APPROVE, CONDITIONS}, {APPROVE, CONDITIONS, REJECT}
ALL, MAJORITY = "all", "majority"


@dataclass(frozen=True, slots=True)
class Sum:
    """How a joint decision stands: `carried` is None while it may still go either way.

    `lines` are the arithmetic, a sentence each.
    """

    carried: bool | None
    is_complete: bool
    lines: tuple[str, ...]


def joint_sum(funders: Sequence[str], says: Mapping[str, str], *, rule: str, quorum: int) -> Sum:
    """What the funders' answers come to. `says` holds those that have answered, by name.

    Whoever is recused takes no part: they are counted neither among those who have to approve
    nor towards the quorum. Whoever abstains takes part without deciding: where every funder has
    to approve, that is not enough; where more than half of those who decide have to, it does not
    count. The quorum is how many have to have decided, yes or no.

    >>> joint_sum(["A", "B", "C"], {"A": "approve", "B": "recused", "C": "conditions"},
    ...           rule="all", quorum=2).carried
    True
    >>> joint_sum(["A", "B", "C"], {"A": "approve", "B": "abstain", "C": "approve"},
    ...           rule="all", quorum=2).carried
    False
    """
    count = {word: [name for name in funders if says.get(name) == word] for word in _WORDS}
    silent = [name for name in funders if name not in says]
    taking_part = len(funders) - len(count[RECUSED])
    n_yes = sum(len(count[word]) for word in YES)
    n_decided = sum(len(count[word]) for word in DECIDES)
    needed = taking_part if rule == ALL else n_decided // 2 + 1
    lines = [
        f"{len(funders)} {_plural(len(funders), 'funder')}.",
        *(_said(word, count[word]) for word in _WORDS if count[word]),
    ]
    if silent:
        lines.append(f"{listed(silent)} {'has' if len(silent) == 1 else 'have'} not answered yet.")
    lines.append(_quorum_told(n_decided, quorum))
    lines.append(_rule_told(rule, n_yes, n_decided, needed, taking_part))
    carried = None if silent else n_decided >= quorum and n_yes >= needed and n_yes > 0
    if not silent:
        lines.append("So it is carried." if carried else "So it is not carried.")
    return Sum(carried, not silent, tuple(lines))


_WORDS = {
    APPROVE: "approved",
    CONDITIONS: "approved on conditions",
    REJECT: "rejected it",
    ABSTAIN: "abstained",
    RECUSED: "took no part, having an interest",
}


def _said(word: str, names: Sequence[str]) -> str:
    return f"{len(names)} {_WORDS[word]}: {listed(list(names))}."


def _quorum_told(n_decided: int, quorum: int) -> str:
    enough = "that is enough" if n_decided >= quorum else "that is not enough"
    return (
        f"At least {quorum} {_have(quorum)} to have decided, yes or no: {n_decided} did; {enough}."
    )


def _rule_told(rule: str, n_yes: int, n_decided: int, needed: int, taking_part: int) -> str:
    if rule == ALL:
        return f"Every funder that takes part has to approve: {n_yes} of {taking_part} did."
    return (
        f"More than half of those who decide have to approve: {n_yes} of {n_decided} did, "
        f"and {needed} {_are(needed)} needed."
    )


def _plural(number: int, word: str) -> str:
    return word if number == 1 else f"{word}s"


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
