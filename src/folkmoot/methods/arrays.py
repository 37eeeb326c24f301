"""Arrays that arrive checked and stay as they were."""

from typing import TYPE_CHECKING, Any

import numpy as np

from folkmoot.methods.errors import InvalidInput

if TYPE_CHECKING:  # numpy itself is loaded when the first array is made
    from numpy.typing import DTypeLike, NDArray


def frozen(values: object, *, dtype: "DTypeLike", ndim: int, name: str) -> "NDArray[Any]":
    """Return a read-only copy of `values` with the given dtype and number of axes.

    Fractions and numbers too large for the dtype are refused, never rounded.

    >>> frozen([1, 2], dtype=np.int64, ndim=1, name="costs").flags.writeable
    False
    """
    try:
        given = np.asarray(values)
        array: NDArray[Any] = np.array(values, dtype=dtype)
    except (TypeError, ValueError, OverflowError) as fault:
        raise InvalidInput(f"The {name} could not be read as numbers.", name=name) from fault
    if array.ndim != ndim:
        raise InvalidInput(
            f"The {name} should have {ndim} axes, but {array.ndim} were given.", name=name
        )
    if array.size and given.dtype.kind in "fOu" and (array != given).any():
        raise InvalidInput(f"The {name} must be whole numbers.", name=name)
    array.setflags(write=False)
    return array
