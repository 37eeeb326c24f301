"""Elections as large as one likes, made up: the same at every run."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

AT_ONCE = 50_000  # voters
LONGEST = 15  # choices on a ballot


def write_election(
    into: Path,
    n_voters: int,
    n_projects: int,
    *,
    seed: int = 2026,
    most: int = 500_000,
    part: int = 4,
) -> None:
    """Write a Pabulib file of voters who tick up to 15 projects.

    Projects cost up to `most`; the budget pays for one in `part` of all costs.

    Some projects are far more popular than others (log-normally), as in real elections.
    Lengths of ballots are even between 1 and 15; who would tick a project twice ticks one
    less.
    """
    rng = np.random.default_rng(seed)
    costs = rng.integers(most // 50, most, n_projects)
    with into.open("w") as file:
        file.write(
            f"META\nkey;value\ndescription;Made up\nbudget;{int(costs.sum()) // part}\n"
            f"num_projects;{n_projects}\nnum_votes;{n_voters}\nvote_type;approval\n"
            "PROJECTS\nproject_id;cost\n"
        )
        file.writelines(f"P{number:03};{cost}\n" for number, cost in enumerate(costs, start=1))
        file.write("VOTES\nvoter_id;vote\n")
        for first, ballots in _ballots(rng, n_voters, n_projects):
            rows = (
                f"{voter};{','.join(ballot)}\n" for voter, ballot in enumerate(ballots, start=first)
            )
            file.write("".join(rows))


def _ballots(
    rng: np.random.Generator, n_voters: int, n_projects: int
) -> Iterator[tuple[int, list[list[str]]]]:
    ids = [f"P{number:03}" for number in range(n_projects + 1)]
    popular = np.cumsum(rng.lognormal(0, 1, n_projects))
    for first in range(1, n_voters + 1, AT_ONCE):
        n = min(AT_ONCE, n_voters + 1 - first)
        drawn = np.searchsorted(popular, rng.random((n, LONGEST)) * popular[-1]) + 1
        drawn[np.arange(LONGEST) >= rng.integers(1, LONGEST + 1, n)[:, None]] = 0
        yield first, _once_each(np.sort(drawn, axis=1), ids)


def _once_each(drawn: NDArray[np.int64], ids: list[str]) -> list[list[str]]:
    """The ids in each row, in order, without the zeros and what is drawn again."""
    drawn[:, 1:][drawn[:, 1:] == drawn[:, :-1]] = 0
    return [[ids[number] for number in row if number] for row in drawn.tolist()]
