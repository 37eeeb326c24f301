"""A vote one can count by hand, and the two commands as a person or a program uses them."""

import json
from pathlib import Path
from typing import Any

import pytest

from folkmoot.counting.command import main

SMALL = """META
key;value
description;A small vote
budget;90
vote_type;approval
currency;GBP
PROJECTS
project_id;cost;name;category
a;30;Ash tree;green
b;30;Bench;rest
c;30;Clock tower;rest
d;30;Drum;music
VOTES
voter_id;vote
1;a,b,c
2;a,b,c
3;a,b,c
4;a,b,c
5;a,b,c
6;a,b,c
7;d
8;d
9;d
"""
GRADED = (
    SMALL.replace("approval", "scoring")
    .replace("voter_id;vote", "voter_id;vote;points")
    .replace(";a,b,c\n", ";a,b,c;1,1,1\n")
    .replace(";d\n", ";d;1\n")
)
SHARES = ("--rule", "equal-shares/cost/none")


def a_file(folder: Path, text: str = SMALL, name: str = "small.pb") -> str:
    """A file with this in it; its name."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def changed(before: str, after: str) -> str:
    """The small vote with one thing in it changed."""
    assert before in SMALL
    return SMALL.replace(before, after, 1)


class Desk:
    """Somebody at the command line: what they type, and what they get to see."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.code = 0
        self.said = ""  # on standard error

    def reads(self, *words: str, command: str = "count") -> str:
        """What is printed."""
        self.code = main(command, words)
        printed = self._capsys.readouterr()
        self.said = printed.err
        return printed.out

    def left(self) -> str:
        """What was printed before the command ended by itself, as --help does."""
        return self._capsys.readouterr().out

    def counts(self, *words: str) -> dict[str, Any]:
        """What a program gets."""
        printed = self.reads(*words, "--json")
        assert self.code == 0, self.said
        found: dict[str, Any] = json.loads(printed)
        return found

    def is_refused(self, *words: str, command: str = "count") -> str:
        """The one sentence, when it is exit code 2 and nothing is printed."""
        printed = self.reads(*words, command=command)
        assert (self.code, printed) == (2, "")
        assert self.said.count("\n") == 1
        return self.said.strip()
