"""What Wren's Cross heard in its first round: a code book, notes two people read, a page told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from folkmoot.kernel.ids import new_key
from folkmoot.organising import actions
from folkmoot.organising.models import (
    Answer,
    Asks,
    Band,
    Coding,
    Conversation,
    HeardPage,
    Kind,
    ListeningRound,
    Note,
    PeopleGroup,
    Street,
    Theme,
)
from folkmoot.people.models import Account

# Name, what belongs to it, what does not.
BOOK = (
    ("Getting about", "Buses, the hundred and three, crossings, parking, steps, benches on the "
     "way, prams and wheelchairs.", "Dark paths: those are “Feeling safe”."),
    ("Children and young people", "Somewhere to go after school, youth club, swings, football, "
     "holidays, teenagers.", ""),
    ("Feeling safe", "Lights, the towpath in the dark, fast cars, mopeds, being followed, "
     "fights.", ""),
    ("Homes and rent", "Rent, damp, repairs, heating, landlords, moving away.", ""),
    ("Green places", "Allotments, the canal, trees, flowers, litter, dogs.", ""),
    ("Knowing each other", "Neighbours, good morning, tea, eating together, being alone, "
     "somebody to talk to.", "A club for children: that is theirs."),
    ("Having a say", "Being asked, being told, the council, meetings, forms.", ""),
    ("Money and work", "Wages, bills, jobs, food, debt.", "Rent: that is “Homes and rent”."),
)  # fmt: skip
# What they said, on which street, of which group (-1 none); what the first found, what the second
# (None: only one has read it); whether they said that we may quote it.
MOVES, YOUNG, SAFE, HOMES, GREEN, KNOWN, SAY, WORK = range(8)


@dataclass(frozen=True, slots=True)
class Heard:
    """One note of the first round."""

    words: str
    street: int
    group: int
    first: tuple[int, ...]
    second: tuple[int, ...] | None = None
    quote: bool = False


NOTES = (
    Heard("The bus comes twice an hour until you need it.", 0, 1, (MOVES,), (MOVES,), True),
    Heard("There is no bench between here and the shop.", 3, 1, (MOVES,), (MOVES,)),
    Heard("I go by the road because the steps have no rail.", 3, 1, (MOVES,), (MOVES, SAFE)),
    Heard("With the pram I cannot get past the parked cars.", 1, 3, (MOVES,)),
    Heard("The hundred and three went past me, full.", 2, -1, (MOVES,)),
    Heard("Nowhere to cross at the lay-by.", 4, -1, (MOVES, SAFE), (MOVES,)),
    Heard("My mother has not been to town since the bus was cut.", 5, 1, (MOVES, KNOWN)),
    Heard("Buses: you can go out in the evening, but not come back.", 0, 0, (MOVES,)),
    Heard("The lads have nowhere but the bus shelter.", 0, -1, (YOUNG,), (YOUNG,), True),
    Heard("A kick-about somewhere with a light, that is all I would ask.", 2, 0, (YOUNG,),
          (YOUNG, SAFE), True),
    Heard("The youth club was my second home. Now it is a store.", 5, 0, (YOUNG,), (YOUNG,)),
    Heard("In the holidays I have to choose between work and the children.", 1, 2, (YOUNG, WORK)),
    Heard("The swings were taken away to be mended. That was two years ago.", 3, -1, (YOUNG,)),
    Heard("Teach them to cook. I would come and help.", 4, -1, (YOUNG, KNOWN), (YOUNG,)),
    Heard("The girls do not go to the skate bowl, it is all boys.", 0, 0, (YOUNG,)),
    Heard("Since the lights went I walk round by the main road.", 2, 1, (SAFE,), (SAFE,), True),
    Heard("Cars come down Hill Top as if it were a slide.", 3, -1, (SAFE,)),
    Heard("I do not open the door after six.", 0, 1, (SAFE, KNOWN), (SAFE,)),
    Heard("Mopeds on the towpath. One day a child goes in the water.", 2, -1, (SAFE,), (SAFE,)),
    Heard("It is quiet here and I like that. I never feel unsafe.", 4, 3, (), (SAFE,)),
    Heard("Somebody followed my daughter from the station.", 5, 2, (SAFE,)),
    Heard("Black mould behind the bed, third winter.", 1, 2, (HOMES,), (HOMES,)),
    Heard("He put the rent up when we asked about the boiler.", 1, 2, (HOMES,), (HOMES,)),
    Heard("They all leave. You learn their names and then they have to go.", 1, 2,
          (HOMES, KNOWN), (HOMES,), True),
    Heard("The stair has not been cleaned since the new owner.", 5, 2, (HOMES,)),
    Heard("I heat one room.", 2, 1, (HOMES, WORK), (WORK,)),
    Heard("The canal is the best thing we have, if people took their bags home.", 2, -1, (GREEN,),
          (GREEN,)),
    Heard("Waiting list for an allotment: six years.", 4, 3, (GREEN,)),
    Heard("That plane tree on Station Road. Do not let them cut it.", 5, -1, (GREEN,), (GREEN,)),
    Heard("Dog mess all along the cut.", 2, 1, (GREEN,)),
    Heard("I would plant something in those tubs if I may.", 0, -1, (GREEN,), (GREEN,), True),
    Heard("She brings me soup. I have never asked.", 0, 1, (KNOWN,), (KNOWN,), True),
    Heard("You can live here for years and know nobody on your stair.", 1, 3, (KNOWN,), (KNOWN,)),
    Heard("The chip shop is where you hear things.", 4, -1, (KNOWN,)),
    Heard("Sunday is long.", 3, 1, (KNOWN,), ()),
    Heard("We ate together in the street once, for the jubilee. Why only once?", 5, -1, (KNOWN,),
          (KNOWN,)),
    Heard("They asked us about the car park and built it anyway.", 3, -1, (SAY,), (SAY,)),
    Heard("You are the first who has come to ask.", 1, 3, (SAY, KNOWN), (SAY,)),
    Heard("I filled in the form three times.", 0, -1, (SAY,)),
    Heard("Two jobs, and still the food bank at the end of the month.", 1, 2, (WORK,), (WORK,)),
)  # fmt: skip
WORDS = (
    "You told us about buses that do not come and benches that are not there. You told us that "
    "young people have nowhere to go, and many of you would help if there were somewhere. Hardly "
    "anybody spoke of the plans for the hall.\n\n"
    "Those of you who rent spoke of damp and of neighbours who have to leave. That is not for the "
    "fund to mend, but it is now on the agenda of the partnership."
)
ANSWER_BACK = (
    "Come to the hall on the first Tuesday of the month from six, or tell us at the chip shop. "
    "If we heard you wrongly, say so: the next round begins with what we missed."
)


def hear_more(
    round: ListeningRound,
    streets: list[Street],
    groups: list[PeopleGroup],
    *,
    by: Account,
    at: datetime,
) -> list[Conversation]:
    """Everything else that was said in the first round."""
    question = round.questions.get(asks=Asks.CONCERN)
    return [
        actions.note_conversation(
            round=round,
            note=Note(
                key=new_key(),
                kind=Kind.DOOR if number % 3 else Kind.STREET,
                band=Band.SHORT,
                said_at=at + timedelta(hours=5 * number),
                answers={question: heard.words},
                street=streets[heard.street],
                groups=[groups[heard.group]] if heard.group >= 0 else [],
                may_quote=heard.quote,
            ),
            by=by,
            at=at + timedelta(hours=5 * number + 1),
        )
        for number, heard in enumerate(NOTES)
    ]


def write_book(round: ListeningRound, *, by: Account, at: datetime) -> list[Theme]:
    """The code book, after they had read twenty notes aloud."""
    return [
        actions.add_theme(
            place=round.place, name=name, belongs=belongs, belongs_not=belongs_not, by=by, at=at
        )
        for name, belongs, belongs_not in BOOK
    ]


def read(
    notes: list[Conversation],
    book: list[Theme],
    *,
    by: Account,
    beside: Account,
    at: datetime,
) -> None:
    """One reads every note and another some; where they differ they settle all but two."""
    differ: list[tuple[Conversation, Coding]] = []
    for note, heard in zip(notes, NOTES, strict=True):
        first = _code(note, heard.first, book, by, at)
        if heard.second is not None:
            _code(note, heard.second, book, beside, at + timedelta(days=1))
            if set(heard.first) != set(heard.second):
                differ.append((note, first))
    for note, first in differ[:-2]:
        actions.settle_note(
            conversation=note,
            themes=list(first.themes.all()),
            by=beside,
            at=at + timedelta(days=2),
        )


def _code(
    note: Conversation, found: tuple[int, ...], book: list[Theme], by: Account, at: datetime
) -> Coding:
    return actions.code_note(conversation=note, themes=[book[n] for n in found], by=by, at=at)


def tell_on_a_page(
    round: ListeningRound, book: list[Theme], *, by: Account, beside: Account, at: datetime
) -> HeardPage:
    """“What we heard”, with words of those who said yes, released by the convenor."""
    page = actions.prepare_heard(round=round, words=WORDS, answer_back=ANSWER_BACK, by=by, at=at)
    quoted = {heard.words: heard.first[0] for heard in NOTES if heard.quote}
    for answer in Answer.objects.filter(conversation__round=round, words__in=quoted):
        actions.quote_words(
            page=page, theme=book[quoted[answer.words]], answer=answer, words=answer.words,
            by=by, at=at,
        )  # fmt: skip
    return actions.release_heard(page=page, by=beside, at=at)
