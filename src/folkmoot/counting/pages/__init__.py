"""What a person reads of a count: pages of text, each made of the facts a program would get."""

from collections.abc import Callable, Iterator
from typing import Any

from folkmoot.counting.pages import comparing, fairness, firmness, projects, result, voters
from folkmoot.counting.pages.knowing import Known

PAGES: dict[str, Callable[[Any, Known], Iterator[str]]] = {
    "explanations": projects.page,
    "receipts": voters.page,
    "measures": fairness.page,
    "compared": comparing.page,
    "recounts": firmness.page,
}


def text(facts: dict[str, Any], known: Known) -> str:
    """All of it, with the rule and the fingerprint at the end, where they are looked for."""
    return "\n".join(_parts(facts, known)) + "\n"


def _parts(facts: dict[str, Any], known: Known) -> Iterator[str]:
    yield from result.page(facts, known)
    for key, page in PAGES.items():
        if key in facts:
            yield from page(facts[key], known)
    yield f"Rule {facts['rule']}"
    yield f"Digest {facts['digest']}"
