"""What a nation says, made up out of parts; nobody said any of it."""

from random import Random

from folkmoot.organising.models import Asks

FIRST = (
    "Oak",
    "Mill",
    "Marsh",
    "Stone",
    "Wren",
    "Ash",
    "Ford",
    "Lark",
    "Thorn",
    "Hazel",
    "Cold",
    "Long",
    "Beck",
    "Fen",
    "Heath",
    "Elm",
    "Kirk",
    "Salt",
    "Coal",
    "Brack",
)
SECOND = (
    "ley",
    "ton",
    "field",
    "bridge",
    "well",
    "cross",
    "moor",
    "side",
    "gate",
    "combe",
    "wick",
    "stead",
    "hurst",
    "dale",
    "port",
    "worth",
    "mere",
    "bourne",
    "hill",
    "ham",
)
STREETS = (
    "Mill Lane",
    "Station Road",
    "Canal Side",
    "Hill Top",
    "Chapel Street",
    "Weavers' Row",
    "The Crescent",
    "Dyehouse Yard",
    "Tenter Street",
    "Kiln Close",
    "Bridge End",
    "Orchard Way",
)
GROUPS = (
    ("Under 25", 24),
    ("Over 75", 8),
    ("Renting", 38),
    ("New in the last two years", 9),
    ("Looking after somebody", 11),
)
THEMES = (
    ("Young people", "Nothing to do, nowhere to go; what young people want", ("kids", "teenagers")),
    ("Getting about", "Buses, crossings, paths, parking", ("bus", "crossing")),
    ("Feeling safe", "Lights, dark corners, trouble at night", ("lights", "dark")),
    ("Homes", "Rent, repairs, damp, moving away", ("rent", "damp")),
    ("Green and clean", "Parks, rubbish, dogs, benches", ("park", "rubbish")),
    ("Company", "Being alone, knowing neighbours, places to meet", ("lonely", "neighbours")),
    ("Work and money", "Jobs, prices, debts", ("jobs", "prices")),
    ("Health", "Doctors, waiting, mood", ("doctor", "waiting")),
)
SAYS = {
    Asks.LOVE: (
        "{who} always says good morning.",
        "The {what}. I found my feet there.",
        "That my {kin} can walk to school by themselves.",
        "How people pull together when {when}.",
    ),
    Asks.CONCERN: (
        "The {what} has been broken since {when}.",
        "There is nothing for my {kin} to do.",
        "The bus does not come, and then two come.",
        "Rent went up again; {who} has left.",
        "It is dark by the {what}. I do not go out after {when}.",
    ),
    Asks.CHANGE: (
        "Somewhere to sit by the {what}.",
        "A crossing before somebody is killed.",
        "Open the {what} again, for everybody.",
        "Ask us before, and not after, {when}.",
    ),
    Asks.BRING: (
        "I was a cook for thirty years. I would feed a street.",
        "I can mend bikes, and show my {kin} how.",
        "I have a van on {when}.",
        "I listen. Ask {who}.",
    ),
}
PARTS = {
    "who": ("the woman at the chip shop", "the family next door", "the lollipop man", "our Jean"),
    "what": ("hall", "park gate", "old chapel", "towpath", "library", "swings", "club"),
    "kin": ("girls", "lads", "mum", "kids", "grandson"),
    "when": ("Christmas", "Sundays", "the flood", "last winter", "six o'clock"),
}
GIVEN = (
    "Dai",
    "Jean",
    "Mo",
    "Aisha",
    "Tom",
    "Nesta",
    "Rob",
    "Grace",
    "Piotr",
    "Ivy",
    "Sam",
    "Lena",
)
FAMILY = ("Jones", "Rahman", "Kowalska", "Price", "Okoro", "Smith", "Singh", "Evans", "Byrne")


def place_name(number: int) -> str:
    """The name of a place: 400 of them, each once.

    >>> place_name(0), place_name(399)
    ('Oakley', 'Brackham')
    """
    return FIRST[number // len(SECOND) % len(FIRST)] + SECOND[number % len(SECOND)]


def sentence(asks: str, rng: Random) -> str:
    """Something said to a question."""
    said = rng.choice(SAYS[Asks(asks)])
    return said.format(**{name: rng.choice(parts) for name, parts in PARTS.items()})


def full_name(rng: Random) -> str:
    """A made-up name."""
    return f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}"
