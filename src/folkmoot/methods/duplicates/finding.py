"""All pairs among many notes that may be of one person, without comparing each with each.

Only notes that share something telling are put side by side: a telephone number, an e-mail
address, a house, two words of the name, or one word of it on one street. So the time grows nearly
with the number of notes. A name alone, or a first name on one street, tells only while no third
note bears it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

from folkmoot.methods.duplicates.comparing import NOTHING, STREET, Likely, beside
from folkmoot.methods.duplicates.names import How
from folkmoot.methods.duplicates.notes import Note, Ready, ready
from folkmoot.methods.errors import InvalidInput

RULE = "name, and what is shared beside it/1"
CROWD = 12  # what more notes than this share says nothing of one person
STREET_CROWD = 60  # more of one word of a name on one street are not put side by side


def duplicates(notes: Iterable[Note]) -> tuple[Likely, ...]:
    """Pairs of notes that may be of one person, the likelier first, each with its reasons.

    Parameters
    ----------
    notes : iterable of Note
        In any order. Keys are unique.

    Returns
    -------
    tuple of Likely
        In the order of `Likely.order`, then of the keys.

    Raises
    ------
    InvalidInput
        When two notes have one key.

    Notes
    -----
    A number, address, house or name that more than `CROWD` notes share is that of an office or a
    hostel, or a common name, and counts for nothing. What is put side by side is then at most
    `CROWD` times the number of notes for each thing shared, and `STREET_CROWD` times for words
    on a street. Where no crowd is, these are exactly the pairs that comparing each with each
    finds (tested).

    Examples
    --------
    >>> [(each.one, each.other) for each in duplicates([
    ...     Note("a", "Bill Carter", email="bc@example.org"),
    ...     Note("b", "William Carter", email="BC@example.org"),
    ...     Note("c", "Mary Carter", email="bc@example.org"),
    ... ])]
    [('a', 'b')]
    """
    made = without_crowds([ready(each) for each in notes])
    if len({each.key for each in made}) != len(made):
        raise InvalidInput("Two notes have the same key.")
    found: dict[tuple[int, int], Likely] = {}
    for pair, alone in _worth_comparing(made).items():
        likely = beside(made[pair[0]], made[pair[1]])
        if likely is not None and (alone or not _rests_on_rarity(likely)):
            found[pair] = likely
    return tuple(sorted(found.values(), key=lambda each: (each.order, each.one, each.other)))


def _worth_comparing(notes: list[Ready]) -> dict[tuple[int, int], bool]:
    """Pairs that share something telling, and whether no third note bears that name, there."""
    blocks: dict[tuple[str, ...], list[int]] = {}
    for place, note in enumerate(notes):
        for shared in _shared(note):
            blocks.setdefault(shared, []).append(place)
    pairs: dict[tuple[int, int], bool] = {}
    for shared, block in blocks.items():
        if len(block) > (STREET_CROWD if shared[0] == "street" else CROWD):
            continue
        alone = len(block) == 2 and shared[0] != "reached"
        for pair in combinations(block, 2):
            pairs[pair] = pairs.get(pair, False) or alone
    return pairs


def _rests_on_rarity(likely: Likely) -> bool:
    """Whether only the name speaks for it, or a first name or an initial on one street."""
    closest, how, _ = likely.order
    little = how in (How.INITIAL.value, How.FIRST.value)
    return closest == NOTHING or (closest == STREET and little)


def without_crowds(notes: list[Ready]) -> list[Ready]:
    """The same notes without telephones, addresses and houses that a crowd shares."""
    seen = Counter(each for note in notes for each in _reached(note))
    crowds = {each for each, number in seen.items() if number > CROWD}
    return notes if not crowds else [_without(note, crowds) for note in notes]


def _without(note: Ready, crowds: set[str]) -> Ready:
    return replace(
        note,
        mobiles=note.mobiles - crowds,
        landlines=note.landlines - crowds,
        email="" if note.email in crowds else note.email,
        home=replace(note.home, houses=note.home.houses - crowds),
    )


def _reached(note: Ready) -> list[str]:
    mail = [note.email] if note.email else []
    return [*note.mobiles, *note.landlines, *mail, *note.home.houses]


def _shared(note: Ready) -> set[tuple[str, ...]]:
    """What other notes may share with this one, so that it is worth putting them side by side."""
    words = sorted(set(note.name.whole))
    reached = {("reached", each) for each in _reached(note)}
    named = {("name", *pair) for pair in combinations(words[:6], 2)}
    near = {("street", street, word) for street in note.home.streets for word in words}
    return reached | named | near
