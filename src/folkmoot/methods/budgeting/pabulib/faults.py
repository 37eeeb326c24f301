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
