"""Long work, watched: how far along it is, and whether to go on."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]


def silent(done: int, of: int) -> None:
    """Tell nobody how far it is. A climb does not know how far it goes: it says "of 0"."""


class Patience:
    """How much work may be done, who is told of it, and who may end it.

    Attributes
    ----------
    most : int
        How many steps there may be.
    progress : function of (done, most), optional
        Called after every step.
    stop : function, optional
        Asked before every step; work ends early when it answers True.
    done : int
        Steps so far.

    Examples
    --------
    >>> patience = Patience(2, progress=lambda done, most: print(f"{done} of {most}"))
    >>> while patience.lasts():
    ...     patience.step()
    1 of 2
    2 of 2
    """

    def __init__(
        self, most: int, progress: Progress | None = None, stop: Stop | None = None
    ) -> None:
        self.most = most
        self.progress = progress
        self.stop = stop
        self.done = 0

    def lasts(self) -> bool:
        """Whether another step may be taken."""
        return self.done < self.most and not (self.stop is not None and self.stop())

    def step(self) -> None:
        """One more step has been taken."""
        self.done += 1
        if self.progress is not None:
            self.progress(self.done, self.most)
