"""A file anybody can recount: our own elections, or one read before, back to bytes."""

import csv
import io

from folkmoot.methods.budgeting.pabulib.contents import WITH_POINTS, PabulibElection

FIRST = ("project_id", "cost", "votes", "score", "name", "category", "target", "selected")


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
    line = csv.writer(out, delimiter=";", lineterminator="\n").writerow
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
    voter = 0
    for vote, points, number in sorted(_votes(file)):
        for _ in range(number):
            voter += 1
            line([voter, vote, points] if pointed else [voter, vote])
    return out.getvalue().encode()


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
    election, found = file.election, []
    for number, names in enumerate(file.ballots):
        scores = election.scores[election.indptr[number] : election.indptr[number + 1]]
        points = ",".join(str(score) for score in sorted(scores.tolist(), reverse=True))
        found.append((",".join(names), points, int(election.weights[number])))
    return found
