"""The same model written out in full, with the covariance of all scores. Slow, and plain.

Source: Searle, Casella and McCulloch (1992), *Variance Components*, Sections 6.6 and 7.4.
"""

import numpy as np

from folkmoot.methods.assessment import Scores
from folkmoot.methods.assessment.scores import Floats


class Dense:
    """Scores whose variances are known, as one normal vector."""

    def __init__(self, scores: Scores, noise: float, *variances: float) -> None:
        self.scores, self.variances = scores, variances
        self.fixed = _ones(scores.criterion_of.tolist())
        self.random = [
            _ones(each.tolist(), size)
            for each, size in (
                (scores.place_of, len(scores.places)),
                (scores.assessor_of, len(scores.assessors)),
                (scores.reading_of, None),
            )
        ][: len(variances)]
        self.whole = noise * np.eye(scores.values.size)
        for variance, columns in zip(variances, self.random, strict=True):
            self.whole += variance * columns @ columns.T
        inverse = np.linalg.inv(self.whole)
        through = self.fixed.T @ inverse
        self.information = through @ self.fixed
        self.projection = inverse - through.T @ np.linalg.solve(self.information, through)

    def criterion(self) -> float:
        """−2 log of the restricted likelihood."""
        n_free = self.scores.values.size - self.fixed.shape[1]
        return float(
            np.linalg.slogdet(self.whole)[1]
            + np.linalg.slogdet(self.information)[1]
            + self.scores.values @ self.projection @ self.scores.values
            + n_free * np.log(2 * np.pi)
        )

    def predicted(self, factor: int) -> tuple[Floats, Floats]:
        """The effects of one factor, and the covariance of their errors."""
        towards = self.variances[factor] * self.random[factor].T @ self.projection
        effects = towards @ self.scores.values
        whole = self.variances[factor] * np.eye(effects.size)
        return effects, whole - self.variances[factor] * towards @ self.random[factor]


def _ones(levels: list[int], size: int | None = None) -> Floats:
    size = max(levels) + 1 if size is None else size
    return np.array([[float(level == at) for at in range(size)] for level in levels])
