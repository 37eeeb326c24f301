"""Restricted maximum likelihood for scores with crossed random effects.

A score is a fixed part (the mean of its criterion), plus one random effect for each factor
(its place, its assessor, its reading), plus chance. All random parts are normal, of mean 0, and
independent. What is sought is how much each factor varies, relative to chance.

Source: Bates, Mächler, Bolker and Walker (2015), *Fitting Linear Mixed-Effects Models Using
lme4*, Journal of Statistical Software 67(1), Sections 3.1 and 3.4 (the profiled REML
criterion); Henderson (1975), *Best Linear Unbiased Estimation and Prediction under a Selection
Model*, Biometrics 31 (the errors of predictions).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_solve, cholesky, solve_triangular
from scipy.optimize import minimize

from folkmoot.methods.assessment.scores import Floats, Numbers

STARTS = (0.3, 1.0, 3.0)  # relative deviations to begin the search from
NOTHING = 1e-7  # a factor goes to exactly 0 when that costs the criterion no more than this


@dataclass(frozen=True, slots=True)
class Fit:
    """The parts of the scores, as most likely.

    Attributes
    ----------
    relative : for each factor, its standard deviation over that of chance
    noise : the variance of chance, in squared marks
    criterion : the REML criterion, −2 log of the restricted likelihood
    effects : the fixed effects, then those of each factor in turn, in marks
    covariance : of the errors of `effects`, in squared marks
    n_tried : how often the criterion was worked out
    """

    relative: tuple[float, ...]
    noise: float
    criterion: float
    effects: Floats
    covariance: Floats
    n_tried: int


class Restricted:
    """The REML criterion of one table of scores, as a function of the relative deviations.

    Time O(q³ + r·q²) and memory O(n·q) a value, where q is the number of places and assessors
    and r that of readings. Readings do not meet each other, so they are taken out by hand.

    Parameters
    ----------
    fixed : a column for each fixed effect, 1 for the scores it is in; one for every score
    factors : for each factor, a column for each level, likewise
    looks : a column for each reading; none where readings are no factor
    """

    def __init__(
        self, values: Floats, fixed: Floats, factors: Sequence[Floats], looks: Floats | None
    ) -> None:
        self._middle = float(values.mean())
        centred = values - self._middle
        self.sizes = [each.shape[1] for each in (fixed, *factors)]
        self._n_relative = len(factors) + (looks is not None)
        looks = np.zeros((values.size, 0)) if looks is None else looks
        whole = np.hstack([fixed, *factors])
        self._cross, self._with_values = whole.T @ whole, whole.T @ centred
        self._squares = float(centred @ centred)
        self._in_look, self._look_sums = looks.sum(axis=0), looks.T @ centred
        self._look_cross = looks.T @ whole
        self._n_free = values.size - self.sizes[0]
        self.n_tried = 0

    def criterion(self, relative: Sequence[float]) -> float:
        """−2 log of the restricted likelihood, with the variance of chance at its best."""
        self.n_tried += 1
        triangle, towards, squares = self._system(relative)
        shares = solve_triangular(triangle, towards, lower=True)
        noise = max(squares - shares @ shares, np.finfo(np.float64).tiny) / self._n_free
        spread = 2 * np.log(np.diag(triangle)).sum() + np.log1p(self._looks(relative)).sum()
        return float(spread + self._n_free * (1 + np.log(2 * np.pi * noise)))

    def best(self) -> Fit:
        """The most likely parts. Factors that vary no more than chance would are exactly 0."""
        searches = [
            minimize(
                self.criterion,
                np.full(self._n_relative, start),
                method="Nelder-Mead",
                bounds=[(0, None)] * self._n_relative,
                options={"xatol": 1e-8, "fatol": 1e-11, "maxiter": 4000, "maxfev": 4000},
            )
            for start in STARTS
        ]
        found = min(searches, key=lambda each: float(each.fun))
        return self._at(self._settled(found.x.tolist()))

    def _settled(self, relative: list[float]) -> tuple[float, ...]:
        """The same, with what is all but nothing at nothing."""
        for at in range(len(relative)):
            without = [*relative[:at], 0.0, *relative[at + 1 :]]
            if self.criterion(without) <= self.criterion(relative) + NOTHING:
                relative = without
        return tuple(relative)

    def _at(self, relative: tuple[float, ...]) -> Fit:
        """Effects, and how far they may be out, when factors vary so much."""
        triangle, towards, squares = self._system(relative)
        solved = cho_solve((triangle, True), towards)
        noise = (squares - float(towards @ solved)) / self._n_free
        errors = cho_solve((triangle, True), np.eye(towards.size))
        scaled = self._scaled(relative)
        effects = scaled * solved
        effects[: self.sizes[0]] += self._middle
        covariance = noise * np.outer(scaled, scaled) * errors
        return Fit(relative, noise, self.criterion(relative), effects, covariance, self.n_tried)

    def _scaled(self, relative: Sequence[float]) -> Floats:
        """What each column is multiplied by: fixed effects by 1, a factor's by its deviation."""
        return np.repeat([1.0, *relative[: len(self.sizes) - 1]], self.sizes)

    def _looks(self, relative: Sequence[float]) -> Floats:
        """For each reading: how much its sum varies because of it, relative to chance."""
        looks: Floats = relative[-1] ** 2 * self._in_look
        return looks

    def _system(self, relative: Sequence[float]) -> tuple[Floats, Floats, float]:
        """The mixed model equations: the lower Cholesky factor, the right side, the squares.

        At deviations of 0 too these are sound, as each random effect adds 1 to its own place.
        """
        scaled, square = self._scaled(relative), relative[-1] ** 2
        drawn_in = square / (1 + square * self._in_look)
        cross = self._cross - (self._look_cross.T * drawn_in) @ self._look_cross
        system = cross * np.outer(scaled, scaled)
        random = np.arange(self.sizes[0], scaled.size)
        system[random, random] += 1
        towards = self._with_values - self._look_cross.T @ (drawn_in * self._look_sums)
        squares = self._squares - float(drawn_in @ self._look_sums**2)
        return cholesky(system, lower=True), scaled * towards, squares


def columns_of(levels: Numbers, n_levels: int) -> Floats:
    """A column for each level: 1 where a score is of that level."""
    columns = np.zeros((levels.size, n_levels))
    columns[np.arange(levels.size), levels] = 1
    return columns


def told_apart(fixed: Floats, factors: Sequence[Floats]) -> tuple[bool, ...]:
    """For each factor, whether its variance can be told from chance and from those before it.

    The covariance a factor gives the scores, once fixed effects are taken out, must not be
    made up of those of chance and of the factors before it: their Gram matrix gains in rank.
    """
    n_free = len(fixed) - fixed.shape[1]
    onto = np.linalg.pinv(fixed)
    kept: list[Floats] = []
    answers = []
    for columns in factors:
        kept.append(columns - fixed @ (onto @ columns))
        gram = _gram(kept, n_free)
        answers.append(bool(np.linalg.matrix_rank(gram, tol=1e-9) == len(gram)))
        if not answers[-1]:
            kept.pop()
    return tuple(answers)


def _gram(roots: Sequence[Floats], n_free: int) -> Floats:
    """The Gram matrix of chance and of the covariances with these roots, each of length 1."""
    gram = np.empty((len(roots) + 1, len(roots) + 1))
    gram[0, 0] = n_free
    gram[0, 1:] = gram[1:, 0] = [(root**2).sum() for root in roots]
    gram[1:, 1:] = [[((a.T @ b) ** 2).sum() for b in roots] for a in roots]
    lengths = np.sqrt(np.diag(gram))
    lengths[lengths < 1e-9] = 1
    alike: Floats = gram / np.outer(lengths, lengths)
    return alike
