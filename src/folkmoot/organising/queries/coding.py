"""The coding table: the next note to read, what may suggest its themes, what is left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from folkmoot.organising.analysis.suggestions import suggestions_for
from folkmoot.organising.models import Answer, Coding, Conversation, ListeningRound, Theme
from folkmoot.organising.queries.themes import KeyedTheme, keyed, themes_in_use
from folkmoot.people.models import Account

MOST_EXAMPLES = 300  # notes coded lately: enough to learn from, however many there are

# Dealt out by digest, which has nothing to do with what a note says or when it came: whoever
# stops half-way has read a fair half.
DEALT = "digest"


@dataclass(frozen=True, slots=True)
class Choice:
    """A theme one can tick, its key, and the words of the note that suggest it, if any."""

    theme: Theme
    key: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodingTable:
    """One note to read, and where the reading stands.

    `is_second` says that somebody else has read it before; what they found is not here.
    """

    note: Conversation | None
    answers: Sequence[Answer]
    choices: Sequence[Choice]
    is_second: bool
    n_first: int  # notes nobody has read
    n_second: int  # notes read by one other, which I have not read
    last: Coding | None  # my last, to undo

    @property
    def n_left(self) -> int:
        """Notes of this reading that wait, this one with them."""
        return self.n_second if self.is_second else self.n_first


def coding_table(
    round: ListeningRound,
    account: Account,
    *,
    is_second: bool = False,
    after: str = "",
    note: Conversation | None = None,
) -> CodingTable:
    """The next note for this coder, or the one named; ten queries at most, however many notes.

    `after` is the digest of the note before it. Each begins somewhere else, so that two at the
    table do not read the same notes unless they mean to.
    """
    first, second = _waiting(round, account)
    here = second if is_second else first
    if note is None:
        ahead = here.select_related("street").order_by(DEALT)
        begin = after or sha256(account.pk.bytes).hexdigest()
        note = ahead.filter(digest__gt=begin).first() or ahead.first()
    answers = list(note.answers.exclude(words="").select_related("question")) if note else []
    themes = themes_in_use(round.place)
    return CodingTable(
        note=note,
        answers=answers,
        choices=_choices(keyed(themes), answers, account, helped=not is_second),
        is_second=is_second,
        n_first=first.count(),
        n_second=second.count(),
        last=_last(round, account),
    )


def _waiting(
    round: ListeningRound, account: Account
) -> tuple[QuerySet[Conversation], QuerySet[Conversation]]:
    """Notes nobody has read; and notes one other has read, and nobody has settled."""
    notes = Conversation.objects.readable().filter(round=round)
    standing = Coding.objects.standing().filter(conversation=OuterRef("pk"))
    by_others = standing.exclude(coder=account)
    again = Coding.objects.standing().filter(conversation=OuterRef("conversation"))
    alone = by_others.filter(settled_with__isnull=True).exclude(
        Exists(again.exclude(coder=OuterRef("coder")))
    )
    return notes.filter(~Exists(standing)), notes.filter(Exists(alone))


def _choices(
    themes: Sequence[KeyedTheme], answers: Sequence[Answer], account: Account, *, helped: bool
) -> list[Choice]:
    because: Mapping[UUID, tuple[str, ...]] = {}
    if helped and themes and answers:
        place = themes[0].theme.place_id
        words = " ".join(each.words for each in answers)
        because = suggestions_for(
            words, [each.theme for each in themes], _coded_before(place, account)
        )
    return [Choice(each.theme, each.key, because.get(each.theme.pk, ())) for each in themes]


def _coded_before(place: UUID, account: Account) -> list[tuple[str, set[UUID]]]:
    """Notes this coder coded lately, or two have settled, with their words; three queries.

    What another coder found alone is not among them: two would agree because one led both.
    """
    mine_or_settled = Q(coder=account) | Q(settled_with__isnull=False)
    lately = Coding.objects.standing().filter(mine_or_settled, place=place)
    rows = list(lately.order_by("-coded_at").values_list("pk", "conversation")[:MOST_EXAMPLES])
    found: dict[UUID, set[UUID]] = {}
    through = Coding.themes.through.objects.filter(coding__in=[key for key, _ in rows])
    for coding, theme in through.values_list("coding", "theme"):
        found.setdefault(coding, set()).add(theme)
    said: dict[UUID, list[str]] = {}
    answers = Answer.objects.filter(conversation__in=[note for _, note in rows])
    for note, words in answers.values_list("conversation", "words"):
        said.setdefault(note, []).append(words)
    return [(" ".join(said.get(note, ())), found.get(key, set())) for key, note in rows]


def _last(round: ListeningRound, account: Account) -> Coding | None:
    """What this coder found last in this round, while nobody else has read that note."""
    others = Coding.objects.standing().filter(conversation=OuterRef("conversation"))
    mine = Coding.objects.alone().filter(round=round, coder=account)
    alone = mine.filter(~Exists(others.exclude(pk=OuterRef("pk"))))
    found: Coding | None = alone.order_by("-coded_at", "-pk").first()
    return found
