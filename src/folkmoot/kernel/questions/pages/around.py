"""What the room above hands over, and how what was typed is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from folkmoot.kernel import clock
from folkmoot.kernel.questions import actions
from folkmoot.kernel.questions.actions import Saved, Typing
from folkmoot.kernel.questions.boxes import Choices
from folkmoot.kernel.questions.models import AnswerSet

TWO_WROTE = "A colleague wrote at the same time. Both texts are kept: choose what stands."


@dataclass(frozen=True, slots=True)
class Around:
    """What the room above knows: whose answers these are, where its pages are, what may be chosen.

    `href_of(n)` is the address of part n, `whole_href` that of all parts, `file_href(key)` that of
    a file. `base` is the template the pages stand in. `offered` gives what a reference may be, by
    meaning, else key. `names` gives a name for the key of an account.
    """

    answer_set: AnswerSet
    by: Model | None
    base: str
    href_of: Callable[[int], str]
    whole_href: str
    file_href: Callable[[str], str]
    offered: Mapping[str, Choices] = field(default_factory=dict)
    names: Callable[[str], str] = lambda key: "A colleague"
    more: Mapping[str, Any] = field(default_factory=dict)  # for the room's own template

    def named(self) -> dict[str, dict[str, str]]:
        """What references may be, names by key."""
        return {name: dict(choices) for name, choices in self.offered.items()}

    def keys(self) -> dict[str, list[str]]:
        """What references may be, by key alone."""
        return {name: [key for key, _ in choices] for name, choices in self.offered.items()}


def keep(around: Around, typing: list[Typing]) -> list[Saved]:
    return actions.save_answers(
        answer_set=around.answer_set, typing=typing, by=around.by, at=clock.now()
    )
