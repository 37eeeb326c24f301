"""Numbers in memory that C writes, Python reads and numpy may look at. Nothing is copied."""

import ctypes
import mmap
from array import array
from collections.abc import Iterable
from typing import Any, Literal, Self

Kind = Literal["q", "i", "d"]  # whole numbers of eight bytes, of four; floats
SIZES: dict[Kind, int] = {"q": 8, "i": 4, "d": 8}
SMALL = 2**16  # bytes: more than these are asked of the machine, which gives them when touched


class Stretch:
    """So many numbers of one kind, all 0 at first; what is not written to takes no memory.

    Attributes
    ----------
    view : memoryview
        The numbers, to be read and written one by one or in slices.
    address : int
        Where they begin, for C. The stretch must be kept for as long as C may look.

    Examples
    --------
    >>> stretch = Stretch.of("q", [3, 4, 5])
    >>> stretch.first(2).array.tolist(), len(stretch)
    ([3, 4], 3)
    """

    __slots__ = ("address", "kind", "view")

    def __init__(self, kind: Kind, size: int) -> None:
        n_bytes = size * SIZES[kind]
        self.kind = kind
        if n_bytes <= SMALL:
            small = array(kind, bytes(n_bytes or SIZES[kind]))
            self.view: Any = memoryview(small)[:size]
            self.address = small.buffer_info()[0]
            return
        room = mmap.mmap(-1, n_bytes)
        self.view = memoryview(room).cast(kind)
        self.address = ctypes.addressof(ctypes.c_char.from_buffer(room))

    @classmethod
    def of(cls, kind: Kind, numbers: Iterable[int]) -> Self:
        """These numbers."""
        given = array(kind, numbers)
        made = cls(kind, len(given))
        made.view[:] = memoryview(given)
        return made

    def __len__(self) -> int:
        return len(self.view)

    def first(self, size: int) -> Self:
        """The first so many by themselves: copied where they are few beside the room there is."""
        if 2 * size < len(self):
            made = type(self)(self.kind, size)
            made.view[:] = self.view[:size]
            return made
        made = type(self).__new__(type(self))
        made.kind, made.address, made.view = self.kind, self.address, self.view[:size]
        return made

    @property
    def array(self) -> Any:
        """The same numbers to numpy, not to be written to."""
        import numpy as np

        kinds = {"q": np.int64, "i": np.int32, "d": np.float64}
        seen = np.frombuffer(self.view, dtype=kinds[self.kind])
        seen.setflags(write=False)
        return seen
