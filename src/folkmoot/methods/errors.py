"""What a method says when it cannot answer.

Each error carries a stable `code`, a sentence fit to show, and the `facts` behind it, so
that an application can say the same thing in its own words and language.
"""

from typing import ClassVar


class MethodError(ValueError):
    """A method was asked something it cannot answer."""

    code: ClassVar[str] = "method_error"

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message)
        self.facts = facts


class InvalidInput(MethodError):
    """The question is not well formed: wrong shape, negative cost, missing weight."""

    code = "invalid_input"


class Infeasible(MethodError):
    """The question is well formed, but nothing satisfies it."""

    code = "infeasible"
