"""What is wrong with a file, and on which line."""

from typing import ClassVar

from folkmoot.methods.errors import InvalidInput


class PabulibError(InvalidInput):
    """A file that cannot be counted as it stands.

    >>> print(PabulibError(14, "The cost “x” of project 7 is not an amount of money."))
    Line 14: The cost “x” of project 7 is not an amount of money.
    """

    code: ClassVar[str] = "pabulib"

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(f"Line {line}: {sentence}", line=line, sentence=sentence)
        self.line = line
        self.sentence = sentence


def shown(text: str) -> str:
    """What a sentence says of a text in a file: all of it, unless it is long.

    >>> shown("Elm Park"), len(shown("a" * 1000))
    ('“Elm Park”', 62)
    """
    return f"“{text}”" if len(text) <= 60 else f"“{text[:59]}…”"
