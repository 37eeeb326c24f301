"""Notes that a phone sealed: what is sent, what stood in its boxes, and putting one right."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.forms import BoundField
from django.http import QueryDict

from folkmoot.kernel.ui.forms import ListField, YesField
from folkmoot.kernel.ui.words import listed
from folkmoot.organising.forms.note import NoteForm, key_of
from folkmoot.organising.models import ListeningRound, Note, Question
from folkmoot.organising.queries import Ground, Written, moment_of
from folkmoot.organising.rules import MOST_NOTES, about_the_clock, said_by_the_clock
from folkmoot.people.models import Account

NOT_NOTES = "What was sent are not notes. Load the notebook again, then send."
NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)  # what a phone says whose clock has stopped
TOO_MANY = f"Send at most {MOST_NOTES} notes at a time."


@dataclass(frozen=True, slots=True)
class SealedNote:
    """One row of what a phone sends: its number, the key it was sealed to, and the sealed note."""

    number: str
    key: UUID | None
    mark: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """What a phone sends in one request, and what its clock said; or why that cannot be read."""

    notes: Sequence[SealedNote] = ()
    sent_at: datetime | None = None
    why_not: str = ""


def batch_of(body: bytes) -> Batch:
    """What was sent; a row that cannot be read is there too, so that it can be answered."""
    try:
        told = json.loads(body)
        rows = [_row(each) for each in told["notes"]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Batch(why_not=NOT_NOTES)
    if len(rows) > MOST_NOTES:
        return Batch(why_not=TOO_MANY)
    return Batch(rows, moment_of(told.get("sent")))


def _row(told: Any) -> SealedNote:
    number = str(told.get("key", ""))[:80]
    try:
        sealed = base64.b64decode(told.get("sealed", ""), validate=True)
    except (ValueError, TypeError):
        sealed = b""
    return SealedNote(number, key_of(number), str(told.get("mark", ""))[:16], sealed)


class NotebookForm(NoteForm):
    """A note on a phone: as on the page, but no colleague's name, and empty means just now."""

    along = ListField(
        required=False,
        max_lines=10,
        max_line_length=120,
        label="Who listened with you?",
        help_text="One name a line. The team's names are not kept on this phone: yours are matched "
        "with them when the note arrives.",
    )
    concern = YesField(
        required=False,
        label="Somebody may not be safe: pass all of this on, and make no note of it",
    )

    def __init__(self, *args: Any, questions: Sequence[Question], ground: Ground, **more: Any):
        super().__init__(*args, questions=questions, ground=ground, listeners=(), **more)
        fields: dict[str, Any] = self.fields
        fields["said"].required = False
        fields["said"].initial = None
        fields["said"].label = "When was it, if not just now?"

    @property
    def more_fields(self) -> list[BoundField]:
        """What can be left as it stands; the page a phone keeps lists no colleague."""
        return [*super().more_fields, self["along"]]

    def note_with(self, listeners: Sequence[Account]) -> tuple[Note, str]:
        """What was filled in, and which of the colleagues named in it nobody here is called.

        What was sent names nobody by key: so its digest leaves them out, and the same note is the
        same whoever has joined the team meanwhile.
        """
        note, found, unknown = self.note(), list[Account](), list[str]()
        for name in self.cleaned_data["along"]:
            one = _called(name, listeners)
            if one is None:
                unknown.append(name)
            elif one not in found:
                found.append(one)
        return replace(note, with_listeners=found), _about(unknown)

    def noted(
        self,
        written: Written,
        sent_at: datetime | None,
        round: ListeningRound,
        *,
        listeners: Sequence[Account],
        at: datetime,
    ) -> tuple[Note, str]:
        """What was filled in; and what to say of it, when the phone's clock was wrong, or nobody
        of `listeners` is called like a colleague who was there.

        The digest is that of what was sent, so that a time set right makes no other note of it.
        """
        note, about = self.note_with(listeners)
        written_at = written.at or NO_TIME
        as_sent = replace(note, said_at=note.said_at or written_at, with_listeners=()).digest()
        if note.said_at:
            return (replace(note, as_sent=as_sent) if note.with_listeners else note), about
        said_at = said_by_the_clock(written_at, sent_at, round=round, at=at)
        kept = replace(note, said_at=said_at, as_sent=as_sent)
        return kept, " ".join(filter(None, (about_the_clock(written_at, said_at), about)))

    def why_not(self) -> str:
        """What is wrong with it, each with the box it is in."""
        told: list[str] = []
        for name, sentences in self.errors.items():
            label = str(self.fields[name].label) if name in self.fields else ""
            told += [s if label in s else f"“{label}”: {s}" for s in map(str, sentences)]
        return " ".join(told)


def _called(name: str, listeners: Sequence[Account]) -> Account | None:
    """Who is called so: by their whole name, else by the first word of it if only one is."""
    plain = " ".join(name.split()).casefold()
    whole = [each for each in listeners if each.shown_name().casefold() == plain]
    first = [each for each in listeners if each.shown_name().casefold().split()[:1] == [plain]]
    found = whole or first
    return found[0] if len(found) == 1 else None


def _about(unknown: Sequence[str]) -> str:
    if not unknown:
        return ""
    names = listed([f"“{name}”" for name in unknown])
    return f"Who is {names}? Say who listened with you when you put the note right."


def boxes_sent(written: Written, key: UUID) -> QueryDict:
    """What stood in the boxes of a note, as if the form had been sent."""
    sent = QueryDict(mutable=True)
    for name, values in written.boxes.items():
        sent.setlist(name, list(values))
    sent["key"] = str(key)
    return sent


def boxes_for(
    boxes: Mapping[str, Sequence[str]], asked: Sequence[Question], asks: Sequence[Question]
) -> dict[str, list[str]]:
    """The boxes of a note for the questions of another round: nothing that was said is lost.

    An answer goes to the question with the same words, else to the one after the same; what
    finds none stands under the last question, behind the one it answered.
    """
    moved = {name: list(values) for name, values in boxes.items() if not _is_answer(name)}
    for question in asked:
        words = "".join(boxes.get(f"said_{question.number}", ()))
        if not words.strip():
            continue
        to = _same(question, asks)
        text = words if to else f"{question.words} {words}"
        name = f"said_{(to or asks[-1]).number}"
        moved[name] = ["\n".join([*moved.get(name, ()), text])]
    return moved


def _is_answer(box: str) -> bool:
    return box.startswith("said_") and box.removeprefix("said_").isdigit()


def _same(question: Question, asks: Sequence[Question]) -> Question | None:
    by_words = (each for each in asks if each.words == question.words)
    return next(by_words, None) or next((e for e in asks if e.asks == question.asks), None)
