"""One part of the questions as a form, filled with what stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from folkmoot.kernel.files.checking import Checked
from folkmoot.kernel.files.forms import AttachmentField
from folkmoot.kernel.files.kinds import DOCX
from folkmoot.kernel.questions.actions import Typing
from folkmoot.kernel.questions.asking import Asked, Form, Kind, Part
from folkmoot.kernel.questions.boxes import Choices, TableInput, box_for
from folkmoot.kernel.questions.queries import Standing
from folkmoot.kernel.questions.reading import is_empty
from folkmoot.kernel.questions.whole import is_asked, n_turns, read_in
from folkmoot.kernel.ui.forms import PlainForm

Stands = Mapping[tuple[str, int], Standing]


@dataclass(frozen=True, slots=True)
class Box:
    """One question in one turn, as the page shows it."""

    name: str
    asked: Asked
    turn: int
    standing: Standing
    is_asked: bool
    waits_for: str = ""  # the name of the box it waits for
    waits_answer: str = ""


class PartForm(PlainForm):
    """Every box of one part. It takes anything; what is wrong is said beside what was typed."""

    def __init__(
        self,
        *args: Any,
        form: Form,
        part: Part,
        stands: Stands,
        offered: Mapping[str, Choices],
        more: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.form, self.part, self.stands, self.choices = form, part, stands, offered
        self.answers = {at: each.typed for at, each in stands.items()}
        self.n_turns = self._turns(more)
        for turn in range(self.n_turns):
            for asked in part.questions:
                name = name_of(asked.key, turn)
                self.add_field(name, box_for(asked, offered.get(asked.meaning or asked.key)))
                self.initial[name] = self.answers.get((asked.key, turn))

    def boxes(self) -> list[list[Box]]:
        """The boxes, turn by turn."""
        return [
            [self._box(asked, turn) for asked in self.part.questions]
            for turn in range(self.n_turns)
        ]

    def typing(self, only: Sequence[str] | None = None) -> list[Typing]:
        """What was typed in the boxes that were sent (or in `only` these), files apart."""
        return [
            Typing(box.asked.key, self.cleaned_data[box.name], self._seen(box.name), box.turn)
            for box in self._flat()
            if box.asked.kind is not Kind.FILE
            and box.name in self.cleaned_data
            and (box.name in only if only is not None else f"seen-{box.name}" in self.data)
        ]

    def handed_in(self) -> list[tuple[Box, Checked, int]]:
        """Files that came, with the question each is for and the version seen."""
        return [
            (box, self.cleaned_data[box.name], self._seen(box.name))
            for box in self._flat()
            if box.asked.kind is Kind.FILE and self.cleaned_data.get(box.name)
        ]

    def wrong(self, *, with_missing: bool = False) -> dict[str, str]:
        """What is to mend in this part, by the name of the box, given all that was typed."""
        now = self.answers | {
            (box.asked.key, box.turn): self.cleaned_data[box.name]
            for box in self._flat()
            if box.name in self.cleaned_data and box.asked.kind is not Kind.FILE
        }
        among = {name: [key for key, _ in choices] for name, choices in self.choices.items()}
        found = {}
        for box in self._flat():
            typed = now.get((box.asked.key, box.turn))
            if is_empty(typed) and not with_missing:
                continue
            if not is_asked(self.form, self.part, box.asked, box.turn, now):
                continue
            if why := read_in(box.asked, typed, among).wrong:
                found[box.name] = why
        return found

    def _flat(self) -> list[Box]:
        return [box for turn in self.boxes() for box in turn]

    def _box(self, asked: Asked, turn: int) -> Box:
        condition = asked.shown_when
        here = {each.key for each in self.part.questions}
        waits = condition if condition and condition.key in here else None
        return Box(
            name=name_of(asked.key, turn),
            asked=asked,
            turn=turn,
            standing=self.stands.get((asked.key, turn), Standing(None, 0)),
            is_asked=is_asked(self.form, self.part, asked, turn, self.answers),
            waits_for=name_of(waits.key, turn) if waits else "",
            waits_answer=waits.answer if waits else "",
        )

    def _seen(self, name: str) -> int:
        said = str(self.data.get(f"seen-{name}", "0"))
        return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0

    def _turns(self, more: bool) -> int:
        sent = self.data if isinstance(self.data, QueryDict | dict) else {}
        names = [name_of(asked.key, n) for n in range(50) for asked in self.part.questions]
        turns = [int(n.rpartition("-")[2]) + 1 for n in names if f"seen-{n}" in sent]
        there = max([n_turns(self.part, self.answers), *turns])
        return min(self.part.most_turns, there + (1 if more else 0))


class ReadBackForm(PlainForm):
    """A form that was filled in away from here."""

    file = AttachmentField(
        wanted=(DOCX,),
        label="The form you filled in",
        help_text="The document from this page, with your answers in its right-hand boxes.",
    )


def name_of(key: str, turn: int) -> str:
    """What a box is called in the page.

    >>> name_of("name", 2)
    'name-2'
    """
    return f"{key}-{turn}"


__all__ = ["Box", "PartForm", "ReadBackForm", "TableInput", "name_of"]
