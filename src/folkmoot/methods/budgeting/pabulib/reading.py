"""Bytes in, an election out, or a sentence about the first line that is wrong.

The format is that of pabulib.org (Faliszewski, Flis, Peters, Pierczyński, Skowron, Stolicki,
Szufa and Talmon (2023), *Participatory Budgeting: Data, Tools, and Analysis*, IJCAI, Section 2).
"""

from collections.abc import Iterator

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.pabulib.contents import (
    VOTE_TYPES,
    PabulibElection,
    PabulibProject,
)
from folkmoot.methods.budgeting.pabulib.faults import PabulibError
from folkmoot.methods.budgeting.pabulib.money import AMOUNT, decimals, in_smallest
from folkmoot.methods.budgeting.pabulib.sections import Section, lines_of, rows, sections_of
from folkmoot.methods.budgeting.pabulib.votes import (
    BallotRules,
    Ballots,
    ballots_of,
    points_sentence,
)

Meta = dict[str, tuple[int, str]]  # the line it stands on, and what it says


def read(data: bytes) -> PabulibElection:
    """Read a file.

    Raises
    ------
    PabulibError
        Naming the first line that is wrong: an unknown or missing section or column, a
        cost or budget that is not an amount above nothing, a project or voter that appears
        twice, a vote for an unknown project, a ballot longer than `max_length`, a knapsack
        ballot over the budget, or fewer or more rows than the file says it has.

    Notes
    -----
    Nothing is kept of a voter but the ballot. A project named twice on one ballot counts
    once (three files of Warsaw 2026 have such ballots). Time and memory O(file).

    Examples
    --------
    >>> file = read(
    ...     b"META\\nkey;value\\nbudget;90\\nvote_type;approval\\n"
    ...     b"PROJECTS\\nproject_id;cost\\na;60\\nb;30\\n"
    ...     b"VOTES\\nvoter_id;vote\\n1;a,b\\n2;b\\n"
    ... )
    >>> file.ids, file.election.votes.tolist(), file.election.budget
    (('a', 'b'), [1, 2], 90)
    """
    lines = lines_of(data)
    parts = sections_of(lines)
    meta = {row[0].strip(): (line, _value(line, row)) for line, row in rows(lines, parts["META"])}
    vote_type = _vote_type(meta, parts["META"])
    budget = _amount(*meta["budget"], "The budget") if "budget" in meta else _no_budget(parts)
    found = list(_projects(lines, parts["PROJECTS"]))
    money_scale = 10 ** max(map(decimals, [budget, *(cost for _, _, cost, _ in found)]))
    projects = tuple(
        PabulibProject(name, in_smallest(cost, money_scale), fields)
        for _, name, cost, fields in found
    )
    _as_many(meta, "num_projects", len(projects), "projects")
    limits = _rules(meta, vote_type, in_smallest(budget, money_scale), parts["VOTES"])
    ballots = ballots_of(lines, parts["VOTES"], limits, projects)
    _as_many(meta, "num_votes", ballots.n_voters, "votes")
    return PabulibElection(
        meta={key: value for key, (_, value) in meta.items()},
        projects=projects,
        vote_type=vote_type,
        election=_election(ballots, projects, in_smallest(budget, money_scale), found),
        money_scale=money_scale,
        currency=meta.get("currency", (0, ""))[1],
        points_from=points_sentence(limits),
    )


def _value(line: int, row: list[str]) -> str:
    if len(row) < 2:
        raise PabulibError(line, f"“{row[0].strip()}” has no value: write key;value.")
    return row[1].strip()


def _vote_type(meta: Meta, section: Section) -> str:
    if "vote_type" not in meta:
        raise PabulibError(section.line, "META does not say the vote_type.")
    line, vote_type = meta["vote_type"]
    if vote_type not in VOTE_TYPES:
        raise PabulibError(
            line, f"The vote_type “{vote_type}” is not one of {', '.join(VOTE_TYPES)}."
        )
    return vote_type


def _amount(line: int, text: str, what: str) -> str:
    if not AMOUNT.fullmatch(text.removeprefix("-")):
        raise PabulibError(line, f"{what} is “{text}”, which is not an amount of money.")
    if text.startswith("-") or not text.strip("0."):
        raise PabulibError(line, f"{what} is {text}: it must be more than nothing.")
    return text


def _no_budget(parts: dict[str, Section]) -> str:
    raise PabulibError(parts["META"].line, "META does not say the budget.")


def _projects(lines: list[str], section: Section) -> Iterator[tuple[int, str, str, dict[str, str]]]:
    """Line, id, cost as written, and all columns of each project."""
    id_at, cost_at = section.column("project_id"), section.column("cost")
    seen: set[str] = set()
    for line, row in rows(lines, section):
        if len(row) <= max(id_at, cost_at) or len(row) > len(section.columns):
            raise PabulibError(
                line, f"There are {len(row)} columns here, but {len(section.columns)} names above."
            )
        name = row[id_at].strip()
        if name in seen or not name:
            raise PabulibError(line, f"There are two projects with the id “{name}”.")
        seen.add(name)
        cost = _amount(line, row[cost_at].strip(), f"The cost of project {name}")
        yield line, name, cost, dict(zip(section.columns, map(str.strip, row), strict=False))
    if not seen:
        raise PabulibError(section.line, "There are no projects.")


def _as_many(meta: Meta, key: str, found: int, what: str) -> None:
    """The file must hold as many rows as it says, where it says: one may have been lost."""
    line, said = meta.get(key, (0, str(found)))
    if said != str(found):
        raise PabulibError(line, f"The file says it has {said} {what}, but {found} follow.")


def _election(
    ballots: Ballots,
    projects: tuple[PabulibProject, ...],
    budget: int,
    found: list[tuple[int, str, str, dict[str, str]]],
) -> Election:
    lots = [project.fields.get("lot", "") for project in projects]
    drawn = [int(lot) if lot.isdecimal() else -1 for lot in lots]
    if any(lots) and sorted(drawn) != list(range(len(lots))):
        raise PabulibError(found[0][0], "Each project needs its own lot, from 0 upwards.")
    return Election.of_arrays(
        indptr=ballots.indptr,
        indices=ballots.indices,
        scores=ballots.scores,
        weights=ballots.weights,
        costs=[project.cost for project in projects],
        budget=budget,
        lots=drawn if any(lots) else None,
    )


def _rules(meta: Meta, vote_type: str, budget: int, section: Section) -> BallotRules:
    line, longest = meta.get("max_length", (0, ""))
    if longest and not longest.isdecimal():
        raise PabulibError(line, f"The max_length “{longest}” is not a whole number.")
    if vote_type == "choose-1":
        longest = "1"
    return BallotRules(
        vote_type=vote_type,
        points_at=section.columns.index("points") if "points" in section.columns else None,
        max_length=int(longest) if longest else None,
        budget=budget if vote_type == "knapsack" else None,
    )
