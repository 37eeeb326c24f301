"""A made-up neighbourhood whose duplicates are known, with people who are easily mistaken."""

from dataclasses import dataclass, replace
from random import Random

from folkmoot.methods.duplicates import Note

FIRST = """
    Dilys Megan Siân Owain Gareth Rhiannon William Robert Elizabeth Margaret Catherine Thomas
    Michael Christopher Samantha Joanne Patricia Stephen Mohammed Fatima Aisha Yusuf Imran Zainab
    Agnieszka Krzysztof Tomasz Małgorzata Gurpreet Harjinder Priya Ravi Chidi Ngozi Kwame Ama
    José Lucía Nguyễn Linh Olga Dmitri Grace Samuel Daniel Hannah Oliver Amelia George Florence
""".split()  # noqa: SIM905
COMMON = """
    Jones Davies Evans O'Brien Smith Carter Hughes Khan Ahmed Hussain Kowalska Nowak Wiśniewski
    Singh Kaur Patel Okafor Mensah Oduya García Trần Petrov Baker Fletcher Thatcher Tolley
    Wainwright Smith-Ellis Ó'Súilleabháin Macdonald Hale Marsh Brook Underhill Penrose Trelawny
""".split()  # noqa: SIM905
BEGIN = "Ash Bar Cald Dun Ever Fen Gres Hart Kirk Lang Mor Nor Pem Rad Sed Thor"
END = "bury by combe dale field ford gate ham hurst ley low more stead ton well wick"
RARE = [
    begin + middle + end
    for begin in BEGIN.split()
    for middle in ("", "en", "er", "ing", "le")
    for end in END.split()
]
STREETS = [f"{name} {kind}" for name in RARE[::3] for kind in ("Lane", "Road", "Street", "Close")]
HOMES = 40  # people noted on one street
SHORT = {
    "William": "Bill", "Robert": "Bob", "Elizabeth": "Liz", "Margaret": "Peggy",
    "Catherine": "Kate",
    "Thomas": "Tom", "Michael": "Mick", "Christopher": "Chris", "Samantha": "Sam", "Joanne": "Jo",
    "Patricia": "Pat", "Stephen": "Steve", "Mohammed": "Mo", "Agnieszka": "Aga", "Daniel": "Dan",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Truth:
    """Notes, and which pairs of keys are truly of one person."""

    notes: list[Note]
    pairs: set[tuple[str, str]]


def a_neighbourhood(n_people: int, *, rng: Random) -> Truth:
    """So many people; eight in a hundred noted twice, and fifteen in a hundred beside somebody
    who is easily mistaken for them: a twin, a namesake in the house, a partner, a stranger of the
    same name."""
    notes: list[Note] = []
    pairs: set[tuple[str, str]] = set()
    for number in range(n_people):
        person = _person(f"p{number:05}", n_people, rng)
        notes.append(_as_noted(person, rng))
        drawn = rng.random()
        if drawn < 0.08:
            again = _noted_again(person, rng)
            notes.append(again)
            pairs.add((person.key, again.key))
        elif drawn < 0.23:
            notes.append(_mistaken(person, rng))
    rng.shuffle(notes)
    return Truth(notes, pairs)


def _person(key: str, n_people: int, rng: Random) -> Note:
    first, last = rng.choice(FIRST), rng.choice(COMMON if rng.random() < 0.3 else RARE)
    street = rng.choice(STREETS[: 1 + n_people // HOMES])
    return Note(
        key,
        f"{first} {last}",
        f"07{rng.randrange(10**9):09}",
        f"{first[:1]}.{last}{rng.randrange(10**4)}@example.org".lower(),
        f"{rng.randrange(1, 90)} {street}",
        street,
    )


def _as_noted(person: Note, rng: Random) -> Note:
    """A doorstep note: what they gave, which is seldom everything."""
    return replace(
        person,
        phone=person.phone if rng.random() < 0.6 else "",
        email=person.email if rng.random() < 0.4 else "",
        address=person.address if rng.random() < 0.4 else "",
        street=person.street if rng.random() < 0.8 else "",
    )


def _noted_again(person: Note, rng: Random) -> Note:
    """The same person, written down by somebody else: another way of writing each thing."""
    phone = person.phone
    ways = (phone, f"+44 {phone[1:5]} {phone[5:]}", f"{phone[:5]} {phone[5:8]} {phone[8:]}")
    there = replace(
        person, key=f"{person.key}x", name=_written_otherwise(person.name, rng),
        phone=rng.choice(ways), email=person.email.upper(),
        address=f"No {person.address.replace('Road', 'Rd').replace('Lane', 'Ln')}",
    )  # fmt: skip
    return _as_noted(there, rng)


def _written_otherwise(name: str, rng: Random) -> str:
    first, last = name.split(" ", 1)
    place = rng.randrange(1, max(2, len(last) - 1))
    return rng.choice([
        name, name.upper(), f"{last}, {first}", f"{first[:1]}. {last}", first,
        f"{SHORT.get(first, first)} {last}", f"Dr {first} {last}", f"{first} A. {last}",
        f"{first} {last[:place]}{last[place:][1:2]}{last[place:][:1]}{last[place:][2:]}",
    ])  # fmt: skip


def _mistaken(person: Note, rng: Random) -> Note:
    """Somebody else who shares a good deal."""
    first, last = person.name.split(" ", 1)
    other = rng.choice([each for each in FIRST if each[:2] != first[:2]])
    own = {"phone": f"07{rng.randrange(10**9):09}", "email": f"x{rng.randrange(10**6)}@example.org"}
    kinds = (
        replace(person, name=f"{other} {last}", email=own["email"]),  # a twin, one telephone
        replace(person, name=f"{other} {last}", **own),  # at one address
        replace(person, name=f"{person.name} Jnr"),  # a son, and all else the same
        replace(person, **own),  # a father and a son of one name, each with their own
        replace(person, address=f"{rng.randrange(90, 180)} Elm Park", street="Elm Park", **own),
        replace(person, name=f"{other} {rng.choice(COMMON)}", email=""),  # shares the telephone
    )
    return replace(rng.choice(kinds), key=f"{person.key}z")
