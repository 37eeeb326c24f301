"""A choice told in sentences: why a place is in or out, what an aim costs, what would free one.

Names of aims and groups follow a number here: “rural”, “in the North West”, “of high need”.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from folkmoot.methods.selection.asking import MONEY, NUMBER, Question
from folkmoot.methods.selection.explaining import AimCost, Change, Explained
from folkmoot.methods.selection.freeing import Freed, Give

AT_LEAST, AT_MOST = "at least", "at most"
MARK = 1000  # strengths are told in marks, and counted in thousandths


@dataclass(frozen=True, slots=True)
class Compared:
    """A choice made by hand beside another.

    `broken` are the bounds it does not keep, with what they would have to become; `missing` and
    `unwanted` the places that should be in and are not, and the other way round.
    """

    change: Change
    cost: int
    broken: tuple[Give, ...]
    missing: tuple[int, ...]
    unwanted: tuple[int, ...]


def compared(asked: Question, best: Collection[int], rival: Collection[int]) -> Compared:
    """Set a rival, made by hand and perhaps against the aims, beside the best choice.

    >>> from folkmoot.methods.selection import Question
    >>> asked = Question(("Hill", "Dale"), (800, 700), (12, 10), budget=12, least=1, most=1)
    >>> found = compared(asked, (0,), (1,))
    >>> found.change.strength, found.cost, found.broken
    (-100, -2, ())
    """
    chosen = frozenset(rival)
    return Compared(
        Change.between(asked, best, chosen),
        asked.cost_of(chosen) - asked.cost_of(best),
        tuple(
            Give(
                row.aim,
                row.group,
                row.at_least,
                abs(row.most),
                abs(row.most - row.left(chosen)),
            )
            for row in asked.broken_by(chosen)
        ),
        tuple(sorted(asked.inside - chosen)),
        tuple(sorted(asked.outside & chosen)),
    )


def compared_told(asked: Question, found: Compared) -> tuple[str, ...]:
    """The rival in sentences: what is other, what that does, and which aims it does not meet.

    >>> from folkmoot.methods.selection import Question
    >>> asked = Question(("Hill", "Dale"), (800, 700), (1200, 1000), budget=1200, least=1, most=1)
    >>> compared_told(asked, compared(asked, (0,), (1,)))
    ('Dale comes in and Hill goes. It is 0.1 points weaker and costs £2 less.',)
    """
    if not found.change.come and not found.change.go:
        return ("This is the best choice.",)
    cost = "costs as much"
    if found.cost:
        cost = f"costs {pounds(abs(found.cost))} {'more' if found.cost > 0 else 'less'}"
    said = [f"{_swap(asked, found.change)}. It is {_by(found.change.strength)} and {cost}."]
    said += [_not_kept(each) for each in found.broken]
    said += [f"{asked.places[j]} should be in, and is not." for j in found.missing]
    said += [f"{asked.places[j]} should not be in, and is." for j in found.unwanted]
    return tuple(said)


def place_told(asked: Question, found: Explained, place: int) -> str:
    """Why a place is in or out.

    >>> from folkmoot.methods.selection import Question, explained
    >>> asked = Question(("Hill", "Dale"), (800, 700), (12, 10), budget=12, least=1, most=1)
    >>> place_told(asked, explained(asked), 1)
    'Dale is out. With it, Hill would have to go, and the choice would be 0.1 points weaker.'
    """
    standing, name = found.places[place], asked.places[place]
    where = f"{name} is {'in' if standing.chosen else 'out'}"
    if standing.by_hand:
        return f"{where}: that was settled beforehand."
    change = standing.otherwise
    if change is None:
        how = "Without" if standing.chosen else "With"
        return f"{where}. {how} it, no choice meets every aim."
    said = f"{where}. {_if_otherwise(asked, standing.chosen, change, place)}"
    if standing.but_for:
        then = "out" if standing.chosen else "in"
        said += f" {_but_for(asked, standing.but_for)}, it would be {then}."
    return said + (" It was close." if standing.near else "")


def aim_told(asked: Question, cost: AimCost) -> str:
    """What an aim costs.

    >>> from folkmoot.methods.selection import Aim, Question, explained
    >>> aim = Aim.of("rural", {"rural": [1]}, least=1)
    >>> asked = Question(("Hill", "Dale"), (800, 700), (12, 10), 12, 1, 1, aims=(aim,))
    >>> aim_told(asked, explained(asked).aims[0]).partition(". ")[2]
    'Without it, Hill would come in and Dale go.'
    """
    change, what = cost.without, _aim(asked, cost.aim)
    what = what[0].upper() + what[1:]
    if not change.strength:
        return f"{what}: that costs nothing. Without it, the choice would be no stronger."
    said = f"{what}: that costs {marks(change.strength)} points of strength. Without it, "
    come = _names(asked, change.come)
    go = f"and {_names(asked, change.go)} go" if change.go else "too"
    return f"{said}{come} would come in {go}."


def freed_told(asked: Question, found: Sequence[Freed]) -> tuple[str, ...]:
    """What would be enough, one sentence for each way.

    >>> from folkmoot.methods.selection import Aim, Question, freed
    >>> aim = Aim.of("rural", {"rural": [1, 2]}, least=2)
    >>> asked = Question(("A", "B", "C"), (8, 7, 5), (1000, 2000, 2000), 3000, 1, 2, aims=(aim,))
    >>> freed_told(asked, freed(asked))[1]
    'It would be enough to ask for at least 1 rural instead of 2. Then A and B could be chosen.'
    """
    useful = [way for way in found if way.allows]
    if not useful:
        return ("No small change of the aims is enough.",)
    return tuple(
        f"It would be enough to {_listed([_given(each) for each in way.gives], ', and to ')}. "
        f"Then {_names(asked, way.allows)} could be chosen."
        for way in useful
    )


def pounds(pence: int) -> str:
    """£1,250, or £1,250.50 where there are pence.

    >>> pounds(125000), pounds(125050)
    ('£1,250', '£1,250.50')
    """
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}.{rest:02}" if rest else f"£{whole:,}"


def marks(thousandths: int) -> str:
    """Strength in marks, to as many places as show it.

    >>> marks(1234), marks(100), marks(4)
    ('1.2', '0.1', '0.004')
    """
    size = abs(thousandths)
    return f"{size / MARK:.{1 if size >= 50 else 3}f}"


def _by(strength: int) -> str:
    if not strength:
        return "just as strong"
    return f"{marks(strength)} points {'stronger' if strength > 0 else 'weaker'}"


def _aim(asked: Question, name: str) -> str:
    """An aim with its bounds: at least 2 and at most 5 rural."""
    aim = next((each for each in asked.aims if each.name == name), None)
    if aim is None:  # what was put in or out by hand
        return name
    bounds = ((AT_LEAST, aim.least), (AT_MOST, aim.most))
    return f"{' and '.join(f'{word} {n}' for word, n in bounds if n is not None)} {name}"


def _but_for(asked: Question, names: Sequence[str]) -> str:
    """Without which aim the place would be on the other side."""
    aims = [f"“{_aim(asked, each)}”" for each in names]
    return f"Without the aim {aims[0]}" if len(aims) == 1 else f"Without {_listed(aims, ' or ')}"


def _if_otherwise(asked: Question, chosen: bool, change: Change, place: int) -> str:
    """What the choice would be with the place on the other side."""
    come = [j for j in change.come if j != place]
    go = [j for j in change.go if j != place]
    parts = []
    if chosen:
        parts += [f"{_names(asked, come)} would come in"] if come else []
        parts += [f"{_names(asked, go)} would go too"] if go else []
    else:
        parts += [f"{_names(asked, go)} would have to go"] if go else []
        parts += [f"{_names(asked, come)} would come in too"] if come else []
    parts += [f"the choice would be {_by(change.strength)}"]
    told = ", and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
    return f"{'Without' if chosen else 'With'} it, {told}."


def _swap(asked: Question, change: Change) -> str:
    come, go = _names(asked, change.come), _names(asked, change.go)
    comes = f"{come} {'comes' if len(change.come) == 1 else 'come'} in" if come else ""
    goes = f"{go} {'goes' if len(change.go) == 1 else 'go'}" if go else ""
    return " and ".join(filter(None, [comes, goes]))


def _not_kept(give: Give) -> str:
    """What a rival does not keep; `becomes` is what it has."""
    word = AT_LEAST if give.at_least else AT_MOST
    if give.aim == MONEY:
        over = pounds(give.becomes - give.now)
        return f"It costs {over} more than the {pounds(give.now)} there is."
    has = str(give.becomes) if give.becomes else "none"
    what = _places(give.becomes) if give.aim == NUMBER else f"{has} {give.group}"
    are = "is" if give.now == 1 else "are"
    return f"It has {what}; {word} {give.now} {are} asked for."


def _given(give: Give) -> str:
    """What to do so that a bound gives: have more money, ask for less, allow more."""
    if give.aim == MONEY:
        return f"have {pounds(give.becomes)} instead of {pounds(give.now)}"
    do, word = ("ask for", AT_LEAST) if give.at_least else ("allow", AT_MOST)
    if give.at_least and not give.becomes:
        what = _places(give.now) if give.aim == NUMBER else f"{give.now} {give.group}"
        return f"do without asking for {word} {what}"
    what = _places(give.becomes) if give.aim == NUMBER else f"{give.becomes} {give.group}"
    return f"{do} {word} {what} instead of {give.now}"


def _places(number: int) -> str:
    return f"{number} {'place' if number == 1 else 'places'}"


def _names(asked: Question, places: Sequence[int]) -> str:
    return _listed([asked.places[j] for j in places])


def _listed(words: Sequence[str], last: str = " and ") -> str:
    return last.join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
