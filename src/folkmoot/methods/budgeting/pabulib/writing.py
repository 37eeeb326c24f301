"""A file anybody can recount: our own elections, or one read before, back to bytes."""

import csv
import io
import re
from collections.abc import Iterable

from folkmoot.methods.budgeting.pabulib.ballots import WITH_POINTS
from folkmoot.methods.budgeting.pabulib.contents import PabulibElection, by_points

FIRST = ("project_id", "cost", "votes", "score", "name", "category", "target", "selected")
_SPECIAL = re.compile(r'[;"\r\n]')


def write(file: PabulibElection) -> bytes:
    """Write a file in UTF-8.

    Voters are numbered afresh in the order of their ballots' contents, so that nothing in
    the file tells in which order the ballots were cast. What is written reads back the
    same; written again it is the same to the byte.

    Examples
    --------
    >>> from folkmoot.methods.budgeting import Election
    >>> election = Election.of(approvals=[[1, 1], [0, 1]], costs=[60, 30], budget=90)
    >>> file = PabulibElection.of(
    ...     election, [{"project_id": "a"}, {"project_id": "b"}], meta={"unit": "Elm Park"}
    ... )
    >>> print(write(file).decode().partition("VOTES")[2].strip())
    voter_id;vote
    1;a,b
    2;b
    """
    out = io.StringIO(newline="")
    rows = csv.writer(out, delimiter=";", lineterminator="\n")

    def line(fields: Iterable[str]) -> None:
        # a lone CR would be read as the end of a line, and csv does not quote it
        rows.writerow([text.replace("\r\n", "\n").replace("\r", "\n") for text in fields])

    line(["META"])
    line(["key", "value"])
    for pair in _meta(file).items():
        line(pair)
    line(["PROJECTS"])
    columns = _columns(file)
    line(columns)
    for project in file.projects:
        line([project.fields.get(column, "") for column in columns])
    line(["VOTES"])
    pointed = file.vote_type in WITH_POINTS or file.vote_type == "ordinal"
    line(["voter_id", "vote", "points"] if pointed else ["voter_id", "vote"])
    voter = 1
    for vote, points, number in sorted(_votes(file)):
        rest = f";{_quoted(vote)};{points}" if pointed else f";{_quoted(vote)}"
        out.writelines([f"{each}{rest}\n" for each in range(voter, voter + number)])
        voter += number
    return out.getvalue().encode()


def _quoted(text: str) -> str:
    """As `csv` writes it, which takes longer for many short rows."""
    return '"' + text.replace('"', '""') + '"' if _SPECIAL.search(text) else text


def _meta(file: PabulibElection) -> dict[str, str]:
    meta = dict(file.meta)
    meta["num_projects"] = str(len(file.projects))
    meta["num_votes"] = str(file.election.n_voters)
    return meta


def _columns(file: PabulibElection) -> list[str]:
    """The usual columns first, then any others as they come."""
    given = dict.fromkeys(column for project in file.projects for column in project.fields)
    return [c for c in FIRST if c in given] + [c for c in given if c not in FIRST]


def _votes(file: PabulibElection) -> list[tuple[str, str, int]]:
    """The distinct ballots as written: ids, points, how many voters."""
    election = file.election
    points = [str(score) for score in election.scores[by_points(election)].tolist()]
    ends = election.indptr.tolist()
    rows = zip(file.ballots, ends, ends[1:], election.weights.tolist(), strict=False)
    return [
        (",".join(names), ",".join(points[start:end]), voters) for names, start, end, voters in rows
    ]
