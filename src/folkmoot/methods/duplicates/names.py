"""Names side by side: the same, in another order, in another form, shortened, or two names."""

from dataclasses import dataclass
from enum import Enum

from folkmoot.methods.duplicates.nicknames import forms_of_one_name, known_first_names
from folkmoot.methods.duplicates.spelling import folded, one_slip

MR = frozenset({"mr", "master", "sir"})
MRS = frozenset({"mrs", "miss", "ms", "lady", "dame", "madam"})
TITLES = (
    MR | MRS | {"mx", "dr", "doctor", "rev", "reverend", "prof", "professor", "cllr", "councillor"}
)
GENERATIONS = {
    "senior": "elder", "snr": "elder", "sr": "elder", "elder": "elder", "junior": "younger",
    "jnr": "younger", "jr": "younger", "younger": "younger", "ii": "younger", "iii": "third",
}  # fmt: skip
LONG_ENOUGH = 5  # letters a word has before one slip in it is taken for a slip


class How(Enum):
    """How two names are alike; the earlier, the more it says."""

    SAME = 1  # the same words, in any order; a middle name may be missing
    FORM = 2  # a nickname or a slip in one word, the rest the same
    INITIAL = 3  # an initial for one word, the rest the same
    FIRST = 4  # one of the two is a first name alone, and it is the same
    LAST = 5  # one of the two is a surname alone, or an initial alone
    CHANGED = 6  # the first name is the same, the surname another
    OTHER = 7


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: its words as compared, and what stands about them."""

    words: tuple[str, ...]
    title: str = ""
    generation: str = ""

    @property
    def whole(self) -> tuple[str, ...]:
        """Its words that are more than an initial."""
        return tuple(word for word in self.words if len(word) > 1)


@dataclass(frozen=True, slots=True)
class Alike:
    """How two names are alike, and why, in words."""

    how: How
    reasons: tuple[str, ...] = ()
    n_same: int = 0  # whole words that are exactly the same


def name_of(text: str) -> Name:
    """A name as somebody wrote it, taken apart.

    Examples
    --------
    >>> name_of("Mrs. Siân  O’Brien")
    Name(words=('sian', 'obrien'), title='she', generation='')
    >>> name_of("John Smith Jnr").generation
    'younger'
    """
    words = folded(text).split()
    titles = [word for word in words if word in TITLES]
    title = "he" if MR & set(titles) else "she" if MRS & set(titles) else ""
    generation = next((GENERATIONS[word] for word in words[1:] if word in GENERATIONS), "")
    kept = [w for w in words if w not in TITLES and w != "the"]
    if generation:
        kept = [word for word in kept if word not in GENERATIONS]
    return Name(tuple(kept or words), title, generation)


def names_alike(one: Name, other: Name) -> Alike:
    """How two names are alike. What stands against it: Mr and Mrs, the elder and the younger.

    Examples
    --------
    >>> names_alike(name_of("Bill Carter"), name_of("Carter, William")).how.name
    'FORM'
    >>> names_alike(name_of("John A Smith"), name_of("John B Smith")).how.name
    'OTHER'
    """
    if {one.title, other.title} == {"he", "she"} or one.generation != other.generation:
        return Alike(How.OTHER)
    short, long = sorted((one, other), key=lambda name: (len(name.words), name.words))
    if not short.words:
        return Alike(How.OTHER)
    found = _paired(list(short.words), list(long.words))
    if found is None:
        return _changed(one, other)
    return _told(short, long, found)


def _paired(short: list[str], long: list[str]) -> list[tuple[str, str, str]] | None:
    """Each word of the shorter beside one of the longer, closest first; None when one has none."""
    pairs = []
    for way, fits in WAYS:
        for word in list(short):
            beside = next((each for each in long if fits(word, each)), None)
            if beside is not None:
                pairs.append((way, word, beside))
                short.remove(word)
                long.remove(beside)
    return None if short else pairs


def _slip(one: str, other: str) -> bool:
    long = min(len(one), len(other)) >= LONG_ENOUGH
    return long and one_slip(one, other) and not known_first_names(one, other)


def _initial(one: str, other: str) -> bool:
    return 1 in (len(one), len(other)) and one[0] == other[0]


WAYS = (
    ("same", str.__eq__),
    ("form", forms_of_one_name),
    ("slip", _slip),
    ("initial", _initial),
)


def _told(short: Name, long: Name, found: list[tuple[str, str, str]]) -> Alike:
    ways = {way for way, _, _ in found}
    n_same = sum(way == "same" and len(word) > 1 for way, word, _ in found)
    why = tuple(_why(way, *sorted((a, b))) for way, a, b in found if way != "same")
    if len(short.words) == 1:
        return _one_word(found[0], long, why)
    more = ("One has a name more.",) if len(long.words) > len(short.words) else ()
    if ways == {"same"}:
        same = "The same name." if _in_order(short, long) else "The same names in another order."
        return Alike(How.SAME if n_same > 1 else How.INITIAL, (same, *more), n_same)
    if not any(len(a) > 1 and len(b) > 1 for _, a, b in found):
        return Alike(How.OTHER)
    how = How.INITIAL if "initial" in ways else How.FORM
    return Alike(how, (*why, *more), n_same)


def _one_word(found: tuple[str, str, str], long: Name, why: tuple[str, ...]) -> Alike:
    """A single word beside a name: of its first word it says more than of its last."""
    way, word, beside = found
    n_same = int(way == "same" and len(word) > 1)
    if len(long.words) == 1:
        same = "The same name." if way == "same" else why[0]
        how = How.LAST if way == "initial" or len(word) == 1 else How.FIRST
        return Alike(how, (same,), n_same)
    first = beside == long.words[0] and way in ("same", "form")
    alone = "One is a first name alone." if first else "One is one word alone."
    return Alike(How.FIRST if first else How.LAST, (*why, alone), n_same)


def _in_order(short: Name, long: Name) -> bool:
    rest = iter(long.words)
    return all(word in rest for word in short.words)


def _changed(one: Name, other: Name) -> Alike:
    """The same first name with another surname, as when somebody marries."""
    if len(one.words) != 2 or len(other.words) != 2 or len(one.words[0]) == 1:
        return Alike(How.OTHER)
    first, also = one.words[0], other.words[0]
    if first != also and not forms_of_one_name(first, also):
        return Alike(How.OTHER)
    return Alike(How.CHANGED, ("The same first name; the surname is another.",), int(first == also))


def _why(way: str, one: str, other: str) -> str:
    one, other = one.capitalize(), other.capitalize()
    if way == "form":
        return f"{one} and {other} are forms of one name."
    if way == "slip":
        return f"{one} and {other} differ by one letter."
    return f"{one} may stand for {other}." if len(one) < len(other) else f"{one} is an initial."
