"""What a Pabulib file holds, with nothing about any one voter but how often a ballot was cast."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Self

import numpy as np

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.kinds import Ints
from folkmoot.methods.budgeting.limits import Limit
from folkmoot.methods.budgeting.outcome import Outcome
from folkmoot.methods.budgeting.pabulib.ballots import WITH_POINTS
from folkmoot.methods.budgeting.pabulib.faults import shown
from folkmoot.methods.budgeting.pabulib.limits import (
    HEAD,
    LABELLED,
    Label,
    labels_by_column,
    limits_written,
)
from folkmoot.methods.budgeting.pabulib.money import in_currency
from folkmoot.methods.budgeting.pabulib.notes import Notes
from folkmoot.methods.budgeting.rule import Rule
from folkmoot.methods.errors import InvalidInput

VOTE_TYPES = ("approval", "choose-1", "cumulative", "scoring", "ordinal", "knapsack")


@dataclass(frozen=True, slots=True)
class PabulibProject:
    """A project as the file gives it: `fields` holds every column, unread."""

    id: str
    cost: int  # in the smallest unit of money
    fields: Mapping[str, str]

    @property
    def name(self) -> str:
        """Its name, or its number where the file gives no name."""
        return self.fields.get("name") or self.id

    @property
    def category(self) -> str:
        """Its categories as given."""
        return self.fields.get("category", "")

    @property
    def target(self) -> str:
        """Whom it is for, as given (older files call it beneficiaries)."""
        return self.fields.get("target") or self.fields.get("beneficiaries", "")

    @property
    def district(self) -> str:
        """Where it is, as given."""
        return self.fields.get("district", "")

    @property
    def latitude(self) -> float | None:
        """Degrees north, where given."""
        return _number(self.fields.get("latitude"))

    @property
    def longitude(self) -> float | None:
        """Degrees east, where given."""
        return _number(self.fields.get("longitude"))

    @property
    def votes(self) -> int | None:
        """The official number of votes, where given."""
        found = _number(self.fields.get("votes"))
        return None if found is None else int(found)

    @property
    def selected(self) -> int | None:
        """0 not funded, 1 funded, 2 and above funded by other means; None where not given."""
        found = _number(self.fields.get("selected"))
        return None if found is None else int(found)


@dataclass(frozen=True, slots=True, eq=False)
class PabulibElection:
    """A file read: its META as given, its projects, and the election to count.

    Attributes
    ----------
    meta : dict of str to str
    projects : tuple of PabulibProject
        In the order of the file, which is the order of `election.costs`.
    vote_type : str
        approval, choose-1, cumulative, scoring, ordinal or knapsack.
    election : Election
        Costs and budget in the smallest unit of money.
    money_scale : int
        How many of those make one unit of the file's currency: 1, or 100 with cents.
    currency : str
        As given, "" where not.
    points_from : str
        One sentence on where the points of a ballot come from.
    notes : Notes
        What was let pass among the votes: ballots that choose nothing, names repeated,
        names of no project.
    labels : dict of Limit to (str, str)
        The limits of the election that go by a label: the column, and what stands in it.
    """

    meta: dict[str, str]
    projects: tuple[PabulibProject, ...]
    vote_type: str
    election: Election
    money_scale: int = 1
    currency: str = ""
    points_from: str = ""
    notes: Notes = field(default_factory=Notes)
    labels: Mapping[Limit, Label] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        election: Election,
        projects: Sequence[Mapping[str, str]],
        *,
        meta: Mapping[str, str],
        vote_type: str = "approval",
        money_scale: int = 1,
        labels: Mapping[Limit, Label] | None = None,
    ) -> Self:
        """Make a file's contents from our own election, for a recount pack.

        `projects` gives the columns of each project: at least `project_id`; `name`,
        `category`, `target`, `latitude`, `longitude` and others as wanted. Costs, votes,
        points, lots and limits are filled in. Ids must differ and have no comma. `labels` says
        which limits go by a label, and so are written: the column, and what stands in it.
        """
        if len(projects) != election.n_projects or vote_type not in VOTE_TYPES:
            raise InvalidInput("Each project needs its own row, and the vote type must be known.")
        _check_ids([given["project_id"] for given in projects])
        votes, points = election.votes, election.points
        rows = []
        for j, given in enumerate(projects):
            cost = int(election.costs[j])
            filled = {"cost": str(in_currency(cost, money_scale)), "votes": str(votes[j])}
            filled |= {"score": str(points[j])} if vote_type in (*WITH_POINTS, "ordinal") else {}
            fields = {"project_id": given["project_id"], **filled, **given}
            rows.append(
                PabulibProject(given["project_id"], cost, fields | {"lot": str(election.lots[j])})
            )
        by = labels or {}
        _check_labels(by, rows)
        limits = limits_written(election.limits, by, [row.id for row in rows], money_scale)
        known = {
            "num_projects": str(election.n_projects),
            "num_votes": str(election.n_voters),
            "budget": str(in_currency(election.budget, money_scale)),
            "vote_type": vote_type,
            **dict(limits),
        }
        full = {key: said for key, said in meta.items() if not key.startswith(HEAD)} | known
        currency = full.get("currency", "")
        return cls(full, tuple(rows), vote_type, election, money_scale, currency, labels=by)

    @property
    def ids(self) -> tuple[str, ...]:
        """The projects' ids, in the order of the election."""
        return tuple(project.id for project in self.projects)

    @property
    def selected(self) -> tuple[str, ...] | None:
        """The ids of the official winners; None where the file does not say."""
        given = [project.selected for project in self.projects]
        if all(each is None for each in given):
            return None
        return tuple(project.id for project in self.projects if project.selected)

    @property
    def ballots(self) -> tuple[tuple[str, ...], ...]:
        """The distinct ballots as project ids, most points first; `election.weights` counts."""
        election, ids = self.election, self.ids
        names = [ids[j] for j in election.indices[by_points(election)].tolist()]
        ends = election.indptr.tolist()
        return tuple(tuple(names[start:end]) for start, end in pairwise(ends))

    @property
    def rule(self) -> Rule | None:
        """The official rule, where META names one we know."""
        try:
            rule = Rule.parse(self.meta.get("rule", ""))
        except InvalidInput:
            return None
        least = self.meta.get("min_project_score_threshold", "").strip()
        known = re.fullmatch("[0-9]{1,15}", least)
        return replace(rule, minimum_votes=int(least)) if known else rule

    def with_outcome(self, outcome: Outcome) -> Self:
        """The same file with `selected` filled in from an outcome of ours."""
        funded = set(outcome.funded)
        projects = tuple(
            replace(project, fields={**project.fields, "selected": str(int(j in funded))})
            for j, project in enumerate(self.projects)
        )
        return replace(self, projects=projects, meta={**self.meta, "rule": outcome.rule})


def _check_ids(ids: Sequence[str]) -> None:
    for name in ids:
        if not name or name != name.strip() or set(name) & set(",\r\n\0"):
            raise InvalidInput(f"The project id {shown(name)} cannot stand on a ballot in a file.")
    if len(set(ids)) != len(ids):
        raise InvalidInput("Two projects have the same id.")


def _check_labels(by: Mapping[Limit, Label], rows: Sequence[PabulibProject]) -> None:
    """A limit that goes by a label must be about just the projects that carry it."""
    carried = labels_by_column([row.fields for row in rows])
    for limit, (column, label) in by.items():
        carrying = carried[column] if column in LABELLED else ()
        if limit.projects != tuple(j for j, each in enumerate(carrying) if label in each):
            raise InvalidInput(
                f"A limit is not about the projects with the {column} {shown(label)}."
            )


def by_points(election: Election) -> Ints:
    """Where the choices of each ballot lie, ballot after ballot, those with most points first."""
    if election.scores.max(initial=0) <= 1:
        return np.arange(election.scores.size)
    row = np.repeat(np.arange(election.weights.size), np.diff(election.indptr))
    return np.lexsort((-election.scores, row))


def _number(text: str | None) -> float | None:
    try:
        number = float(text) if text and text.strip() else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None
