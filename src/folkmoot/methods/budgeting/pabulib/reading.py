"""Bytes in, an election out, or a sentence about the first line that is wrong.

The format is that of pabulib.org (Faliszewski, Flis, Peters, Pierczyński, Skowron, Stolicki,
Szufa and Talmon (2023), *Participatory Budgeting: Data, Tools, and Analysis*, IJCAI, Section 2).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.limits import Limit
from folkmoot.methods.budgeting.pabulib.ballots import (
    WITH_POINTS,
    BallotRules,
    Ballots,
    LaidBallots,
)
from folkmoot.methods.budgeting.pabulib.contents import (
    VOTE_TYPES,
    PabulibElection,
    PabulibProject,
)
from folkmoot.methods.budgeting.pabulib.faults import PabulibError, shown
from folkmoot.methods.budgeting.pabulib.limits import (
    Label,
    limit_lines,
    limits_meant,
)
from folkmoot.methods.budgeting.pabulib.money import (
    AMOUNT,
    LONGEST_AMOUNT,
    MOST_MONEY,
    decimals,
    in_smallest,
)
from folkmoot.methods.budgeting.pabulib.sections import Section, sections_of
from folkmoot.methods.budgeting.pabulib.votes import ballots_of
from folkmoot.methods.errors import InvalidInput

SHORT_NUMBER = re.compile(r"[0-9]{1,9}")


def read(data: bytes | bytearray | memoryview, *, lenient: bool = False) -> PabulibElection:
    """Read a file.

    Parameters
    ----------
    data : bytes-like
        What is in the file; for a large one, a view of a mapped file (which nobody may
        shorten meanwhile), so that no copy is made. Nothing of it is kept.
    lenient : bool
        Leave out the names of projects that are not there, instead of refusing the file;
        `notes.unknown` says how many there were.

    Raises
    ------
    PabulibError
        Naming the first line that is wrong: an unknown or missing section or column, a
        cost or budget that is not an amount above nothing, a project or voter that appears
        twice, a vote for an unknown project, a ballot longer than `max_length`, a knapsack
        ballot over the budget, a file that ends in the middle of a row, or fewer or more
        rows than it says it has. `docs/methods/pabulib.md` has them all.

    Notes
    -----
    Nothing is kept of a voter but the ballot. A project named twice on one ballot counts
    once (three files of Warsaw 2026 have such ballots); `notes` says how often. Time
    O(file); memory O(voters + choices), with the compiled core some 100 to 150 bytes a
    voter beside the file.

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
    try:
        return _read(memoryview(data).cast("B"), lenient=lenient)
    except PabulibError as fault:
        # What was being read is still in its traceback, and a mapped file could not be closed.
        fault.__context__ = None
        raise fault.with_traceback(None) from None


def voting_of(data: memoryview, *, lenient: bool) -> tuple[Section, BallotRules]:
    """Where the votes of a file stand, and how its ballots are to be read."""
    before = _before_the_votes(data, lenient=lenient)
    return before.votes, before.rules


def _read(data: memoryview, *, lenient: bool) -> PabulibElection:
    before = _before_the_votes(data, lenient=lenient)
    meta, rules, line = before.meta, before.rules, before.votes.line
    ballots = ballots_of(before.votes, rules)
    meta.as_many("num_votes", ballots.n_voters, "votes")
    return PabulibElection(
        meta={key: value for key, (_, value) in meta.told.items()},
        projects=before.projects,
        vote_type=rules.vote_type,
        election=_election(ballots, rules, before.budget, before.found, line).with_limits(
            before.limits
        ),
        money_scale=before.money_scale,
        currency=meta.told.get("currency", (0, ""))[1],
        points_from=rules.points_sentence,
        notes=ballots.notes,
        labels={limit: label for limit, label in before.limits.items() if label},
    )


class _BeforeTheVotes(NamedTuple):
    """All that a file says before its votes, checked, and where those stand."""

    meta: "_Meta"
    found: "list[_Project]"
    projects: tuple[PabulibProject, ...]
    budget: int
    money_scale: int
    limits: dict[Limit, Label | None]
    votes: Section
    rules: BallotRules


def _before_the_votes(data: memoryview, *, lenient: bool) -> _BeforeTheVotes:
    parts = sections_of(data)
    meta, votes = _Meta(parts["META"]), parts["VOTES"]
    budget, _ = meta.budget(), meta.vote_type()
    found = list(_projects(parts["PROJECTS"]))
    limits = limit_lines(meta.told)
    amounts = [budget, *(row.cost for row in found), *(each.money or "0" for each in limits)]
    money_scale = 10 ** max(map(decimals, amounts))
    whole_budget = in_smallest(budget, money_scale)
    projects = tuple(
        PabulibProject(row.id, in_smallest(row.cost, money_scale), row.fields) for row in found
    )
    kept = limits_meant(limits, [(each.id, each.fields) for each in projects], money_scale)
    _check_money(meta, whole_budget, found, projects)
    meta.as_many("num_projects", len(projects), "projects")
    rules = _rules(meta, votes, projects, whole_budget, lenient=lenient)
    return _BeforeTheVotes(meta, found, projects, whole_budget, money_scale, kept, votes, rules)


class _Meta:
    """What META says, and the line on which it says so."""

    def __init__(self, section: Section) -> None:
        key_at, value_at = section.column("key"), section.column("value")
        self.line = section.line
        self.told: dict[str, tuple[int, str]] = {}
        for line, row in section.rows:
            key = row[key_at].strip() if len(row) > key_at else ""
            if len(row) <= value_at:
                raise PabulibError(line, f"{shown(key)} has no value: write key;value.")
            if key in self.told:
                raise PabulibError(line, f"META says {shown(key)} twice.")
            self.told[key] = (line, row[value_at].strip())

    def _said(self, key: str) -> tuple[int, str]:
        if key not in self.told:
            raise PabulibError(self.line, f"META does not say the {key}.")
        return self.told[key]

    def vote_type(self) -> str:
        """One of those we read."""
        line, vote_type = self._said("vote_type")
        if vote_type not in VOTE_TYPES:
            raise PabulibError(
                line, f"The vote_type {shown(vote_type)} is not one of {', '.join(VOTE_TYPES)}."
            )
        return vote_type

    def budget(self) -> str:
        """The amount as written."""
        return _amount(*self._said("budget"), "The budget")

    def max_length(self) -> int | None:
        """How many projects a ballot may name."""
        line, longest = self.told.get("max_length", (0, ""))
        if longest and not SHORT_NUMBER.fullmatch(longest):
            raise PabulibError(
                line, f"The max_length {shown(longest)} is not a whole number of at most 9 digits."
            )
        return int(longest) if longest else None

    def as_many(self, key: str, found: int, what: str) -> None:
        """The file must hold as many rows as it says, where it says: one may have been lost."""
        line, said = self.told.get(key, (0, str(found)))
        if said != str(found):
            raise PabulibError(line, f"The file says it has {said} {what}, but {found} follow.")


def _amount(line: int, text: str, what: str) -> str:
    if not text:
        raise PabulibError(line, f"{what} is missing.")
    if not AMOUNT.fullmatch(text.removeprefix("-")):
        raise PabulibError(line, f"{what} is {shown(text)}, which is not an amount of money.")
    if text.startswith("-") or not text.strip("0."):
        raise PabulibError(line, f"{what} is {text[:60]}: it must be more than nothing.")
    if len(text) > LONGEST_AMOUNT:
        raise PabulibError(line, f"{what} has more digits than can be counted.")
    return text


class _Project(NamedTuple):
    """A row of PROJECTS: its cost as written, and all its columns."""

    line: int
    id: str
    cost: str
    fields: dict[str, str]


def _projects(section: Section) -> Iterator[_Project]:
    id_at, cost_at = section.column("project_id"), section.column("cost")
    seen: set[str] = set()
    for line, row in section.rows:
        if len(row) <= max(id_at, cost_at) or len(row) > len(section.columns):
            raise PabulibError(
                line, f"There are {len(row)} columns here, but {len(section.columns)} names above."
            )
        name = row[id_at].strip()
        if not name or "," in name:
            raise PabulibError(
                line, f"The id {shown(name)} cannot be voted for: it is empty or has a comma."
            )
        if name in seen:
            raise PabulibError(line, f"There are two projects with the id {shown(name)}.")
        seen.add(name)
        cost = _amount(line, row[cost_at].strip(), f"The cost of project {name[:60]}")
        fields = dict(zip(section.columns, map(str.strip, row), strict=False))
        yield _Project(line, name, cost, fields)
    if not seen:
        raise PabulibError(section.line, "There are no projects.")


def _check_money(
    meta: _Meta, budget: int, found: list[_Project], projects: tuple[PabulibProject, ...]
) -> None:
    """Sums of money must stay exact: no amount times the number of projects may reach 2^62."""
    amounts = [(budget, meta.told["budget"][0])]
    amounts += [(project.cost, row.line) for project, row in zip(projects, found, strict=True)]
    most, line = max(amounts)
    if most * len(projects) >= MOST_MONEY:
        raise PabulibError(
            line, "The sums of money in this file are too large to be counted exactly."
        )


def _rules(
    meta: _Meta,
    section: Section,
    projects: tuple[PabulibProject, ...],
    budget: int,
    *,
    lenient: bool,
) -> BallotRules:
    vote_type, longest = meta.vote_type(), meta.max_length()
    pointed = vote_type in WITH_POINTS or (vote_type == "ordinal" and "points" in section.columns)
    return BallotRules(
        ids=tuple(project.id for project in projects),
        costs=tuple(project.cost for project in projects),
        vote_type=vote_type,
        voter_at=section.column("voter_id"),
        vote_at=section.column("vote"),
        points_at=section.column("points") if pointed else None,
        n_columns=len(section.columns),
        max_length=1 if vote_type == "choose-1" else longest,
        budget=budget if vote_type == "knapsack" else None,
        lenient=lenient,
    )


def _election(
    ballots: Ballots | LaidBallots,
    rules: BallotRules,
    budget: int,
    found: list[_Project],
    line: int,
) -> Election:
    lots = [row.fields.get("lot", "") for row in found]
    drawn = [int(lot) if SHORT_NUMBER.fullmatch(lot) else -1 for lot in lots]
    if any(lots) and sorted(drawn) != list(range(len(lots))):
        raise PabulibError(found[0].line, "Each project needs its own lot, from 0 upwards.")
    lots_drawn = drawn if any(lots) else None
    try:
        if isinstance(ballots, LaidBallots):
            return Election.of_laid(ballots.laid, costs=rules.costs, budget=budget, lots=lots_drawn)
        return Election.of_piles(*ballots[:4], costs=rules.costs, budget=budget, lots=lots_drawn)
    except InvalidInput as fault:
        raise PabulibError(line, str(fault)) from None
