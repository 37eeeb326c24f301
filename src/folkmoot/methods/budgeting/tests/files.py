"""Files for tests: a good one, ones made up at random, and the three ways of reading them."""

import contextlib
from collections.abc import Iterator
from unittest import mock

from hypothesis import strategies as st

from folkmoot.methods.budgeting.core import library, plainly
from folkmoot.methods.budgeting.pabulib import PabulibElection, PabulibError, read, votes

GOOD = """META
key;value
budget;900.50
vote_type;approval
num_projects;2
num_votes;3
max_length;2
PROJECTS
project_id;cost;name
7;400;"Skate; ramp"
a-9;320.25;Trees
VOTES
voter_id;vote;age
1;7,a-9;30
2;7;31
3;;32
"""

WAYS = ("core", "arrays", "rows")  # compiled; numpy; row by row


def with_line(number: int, text: str | None) -> bytes:
    """The good file with one line changed, or taken out."""
    lines = GOOD.split("\n")
    lines[number - 1 : number] = [] if text is None else [text]
    return "\n".join(lines).encode()


def ways() -> tuple[str, ...]:
    """The ways of reading there are on this machine."""
    return WAYS if library() else WAYS[1:]


@contextlib.contextmanager
def reading(way: str) -> Iterator[None]:
    """Read this way for a while; what a quicker way leaves to the rows is read by rows."""
    with contextlib.ExitStack() as stack:
        if way != "core":
            stack.enter_context(plainly())
        if way == "rows":
            stack.enter_context(mock.patch.object(votes, "_batched", new=_nothing))
        yield


def _nothing(*_: object) -> None:
    """Unlike a mock, it keeps nothing of what it is given."""


def told(data: bytes, way: str, *, lenient: bool = False) -> object:
    """All there is to know of a reading: every array, or the line and the sentence."""
    with reading(way):
        try:
            return contents(read(data, lenient=lenient))
        except PabulibError as refused:
            return refused.line, refused.sentence


def contents(file: PabulibElection) -> object:
    """Everything in a file that can be compared."""
    election = file.election
    arrays = (election.costs, election.weights, election.indptr, election.indices)
    return (
        file.meta,
        [project.fields for project in file.projects],
        [(part.dtype, part.tobytes()) for part in (*arrays, election.scores, election.lots)],
        (election.budget, file.money_scale, file.points_from, file.notes),
    )


IDS = ("1", "2", "12", "a-9", "ŁD 7", "12345678", "123456789", "BO.D12.4/21_and_some_more")
NAMES = st.sampled_from([*IDS, *IDS, *IDS, *IDS, " 1", "2 ", "\t12", "1\u00a0", "8", "", '"', "ß"])
FIELDS = st.sampled_from(["", "30", "F", "internet", "Bałuty", 'a "b"', '"a;b"', '"', '"a""b"'])
POINTS = st.sampled_from(["1", "2", "5", "0", "2.0", "07", " 3", "x", "-1", "1.5", "2147483648"])
PLAIN = st.sampled_from(["1", "2", "7", "0"])


@st.composite
def a_vote(draw: st.DrawFn, *, strange: bool) -> tuple[str, str]:
    """A vote and its points, as written; strange ones may be wrong in any way."""
    names = draw(st.lists(NAMES if strange else st.sampled_from(IDS), max_size=6))
    over = draw(st.sampled_from([0, 0, 0, 0, 1])) if strange else 0
    size = len(names) + over
    points = draw(st.lists(POINTS if strange else PLAIN, min_size=size, max_size=size))
    vote, given = ",".join(names), ",".join(points)
    if strange and draw(st.integers(0, 9)) == 0:
        vote, given = f'"{vote}"', f'"{given}"'
    return vote, given


@st.composite
def a_file(draw: st.DrawFn) -> bytes:
    """A file with every column in any place: half of them well, the others anything but."""
    strange = draw(st.booleans())
    kind = draw(st.sampled_from(["approval", "knapsack", "cumulative", "ordinal", "choose-1"]))
    columns = draw(st.permutations(["voter_id", "vote", "points", "age"]))
    if kind != "cumulative" and draw(st.booleans()):
        columns = [column for column in columns if column != "points"]
    rows = []
    for number in range(draw(st.integers(1, 12))):
        vote, points = draw(a_vote(strange=strange))
        cells = {"vote": vote, "points": points, "age": draw(FIELDS) if strange else "30"}
        voter = draw(st.sampled_from(["7", '"7"', "", "8"])) if strange else str(number)
        cells["voter_id"] = voter if draw(st.integers(0, 5)) == 0 else f"v{number}"
        row = ";".join(cells[column] for column in columns)
        rows.append(row.rpartition(";")[0] if strange and draw(st.integers(0, 20)) == 0 else row)
        rows += draw(st.sampled_from([[], [], [], [""], ["  "]])) if strange else []
    costs = [f"{name};{cost}" for name, cost in zip(IDS, draw(COSTS), strict=True)]
    longest = draw(st.sampled_from(["", "", "max_length;3", "max_length;9"]))
    head = ["META", "key;value", "budget;100.5", f"vote_type;{kind}", *filter(None, [longest])]
    lines = [*head, "PROJECTS", "project_id;cost", *costs, "VOTES", ";".join(columns), *rows]
    end = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    text = end.join(lines) + draw(st.sampled_from(["", end, end * 3]))
    return draw(st.sampled_from(["", "\ufeff"])).encode() + text.encode()


COSTS = st.lists(
    st.sampled_from(["1", "30", "50.25", "99.9999"]), min_size=len(IDS), max_size=len(IDS)
)


@st.composite
def a_broken_file(draw: st.DrawFn) -> bytes:
    """A file in which a few bytes were lost, doubled or turned into others."""
    data = bytearray(draw(st.one_of(st.just(GOOD.encode()), a_file())))
    junk = st.sampled_from([*b'";,\r\n\0 .-0A', 0xC3, 0xFF])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data) - 1)) if data else 0
        how = draw(st.sampled_from(["lose", "turn", "put", "cut"]))
        if how == "lose":
            del data[at : at + draw(st.integers(1, 9))]
        elif how == "cut":
            del data[at:]
        else:
            data[at : at + (how == "turn")] = bytes([draw(junk)])
    return bytes(data)
