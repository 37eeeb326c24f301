"""Long work, watched: how far it is past two seconds, and an end to it within a moment.

The work runs in a thread beside the one that watches. Whatever it is doing, in the compiled
core, in numpy or waiting for a pipe, the watching thread hears Ctrl-C at once; the process
then leaves without waiting for the other, which has nothing of its own to put away: files are
written by the watching thread only.
"""

import sys
import threading
import time
from collections.abc import Callable
from typing import Generic, TextIO, TypeVar

Given = TypeVar("Given")

QUIET_AT_FIRST = 2.0  # seconds before anything is said
ON_A_TERMINAL = 0.1  # seconds between two looks
ELSEWHERE = 30.0  # seconds between two lines in a log
BAR = 24  # characters


class Stages:
    """Where the work is: told by the thread that works, read by the one that watches."""

    def __init__(self) -> None:
        self.told: tuple[str, int, int] = ("", 0, 0)

    def begin(self, what: str) -> None:
        """Another stage has begun."""
        self.told = (what, 0, 0)

    def step(self, done: int, of: int) -> None:
        """So many steps of this stage are done; of 0: nobody knows how many there will be."""
        self.told = (self.told[0], done, of)

    def sentence(self, seconds: float) -> str:
        """All this on one line.

        >>> stages = Stages()
        >>> stages.begin("Counting again")
        >>> stages.step(5, 20)
        >>> print(stages.sentence(3.2))
        Counting again  ██████░░░░░░░░░░░░░░░░░░  5 of 20  3 s
        """
        what, done, of = self.told
        parts = [what]
        if of:
            full = BAR * min(done, of) // of
            parts += ["█" * full + "░" * (BAR - full), f"{done:,} of {of:,}"]
        elif done:
            parts.append(f"step {done:,}")
        return "  ".join([*parts, f"{seconds:.0f} s"])


class Work(threading.Thread, Generic[Given]):
    """A piece of work on its way; what it gave, or what went wrong, when it is done."""

    def __init__(self, do: Callable[[Stages], Given]) -> None:
        super().__init__(daemon=True)
        self.stages = Stages()
        self.fault: BaseException | None = None
        self.given: list[Given] = []
        self._do = do

    def run(self) -> None:
        """Work, and keep what comes of it."""
        try:
            self.given.append(self._do(self.stages))
        except BaseException as fault:
            self.fault = fault

    def result(self) -> Given:
        """What the work gave; raises what went wrong in it."""
        if self.fault is not None:
            raise self.fault
        return self.given[0]


def watched(do: Callable[[Stages], Given], *, quiet: bool, beside: TextIO | None = None) -> Given:
    """Do something long, say on standard error how far it is, and stop when asked to.

    Raises
    ------
    KeyboardInterrupt
        As soon as Ctrl-C is pressed, whatever the work is doing. Leave with `os._exit` then:
        the thread may still be in the middle of something.
    """
    work, out = Work(do), beside or sys.stderr
    begun = time.monotonic()
    work.start()
    work.join(QUIET_AT_FIRST)
    terminal = out.isatty()
    try:
        while work.is_alive():
            if not quiet:
                line = work.stages.sentence(time.monotonic() - begun)
                out.write(f"\r\033[K{line}" if terminal else f"… {line}\n")
                out.flush()
            work.join(ON_A_TERMINAL if terminal else ELSEWHERE)
    finally:
        if terminal and not quiet and time.monotonic() - begun > QUIET_AT_FIRST:
            out.write("\r\033[K")
            out.flush()
    return work.result()
