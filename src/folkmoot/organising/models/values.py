"""Values handed to actions: what was noted, before it is anybody's row."""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from folkmoot.organising.models.conversation import Conversation
from folkmoot.organising.models.ground import PeopleGroup, Street
from folkmoot.organising.models.outing import Outing
from folkmoot.organising.models.round import Question
from folkmoot.people.models import Account


@dataclass(frozen=True, slots=True)
class Note:
    """A conversation as it was noted, at a desk or on a phone without signal."""

    key: uuid.UUID
    kind: str
    band: str
    said_at: datetime
    answers: Mapping[Question, str]
    street: Street | None = None
    groups: Sequence[PeopleGroup] = ()
    n_people: int = 1
    language: str = ""
    may_quote: bool = False
    noticed: str = ""
    promise: str = ""
    promise_date: date | None = None
    outing: Outing | None = None
    with_listeners: Sequence[Account] = ()
    amends: Conversation | None = None
    as_sent: str = ""  # the digest of what was sent, when a time in it had to be set right
    # Whom they named when asked: by question, the names, and whether they could name nobody.
    named: Mapping[str, tuple[Sequence[str], bool]] = field(default_factory=dict)

    def digest(self) -> str:
        """SHA-256 of what was noted, as 64 hexadecimal figures: the same words, the same digest."""
        return self.as_sent or self._digested()

    def _digested(self) -> str:
        told = {
            "kind": self.kind,
            "band": self.band,
            "said": self.said_at.isoformat(),
            "street": _key(self.street),
            "groups": sorted(str(group.pk) for group in self.groups),
            "people": self.n_people,
            "language": self.language,
            "noticed": self.noticed,
            "promise": [self.promise, self.promise_date.isoformat() if self.promise_date else ""],
            "outing": _key(self.outing),
            "with": sorted(str(account.pk) for account in self.with_listeners),
            "amends": _key(self.amends),
            "answers": sorted((q.number, words) for q, words in self.answers.items() if words),
        }
        if self.may_quote:  # a note without a yes has the digest it always had
            told["quote"] = True
        if self.named:
            told["named"] = {asks: [list(n), none] for asks, (n, none) in self.named.items()}
        canonical = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """What a round of listening is to be, before it begins."""

    name: str
    why: str
    starts_date: date
    ends_date: date
    tell_by_date: date
    questions: Sequence[tuple[str, str]] = field(default_factory=tuple)  # (asks, words)


@dataclass(frozen=True, slots=True)
class OutingPlan:
    """Who goes where, and when they are to be back."""

    starts_at: datetime
    back_by_at: datetime
    who: Sequence[Account]
    streets: Sequence[Street] = ()
    meet: str = ""


def _key(thing: object) -> str:
    return str(getattr(thing, "pk", "")) if thing is not None else ""
