"""Kinds of arrays, by name.

To a type checker they are numpy's. While a program runs they are names and nothing more: what
the core can do by itself is done without loading numpy, which takes longer than most counts.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Ints = NDArray[np.int64]
    Shorts = NDArray[np.int32]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Marks = NDArray[np.uint64]
    Whole = NDArray[np.signedinteger[Any]]
    Allowed = bytes | Bools  # for each project, whether it takes part: 1 or 0
else:
    Allowed = ArrayLike = Ints = Shorts = Floats = Bools = Marks = Whole = Any

__all__ = ["Allowed", "ArrayLike", "Bools", "Floats", "Ints", "Marks", "Shorts", "Whole"]
