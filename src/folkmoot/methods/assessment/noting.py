"""What a reader should know of how scores were given, before believing an order."""

from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot.methods.assessment.scores import Scores

FEW = 3  # names of this many are all said


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader should know, in a sentence, with the places it is about."""

    code: str
    sentence: str
    about: tuple[str, ...] = ()


def groups_of(scores: Scores) -> tuple[tuple[str, ...], ...]:
    """Places that share assessors, directly or through others; the largest group first.

    >>> from folkmoot.methods.assessment import Score, Scores
    >>> rows = [("Hill", "Ada"), ("Dale", "Ada"), ("Dale", "Ben"), ("Moor", "Cy")]
    >>> groups_of(Scores.of(Score(place, who, 1) for place, who in rows))
    (('Hill', 'Dale'), ('Moor',))
    """
    root = {("place", at): ("place", at) for at in range(len(scores.places))}
    root |= {("assessor", at): ("assessor", at) for at in range(len(scores.assessors))}

    def top(node: tuple[str, int]) -> tuple[str, int]:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for place, who in zip(scores.place_of.tolist(), scores.assessor_of.tolist(), strict=True):
        root[top(("assessor", who))] = top(("place", place))
    groups: dict[tuple[str, int], list[str]] = {}
    scored = set(scores.place_of.tolist())
    for at, place in enumerate(scores.places):
        if at in scored:
            groups.setdefault(top(("place", at)), []).append(place)
    return tuple(sorted(map(tuple, groups.values()), key=len, reverse=True))


def notes_on(
    scores: Scores,
    groups: Sequence[tuple[str, ...]],
    place_variance: float,
    assessor_variance: float | None,
) -> tuple[Note, ...]:
    """All notes, those that matter most first."""
    notes = [
        _no_severity(assessor_variance),
        _apart(groups) if assessor_variance is not None else None,
        _alike(place_variance),
        _even_severity(assessor_variance),
        _unscored(scores),
        _read_once(scores),
    ]
    return tuple(note for note in notes if note)


def _no_severity(variance: float | None) -> Note | None:
    if variance is not None:
        return None
    return Note(
        "severity unknown",
        "How severe each assessor is cannot be told from how strong the places are that they "
        "read, so the order does not allow for it.",
    )


def _apart(groups: Sequence[tuple[str, ...]]) -> Note | None:
    if len(groups) < 2:
        return None
    said = "; ".join(f"{_listed(group)}" for group in groups)
    return Note(
        "apart",
        f"The places fall into {len(groups)} groups that no assessor joins: {said}. Between "
        "groups they can be compared only if each group's assessors are as severe as the "
        "others', taken together.",
        tuple(place for group in groups[1:] for place in group),
    )


def _alike(variance: float) -> Note | None:
    if variance > 0:
        return None
    return Note(
        "no difference",
        "The places differ no more than chance would make them, so these scores put none "
        "before another.",
    )


def _even_severity(variance: float | None) -> Note | None:
    if variance is None or variance > 0:
        return None
    return Note(
        "even severity",
        "The assessors differ no more than chance would make them, so nothing was allowed for.",
    )


def _unscored(scores: Scores) -> Note | None:
    scored = set(scores.place_of.tolist())
    missing = tuple(place for at, place in enumerate(scores.places) if at not in scored)
    if not missing:
        return None
    verb = "has" if len(missing) == 1 else "have"
    return Note("unscored", f"{_listed(missing)} {verb} no score yet.", missing)


def _read_once(scores: Scores) -> Note | None:
    readers: dict[int, set[int]] = {}
    for place, who in zip(scores.place_of.tolist(), scores.assessor_of.tolist(), strict=True):
        readers.setdefault(place, set()).add(who)
    once = tuple(scores.places[at] for at, met in sorted(readers.items()) if len(met) == 1)
    if not once:
        return None
    verb = "was" if len(once) == 1 else "were"
    return Note("read once", f"{_listed(once)} {verb} read by one assessor only.", once)


def _listed(names: Sequence[str]) -> str:
    """Names in words: all of a few, and how many more."""
    if len(names) > FEW:
        return f"{', '.join(names[: FEW - 1])} and {len(names) - FEW + 1} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
