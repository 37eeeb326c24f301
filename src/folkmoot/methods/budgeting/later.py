"""A fraction that is worked out when somebody first looks at it."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Self


class LaterFraction(Fraction):
    """Like the fraction it comes to in every way; what it comes to is asked for once.

    Where a count is exact without it, an account of hundreds of digits need not be made for
    those who only want to know what is funded.

    Examples
    --------
    >>> due = LaterFraction(lambda: Fraction(6, 4))
    >>> due + 1, str(due), due == Fraction(3, 2)
    (Fraction(5, 2), '3/2', True)
    """

    __slots__ = ("_found", "_work")
    _found: Fraction | None
    _work: Callable[[], Fraction] | None

    def __new__(cls, work: Callable[[], Fraction]) -> Self:
        made: Self = object.__new__(cls)
        made._found, made._work = None, work
        return made

    @property
    def found(self) -> Fraction:
        """The fraction itself, worked out the first time."""
        if self._found is None:
            assert self._work is not None
            self._found, self._work = self._work(), None
        return self._found

    @property
    def _numerator(self) -> int:
        return self.found.numerator

    @property
    def _denominator(self) -> int:
        return self.found.denominator

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: Any) -> Self:
        return self

    def __reduce__(self) -> tuple[type, tuple[int, int]]:
        return Fraction, (self.numerator, self.denominator)

    def __repr__(self) -> str:
        return repr(self.found)
