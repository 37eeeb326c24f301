"""How the words of a proposal changed."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from folkmoot.ideas.models import Draft, Proposal, Version
from folkmoot.ideas.queries.facts import cost_range
from folkmoot.kernel.ui.words import money

LABELS = {
    "title": "Name",
    "what": "What",
    "why": "Why",
    "where": "Where",
    "cost": "Cost",
    "running": "Running cost a year",
    "theme": "Theme",
    "under_18s": "Under-18s",
}
MOST_WORDS = 1500  # of one field; longer ones are shown before and after, whole


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, went or came."""

    kind: str  # "same", "gone", "new"
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a proposal that changed."""

    label: str
    pieces: list[Piece]


def versions_of(proposal: Proposal) -> list[Version]:
    """Every version, first to last."""
    return list(proposal.versions.all())


def differences(before: Version, after: Version) -> list[Difference]:
    """What changed from one version to another, part by part."""
    old, new = _parts(before), _parts(after)
    return [
        Difference(LABELS[name], _pieces(old[name], new[name]))
        for name in LABELS
        if old[name] != new[name]
    ]


def _parts(version: Version) -> dict[str, str]:
    text = Draft.of(version)
    point = (
        f"{text.latitude:.5f}, {text.longitude:.5f}"
        if text.latitude is not None and text.longitude is not None
        else ""
    )
    running = [money(text.running_pence), text.running_by]
    return {
        "title": text.title,
        "what": text.what,
        "why": text.why,
        "where": " · ".join(filter(None, [text.where_words, point])),
        "cost": cost_range(text.cost_least_pence, text.cost_most_pence),
        "running": ", ".join(filter(None, running)),
        "theme": text.theme,
        "under_18s": "welcome" if text.under_18s_welcome else "not suited",
    }


def _pieces(old: str, new: str) -> list[Piece]:
    """Word by word; words and the spaces between them are kept as they are.

    >>> [(p.kind, p.words) for p in _pieces("a red bench", "a blue bench")]
    [('same', 'a '), ('gone', 'red'), ('new', 'blue'), ('same', ' bench')]
    """
    before, after = re.findall(r"\s+|\S+", old), re.findall(r"\s+|\S+", new)
    if max(len(before), len(after)) > 2 * MOST_WORDS:
        return [Piece("gone", old), Piece("new", new)]
    pieces = []
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for kind, a_from, a_to, b_from, b_to in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(before[a_from:a_to])))
            continue
        if a_to > a_from:
            pieces.append(Piece("gone", "".join(before[a_from:a_to])))
        if b_to > b_from:
            came = "".join(after[b_from:b_to])
            lead = came[: len(came) - len(came.lstrip())]
            pieces += [Piece("same", lead)] if lead else []
            pieces.append(Piece("new", came.lstrip()))
    return [piece for piece in pieces if piece.words]
