"""Noting a conversation: as few boxes as can be, in the order in which people talk."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField

from folkmoot.kernel.ids import new_key
from folkmoot.kernel.ui.forms import (
    CheckboxesField,
    DateField,
    MomentField,
    PlainForm,
    RadiosField,
    TextField,
)
from folkmoot.organising.forms.naming import NAMES, check_names, names_typed, naming_fields
from folkmoot.organising.models import (
    NAMING_ASKS,
    Band,
    Conversation,
    Kind,
    ListeningRound,
    Note,
    Question,
)
from folkmoot.organising.queries import Ground
from folkmoot.organising.rules import MOST_WORDS
from folkmoot.organising.rules.notes import SAY_BY_WHEN
from folkmoot.people.models import Account

MORE = (
    "may_quote",
    "kind",
    "band",
    "groups",
    "n_people",
    "language",
    "said",
    "with_listeners",
    *NAMES,
)


class NoteForm(PlainForm):
    """What was said, roughly where and how long, what I noticed, what I promised."""

    says_optional = False  # nearly everything is: what people do not say is not asked again
    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = RadiosField(choices=Kind, initial=Kind.DOOR, label="Where did you talk?")
    band = RadiosField(choices=Band, initial=Band.SHORT, label="About how long?")
    street = forms.ChoiceField(required=False, label="Which street?")
    groups = CheckboxesField(
        required=False,
        label="Are they one of these?",
        help_text="Only what they told you. Leave it when you do not know.",
    )
    n_people = forms.IntegerField(
        min_value=1, max_value=500, initial=1, label="How many people took part?"
    )
    language = forms.CharField(
        max_length=40, required=False, label="In which language, if not in English?"
    )
    said = MomentField(label="When was it?")
    with_listeners = CheckboxesField(required=False, label="Who listened with you?")
    may_quote = RadiosField(
        choices=[("no", "No, or I did not ask"), ("yes", "Yes, they said so")],
        initial="no",
        required=False,
        label="May we quote these words?",
        help_text="Word for word, without a name, when the place tells what it heard.",
    )
    promise = forms.CharField(
        max_length=300,
        required=False,
        label="Did you promise anything?",
        help_text="It comes back to you in your tasks.",
    )
    promise_date = DateField(required=False, label="By when will you do it?")
    noticed = TextField(
        max_length=2000,
        rows=3,
        required=False,
        label="What did you notice?",
        help_text="For you alone. It is gone after 90 days, and is never part of what they said.",
    )

    def __init__(
        self,
        *args: Any,
        questions: Sequence[Question],
        ground: Ground,
        listeners: Sequence[Account],
        at: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions, self.ground, self.listeners = questions, ground, listeners
        fields: dict[str, Any] = self.fields
        fields["key"].initial = new_key()
        fields["said"].initial = at
        fields["street"].choices = [
            ("", "No street, or I do not know"),
            *((str(each.pk), each.name) for each in ground.streets),
        ]
        fields["groups"].choices = [(str(each.pk), each.name) for each in ground.groups]
        fields["with_listeners"].choices = [(str(each.pk), each.shown_name()) for each in listeners]
        self.named_at: dict[str, Question] = {
            each.asks: each
            for each in reversed(questions)
            if each.asks in NAMING_ASKS and not self._has_words(each)
        }
        for question in questions:
            if not self._asks_names(question):
                self.add_field(_name(question), _box(question))
        asked = {asks: each.words for asks, each in self.named_at.items()}
        for name, naming in naming_fields(asked).items():
            self.add_field(name, naming)
        for name in ("groups", "with_listeners"):
            if not fields[name].choices:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Names are names, and what was promised has its day: each said beside its box."""
        super().clean()
        check_names(self)
        told = self.cleaned_data
        if (
            told.get("promise")
            and not told.get("promise_date")
            and "promise_date" not in self.errors
        ):
            self.add_error("promise_date", SAY_BY_WHEN)
        return told

    def note(self, amends: Conversation | None = None) -> Note:
        """What was filled in."""
        told = self.cleaned_data
        chosen = set(told.get("groups", []))
        along = set(told.get("with_listeners", []))
        return Note(
            key=told["key"],
            kind=told["kind"],
            band=told["band"],
            said_at=told["said"],
            answers={each: told.get(_name(each), "") for each in self.questions},
            street=next((s for s in self.ground.streets if str(s.pk) == told["street"]), None),
            groups=[each for each in self.ground.groups if str(each.pk) in chosen],
            n_people=told["n_people"],
            language=told["language"],
            may_quote=told.get("may_quote") == "yes",
            noticed=told["noticed"],
            promise=told["promise"],
            promise_date=told["promise_date"],
            with_listeners=[each for each in self.listeners if str(each.pk) in along],
            amends=amends,
            named={a: said for a, said in names_typed(told).items() if any(said)},
        )

    def everything_typed(self) -> str:
        """All words in the boxes, whether or not they make a note."""
        names = [*(_name(each) for each in self.questions), *NAMES, "promise", "noticed"]
        boxes = [name for name in names if name in self.fields and not name.startswith("nobody_")]
        typed = [(self.fields[name].label, str(self.data.get(name, "")).strip()) for name in boxes]
        return "\n\n".join(f"{label}\n{words}" for label, words in typed if words)

    def street_typed(self) -> str:
        """The street chosen, by name; "" for none."""
        chosen = self.data.get("street", "")
        return next((s.name for s in self.ground.streets if str(s.pk) == chosen), "")

    @property
    def said_fields(self) -> list[BoundField]:
        """The boxes for what was said, which come first; where names are asked for, those."""
        names = [
            name
            for each in self.questions
            for name in (_names(each.asks) if self._asks_names(each) else (_name(each),))
        ]
        return [self[name] for name in names]

    @property
    def more_fields(self) -> list[BoundField]:
        """What is as it mostly is, and can be left as it stands."""
        above = {name for asks in self.named_at for name in _names(asks)}
        return [self[name] for name in MORE if name in self.fields and name not in above]

    def _has_words(self, question: Question) -> bool:
        """Words kept or sent as the answer to it, as before names had boxes of their own."""
        name = _name(question)
        return bool(self.data.get(name) or self.initial.get(name))

    def _asks_names(self, question: Question) -> bool:
        """Whether names are its answer: they are kept apart, for the team alone and for a year."""
        return self.named_at.get(question.asks) == question

    @property
    def more_to_mend(self) -> bool:
        """Whether one of those needs a look."""
        if not self.is_bound:
            return False
        return bool(self.non_field_errors()) or any(field.errors for field in self.more_fields)


def answers_of(conversation: Conversation, round: ListeningRound) -> dict[str, Any]:
    """A note back in its form, to be put right; what was noticed and promised stays with it."""
    said = {each.question_id: each.words for each in conversation.answers.all()}
    return {
        **{_name(each): said.get(each.pk, "") for each in round.questions.all()},
        "key": new_key(),
        "kind": conversation.kind,
        "band": conversation.band,
        "street": str(conversation.street_id or ""),
        "groups": [str(each.pk) for each in conversation.groups.all()],
        "n_people": conversation.n_people,
        "language": conversation.language,
        "may_quote": "yes" if conversation.may_quote else "no",
        "said": conversation.said_at,
    }


def key_of(posted: Any) -> UUID | None:
    """The number of the note that was sent, when it can be read."""
    try:
        return UUID(str(posted))
    except ValueError:
        return None


def _name(question: Question) -> str:
    return f"said_{question.number}"


def _names(asks: str) -> tuple[str, str]:
    return f"named_{asks}", f"nobody_{asks}"


def _box(question: Question) -> TextField:
    return TextField(max_length=MOST_WORDS, rows=3, required=False, label=question.words)
